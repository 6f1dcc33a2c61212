"""Which reminder is due, and when to look again.

Decided from scratch at every call: a reminder's identity is its `Alert.id`, so telling twice is the outbox's to prevent. **Pure.**
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.policy.asking import by_receiver, manner
from monitor.policy.marks import Standing, by_workspace, hushed, of_workspace, standing
from monitor.policy.matching import matches
from monitor.types import (
    DEMANDS,
    Alert,
    AlertReason,
    Deadline,
    DeadlineKind,
    Lead,
    Mark,
    MarkKind,
    Status,
    Watch,
    utc,
    workspace_of,
)

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
    """One instant at which a receiver is told: a lead before the date, the end of a snooze, or, without either, the date's passing."""

    at: datetime
    lead: Lead | None
    watch: Watch
    snooze: Mark | None = None

    @property
    def what(self) -> tuple[Lead | None, Mark | None]:
        """What two watches mean alike."""
        return (self.lead, self.snooze)


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
    said = {workspace: standing(own, deadline, now) for workspace, own in by_workspace(marks).items()}
    silent = {workspace: each.muted.until for workspace, each in said.items() if each.muted is not None}
    asking = [watch for watch in watches if watch.workspace not in silent and matches(watch, deadline).asked]
    ladders = {
        receiver: rungs(deadline, mine, said.get(workspace_of(receiver), NOTHING_SAID))
        for receiver, mine in by_receiver(asking).items()
    }
    since = Since(planned_at, offline, marks)
    alerts = []
    if now <= deadline.due.closes_at + STALE:
        for receiver, ladder in ladders.items():
            if due := [rung for rung in ladder if rung.at <= now]:
                alerts.append(_reminder(deadline, receiver, ladder, due, now, since))
    ahead = (*silent.values(), *(next_at(ladder, now) for ladder in ladders.values()))
    return Plan(tuple(alerts), min((at for at in ahead if at is not None), default=None))


NOTHING_SAID = Standing()


def rungs(deadline: Deadline, watches: Iterable[Watch], said: Standing = NOTHING_SAID) -> list[Rung]:
    """All rungs of one receiver's watches that come after the date was told, earliest first; none of those that were put off."""
    if deadline.closed or _has_turned(deadline):
        return []
    due, answer = deadline.due, said.answer
    if answer is not None and answer.kind is MarkKind.ACKNOWLEDGED:
        return []
    asking = list(watches)
    ladder = [Rung(lead.before(due), lead, watch) for watch in asking for lead in watch.leads]
    if deadline.kind in DEMANDS:
        ladder += [Rung(due.closes_at, None, watch) for watch in asking]
    if answer is not None and answer.until is not None:
        ladder = [rung for rung in ladder if rung.at > answer.until]
        ladder += [Rung(answer.until, None, watch, answer) for watch in asking if watch.leads]
    return sorted((rung for rung in ladder if rung.at > deadline.dated_at), key=_urgency)


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


def _reminder(
    deadline: Deadline,
    receiver: str,
    ladder: Sequence[Rung],
    due: Sequence[Rung],
    now: datetime,
    since: Since,
) -> Alert:
    """The most urgent of the rungs that are due; what was missed before it is told along."""
    since = replace(since, marks=of_workspace(since.marks, workspace_of(receiver)))
    urgent = due[-1]
    late = now - urgent.at > ON_TIME
    missed = [
        rung.lead
        for rung in due
        if rung.lead is not None
        and rung.lead != urgent.lead
        and now - rung.at > ON_TIME
        and (late if since.planned_at is None else rung.at > since.planned_at)
        and not hushed(since.marks, rung.at)
    ]
    asked = [rung.watch for rung in due if rung.what == urgent.what]
    said = standing(since.marks, deadline, now)
    return Alert(
        reason=AlertReason.PASSED if urgent.what == (None, None) else AlertReason.REMINDER,
        receiver=receiver,
        deadline=deadline,
        lead=urgent.lead,
        missed=tuple(dict.fromkeys(missed)),
        next_at=next_at(ladder, now),
        offline=since.offline if missed or _slept_over(urgent, since) else None,
        marks=tuple(mark for mark in (urgent.snooze, said.wrong) if mark is not None),
        **manner(asked),
    )


def _slept_over(rung: Rung, since: Since) -> bool:
    """Did it fall due while nobody ran?"""
    return since.offline is not None and since.offline[0] < rung.at <= since.offline[1] - ON_TIME
