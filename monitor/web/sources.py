"""How each source is, in words: when it answered, when it is asked again, how long it has been silent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from monitor import listening
from monitor.notify.words import rank_words
from monitor.types import Source, SourceState
from monitor.web.pages import page, site_of, visitor_of
from monitor.web.site import Site
from monitor.web.threads import in_thread

router = APIRouter()

WORDS = {
    "ok": "well",
    "new": "not asked yet",
    "off": "switched off",
    "failing": "fails, for less than a day",
    "ill": "ill",
}
SIGNS = {"ok": "good", "ill": "bad", "failing": "change"}
"""Colours, beside the words that say the same."""


@dataclass(frozen=True, slots=True)
class Line:
    """One source in words; what is not known is empty. `aside`: items that could not be read."""

    name: str
    rank: str
    health: str
    sign: str
    wrong: tuple[str, ...]
    next_poll: str
    last_ok: str
    items: str
    silent: str
    usual: str
    aside: int


@router.get("/sources", response_class=HTMLResponse, include_in_schema=False)
async def sources(request: Request) -> HTMLResponse:
    """All configured sources, those that need somebody first."""
    visitor, site = visitor_of(request), site_of(request)
    return page(request, "sources.html", visitor=visitor, **await in_thread(_shown, site))


def _shown(site: Site) -> dict[str, Any]:
    listed, now = site.config().sources, site.now()
    with site.store.read() as tx:
        states = tx.source_states(source.name for source in listed)
        aside = tx.set_aside()
    lines = [line(source, states.get(source.name), aside.get(source.name, 0), now) for source in listed]
    order = ["ill", "failing", "new", "ok", "off"]
    told = sorted(lines, key=lambda each: order.index(_word(each)))
    counted = [f"{count} {WORDS[word]}" for word in order if (count := sum(_word(each) == word for each in lines))]
    gone = sum(aside.values()) - sum(each.aside for each in lines)
    return {"lines": told, "counted": ", ".join(counted), "aside_elsewhere": gone}


def line(source: Source, state: SourceState | None, aside: int, now: datetime) -> Line:
    """One source as it is at `now` (aware UTC)."""
    health = listening.health(source, state, now)
    known = state is not None and health.word not in ("off", "new")
    wrong = tuple(fault.words for fault in health.faults)
    if state is None or not known:
        return Line(source.name, rank_words(source.rank), WORDS[health.word], "", wrong, "", "", "", "", "", aside)
    if not wrong and state.error:
        wrong = (state.error,)
    ahead = f"in {listening.told(state.next_poll_at - now)}" if state.next_poll_at > now else "now"
    limit = f" (at most {listening.told(health.silent_limit)})" if health.silent_limit is not None else ""
    return Line(
        source.name,
        rank_words(source.rank),
        WORDS[health.word],
        SIGNS.get(health.word, ""),
        wrong,
        ahead,
        f"{listening.told(now - state.last_ok_at)} ago" if state.last_ok_at else "never",
        str(state.items),
        listening.told(health.silent_for) if health.silent_for is not None else "",
        (listening.told(state.usual_gap) if state.usual_gap is not None else "") + limit,
        aside,
    )


def _word(each: Line) -> str:
    return next(word for word, words in WORDS.items() if words == each.health)
