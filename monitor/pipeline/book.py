"""Writes down how sends went, without holding up the next one: what came up during one transaction goes into the next.

What is not yet written when the process dies is found `sending` after its lease: the receiver is asked, or the repeat says so.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from monitor.pipeline.world import World
from monitor.ports import Transaction
from monitor.types import Parcel

Entry = Callable[[Transaction], None]

WAIT, ENOUGH = 0.1, 16
"""Seconds that a note waits for others, and how many there need be, unless somebody waits for it."""


@dataclass(slots=True)
class Page:
    """What goes into one transaction. `stored`: done when it is, or holds the error."""

    stored: "asyncio.Future[None]"
    sent: list[tuple[Parcel, str | None]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Book:
    """One for all couriers. `world`: gives the world as it is now."""

    world: Callable[[], World]
    _page: Page | None = None
    _timer: asyncio.TimerHandle | None = None
    _writing: "asyncio.Task[None] | None" = None

    def sent(self, parcel: Parcel, thread: str | None) -> Page:
        """Notes that the receiver took it; it is stored within a moment."""
        page = self._open()
        page.sent.append((parcel, thread))
        if len(page.sent) >= ENOUGH:
            self._begin()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(WAIT, self._begin)
        return page

    async def write(self, entry: Entry) -> None:
        """Stores something else at once, and what was noted before with it. Raises StoreError."""
        page = self._open()
        page.entries.append(entry)
        await self.stored(page)

    async def stored(self, page: Page) -> None:
        """Waits no longer for other notes; returns when the page is stored. Raises StoreError."""
        self._begin()
        await asyncio.shield(page.stored)

    def _open(self) -> Page:
        if self._page is None:
            self._page = Page(asyncio.get_running_loop().create_future())
            self._page.stored.add_done_callback(_heard)
        return self._page

    def _begin(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._page is not None and (self._writing is None or self._writing.done()):
            self._writing = asyncio.create_task(self._write())

    async def _write(self) -> None:
        while (page := self._page) is not None:
            self._page = None
            try:
                await self.world().db(lambda tx: self._all(tx, page))
            except Exception as error:
                page.stored.set_exception(error)
            else:
                page.stored.set_result(None)
            if self._timer is not None:
                break  # what was noted meanwhile has its own time

    def _all(self, tx: Transaction, page: Page) -> None:
        if page.sent:
            tx.mark_all_sent(page.sent, self.world().clock())
        for entry in page.entries:
            entry(tx)


def _heard(written: "asyncio.Future[None]") -> None:
    """Where nobody waits any more, nobody is told."""
    if not written.cancelled():
        written.exception()
