"""Reader for RSS 0.9 to 2.0 and Atom feeds, of any publisher. **Pure.**"""

from collections.abc import Iterable
from contextlib import suppress
from io import BytesIO
from typing import Any

from monitor.errors import ParseError
from monitor.sources import _quick
from monitor.sources._documents import page_document as document
from monitor.sources._entries import Entry, items_of
from monitor.sources._text import decoded
from monitor.sources._xml import feed_bytes, feed_text, mended
from monitor.types import Item, Source

__all__ = ["document", "items"]


def items(body: bytes, source: Source) -> list[Item]:
    """The entries of the feed, at most the thousand newest, as the feed orders them.

    Raises ParseError for a web page, JSON, nothing, or a feed cut short.
    """
    feed = feed_bytes(body)
    text = "" if feed else feed_text(decoded(body))
    try:
        return _quickly(feed or _in_utf8(text), source)
    except _quick.BeyondError as error:
        text = text or feed_text(decoded(body))
        if isinstance(error, _quick.FaultyError):
            with suppress(_quick.BeyondError):
                return _quickly(_in_utf8(mended(text)), source)
    feed = _in_utf8(text)
    return _items(_parsed(feed), feed, source)


def _in_utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _quickly(feed: bytes, source: Source) -> list[Item]:
    """Raises BeyondError."""
    return _items(_quick.entries(feed, whole=source.official), feed, source)


def _items(found: Iterable[dict[str, Any]], feed: bytes, source: Source) -> list[Item]:
    items = items_of((_entry(fields, source) for fields in found), source)
    if not items and (b"<item" in feed or b"<entry" in feed):
        raise ParseError("the feed has entries, but none can be read")
    return items


def _parsed(feed: bytes) -> list[dict[str, Any]]:
    import feedparser

    # A stream, never a string: feedparser opens strings that name files or addresses. Its HTML cleaning and its dates are
    # not used: it lets scripts through and reads foreign zones as UTC.
    parsed = feedparser.parse(BytesIO(feed), sanitize_html=False, resolve_relative_uris=False)
    return list(parsed.entries)


def _entry(fields: dict[str, Any], source: Source) -> Entry:
    return Entry(
        link=_string(fields, "link"),
        title=_string(fields, "title"),
        summary=_summary(fields, source),
        date=_string(fields, "published") or _string(fields, "updated") or _string(fields, "created"),
    )


def _summary(fields: dict[str, Any], source: Source) -> str:
    """The feed's summary; of an official source the fuller text, where the feed carries one."""
    summary = _string(fields, "summary")
    if summary and not source.official:
        return summary
    contents = [_string(content, "value") for content in fields.get("content") or () if hasattr(content, "get")]
    longest = max(contents, key=len, default="")
    return max(summary, longest, key=len)


def _string(fields: dict[str, Any], name: str) -> str:
    value = dict.get(fields, name)
    return value if isinstance(value, str) else ""
