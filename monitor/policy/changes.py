"""Whom to tell of a change in a deadline, and of a measure heard of for the first time. **Pure.**"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from monitor.policy.asking import by_receiver, manner
from monitor.policy.matching import matches, matches_measure
from monitor.policy.reminders import next_at, rungs
from monitor.types import Alert, AlertReason, Change, ChangeReason, Deadline, MeasureNews, Precision, Watch, utc

OLD = timedelta(days=30)
"""A date, or the words on it, past for longer than this is no news."""

ENDS = frozenset(
    {
        ChangeReason.REVOKED,
        ChangeReason.STRUCK_DOWN,
        ChangeReason.SUSPENDED,
        ChangeReason.SUPERSEDED,
        ChangeReason.EXPIRY_REMOVED,
    }
)
"""Reasons that are news however long ago the date itself was."""


def change_alerts(change: Change, watches: Sequence[Watch], now: datetime) -> list[Alert]:
    """One alert to each receiver that asked for the deadline as it is, or as it was. None for what is no news.

    Raises ValueError for a naive `now`, as `reminders` does.
    """
    now = utc(now)
    if not _is_news(change, now):
        return []
    wanted = [w for w in watches if matches(w, change.new).asked or (change.old and matches(w, change.old).asked)]
    return [
        Alert(
            reason=AlertReason.CHANGE,
            receiver=receiver,
            deadline=change.new,
            old=change.old,
            change=change.reason,
            next_at=next_at(rungs(change.new, asking), now),
            **manner(asking),
        )
        for receiver, asking in by_receiver(wanted).items()
    ]


def measure_alerts(news: MeasureNews, watches: Sequence[Watch]) -> list[Alert]:
    """One alert to each receiver that asked for this measure. A watch for certain kinds of dates does not ask for undated measures."""
    wanted = [watch for watch in watches if matches_measure(watch, news).asked]
    return [
        Alert(reason=AlertReason.MEASURE, receiver=receiver, measure=news, **manner(asking))
        for receiver, asking in by_receiver(wanted).items()
    ]


def _is_news(change: Change, now: datetime) -> bool:
    new, old = change.new, change.old
    if change.reason in ENDS:
        return new.stated_at >= now - OLD
    if new.due.closes_at < now - OLD:
        return False
    if change.reason is not ChangeReason.CONFIRMED or old is None:
        return True
    firmer = new.firmness is not old.firmness and new.firmness.at_least(old.firmness)
    return firmer or _grain(new) > _grain(old)


def _grain(deadline: Deadline) -> int:
    """How exactly the date is known."""
    return {Precision.MINUTE: 2, Precision.DAY: 1}.get(deadline.due.precision, 0)
