"""Processes that share the work, the hosts that they ask, and what waits between them."""

from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, text
from sqlmodel import col

from monitor.ports import Depth, Presence
from monitor.store.part import Part, table_of
from monitor.store.tables import HostRow, WorkerRow

JOBS_SCHEMA = "monitor_jobs"
"""In this schema of PostgreSQL the job engine keeps its tables. What waits there can always be asked for again: it is in no backup."""
DEPTHS = f"{JOBS_SCHEMA}.depths"
"""A view of them that whoever makes the tables makes too: kind, waiting, held, doing, lag_seconds."""
_THERE = select(func.to_regclass(DEPTHS))


class Workers(Part):
    """Processes and jobs inside one transaction."""

    def note_presence(self, presence: Presence) -> None:
        """Remembers that the process lives and what it does."""
        self.put(WorkerRow, asdict(presence))

    def presences(self) -> list[Presence]:
        """All that are remembered, by role and name."""
        rows = select(table_of(WorkerRow)).order_by(col(WorkerRow.role), col(WorkerRow.name))
        return [Presence(**row) for row in self.connection.execute(rows).mappings()]

    def drop_presence(self, name: str) -> None:
        """The process has ended well."""
        self.connection.execute(delete(WorkerRow).where(col(WorkerRow.name) == name))

    def forget_presences(self, before: datetime) -> int:
        """Forgets those not seen since then, and hosts that nobody has asked since then."""
        self.connection.execute(delete(HostRow).where(col(HostRow.free_at) < before))
        return self.connection.execute(delete(WorkerRow).where(col(WorkerRow.seen_at) < before)).rowcount

    def depths(self) -> list[Depth]:
        """What waits and what is being done, by kind of job."""
        if self.connection.dialect.name != "postgresql" or self.connection.scalar(_THERE) is None:
            return []
        rows = self.connection.execute(text(f"SELECT * FROM {DEPTHS} ORDER BY kind"))  # noqa: S608
        return [Depth(row.kind, row.waiting, row.held, row.doing, timedelta(seconds=row.lag_seconds)) for row in rows]
