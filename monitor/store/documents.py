"""Documents and what was read in them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlmodel import col

from monitor.ports import Filed
from monitor.store.part import Part, batches, of_the_whole, table_of
from monitor.store.tables import DocumentRow, MentionRow
from monitor.types import Document, Place, Reading, digest_of


class Documents(Part):
    """Documents and mentions inside one transaction."""

    def known_digests(self, source: str, urls: Iterable[str]) -> dict[str, str]:
        """url -> digest of the text that this address showed last."""
        asked = {digest_of(url): url for url in urls}
        return {asked[address]: digest for address, digest in self.asked(_LAST_DIGESTS, asked, source)}

    def known_texts(self, digests: Iterable[str]) -> set[str]:
        """Those of these texts that any source has given us."""
        return {digest for (digest,) in self.asked(_KNOWN_TEXTS, digests)}

    def filed(self, names: Iterable[str]) -> list[Filed]:
        """The documents of these ids, in order of publication."""
        found: list[Filed] = []
        for batch in batches(dict.fromkeys(names)):
            rows = self.connection.execute(select(*table_of(DocumentRow).columns).where(col(DocumentRow.id).in_(batch)))
            found += [Filed(document_of(row, row.text), row.digest, row.learnt_at) for row in rows]
        return sorted(found, key=lambda each: Place.of(each.document))

    @of_the_whole
    def add_document(self, document: Document, reading: Reading, learnt_at: datetime) -> bool:
        """Stores the document with its mentions. One with a known id stays as it is (False); only that it was met again is written down."""
        return document.id in self.add_documents([(document, reading)], learnt_at)

    @of_the_whole
    def add_documents(self, papers: Sequence[tuple[Document, Reading]], learnt_at: datetime) -> set[str]:
        """The same for many at once; gives the ids of those that are new."""
        rows = [_document_row(document, reading, learnt_at) for document, reading in papers]
        new = {name for (name,) in self.added(DocumentRow, rows)}
        mentions = [
            row for document, reading in papers if document.id in new for row in _mention_rows(document, reading)
        ]
        self.add(MentionRow, mentions)
        met = [{"met": document.id, "at": learnt_at} for document, _ in papers if document.id not in new]
        if met:
            self.connection.execute(_MET, met)
        return new


_LAST_DIGESTS = "SELECT address, digest FROM documents WHERE source = {mark} AND address IN ({keys}) ORDER BY seen_at"
_KNOWN_TEXTS = "SELECT digest FROM documents WHERE digest IN ({keys})"
_MET = update(DocumentRow).where(col(DocumentRow.id) == bindparam("met")).values(seen_at=bindparam("at"))


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
        "reading": replace(reading, mentions=(), timexes=()) if reading.mentions or reading.timexes else reading,
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
