"""The seam: what the pipeline asks of the world, as Protocols. Tests put fakes here, the product its shells.

`now` is never read inside: it is an argument, or a plain callable `Clock` handed to the shells. **Pure.**
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Protocol

from monitor.ledger import Past
from monitor.policy import Circuit, Hold
from monitor.types import (
    Alert,
    Backfill,
    Change,
    ChangeReason,
    Deadline,
    DeadlineKind,
    Document,
    Item,
    Mark,
    MeasureKind,
    MeasureNews,
    PageRequest,
    Parcel,
    Reading,
    Revision,
    Rewrite,
    Seen,
    Source,
    SourceState,
    Status,
    Step,
)

Clock = Callable[[], datetime]
"""Gives the present instant, aware UTC."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer from the network. `body`: decoded of transfer encodings, never of characters. `unchanged`: a 304.

    `headers`: as they came, where somebody wants to see them.
    """

    url: str
    status: int
    body: bytes
    content_type: str = ""
    validators: Mapping[str, str] = field(default_factory=dict)
    unchanged: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


class Fetcher(Protocol):
    """Fetches one address, politely."""

    async def get(
        self, url: str, validators: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One GET. `validators`: ETag and Last-Modified of the answer we hold. `headers`: which form and language is wanted.

        Raises FetchError.
        """
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class Parser(Protocol):
    """Reads what publishers answered: bytes that nobody has looked at yet."""

    async def items(self, source: Source, answer: Answer) -> list[Item]:
        """The items of an answer, by the source's reader. Raises ParseError."""
        ...

    async def parts(self, source: Source, item: Item, page: Answer) -> list[PageRequest]:
        """The files in which the text of an item's page goes on, as the page names them. Raises ParseError, ReadError."""
        ...

    async def document(self, source: Source, item: Item, page: Answer, *parts: Answer) -> Document:
        """The document on an item's page; `parts`: answers in which its text goes on. Raises ParseError, ReadError."""
        ...

    async def close(self) -> None:
        """Let go of processes."""
        ...


class Notifier(Protocol):
    """Sends parcels to their receivers."""

    async def send(self, parcel: Parcel, *, now: datetime) -> str | None:
        """Returns when the receiver took it: the receiver's own name of the message, where later ones can follow it. Raises SendError."""
        ...

    async def took(self, parcel: Parcel) -> bool | None:
        """Did an earlier try of this very parcel get through? None where the receiver can't be asked, or does not know.

        Raises SendError when it gives no answer for now: ask again later.
        """
        ...


@dataclass(frozen=True, slots=True)
class Claimed:
    """A parcel leased to us. `attempt` counts from 1; `queued_at`: when the first of its alerts was queued."""

    parcel: Parcel
    attempt: int
    queued_at: datetime


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """An alert as the log shows it. `state`: pending, sending, sent, dead or superseded.

    `held`: why it waits until `next_at`, as in `policy.HoldReason`; empty where it waits for nothing, or for its next try.
    `batch`: the message in which it went with others. `told_by`: the alert that told it too, for which it was withdrawn.
    """

    id: str
    alert: Alert
    state: str
    attempts: int
    queued_at: datetime
    next_at: datetime | None
    sent_at: datetime | None
    error: str
    held: str = ""
    batch: str | None = None
    told_by: str | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for one receiver, by number. `oldest_at`: when the first of it was queued; None when nothing waits."""

    receiver: str
    pending: int = 0
    sending: int = 0
    dead: int = 0
    oldest_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Alarm:
    """An ill source that was told of. `since`: when it fell ill, or was seen to be ill (UTC), None where that is not known."""

    source: str
    ailment: str
    since: datetime | None
    told_at: datetime


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
class View:
    """A list of deadlines as they are, a page at a time. Empty does not restrict; of several in one field one is enough.

    `since` to before `until`: instants (aware UTC) of the dates. `text`: words that must all stand in title, goods, scope,
    instrument, authority or reason. `after`: instant and key of the last one shown before.
    """

    since: datetime
    until: datetime
    countries: tuple[str, ...] = ()
    measures: tuple[MeasureKind, ...] = ()
    kinds: tuple[DeadlineKind, ...] = ()
    statuses: tuple[Status, ...] = ()
    text: str = ""
    after: tuple[datetime, str] | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Listing:
    """One page. `more`: does another one follow?"""

    deadlines: tuple[Deadline, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A revision of a deadline in short. `due_at`: where its date stood then; `learnt_at`: since when we knew it (both aware UTC)."""

    reason: ChangeReason
    due_at: datetime
    learnt_at: datetime


@dataclass(frozen=True, slots=True)
class Token:
    """A program's token, without its secret. `scope`: read, act or admin; each may do what those before it may."""

    name: str
    scope: str
    made_at: datetime


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
    def source_states(self, names: Iterable[str] | None = None) -> dict[str, SourceState]:
        """What is remembered of these sources, or of all that were ever polled; names never polled are absent."""
        ...

    def save_source(self, state: SourceState) -> None: ...

    def last_success_at(self) -> datetime | None:
        """When any source was polled with success last."""
        ...

    def wake_sources(self, since: datetime, now: datetime) -> int:
        """Makes due at once the sources whose publishers gave no answer, from `since` on or later; returns how many."""
        ...

    def backfill(self, source: str) -> Backfill | None:
        """How far the source's past has been fetched; None when nobody began."""
        ...

    def save_backfill(self, backfill: Backfill) -> None: ...

    # items
    def seen(self, source: str, urls: Iterable[str]) -> dict[str, Seen]:
        """url -> the item as it was last read; addresses never read are absent."""
        ...

    def listed(self, source: str, prints: Iterable[str]) -> set[str]:
        """Those of these fingerprints (`listening.listed_as`) that an item of the source bears, at whatever address."""
        ...

    def texts_of(self, source: str, digests: Iterable[str]) -> set[str]:
        """Those of these texts that the source has given us already, at whatever address."""
        ...

    def save_seen(self, items: Iterable[Seen]) -> None:
        """Replaces what is remembered of these items."""
        ...

    def to_read_again(self, source: str, now: datetime, limit: int) -> list[Seen]:
        """Items whose page is to be read again by `now`, the longest overdue first."""
        ...

    def tells_date_between(self, source: str, url: str, since: datetime, until: datetime) -> bool:
        """Does any text of this address tell a date in that time?"""
        ...

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

    def listing(self, view: View) -> Listing:
        """A page of deadlines by date, earliest first; costs what it shows, not what is stored."""
        ...

    def moves(self, keys: Collection[str]) -> dict[str, list[Move]]:
        """All revisions of these deadlines in short, oldest first; deadlines with one revision alone are left out."""
        ...

    def related(self, key: str, limit: int) -> list[Deadline]:
        """Other deadlines that a document of this one's revisions told as well, by date."""
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

    def keys(self, prefix: str, limit: int) -> list[str]:
        """Keys of deadlines, withdrawn ones too, that begin so, in order."""
        ...

    # marks
    def add_mark(self, mark: Mark) -> None:
        """Adds what a reader said of a deadline; what was said before is kept."""
        ...

    def marks(self, keys: Iterable[str]) -> dict[str, list[Mark]]:
        """key -> all that was said of that deadline, oldest first; deadlines nobody marked are absent."""
        ...

    def set_doubt(self, key: str, doubted_at: datetime | None) -> None:
        """Lists the deadline among those that a person should look at, or (None) no more; its next revision decides that anew."""
        ...

    # measures
    def add_measure(self, news: MeasureNews, learnt_at: datetime) -> bool:
        """Stores a measure heard of; False when its key was known."""
        ...

    def measures(self, limit: int) -> list[MeasureNews]:
        """Newest first."""
        ...

    # outbox
    def enqueue(self, alerts: Sequence[Alert], now: datetime, holds: Mapping[str, Hold] | None = None) -> int:
        """Adds alerts and returns how many are new. `holds`: by id, those that wait; all others are due at once.

        Those whose id is known are left as they are, but a superseded one waits again: its date moved away and came back.
        One that a later alert told is not taken up again.
        """
        ...

    def supersede(self, key: str, now: datetime) -> int:
        """Withdraws reminders of this deadline that wait unsent: its date moved or it ended."""
        ...

    def outdate(self, alert: Alert, now: datetime) -> list[Alert]:
        """Withdraws what waits unsent and is told by this alert too (`policy.outdates`), and returns it."""
        ...

    def known_alerts(self, ids: Collection[str]) -> set[str]:
        """Which of these alerts are in the outbox, in whatever state."""
        ...

    def claim(self, now: datetime, limit: int, busy: Collection[str] = (), *, only: str | None = None) -> list[Claimed]:
        """Leases what is due, one try counted, about `limit` alerts for each receiver; none of those in `busy`, or `only` for one.

        Nothing for a receiver that is left alone; one parcel for one that has failed again and again. Commit before sending.
        """
        ...

    def release(self, parcel: Parcel, now: datetime) -> None:
        """Gives back a leased parcel that was not tried: due again at once, the attempt not counted."""
        ...

    def mark_sent(self, parcel: Parcel, now: datetime, thread: str | None = None) -> None:
        """`thread`: what the receiver calls the message that later ones about its deadline follow."""
        ...

    def mark_all_sent(self, handed: Sequence[tuple[Parcel, str | None]], now: datetime) -> None:
        """Many at once: parcels, each with its thread. Their receivers are no longer left alone, and what waited for them is due."""
        ...

    def mark_retry(self, parcel: Parcel, next_at: datetime, error: str, *, unclear: bool = False) -> None:
        """`unclear`: the receiver did not answer, so that the next try, of the very same parcel, may be a repeat."""
        ...

    def split(self, parcel: Parcel, error: str, now: datetime) -> None:
        """Its alerts are tried one by one: together they were refused for good."""
        ...

    def mark_dead(self, parcel: Parcel, error: str, now: datetime) -> None: ...

    def revive(self, name: str, now: datetime) -> int:
        """Makes what was given up due again, as if queued now, and returns how many alerts. `name`: of an alert or a parcel."""
        ...

    def circuit(self, receiver: str) -> Circuit:
        """How the receiver has been lately."""
        ...

    def circuits(self) -> dict[str, Circuit]:
        """Receivers that failed lately, or asked for patience."""
        ...

    def save_circuit(self, circuit: Circuit) -> None: ...

    def settle_clock(self, now: datetime, back: timedelta) -> None:
        """After the clock was set back by so much (0: perhaps, while nothing ran): what was due by the clock of before is due by this."""
        ...

    def alerts_about(self, key: str, limit: int) -> list[OutboxRow]:
        """Alerts of one deadline or measure, newest first."""
        ...

    def outbox(self, states: Sequence[str], limit: int) -> list[OutboxRow]:
        """Newest first; no states means all."""
        ...

    def queues(self) -> list[Queue]:
        """What waits, and what was given up, by receiver; those for which nothing waits are left out."""
        ...

    def given_up_since(self, at: datetime) -> int:
        """How many alerts were given up since then and not revived."""
        ...

    # the past retold
    def records_since(self, since: datetime, after: str, limit: int) -> list[str]:
        """Keys of deadlines that were open or changed at `since` or later, in order, those after `after`."""
        ...

    def told_since(self, since: datetime, keys: Sequence[str]) -> list[OutboxRow]:
        """What was queued about these deadlines or measures, at `since` or later, and not withdrawn."""
        ...

    def measures_since(self, since: datetime, after: str, limit: int) -> list[tuple[datetime, MeasureNews]]:
        """Measures learnt at `since` or later with the instant, in order of learning, those after the one called `after`."""
        ...

    def first_learnt(self) -> dict[str, datetime]:
        """source -> when its first documents were learnt: those told nothing."""
        ...

    # alarms
    def alarms(self) -> list[Alarm]:
        """All that stand."""
        ...

    def raise_alarm(self, alarm: Alarm) -> bool:
        """Remembers that it was told; False where another has remembered it already."""
        ...

    def end_alarm(self, alarm: Alarm) -> None: ...

    def last_sent(self, receivers: Iterable[str], since: datetime) -> dict[str, datetime]:
        """receiver -> when it took something last, of what was queued at `since` or later; absent where there is nothing."""
        ...

    # tokens
    def add_token(self, token: Token, digest: str) -> bool:
        """Keeps a token's digest under its name; False when the name is taken."""
        ...

    def token_of(self, digest: str) -> Token | None: ...

    def tokens(self) -> list[Token]:
        """All tokens, by name."""
        ...

    def drop_token(self, name: str) -> bool:
        """Ends a token; False when there is none of this name."""
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
