"""Sends what waits in the outbox: marked as sent after sending, tried again with growing pauses, given up loudly."""

import asyncio
import logging
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from monitor import policy
from monitor.errors import MonitorError, SendError
from monitor.pipeline.book import Book, Page
from monitor.pipeline.queueing import queue
from monitor.pipeline.world import World
from monitor.ports import Claimed, Transaction
from monitor.types import Parcel

log = logging.getLogger(__name__)

BATCH = 50
UNWRITTEN = 32
"""How many sends of one courier may wait to be written down: as many may be repeated after a crash."""
FRESH = timedelta(seconds=25)
"""How long after claiming a send may still start: the lease of 60 s then outlives the send of at most 30 s."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(hours=1)
GIVE_UP = timedelta(days=7)


@dataclass(slots=True)
class Couriers:
    """Takes alerts to their receivers: one courier to each, with one message at a time, so that none waits for another."""

    world: World
    stopping: Callable[[], bool] = lambda: False
    _out: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _leaving: asyncio.Lock = field(default_factory=asyncio.Lock)
    _book: Book = field(init=False)

    def __post_init__(self) -> None:
        self._book = Book(lambda: self.world)

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
                for receiver, parcels in _by_receiver(claimed):
                    self._leave(receiver, parcels, now)
        return any_left

    def _leave(self, receiver: str, parcels: Sequence[Claimed], now: datetime) -> "asyncio.Task[None]":
        task = asyncio.create_task(self._carry(receiver, parcels, now))
        self._out[receiver] = task
        task.add_done_callback(lambda _: self._out.pop(receiver, None))
        return task

    async def serve(self, receiver: str) -> None:
        """Goes on until nothing more is due for this receiver; at once where a courier is under way to it."""
        async with self._leaving:
            if receiver in self._out or self.stopping():
                return
            now = self.world.clock()
            parcels = await self.world.db(lambda tx: tx.claim(now, BATCH, only=receiver))
            task = self._leave(receiver, parcels, now)
        await asyncio.shield(task)

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
        """Receivers to which a courier is under way."""
        return frozenset(self._out)

    async def _carry(self, receiver: str, parcels: Sequence[Claimed], claimed_at: datetime) -> None:
        """Goes on until nothing more is due there."""
        try:
            while parcels:
                pages = await self._hand_over(parcels, Trip(self.world.clock, claimed_at))
                claimed_at = self.world.clock()
                parcels = await self._next(receiver, claimed_at)
                for page in pages:
                    await self._book.stored(page)
        except MonitorError as error:
            # Sent or not, it was not written down: the lease runs out, and it is sent again as a possible repeat.
            log.error("alerts to %s: %s", receiver, error)
        except Exception:
            log.exception("alerts to %s: unexpected failure", receiver)

    async def _next(self, receiver: str, now: datetime) -> list[Claimed]:
        """What is due there next, leased in the commit that marks what went before."""
        found: list[Claimed] = []
        if not self.stopping():
            await self._book.write(lambda tx: found.extend(tx.claim(now, BATCH, only=receiver)))
        return found

    async def _hand_over(self, parcels: Sequence[Claimed], trip: "Trip") -> list[Page]:
        """Sends them, and returns what may not be written down yet."""
        unwritten: list[Page] = []
        back: list[Parcel] = []
        resting = False
        for claimed in parcels:
            if resting or self.stopping() or trip.stale():
                back.append(claimed.parcel)
                continue
            if len(unwritten) >= UNWRITTEN:
                await self._book.stored(unwritten[-1])
                unwritten.clear()
            try:
                written = await self._send(claimed, trip)
            except SendError as error:
                resting = (await self._refused(claimed, error)).resting(self.world.clock())
            else:
                if written is None:
                    back.append(claimed.parcel)
                else:
                    unwritten.append(written)
        if back:
            now = self.world.clock()
            await self._book.write(lambda tx: _give_back(tx, back, now))
        return unwritten

    async def _send(self, claimed: Claimed, trip: "Trip") -> Page | None:
        """Sends one parcel; None where it comes too late for that. Raises SendError."""
        parcel = claimed.parcel
        try:
            if parcel.repeat:
                arrived = await self.world.notifier.took(parcel)
                if arrived:
                    log.info("%s had reached %s before", parcel.id, parcel.receiver)
                    return self._book.sent(parcel, None)
                parcel = parcel if arrived is None else replace(parcel, repeat=False)
                if trip.stale():
                    return None
            thread = await self.world.notifier.send(parcel, now=self.world.clock())
        except MonitorError:
            raise
        except Exception as error:
            log.exception("%s to %s: unexpected failure", parcel.id, parcel.receiver)
            raise SendError(f"unexpected: {type(error).__name__}", unclear=True) from error
        log.info("%s was sent to %s", parcel.id, parcel.receiver)
        return self._book.sent(parcel, thread)

    async def _refused(self, claimed: Claimed, error: SendError) -> policy.Circuit:
        """Writes down what becomes of the parcel, and how its receiver is now."""
        now, watches = self.world.clock(), self.world.watches
        next_at = now + (error.retry_after or pause(claimed.attempt, random.random()))  # noqa: S311  jitter, not a secret
        told: list[policy.Circuit] = []

        def entry(tx: Transaction) -> None:
            circuit = tx.circuit(claimed.parcel.receiver)
            if not error.permanent:
                circuit = policy.failed(circuit, now, str(error), error.retry_after)
                tx.save_circuit(circuit)
            told.append(circuit)
            parcel = claimed.parcel
            if error.permanent and len(parcel.alerts) > 1:
                tx.split(parcel, str(error), now)
            elif error.permanent or now > last_try_at(parcel, claimed.queued_at):
                tx.mark_dead(parcel, str(error), now)
                queue(tx, policy.given_up_alerts(parcel, str(error), watches), now)
            else:
                tx.mark_retry(parcel, next_at, str(error), unclear=error.unclear)

        await self._book.write(entry)
        _log_refusal(claimed, error, next_at, now)
        if told[0].broken:
            log.error(
                "%s took nothing %d times in a row; it is left alone, but for a probe",
                told[0].receiver,
                told[0].failures,
            )
        return told[0]


@dataclass(slots=True)
class Trip:
    """A courier's way with what it claimed at `claimed_at`.

    Timed by two clocks: one may be set, the other stands still while a machine sleeps.
    """

    clock: Callable[[], datetime]
    claimed_at: datetime
    _since: float = field(default_factory=lambda: asyncio.get_running_loop().time())

    def stale(self) -> bool:
        """Is it too late to begin a send?"""
        passed = timedelta(seconds=asyncio.get_running_loop().time() - self._since)
        return max(passed, self.clock() - self.claimed_at) > FRESH


async def deliver(world: World) -> None:
    """Sends all that is due now and can be sent, and returns when that is done."""
    couriers = Couriers(world)
    while await couriers.send_out():
        await couriers.home()


def _by_receiver(claimed: Iterable[Claimed]) -> Iterator[tuple[str, list[Claimed]]]:
    """The parcels of each receiver, in the order in which they were queued."""
    parcels: dict[str, list[Claimed]] = {}
    for each in claimed:
        parcels.setdefault(each.parcel.receiver, []).append(each)
    yield from parcels.items()


def _give_back(tx: Transaction, parcels: Iterable[Parcel], now: datetime) -> None:
    for parcel in parcels:
        tx.release(parcel, now)


def _log_refusal(claimed: Claimed, error: SendError, next_at: datetime, now: datetime) -> None:
    parcel = claimed.parcel
    if error.permanent and len(parcel.alerts) > 1:
        log.warning("%s to %s failed: %s; its alerts are tried one by one", parcel.id, parcel.receiver, error)
    elif error.permanent or now > last_try_at(parcel, claimed.queued_at):
        log.error("%s to %s is given up: %s", parcel.id, parcel.receiver, error)
    else:
        told = f"{next_at:%H:%M:%S}"
        log.warning("%s to %s failed: %s; next try at %s UTC", parcel.id, parcel.receiver, error, told)


def pause(attempt: int, chance: float) -> timedelta:
    """How long to wait after the given attempt (from 1): up to 5 s, 10 s, 20 s ... one hour; `chance` in [0, 1) spreads it."""
    return max(FIRST_PAUSE / 5, min(LONGEST_PAUSE, FIRST_PAUSE * int(2 ** min(attempt - 1, 12))) * chance)


def last_try_at(parcel: Parcel, queued_at: datetime) -> datetime:
    """When to give up: seven days after it was queued, or an hour after the last of its deadlines, whichever is later."""
    dues = [alert.deadline.due.closes_at for alert in parcel.alerts if alert.deadline]
    return max([queued_at + GIVE_UP, *(due + timedelta(hours=1) for due in dues)])
