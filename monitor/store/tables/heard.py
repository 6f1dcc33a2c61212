"""Sources, items and documents: what was heard."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, false
from sqlmodel import Field

from monitor.store.tables.base import Table, frozen, words
from monitor.types import Item, Mention, Reading, Stated


class SourceRow(Table, table=True):
    """The fields of SourceState; the usual gap in seconds."""

    __tablename__ = "sources"
    __table_args__ = (
        Index(None, "last_ok_at"),
        Index(None, "unanswered", "failing_since"),
        Index(None, "next_poll_at"),
    )

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
    failing_since: datetime | None
    unanswered: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    empty: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    undated: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    full_at: datetime | None
    usual_gap_seconds: int | None


class SeenRow(Table, table=True):
    """The fields of Seen. `address`: digest of the item's URL, since an index takes no URL of any length."""

    __tablename__ = "seen"
    __table_args__ = (Index(None, "source", "read_again_at"), Index(None, "source", "listed"))

    source: str = words(primary_key=True)
    address: str = words(primary_key=True)
    item: Any = frozen(Item, nullable=False)
    published_at: datetime
    listed: str = words()
    digest: str = words()
    facts: str = words()
    read_at: datetime | None
    read_again_at: datetime | None
    revised_at: datetime | None
    validators: Any = frozen(dict[str, str], nullable=False)


class BackfillRow(Table, table=True):
    """The fields of Backfill."""

    __tablename__ = "backfills"

    source: str = words(primary_key=True)
    since_day: date
    page: int
    oldest_at: datetime | None
    items: int
    done: bool


class DocumentRow(Table, table=True):
    """A document. `address`: digest of its URL, since an index takes no URL of any length. `seen_at`: last met in an answer.

    `reading`: what was read in it besides mentions, which have their own table. `telling`: was anything read that the ledger hears?
    `stated`: days that the publisher gave beside the text; empty in rows of before there were any.
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
    stated: Any = frozen(tuple[Stated, ...], nullable=True)


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
