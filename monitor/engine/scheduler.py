"""The scheduler: a daemon that asks no publisher and sends nothing, but offers jobs. Of several one acts, the others stand by."""

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from psycopg import Error

from monitor.daemon import Daemon
from monitor.engine.holding import Hold
from monitor.engine.jobs import Job, offer, prune
from monitor.engine.standing import Standing
from monitor.engine.waiting import first_of
from monitor.errors import MonitorError
from monitor.pipeline.schedule import due_slots
from monitor.ports import Transaction
from monitor.settings import Config
from monitor.ticking import Work, obey_signals
from monitor.types import Source, SourceState

log = logging.getLogger(__name__)

LEADER = "leader"
"""The lock that only one scheduler holds."""
TRY_EVERY = 3.0
"""Seconds between two tries of one that stands by."""
OFFERED_FOR = 20.0
"""Seconds after which what is still due is offered again: nobody answers for it that its job is still there."""
MOST = 2000
"""Slots offered in one transaction."""
FORGOTTEN_AFTER = timedelta(days=1)
EVERY = {"poll": 1.0, "deliver": 1.0, "forget": 60.0}


@dataclass(slots=True)
class Scheduler(Daemon):
    """`address`: of the database, where jobs are offered and leadership is held."""

    address: str = field(default="", repr=False)
    leads: bool = field(default=False, init=False)
    standing: Standing = field(init=False)
    _met: set[str] = field(default_factory=set)
    _offered: dict[str, tuple[datetime, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.every = EVERY | self.every
        Daemon.__post_init__(self)
        self.standing = Standing(
            "scheduler", self.world, self.stop, self.reload, leads=lambda: self.leads, take_up=self.take_up
        )

    async def run(self) -> None:
        """Stands by, and leads when it can, until `stop` is set (SIGTERM and SIGINT set it)."""
        obey_signals(self.stop)
        async with self.standing.standing():
            await self.standing.hold_on(self.address, "leadership", self._stand_by)
        log.info("stopping")

    async def _stand_by(self, hold: Hold) -> None:
        while not self.stop.is_set() and not hold.lost.is_set():
            if await hold.take(LEADER):
                await self._lead(hold)
                return
            await first_of(self.stop, hold.lost, within=TRY_EVERY)

    async def _lead(self, hold: Hold) -> None:
        """Acts until it is to stop or another may have taken its place: then at once, whatever is under way."""
        log.info("this scheduler leads")
        self.leads, self._met, self._offered = True, set(), {}
        try:
            try:
                await self.standing.show()
                await self.settle()
            except MonitorError as error:
                log.error("this scheduler leads no longer: %s", error)
                return
            async with self._ticking.running(self._ticks(), self.every, self.stepped):
                await first_of(self.stop, hold.lost)
        finally:
            self.leads = False
        if not self.stop.is_set():
            log.warning("this scheduler leads no longer: its connection to the database is lost")

    def _ticks(self) -> dict[str, Work]:
        """Those of a daemon; what stands beside them while it only stands by is not among them."""
        works = Daemon._ticks(self)
        works.pop("reload", None)
        return works | {"forget": self._forget}

    async def poll(self) -> None:
        """Offers the slots that have come."""
        listed = {source.name: source for source in self.sources}
        self._met, offered = await self.world.db(lambda tx: self._offer_slots(tx, listed))
        now = time.monotonic()
        self._offered = {name: kept for name, kept in self._offered.items() if now - kept[1] < OFFERED_FOR} | {
            name: (slot, now) for name, slot in offered
        }

    def _offer_slots(
        self, tx: Transaction, listed: Mapping[str, Source]
    ) -> tuple[set[str], list[tuple[str, datetime]]]:
        now, met = self.world.clock(), self._met
        if not listed.keys() <= met:
            met = tx.polled_sources()
            for name in listed.keys() - met:
                if listed[name].enabled:
                    tx.save_source(SourceState(name, now))
            met = met | listed.keys()
        since = time.monotonic() - OFFERED_FOR
        due = [
            (name, slot)
            for name, slot in due_slots(tx, listed, now)
            if name not in self._offered or self._offered[name][0] != slot or self._offered[name][1] <= since
        ][:MOST]
        offer(tx, (Job("poll", name, slot.isoformat()) for name, slot in due))
        return met, due

    async def deliver(self) -> None:
        """Offers a delivery to every receiver for whom something is due."""
        now = self.world.clock()
        await self.world.db(lambda tx: offer(tx, (Job("deliver", name) for name in tx.receivers_due(now))))

    async def take_up(self, config: Config) -> None:
        """Goes on with this configuration; only who leads plans reminders anew."""
        if self.leads:
            await Daemon.take_up(self, config)
        else:
            self._adopt(config)
        self._met = set()

    async def _forget(self) -> None:
        before = self.world.clock() - FORGOTTEN_AFTER
        await self.world.db(lambda tx: tx.forget_presences(before))
        try:
            await prune(self.address)
        except (Error, OSError) as error:
            log.warning("the log of jobs is not pruned: %s", error)
