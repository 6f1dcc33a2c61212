"""CBP's Cargo Systems Messaging Service: how a measure is put to work at the border, and from which minute on.

Seen 2026-09: the list is JSONP, `GDWidgets[0].update([...])`, of the hundred newest messages with `subject`, `pub_date` as
"07/21/2026 05:26 PM EDT" and `href`; a message stands in `#bulletin_body` of its page. **Pure.**
"""

import re
from datetime import datetime, timedelta

from monitor.errors import ParseError
from monitor.sources._dates import published_at
from monitor.sources._documents import document_of, page_document, page_tree
from monitor.sources._json import Fields, loaded, text_in
from monitor.sources._markup import Element, text_of
from monitor.sources._text import decoded, one_line
from monitor.types import Document, Item, Source

ZONE = "America/New_York"

SOURCE = Source(
    name="us_cbp_csms",
    url="https://content.govdelivery.com/accounts/USDHSCBP/widgets/USDHSCBP_WIDGET_2/0.json",
    reader="csms",
    every=timedelta(minutes=5),
    rank=4,
    issuer="US",
    zone=ZONE,
    official=True,
    page=True,
    least_items=20,
    usual_gap=timedelta(days=4),
)

_CALL = ".update("
_POSTED = re.compile(r"(\d{2})/(\d{2})/(\d{4}) (\d{2}):(\d{2}) ([AP])M ([A-Z]{2,4})")


def items(body: bytes, source: Source) -> list[Item]:  # noqa: ARG001 (the interface of readers)
    """The messages, newest first. Raises ParseError for an answer that does not call the widget with a list."""
    _, call, rest = decoded(body).partition(_CALL)
    argument, closed, after = rest.rpartition(")")
    if not call or not closed or after.strip(" \r\n;") or not argument.lstrip().startswith("["):
        raise ParseError("the answer is not the widget's list of messages")
    listed = loaded(argument, "a list of messages")
    found = [
        _item(fields)
        for fields in listed
        if isinstance(fields, dict) and text_in(fields, "href").startswith("https://")
    ]
    if listed and not found:
        raise ParseError("the list has messages, but none can be read")
    return found


def document(item: Item, page: bytes, source: Source) -> Document:
    """The message. Raises ParseError for a page without one, ReadError for a message without a date."""
    body = page_tree(page).get_element_by_id("bulletin_body", None)
    text = "" if body is None else text_of(_unframed(body))
    return document_of(item, source, text) if text else page_document(item, page, source)


def _unframed(body: Element) -> Element:
    """Letters are laid out in tables of one column, which would make one line of all their paragraphs; tables of figures stay."""
    for table in list(body.iter("table")):
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        if all(sum(cell.tag in ("td", "th") for cell in row) <= 1 for row in rows):
            for part in (table, *(each for row in rows for each in (row, row.getparent(), *row))):
                part.tag = "div"
    return body


def _item(fields: Fields) -> Item:
    # Behind the question mark stands only which widget was clicked.
    return Item(
        url=text_in(fields, "href").partition("?")[0],
        title=one_line(text_in(fields, "subject")),
        summary="",
        published=_posted_at(text_in(fields, "pub_date")),
    )


def _posted_at(raw: str) -> datetime | None:
    match = _POSTED.fullmatch(" ".join(raw.split()))
    if match is None or not 1 <= int(match[4]) <= 12:
        return None
    month, day, year, hour, minute, half, zone = match.groups()
    wall = f"{year}-{month}-{day} {int(hour) % 12 + (12 if half == 'P' else 0):02}:{minute} {zone}"
    return published_at(wall, ZONE)[0]
