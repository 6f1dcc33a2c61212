"""Which reminder is due, and when to look again.

Decided from scratch at every call: a reminder's identity is its `Alert.id`, so telling twice is the outbox's to prevent. **Pure.**
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.policy.asking import by_receiver, manner
from monitor.policy.matching import matches
from monitor.types import DEMANDS, Alert, AlertReason, Deadline, DeadlineKind, Lead, Status, Watch, utc

STALE = timedelta(days=7)
"""How long after a date a missed reminder is still worth sending."""
ON_TIME = timedelta(minutes=10)
"""A reminder later than this was missed: nobody ran at its instant."""

BEGINNINGS = frozenset({DeadlineKind.EFFECTIVE, DeadlineKind.SUSPENSION_END})


@dataclass(frozen=True, slots=True)
class Plan:
    """What is due now for one deadline, and the next instant (UTC) at which something will be; None when nothing will."""

    alerts: tuple[Alert, ...]
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class Rung:
    """One instant at which a receiver is told: a lead before the date, or, without a lead, the date's passing."""

    at: datetime
    lead: Lead | None
    watch: Watch


def reminders(
    deadline: Deadline, watches: Sequence[Watch], now: datetime, *, planned_at: datetime | None = None
) -> Plan:
    """The reminders of this deadline that are due at `now`, at most one to each receiver, and when to ask again.

    Rungs at or before `deadline.dated_at` were told with the change. `planned_at`: the last instant at which this was asked;
    without it, earlier rungs count as missed only when the one that is due is late itself.
    """
    now = utc(now)
    asking = [watch for watch in watches if matches(watch, deadline).asked]
    ladders = {receiver: rungs(deadline, mine) for receiver, mine in by_receiver(asking).items()}
    alerts = []
    if now <= deadline.due.closes_at + STALE:
        for receiver, ladder in ladders.items():
            if due := [rung for rung in ladder if rung.at <= now]:
                alerts.append(_reminder(deadline, receiver, ladder, due, now, planned_at))
    soonest = min((at for ladder in ladders.values() if (at := next_at(ladder, now))), default=None)
    return Plan(tuple(alerts), soonest)


def rungs(deadline: Deadline, watches: Iterable[Watch]) -> list[Rung]:
    """All rungs of one receiver's watches that come after the date was told, earliest first."""
    if deadline.closed or _has_turned(deadline):
        return []
    due = deadline.due
    ladder = [Rung(lead.before(due), lead, watch) for watch in watches for lead in watch.leads]
    if deadline.kind in DEMANDS:
        ladder += [Rung(due.closes_at, None, watch) for watch in watches]
    return sorted((rung for rung in ladder if rung.at > deadline.dated_at), key=_urgency)


def _has_turned(deadline: Deadline) -> bool:
    """Has it begun, or been put off without a new date? Then nothing is ahead to be reminded of."""
    if deadline.kind is DeadlineKind.EFFECTIVE and deadline.status is Status.SUSPENDED:
        return True
    return deadline.kind in BEGINNINGS and deadline.status is Status.IN_FORCE


def _urgency(rung: Rung) -> tuple[datetime, bool, str]:
    """Later is more urgent; the passing of the date most of all. A day and 24 hours may fall on one instant: the name decides."""
    return (rung.at, rung.lead is None, str(rung.lead))


def next_at(ladder: Iterable[Rung], now: datetime) -> datetime | None:
    """The instant of the first rung that is still ahead."""
    return next((rung.at for rung in ladder if rung.at > now), None)


def _reminder(
    deadline: Deadline,
    receiver: str,
    ladder: Sequence[Rung],
    due: Sequence[Rung],
    now: datetime,
    planned_at: datetime | None,
) -> Alert:
    """The most urgent of the rungs that are due; what was missed before it is told along."""
    urgent = due[-1]
    late = now - urgent.at > ON_TIME
    missed = [
        rung.lead
        for rung in due
        if rung.lead is not None
        and rung.lead != urgent.lead
        and now - rung.at > ON_TIME
        and (late if planned_at is None else rung.at > planned_at)
    ]
    asked = [rung.watch for rung in due if rung.lead == urgent.lead]
    return Alert(
        reason=AlertReason.PASSED if urgent.lead is None else AlertReason.REMINDER,
        receiver=receiver,
        deadline=deadline,
        lead=urgent.lead,
        missed=tuple(dict.fromkeys(missed)),
        next_at=next_at(ladder, now),
        **manner(asked),
    )
