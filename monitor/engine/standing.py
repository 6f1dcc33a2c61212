"""What every role does besides its work: it follows the configuration files, and shows that it lives."""

import asyncio
import logging
import os
import secrets
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime

from psycopg import Error

from monitor import __version__
from monitor.engine.holding import Hold, holding
from monitor.engine.jobs import install
from monitor.engine.waiting import Complaint, rest
from monitor.errors import MonitorError
from monitor.pipeline.reload import Reload
from monitor.pipeline.world import World
from monitor.ports import Presence
from monitor.settings import Config
from monitor.ticking import Ticking, Work, obey_signals

log = logging.getLogger(__name__)

EVERY = {"reload": 1.0, "presence": 5.0}
STILL = 60.0
"""Seconds without a tick after which the process stands still."""


@dataclass(slots=True)
class Standing:
    """One process among several. `doing`: what it does now; `leads`: is it the scheduler that acts?"""

    role: str
    world: World
    stop: asyncio.Event
    reload: Reload | None = None
    doing: Callable[[], tuple[str, ...]] = tuple
    leads: Callable[[], bool] = bool
    take_up: Callable[[Config], Awaitable[None]] | None = None
    name: str = ""
    started_at: datetime = field(init=False)
    _beaten: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.name = self.name or f"{self.role}-{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(2)}"
        self.started_at = self.world.clock()

    def alive(self) -> bool:
        """Do the ticks run? May be asked from any thread."""
        return time.monotonic() - self._beaten < STILL

    @asynccontextmanager
    async def standing(self) -> AsyncIterator[None]:
        """Follows the files and shows itself meanwhile; leaves at the end."""
        works: dict[str, Work] = {"presence": self._show}
        if self.reload is not None and self.take_up is not None:
            works["reload"] = self._look
        async with Ticking(lambda: self.world, self.stop, noting=False).running(works, EVERY):
            yield
        with suppress(MonitorError):
            await self.world.db(lambda tx: tx.drop_presence(self.name))

    async def hold_on(self, address: str, about: str, work: Callable[[Hold], Awaitable[None]]) -> None:
        """Works with a hold on locks, again and again until `stop` is set: whenever the database is there. `about`: for the log."""
        complaint = Complaint(log, about)
        while not self.stop.is_set():
            try:
                await install(address)
                async with holding(address, f"monitor {self.name}") as hold:
                    complaint.over()
                    await work(hold)
            except (Error, OSError, TimeoutError) as error:
                complaint.made(error)
            await rest(self.stop, 1.0)

    async def show(self) -> None:
        """Tells the others at once."""
        shown = Presence(
            self.name,
            self.role,
            socket.gethostname(),
            os.getpid(),
            __version__,
            self.started_at,
            self.world.clock(),
            self.leads(),
            self.doing(),
        )
        await self.world.db(lambda tx: tx.note_presence(shown))

    async def _show(self) -> None:
        self._beaten = time.monotonic()
        await self.show()

    async def _look(self) -> None:
        assert self.reload is not None, "it is a tick only where there is one"
        assert self.take_up is not None, "it is a tick only where there is one"
        await self.reload.look(asyncio.get_running_loop().time(), self.take_up)


@dataclass(slots=True)
class Reader:
    """The role of the site: it is served from a thread of its own, and this keeps its configuration fresh."""

    world: World
    reload: Reload
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    standing: Standing = field(init=False)

    def __post_init__(self) -> None:
        self.standing = Standing("web", self.world, self.stop, self.reload, take_up=self.take_up)

    async def run(self) -> None:
        """Until `stop` is set (SIGTERM and SIGINT set it)."""
        obey_signals(self.stop)
        async with self.standing.standing():
            await self.stop.wait()

    async def take_up(self, config: Config) -> None:
        """The site asks the files that were taken up by itself."""
