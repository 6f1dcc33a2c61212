"""What every feed reader does with one entry, whatever its format: plain words, a safe address, a date of our own reading. **Pure.**"""

import heapq
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import chain, islice
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from monitor.sources._dates import published_at
from monitor.sources._markup import plain
from monitor.sources._text import one_line, shortened
from monitor.types import Item, Source, digest_of

_MOST = 1000
_NEWS_SUMMARY = 2000
_RAW_START = 5000
_LONGEST_TITLE = 1000
_WORDPRESS_CREDIT = re.compile(r"\s*\bThe post .{1,400}? appeared first on [^\n]{1,200}\Z", re.DOTALL)
# What joining and splitting would leave as it is: a plain host, a path, no blank, no backslash, nothing empty at the end.
_ORDINARY = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+/(?:[A-Za-z0-9._~!$&'()*+,;=:@%/-]*(?:\?[A-Za-z0-9._~!$&'()*+,;=:@%/-]+)?)"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Entry(NamedTuple):
    """The raw strings of one feed entry; `title` and `summary` may hold HTML."""

    link: str
    title: str
    summary: str
    date: str


def items_of(entries: Iterable[Entry], source: Source) -> list[Item]:
    """The items of a feed's entries, at most the thousand newest, in the feed's order.

    Of a news outlet only a summary is kept, never an article's body. An entry without a usable address gets the source's own,
    with a fingerprint of its words behind it.
    """
    return [_item(entry, source) for entry in _newest(entries, source)]


def _item(entry: Entry, source: Source) -> Item:
    title = one_line(plain(entry.title))
    summary = _summary(entry.summary, source)
    published, day_only = published_at(entry.date, source.zone or "UTC")
    return Item(
        url=_address(entry.link, source) or f"{source.url}#{digest_of(title, summary)[:16]}",
        title=shortened(title, _LONGEST_TITLE),
        summary=summary,
        published=published,
        day_only=day_only,
    )


def _summary(raw: str, source: Source) -> str:
    if source.official:
        return _uncredited(plain(raw))
    # Of a blog's whole article only the beginning is kept, and only that much of it need be read.
    start = plain(raw[:_RAW_START])
    if len(start) <= _NEWS_SUMMARY < _RAW_START < len(raw):
        start = plain(raw)
    return shortened(_uncredited(start), _NEWS_SUMMARY)


def _uncredited(text: str) -> str:
    return _WORDPRESS_CREDIT.sub("", text) if "The post " in text else text


def _newest(entries: Iterable[Entry], source: Source) -> list[Entry]:
    """Chosen by date, as they come and before any words are read: a hundred thousand entries cost little more than a thousand."""
    rest = iter(entries)
    first = list(islice(rest, _MOST + 1))
    if len(first) <= _MOST:
        return first
    ranked = (
        (published_at(entry.date, source.zone or "UTC")[0] or _EPOCH, -place, entry)
        for place, entry in enumerate(chain(first, rest))
    )
    kept = heapq.nlargest(_MOST, ranked)
    return [entry for _, _, entry in sorted(kept, key=lambda each: -each[1])]


def _address(link: str, source: Source) -> str | None:
    """The absolute http or https address, or None: `javascript:`, `file:` and the like are no addresses of a publication."""
    if _ORDINARY.fullmatch(link):
        return link
    link = one_line(link)
    if not link or "\\" in link:
        return None
    try:
        url = urljoin(source.url, link)
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None or parts.port == 0:
            return None
    except ValueError:
        return None
    return url.replace(" ", "%20")
