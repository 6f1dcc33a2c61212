"""The seam: what the pipeline asks of the world, as Protocols. Tests put fakes here, the product its shells.

`now` is never read inside: it is an argument, or a plain callable `Clock` handed to the shells. **Pure.**
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from monitor.ledger import Past
from monitor.types import (
    Alert,
    Change,
    Deadline,
    DeadlineKind,
    Document,
    MeasureNews,
    Parcel,
    Reading,
    Revision,
    Rewrite,
    SourceState,
    Status,
    Step,
)

Clock = Callable[[], datetime]
"""Gives the present instant, aware UTC."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer from the network. `body`: decoded of transfer encodings, never of characters. `unchanged`: a 304."""

    url: str
    status: int
    body: bytes
    content_type: str = ""
    validators: Mapping[str, str] = field(default_factory=dict)
    unchanged: bool = False


class Fetcher(Protocol):
    """Fetches one address, politely."""

    async def get(self, url: str, validators: Mapping[str, str] | None = None) -> Answer:
        """One GET. `validators`: ETag and Last-Modified of the answer we hold. Raises FetchError."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class Notifier(Protocol):
    """Sends parcels to their receivers."""

    async def send(self, parcel: Parcel, *, now: datetime) -> str | None:
        """Returns when the receiver took it: the receiver's own name of the message, where later ones can follow it. Raises SendError."""
        ...

    async def took(self, parcel: Parcel) -> bool | None:
        """Did an earlier try of this very parcel get through? None where the receiver can't be asked, or gives no answer."""
        ...


@dataclass(frozen=True, slots=True)
class Claimed:
    """A parcel leased to us. `attempt` counts from 1; `queued_at`: when the first of its alerts was queued."""

    parcel: Parcel
    attempt: int
    queued_at: datetime


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """An alert as the log shows it. `state`: pending, sending, sent, dead or superseded."""

    id: str
    alert: Alert
    state: str
    attempts: int
    queued_at: datetime
    next_at: datetime | None
    sent_at: datetime | None
    error: str


@dataclass(frozen=True, slots=True)
class Query:
    """Which deadlines to list; None and empty do not restrict. `since`/`until`: days of the date itself.

    `known_at`: as they were known at that instant (aware UTC); None: as they are.
    """

    issuer: str | None = None
    country: str | None = None
    kinds: tuple[DeadlineKind, ...] = ()
    statuses: tuple[Status, ...] = ()
    since: date | None = None
    until: date | None = None
    open_only: bool = False
    limit: int = 200
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """A document as it is stored. `digest`: `Document.digest` of the words as they came; the stored ones differ where they held
    characters that no database takes. `learnt_at`: when we read it (UTC).
    """

    document: Document
    digest: str
    learnt_at: datetime


class Transaction(Past, Protocol):
    """All reads and writes of one decision; committed together or not at all."""

    def savepoint(self) -> AbstractContextManager[None]:
        """What is written inside is undone alone when an exception leaves it; the exception goes on."""
        ...

    # sources
    def source_states(self, names: Iterable[str]) -> dict[str, SourceState]:
        """What is remembered of these sources; names never polled are absent."""
        ...

    def save_source(self, state: SourceState) -> None: ...

    # documents
    def known_digests(self, source: str, urls: Iterable[str]) -> dict[str, str]:
        """url -> digest of the newest stored text of that address."""
        ...

    def has_text(self, digest: str) -> bool:
        """Has any source given us these very words?"""
        ...

    def add_document(self, document: Document, reading: Reading, learnt_at: datetime) -> bool:
        """Stores the document with its mentions. A second document with this id is ignored: False."""
        ...

    def filed(self, names: Iterable[str]) -> list[Filed]:
        """The documents of these ids, in order of publication; ids that are unknown are left out."""
        ...

    def quarantine(self, source: str, url: str, reason: str, at: datetime) -> None:
        """Sets a bad item aside, counted and shown, so that the rest goes on."""
        ...

    # deadlines
    def deadlines_waking(self, now: datetime, limit: int) -> list[Deadline]:
        """Deadlines whose clock change is due, earliest first."""
        ...

    def deadlines_reminding(self, now: datetime, limit: int) -> list[tuple[Deadline, datetime]]:
        """Deadlines with a reminder due, and since when it is due; earliest first."""
        ...

    def next_due(self) -> datetime | None:
        """The earliest instant at which a clock change or a reminder of any deadline is due."""
        ...

    def deadlines(self, query: Query) -> list[Deadline]:
        """By date, earliest first. With `known_at` what is learnt later changes no answer."""
        ...

    def deadline(self, key: str) -> Deadline | None: ...

    def doubted(self, limit: int) -> list[Deadline]:
        """Deadlines that a person should look at (see `ledger.doubts`), the newest doubt first."""
        ...

    def history(self, key: str) -> list[Revision]:
        """All revisions of one deadline, oldest first; also of one that was withdrawn."""
        ...

    def save_change(
        self, change: Change, wakes_at: datetime | None, learnt_at: datetime, *, withdrawn: bool = False
    ) -> None:
        """Writes the revision and makes it the present state; `wakes_at`: when the clock changes it next.

        `withdrawn`: no text tells the record any more; it is kept for its history alone.
        """
        ...

    def rewrite(self, rewrite: Rewrite) -> None:
        """Puts the steps of a stretch of a record's story in the place of those recorded."""
        ...

    def add_step(self, step: Step) -> None:
        """Goes on with a record's story: what the clock brought."""
        ...

    def set_reminder(self, key: str, remind_at: datetime | None) -> None:
        """The next instant at which a reminder for this deadline is due."""
        ...

    def replan_reminders(self, now: datetime) -> None:
        """Makes every open deadline due for planning, those already overdue since when they were (the watchlists may have changed)."""
        ...

    # measures
    def add_measure(self, news: MeasureNews, learnt_at: datetime) -> bool:
        """Stores a measure heard of; False when its key was known."""
        ...

    def measures(self, limit: int) -> list[MeasureNews]:
        """Newest first."""
        ...

    # outbox
    def enqueue(self, alerts: Sequence[Alert], now: datetime) -> int:
        """Adds alerts and returns how many are new.

        Those whose id is known are left as they are, but a superseded one waits again: its date moved away and came back.
        """
        ...

    def supersede(self, key: str, now: datetime) -> int:
        """Withdraws reminders of this deadline that wait unsent: its date moved or it ended."""
        ...

    def claim(self, now: datetime, limit: int, busy: Collection[str] = ()) -> list[Claimed]:
        """Leases waiting alerts that are due, one try counted; none of the receivers in `busy`. Commit before sending."""
        ...

    def release(self, parcel: Parcel, now: datetime) -> None:
        """Gives back a leased parcel that was not tried: due again at once, the attempt not counted."""
        ...

    def mark_sent(self, parcel: Parcel, now: datetime, thread: str | None = None) -> None:
        """`thread`: what the receiver calls the message; the first one about a deadline is the one that later ones follow."""
        ...

    def mark_retry(self, parcel: Parcel, next_at: datetime, error: str, *, unclear: bool = False) -> None:
        """`unclear`: the receiver did not answer, so that the next try may be a repeat."""
        ...

    def mark_dead(self, parcel: Parcel, error: str, now: datetime) -> None: ...

    def outbox(self, states: Sequence[str], limit: int) -> list[OutboxRow]:
        """Newest first; no states means all."""
        ...

    # facts about the whole
    def counts(self) -> dict[str, int]:
        """Rows by table and state: documents, deadlines, quarantined, alerts_pending, alerts_dead ..."""
        ...

    def note_alive(self, tick: str, at: datetime) -> None:
        """Records that a tick of the daemon ran: `monitor health` reads it."""
        ...

    def last_alive(self) -> dict[str, datetime]: ...


class Store(Protocol):
    """The database. Synchronous, called from one worker thread."""

    def begin(self) -> AbstractContextManager[Transaction]:
        """A write transaction (SQLite: BEGIN IMMEDIATE); commits on leaving, rolls back on an exception. Raises StoreError."""
        ...

    def read(self) -> AbstractContextManager[Transaction]:
        """A transaction that only looks: one moment of the database, waiting for no writer. Raises StoreError, also for a write."""
        ...

    def close(self) -> None: ...
