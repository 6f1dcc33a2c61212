"""The Federal Register's published papers, with the days that it states beside each text.

Seen 2026-09: without `fields[]` the reply omits every day but that of publication; it is served as cacheable for a day, which is no
reason to ask once a day; `effective_on` can be wrong or null. **Pure.**
"""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlencode

from monitor.errors import ParseError
from monitor.sources._dates import published_at
from monitor.sources._days import iso_day
from monitor.sources._documents import document_of
from monitor.sources._json import Fields, loaded, records, text_in
from monitor.sources._markup import plain
from monitor.sources._register import AGENCIES, ZONE, plain_text, rank_of, text_request
from monitor.sources._text import decoded, one_line
from monitor.types import DeadlineKind, Document, Item, Source, Stated

__all__ = ["SOURCE", "document", "items", "page_request"]

_API = "https://www.federalregister.gov/api/v1/documents.json"
_FIELDS = (
    *(
        "document_number",
        "type",
        "subtype",
        "title",
        "abstract",
        "action",
        "dates",
        "effective_on",
        "comments_close_on",
    ),
    *("signing_date", "publication_date", "executive_order_number", "proclamation_number", "docket_ids", "citation"),
    *("correction_of", "corrections", "raw_text_url", "html_url", "agencies"),
)
_QUESTION = [
    ("per_page", "100"),
    ("order", "newest"),
    *(("conditions[agencies][]", agency) for agency in AGENCIES),
    *(("fields[]", field) for field in _FIELDS),
]
_STATED = {"effective_on": DeadlineKind.EFFECTIVE, "comments_close_on": DeadlineKind.COMMENT_CLOSE}

SOURCE = Source(
    name="us_federal_register",
    url=f"{_API}?{urlencode(_QUESTION)}",
    reader="federal_register",
    every=timedelta(minutes=15),
    rank=4,
    issuer="US",
    zone=ZONE,
    official=True,
    page=True,
    least_items=50,
    usual_gap=timedelta(days=4),
)

page_request = text_request


def older_page(source: Source, page: int) -> str:
    """The list goes on in pages, numbered from 1; the first ten thousand papers can be had this way."""
    return source.url if page == 1 else f"{source.url}&page={page}"


def items(body: bytes, source: Source) -> list[Item]:
    """The papers, newest first. Raises ParseError."""
    found = records(loaded(decoded(body), "the Federal Register's list"), "results", "the Federal Register's list")
    return [_item(fields, source) for fields in found if text_in(fields, "html_url")]


def document(item: Item, page: bytes, source: Source) -> Document:
    """The paper's whole text. Raises ParseError, and ReadError for one without a day of publication."""
    text = plain_text(page)
    if not text:
        raise ParseError("the paper has no text")
    return document_of(item, source, text)


def _item(fields: Fields, source: Source) -> Item:
    published, day_only = published_at(text_in(fields, "publication_date"), ZONE)
    told = (plain(text_in(fields, name)) for name in ("action", "dates", "abstract"))
    return Item(
        url=text_in(fields, "html_url"),
        title=one_line(plain(text_in(fields, "title"))),
        summary="\n\n".join(words for words in told if words),
        published=published,
        day_only=day_only,
        text_url=text_in(fields, "raw_text_url"),
        signed=iso_day(fields.get("signing_date")),
        stated=tuple(_stated(fields)),
        rank=rank_of(fields, source),
    )


def _stated(fields: Fields) -> Iterator[Stated]:
    for name, kind in _STATED.items():
        day = iso_day(fields.get(name))
        if day is not None:
            yield Stated(kind, day, name)
