"""The API, version 1: JSON for programs that carry a token, or for a browser that is let in.

Errors are problem+json (RFC 9457). Lists are paged: follow `next`. Answers have an ETag: ask again with If-None-Match.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Annotated, Any
from zoneinfo import available_timezones

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field, WithJsonSchema

from monitor.ports import Transaction
from monitor.shown.contract import deadline_json, instant_text, measure_json, revision_json
from monitor.types import DeadlineKind, MeasureKind, Status, plain_name
from monitor.web.asking import DAYS, LONGEST_TEXT, MOST, MOST_DAYS, PAGE, PLACE, Asked, asked
from monitor.web.feeds import base
from monitor.web.pages import TurnedAwayError, program_of, site_of, visitor_of
from monitor.web.shapes import (
    AlertsShape,
    DeadlineShape,
    HistoryShape,
    MeasuresShape,
    PageShape,
    ProblemShape,
    SourcesShape,
)
from monitor.web.threads import in_thread
from monitor.web.timeline import page_of

Json = dict[str, Any]
PROBLEMS: dict[int | str, Json] = {
    status: {"model": ProblemShape, "content": {"application/problem+json": {}}, "description": words}
    for status, words in (
        (400, "a value that means nothing"),
        (401, "no token, or one that may not do this"),
        (403, "it concerns all workspaces, and is the default one's to do"),
        (404, "no such record"),
        (422, "a value of the wrong kind"),
        (503, "the database cannot be asked"),
    )
}


def reader(request: Request) -> str:
    """Who asks: a program by its token, or a browser that is let in. Raises TurnedAwayError."""
    return program(request, "read")


def program(request: Request, scope: str) -> str:
    """The name behind the token of this request, if it may do what `scope` asks; without a token, a visitor of the pages may read."""
    given = request.headers.get("authorization", "")
    kind, _, token = given.partition(" ")
    if given:
        if kind.lower() != "bearer":
            raise TurnedAwayError
        return program_of(request, token.strip(), scope).name
    if scope != "read":
        raise TurnedAwayError
    return visitor_of(request).name


router = APIRouter(prefix="/api/v1", responses=PROBLEMS, dependencies=[Depends(reader)])

Limit = Annotated[int, Query(ge=1, le=MOST)]


COUNTRY = {"type": "string", "pattern": "^[A-Za-z]{0,3}$"}
ZONE = {"type": "string", "enum": ["", *sorted(available_timezones())]}
DAY = {"type": "string", "format": "date", "pattern": "^(19|20|21)[0-9]{2}-"}
AFTER = {"type": "string", "pattern": f"^({PLACE})?$"}
"""How `asking` reads these; it alone checks them, so that a page and a program are refused in the same words."""


class Narrowed(BaseModel):
    """The query of a list of deadlines; of several values in one name one is enough."""

    country: list[Annotated[str, WithJsonSchema(COUNTRY)]] = Field(
        [], description="ISO 3166-1 alpha-2, EU or ALL: issuer or target"
    )
    measure: list[MeasureKind] = []
    role: list[DeadlineKind] = []
    status: list[Status] = []
    watch: str = Field("", max_length=LONGEST_TEXT)
    text: str = Field("", max_length=LONGEST_TEXT, description="words that must all stand in it")
    start: Annotated[date | None, WithJsonSchema(DAY)] = Field(None, description="first day; default: today")
    days: int = Field(DAYS, ge=1, le=MOST_DAYS)
    zone: Annotated[str, WithJsonSchema(ZONE)] = Field("", description="IANA zone in which days are counted")
    after: Annotated[str, WithJsonSchema(AFTER)] = Field("", description="from the `next` of the page before")
    limit: int = Field(PAGE, ge=1, le=MOST)


@router.get("/deadlines", response_model=PageShape)
async def deadlines(
    request: Request,
    narrowed: Annotated[Narrowed, Query()],  # noqa: ARG001  read below as the pages read it; declared for the description
) -> Response:
    """Deadlines by date, the earliest first."""
    question = asked(request.query_params.multi_items())
    return await _answer(request, lambda tx: _page(tx, request, question))


def _page(tx: Transaction, request: Request, question: Asked) -> Json:
    site = site_of(request)
    kept, after = page_of(tx, site, question, site.now())
    following = question.address(f"{base(request)}/api/v1/deadlines", after=after) if after else None
    return {"deadlines": [deadline_json(each) for each in kept], "next": following}


@router.get("/deadlines/{key}", response_model=DeadlineShape)
async def deadline(request: Request, key: str, as_of: date | None = None) -> Response:
    """One deadline as it stands; with `as_of` as it was known at the end of that day (UTC)."""

    def stood(tx: Transaction) -> Json:
        known = [each for each in tx.history(key) if as_of is None or each.learnt_at <= _end(as_of)]
        if not known:
            raise HTTPException(404, "no deadline has this key, or none had it then")
        return {**deadline_json(known[-1].change.new), "withdrawn": known[-1].withdrawn}

    return await _answer(request, stood)


@router.get("/deadlines/{key}/history", response_model=HistoryShape)
async def history(request: Request, key: str) -> Response:
    """All revisions of one deadline, oldest first."""

    def told(tx: Transaction) -> Json:
        revisions = tx.history(key)
        if not revisions:
            raise HTTPException(404, "no deadline has this key")
        return {"revisions": [revision_json(each) for each in revisions]}

    return await _answer(request, told)


@router.get("/measures", response_model=MeasuresShape)
async def measures(request: Request, limit: Limit = PAGE) -> Response:
    """Measures heard of, the newest first."""
    return await _answer(
        request,
        lambda tx: {"measures": [{"key": news.key, **measure_json(news.mention)} for news in tx.measures(limit)]},
    )


@router.get("/alerts", response_model=AlertsShape)
async def alerts(request: Request, state: str = "", limit: Limit = PAGE) -> Response:
    """The outbox and its log, the newest first; `state`: pending, sending, sent, dead or superseded."""
    return await _answer(
        request, lambda tx: {"alerts": [_alert(row) for row in tx.outbox([state] if state else [], limit)]}
    )


def _alert(row: Any) -> Json:
    return {
        "id": row.id,
        "key": row.alert.key,
        "receiver": plain_name(row.alert.receiver),
        "reason": row.alert.change or row.alert.reason,
        "state": row.state,
        "attempts": row.attempts,
        "queued_at": instant_text(row.queued_at),
        "next_at": instant_text(row.next_at) if row.next_at else None,
        "sent_at": instant_text(row.sent_at) if row.sent_at else None,
        "error": row.error,
    }


@router.get("/sources", response_model=SourcesShape)
async def sources(request: Request) -> Response:
    """The sources of the configuration, each with how its polls went."""
    listed = site_of(request).config().sources

    def told(tx: Transaction) -> Json:
        states = tx.source_states(source.name for source in listed)
        return {"sources": [_source(source, states.get(source.name)) for source in listed]}

    return await _answer(request, told)


def _source(source: Any, state: Any) -> Json:
    return {
        "name": source.name,
        "enabled": source.enabled,
        "rank": source.rank,
        "failures": state.failures if state else 0,
        "error": state.error if state else "",
        "last_ok_at": instant_text(state.last_ok_at) if state and state.last_ok_at else None,
        "next_poll_at": instant_text(state.next_poll_at) if state else None,
    }


def _end(day: date) -> datetime:
    return datetime.combine(day, time.max, UTC)


async def _answer(request: Request, work: Callable[[Transaction], Json]) -> Response:
    """The work's JSON, with its ETag; 304 where the asker holds it already."""

    def body() -> bytes:
        with site_of(request).store.read() as tx:
            return json.dumps(work(tx), ensure_ascii=False, separators=(",", ":")).encode()

    found = await in_thread(body)
    tag = f'"{hashlib.sha256(found).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(None, 304, headers)
    return Response(found, media_type="application/json", headers=headers)
