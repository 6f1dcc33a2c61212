"""What polls note that found nothing new: the states of many sources, written with one statement in one transaction."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from monitor.errors import SlotError
from monitor.types import SourceState

if TYPE_CHECKING:
    from monitor.pipeline.world import World
    from monitor.ports import Transaction

WAIT, ENOUGH = 0.03, 50
"""Seconds that a note waits for those of other polls under way, and how many there need be."""


@dataclass(frozen=True, slots=True)
class Note:
    """A source as it is after a poll. `wake_since`: those that fell silent since then are asked at once; None: nobody is.

    `slot`: it is written only while the source stands there; None: whatever became of the source meanwhile.
    """

    state: SourceState
    at: datetime
    wake_since: datetime | None = None
    slot: datetime | None = None


@dataclass(slots=True)
class _Page:
    """What goes into one transaction. `stored`: done when it is, with the sources whose slots were done; or holds the error."""

    stored: "asyncio.Future[set[str]]"
    turn: asyncio.TimerHandle
    notes: list[Note] = field(default_factory=list)


@dataclass(slots=True)
class Notes:
    """One for all polls. A note waits for others only while other polls are under way that may bring one."""

    _under_way: int = 0
    _page: _Page | None = None
    _writing: "set[asyncio.Task[None]]" = field(default_factory=set)

    @contextmanager
    def poll(self, world: "World") -> Iterator[None]:
        """A poll is under way."""
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1
            self._look(world)

    async def write(self, world: "World", note: Note) -> None:
        """Returns when the note is stored. Raises StoreError, and SlotError where its slot was done."""
        if self._page is None:
            loop = asyncio.get_running_loop()
            self._page = _Page(loop.create_future(), loop.call_later(WAIT, self._begin, world))
            self._page.stored.add_done_callback(_heard)
        page = self._page
        page.notes.append(note)
        self._look(world)
        done = await asyncio.shield(page.stored)
        if note.slot is not None and note.state.name in done:
            raise SlotError(f"{note.state.name}: the slot of {note.slot:%H:%M:%S} UTC is done")

    def _look(self, world: "World") -> None:
        """Is there nobody left to wait for? Without any poll under way those that wrote the page were broken off."""
        if self._page is not None and not self._under_way:
            self._page.turn.cancel()
            self._page = None
        elif self._page is not None and len(self._page.notes) >= min(ENOUGH, self._under_way):
            self._begin(world)

    def _begin(self, world: "World") -> None:
        page, self._page = self._page, None
        if page is not None:
            page.turn.cancel()
            task = asyncio.get_running_loop().create_task(_store(world, page))
            self._writing.add(task)
            task.add_done_callback(self._writing.discard)


async def _store(world: "World", page: _Page) -> None:
    try:
        done = await world.db(lambda tx: _write(tx, page.notes))
    except Exception as error:
        page.stored.set_exception(error)
    else:
        page.stored.set_result(done)


def _write(tx: "Transaction", notes: list[Note]) -> set[str]:
    slots = {note.state.name: note.slot for note in notes if note.slot is not None}
    done = tx.slots_done(slots) if slots else set()
    kept = [note for note in notes if note.slot is None or note.state.name not in done]
    for note in kept:
        if note.wake_since is not None:
            tx.wake_sources(note.wake_since, note.at)
    tx.save_sources({note.state.name: note.state for note in kept}.values())
    return done


def _heard(stored: "asyncio.Future[set[str]]") -> None:
    """Where nobody waits any more, nobody is told."""
    if not stored.cancelled():
        stored.exception()
