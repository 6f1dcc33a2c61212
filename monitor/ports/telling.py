"""What is kept of alerts and of receivers, as Protocols. **Pure.**"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from monitor.policy import Circuit, Hold
from monitor.ports.values import Alarm, Claimed, OutboxRow, Queue
from monitor.types import (
    Alert,
    MeasureNews,
    Parcel,
)


class OutboxKept(Protocol):
    """Alerts that wait, went out or never will; receivers that rest. What leases and settles is of the whole database alone."""

    def enqueue(self, alerts: Sequence[Alert], now: datetime, holds: Mapping[str, Hold] | None = None) -> int:
        """Adds alerts and returns how many are new. `holds`: by id, those that wait; all others are due at once.

        Those whose id is known are left as they are, but a superseded one waits again: its date moved away and came back.
        One that a later alert told is not taken up again.
        """
        ...

    def supersede(self, key: str, now: datetime) -> int:
        """Withdraws what waits unsent to remind of it or tell of its passing: its date moved, it ended, or a reader has answered."""
        ...

    def outdate(self, alerts: Sequence[Alert], now: datetime) -> dict[str, list[Alert]]:
        """Withdraws what waits unsent and is told by one of these too (`policy.outdates`), and returns it by that one's id."""
        ...

    def known_alerts(self, ids: Collection[str]) -> set[str]:
        """Which of these alerts are in the outbox, in whatever state."""
        ...

    def claim(self, now: datetime, limit: int, busy: Collection[str] = (), *, only: str | None = None) -> list[Claimed]:
        """Leases what is due, one try counted, about `limit` alerts for each receiver; none of those in `busy`, or `only` for one.

        Nothing for a receiver that is left alone; one parcel for one that has failed again and again. Commit before sending.
        """
        ...

    def receivers_due(self, now: datetime) -> list[str]:
        """Receivers for whom something is due, or was left under way; not those that are left alone."""
        ...

    def release(self, parcel: Parcel, now: datetime) -> None:
        """Gives back a leased parcel that was not tried: due again at once, the attempt not counted."""
        ...

    def mark_all_sent(self, handed: Sequence[tuple[Parcel, str | None]], now: datetime) -> None:
        """The receivers took these; many at once, each with what the receiver calls the message that later ones about its deadline follow.

        Their receivers are no longer left alone, and what waited for them is due.
        """
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


class PastKept(Protocol):
    """What was known and told, for looking back."""

    def records_since(self, since: datetime, after: str, limit: int) -> list[str]:
        """Keys of deadlines that were open or changed at `since` or later, in order, those after `after`."""
        ...

    def told_since(self, since: datetime, keys: Sequence[str]) -> list[OutboxRow]:
        """What was queued about these deadlines or measures, at `since` or later, whatever became of it."""
        ...

    def measures_since(self, since: datetime, after: str, limit: int) -> list[tuple[datetime, MeasureNews]]:
        """Measures learnt at `since` or later with the instant, in order of learning, those after the one called `after`."""
        ...

    def first_learnt(self) -> dict[str, datetime]:
        """source -> when its first documents were learnt: those told nothing."""
        ...


class AlarmsKept(Protocol):
    """Ill sources that were told of."""

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
