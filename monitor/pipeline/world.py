"""The world as the pipeline sees it: ports, the clock and who listens, in one value."""

import asyncio
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

from monitor.parse import InlineParser
from monitor.ports import Clock, Fetcher, Notifier, Parser, Store, Transaction
from monitor.types import Watch

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class World:
    """Everything the pipeline acts on. `clock` gives aware UTC. The database is used from one thread only, `worker`.

    `chance`: a number from 0 to 1, which spreads what would otherwise be tried again all at once.
    """

    store: Store
    fetcher: Fetcher
    notifier: Notifier
    clock: Clock
    watches: tuple[Watch, ...]
    parser: Parser = field(default_factory=InlineParser)
    worker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="store"))
    chance: Callable[[], float] = random.random

    async def db(self, work: Callable[[Transaction], T]) -> T:
        """Runs `work` in one transaction on the database thread, without blocking the event loop. Raises StoreError."""
        return await asyncio.get_running_loop().run_in_executor(self.worker, self._within, work)

    def _within(self, work: Callable[[Transaction], T]) -> T:
        with self.store.begin() as tx:
            return work(tx)

    async def close(self) -> None:
        """Lets go of connections and of the database, in that order."""
        await self.fetcher.close()
        await self.parser.close()
        await asyncio.get_running_loop().run_in_executor(self.worker, self.store.close)
        self.worker.shutdown()
