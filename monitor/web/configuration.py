"""What is configured, what became of the last changes of the files, and what another watchlist would have told."""

from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from monitor import listening
from monitor.errors import Problem
from monitor.notify.moments import in_utc
from monitor.notify.words import rank_words
from monitor.pipeline.reload import Outcome
from monitor.settings import Config
from monitor.types import plain_name
from monitor.web.pages import form_of, page, site_of, visitor_of
from monitor.web.simulation import DAYS, simulation
from monitor.web.site import Site
from monitor.web.threads import in_thread
from monitor.web.watch_words import watch_rows

router = APIRouter()

FAULTS = 50
"""Faults shown at most: the first ones are the cause of many others."""
EXAMPLE = """version: 1
watches:
  - name: Steel from Canada and Mexico
    countries: [CA, MX]
    measures: [tariff]
    products: [steel]
    remind: [30d, 7d, 24h]
"""


@dataclass(frozen=True, slots=True)
class WatchShown:
    """One watch. `line`: where it is written. `rows`: what it asks for; once for each manner in which its receivers are told."""

    name: str
    line: str
    rows: tuple[tuple[tuple[str, str], ...], ...]


@router.get("/configuration", response_class=HTMLResponse, include_in_schema=False)
async def configuration(request: Request) -> HTMLResponse:
    """The configuration in force, and the form for a watchlist to be tried."""
    visitor, site = visitor_of(request), site_of(request)
    return page(request, "configuration.html", visitor=visitor, example=EXAMPLE, days=DAYS, **_shown(site))


@router.post("/configuration/simulate", response_class=HTMLResponse, include_in_schema=False)
async def simulate(request: Request) -> Response:
    """What the pasted watchlist would have told, beside what was told. Nothing is saved, nothing is sent."""
    visitor, site = visitor_of(request), site_of(request)
    fields = await form_of(request, visitor)
    found = await in_thread(simulation, site, fields, request.app.state.simulating)
    return page(request, "simulation.html", visitor=visitor, found=found)


def _shown(site: Site) -> dict[str, Any]:
    config, outcome = site.config(), site.outcome()
    return {
        "watches": [
            WatchShown(name, same[0].line, tuple(tuple(watch_rows(watch)) for watch in same))
            for name, same in ((name, list(each)) for name, each in groupby(config.watches, lambda watch: watch.name))
        ],
        "receivers": sorted((plain_name(receiver.name), str(receiver.kind)) for receiver in config.receivers.values()),
        "sources": [
            (source.name, rank_words(source.rank), listening.told(source.every), source.enabled)
            for source in config.sources
        ],
        "warnings": faults(config.warnings),
        **_outcome(config, outcome),
    }


def _outcome(config: Config, outcome: Outcome) -> dict[str, Any]:
    return {
        "fingerprint": outcome.name,
        "changed": outcome.words,
        "taken_at": in_utc(outcome.at) if outcome.at else "",
        "refused": faults(outcome.problems),
        "refused_count": len(outcome.problems),
        "held": outcome.held,
        "waits": outcome.waits,
        "summary": ", ".join(
            f"{count} {one if count == 1 else many}"
            for count, one, many in (
                (len(config.watch_names), "watch", "watches"),
                (len(config.receivers), "receiver", "receivers"),
                (len(config.sources), "source", "sources"),
            )
        ),
    }


def faults(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    """Each as (file:line:column, words); of the file's place only what lies in the folder of the configuration."""
    return [(_place(each), each.message) for each in problems[:FAULTS]]


def _place(problem: Problem) -> str:
    parts = PurePath(problem.file).parts
    name = "/".join(parts[-2:] if parts[-2:-1] == ("watchlists",) else parts[-1:])
    return f"{name}:{problem.line}:{problem.column}" if problem.line else name
