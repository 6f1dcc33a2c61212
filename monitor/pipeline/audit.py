"""Proof that nothing was forgotten: every rung that the clock passed has its alert in the outbox, or a reader's word that it need not."""

import logging
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from monitor import policy
from monitor.pipeline.queueing import queue
from monitor.pipeline.world import World
from monitor.policy.reminders import STALE
from monitor.ports import Query, Transaction
from monitor.types import Alert, Watch

log = logging.getLogger(__name__)

MOST = 100_000
DAY = timedelta(days=1)


async def audit(world: World, now: datetime) -> list[Alert]:
    """Looks at every deadline that a reminder can be about, a day of dates at a time; queues what is missing, and says so loudly."""
    found: list[Alert] = []
    for day in _days(world.watches, now):
        found += await world.db(lambda tx, day=day: _on(tx, day, world.watches, now))  # type: ignore[misc]
    for alert in found:
        log.error("%s to %s was never queued: that is a fault of ours; it is queued now", alert.id, alert.receiver)
    return found


def _days(watches: Sequence[Watch], now: datetime) -> list[date]:
    """From the oldest date of which a reminder is still worth sending to the furthest that a lead reaches; zones add a day."""
    leads = [lead.days + lead.hours // 24 + 1 for watch in watches for lead in watch.leads]
    first = (now - STALE - DAY).date()
    count = STALE.days + max(leads, default=0) + 3
    return [first + timedelta(days=n) for n in range(count)]


def _on(tx: Transaction, day: date, watches: Sequence[Watch], now: datetime) -> list[Alert]:
    deadlines = tx.deadlines(Query(since=day, until=day, open_only=True, limit=MOST))
    marks = tx.marks(deadline.key for deadline in deadlines)
    crossings = [
        crossing
        for deadline in deadlines
        for crossing in policy.crossed(deadline, watches, now, marks.get(deadline.key, ()))
    ]
    known = tx.known_alerts({name for _, ids in crossings for name in ids}) if crossings else set()
    unsaid = policy.missing(crossings, known)
    queue(tx, unsaid, now)
    return unsaid
