"""The world as the pipeline sees it: ports, the clock and who listens, in one value."""

import asyncio
import random
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from monitor.errors import UndoneError
from monitor.parse.inline import InlineParser
from monitor.pipeline.notes import Notes
from monitor.policy import Watchlist
from monitor.ports import Clock, Fetcher, Notifier, Parser, Store, Transaction
from monitor.types import Watch

T = TypeVar("T")

TOGETHER = 50
"""So many pieces of work share one transaction at most."""
LONG = 0.5
"""Seconds after which a transaction takes up no further piece: other processes wait for it."""


@dataclass(frozen=True, slots=True)
class World:
    """Everything the pipeline acts on. `watches`: filed by what they ask for. `clock` gives aware UTC.

    `chance`: a number from 0 to 1, which spreads what would otherwise be tried again all at once. `share`: see LONG. `polled`: names
    of sources of which something is remembered, as far as that was asked already.
    """

    store: Store
    fetcher: Fetcher
    notifier: Notifier
    clock: Clock
    watches: tuple[Watch, ...]
    parser: Parser = field(default_factory=InlineParser)
    worker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="store"))
    chance: Callable[[], float] = random.random
    share: float = LONG
    polled: set[str] = field(default_factory=set, repr=False)
    notes: Notes = field(default_factory=Notes, repr=False)
    _waiting: "deque[_Work]" = field(default_factory=deque, repr=False)

    def __post_init__(self) -> None:
        if not isinstance(self.watches, Watchlist):
            object.__setattr__(self, "watches", Watchlist(self.watches))

    async def db(self, work: Callable[[Transaction], T]) -> T:
        """Runs `work` in one transaction on the database thread, without blocking the event loop. Raises StoreError.

        What waits at the same time shares a transaction, each behind a savepoint of its own: nothing is told as done before it is
        committed, and a sweep over many sources does not wait for the disk at every one.
        """
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()
        self._waiting.append(_Work(work, done))
        if len(self._waiting) == 1:
            loop.run_in_executor(self.worker, self._work_off)
        return await done

    def _work_off(self) -> None:
        """On the database thread: does all that waits."""
        while batch := _taken(self._waiting):
            try:
                with self.store.begin() as tx:
                    began, many = time.monotonic(), len(batch) > 1
                    for done, each in enumerate(batch):
                        if done and time.monotonic() - began > self.share:
                            self._waiting.extendleft(reversed(batch[done:]))
                            del batch[done:]
                            break
                        each.run(tx, alone=not many)
            except BaseException as error:
                # With nothing committed nothing has been done, whatever each thought.
                for each in batch:
                    each.failure = each.failure or error
            for loop in {each.done.get_loop() for each in batch}:
                with suppress(RuntimeError):  # the loop is gone, and with it who waited
                    loop.call_soon_threadsafe(_tell, [each for each in batch if each.done.get_loop() is loop])

    async def close(self) -> None:
        """Lets go of connections and of the database, in that order."""
        await self.fetcher.close()
        await self.parser.close()
        await asyncio.get_running_loop().run_in_executor(self.worker, self.store.close)
        self.worker.shutdown()


@dataclass(slots=True)
class _Work:
    """What one caller wants done, and how it went."""

    work: Callable[[Transaction], Any]
    done: asyncio.Future[Any]
    result: Any = None
    failure: BaseException | None = None

    def run(self, tx: Transaction, *, alone: bool) -> None:
        """Does it; a failure undoes this work, and others in the same transaction stand as long as there is one.

        Alone it fails as the transaction does, in whose words the database's refusal is told.
        """
        if alone:
            self.result = self.work(tx)
            return
        try:
            with tx.savepoint():
                self.result = self.work(tx)
        except BaseException as error:
            self.failure = error
            if isinstance(error, UndoneError):
                raise


def _taken(waiting: deque[_Work]) -> list[_Work]:
    batch: list[_Work] = []
    with suppress(IndexError):
        while len(batch) < TOGETHER:
            batch.append(waiting.popleft())
    return batch


def _tell(batch: list[_Work]) -> None:
    for each in batch:
        if each.done.cancelled():
            continue
        if each.failure is not None:
            each.done.set_exception(each.failure)
        else:
            each.done.set_result(each.result)
