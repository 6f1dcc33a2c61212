"""Organisations of the United Kingdom's government: their Atom feeds, and the content API for the whole text.

Seen 2026-09: a feed has the 20 newest changes, summary only; an entry's id is its address with "#" and the time of the change, so that
the same page comes again when it is changed, which is a revision and no new page; the text is JSON at `/api/content/PATH`.
See https://content-api.publishing.service.gov.uk/reference.html . **Pure.**
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from monitor.errors import ParseError
from monitor.sources import feed
from monitor.sources._dates import published_at
from monitor.sources._documents import document_of
from monitor.sources._json import Fields, loaded, text_in
from monitor.sources._markup import plain
from monitor.sources._text import decoded, one_line
from monitor.types import Document, Item, PageRequest, Source

_HOST = "www.gov.uk"
_ZONE = "Europe/London"


def items(body: bytes, source: Source) -> list[Item]:
    """The pages, each once, with its newest change. Raises ParseError."""
    found: dict[str, Item] = {}
    for item in feed.items(body, source):
        found.setdefault(item.url, item)
    return list(found.values())


def page_request(item: Item, source: Source) -> PageRequest | None:  # noqa: ARG001 (the interface of readers)
    """The page in the content API; other hosts have none."""
    parts = urlsplit(item.url)
    if parts.hostname != _HOST:
        return PageRequest(item.url)
    return PageRequest(urlunsplit((parts.scheme, parts.netloc, f"/api/content{parts.path}", "", "")))


def document(item: Item, page: bytes, source: Source) -> Document:
    """The page's text under its newest change note, dated by that change. Raises ParseError for anything but a page of the API."""
    if urlsplit(item.url).hostname != _HOST:
        return feed.document(item, page, source)
    content = loaded(decoded(page), "a page of the content API")
    details = content.get("details") if isinstance(content, dict) else None
    if not isinstance(details, dict):
        raise ParseError("the answer is JSON, but not a page of the content API")
    text = "\n\n".join(part for part in _parts(details) if part)
    return document_of(
        item,
        source,
        text or plain(text_in(content, "description")),
        title=one_line(text_in(content, "title")),
        published=_changed_at(content),
    )


def _changed_at(content: Fields) -> datetime | None:
    instant, day_only = published_at(text_in(content, "public_updated_at"), _ZONE)
    return None if day_only else instant


def _parts(details: Fields) -> Iterator[str]:
    """The newest change note, the body, the parts of a guide, and what the attachments are called."""
    notes = _listed(details, "change_history")
    if len(notes) > 1:
        yield plain(max(notes, key=lambda note: text_in(note, "public_timestamp")).get("note") or "")
    yield _html(details.get("body"))
    for part in _listed(details, "parts"):
        yield plain(text_in(part, "title"))
        yield _html(part.get("body"))
    for attachment in _listed(details, "attachments"):
        yield one_line(text_in(attachment, "title"))


def _html(body: Any) -> str:
    """Some pages give their body once a form: HTML beside Govspeak."""
    if isinstance(body, list):
        forms = [form for form in body if isinstance(form, dict) and form.get("content_type") == "text/html"]
        body = forms[0].get("content") if forms else ""
    return plain(body) if isinstance(body, str) else ""


def _listed(fields: Fields, name: str) -> list[Fields]:
    value = fields.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
