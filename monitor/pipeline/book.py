"""Writes down how sends went, without holding up the next one: what came up during one transaction goes into the next.

What is not yet written when the process dies is found `sending` after its lease: the receiver is asked, or the repeat says so.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from monitor.pipeline.world import World
from monitor.ports import Transaction
from monitor.types import Parcel

Entry = Callable[[Transaction], None]


@dataclass(slots=True)
class Book:
    """One for all couriers. `world`: gives the world as it is now."""

    world: Callable[[], World]
    _sent: list[tuple[Parcel, str | None]] = field(default_factory=list)
    _entries: list[Entry] = field(default_factory=list)
    _next: "asyncio.Future[None] | None" = None
    _writing: "asyncio.Task[None] | None" = None

    def sent(self, parcel: Parcel, thread: str | None) -> Awaitable[None]:
        """Notes that the receiver took it. What is returned is done when that is stored, or raises StoreError."""
        self._sent.append((parcel, thread))
        return self._soon()

    def write(self, entry: Entry) -> Awaitable[None]:
        """Notes something else; what was noted before is stored before, or with it."""
        self._entries.append(entry)
        return self._soon()

    def _soon(self) -> Awaitable[None]:
        if self._next is None:
            self._next = asyncio.get_running_loop().create_future()
            self._next.add_done_callback(_heard)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        return asyncio.shield(self._next)

    async def _write(self) -> None:
        while (written := self._next) is not None:
            sent, entries = self._sent, self._entries
            self._sent, self._entries, self._next = [], [], None
            try:
                await self.world().db(lambda tx: self._all(tx, sent, entries))  # noqa: B023  done before the next turn
            except Exception as error:
                written.set_exception(error)
            else:
                written.set_result(None)

    def _all(self, tx: Transaction, sent: list[tuple[Parcel, str | None]], entries: list[Entry]) -> None:
        if sent:
            tx.mark_all_sent(sent, self.world().clock())
        for entry in entries:
            entry(tx)


def _heard(written: "asyncio.Future[Any]") -> None:
    """Where nobody waits any more, nobody is told."""
    if not written.cancelled():
        written.exception()
