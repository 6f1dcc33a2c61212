"""Which reminder is due, and when to look again.

Decided from scratch at every call: a reminder's identity is its `Alert.id`, so telling twice is the outbox's to prevent. **Pure.**
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from monitor.policy.asking import by_receiver, manner
from monitor.policy.marks import Standing, hushed, of_workspace, standing
from monitor.policy.watchlist import asking
from monitor.types import DEMANDS, Alert, AlertReason, Deadline, DeadlineKind, Lead, Mark, MarkKind, Status, Watch, utc

STALE = timedelta(days=7)
"""How long after a date a missed reminder is still worth sending."""
ON_TIME = timedelta(minutes=10)
"""A reminder later than this was missed: nobody ran at its instant."""

BEGINNINGS = frozenset({DeadlineKind.EFFECTIVE, DeadlineKind.SUSPENSION_END})


def first_day(now: datetime) -> date:
    """The earliest last day of a deadline of which a reminder can still be sent, whatever its zone."""
    return (utc(now) - STALE).date() - timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is due now for one deadline, and the next instant (UTC) at which something will be; None when nothing will."""

    alerts: tuple[Alert, ...]
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class Rung:
    """One instant at which a receiver is told: a lead before the date, the end of a snooze, or, without either, the date's passing."""

    at: datetime
    lead: Lead | None
    snooze: Mark | None = None

    def wanted_by(self, watch: Watch) -> bool:
        """Does the watch tell it?"""
        return self.lead in watch.leads if self.lead is not None else self.snooze is None or bool(watch.leads)


@dataclass(frozen=True, slots=True)
class Since:
    """What is remembered of the time before this planning. `planned_at`: the last instant at which it was asked what is due.

    `offline`: the last stretch in which nobody ran, if it ended just now.
    """

    planned_at: datetime | None = None
    offline: tuple[datetime, datetime] | None = None
    marks: Sequence[Mark] = ()


def reminders(
    deadline: Deadline,
    watches: Sequence[Watch],
    now: datetime,
    *,
    planned_at: datetime | None = None,
    marks: Sequence[Mark] = (),
    offline: tuple[datetime, datetime] | None = None,
) -> Plan:
    """The reminders of this deadline that are due at `now`, at most one to each receiver, and when to ask again.

    Rungs at or before `deadline.dated_at` were told with the change. `planned_at`: the last instant at which this was asked;
    without it, earlier rungs count as missed only when the one that is due is late itself. `marks`: what readers said, oldest first;
    each holds in its workspace.
    """
    now = utc(now)
    asked: dict[str, list[Watch]] = {mark.workspace: [] for mark in marks}
    for watch in asking(watches, deadline):
        if watch.receivers:
            asked.setdefault(watch.workspace, []).append(watch)
    plans = [
        _plan(deadline, mine, now, Since(planned_at, offline, of_workspace(marks, workspace)))
        for workspace, mine in asked.items()
    ]
    ahead = (plan.next_at for plan in plans if plan.next_at is not None)
    return Plan(tuple(alert for plan in plans for alert in plan.alerts), min(ahead, default=None))


def _plan(deadline: Deadline, asked: Sequence[Watch], now: datetime, since: Since) -> Plan:
    """What one workspace's watches get."""
    said = standing(since.marks, deadline, now)
    if said.muted is not None:
        return Plan((), said.muted.until)
    ladders = Ladders(deadline, said)
    every = ladders.rungs(asked)
    alerts: list[Alert] = []
    if every and every[0].at <= now <= deadline.due.closes_at + STALE:
        for receiver, mine in by_receiver(asked).items():
            alerts += _due(ladders, receiver, mine, now, since)
    return Plan(tuple(alerts), next_at(every, now))


NOTHING_SAID = Standing()


@dataclass(slots=True)
class Ladders:
    """The rungs of one deadline for any watches that ask for it; each lead is reckoned once. `said`: what readers said of it."""

    deadline: Deadline
    said: Standing = NOTHING_SAID
    _instants: dict[Lead, datetime] = field(default_factory=dict)

    def rungs(self, asking: Sequence[Watch]) -> list[Rung]:
        """All of them that come after the date was told, earliest first; none of those that were put off."""
        deadline, answer = self.deadline, self.said.answer
        if deadline.closed or _has_turned(deadline) or not asking:
            return []
        if answer is not None and answer.kind is MarkKind.ACKNOWLEDGED:
            return []
        leads = {id(watch.leads): watch.leads for watch in asking}.values()
        ladder = [Rung(self._before(lead), lead) for lead in dict.fromkeys(lead for some in leads for lead in some)]
        if deadline.kind in DEMANDS:
            ladder.append(Rung(deadline.due.closes_at, None))
        if answer is not None and answer.until is not None:
            ladder = [rung for rung in ladder if rung.at > answer.until]
            ladder += [Rung(answer.until, None, answer)] if any(leads) else []
        return sorted((rung for rung in ladder if rung.at > deadline.dated_at), key=_urgency)

    def _before(self, lead: Lead) -> datetime:
        if lead not in self._instants:
            self._instants[lead] = lead.before(self.deadline.due)
        return self._instants[lead]


def _has_turned(deadline: Deadline) -> bool:
    """Has it begun, or been put off without a new date? Then nothing is ahead to be reminded of."""
    if deadline.kind is DeadlineKind.EFFECTIVE and deadline.status is Status.SUSPENDED:
        return True
    return deadline.kind in BEGINNINGS and deadline.status is Status.IN_FORCE


def _urgency(rung: Rung) -> tuple[datetime, bool, str]:
    """Later is more urgent; the passing of the date most of all. A day and 24 hours may fall on one instant: the name decides."""
    return (rung.at, rung.lead is None and rung.snooze is None, str(rung.lead))


def next_at(ladder: Iterable[Rung], now: datetime) -> datetime | None:
    """The instant of the first rung that is still ahead."""
    return next((rung.at for rung in ladder if rung.at > now), None)


def _due(ladders: Ladders, receiver: str, mine: Sequence[Watch], now: datetime, since: Since) -> Iterator[Alert]:
    """The most urgent of one receiver's rungs that are due, if any is; what was missed before it is told along."""
    ladder = ladders.rungs(mine)
    due = [rung for rung in ladder if rung.at <= now]
    if not due:
        return
    deadline, urgent = ladders.deadline, due[-1]
    missed = _missed(due, now, since)
    marks = (urgent.snooze, standing(since.marks, deadline, now).wrong)
    yield Alert(
        reason=AlertReason.PASSED if urgent.lead is None and urgent.snooze is None else AlertReason.REMINDER,
        receiver=receiver,
        deadline=deadline,
        lead=urgent.lead,
        missed=missed,
        next_at=next_at(ladder, now),
        offline=since.offline if missed or _slept_over(urgent, since) else None,
        marks=tuple(mark for mark in marks if mark is not None),
        **manner([watch for watch in mine if urgent.wanted_by(watch)]),
    )


def _missed(due: Sequence[Rung], now: datetime, since: Since) -> tuple[Lead, ...]:
    """The leads before the last one whose instants nobody was there to tell."""
    urgent = due[-1]
    late = now - urgent.at > ON_TIME
    return tuple(
        rung.lead
        for rung in due
        if rung.lead is not None
        and rung.lead != urgent.lead
        and now - rung.at > ON_TIME
        and (late if since.planned_at is None else rung.at > since.planned_at)
        and not hushed(since.marks, rung.at)
    )


def _slept_over(rung: Rung, since: Since) -> bool:
    """Did it fall due while nobody ran?"""
    return since.offline is not None and since.offline[0] < rung.at <= since.offline[1] - ON_TIME
