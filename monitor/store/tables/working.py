"""Processes that share the work, and hosts that they ask in turn."""

from datetime import datetime
from typing import Any

from monitor.store.tables.base import Table, frozen, words


class WorkerRow(Table, table=True):
    """The fields of `ports.Presence`."""

    __tablename__ = "workers"

    name: str = words(primary_key=True)
    role: str = words()
    host: str = words()
    pid: int
    version: str = words()
    started_at: datetime
    seen_at: datetime
    leads: bool
    doing: Any = frozen(tuple[str, ...], nullable=False)


class HostRow(Table, table=True):
    """When a host may be asked next, by the database's own clock: by whoever takes the turn."""

    __tablename__ = "hosts"

    host: str = words(primary_key=True)
    free_at: datetime
