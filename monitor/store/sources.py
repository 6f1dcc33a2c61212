"""What is remembered of sources, items set aside, and the pulse of the daemon."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select
from sqlmodel import col

from monitor.store.columns import clean
from monitor.store.part import Part, table_of
from monitor.store.tables import HeartbeatRow, QuarantineRow, SourceRow
from monitor.types import SourceState, digest_of


class Sources(Part):
    """Sources, quarantine and heartbeats inside one transaction."""

    def source_states(self, names: Iterable[str]) -> dict[str, SourceState]:
        """What is remembered of these sources; names never polled are absent."""
        asked = {clean(name): name for name in names}
        found = self.connection.execute(select(table_of(SourceRow))).mappings()
        return {asked[row["name"]]: SourceState(**row) for row in found if row["name"] in asked}

    def save_source(self, state: SourceState) -> None:
        """Replaces what is remembered of the source."""
        self.put(SourceRow, asdict(state))

    def quarantine(self, source: str, url: str, reason: str, at: datetime) -> None:
        """Sets a bad item aside; one that comes back at every poll stays one row and is counted."""
        row = {"source": source, "address": digest_of(url), "url": url, "reason": reason}
        statement = self.insert(QuarantineRow).on_conflict_do_update(
            index_elements=["source", "address"],
            set_={"reason": reason, "last_at": at, "times": col(QuarantineRow.times) + 1},
        )
        self.connection.execute(statement, row | {"times": 1, "first_at": at, "last_at": at})

    def note_alive(self, tick: str, at: datetime) -> None:
        """Records that a tick of the daemon ran."""
        self.put(HeartbeatRow, {"tick": tick, "at": at})

    def last_alive(self) -> dict[str, datetime]:
        """tick -> when it last ran."""
        rows = self.connection.execute(select(col(HeartbeatRow.tick), col(HeartbeatRow.at)))
        return dict(rows.all())
