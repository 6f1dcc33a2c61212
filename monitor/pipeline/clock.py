"""What the clock brings: deadlines that begin, end or lapse, and reminders that fall due."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from monitor import ledger, policy
from monitor.errors import StoreError
from monitor.pipeline.learn import Learnt, plan, write
from monitor.pipeline.planning import AFTER_A_FAULT, JUST_BEFORE, Look, plan_all
from monitor.pipeline.queueing import queue
from monitor.pipeline.world import World
from monitor.ports import Transaction
from monitor.types import Alert, Deadline, Mark, Place, Step, Watch

log = logging.getLogger(__name__)

BATCH = 200
"""Deadlines looked at in one transaction, so that a poll never waits long for the database."""
OFFLINE = timedelta(minutes=10)
"""Without a sign of life for so long, nobody ran; a shorter stretch makes no reminder late."""
TICK = "remind"
"""What the daemon calls the tick that comes here; its last sign of life is from the last time that all was done."""


def turn(tx: Transaction, watches: Sequence[Watch], now: datetime) -> Learnt:
    """Writes the clock changes due at `now`, at most BATCH of them."""
    learnt = Learnt()
    for deadline in tx.deadlines_waking(now, BATCH):
        with _alone(tx, deadline):
            change = ledger.clock_change(deadline, now)
            if change is not None:
                learnt.add(write(tx, change, watches, now, quiet=False))
                tx.add_step(Step(Place(change.at), change.reason, change.new))
    return learnt


def remind(tx: Transaction, watches: Sequence[Watch], now: datetime) -> Learnt:
    """Queues the reminders due at `now`, for at most BATCH deadlines. `documents` counts the deadlines looked at."""
    learnt = Learnt()
    due = tx.deadlines_reminding(now, BATCH)
    if not due:
        return learnt
    said, offline = tx.marks(deadline.key for deadline, _ in due), offline_before(tx, now)
    muted = {key for key, marks in said.items() if policy.last_mute(marks, now) is not None}
    for deadline, due_at in (pair for pair in due if pair[0].key in muted):
        tx.set_reminder(deadline.key, now + AFTER_A_FAULT)
        marks = said[deadline.key]
        with _alone(tx, deadline):
            learnt.alerts += after_a_mute(tx, deadline, marks, watches, now)
            planned_at = due_at - JUST_BEFORE
            learnt.alerts += plan(tx, deadline, watches, now, planned_at=planned_at, marks=marks, offline=offline)
    looks = [Look(deadline, due_at, due_at) for deadline, due_at in due if deadline.key not in muted]
    alerts, taken = plan_all(tx, looks, watches, now, marks=said, offline=offline)
    learnt.alerts += alerts
    learnt.documents += len(muted) + taken
    return learnt


def offline_before(tx: Transaction, now: datetime) -> tuple[datetime, datetime] | None:
    """From when to when nobody ran, if that ends now."""
    seen = tx.last_alive().get(TICK)
    return (seen, now) if seen is not None and now - seen >= OFFLINE else None


def after_a_mute(
    tx: Transaction, deadline: Deadline, marks: Sequence[Mark], watches: Sequence[Watch], now: datetime
) -> list[Alert]:
    """Queues what mutes that are over kept back, each in its workspace: all that changed meanwhile, as one change."""
    alerts: list[Alert] = []
    for workspace, said in policy.by_workspace(marks).items():
        mute = policy.last_mute(said, now)
        if mute is None or now - mute[1] > policy.STALE:
            continue
        change = policy.muted_change(tx.history(deadline.key), said, now)
        if change is not None:
            own = [watch for watch in watches if watch.workspace == workspace]
            alerts += policy.change_alerts(change, own, now, said)
    queue(tx, alerts, now)
    return alerts


async def tick(world: World, now: datetime) -> Learnt:
    """Does all that is due at `now`, batch by batch; reminders first, since a turn closes what they belong to."""
    learnt = Learnt()
    for step in (remind, turn):
        while (part := await world.db(_bound(step, world.watches, now))).documents or part.changes:
            learnt.add(part)
    learnt.documents = 0
    return learnt


@contextmanager
def _alone(tx: Transaction, deadline: Deadline) -> Iterator[None]:
    """What goes wrong with one deadline is undone and logged, and the others go on."""
    try:
        with tx.savepoint():
            yield
    except StoreError:
        raise
    except Exception:
        log.exception("%s: the clock cannot take it further", deadline.key)


def _bound(
    step: Callable[[Transaction, Sequence[Watch], datetime], Learnt], watches: Sequence[Watch], now: datetime
) -> Callable[[Transaction], Learnt]:
    return lambda tx: step(tx, watches, now)
