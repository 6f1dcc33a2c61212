"""What a person should look at: each doubt, the words it rests on, and a form with what would settle it."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from monitor import policy
from monitor.ledger import doubts
from monitor.notify.clean import cut, defused, link, single_line
from monitor.notify.moments import in_utc
from monitor.notify.words import rank_words
from monitor.shown.marks import mark_words
from monitor.shown.review import Settlement, doubt_words, settlements
from monitor.shown.timeline import heading, standing
from monitor.types import Deadline, Mark
from monitor.web.lines import goods, path
from monitor.web.pages import page, site_of, visitor_of
from monitor.web.site import Site
from monitor.web.threads import in_thread

router = APIRouter()

MOST = 20
"""Doubts on the page, so that it stays small; settled ones make room for others."""
LONGEST_QUOTE = 600


@dataclass(frozen=True, slots=True)
class Doubted:
    """One deadline in doubt."""

    key: str
    path: str
    heading: str
    stands: str
    doubts: tuple[str, ...]
    quote: str
    source: str
    link: str | None
    settlements: tuple[Settlement, ...]


@router.get("/review", response_class=HTMLResponse, include_in_schema=False)
async def review(request: Request) -> HTMLResponse:
    """The deadlines in doubt, the newest doubt first."""
    visitor, site = visitor_of(request), site_of(request)
    return page(request, "review.html", visitor=visitor, **await in_thread(_shown, site))


def _shown(site: Site) -> dict[str, Any]:
    now = site.now()
    with site.store.read() as tx:
        found = tx.doubted(MOST + 1)
        marks = tx.marks(deadline.key for deadline in found)
    told = [
        doubted(each, policy.standing(marks.get(each.key, ()), each, now).wrong, site.zone) for each in found[:MOST]
    ]
    return {"doubted": told, "more": len(found) > MOST}


def doubted(deadline: Deadline, wrong: Mark | None, zone: str) -> Doubted:
    """One deadline with its doubts. `wrong`: a reader's word against its date, where one stands."""
    evidence, about = deadline.evidence, goods(deadline)
    words = [doubt_words(doubt, deadline) for doubt in doubts(deadline)]
    said = [mark_words(wrong, zone)] if wrong is not None else []
    return Doubted(
        deadline.key,
        path(deadline.key),
        heading(deadline) + (f" [{about}]" if about else ""),
        standing(deadline),
        (*words, *said),
        cut(single_line(evidence.quote), LONGEST_QUOTE),
        f"{cut(defused(evidence.source), 60)} ({rank_words(evidence.rank)}), {in_utc(evidence.published)}",
        link(evidence.url),
        tuple(settlements(deadline)),
    )
