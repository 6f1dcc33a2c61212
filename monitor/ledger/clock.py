"""What time alone changes: starts begin, ends are reached, threats pass unfulfilled. **Pure.**"""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.ledger.identity import only_words
from monitor.types import Change, ChangeReason, Deadline, DeadlineKind, Due, Status, utc

GRACE_DAYS = 1
"""Words pass a day after their date; see docs/contract.md, 'lapses a day after its date'."""

SETTLED = {
    DeadlineKind.EFFECTIVE: {Status.IN_FORCE, Status.SUSPENDED},
    DeadlineKind.SUSPENSION_END: {Status.IN_FORCE},
}


def wakes_at(deadline: Deadline) -> datetime | None:
    """The instant (UTC) at which the clock changes this deadline next; None when it never will."""
    if deadline.closed or deadline.status in SETTLED.get(deadline.kind, set()):
        return None
    if _reason(deadline) is ChangeReason.LAPSED:
        return _days_after(deadline.due, GRACE_DAYS)
    # For a month or an interval only its end is certain: before that the measure may or may not have begun.
    return deadline.due.closes_at


def clock_change(deadline: Deadline, now: datetime) -> Change | None:
    """The change that the clock has brought by `now` (aware UTC), dated at its own instant; None when nothing has fallen due.

    Raises ValueError for a naive `now`.
    """
    at = wakes_at(deadline)
    if at is None or at > utc(now):
        return None
    reason = _reason(deadline)
    status = {
        ChangeReason.IN_FORCE: Status.IN_FORCE,
        ChangeReason.RESUMED: Status.IN_FORCE,
        ChangeReason.LAPSED: Status.LAPSED,
        ChangeReason.EXPIRED: Status.EXPIRED,
    }[reason]
    ended_day = {
        ChangeReason.LAPSED: deadline.due.day_of(at),
        ChangeReason.EXPIRED: deadline.due.last_day,
    }.get(reason)
    new = replace(deadline, status=status, revision=deadline.revision + 1, learnt_at=at, ended_day=ended_day)
    return Change(reason, new, deadline, at)


def _reason(deadline: Deadline) -> ChangeReason:
    if deadline.kind is DeadlineKind.ULTIMATUM:
        return ChangeReason.LAPSED
    if deadline.kind is DeadlineKind.SUSPENSION_END:
        return ChangeReason.RESUMED
    if deadline.kind is not DeadlineKind.EFFECTIVE:
        return ChangeReason.EXPIRED
    return ChangeReason.LAPSED if only_words(deadline.status, deadline.firmness) else ChangeReason.IN_FORCE


def _days_after(due: Due, days: int) -> datetime:
    """So many calendar days after the date has passed, at the same wall time in its own zone."""
    local = due.closes_at.astimezone(ZoneInfo(due.zone)).replace(tzinfo=None) + timedelta(days=days)
    return local.replace(tzinfo=ZoneInfo(due.zone)).astimezone(due.closes_at.tzinfo)
