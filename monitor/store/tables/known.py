"""Deadlines and measures: what is known."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, false, text
from sqlmodel import Field

from monitor.store.tables.base import Table, frozen, words
from monitor.types import Deadline, MeasureNews

REMEMBERED = 8192
"""Deadlines kept in memory: the same few hundred are compared with every document."""


IN_DOUBT = text("doubted_at IS NOT NULL")


class DeadlineRow(Table, table=True):
    """A deadline. `due_day` to `last_day`: the days on which it can fall. `targets`: "|CA|MX|", to be searched for "|CA|".

    `withdrawn`: no text tells it any more; the row stays for its history. `doubted_at`: when its newest
    revision was learnt, if that gives a person reason to look at it (`ledger.doubts`).
    """

    __tablename__ = "deadlines"
    __table_args__ = (
        Index(None, "due_at", "key"),
        Index(None, "wakes_at", "key"),
        Index(None, "remind_at", "key"),
        Index(None, "doubted_at", "key", sqlite_where=IN_DOUBT, postgresql_where=IN_DOUBT),
    )

    key: str = words(primary_key=True)
    issuer: str | None = words(index=True)
    targets: str = words()
    measure: str = words(index=True)
    kind: str = words(index=True)
    status: str = words(index=True)
    due_at: datetime
    due_day: date
    last_day: date
    stated_at: datetime
    learnt_at: datetime
    ended_day: date | None
    revision: int
    wakes_at: datetime | None
    remind_at: datetime | None
    snapshot: Any = frozen(Deadline, remember=REMEMBERED, nullable=False)
    withdrawn: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    doubted_at: datetime | None


class RevisionRow(Table, table=True):
    """What we knew from `learnt_at` on. `at`: the clock's own instant for what the clock brought, else the same.

    `document`, `url`, `quote`: the words it rests on. What was known before is the revision before. `withdrawn`: see `DeadlineRow`,
    whose columns it shares, so that the same questions can be asked of any day.
    """

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("key", "revision"), Index(None, "key", "learnt_at"), Index(None, "last_day"))

    id: int | None = Field(default=None, primary_key=True)
    key: str = words(foreign_key="deadlines.key")
    revision: int
    reason: str = words()
    at: datetime
    learnt_at: datetime
    document: str | None = words(index=True)
    url: str = words()
    quote: str = words()
    new: Any = frozen(Deadline, nullable=False)
    withdrawn: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    issuer: str | None = words()
    targets: str = words()
    kind: str = words()
    status: str = words()
    due_at: datetime
    due_day: date
    last_day: date
    ended_day: date | None


class StepRow(Table, table=True):
    """How a deadline stood from a place in the order of publication on; see `types.Place`. Of one place the last holds."""

    __tablename__ = "steps"
    __table_args__ = (Index(None, "key", "said_at"), Index(None, "said_at", "turn"))

    id: int | None = Field(default=None, primary_key=True)
    key: str = words(foreign_key="deadlines.key")
    said_at: datetime
    turn: str = words()
    reason: str = words()
    snapshot: Any = frozen(Deadline, nullable=False)


class HeadingRow(Table, table=True):
    """A heading under which a deadline is found; see `headings`. `closed`, `stated_at`: of the deadline as it stands."""

    __tablename__ = "headings"
    __table_args__ = (Index(None, "heading", "closed", "stated_at", "key"),)

    key: str = words(primary_key=True, foreign_key="deadlines.key")
    heading: str = words(primary_key=True)
    closed: bool
    stated_at: datetime


class MarkRow(Table, table=True):
    """The fields of Mark."""

    __tablename__ = "marks"
    __table_args__ = (Index(None, "key", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    key: str = words(foreign_key="deadlines.key")
    kind: str = words()
    said_by: str = words()
    at: datetime
    until: datetime | None
    note: str = words()
    workspace: str = words(sa_column_kwargs={"server_default": text("''")})


class DoubtRow(Table, table=True):
    """A deadline that a reader of a workspace doubts; what stands in doubt for its own words has `deadlines.doubted_at`."""

    __tablename__ = "doubts"
    __table_args__ = (Index(None, "workspace", "doubted_at", "key"),)

    key: str = words(primary_key=True, foreign_key="deadlines.key")
    workspace: str = words(primary_key=True)
    doubted_at: datetime


class FacetRow(Table, table=True):
    """What a deadline is listed under; see `facets`. `due_at`: of the deadline as it stands.

    The rows of a facet lie together in order of their dates, so that two facets are walked side by side.
    """

    __tablename__ = "facets"
    __table_args__ = (Index(None, "key"), {"sqlite_with_rowid": False})

    facet: str = words(primary_key=True)
    due_at: datetime = Field(primary_key=True)
    key: str = words(primary_key=True, foreign_key="deadlines.key")


class MeasureRow(Table, table=True):
    """A measure, as it was first heard of."""

    __tablename__ = "measures"
    __table_args__ = (Index(None, "learnt_at", "published_at", "key"),)

    key: str = words(primary_key=True)
    kind: str = words()
    issuer: str | None = words()
    status: str = words()
    stated_day: date | None
    published_at: datetime
    learnt_at: datetime
    snapshot: Any = frozen(MeasureNews, nullable=False)
