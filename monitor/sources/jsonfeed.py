"""Reader for JSON Feed 1.0 and 1.1. See https://www.jsonfeed.org/version/1.1/ (2020-08). **Pure.**"""

from typing import Any

from monitor.errors import ParseError
from monitor.sources._documents import page_document as document
from monitor.sources._entries import Entry, items_of
from monitor.sources._json import loaded
from monitor.sources._text import decoded
from monitor.types import Item, Source

__all__ = ["document", "items"]

_VERSIONS = ("https://jsonfeed.org/version/1", "http://jsonfeed.org/version/1")


def items(body: bytes, source: Source) -> list[Item]:
    """The items of the feed, at most the thousand newest, as the feed orders them.

    Raises ParseError for anything that is no JSON Feed, or is cut short.
    """
    feed = loaded(decoded(body), "a JSON Feed")
    if not isinstance(feed, dict) or not str(feed.get("version", "")).startswith(_VERSIONS):
        raise ParseError("the answer is JSON, but no JSON Feed: its version line is missing")
    entries = feed.get("items")
    if not isinstance(entries, list):
        raise ParseError("the JSON Feed has no list of items")
    readable = [_entry(fields, source) for fields in entries if isinstance(fields, dict)]
    if entries and not readable:
        raise ParseError("the JSON Feed has items, but none can be read")
    return items_of(readable, source)


def _entry(fields: dict[str, Any], source: Source) -> Entry:
    return Entry(
        link=_string(fields, "url") or _string(fields, "external_url"),
        title=_string(fields, "title"),
        summary=_summary(fields, source),
        date=_string(fields, "date_published") or _string(fields, "date_modified"),
    )


def _summary(fields: dict[str, Any], source: Source) -> str:
    """The feed's summary, else its text; of an official source the full text where there is one."""
    summary = _string(fields, "summary")
    full = _string(fields, "content_html") or _string(fields, "content_text")
    return full if full and (source.official or not summary) else summary


def _string(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""
