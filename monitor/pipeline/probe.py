"""One look at one source, as `monitor doctor` shows it: what it answers, whether that can be read, and what to do. Nothing is stored."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit, urlunsplit

from monitor.errors import EmptyError, FetchError, MonitorError, ParseError
from monitor.pipeline.pages import Pages
from monitor.ports import Answer, Clock, Fetcher, Parser
from monitor.types import Item, Source

ROBOTS_REFUSE, ROBOTS_ALLOW, ROBOTS_UNKNOWN = "refuses", "allows", "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a probe found. `status`: ok, or what failed: fetch, parse, empty, few, undated, page. `error`: in words.

    `http`: status of the answer, None when there was none. `dated`: items with a date. `newest`: publication of the newest item.
    `validators`: which of ETag and Last-Modified came. `robots`: allows, refuses or unknown. `page_length`: characters of the newest
    item's text, None where no page is read. `seconds`: how long the source's own answer took. `advice`: what to do, or empty.
    """

    source: str
    url: str
    status: str = "ok"
    error: str = ""
    http: int | None = None
    size: int = 0
    items: int = 0
    dated: int = 0
    newest: datetime | None = None
    validators: tuple[str, ...] = ()
    robots: str = ROBOTS_UNKNOWN
    page_length: int | None = None
    seconds: float = 0.0
    advice: str = ""


async def probe(
    fetcher: Fetcher,
    parser: Parser,
    source: Source,
    user_agent: str,
    now: Clock,
    steady: Callable[[], float] = time.monotonic,
) -> Finding:
    """Asks the source once, with its robots.txt and the page of its newest item. A failure is told, never raised."""
    finding = Finding(source.name, source.url)
    began = steady()
    try:
        answer = await fetcher.get(source.url)
    except MonitorError as error:
        http = error.status if isinstance(error, FetchError) else None
        finding = replace(finding, status="fetch", error=str(error), http=http, seconds=steady() - began)
    else:
        finding = await _read(fetcher, parser, source, answer, replace(finding, seconds=steady() - began), now)
    finding = replace(finding, robots=await robots(fetcher, source.url, user_agent))
    return replace(finding, advice=advice(finding, source))


async def _read(
    fetcher: Fetcher, parser: Parser, source: Source, answer: Answer, finding: Finding, now: Clock
) -> Finding:
    finding = replace(
        finding, http=answer.status, size=len(answer.body), validators=tuple(sorted(map(str.lower, answer.validators)))
    )
    try:
        items = await parser.items(source, answer)
        if not items and source.least_items:
            raise EmptyError("the answer holds no items")
    except MonitorError as error:
        return replace(finding, status="empty" if isinstance(error, EmptyError) else "parse", error=str(error))
    except Exception as error:
        return replace(finding, status="parse", error=f"unexpected: {type(error).__name__}: {error}")
    finding = _counted(source, finding, items)
    if finding.status == "ok" and source.page:
        return await _read_page(Pages(fetcher, parser, source), items, finding, now)
    return finding


def _counted(source: Source, finding: Finding, items: Sequence[Item]) -> Finding:
    dates = [item.published for item in items if item.published is not None]
    undated, few = 2 * len(dates) < len(items), len(items) < source.least_items
    words = f"{len(items) - len(dates)} of {len(items)} items have no readable date" if undated else ""
    if few:
        words = f"{len(items)} items; a healthy answer holds at least {source.least_items}"
    return replace(
        finding,
        items=len(items),
        dated=len(dates),
        newest=max(dates, default=None),
        status="few" if few else "undated" if undated else "ok",
        error=words,
    )


async def _read_page(pages: Pages, items: Sequence[Item], finding: Finding, now: Clock) -> Finding:
    newest = max(items, key=lambda item: (item.published is not None, item.published or now()))
    item = replace(newest, published=newest.published or now())
    if not pages.are_wanted(item):
        return finding
    try:
        page = await pages.page(item)
    except (FetchError, ParseError) as error:
        return replace(finding, status="page", error=f"{item.url}: {error}")
    except Exception as error:
        return replace(finding, status="page", error=f"{item.url}: unexpected: {type(error).__name__}: {error}")
    return replace(finding, page_length=len(page.document.text) if page.document else 0)


async def robots(fetcher: Fetcher, url: str, user_agent: str) -> str:
    """Do the site's robots.txt let this program ask for the address? As RFC 9309 says: none there means yes.

    See https://www.rfc-editor.org/rfc/rfc9309 (September 2022), 2.3.1.
    """
    from protego import Protego

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return ROBOTS_UNKNOWN
    try:
        answer = await fetcher.get(urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", "")))
    except FetchError as error:
        if error.status is None:
            return ROBOTS_UNKNOWN
        return ROBOTS_ALLOW if 400 <= error.status < 500 and error.status != 429 else ROBOTS_UNKNOWN
    except MonitorError:
        return ROBOTS_UNKNOWN
    rules = Protego.parse(answer.body[:500_000].decode("utf-8", "replace"))
    return ROBOTS_ALLOW if rules.can_fetch(url, user_agent) else ROBOTS_REFUSE


def advice(finding: Finding, source: Source) -> str:
    """What to do about it, in a few words; empty when all is well."""
    if finding.status == "fetch":
        return _about_no_answer(finding)
    if finding.status == "parse":
        kinds = "a challenge or a moved feed: open the address in a browser"
        return kinds if "web page" in finding.error else f"is the reader right? it is {source.reader!r}"
    if finding.status in ("empty", "few"):
        return "the address may have moved, or its filter matches nothing"
    if finding.status == "page":
        return "titles and summaries are still read; `page: false` stops the tries"
    if finding.status == "undated":
        return "items are dated by when they are first met"
    if finding.robots == ROBOTS_REFUSE:
        return "robots.txt refuses this address: ask the publisher, or leave it out"
    if not finding.validators:
        return "no ETag or Last-Modified: each poll is a whole download"
    return ""


def _about_no_answer(finding: Finding) -> str:
    if finding.http in (401, 403):
        return "the publisher refuses this program: set MONITOR_USER_AGENT with a contact, or leave it out"
    if finding.http in (404, 410):
        return "the feed is gone from this address: look for the new one"
    if finding.http == 429:
        return "too many requests: poll less often"
    if finding.http is not None:
        return "the publisher is in trouble: wait, it is tried again by itself"
    if "certificate" in finding.error:
        return "their certificate, or the clock of this machine, is wrong"
    if "no public address" in finding.error:
        return "an intranet? name the host in MONITOR_ALLOW_PRIVATE_HOSTS"
    if "name not found" in finding.error:
        return "the name is gone, or the name service is"
    return "is there a network? is the host up?"
