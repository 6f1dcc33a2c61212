"""What is asked of the database and what it answers, as frozen values. **Pure.**"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from monitor.types import (
    Alert,
    ChangeReason,
    Deadline,
    DeadlineKind,
    Document,
    MeasureKind,
    Parcel,
    Status,
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A parcel leased to us. `attempt` counts from 1; `queued_at`: when the first of its alerts was queued."""

    parcel: Parcel
    attempt: int
    queued_at: datetime


STATES = ("pending", "sending", "sent", "dead", "superseded")
"""Of an alert in the outbox, in the order in which it may go through them."""


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
    """A program's token, without its secret. `scope`: read, act or admin; each may do what those before it may, in its `workspace`."""

    name: str
    scope: str
    made_at: datetime
    workspace: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """A document as it is stored. `digest`: `Document.digest` of the words as they came; the stored ones differ where they held
    characters that no database takes. `learnt_at`: when we read it (UTC).
    """

    document: Document
    digest: str
    learnt_at: datetime


@dataclass(frozen=True, slots=True)
class Presence:
    """A process that shares the work with others. `role`: scheduler, worker or web. `started_at`, `seen_at`: aware UTC.

    `leads`: it is the scheduler that acts; `doing`: the jobs in its hands, such as `poll:us_ofac`.
    """

    name: str
    role: str
    host: str
    pid: int
    version: str
    started_at: datetime
    seen_at: datetime
    leads: bool = False
    doing: tuple[str, ...] = ()


JOB_KINDS = ("deliver", "poll", "reread", "backfill")
"""What processes do for each other, the most urgent first."""


@dataclass(frozen=True, slots=True)
class Depth:
    """Jobs of one kind. `waiting`: those that could begin; `held`: those whose time is still to come; `doing`: in somebody's hands.

    `lag`: for how long the oldest of those waiting could have begun.
    """

    kind: str
    waiting: int
    held: int
    doing: int
    lag: timedelta
