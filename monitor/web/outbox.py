"""What waits to be sent, what went out, and what was given up, with another try for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from monitor.notify.clean import cut, single_line
from monitor.notify.moments import in_utc
from monitor.notify.subject import subject
from monitor.ports import OutboxRow
from monitor.shown.receivers import circuit_words, lines_of
from monitor.types import plain_name
from monitor.web.lines import path
from monitor.web.pages import form_of, gone_on, page, site_of, visitor_of
from monitor.web.site import Site
from monitor.web.threads import in_thread

router = APIRouter()

DEAD, LATEST = 30, 50
"""Rows on the page; `monitor alerts` shows all."""
STATES = {
    "pending": "waits",
    "sending": "under way",
    "sent": "sent",
    "dead": "given up",
    "superseded": "withdrawn: out of date before it was sent",
}
HELD = {
    "gathering": "a moment, for others that go with it",
    "digest": "for the digest",
    "quiet hours": "for the end of quiet hours",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One alert in words. `path`: of its deadline's page, empty where there is none. `why`: why it waits, or what went wrong."""

    id: str
    subject: str
    path: str
    receiver: str
    state: str
    queued: str
    why: str
    attempts: int


@dataclass(frozen=True, slots=True)
class ReceiverLine:
    """How one receiver is."""

    name: str
    waiting: int
    sending: int
    dead: int
    oldest: str
    note: str


@router.get("/outbox", response_class=HTMLResponse, include_in_schema=False)
async def outbox(request: Request) -> HTMLResponse:
    """Receivers, what was given up, the latest alerts."""
    visitor, site = visitor_of(request), site_of(request)
    return page(request, "outbox.html", visitor=visitor, **await in_thread(_shown, site))


@router.post("/outbox/retry", include_in_schema=False)
async def retry(request: Request) -> Response:
    """Makes what was given up due again."""
    fields = await form_of(request, visitor_of(request))
    count = await in_thread(revived, site_of(request), fields.get("id", ""))
    return gone_on(request, "/outbox", f"{count} {'alert waits' if count == 1 else 'alerts wait'} to be sent again.")


def revived(site: Site, name: str) -> int:
    """How many alerts are due again. `name`: of an alert or of a message that held several. Raises HTTPException."""
    with site.store.begin() as tx:
        count = tx.revive(name, site.now()) if name else 0
    if not count:
        raise HTTPException(404, "nothing was given up under this id; perhaps somebody has sent it again already")
    return count


def _shown(site: Site) -> dict[str, Any]:
    now = site.now()
    with site.store.read() as tx:
        receivers = [
            ReceiverLine(
                plain_name(queue.receiver),
                queue.pending,
                queue.sending,
                queue.dead,
                in_utc(queue.oldest_at) if queue.oldest_at else "",
                single_line(circuit_words(circuit, now)),
            )
            for queue, circuit in lines_of(tx)
        ]
        dead, latest = tx.outbox(["dead"], DEAD), tx.outbox([], LATEST)
    return {
        "receivers": receivers,
        "dead": [line(row, now) for row in dead],
        "latest": [line(row, now) for row in latest],
        "shown_at_most": LATEST,
    }


def line(row: OutboxRow, now: datetime) -> Line:
    """One alert as seen at `now` (aware UTC)."""
    alert = row.alert
    return Line(
        row.id,
        subject(alert, now=row.sent_at or now),
        path(alert.deadline.key) if alert.deadline is not None else "",
        plain_name(alert.receiver),
        STATES[row.state] + (f" {in_utc(row.sent_at)}" if row.sent_at else ""),
        in_utc(row.queued_at),
        cut(single_line(_why(row)), 300),
        row.attempts,
    )


def _why(row: OutboxRow) -> str:
    if row.state == "pending" and row.held and row.next_at is not None:
        return f"{HELD.get(row.held, row.held)}, until {in_utc(row.next_at)}"
    if row.state == "pending" and row.error and row.next_at is not None:
        return f"next try {in_utc(row.next_at)}; the last one: {row.error}"
    return row.error
