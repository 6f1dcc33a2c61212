"""Alerts, receivers, alarms and tokens: what was told, and to whom."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, text

from monitor.store.tables.base import Table, frozen, words
from monitor.types import Alert

IN_BATCH = text("batch IS NOT NULL")
WAITING = text("next_at IS NOT NULL")


class AlertRow(Table, table=True):
    """An alert. `key`: of the deadline or measure. `unclear`: a try ended without an answer, the next one may be a repeat.

    `next_at`: when a pending one is tried, and `held` why it waits till then; `lease_until`: when a sending one counts as unclear;
    `ended_at`: when it was given up or withdrawn. `batch`: the message in which it goes, null until it is tried with others, its
    own id where it must go alone; `title`: of that message. `told_by`: the alert that tells it too, for which it was withdrawn.
    `workspace`: the receiver's, by which rows are shown.
    """

    __tablename__ = "alerts"
    __table_args__ = (
        Index(None, "state", "receiver", "next_at", "id"),
        Index(None, "state", "lease_until", "id"),
        Index(None, "queued_at", "id"),
        Index(None, "workspace", "queued_at", "id"),
        Index(None, "key", "receiver"),
        Index(None, "next_at", "receiver", sqlite_where=WAITING, postgresql_where=WAITING),
        Index(None, "batch", sqlite_where=IN_BATCH, postgresql_where=IN_BATCH),
    )

    id: str = words(primary_key=True)
    key: str = words()
    reason: str = words()
    receiver: str = words()
    state: str = words()
    attempts: int
    unclear: bool
    queued_at: datetime
    next_at: datetime | None
    lease_until: datetime | None
    sent_at: datetime | None
    ended_at: datetime | None
    error: str = words()
    snapshot: Any = frozen(Alert, nullable=False)
    held: str = words(sa_column_kwargs={"server_default": text("''")})
    batch: str | None = words()
    title: str = words(sa_column_kwargs={"server_default": text("''")})
    told_by: str | None = words()
    workspace: str = words(sa_column_kwargs={"server_default": text("''")})


class ThreadRow(Table, table=True):
    """What a receiver calls its first message about a deadline: later ones follow it."""

    __tablename__ = "threads"

    receiver: str = words(primary_key=True)
    key: str = words(primary_key=True)
    handle: str = words()


class CircuitRow(Table, table=True):
    """The fields of `policy.Circuit`."""

    __tablename__ = "circuits"

    receiver: str = words(primary_key=True)
    failures: int
    since: datetime | None
    until: datetime | None
    error: str = words()


class TokenRow(Table, table=True):
    """A program's token. `digest`: SHA-256 of the secret, which is not kept. `scope`: read, act or admin, in its workspace."""

    __tablename__ = "tokens"

    workspace: str = words(primary_key=True, sa_column_kwargs={"server_default": text("''")})
    name: str = words(primary_key=True)
    digest: str = words(unique=True)
    scope: str = words()
    made_at: datetime


class AlarmRow(Table, table=True):
    """The fields of Alarm."""

    __tablename__ = "alarms"

    source: str = words(primary_key=True)
    ailment: str = words(primary_key=True)
    since: datetime | None
    told_at: datetime


class UpgradeRow(Table, table=True):
    """The schema that the database was brought to, and the oldest one whose programs may use it; see `schema`."""

    __tablename__ = "upgrades"

    revision: str = words(primary_key=True)
    oldest: str = words()


class HeartbeatRow(Table, table=True):
    """A tick of the daemon."""

    __tablename__ = "heartbeats"

    tick: str = words(primary_key=True)
    at: datetime
