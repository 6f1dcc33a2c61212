"""The tables. Instants are aware UTC; a naive one is refused. Days are days of the zone inside the snapshot.

| table       | one row is                                                             | kept                          |
|-------------|------------------------------------------------------------------------|-------------------------------|
| sources     | what is remembered of a source between polls                           | for good                      |
| documents   | a text as it was when we read it, and what was read besides deadlines  | for good: it is the evidence  |
| mentions    | a place in a document that states a deadline                           | with its document             |
| deadlines   | the present state of a deadline                                        | for good                      |
| revisions   | what we knew of a deadline, from when on and why: never written over   | for good                      |
| steps       | how a deadline stood, in order of publication: the fold's own record   | until a text found late       |
| headings    | a heading under which a deadline is looked for                          | with its deadline             |
| facets      | a country, measure, role, status or word by which lists are narrowed   | with its deadline             |
| measures    | a measure heard of, dated or not                                       | for good                      |
| alerts      | one message to one receiver: outbox and log in one                     | for good                      |
| tokens      | a program's way in: the digest of its secret                           | until it is ended             |
| quarantine  | an item that cannot be read, and how often it came                     | for good                      |
| heartbeats  | when a tick of the daemon last ran                                     | the last one                  |

`snapshot` holds the whole frozen value; the columns beside it are there to be searched and indexed.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, MetaData, UniqueConstraint, false, text
from sqlmodel import Field, SQLModel

from monitor.store.columns import Frozen, Words
from monitor.types import Alert, Deadline, MeasureNews, Mention, Reading

REMEMBERED = 8192
"""Deadlines kept in memory: the same few hundred are compared with every document."""


def words(**options: Any) -> Any:
    """A column of text."""
    return Field(sa_type=Words, **options)


def frozen(kind: Any, *, remember: int = 0, **options: Any) -> Any:
    """A column that holds a whole frozen value; see `Frozen`."""
    return Field(sa_type=Frozen(kind, remember), **options)


class Table(SQLModel):
    """What all tables share: one schema, with names of constraints that migrations can rely on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


IN_DOUBT = text("doubted_at IS NOT NULL")


class SourceRow(Table, table=True):
    """The fields of SourceState."""

    __tablename__ = "sources"

    name: str = words(primary_key=True)
    next_poll_at: datetime
    baseline: bool
    validators: Any = frozen(dict[str, str], nullable=False)
    digest: str = words()
    failures: int
    error: str = words()
    last_ok_at: datetime | None
    last_item_at: datetime | None
    items: int


class DocumentRow(Table, table=True):
    """A document. `address`: digest of its URL, since an index takes no URL of any length. `seen_at`: last met in an answer.

    `reading`: what was read in it besides mentions, which have their own table. `telling`: was anything read that the ledger hears?
    """

    __tablename__ = "documents"
    __table_args__ = (Index(None, "source", "address"), Index(None, "telling", "published_at"))

    id: str = words(primary_key=True)
    source: str = words()
    address: str = words()
    url: str = words()
    title: str = words()
    text: str = words()
    published_at: datetime
    day_only: bool
    signed_day: date | None
    official: bool
    rank: int
    issuer: str | None = words()
    zone: str | None = words()
    digest: str = words(index=True)
    learnt_at: datetime
    seen_at: datetime
    reading: Any = frozen(Reading, nullable=False)
    telling: bool = Field(sa_column_kwargs={"server_default": false()})


class MentionRow(Table, table=True):
    """A mention. `position`: its place in the reading, from 0."""

    __tablename__ = "mentions"

    document_id: str = words(primary_key=True, foreign_key="documents.id")
    position: int = Field(primary_key=True)
    kind: str = words()
    due_at: datetime
    rule: str = words()
    confidence: float
    snapshot: Any = frozen(Mention, nullable=False)


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


class AlertRow(Table, table=True):
    """An alert. `key`: of the deadline or measure. `unclear`: a try ended without an answer, the next one may be a repeat.

    `next_at`: when a pending one is tried; `lease_until`: when a sending one counts as unclear; `ended_at`: when it was
    given up or withdrawn.
    """

    __tablename__ = "alerts"
    __table_args__ = (
        Index(None, "state", "queued_at", "id"),
        Index(None, "state", "lease_until", "id"),
        Index(None, "queued_at", "id"),
    )

    id: str = words(primary_key=True)
    key: str = words(index=True)
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


class TokenRow(Table, table=True):
    """A program's token. `digest`: SHA-256 of the secret, which is not kept. `scope`: read, act or admin."""

    __tablename__ = "tokens"

    name: str = words(primary_key=True)
    digest: str = words(unique=True)
    scope: str = words()
    made_at: datetime


class QuarantineRow(Table, table=True):
    """An item set aside, one row per address. `times`: how often it failed."""

    __tablename__ = "quarantine"

    source: str = words(primary_key=True)
    address: str = words(primary_key=True)
    url: str = words()
    reason: str = words()
    times: int
    first_at: datetime
    last_at: datetime


class HeartbeatRow(Table, table=True):
    """A tick of the daemon."""

    __tablename__ = "heartbeats"

    tick: str = words(primary_key=True)
    at: datetime
