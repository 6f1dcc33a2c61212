"""What readers do on a deadline's page. A link only shows a page with one button: what looks into mails must not answer them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from monitor.errors import UsageError
from monitor.pipeline.mark import Marked
from monitor.policy.marks import LONGEST_MUTE, MUTED_FOR
from monitor.shown.marks import consequences, done
from monitor.shown.said import length
from monitor.shown.timeline import heading, standing
from monitor.types import Deadline, MarkKind
from monitor.web.answers import correction_in, lift_mark, put_correction, put_mark, said_of, signed
from monitor.web.lines import path
from monitor.web.pages import form_of, gone_on, house_of, page, site_of, visitor_of
from monitor.web.site import Site
from monitor.web.threads import in_thread

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be said. `button`: the words on it; `meaning`: what follows. `spans`: how long, the usual one first."""

    name: str
    kind: MarkKind
    button: str
    meaning: str
    spans: tuple[tuple[str, str], ...] = ()


ACTS = {
    act.name: act
    for act in (
        Act(
            "ack",
            MarkKind.ACKNOWLEDGED,
            "Acknowledge",
            "No more reminders of this date. Changes are told, and a new date is reminded of again.",
        ),
        Act(
            "snooze",
            MarkKind.SNOOZED,
            "Snooze",
            "No reminders for this long, and never past the date. Changes are told meanwhile.",
            (("1d", "a day"), ("4h", "4 hours"), ("2d", "2 days"), ("7d", "a week")),
        ),
        Act(
            "mute",
            MarkKind.MUTED,
            "Mute",
            f"Nothing is told for this long, changes neither; every mute ends, after {LONGEST_MUTE.days} days at most.",
            (
                (f"{MUTED_FOR.days}d", "a week"),
                ("1d", "a day"),
                ("30d", "30 days"),
                (f"{LONGEST_MUTE.days}d", "90 days"),
            ),
        ),
        Act(
            "wrong",
            MarkKind.WRONG,
            "Wrong date",
            "It is listed for review. The record stays as it is, and reminders go on.",
        ),
    )
}


@router.get("/deadlines/{key}/{name}", response_class=HTMLResponse, include_in_schema=False)
async def ask(request: Request, key: str, name: str) -> HTMLResponse:
    """A page with one button."""
    visitor, site, act = visitor_of(request), site_of(request), _act(name)

    def shown() -> dict[str, Any]:
        with site.store.read() as tx:
            deadline = tx.deadline(key)
            if deadline is None:
                raise HTTPException(404, "no deadline has this key, or it was withdrawn")
            said = said_of(tx, deadline, site.now(), site.zone)
        return {"heading": heading(deadline), "standing": standing(deadline), "said": said}

    found = await in_thread(shown)
    chosen = request.query_params.get("for", "")
    return page(request, "act.html", visitor=visitor, act=act, key=key, chosen=chosen, **found)


@router.post("/deadlines/{key}/lift", include_in_schema=False)
async def take_back(request: Request, key: str) -> Response:
    """Takes back what was said."""
    visitor = visitor_of(request)
    fields = await form_of(request, visitor)
    kind = fields.get("kind", "")
    if kind not in set(MarkKind):
        raise UsageError(f"kind {kind[:40]!r} is not known; known: {', '.join(MarkKind)}")
    site, by = site_of(request), signed(visitor, fields)
    deadline, marked = await in_thread(lift_mark, site, key, MarkKind(kind), by=by, note=fields.get("note", ""))
    return gone_on(request, path(key), _told(site, deadline, marked))


@router.post("/deadlines/{key}/correct", include_in_schema=False)
async def correct(request: Request, key: str) -> Response:
    """Writes a correction down and goes back to where its form stood."""
    visitor = visitor_of(request)
    fields = await form_of(request, visitor)
    said = correction_in(fields, signed(visitor, fields))
    _, learnt = await in_thread(put_correction, house_of(request), visitor.workspace, key, said)
    waiting, new = len(learnt.alerts), learnt.changes[-1].new
    alerts = f"{waiting} alert{'s' * (waiting != 1)} queued" if waiting else "nobody is to be told"
    words = f"{heading(new)}: corrected. It stands now: {standing(new)} (revision {new.revision}); {alerts}."
    return gone_on(request, fields.get("next") or path(key), words)


@router.post("/deadlines/{key}/{name}", include_in_schema=False)
async def act(request: Request, key: str, name: str) -> Response:
    """Writes a mark down and goes back to the deadline's page."""
    visitor, site, chosen = visitor_of(request), site_of(request), _act(name)
    fields = await form_of(request, visitor)
    span = (fields.get(f"{name}_for") or fields.get("for", "")).strip() if chosen.spans else ""
    until = site.now().replace(microsecond=0) + length(span, "for") if span else None
    deadline, marked = await in_thread(
        put_mark, site, key, chosen.kind, by=signed(visitor, fields), note=fields.get("note", ""), until=until
    )
    return gone_on(request, path(key), _told(site, deadline, marked))


def acts() -> Iterable[Act]:
    """All of them, in the order in which they are offered."""
    return ACTS.values()


def _act(name: str) -> Act:
    if name not in ACTS:
        raise HTTPException(404, f"a deadline's page knows {', '.join(ACTS)}, lift and correct")
    return ACTS[name]


def _told(site: Site, deadline: Deadline, marked: Marked) -> str:
    follows = "; ".join(words for _, words in consequences(deadline, marked, site.zone))
    return f"{heading(deadline)}: {done(marked.mark)} by {marked.mark.by}; {follows}."
