"""The daemon: a handful of ticks (`ticking`) that ask the database what is due, and do it."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from monitor.errors import MonitorError
from monitor.notify import build_notifier
from monitor.pipeline import audit, clock, life, planning
from monitor.pipeline.deliver import Couriers
from monitor.pipeline.nightly import Nightly
from monitor.pipeline.poll import Poll, poll, take_due
from monitor.pipeline.pruning import Pruning
from monitor.pipeline.reload import Reload
from monitor.pipeline.schedule import Turn
from monitor.pipeline.world import World
from monitor.policy import changed
from monitor.ports import Transaction
from monitor.settings import Config
from monitor.ticking import Ticking, Work, obey_signals
from monitor.types import Service, Source

log = logging.getLogger(__name__)

LAST_SEND = 22.0
"""Seconds that sends in hand may take after SIGTERM, so that the whole stop takes less than 25."""
MARGIN = timedelta(minutes=10)
"""How long before it is written down a poll may have noted the instant at which it learnt something."""
AT_ONCE = 8
"""Sources polled at the same time."""
EVERY = {
    "poll": 5.0,
    "remind": 5.0,
    "deliver": 2.0,
    "reload": 1.0,
    "audit": 3600.0,
    "life": 60.0,
    "backup": 60.0,
    "prune": 60.0,
}


@dataclass(slots=True)
class Daemon:
    """The running daemon. `every`: seconds between two runs of a tick, by its name, where they are not those of EVERY.

    `reload`: None where files are not looked at again. `nightly`: None where no backups are made.
    `pruning`: None where all is kept for good.
    `site`: the address of our pages in messages.
    """

    world: World
    sources: Sequence[Source]
    every: dict[str, float] = field(default_factory=dict)
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    reload: Reload | None = None
    services: Sequence[Service] = ()
    ping_url: str = field(default="", repr=False)
    nightly: Nightly | None = None
    pruning: Pruning | None = None
    site: str = ""
    _ticking: Ticking = field(init=False)
    _couriers: Couriers = field(init=False)
    _polling: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _replans: set[asyncio.Task[None]] = field(default_factory=set)
    _reminding: asyncio.Lock = field(default_factory=asyncio.Lock)
    _gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    def __post_init__(self) -> None:
        self.every = EVERY | self.every
        self._couriers = Couriers(self.world, self.stop.is_set)
        self._ticking = Ticking(lambda: self.world, self.stop)

    async def run(self) -> None:
        """Runs until `stop` is set (SIGTERM and SIGINT set it), then lets the send in hand finish."""
        obey_signals(self.stop)
        await self.settle()
        async with self._ticking.running(self._ticks(), self.every, self.stepped) as pump:
            watches = len({(watch.workspace, watch.name) for watch in self.world.watches})
            log.info("watching %d sources for %d watches", sum(s.enabled for s in self.sources), watches)
            await self.stop.wait()
            log.info("stopping")
            pump.pause()
            await self._finish()

    async def settle(self) -> None:
        """Makes what waits fit the present clock and the present watches."""
        await self.world.db(lambda tx: tx.settle_clock(self.world.clock(), timedelta()))
        await planning.replan_all(self.world, self.world.clock())

    async def _finish(self) -> None:
        polls = list(self._polling.values())
        for task in polls:
            task.cancel()  # nothing of an unfinished poll is stored, so nothing is lost
        await asyncio.gather(*polls, return_exceptions=True)
        try:
            async with asyncio.timeout(LAST_SEND):
                await self._couriers.home()
        except TimeoutError:
            log.warning("a send took longer than %.0f s; it will be tried again after the next start", LAST_SEND)
            await self._couriers.give_up()

    def _ticks(self) -> dict[str, Work]:
        works: dict[str, Work] = {
            "poll": self.poll,
            "remind": self.remind,
            "deliver": self.deliver,
            "audit": self.audit,
        }
        if any(service.known for service in self.services) or self.ping_url:
            works["life"] = self.live
        if self.reload is not None:
            works["reload"] = partial(self._look, self.reload)
        if self.nightly is not None:
            works["backup"] = partial(self._back_up, self.nightly)
        if self.pruning is not None:
            works["prune"] = partial(self._prune, self.pruning)
        return works

    async def poll(self) -> None:
        """Starts a poll of every source whose time has come; a slow one holds up no other."""
        idle = [source for source in self.sources if source.name not in self._polling]
        for turn in await take_due(self.world, idle):
            if not self.stop.is_set():
                task, name = asyncio.create_task(self._poll_one(turn)), turn.source.name
                self._polling[name] = task
                task.add_done_callback(lambda _, name=name: self._polling.pop(name, None))  # type: ignore[misc]

    async def _poll_one(self, turn: Turn) -> None:
        source = turn.source
        try:
            async with self._gate:
                log_poll(await poll(self.world, source, turn))
        except MonitorError as error:
            log.error("%s: %s", source.name, error)
        except Exception:
            log.exception("%s: unexpected failure", source.name)

    async def remind(self) -> None:
        """Writes what the clock changed and queues the reminders that fell due."""
        async with self._reminding:
            learnt = await clock.tick(self.world, self.world.clock())
        for change in learnt.changes:
            log.info("%s: %s", change.new.key, change.reason)

    async def deliver(self) -> None:
        """Sends couriers out with what waits in the outbox; a slow receiver holds up no other."""
        await self._couriers.send_out()

    async def live(self) -> None:
        """Tells of ill sources and that we still watch, and pings whoever watches us: a failure where a tick is stuck or this fails."""
        now, ok = self.world.clock(), False

        def made(tx: Transaction) -> bool:
            life.look(tx, self.sources, self.services, now)
            return not life.stuck(tx, now)

        try:
            ok = await self.world.db(made)
        finally:
            if self.ping_url and not self.stop.is_set():
                self._note_ping(await life.ping(self.world.fetcher, self.ping_url, ok=ok))

    def _note_ping(self, fault: str) -> None:
        """The same fault again and again is logged once."""
        if fault and self._ticking.faults.get("ping") != fault:
            log.warning("ping: %s", fault)
        self._ticking.faults["ping"] = fault

    async def audit(self) -> None:
        """Looks whether every reminder that fell due was queued, and queues what is missing."""
        await self.remind()
        async with self._reminding:
            await audit.audit(self.world, self.world.clock())

    async def _look(self, reload: Reload) -> None:
        await reload.look(asyncio.get_running_loop().time(), self.take_up)

    async def _back_up(self, nightly: Nightly) -> None:
        made = await nightly.look(self.world.clock(), self.stop.is_set)
        if made is not None:
            log.info("backup: %s", made)

    async def _prune(self, pruning: Pruning) -> None:
        gone = await pruning.look(self.world, self.world.clock(), self.stop.is_set)
        if gone and any(gone.values()):
            log.info("forgotten: %s", ", ".join(f"{count} of {name}" for name, count in gone.items() if count))

    async def take_up(self, config: Config) -> None:
        """Goes on with this configuration: reminders are planned anew, polls under way end with the watches they began with."""
        async with self._reminding:
            began, before = self.world.clock(), self.world.watches
            self._adopt(config)
            await planning.replan_changed(self.world, changed(before, self.world.watches), began)
        if polls := list(self._polling.values()):
            task = asyncio.create_task(self._replan_after(polls, began - MARGIN))
            self._replans.add(task)
            task.add_done_callback(self._replans.discard)

    def _adopt(self, config: Config) -> None:
        self.world = self._couriers.world = adopted(self.world, config, self.reload, self.site)
        self.sources, self.services = config.sources, config.all_services

    async def _replan_after(self, polls: Sequence[asyncio.Task[None]], since: datetime) -> None:
        """What these polls learnt since then, they planned for watches that are no more."""
        await asyncio.gather(*polls, return_exceptions=True)
        if not self.stop.is_set():
            await self._ticking.tick(
                "reload", lambda: planning.replan_all(self.world, self.world.clock(), learnt_since=since)
            )

    async def stepped(self, step: timedelta) -> None:
        """The wall clock was set, or the machine slept: asks anew what is due."""
        log.warning("the clock stepped by %s s; asking anew what is due", f"{step.total_seconds():+.0f}")
        now = self.world.clock()
        try:
            await self.world.db(lambda tx: tx.settle_clock(now, max(timedelta(), -step)))
            await planning.replan_all(self.world, now)
        except MonitorError as error:
            log.error("after the clock's step: %s", error)


def adopted(world: World, config: Config, reload: Reload | None, site: str) -> World:
    """The world with this configuration. Where its receivers are those of the files in force, what is known of them is kept."""
    same = reload is not None and config.all_receivers == reload.config.all_receivers
    notifier = world.notifier if same else build_notifier(config.all_receivers, site)
    return replace(world, watches=config.all_watches, notifier=notifier)


def log_poll(result: Poll) -> None:
    """A line where the poll brought something."""
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
