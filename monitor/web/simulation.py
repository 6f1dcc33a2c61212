"""A watchlist that somebody pasted, tried on what is stored: read only, a few seconds long, one at a time."""

import heapq
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock

from fastapi import HTTPException

from monitor.errors import ConfigError, Problem, UsageError
from monitor.notify.moments import in_utc
from monitor.notify.subject import subject
from monitor.pipeline.simulate import Difference, Simulated, simulated
from monitor.settings.loading import load_text
from monitor.types import plain_name
from monitor.web.lines import path
from monitor.web.site import Site

NAME = "pasted"
"""What faults call the text."""
DAYS, MOST_DAYS = 30, 366
SECONDS = 5.0
"""How long a simulation may take; what was found by then is shown."""
SHOWN = 200
LARGEST = 64_000
FAULTS = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One alert that would have been sent, or was and would not be."""

    sign: str
    at: str
    receiver: str
    subject: str
    path: str


@dataclass(frozen=True, slots=True)
class Simulation:
    """What came of it. `faults`: (line, column, words), for which nothing was simulated. `whole`: was there time for all records?"""

    text: str
    days: int
    faults: tuple[tuple[int, int, str], ...] = ()
    warnings: tuple[tuple[int, int, str], ...] = ()
    lines: tuple[Line, ...] = ()
    new: int = 0
    gone: int = 0
    same: int = 0
    whole: bool = True


def simulation(site: Site, fields: Mapping[str, str], turn: Lock, seconds: float = SECONDS) -> Simulation:
    """Tries the form's watchlist on the last days. `turn`: held while one runs.

    Raises UsageError, StoreError, HTTPException while another one runs.
    """
    text, days = fields.get("watchlist", "").replace("\r\n", "\n"), _days(fields.get("days", ""))
    if len(text) > LARGEST:
        raise UsageError(f"watchlist: at most {LARGEST // 1000} KB can be tried at once; paste a part of it")
    if not turn.acquire(blocking=False):
        raise HTTPException(429, "another simulation runs; try again in a few seconds", {"retry-after": "5"})
    try:
        return _run(site, text, days, seconds)
    finally:
        turn.release()


def _run(site: Site, text: str, days: int, seconds: float) -> Simulation:
    try:
        known = map(plain_name, site.config().receivers)
        config = load_text(text, NAME, {"MONITOR_TIMEZONE": site.zone}, known, workspace=site.workspace or "")
    except ConfigError as error:
        return Simulation(text, days, faults=_places(error.problems))
    now, ends, late = site.now(), time.monotonic() + seconds, False

    def enough() -> bool:
        nonlocal late
        late = late or time.monotonic() > ends
        return late

    counts: Counter[Difference] = Counter()

    def different() -> Iterable[Simulated]:
        for one in simulated(site.store, config.watches, now - timedelta(days=days), now, enough):
            counts[one.difference] += 1
            if one.difference is not Difference.SAME:
                yield one

    newest = heapq.nlargest(SHOWN, different(), key=lambda one: (one.at, one.alert.id))
    new, gone, same = (counts[each] for each in (Difference.NEW, Difference.GONE, Difference.SAME))
    lines = tuple(_line(one) for one in newest)
    return Simulation(text, days, (), _places(config.warnings), lines, new, gone, same, not late)


def _line(one: Simulated) -> Line:
    alert = one.alert
    return Line(
        "new" if one.difference is Difference.NEW else "gone",
        in_utc(one.at),
        plain_name(alert.receiver),
        subject(alert, now=one.at),
        path(alert.deadline.key) if alert.deadline is not None else "",
    )


def _places(problems: Iterable[Problem]) -> tuple[tuple[int, int, str], ...]:
    return tuple((each.line, each.column, each.message) for each in list(problems)[:FAULTS])


def _days(words: str) -> int:
    word = words.strip() or str(DAYS)
    if not word.isascii() or not word.isdigit() or not 1 <= int(word[:5]) <= MOST_DAYS:
        raise UsageError(f"days: {word[:20]!r} is no number from 1 to {MOST_DAYS}")
    return int(word)
