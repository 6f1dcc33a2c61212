"""OFAC's recent actions: the list, the page of each action, and the general licences that it links as PDF files.

Seen 2026-09: the RSS feed was retired on 31 January 2025; the list is HTML, a `.search-result` an action with a link to
`/recent-actions/YYYYMMDD` and a line "July 26, 2026 - Sanctions List Updates"; a licence is `/media/NUMBER/download?inline`. **Pure.**
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urljoin, urlsplit

from monitor.errors import ParseError
from monitor.sources._days import iso_day, written_day
from monitor.sources._documents import document_of, page_document, page_tree
from monitor.sources._markup import Element, text_of
from monitor.sources._pdf import pdf_text
from monitor.sources._text import one_line
from monitor.types import Document, Item, PageRequest, Source

SOURCE = Source(
    name="us_ofac_recent_actions",
    url="https://ofac.treasury.gov/recent-actions",
    reader="ofac",
    every=timedelta(minutes=5),
    rank=4,
    issuer="US",
    zone="America/New_York",
    official=True,
    page=True,
    least_items=5,
    usual_gap=timedelta(days=7),
)

_ACTION = re.compile(r"/recent-actions/(20\d{2})(\d{2})(\d{2})(?:[_-]\w+)?/?\Z")
_LICENCE = re.compile(r"\blicen[cs]e\b", re.IGNORECASE)
_FILE = re.compile(r"/(?:media/\d+/download|system/files/.*\.pdf\Z)")
_MOST_FILES = 10


def items(body: bytes, source: Source) -> list[Item]:
    """The actions, newest first; OFAC gives days and no hours. Raises ParseError for a page that lists none."""
    found: dict[str, Item] = {}
    for link in page_tree(body).iter("a"):
        url = urljoin(source.url, (link.get("href") or "").strip())
        action = _ACTION.search(urlsplit(url).path)
        title = one_line(text_of(link)) if action else ""
        if action and title:
            found.setdefault(url, _item(url, title, _day(link, action)))
    if not found:
        raise ParseError("the page lists no actions")
    return list(found.values())


def parts(item: Item, page: bytes, source: Source) -> list[PageRequest]:  # noqa: ARG001 (the interface of readers)
    """The licences that the action's page links."""
    found = {
        urljoin(item.url, link.get("href")): None
        for link in page_tree(page).iter("a")
        if _FILE.search(urlsplit(link.get("href") or "").path) and _LICENCE.search(text_of(link))
    }
    same = [url for url in found if urlsplit(url).hostname == urlsplit(item.url).hostname]
    return [PageRequest(url, {"Accept": "application/pdf"}) for url in same[:_MOST_FILES]]


def document(item: Item, page: bytes, source: Source, *licences: bytes) -> Document:
    """The action with the text of its licences. Raises ParseError for a page without a text; a licence that is a picture is left out."""
    told = page_document(item, page, source)
    return document_of(item, source, "\n\n".join((told.text, *(text for text in map(_text, licences) if text))))


def _text(licence: bytes) -> str:
    try:
        return pdf_text(licence)
    except ParseError:
        return ""


def _day(link: Element, action: re.Match[str]) -> date | None:
    """The day written beside the link; the one in the address may be of the first of several actions."""
    row = next((above for above in link.iterancestors() if "search-result" in (above.get("class") or "")), None)
    return (None if row is None else written_day(text_of(row))) or iso_day("-".join(action.groups()))


def _item(url: str, title: str, day: date | None) -> Item:
    published = None if day is None else datetime.combine(day, time(12), UTC)
    return Item(url=url, title=title, summary="", published=published, day_only=published is not None)
