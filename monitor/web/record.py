"""The page of one deadline: what, when, state, the words in their context, how it came to be, and as it was known on any earlier day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from monitor.notify.clean import cut, defused, link
from monitor.notify.marking import marked
from monitor.notify.moments import countdown, day_words, in_utc, place, when
from monitor.notify.words import ROLES, rank_words
from monitor.ports import Filed, Move, Transaction
from monitor.shown.timeline import entries, heading, state
from monitor.types import Deadline, Revision, Status
from monitor.web.acts import acts
from monitor.web.answers import said_of
from monitor.web.asking import AskError
from monitor.web.drawing import stair
from monitor.web.lines import asking, certainty, goods, still_line
from monitor.web.pages import page, site_of, visitor_of
from monitor.web.site import Site
from monitor.web.threads import in_thread

router = APIRouter()

AROUND = 400
"""Characters of the document shown on either side of the quoted words."""
RELATED, ALERTS = 30, 50


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words in their context: `before` and `after` as they stand in the document, `parts` the quote, (text, marked?)."""

    before: str
    parts: tuple[tuple[str, bool], ...]
    after: str


@dataclass(frozen=True, slots=True)
class Slider:
    """The days on which something was known of it. `back`: days from the first to the one shown, of `days` in all."""

    first: date
    days: int
    back: int
    shown: date

    @property
    def past(self) -> bool:
        """Is an earlier day shown than today?"""
        return self.back < self.days


@router.get("/deadlines/{key}", response_class=HTMLResponse, include_in_schema=False)
async def record(request: Request, key: str) -> HTMLResponse:
    """One deadline; `?day=2026-08-18` or `?back=3` (days after the first) as it was known at the end of that day (UTC)."""
    visitor, site = visitor_of(request), site_of(request)
    shown = await in_thread(_shown, site, key, dict(request.query_params), site.now())
    if shown is None:
        raise HTTPException(404)
    return page(request, "deadline.html", visitor=visitor, **shown)


def _shown(site: Site, key: str, query: dict[str, str], now: datetime) -> dict[str, Any] | None:
    with site.store.read() as tx:
        revisions = tx.history(key)
        if not revisions:
            return None
        slider = _slider(revisions, query, now)
        seen_at = min(now, datetime.combine(slider.shown, time.max, UTC)) if slider.past else now
        known = [revision for revision in revisions if revision.learnt_at <= seen_at] or revisions[:1]
        return {**_facts(site, tx, known, seen_at), "slider": slider, "revisions": _links(revisions), "key": key}


def _facts(site: Site, tx: Transaction, known: Sequence[Revision], seen_at: datetime) -> dict[str, Any]:
    last = known[-1]
    deadline = last.change.new
    named = deadline.evidence.document
    moves = [Move(each.change.reason, each.change.new.due.opens_at, each.learnt_at) for each in known]
    related = tx.related(deadline.key, RELATED)
    return {
        "deadline": deadline,
        "heading": heading(deadline),
        "goods": goods(deadline),
        "withdrawn": last.withdrawn,
        "countdown": "" if deadline.closed or last.withdrawn else countdown(deadline.due, seen_at),
        "meaning": ROLES[deadline.kind].meaning,
        "when": when(deadline.due, site.zone),
        "last_full_day": _last_full_day(deadline),
        "state": state(deadline, withdrawn=last.withdrawn),
        "certainty": certainty(deadline),
        "seen_at": in_utc(seen_at),
        "source": f"{cut(defused(deadline.evidence.source), 60)} ({rank_words(deadline.evidence.rank)})",
        "link": link(deadline.evidence.url),
        "quoted": _quoted(deadline, tx.filed([named]) if named else []),
        "entries": list(reversed(entries(known))),
        "stair": stair(moves, seen_at) if len(moves) > 1 else None,
        "watches": asking(deadline, site.config().watches),
        "related": [still_line(each, site.zone) for each in related],
        "said": said_of(tx, deadline, seen_at, site.zone),
        "acts": acts(),
        "statuses": list(Status),
        "alerts": tx.alerts_about(deadline.key, ALERTS),
    }


def _last_full_day(deadline: Deadline) -> str:
    day = deadline.due.last_full_day
    return "" if day is None else f"{day_words(day)} ({place(deadline.due.zone)})"


def _slider(revisions: Sequence[Revision], query: dict[str, str], now: datetime) -> Slider:
    first, today = revisions[0].learnt_at.date(), now.date()
    days = max(0, (today - first).days)
    try:
        day = (
            date.fromisoformat(query["day"]) if "day" in query else first + timedelta(days=int(query.get("back", days)))
        )
    except (ValueError, OverflowError):
        raise AskError("day: write a day such as 2026-08-18") from None
    shown = min(max(day, first), first + timedelta(days=days))
    return Slider(first, days, (shown - first).days, shown)


def _links(revisions: Sequence[Revision]) -> list[tuple[date, int]]:
    """The days on which it changed, each with the last revision of that day."""
    return list({each.learnt_at.date(): each.change.new.revision for each in revisions}.items())


def _quoted(deadline: Deadline, filed: Sequence[Filed]) -> Quoted | None:
    quote = deadline.evidence.quote
    if not quote:
        return None
    words, marks = marked(quote, deadline.measure, deadline.due)
    parts, at = [], 0
    for start, end in marks:
        parts += [(words[at:start], False), (words[start:end], True)]
        at = end
    parts.append((words[at:], False))
    before, after = _around(quote, filed[0].document.text if filed else "")
    return Quoted(before, tuple(part for part in parts if part[0]), after)


def _around(quote: str, text: str) -> tuple[str, str]:
    """What stands before and after the quote in the document; empty where the text was not kept, or the quote is the whole of it."""
    at = text.find(quote)
    if at < 0:
        return "", ""
    before, after = text[max(0, at - AROUND) : at], text[at + len(quote) :][:AROUND]
    return ("… " if at > AROUND else "") + defused(before), defused(after) + (
        " …" if len(text) > at + len(quote) + AROUND else ""
    )
