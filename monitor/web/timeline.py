"""The list of what is ahead: by day, narrowed by the address, with the months drawn above it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from monitor.policy import matches, standing
from monitor.policy.matching import EU, EU_MEMBERS, EVERYBODY
from monitor.ports import Listing, Move, Transaction, View
from monitor.shown.marks import brief_mark
from monitor.types import Deadline, DeadlineKind, Mark, MarkKind, MeasureKind, Status, Watch
from monitor.web.asking import Asked, asked, place_of
from monitor.web.drawing import picture
from monitor.web.fragments import joined, options
from monitor.web.lines import Line, days, line
from monitor.web.pages import page, site_of, visitor_of
from monitor.web.site import Site
from monitor.web.threads import in_thread

router = APIRouter()

LOOKED_AT = 1000
"""Deadlines held against a watch for one page; after that the page ends with a link that goes on."""


def _choices(kind: type[StrEnum]) -> tuple[tuple[str, str], ...]:
    """What a filter offers: each value, and how it reads."""
    return tuple((str(each), each.replace("_", " ")) for each in kind)


MEASURES, ROLES, STATUSES = (_choices(kind) for kind in (MeasureKind, DeadlineKind, Status))


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a view. `after`: where the next page goes on, empty on the last."""

    deadlines: tuple[Deadline, ...]
    moves: dict[str, list[Move]]
    after: str
    marks: dict[str, list[Mark]] = field(default_factory=dict)


def found(site: Site, question: Asked, now: datetime) -> Found:
    """The answer to a question, in one look at the database. Raises StoreError."""
    with site.store.read() as tx:
        kept, after = page_of(tx, site, question, now)
        revised = [each.key for each in kept if each.revision > 1]
        marks = tx.marks(each.key for each in kept)
        return Found(kept, tx.moves(revised) if revised else {}, after, marks)


def page_of(tx: Transaction, site: Site, question: Asked, now: datetime) -> tuple[tuple[Deadline, ...], str]:
    """One page of deadlines, and where the next one goes on; empty where none follows."""
    view = question.view(now, site.zone)
    if question.watch:
        return _watched(tx, view, [watch for watch in site.config().watches if watch.name == question.watch])
    listing = tx.listing(view)
    return listing.deadlines, place_of(listing.deadlines[-1]) if listing.more else ""


def _watched(tx: Transaction, view: View, watches: Sequence[Watch]) -> tuple[tuple[Deadline, ...], str]:
    """What a watch asks for: narrowed by its index where it can be, then held against all its criteria."""
    kept: list[Deadline] = []
    step = replace(_narrowed(view, watches), limit=min(200, view.limit * 2))
    looked = 0
    while watches and looked < LOOKED_AT:
        listing: Listing = tx.listing(step)
        for deadline in listing.deadlines:
            looked += 1
            if any(matches(watch, deadline).asked for watch in watches):
                kept.append(deadline)
                if len(kept) == view.limit:
                    return tuple(kept), place_of(deadline)
        if not listing.more:
            return tuple(kept), ""
        last = listing.deadlines[-1]
        step = replace(step, after=(last.due.opens_at, last.key))
    return tuple(kept), f"{step.after[0].isoformat()} {step.after[1]}" if step.after and watches else ""


def _narrowed(view: View, watches: Sequence[Watch]) -> View:
    """What the index can say of a watch: its measures, kinds and countries, where the address does not name others."""
    first = watches[0] if watches else None
    if first is None:
        return view
    named = {code.upper() for code in first.countries}
    countries = (*sorted(named), EVERYBODY, *((EU,) if named & EU_MEMBERS else ())) if named else ()
    return replace(
        view,
        countries=view.countries or countries,
        measures=view.measures or first.measures,
        kinds=view.kinds or first.kinds,
    )


def lines(site: Site, answer: Found, now: datetime, zone: str) -> list[Line]:
    """The deadlines of one page as lines."""
    stills = site.shelf.lines(answer.deadlines, zone, site.config().watches)
    return [
        line(each, still, now, answer.moves.get(each.key, ()), in_force(answer, each, now))
        for each, still in zip(answer.deadlines, stills, strict=True)
    ]


def in_force(answer: Found, deadline: Deadline, now: datetime) -> tuple[str, ...]:
    """What readers said of it, as far as it holds: "muted to 29 Nov"."""
    said = answer.marks.get(deadline.key)
    if not said:
        return ()
    held = standing(said, deadline, now).marks(now)
    return tuple("said to be wrong" if mark.kind is MarkKind.WRONG else brief_mark(mark) for mark in held)


async def timeline(request: Request) -> HTMLResponse:
    """The next 90 days, or what the address asks for."""
    visitor, site = visitor_of(request), site_of(request)
    question = asked(request.query_params.multi_items())
    now = site.now()
    return await in_thread(lambda: page(request, "timeline.html", visitor=visitor, **_shown(site, question, now)))


router.add_route("/", timeline)
"""Without what FastAPI does for each request to an API, which costs up to a tenth of the page."""


def _shown(site: Site, question: Asked, now: datetime) -> dict[str, Any]:
    answer = found(site, question, now)
    zone = question.zone or site.zone
    told = lines(site, answer, now, zone)
    view = question.view(now, site.zone)
    return {
        "asked": question,
        "query": question.address(""),
        "days": joined(day.section for day in days(told, now, zone)),
        "zone": zone,
        "count": len(told),
        "picture": picture(told, answer.moves, view.since, view.until, now) if told else None,
        "next": question.address("/", after=answer.after) if answer.after else "",
        "roles": options(ROLES, question.role),
        "measures": options(MEASURES, question.measure),
        "statuses": options(STATUSES, question.status),
        "watches": site.config().watch_names,
        "narrowed": any(True for _ in replace(question, zone="", after="").pairs()),
    }
