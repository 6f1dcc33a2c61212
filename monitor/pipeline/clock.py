"""What the clock brings: deadlines that begin, end or lapse, and reminders that fall due."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from monitor import ledger
from monitor.errors import StoreError
from monitor.pipeline.learn import Learnt, plan, write
from monitor.pipeline.world import World
from monitor.ports import Transaction
from monitor.types import Deadline, Place, Step, Watch

log = logging.getLogger(__name__)

JUST_BEFORE = timedelta(microseconds=1)
BATCH = 200
"""Deadlines looked at in one transaction, so that a poll never waits long for the database."""
AFTER_A_FAULT = timedelta(hours=1)
"""When a deadline whose reminders cannot be planned is looked at again."""


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
    for deadline, due_at in tx.deadlines_reminding(now, BATCH):
        tx.set_reminder(deadline.key, now + AFTER_A_FAULT)
        with _alone(tx, deadline):
            learnt.alerts += plan(tx, deadline, watches, now, planned_at=due_at - JUST_BEFORE)
        learnt.documents += 1
    return learnt


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
