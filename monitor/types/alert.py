"""Who wants to hear what, and one message to one receiver. **Pure.**"""

from dataclasses import dataclass, field
from datetime import datetime

from monitor.types.instants import Lead
from monitor.types.names import AlertReason, ChangeReason, DeadlineKind, Firmness, MeasureKind
from monitor.types.record import Deadline, MeasureNews


@dataclass(frozen=True, slots=True)
class Watch:
    """One watch of a watchlist: what a reader wants to hear of, and where. Empty tuples and None do not restrict.

    `countries`: ISO alpha-2 codes or blocs, matched against issuer and targets. `line`: where the watch is written, "watchlists.yaml:12".
    `zone`: IANA zone in which its readers live.
    """

    name: str
    receivers: tuple[str, ...]
    countries: tuple[str, ...] = ()
    measures: tuple[MeasureKind, ...] = ()
    kinds: tuple[DeadlineKind, ...] = ()
    any_words: tuple[str, ...] = ()
    all_words: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()
    min_firmness: Firmness = Firmness.SAID
    min_confidence: float = 0.0
    leads: tuple[Lead, ...] = ()
    zone: str = "UTC"
    line: str = ""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Where alerts go. `url`: an Apprise address or "console://"; it holds secrets and is never shown, logged or stored."""

    name: str
    url: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Alert:
    """One message to one receiver. `id` is its identity and its idempotency key: the same news never makes a second row.

    `change`: why, when `reason` is CHANGE. `lead`: which rung, when it is REMINDER. `watches`: all watches that asked, as
    (name, file:line). `missed`: reminders that fell due while nobody ran. `measure`: set with MEASURE, when no deadline is known.
    """

    reason: AlertReason
    receiver: str
    watches: tuple[tuple[str, str], ...]
    zone: str
    deadline: Deadline | None = None
    old: Deadline | None = None
    change: ChangeReason | None = None
    lead: Lead | None = None
    missed: tuple[Lead, ...] = ()
    next_at: datetime | None = None
    measure: MeasureNews | None = None

    @property
    def key(self) -> str:
        """The deadline's key, or the measure's."""
        if self.deadline is not None:
            return self.deadline.key
        return self.measure.key if self.measure is not None else "test"

    @property
    def id(self) -> str:
        """`key:what:why:receiver`, stable over restarts and replays; `what` is the revision, or for reminders the date."""
        if self.deadline is None:
            return f"{self.key}:{self.reason}:{self.receiver}"
        if self.reason is AlertReason.CHANGE:
            return f"{self.key}:r{self.deadline.revision}:{self.change}:{self.receiver}"
        instant = self.deadline.due.opens_at.strftime("%Y%m%dT%H%MZ")
        why = self.reason if self.lead is None else f"T-{self.lead}"
        return f"{self.key}:{instant}:{why}:{self.receiver}"
