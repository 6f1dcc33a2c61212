"""What programs do by the API: marks and corrections with a token of scope act, another try for an alert with one of scope admin."""

import json
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from monitor.errors import UsageError
from monitor.shown.contract import corrected_json
from monitor.shown.marks import marked_json
from monitor.shown.said import Correcting, length, until_said
from monitor.types import MarkKind
from monitor.web.answers import lift_mark, put_correction, put_mark
from monitor.web.api import PROBLEMS, program
from monitor.web.outbox import revived
from monitor.web.pages import house_of, site_of
from monitor.web.shapes import CorrectedShape, CorrectionAsk, MarkAsk, MarkedShape, ProblemShape, RetriedShape
from monitor.web.site import Site
from monitor.web.threads import in_thread

Json = dict[str, Any]

REFUSALS: dict[int | str, Json] = PROBLEMS | {
    status: {"model": ProblemShape, "content": {"application/problem+json": {}}, "description": words}
    for status, words in ((409, "it cannot be done now"), (413, "the request is too large"))
}

router = APIRouter(prefix="/api/v1", responses=REFUSALS)


def actor(request: Request) -> str:
    """The name of the program that may act. Raises TurnedAwayError."""
    return program(request, "act")


def admin(request: Request) -> str:
    """The name of the program that may do everything. Raises TurnedAwayError."""
    return program(request, "admin")


@router.post("/deadlines/{key}/marks", response_model=MarkedShape, status_code=201)
async def mark(request: Request, key: str, asked: MarkAsk, by: Annotated[str, Depends(actor)]) -> Response:
    """Acknowledges, snoozes, mutes or doubts a deadline, signed with the token's name; with `lift` it takes that back."""
    site = site_of(request)

    def work() -> Json:
        if asked.lift:
            if asked.span or asked.until:
                raise UsageError("lift takes back at once: leave out for and until")
            deadline, marked = lift_mark(site, key, asked.mark, by=by, note=asked.note)
        else:
            until = _until(asked, site, site.now())
            deadline, marked = put_mark(site, key, asked.mark, by=by, note=asked.note, until=until)
        return marked_json(deadline, marked)

    return _made(await in_thread(work))


@router.post("/deadlines/{key}/corrections", response_model=CorrectedShape, status_code=201)
async def correct(request: Request, key: str, asked: CorrectionAsk, by: Annotated[str, Depends(actor)]) -> Response:
    """Says what is so, above every publisher, signed with the token's name; alerts follow as for any change."""
    said = Correcting(by, asked.reason, asked.date, asked.status, asked.rate_percent, asked.revoked)

    def work() -> Json:
        record, learnt = put_correction(house_of(request), site_of(request).workspace, key, said)
        return corrected_json(record, learnt)

    return _made(await in_thread(work))


@router.post("/outbox/{id:path}/retry", response_model=RetriedShape, dependencies=[Depends(admin)])
async def retry(request: Request, id: str) -> Response:
    """Makes due again what was given up; `id`: of an alert, or of a message that held several."""
    count = await in_thread(revived, site_of(request), id)
    return _made({"id": id, "alerts": count}, 200)


def _until(asked: MarkAsk, site: Site, now: datetime) -> datetime | None:
    if asked.span and asked.until:
        raise UsageError("for and until say the same thing twice: leave one of them out")
    if (asked.span or asked.until) and asked.mark not in (MarkKind.SNOOZED, MarkKind.MUTED):
        raise UsageError(f"{asked.mark} has no end of its own: leave out for and until")
    if asked.span:
        return now.replace(microsecond=0) + length(asked.span, "for")
    return until_said(asked.until, site.zone, "until") if asked.until else None


def _made(found: Json, status: int = 201) -> Response:
    body = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return Response(body, status, media_type="application/json", headers={"cache-control": "no-store"})
