"""Ticks: pieces of work that ask what is due, again and again. APScheduler is the pump and holds no state.

They run in one event loop, each at most once at a time, late ones are run once and never dropped. A wall clock that steps
would stall the scheduler, so a watch on the monotonic clock re-arms the ticks when the two clocks part.
"""

import asyncio
import logging
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from monitor.errors import MonitorError
from monitor.pipeline.world import World

log = logging.getLogger(__name__)

STEP = timedelta(seconds=60)
"""A larger difference between wall and monotonic time is a clock that was set, or a machine that slept."""
ALIVE_EVERY = timedelta(seconds=15)

Work = Callable[[], Awaitable[None]]
Stepped = Callable[[timedelta], Awaitable[None]]


@dataclass(slots=True)
class Ticking:
    """`world`: as it is now. `stop`: set when the process is to end. `noting`: is each run noted in the database, where `health` looks?

    `faults`: what each tick said when it failed last.
    """

    world: Callable[[], World]
    stop: asyncio.Event
    noting: bool = True
    faults: dict[str, str] = field(default_factory=dict)
    _noted: dict[str, datetime] = field(default_factory=dict)

    @asynccontextmanager
    async def running(
        self, works: Mapping[str, Work], every: Mapping[str, float], stepped: Stepped | None = None
    ) -> AsyncIterator[Any]:
        """The pump, while it runs. `every`: seconds between two runs; `stepped`: is told of a clock that was set."""
        pump = self.pump(works, every)
        pump.start()
        watch = asyncio.create_task(self._watch_clock(pump, stepped))
        try:
            yield pump
        finally:
            watch.cancel()
            pump.shutdown(wait=False)

    def pump(self, works: Mapping[str, Work], every: Mapping[str, float]) -> Any:
        """The pump of these ticks, not started."""
        from apscheduler.executors.asyncio import AsyncIOExecutor
        from apscheduler.schedulers.asyncio import AsyncIOScheduler

        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        scheduler = AsyncIOScheduler(
            timezone=UTC,
            executors={"default": AsyncIOExecutor()},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        for name, work in works.items():
            first, tick = datetime.now(UTC), partial(self.tick, name, work)
            scheduler.add_job(tick, "interval", seconds=every[name], id=name, next_run_time=first)
        return scheduler

    async def tick(self, name: str, work: Work) -> None:
        """One run of one tick; a failure is logged, the same one again and again only once, and the next run tries again."""
        try:
            await work()
            await self._note_alive(name)
        except asyncio.CancelledError:
            if not self.stop.is_set():
                raise
        except MonitorError as error:
            if self.faults.get(name) != str(error):
                log.error("%s: %s", name, error)
            self.faults[name] = str(error)
        except Exception:
            log.exception("%s: unexpected failure", name)
        else:
            if self.faults.pop(name, None):
                log.info("%s: works again", name)

    async def _note_alive(self, name: str) -> None:
        now = self.world().clock()
        noted = self._noted.get(name)
        if self.noting and (noted is None or not timedelta() <= now - noted < ALIVE_EVERY):
            await self.world().db(lambda tx: tx.note_alive(name, now))
            self._noted[name] = now

    async def _watch_clock(self, pump: Any, stepped: Stepped | None) -> None:
        """Re-arms the ticks when the wall clock stepped: set back, it would stall them until it caught up."""
        wall, steady = self.world().clock(), time.monotonic()
        while True:
            await asyncio.sleep(15)
            step = self.world().clock() - wall - timedelta(seconds=time.monotonic() - steady)
            if abs(step) > STEP:
                if stepped is not None:
                    await stepped(step)
                for job in pump.get_jobs():
                    job.modify(next_run_time=datetime.now(UTC))
            wall, steady = self.world().clock(), time.monotonic()


def obey_signals(stop: asyncio.Event) -> None:
    """SIGTERM and SIGINT set it."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
