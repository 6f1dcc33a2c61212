"""Papers on public inspection: the Federal Register's coming issue, readable a day or more ahead.

Seen 2026-09: regular filings come at 8:45, special ones at any hour; the list takes no conditions, so that it is sifted here; it states
no day of effect and no close of comments, which only the text tells; a withdrawn filing stays listed without its day of publication.
**Pure.**
"""

from datetime import timedelta

from monitor.errors import ParseError
from monitor.sources._dates import published_at
from monitor.sources._json import Fields, loaded, records, text_in
from monitor.sources._markup import plain
from monitor.sources._register import AGENCIES, ZONE, rank_of, text_request
from monitor.sources._text import decoded, one_line
from monitor.sources.federal_register import document
from monitor.types import Item, Source

__all__ = ["SOURCE", "document", "items", "page_request"]

SOURCE = Source(
    name="us_public_inspection",
    url="https://www.federalregister.gov/api/v1/public-inspection-documents/current.json",
    reader="public_inspection",
    every=timedelta(minutes=5),
    rank=4,
    issuer="US",
    zone=ZONE,
    official=True,
    page=True,
    least_items=0,
    usual_gap=timedelta(days=5),
)

_NEEDED = ("html_url", "publication_date", "raw_text_url")

page_request = text_request


def items(body: bytes, source: Source) -> list[Item]:
    """The filings of agencies that write of trade, as listed; there may be none today. One whose text is not there yet waits for it.

    Raises ParseError for a list without any filing.
    """
    found = records(loaded(decoded(body), "the list of filings"), "results", "the list of filings")
    if not found:
        raise ParseError("the answer lists no filing of any agency")
    return [
        _item(fields, source)
        for fields in found
        if _concerns(fields) and all(text_in(fields, name) for name in _NEEDED)
    ]


def _concerns(fields: Fields) -> bool:
    agencies = fields.get("agencies")
    slugs = (
        {agency.get("slug") for agency in agencies if isinstance(agency, dict)} if isinstance(agencies, list) else set()
    )
    return not slugs.isdisjoint(AGENCIES)


def _item(fields: Fields, source: Source) -> Item:
    filed, day_only = published_at(text_in(fields, "filed_at"), ZONE)
    subject = " ".join(text_in(fields, name) for name in ("toc_subject", "toc_doc"))
    return Item(
        url=text_in(fields, "html_url"),
        title=one_line(plain(text_in(fields, "title") or subject)),
        summary=plain(text_in(fields, "editorial_note")),
        published=filed,
        day_only=day_only,
        text_url=text_in(fields, "raw_text_url"),
        rank=rank_of(fields, source),
    )
