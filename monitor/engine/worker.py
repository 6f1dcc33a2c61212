"""The worker: does jobs. Each is under a lock that ends with the process, so that no two workers ask one source or serve one receiver."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor.daemon import LAST_SEND, MARGIN, adopted
from monitor.engine.acts import Acts, lock_of
from monitor.engine.holding import Hold
from monitor.engine.jobs import Job, Later, work
from monitor.engine.standing import Standing
from monitor.engine.waiting import first_of
from monitor.errors import MonitorError, StoreError
from monitor.pipeline import planning
from monitor.pipeline.reload import Reload
from monitor.pipeline.world import World
from monitor.settings import Config
from monitor.ticking import obey_signals
from monitor.types import Source

log = logging.getLogger(__name__)

FETCHING, SENDING = 32, 16
"""Jobs of one worker at the same time: those that ask publishers, and those that serve receivers and must not wait for them."""
BUSY = timedelta(seconds=2)
"""When a job is tried again whose source or receiver is in other hands."""


@dataclass(slots=True)
class Worker:
    """`address`: of the database, where the jobs are. `site`: how readers reach it, for links."""

    world: World
    sources: Sequence[Source]
    address: str = field(repr=False)
    reload: Reload | None = None
    site: str = ""
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    standing: Standing = field(init=False)
    _acts: Acts = field(init=False)
    _hold: Hold | None = None
    _doing: dict[Job, "asyncio.Future[None]"] = field(default_factory=dict)
    _replans: "set[asyncio.Task[None]]" = field(default_factory=set)

    def __post_init__(self) -> None:
        self._acts = Acts(self.world, self.sources, self._is_stopping)
        self.standing = Standing(
            "worker",
            self.world,
            self.stop,
            self.reload,
            doing=lambda: tuple(job.key for job in self._doing),
            take_up=self.take_up,
        )

    def _is_stopping(self) -> bool:
        return self.stop.is_set() or self._hold is None or self._hold.lost.is_set()

    async def run(self) -> None:
        """Works until `stop` is set (SIGTERM and SIGINT set it); what is under way then is given back, sends in hand are finished."""
        obey_signals(self.stop)
        async with self.standing.standing():
            log.info("this worker is %s", self.standing.name)
            await self.standing.hold_on(self.address, "jobs", self._serve)
        log.info("stopping")

    async def _serve(self, hold: Hold) -> None:
        """Does jobs until it is to stop, or the hold on its locks is lost: others may be at its jobs from then on."""
        self._hold, over = hold, asyncio.Event()
        fetching = {kind: self._under(act) for kind, act in self._acts.fetching().items()}
        sending = {kind: self._under(act) for kind, act in self._acts.sending().items()}
        queues = [
            asyncio.create_task(work(self.address, fetching, FETCHING, over)),
            asyncio.create_task(work(self.address, sending, SENDING, over)),
        ]
        ended = asyncio.create_task(first_of(self.stop, hold.lost))
        try:
            await asyncio.wait([*queues, ended], return_when=asyncio.FIRST_COMPLETED)
            over.set()
            self._call_back()
            await asyncio.wait(queues, timeout=LAST_SEND)
        finally:
            self._hold = None
            for task in (ended, *queues):
                task.cancel()
            told = await asyncio.gather(*queues, return_exceptions=True)
            await self._acts.give_up()
        for error in told:
            if isinstance(error, Exception) and not hold.lost.is_set():
                raise error

    def _call_back(self) -> None:
        """Nothing of an unfinished poll is stored: it is given back. Sends in hand end by themselves."""
        for job, task in self._doing.items():
            if job.kind != "deliver":
                task.cancel()

    def _under(self, act: Callable[[Job], Awaitable[None]]) -> Callable[[Job], Awaitable[None]]:
        """The act, under the lock of its source or receiver."""

        async def run(job: Job) -> None:
            hold, lock = self._hold, lock_of(job)
            if hold is None or hold.lost.is_set():
                raise Later(BUSY, "the worker is ending")
            if any(lock_of(each) == lock for each in self._doing) or not await hold.take(lock):
                raise Later(BUSY, f"somebody is at {lock}")
            task = asyncio.ensure_future(act(job))
            self._doing[job] = task
            try:
                await self._done(task, job)
            finally:
                del self._doing[job]
                await hold.give(lock)

        return run

    async def _done(self, task: "asyncio.Future[None]", job: Job) -> None:
        try:
            await task
        except asyncio.CancelledError:
            current = asyncio.current_task()
            if current is not None and current.cancelling():
                raise
            raise Later(timedelta(), "called back") from None
        except StoreError as error:
            log.error("%s: %s", job.key, error)
            raise Later(BUSY, str(error)) from error
        except MonitorError as error:
            log.error("%s: %s", job.key, error)
        except Exception as error:
            if isinstance(error, Later):
                raise
            log.exception("%s: unexpected failure", job.key)

    async def take_up(self, config: Config) -> None:
        """Goes on with this configuration; what is under way ends with the watches it began with, and its reminders are planned anew."""
        since = self.world.clock() - MARGIN
        self.world = adopted(self.world, config, self.reload, self.site)
        self.sources = config.sources
        self._acts.adopt(self.world, self.sources)
        if under_way := list(self._doing.values()):
            task = asyncio.create_task(self._replan_after(under_way, since))
            self._replans.add(task)
            task.add_done_callback(self._replans.discard)

    async def _replan_after(self, under_way: "Sequence[asyncio.Future[None]]", since: datetime) -> None:
        """What these jobs learnt since then, they planned for watches that are no more."""
        await asyncio.gather(*under_way, return_exceptions=True)
        with suppress(StoreError):  # then this worker is about to lose its hold, and who leads next plans anew
            await planning.replan_all(self.world, self.world.clock(), learnt_since=since)
