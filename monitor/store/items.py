"""Items as they were last read, and how far backfills have come."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from monitor.store.part import Part, table_of
from monitor.store.rows import columns_of, reading
from monitor.store.tables import BackfillRow, DocumentRow, MentionRow, SeenRow
from monitor.types import Backfill, Seen, digest_of


class Items(Part):
    """Items and backfills inside one transaction."""

    def seen(self, source: str, urls: Iterable[str]) -> dict[str, Seen]:
        """url -> the item as it was last read; addresses never read are absent."""
        asked = {digest_of(url): url for url in urls}
        found: dict[str, Seen] = {}
        read = reading(self.connection.dialect, table_of(SeenRow))
        for row in map(read, self.asked(_SEEN, asked, source)):
            found[asked[row["address"]]] = _seen(row)
        return found

    def listed(self, source: str, prints: Iterable[str]) -> set[str]:
        """Those of these fingerprints that an item of the source bears, at whatever address."""
        return {listed for (listed,) in self.asked(_LISTED, prints, source)}

    def texts_of(self, source: str, digests: Iterable[str]) -> set[str]:
        """Those of these texts that the source has given us already, at whatever address."""
        return {digest for (digest,) in self.asked(_TEXTS, digests, source)}

    def save_seen(self, items: Iterable[Seen]) -> None:
        """Replaces what is remembered of these items; of two with one address the last counts."""
        rows = {(seen.source, digest_of(seen.item.url)): seen for seen in items}
        self.put_all(SeenRow, [_row(address, seen) for (_, address), seen in rows.items()])

    def to_read_again(self, source: str, now: datetime, limit: int) -> list[Seen]:
        """Items whose page is to be read again by `now`, the longest overdue first."""
        due = select(table_of(SeenRow)).where(col(SeenRow.source) == source, col(SeenRow.read_again_at) <= now)
        rows = self.connection.execute(due.order_by(col(SeenRow.read_again_at)).limit(limit))
        return [_seen(dict(row)) for row in rows.mappings()]

    def tells_date_between(self, source: str, url: str, since: datetime, until: datetime) -> bool:
        """Does any text of this address tell a date in that time?"""
        told = (
            select(col(MentionRow.document_id))
            .join(table_of(DocumentRow), col(DocumentRow.id) == col(MentionRow.document_id))
            .where(col(DocumentRow.source) == source, col(DocumentRow.address) == digest_of(url))
            .where(col(MentionRow.due_at).between(since, until))
        )
        return self.connection.scalar(told.limit(1)) is not None

    def backfill(self, source: str) -> Backfill | None:
        """How far the source's past has been fetched; None when nobody began."""
        found = self.connection.execute(select(table_of(BackfillRow)).where(col(BackfillRow.source) == source))
        row = found.mappings().one_or_none()
        if row is None:
            return None
        return Backfill(row["source"], row["since_day"], row["page"], row["oldest_at"], row["items"], row["done"])

    def save_backfill(self, backfill: Backfill) -> None:
        """Replaces what is remembered of the source's backfill."""
        row = asdict(backfill)
        self.put(BackfillRow, row | {"since_day": row.pop("since"), "oldest_at": row.pop("oldest")})


_SEEN = f"SELECT {columns_of(table_of(SeenRow))} FROM seen WHERE source = {{mark}} AND address IN ({{keys}})"  # noqa: S608 (our own names)
_LISTED = "SELECT listed FROM seen WHERE source = {mark} AND listed IN ({keys})"
_TEXTS = "SELECT digest FROM documents WHERE source = {mark} AND digest IN ({keys})"


_FIELDS = attrgetter(*(each.name for each in fields(Seen)))
_COLUMNS = tuple("published_at" if each.name == "published" else each.name for each in fields(Seen))


def _row(address: str, seen: Seen) -> dict[str, Any]:
    row: dict[str, Any] = dict(zip(_COLUMNS, _FIELDS(seen), strict=True))
    row["address"] = address
    return row


def _seen(row: Mapping[str, Any]) -> Seen:
    values = {name: value for name, value in row.items() if name != "address"}
    return Seen(published=values.pop("published_at"), **values)
