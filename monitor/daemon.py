"""The daemon: a handful of ticks that ask the database what is due. APScheduler is the pump and holds no state.

Ticks run in one event loop, each at most once at a time, late ones are run once and never dropped. A wall clock that steps
would stall the scheduler, so a watch on the monotonic clock re-arms the ticks when the two clocks part.
"""

import asyncio
import logging
import signal
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from monitor.errors import MonitorError
from monitor.pipeline import clock
from monitor.pipeline.deliver import deliver
from monitor.pipeline.poll import Poll, due_sources, poll
from monitor.pipeline.world import World
from monitor.types import Source

log = logging.getLogger(__name__)

LAST_SEND = 25.0
"""Seconds that a send in hand may take after SIGTERM."""
STEP = timedelta(seconds=60)
"""A larger difference between wall and monotonic time is a clock that was set, or a machine that slept."""
AT_ONCE = 8
"""Sources polled at the same time."""
ALIVE_EVERY = timedelta(seconds=15)


@dataclass(slots=True)
class Daemon:
    """The running daemon. `every`: seconds between two runs of a tick, by its name."""

    world: World
    sources: Sequence[Source]
    every: dict[str, float] = field(default_factory=lambda: {"poll": 5.0, "remind": 5.0, "deliver": 2.0})
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    _noted: dict[str, datetime] = field(default_factory=dict)
    _delivering: asyncio.Lock = field(default_factory=asyncio.Lock)
    _polling: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def run(self) -> None:
        """Runs until `stop` is set (SIGTERM and SIGINT set it), then lets the send in hand finish."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop.set)
        scheduler = _pump(self._ticks(), self.every)
        await self.world.db(lambda tx: tx.replan_reminders(self.world.clock()))
        scheduler.start()
        log.info("watching %d sources for %d watches", sum(s.enabled for s in self.sources), len(self.world.watches))
        watch = asyncio.create_task(self._watch_clock(scheduler))
        await self.stop.wait()
        log.info("stopping")
        watch.cancel()
        scheduler.pause()
        await self._finish()
        scheduler.shutdown(wait=False)

    async def _finish(self) -> None:
        for task in list(self._polling.values()):
            task.cancel()  # nothing of an unfinished poll is stored, so nothing is lost
        try:
            async with asyncio.timeout(LAST_SEND):
                async with self._delivering:
                    pass
        except TimeoutError:
            log.warning("a send took longer than %.0f s; it will be tried again after the next start", LAST_SEND)

    def _ticks(self) -> dict[str, Callable[[], Awaitable[None]]]:
        return {name: partial(self._tick, name, getattr(self, name)) for name in ("poll", "remind", "deliver")}

    async def _tick(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """One run of one tick; a failure is logged and the next run tries again."""
        try:
            await work()
            now = self.world.clock()
            if now - self._noted.get(name, datetime.min.replace(tzinfo=UTC)) >= ALIVE_EVERY:
                self._noted[name] = now
                await self.world.db(lambda tx: tx.note_alive(name, now))
        except MonitorError as error:
            log.error("%s: %s", name, error)
        except Exception:
            log.exception("%s: unexpected failure", name)

    async def poll(self) -> None:
        """Starts a poll of every source whose time has come; a slow one holds up no other."""
        for source in await due_sources(self.world, self.sources):
            if source.name not in self._polling:
                task = asyncio.create_task(self._poll_one(source))
                self._polling[source.name] = task
                task.add_done_callback(lambda _, name=source.name: self._polling.pop(name, None))  # type: ignore[misc]

    async def _poll_one(self, source: Source) -> None:
        try:
            async with self._gate:
                _log_poll(await poll(self.world, source))
        except MonitorError as error:
            log.error("%s: %s", source.name, error)

    async def remind(self) -> None:
        """Writes what the clock changed and queues the reminders that fell due."""
        learnt = await clock.tick(self.world, self.world.clock())
        for change in learnt.changes:
            log.info("%s: %s", change.new.key, change.reason)

    async def deliver(self) -> None:
        """Sends what waits in the outbox."""
        async with self._delivering:
            done = await deliver(self.world, self.stop.is_set)
        if done.sent or done.retried or done.dead:
            log.info("alerts: %d sent, %d to be retried, %d given up", done.sent, done.retried, done.dead)

    async def _watch_clock(self, scheduler: Any) -> None:
        """Re-arms the ticks when the wall clock stepped: set back, it would stall them until it caught up."""
        wall, steady = self.world.clock(), time.monotonic()
        while True:
            await asyncio.sleep(15)
            passed = timedelta(seconds=time.monotonic() - steady)
            if abs(self.world.clock() - wall - passed) > STEP:
                log.warning("the clock stepped by %s; asking anew what is due", self.world.clock() - wall - passed)
                for job in scheduler.get_jobs():
                    job.modify(next_run_time=datetime.now(UTC))
            wall, steady = self.world.clock(), time.monotonic()


def _pump(ticks: dict[str, Callable[[], Awaitable[None]]], every: dict[str, float]) -> Any:
    from apscheduler.executors.asyncio import AsyncIOExecutor
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    scheduler = AsyncIOScheduler(
        timezone=UTC,
        executors={"default": AsyncIOExecutor()},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    for name, tick in ticks.items():
        first = datetime.now(UTC)
        scheduler.add_job(tick, "interval", seconds=every[name], id=name, next_run_time=first)
    return scheduler


def _log_poll(result: Poll) -> None:
    learnt = result.learnt
    if result.unchanged or result.error:
        return
    log.info(
        "%s: %d items, %d new documents, %d changes, %d alerts%s",
        result.source,
        result.items,
        learnt.documents,
        len(learnt.changes),
        len(learnt.alerts),
        f", {result.quarantined} set aside" if result.quarantined else "",
    )
