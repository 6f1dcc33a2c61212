"""What one record's history would have told to the watches given, and when: the past retold by the rules of the present. **Pure.**"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.policy.changes import change_alerts, muted_change
from monitor.policy.reminders import reminders
from monitor.types import Alert, Mark, Revision, Watch

JUST_BEFORE = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Telling:
    """An alert, and the instant (UTC) at which it would have been queued."""

    at: datetime
    alert: Alert


def tellings(
    revisions: Sequence[Revision],
    marks: Sequence[Mark],
    watches: Sequence[Watch],
    since: datetime,
    until: datetime,
    quiet: Sequence[int] = (),
) -> Iterator[Telling]:
    """All that would have been told from `since` to `until` (aware UTC), each alert once, as if nothing had ever been down.

    `revisions`, `marks`: of one deadline, oldest first; `marks` and `watches` of one workspace.
    `quiet`: numbers of revisions that a source's first poll brought.
    """
    told: set[str] = set()
    end = until + JUST_BEFORE
    for number in range(1, len(revisions) + 1):
        ends = min(revisions[number].learnt_at if number < len(revisions) else end, end)
        for telling in _while_newest(revisions[:number], marks, watches, since, ends, quiet):
            if telling.alert.id not in told:
                told.add(telling.alert.id)
                if telling.at >= since:
                    yield telling


def _while_newest(
    known: Sequence[Revision],
    marks: Sequence[Mark],
    watches: Sequence[Watch],
    since: datetime,
    ends: datetime,
    quiet: Sequence[int],
) -> Iterator[Telling]:
    """While the last of these was the newest. What was due before `since` stands an instant before it."""
    revision = known[-1]
    at, new = revision.learnt_at, revision.change.new
    if since <= at < ends and new.revision not in quiet:
        yield from (Telling(at, alert) for alert in change_alerts(revision.change, watches, at, marks))
    if at < since:
        at = since - JUST_BEFORE
    before = at - JUST_BEFORE
    while at < ends and not revision.withdrawn:
        change = muted_change(known, marks, at) if marks else None
        if change is not None:
            yield from (Telling(at, alert) for alert in change_alerts(change, watches, at, marks))
        plan = reminders(new, watches, at, planned_at=before, marks=marks)
        yield from (Telling(at, alert) for alert in plan.alerts)
        ahead = [mark.at for mark in marks if mark.at > at] + ([plan.next_at] if plan.next_at else [])
        if not ahead:
            return
        before, at = at, min(ahead)
