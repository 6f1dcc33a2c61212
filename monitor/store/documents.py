"""Documents and what was read in them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Row, select, update
from sqlmodel import col

from monitor.ports import Filed
from monitor.store.part import Part, of_the_whole, table_of
from monitor.store.tables import DocumentRow, MentionRow
from monitor.types import Document, Place, Reading, digest_of

ADDRESSES_AT_ONCE = 500
"""Databases limit how many values one question may carry."""


class Documents(Part):
    """Documents and mentions inside one transaction."""

    def known_digests(self, source: str, urls: Iterable[str]) -> dict[str, str]:
        """url -> digest of the text that this address showed last."""
        asked = {digest_of(url): url for url in urls}
        addresses = iter(asked)
        found: dict[str, str] = {}
        while batch := list(islice(addresses, ADDRESSES_AT_ONCE)):
            rows = self.connection.execute(
                select(col(DocumentRow.address), col(DocumentRow.digest))
                .where(col(DocumentRow.source) == source, col(DocumentRow.address).in_(batch))
                .order_by(col(DocumentRow.seen_at))
            )
            found |= {asked[address]: digest for address, digest in rows}
        return found

    def has_text(self, digest: str) -> bool:
        """Has any source given us these very words?"""
        known = select(col(DocumentRow.id)).where(col(DocumentRow.digest) == digest).limit(1)
        return self.connection.scalar(known) is not None

    def filed(self, names: Iterable[str]) -> list[Filed]:
        """The documents of these ids, in order of publication."""
        asked = iter(dict.fromkeys(names))
        found: list[Filed] = []
        while batch := list(islice(asked, ADDRESSES_AT_ONCE)):
            rows = self.connection.execute(select(*table_of(DocumentRow).columns).where(col(DocumentRow.id).in_(batch)))
            found += [Filed(document_of(row, row.text), row.digest, row.learnt_at) for row in rows]
        return sorted(found, key=lambda each: Place.of(each.document))

    @of_the_whole
    def add_document(self, document: Document, reading: Reading, learnt_at: datetime) -> bool:
        """Stores the document with its mentions. One with a known id stays as it is (False); only that it was met again is written down."""
        if self.add_new(DocumentRow, [_document_row(document, reading, learnt_at)]):
            mentions = _mention_rows(document, reading)
            if mentions:
                self.connection.execute(self.insert(MentionRow), mentions)
            return True
        met = update(DocumentRow).where(col(DocumentRow.id) == document.id).values(seen_at=learnt_at)
        self.connection.execute(met)
        return False


def document_of(row: Row[Any], text: str) -> Document:
    """The document of a row of its table, with this text."""
    return Document(
        id=row.id,
        source=row.source,
        url=row.url,
        title=row.title,
        text=text,
        published=row.published_at,
        signed=row.signed_day,
        official=row.official,
        rank=row.rank,
        issuer=row.issuer,
        zone=row.zone,
        day_only=row.day_only,
        stated=row.stated or (),
    )


def _document_row(document: Document, reading: Reading, learnt_at: datetime) -> dict[str, Any]:
    return {
        "id": document.id,
        "source": document.source,
        "address": digest_of(document.url),
        "url": document.url,
        "title": document.title,
        "text": document.text,
        "published_at": document.published,
        "day_only": document.day_only,
        "signed_day": document.signed,
        "official": document.official,
        "rank": document.rank,
        "issuer": document.issuer,
        "zone": document.zone,
        "digest": document.digest,
        "learnt_at": learnt_at,
        "seen_at": learnt_at,
        "reading": replace(reading, mentions=(), timexes=()),
        "telling": reading.telling,
        "stated": document.stated or None,
    }


def _mention_rows(document: Document, reading: Reading) -> list[dict[str, Any]]:
    return [
        {
            "document_id": document.id,
            "position": position,
            "kind": mention.kind.value,
            "due_at": mention.due.opens_at,
            "rule": mention.rule,
            "confidence": mention.confidence,
            "snapshot": mention,
        }
        for position, mention in enumerate(reading.mentions)
    ]
