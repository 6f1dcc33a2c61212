"""Any web page that lists publications, or is one: the user says with CSS selectors what stands where. **Pure.**"""

from datetime import UTC, datetime, time
from html import escape

from monitor.errors import ParseError
from monitor.sources._dates import published_at
from monitor.sources._days import written_day
from monitor.sources._documents import document_of, page_document, page_tree
from monitor.sources._entries import Entry, items_of
from monitor.sources._markup import Element, text_of
from monitor.sources._select import chosen, first
from monitor.sources._text import one_line, shortened
from monitor.types import Document, Item, Selectors, Source

_LONGEST_HEADING = 300


def items(body: bytes, source: Source) -> list[Item]:
    """What `select.items` matches, in the page's order, at most the thousand newest; or the page itself where it is empty.

    An item without a link of its own is known by its words: changed words are another item. Raises ParseError where nothing matches.
    """
    root, select = page_tree(body), source.select or Selectors()
    if not select.items:
        return [_whole(root, select, source)]
    rows = chosen(root, select.items)
    if not rows:
        raise ParseError(f"nothing on the page matches items: {select.items}")
    return items_of([_entry(row, select, source) for row in rows], source)


def document(item: Item, page: bytes, source: Source) -> Document:
    """An item's page: what `select.text` matches, else the page's main text. Raises ParseError for a page without a text."""
    select = source.select or Selectors()
    if not select.text:
        return page_document(item, page, source)
    return document_of(item, source, _text(page_tree(page), select))


def _whole(root: Element, select: Selectors, source: Source) -> Item:
    """The page as one publication, whose change is a revision."""
    title = first(root, select.title or "h1")
    name = one_line(text_of(title)) if title is not None else ""
    dated = first(root, select.date)
    published, day_only = _published(dated, source)
    return Item(source.url, name or source.name, _text(root, select), published, day_only)


def _text(root: Element, select: Selectors) -> str:
    text = "\n\n".join(text_of(part) for part in chosen(root, select.text or "body"))
    if not text.strip():
        raise ParseError(f"nothing on the page matches text: {select.text}")
    return text


def _entry(row: Element, select: Selectors, source: Source) -> Entry:
    link = row if row.tag == "a" and not select.link else first(row, select.link or "a[href]")
    title = first(row, select.title) if select.title else link
    words = text_of(row)
    heading = shortened(words.partition("\n")[0], _LONGEST_HEADING) if title is None else text_of(title)
    raw = _raw(*_published(first(row, select.date or "time"), source))
    return Entry(
        "" if link is None else link.get("href") or "", escape(heading), escape(words).replace("\n", "<br>"), raw
    )


def _raw(published: datetime | None, day_only: bool) -> str:
    if published is None:
        return ""
    return published.date().isoformat() if day_only else published.isoformat()


def _published(element: Element | None, source: Source) -> tuple[datetime | None, bool]:
    """Of a date in words only the day is taken."""
    if element is None:
        return None, False
    found, day_only = published_at(element.get("datetime") or one_line(text_of(element)), source.zone or "UTC")
    if found is not None:
        return found, day_only
    day = written_day(text_of(element))
    return (None, False) if day is None else (datetime.combine(day, time(12), UTC), True)
