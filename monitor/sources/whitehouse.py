"""White House presidential actions: the feed names the pages, the pages hold the instruments.

Seen 2026-09: the feed has 30 items with a teaser each; slugs can name the wrong country, so nothing is read from an address;
pages are edited after posting. A page is WordPress: heading and posting time in a "topper" block inside `.entry-content`, then
the instrument's paragraphs. **Pure.**
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.errors import ParseError
from monitor.sources import feed
from monitor.sources._dates import published_at
from monitor.sources._documents import document_of, page_tree
from monitor.sources._markup import Element, text_of
from monitor.sources._text import one_line
from monitor.types import Document, Item, Source

ZONE = "America/New_York"

SOURCE = Source(
    name="us_whitehouse_actions",
    url="https://www.whitehouse.gov/presidential-actions/feed/",
    reader="whitehouse",
    every=timedelta(minutes=2),
    rank=5,
    issuer="US",
    zone=ZONE,
    official=True,
    page=True,
    least_items=10,
    usual_gap=timedelta(days=4),
)

items = feed.items

_DATELINE = re.compile(
    r"^THE WHITE HOUSE,?\s+(January|February|March|April|May|June|July|August|September|October|November|December)"
    r"\s+(\d{1,2}),\s+(\d{4})\.?$",
    re.MULTILINE,
)
_TESTIMONIUM = re.compile(
    r"hereunto set my hand this\s+([a-z]+(?:[-\u2010\u2011 ][a-z]+)?)\s+day\s+of\s+"
    r"(January|February|March|April|May|June|July|August|September|October|November|December)\b",
)
_UNITS = (
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
_TEENS = ("thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth")
_ORDINALS = {
    **{word: number for number, word in enumerate((*_UNITS, *_TEENS)) if word},
    **{f"twenty-{word}": 20 + number for number, word in enumerate(_UNITS[:10]) if word},
    "thirtieth": 30,
    "thirty-first": 31,
}
_SITE_NAME = re.compile(r"\s+[–—|-]\s+The White House\s*\Z")
# An instrument is posted on the day it is signed or soon after; a dateline further off belongs to a text it quotes.
_LONGEST_DELAY = timedelta(days=14)


def older_page(source: Source, page: int) -> str:
    """The feed's pages are numbered from 1, the newest first, thirty items each."""
    return source.url if page == 1 else f"{source.url}?paged={page}"


def document(item: Item, page: bytes, source: Source) -> Document:
    """The instrument on the page: full text, its heading, when it was posted, and the day it was signed (in `source.zone`).

    Raises ParseError for a page without a text, ReadError where neither page nor feed gives a readable date.
    """
    root = page_tree(page)
    text = _instrument(root)
    if not text:
        raise ParseError("the page holds no text of a presidential action")
    published = _posted_at(root, source) or (None if item.day_only else item.published)
    return document_of(
        item,
        source,
        text,
        title=_heading(root),
        published=published,
        signed=_signed(text, published or item.published, source),
    )


def _instrument(root: Element) -> str:
    for element in root.iter("div", "article", "main"):
        if "entry-content" in _classes(element):
            return text_of(element, _belongs)
    return ""


def _belongs(element: Element) -> bool:
    names = element.get("class") or ""
    return element.tag not in ("footer", "aside") and not any(
        part in names
        for part in (
            "whitehouse-topper",
            "wp-block-buttons",
            "wp-block-query",
            "post-navigation",
            "screen-reader",
        )
    )


def _heading(root: Element) -> str:
    headings = list(root.iter("h1"))
    headings.sort(key=lambda heading: "wp-block-whitehouse-topper__headline" not in _classes(heading))
    for heading in headings:
        if title := one_line(text_of(heading)):
            return title
    return _SITE_NAME.sub("", one_line(_meta(root, "og:title")))


def _posted_at(root: Element, source: Source) -> datetime | None:
    times = [_meta(root, "article:published_time")]
    times += [element.get("datetime") or "" for element in root.iter("time") if _is_posting_time(element)]
    for raw in times:
        instant, day_only = published_at(raw, source.zone or ZONE)
        if instant is not None and not day_only:
            return instant
    return None


def _is_posting_time(element: Element) -> bool:
    """Lists of other actions on the page carry times too: only the one in the topper is this page's."""
    return any("whitehouse-topper" in (above.get("class") or "") for above in element.iterancestors())


def _signed(text: str, published: datetime | None, source: Source) -> date | None:
    """The day that the instrument bears at its end, else the day of posting, as the White House counts days.

    Proclamations are often posted a day after they were signed, and "N days after the date of this proclamation" counts from signing.
    """
    if published is None:
        return None
    posted_day = published.astimezone(ZoneInfo(source.zone or ZONE)).date()
    stated = [day for day in _days_borne(text, posted_day.year) if timedelta() <= posted_day - day <= _LONGEST_DELAY]
    return stated[-1] if stated else posted_day


def _days_borne(text: str, posted_year: int) -> Iterator[date]:
    """Days in closing formulas. A testimonium writes its year in words; it is the year of posting, or in January the one before."""
    for match in _TESTIMONIUM.finditer(text):
        number = _ORDINALS.get(re.sub("[^a-z]", "-", match[1]), 0)
        for year in (posted_year - 1, posted_year):
            yield from _day(number, match[2], year)
    for month, day, year in _DATELINE.findall(text):
        yield from _day(int(day), month, int(year))


def _day(number: int, month: str, year: int) -> Iterator[date]:
    instant, _ = published_at(f"{number} {month} {year:04}", "UTC")
    if instant is not None:
        yield instant.date()


def _meta(root: Element, name: str) -> str:
    for element in root.iter("meta"):
        if name in (element.get("property"), element.get("name")):
            return element.get("content") or ""
    return ""


def _classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()
