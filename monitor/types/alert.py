"""Who wants to hear what, and one message to one receiver. **Pure.**"""

from dataclasses import dataclass, field
from datetime import datetime, time

from monitor.types.instants import Lead
from monitor.types.names import (
    AlertReason,
    ChangeReason,
    DeadlineKind,
    Firmness,
    MarkKind,
    MeasureKind,
    ReceiverKind,
    Urgency,
)
from monitor.types.record import Deadline, MeasureNews
from monitor.types.workspaces import workspace_of


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` to `end`, wall time in the watch's zone, nothing is sent that can wait; over midnight where `end` is the earlier."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Digest:
    """All that came since the last one, in one message: at these wall times in the watch's zone. `weekdays`: 0 is Monday."""

    at: tuple[time, ...]
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)


@dataclass(frozen=True, slots=True)
class Watch:
    """One watch of a watchlist: what a reader wants to hear of, and where. Empty tuples and None do not restrict.

    `authorities`, `programmes`, `instruments`, `products`: words as written. `codes`: HTS or CN prefixes, digits and dots as written.
    `language`: of dates and weekdays in messages, ISO 639-1. `countries`: ISO alpha-2 codes or blocs, matched against issuer and
    targets. `line`: where the watch is written, "watchlists.yaml:12". `zone`: IANA zone in which its readers live. `workspace`: whose
    watch it is; `receivers` are its own, by their names in all of the program (see `workspaces`).
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
    authorities: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    urgency: Urgency = Urgency.NORMAL
    quiet: QuietHours | None = None
    digest: Digest | None = None
    language: str = "en"
    workspace: str = ""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Where alerts go. `name`: in all of the program, see `workspaces`.

    `url`: what its kind needs, with its secrets; it is never shown, logged or stored.

    | kind    | `url`                                     | `to`                                   |
    |---------|-------------------------------------------|----------------------------------------|
    | apprise | an Apprise address                        |                                        |
    | console | console://                                |                                        |
    | slack   | a bot token                               | a channel's name or id                 |
    | email   | smtp://, smtps:// or smtp+starttls:// URL | an address; `sender` is the From field |
    | webhook | an http(s) URL                            |                                        |

    `secret`: with which a webhook's messages are signed; empty for unsigned ones. It is kept like `url`.
    """

    name: str
    url: str = field(repr=False)
    kind: ReceiverKind = ReceiverKind.APPRISE
    to: str = ""
    sender: str = ""
    secret: str = field(default="", repr=False)

    @property
    def workspace(self) -> str:
        """Whose receiver it is."""
        return workspace_of(self.name)


@dataclass(frozen=True, slots=True)
class ServiceNote:
    """What the monitor tells of itself: a source that fails, a message given up, that it still watches.

    `occasion`: its identity, so that the same occasion is told once: "source-failing:ofac:2026-08-01". `headline`: one line.
    `rows`: (label, text); an empty label goes on from the row above.
    """

    occasion: str
    headline: str
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Service:
    """Who hears of the monitor itself. `summary`: when the weekly word comes, in `zone`; None: never. `known`: all of its receivers."""

    receivers: tuple[str, ...] = ()
    zone: str = "UTC"
    summary: Digest | None = None
    known: tuple[str, ...] = ()
    workspace: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """One message to one receiver. `id` is its identity and its idempotency key: the same news never makes a second row.

    `change`: why, when `reason` is CHANGE. `lead`: which rung, when it is REMINDER. `watches`: all watches that asked, as
    (name, file:line). `quiet` and `digest` hold only where all of these watches agree. `missed`:
    reminders that fell due while nobody ran; `offline`: from when to when that was (UTC), where it is known and bears on this message.
    `marks`: what readers said of the deadline, as far as it bears on this message; of a reminder without a lead, the snooze that ended.
    `measure`: set with MEASURE, when no deadline is known. `service`: set with SERVICE.
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
    urgency: Urgency = Urgency.NORMAL
    quiet: QuietHours | None = None
    digest: Digest | None = None
    language: str = "en"
    service: ServiceNote | None = None
    offline: tuple[datetime, datetime] | None = None
    marks: "tuple[Mark, ...]" = ()

    @property
    def workspace(self) -> str:
        """Whose alert it is."""
        return workspace_of(self.receiver)

    @property
    def snooze(self) -> "Mark | None":
        """The snooze whose end this reminder tells; None for every other alert."""
        if self.reason is not AlertReason.REMINDER or self.lead is not None:
            return None
        return next((mark for mark in self.marks if mark.kind is MarkKind.SNOOZED), None)

    @property
    def key(self) -> str:
        """The deadline's key, the measure's, or the occasion of a service note."""
        for subject in (self.deadline, self.measure):
            if subject is not None:
                return subject.key
        return self.service.occasion if self.service is not None else "test"

    @property
    def id(self) -> str:
        """`key:what:why:receiver`, stable over restarts and replays; `what` is the revision, or for reminders the date."""
        if self.deadline is None:
            return f"{self.key}:{self.reason}:{self.receiver}"
        if self.reason is AlertReason.CHANGE:
            return f"{self.key}:r{self.deadline.revision}:{self.change}:{self.receiver}"
        instant = self.deadline.due.opens_at.strftime("%Y%m%dT%H%MZ")
        why = self.reason if self.lead is None else f"T-{self.lead}"
        if self.snooze is not None and self.snooze.until is not None:
            why = f"snoozed-{self.snooze.until:%Y%m%dT%H%M%SZ}"
        return f"{self.key}:{instant}:{why}:{self.receiver}"


@dataclass(frozen=True, slots=True)
class Parcel:
    """What goes to a receiver in one message: one alert, or several that wait together.

    `id`: idempotency key, the same at every try. `repeat`: an earlier try ended without an answer. `thread`: the receiver's own name
    of its first message about this deadline, where it has threads. `title`: of a digest or a burst; empty for one alert.
    """

    id: str
    receiver: str
    alerts: tuple[Alert, ...]
    repeat: bool = False
    thread: str | None = None
    title: str = ""

    @classmethod
    def of(cls, alert: Alert, *, repeat: bool = False) -> "Parcel":
        """One alert by itself."""
        return cls(alert.id, alert.receiver, (alert,), repeat)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reader said of one deadline. `until`: aware UTC; a mute and a snooze always end. `by`, `note`: who, and why.
    `workspace`: in which it was said; it holds there alone.

    Of the same kind, and of acknowledging and snoozing, the last word holds. One that ends when it begins takes the earlier one back.
    """

    key: str
    kind: MarkKind
    by: str
    at: datetime
    note: str = ""
    until: datetime | None = None
    workspace: str = ""

    @property
    def lifts(self) -> bool:
        """Does it take back what was said before?"""
        return self.until is not None and self.until <= self.at
