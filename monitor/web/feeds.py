"""The same list in other forms: a calendar to subscribe to, Atom, JSON Feed and a table; narrowed by the same address.

Readers of these forms are programs: they may give a token in the address (`?token=...`), which opens nothing else.
"""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from monitor.notify.calendar_file import calendar_of
from monitor.notify.clean import defused, single_line
from monitor.policy import matches
from monitor.shown.contract import due_text, instant_text, percent
from monitor.types import Deadline, Lead, Watch
from monitor.web.asking import Asked, asked
from monitor.web.lines import Line
from monitor.web.pages import feed_reader_of, house_of, site_of
from monitor.web.site import Site
from monitor.web.threads import in_thread
from monitor.web.timeline import Found, found, lines

router = APIRouter()

MOST = 500
"""Deadlines in one calendar, feed or table; narrow the view, or page with `after`, for more."""
EARLIER = timedelta(days=90)
"""A calendar also tells of what lies behind, so that what was cancelled or moved is taken out of other calendars."""
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "key", "date", "precision", "last_full_day", "role", "measure", "issuer", "targets", "rate_percent", "instrument",
    "goods", "scope", "status", "firmness", "confidence", "revision", "source", "url", "quote",
)  # fmt: skip


@router.get("/calendar.ics", include_in_schema=False)
async def calendar(request: Request) -> Response:
    """A calendar to subscribe to: one event a deadline, moved when the deadline moves, cancelled when it is off."""
    return await _answer(request, _calendar, "text/calendar; charset=utf-8", back=EARLIER)


@router.get("/feed.atom", include_in_schema=False)
async def atom(request: Request) -> Response:
    """Atom (RFC 4287)."""
    return await _answer(request, _atom, "application/atom+xml; charset=utf-8")


@router.get("/feed.json", include_in_schema=False)
async def json_feed(request: Request) -> Response:
    """JSON Feed 1.1."""
    return await _answer(request, _json_feed, "application/feed+json; charset=utf-8")


@router.get("/deadlines.csv", include_in_schema=False)
async def table(request: Request) -> Response:
    """A table for spreadsheets; no cell is a formula."""
    return await _answer(request, _table, "text/csv; charset=utf-8")


Form = Callable[[Request, Site, Asked, Found, list[Line]], bytes]


async def _answer(request: Request, form: Form, kind: str, back: timedelta = timedelta()) -> Response:
    feed_reader_of(request)
    site = site_of(request)
    now = site.now()
    question = asked(request.query_params.multi_items())
    if back and question.start is None:
        question = replace(question, start=(now - back).date(), days=question.days + back.days)

    def body() -> bytes:
        answer = found(site, replace(question, limit=MOST), now)
        return form(request, site, question, answer, lines(site, answer, now, question.zone or site.zone))

    return Response(await in_thread(body), media_type=kind, headers={"cache-control": "private, max-age=300"})


def _calendar(_request: Request, site: Site, question: Asked, answer: Found, _lines: list[Line]) -> bytes:
    watches = [watch for watch in site.config().watches if question.watch in ("", watch.name)]
    name = f"Deadlines: {question.watch}" if question.watch else "Deadlines"
    told = (("x-wr-calname", single_line(defused(name))), ("refresh-interval;value=duration", "PT15M"))
    return calendar_of(answer.deadlines, told, lambda each: _leads(each, watches))


def _leads(deadline: Deadline, watches: Iterable[Watch]) -> Iterable[Lead]:
    return {lead for watch in watches if watch.leads and matches(watch, deadline).asked for lead in watch.leads}


def _atom(request: Request, site: Site, question: Asked, answer: Found, told: list[Line]) -> bytes:
    newest = max((each.learnt_at for each in answer.deadlines), default=site.now())
    text: str = request.app.state.templates.get_template("feed.atom").render(
        base=base(request),
        asked=question,
        updated=instant_text(newest),
        lines=told,
        instant=instant_text,
    )
    return text.encode()


def _json_feed(request: Request, _site: Site, question: Asked, _found: Found, told: list[Line]) -> bytes:
    import json

    here = base(request)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Deadlines",
        "home_page_url": question.address(f"{here}/"),
        "feed_url": question.address(f"{here}/feed.json"),
        "items": [_item(here, each) for each in told],
    }
    return json.dumps(feed, ensure_ascii=False).encode()


def _item(here: str, told: Line) -> dict[str, Any]:
    deadline, still = told.deadline, told.still
    return {
        "id": f"{deadline.key}:r{deadline.revision}",
        "url": f"{here}{still.path}",
        "title": f"{still.heading} {due_text(deadline.due)}",
        "content_text": " · ".join(
            filter(None, (still.clock, still.who, still.rate, still.status, told.change, still.certainty))
        ),
        "date_published": instant_text(deadline.stated_at),
        "date_modified": instant_text(deadline.learnt_at),
    }


def _table(_request: Request, _site: Site, _question: Asked, answer: Found, _lines: list[Line]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([plain_cell(cell) for cell in _cells(deadline)] for deadline in answer.deadlines)
    return out.getvalue().encode("utf-8-sig")


def _cells(deadline: Deadline) -> tuple[Any, ...]:
    due, measure, evidence = deadline.due, deadline.measure, deadline.evidence
    return (
        deadline.key, due_text(due), due.precision.value, due.last_full_day or "", deadline.kind.value, measure.kind.value,
        measure.issuer or "", " ".join(measure.targets), percent(measure.rate_percent), measure.instrument or "",
        "; ".join(measure.products), deadline.scope or "", deadline.status.value, deadline.firmness.value,
        evidence.confidence, deadline.revision, evidence.source, evidence.url, evidence.quote,
    )  # fmt: skip


def plain_cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers. See https://owasp.org/www-community/attacks/CSV_Injection."""
    if not isinstance(value, str):
        return "" if value is None else value
    words = single_line(defused(value))
    return f"'{words}" if words.startswith(FORMULAS) else words


def base(request: Request) -> str:
    """The site's own address, without a slash at its end: as configured, else as it was asked for."""
    return house_of(request).base_url.rstrip("/") or f"{request.url.scheme}://{request.url.netloc}"
