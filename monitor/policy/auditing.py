"""Has every rung that the clock has passed its alert in the outbox? Asked now and then, whatever the ticks believe. **Pure.**"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from monitor.policy.reminders import reminders
from monitor.types import Alert, Deadline, Mark, Watch

GRACE = timedelta(minutes=10)
"""How long the ticks have for what fell due."""


def crossed(
    deadline: Deadline, watches: Sequence[Watch], now: datetime, marks: Sequence[Mark] = ()
) -> list[tuple[Alert, frozenset[str]]]:
    """For each receiver that passed a rung more than GRACE ago: the alert due now, and the ids of which one must be in the outbox.

    Of rungs passed one after the other, the latest tells the ones before. `marks`: what readers said of it, oldest first.
    """
    then = {alert.receiver: alert.id for alert in reminders(deadline, watches, now - GRACE, marks=marks).alerts}
    due = {alert.receiver: alert for alert in reminders(deadline, watches, now, marks=marks).alerts}
    return [(due[name], frozenset({known, due[name].id})) for name, known in then.items() if name in due]


def missing(crossings: Sequence[tuple[Alert, frozenset[str]]], known: Collection[str]) -> list[Alert]:
    """The alerts nobody queued; `known`: the ids in the outbox, in whatever state."""
    return [alert for alert, ids in crossings if ids.isdisjoint(known)]
