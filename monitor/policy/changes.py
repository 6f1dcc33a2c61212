"""Whom to tell of a change in a deadline, and of a measure heard of for the first time. **Pure.**"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from monitor.policy.asking import by_receiver, manner
from monitor.policy.marks import last_mute, of_workspace, rearmed, standing
from monitor.policy.reminders import STALE, Ladders, next_at
from monitor.policy.watchlist import asking_for_measure, asking_then_or_now
from monitor.types import (
    Alert,
    AlertReason,
    Change,
    ChangeReason,
    Deadline,
    Mark,
    MeasureNews,
    Precision,
    Revision,
    Watch,
    utc,
)

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


def change_alerts(change: Change, watches: Sequence[Watch], now: datetime, marks: Sequence[Mark] = ()) -> list[Alert]:
    """One alert to each receiver that asked for the deadline as it is, or as it was. None for what is no news, or is muted.

    `marks`: what readers said of the deadline, oldest first; each holds in its workspace.
    Raises ValueError for a naive `now`, as `reminders` does.
    """
    now = utc(now)
    if not _is_news(change, now):
        return []
    by_name: dict[str, list[Watch]] = {}
    for watch in asking_then_or_now(watches, change):
        by_name.setdefault(watch.workspace, []).append(watch)
    told = (_told(change, asked, now, of_workspace(marks, name)) for name, asked in by_name.items())
    return [alert for alerts in told for alert in alerts]


def _told(change: Change, asked: Sequence[Watch], now: datetime, marks: Sequence[Mark]) -> list[Alert]:
    """The alerts to the receivers of one workspace; none where it has muted the deadline."""
    said = standing(marks, change.new, now)
    if said.muted is not None:
        return []
    over = rearmed(marks, change.old, change.new, now) if change.old is not None else None
    telling = said.marks(now) + ((over,) if over is not None else ())
    ladders = Ladders(change.new, said)
    return [
        Alert(
            reason=AlertReason.CHANGE,
            receiver=receiver,
            deadline=change.new,
            old=change.old,
            change=change.reason,
            next_at=next_at(ladders.rungs(asking), now),
            marks=telling,
            **manner(asking),
        )
        for receiver, asking in by_receiver(asked).items()
    ]


def muted_change(revisions: Sequence[Revision], marks: Sequence[Mark], now: datetime) -> Change | None:
    """What changed, as one change, while a mute held that is over now; None when nothing did, or when that was long ago.

    `revisions`: of the deadline, oldest first. `marks`: what readers of one workspace said of it, oldest first.
    """
    mute = last_mute(marks, utc(now))
    if mute is None or now - mute[1] > STALE:
        return None
    unheard = [one for one in revisions if mute[0] <= one.learnt_at < mute[1]]
    if not unheard or unheard[-1] is not revisions[-1]:
        return None
    before = [one for one in revisions if one.learnt_at < mute[0]]
    reasons = [one.change.reason for one in unheard if one.change.reason is not ChangeReason.CONFIRMED]
    last = unheard[-1].change
    reason = reasons[-1] if reasons else last.reason
    return Change(reason, last.new, before[-1].change.new if before else None, last.at)


def measure_alerts(news: MeasureNews, watches: Sequence[Watch]) -> list[Alert]:
    """One alert to each receiver that asked for this measure. A watch for certain kinds of dates does not ask for undated measures."""
    return [
        Alert(reason=AlertReason.MEASURE, receiver=receiver, measure=news, **manner(asking))
        for receiver, asking in by_receiver(asking_for_measure(watches, news)).items()
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
