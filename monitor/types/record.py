"""What is known: deadlines with an identity, their revisions, and the words each rests on. **Pure.**"""

from dataclasses import dataclass
from datetime import date, datetime

from monitor.types.instants import Due
from monitor.types.names import ChangeReason, DeadlineKind, Firmness, Status
from monitor.types.reading import Document, Measure, MeasureMention


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a revision rests on, and where they stand. `published`: aware UTC. `document`: None for what the clock brought.

    `alternatives`: other dates that the same words can mean. `because`: why the words were taken to be about this record, or
    how they put another in its place; empty for those that opened it. `denied`: dates that these words say are wrong.
    """

    document: str | None
    source: str
    url: str
    title: str
    quote: str
    published: datetime
    rank: int
    rule: str = ""
    confidence: float = 1.0
    warnings: tuple[str, ...] = ()
    alternatives: tuple[Due, ...] = ()
    because: str = ""
    denied: tuple[Due, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as a record with an identity: the same `key` across documents, outlets and months.

    `revision` counts from 1. `stated_at`: publication of the newest words it rests on. `learnt_at`: when we learnt this revision.
    `dated_at`: when we learnt the present date; reminders due before that instant are not sent, the change alert told it.
    `ended_day`: the day it was revoked, expired or lapsed, in the deadline's zone.
    """

    key: str
    kind: DeadlineKind
    due: Due
    measure: Measure
    status: Status
    firmness: Firmness
    revision: int
    stated_at: datetime
    learnt_at: datetime
    dated_at: datetime
    evidence: Evidence
    scope: str | None = None
    ended_day: date | None = None

    @property
    def closed(self) -> bool:
        """Has it ended for good, as far as we know?"""
        return self.ended_day is not None


@dataclass(frozen=True, slots=True)
class Change:
    """The transition: what gets stored and what gets told. `at`: the instant (UTC) at which we learnt it, or the clock's."""

    reason: ChangeReason
    new: Deadline
    old: Deadline | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Revision:
    """A change as it was written down. `learnt_at`: the instant (UTC) from which on we knew it; never written over.

    `withdrawn`: from then on no text told the record any more.
    """

    change: Change
    learnt_at: datetime
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class MeasureNews:
    """A measure heard of for the first time. `key`: the same measure has the same key, whoever reports it."""

    key: str
    mention: MeasureMention
    evidence: Evidence


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in the order of publication. Of what falls on one instant `at` (UTC) the clock comes first, `turn` being empty."""

    at: datetime
    turn: str = ""

    @classmethod
    def of(cls, document: Document) -> "Place":
        """Of documents of one instant the lesser comes first, so that the greater has the last word."""
        return cls.told(document.published, document.rank, document.id)

    @classmethod
    def told(cls, published: datetime, rank: int, name: str) -> "Place":
        """See `of`; `name` is the document's id."""
        return cls(published, f"{rank}:{name}")


@dataclass(frozen=True, slots=True)
class Step:
    """How a record stood from a place in the order of publication on, and why."""

    place: Place
    reason: ChangeReason
    state: Deadline


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A stretch of a record's story, from `since` up to and with `until` (None: to its end), and the steps it now consists of."""

    key: str
    since: Place
    until: Place | None
    steps: tuple[Step, ...]
