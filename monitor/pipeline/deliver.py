"""Sends what waits in the outbox: marked as sent after sending, tried again with growing pauses, given up loudly."""

import asyncio
import logging
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from monitor.errors import MonitorError, SendError
from monitor.pipeline.world import World
from monitor.ports import Claimed
from monitor.types import Parcel

log = logging.getLogger(__name__)

BATCH = 20
FRESH = timedelta(seconds=25)
"""How long after claiming a send may still start: the lease of 60 s then outlives the send of at most 30 s."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(hours=1)
LONGEST_REST = timedelta(minutes=1)
"""How long a receiver that takes nothing is left alone before it is tried with the next message."""
GIVE_UP = timedelta(days=7)


class Rest(NamedTuple):
    """A receiver that is left alone. `until`: in the event loop's time; `failures`: in a row."""

    until: float
    failures: int


@dataclass(slots=True)
class Couriers:
    """Takes alerts to their receivers: one courier to each, with one message at a time, so that none waits for another.

    A receiver that did not take a message rests, longer and longer, before the next message goes there.
    """

    world: World
    stopping: Callable[[], bool] = lambda: False
    _out: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _rests: dict[str, Rest] = field(default_factory=dict)
    _leaving: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def send_out(self) -> bool:
        """Starts a courier to every receiver that has alerts due and is free. Says whether any left; waits for none of them."""
        any_left = False
        async with self._leaving:
            while not self.stopping():
                now, busy = self.world.clock(), self.busy()
                claimed = await self.world.db(lambda tx: tx.claim(now, BATCH, busy))  # noqa: B023  done before the next turn
                if not claimed:
                    break
                any_left = True
                for receiver, parcel in _by_receiver(claimed):
                    task = asyncio.create_task(self._carry(receiver, parcel, now))
                    self._out[receiver] = task
                    task.add_done_callback(lambda _, name=receiver: self._out.pop(name, None))  # type: ignore[misc]
        return any_left

    async def home(self) -> None:
        """Waits until every courier is back."""
        async with self._leaving:
            while self._out:
                await asyncio.wait(list(self._out.values()))

    async def give_up(self) -> None:
        """Calls back the couriers still out. What they carry is sent again, as a possible repeat, when its lease has run out."""
        tasks = list(self._out.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def busy(self) -> frozenset[str]:
        """Receivers to which a courier is under way, and those that are left alone for a while."""
        now = asyncio.get_running_loop().time()
        return frozenset(self._out).union(name for name, rest in self._rests.items() if rest.until > now)

    async def _carry(self, receiver: str, parcel: Sequence[Claimed], claimed_at: datetime) -> None:
        try:
            await self._hand_over(receiver, parcel, claimed_at)
        except MonitorError as error:
            # Sent or not, it was not written down: the lease runs out, and it is sent again as a possible repeat.
            log.error("alerts to %s: %s", receiver, error)
        except Exception:
            log.exception("alerts to %s: unexpected failure", receiver)

    async def _hand_over(self, receiver: str, parcel: Sequence[Claimed], claimed_at: datetime) -> None:
        refused = False
        for claimed in parcel:
            now = self.world.clock()
            if refused or self.stopping() or now - claimed_at > FRESH:
                await self.world.db(lambda tx, c=claimed, at=now: tx.release(c.parcel, at))  # type: ignore[misc]
                continue
            error = await _send(self.world, claimed, now)
            refused = error is not None and not error.permanent
            self._note(receiver, error)

    def _note(self, receiver: str, error: SendError | None) -> None:
        """One message that is refused for good says nothing about the next one; any other failure does."""
        if error is None or error.permanent:
            self._rests.pop(receiver, None)
            return
        failures = self._rests[receiver].failures + 1 if receiver in self._rests else 1
        rest = error.retry_after or min(LONGEST_REST, FIRST_PAUSE * 2 ** min(failures - 1, 10))
        self._rests[receiver] = Rest(asyncio.get_running_loop().time() + rest.total_seconds(), failures)


async def deliver(world: World) -> None:
    """Sends all that is due now and can be sent, and returns when that is done."""
    couriers = Couriers(world)
    while await couriers.send_out():
        await couriers.home()


def _by_receiver(claimed: Iterable[Claimed]) -> Iterator[tuple[str, list[Claimed]]]:
    """The alerts of each receiver, in the order in which they were queued."""
    parcels: dict[str, list[Claimed]] = {}
    for each in claimed:
        parcels.setdefault(each.parcel.receiver, []).append(each)
    yield from parcels.items()


async def _send(world: World, claimed: Claimed, now: datetime) -> SendError | None:
    """Sends one parcel and writes down how it went; the receiver's refusal is returned. Raises StoreError."""
    parcel = claimed.parcel
    try:
        thread = await world.notifier.send(parcel, now=now)
    except SendError as error:
        await _refused(world, claimed, error)
        return error
    except Exception as error:
        log.exception("alert %s: unexpected failure", parcel.id)
        refusal = SendError(f"unexpected: {type(error).__name__}", unclear=True)
        await _refused(world, claimed, refusal)
        return refusal
    await world.db(lambda tx: tx.mark_sent(parcel, world.clock(), thread))
    log.info("alert %s was sent to %s", parcel.id, parcel.receiver)
    return None


async def _refused(world: World, claimed: Claimed, error: SendError) -> None:
    now, parcel = world.clock(), claimed.parcel
    if error.permanent or now > last_try_at(parcel, claimed.queued_at):
        log.error("alert %s to %s is given up: %s", parcel.id, parcel.receiver, error)
        await world.db(lambda tx: tx.mark_dead(parcel, str(error), now))
        return
    next_at = now + (error.retry_after or pause(claimed.attempt, random.random()))  # noqa: S311  jitter, not a secret
    told = f"{next_at:%H:%M:%S}"
    log.warning("alert %s to %s failed: %s; next try at %s UTC", parcel.id, parcel.receiver, error, told)
    await world.db(lambda tx: tx.mark_retry(parcel, next_at, str(error), unclear=error.unclear))


def pause(attempt: int, chance: float) -> timedelta:
    """How long to wait after the given attempt (from 1): up to 5 s, 10 s, 20 s ... one hour; `chance` in [0, 1) spreads it."""
    return max(FIRST_PAUSE / 5, min(LONGEST_PAUSE, FIRST_PAUSE * int(2 ** min(attempt - 1, 12))) * chance)


def last_try_at(parcel: Parcel, queued_at: datetime) -> datetime:
    """When to give up: seven days after it was queued, or an hour after the last of its deadlines, whichever is later."""
    dues = [alert.deadline.due.closes_at for alert in parcel.alerts if alert.deadline]
    return max([queued_at + GIVE_UP, *(due + timedelta(hours=1) for due in dues)])
