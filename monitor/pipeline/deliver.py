"""Sends what waits in the outbox: marked as sent after sending, tried again with growing pauses, given up loudly."""

import asyncio
import logging
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from monitor.errors import SendError
from monitor.pipeline.world import World
from monitor.ports import Claimed
from monitor.types import Alert

log = logging.getLogger(__name__)

BATCH = 20
FRESH = timedelta(seconds=25)
"""How long after claiming a send may still start: the lease of 60 s then outlives the send of at most 30 s."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(hours=1)
GIVE_UP = timedelta(days=7)


@dataclass(slots=True)
class Delivery:
    """How one round of sending went."""

    sent: int = 0
    retried: int = 0
    dead: int = 0


async def deliver(world: World, stopping: Callable[[], bool] = lambda: False) -> Delivery:
    """Sends what is due, receivers side by side, one message at a time to each, until nothing waits or `stopping` says so."""
    total = Delivery()
    while not stopping():
        claimed_at = world.clock()
        claimed = await world.db(lambda tx, now=claimed_at: tx.claim(now, BATCH))  # type: ignore[misc]
        if not claimed:
            break
        by_receiver = groupby(sorted(claimed, key=lambda c: c.alert.receiver), key=lambda c: c.alert.receiver)
        queues = [list(queue) for _, queue in by_receiver]
        for part in await asyncio.gather(*(_send_all(world, queue, claimed_at, stopping) for queue in queues)):
            total.sent += part.sent
            total.retried += part.retried
            total.dead += part.dead
    return total


async def _send_all(
    world: World, queue: Iterable[Claimed], claimed_at: datetime, stopping: Callable[[], bool]
) -> Delivery:
    result = Delivery()
    failed = False
    for claimed in queue:
        now = world.clock()
        if stopping() or failed or now - claimed_at > FRESH:
            await world.db(lambda tx, c=claimed, at=now: tx.release(c.alert.id, at))  # type: ignore[misc]
            continue
        try:
            await world.notifier.send(claimed.alert, repeat=claimed.repeat, now=now)
        except SendError as error:
            failed = True
            await _failed(world, claimed, error, result)
        except Exception as error:
            log.exception("alert %s: unexpected failure", claimed.alert.id)
            failed = True
            await _failed(world, claimed, SendError(f"unexpected: {type(error).__name__}"), result)
        else:
            result.sent += 1
            await world.db(lambda tx, c=claimed: tx.mark_sent(c.alert.id, world.clock()))  # type: ignore[misc]
    return result


async def _failed(world: World, claimed: Claimed, error: SendError, result: Delivery) -> None:
    now = world.clock()
    if error.permanent or now > last_try_at(claimed.alert, claimed.queued_at):
        result.dead += 1
        log.error("alert %s to %s is given up: %s", claimed.alert.id, claimed.alert.receiver, error)
        await world.db(lambda tx: tx.mark_dead(claimed.alert.id, str(error), now))
        return
    result.retried += 1
    next_at = now + (error.retry_after or pause(claimed.attempt, random.random()))  # noqa: S311  jitter, not a secret
    log.warning(
        "alert %s to %s failed: %s; next try %s", claimed.alert.id, claimed.alert.receiver, error, next_at.isoformat()
    )
    await world.db(lambda tx: tx.mark_retry(claimed.alert.id, next_at, str(error)))


def pause(attempt: int, chance: float) -> timedelta:
    """How long to wait after the given attempt (from 1): up to 5 s, 10 s, 20 s ... one hour; `chance` in [0, 1) spreads it."""
    return max(FIRST_PAUSE / 5, min(LONGEST_PAUSE, FIRST_PAUSE * int(2 ** min(attempt - 1, 12))) * chance)


def last_try_at(alert: Alert, queued_at: datetime) -> datetime:
    """When to give up: seven days after it was queued, or an hour after the deadline, whichever is later."""
    week = queued_at + GIVE_UP
    return max(week, alert.deadline.due.closes_at + timedelta(hours=1)) if alert.deadline else week
