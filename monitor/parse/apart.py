"""The parser in a child process, started once and used for every body: what goes wrong there goes wrong alone.

A body that takes too long is the end of the child, not of the daemon. Sources that did this once are read by a second child from
then on, so that the others never wait behind them again.
"""

import asyncio
import logging
import os
import pickle
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import monitor
from monitor.errors import ParseError
from monitor.parse.tasks import Result, Task, Wanted, task_of, without_bodies
from monitor.parse.wire import (
    BEGUN,
    ERROR,
    HEAD,
    KINDS,
    READY,
    headed,
    opened,
    read_document,
    read_error,
    read_items,
    read_parts,
)
from monitor.ports import Answer
from monitor.types import Document, Item, PageRequest, Source

log = logging.getLogger(__name__)

SECONDS = 5.0
MEMORY = 160_000_000
GROWN = 64_000_000
"""By so many bytes a child may grow, body by body, before another takes its place."""
_STEP = 65_536
_START = 30.0
"""Seconds that a child may take to start, and to import what a task needs."""
_KEPT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PYTHONHOME", "PYTHONTZPATH", "SYSTEMROOT")
"""Of the environment the child gets these alone: no secret is among them."""


class ChildParser:
    """Reads in child processes; implements `monitor.ports.Parser`.

    `seconds`: of CPU, and by the clock, for one body; `memory`: bytes for one body; `grown`: see GROWN.
    """

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY, grown: int = GROWN) -> None:
        self._lanes = (Lane(seconds, memory, grown), Lane(seconds, memory, grown))
        self._slow: set[str] = set()

    async def items(self, source: Source, answer: Answer) -> list[Item]:
        """The items of an answer. Raises ParseError."""
        items: list[Item] = await self._result(task_of(Wanted.ITEMS, source, None, (answer,)))
        return items

    async def parts(self, source: Source, item: Item, page: Answer) -> list[PageRequest]:
        """The files in which the text of an item's page goes on. Raises ParseError, ReadError."""
        parts: list[PageRequest] = await self._result(task_of(Wanted.PARTS, source, item, (page,)))
        return parts

    async def document(self, source: Source, item: Item, page: Answer, *parts: Answer) -> Document:
        """The document on an item's page. Raises ParseError, ReadError."""
        document: Document = await self._result(task_of(Wanted.DOCUMENT, source, item, (page, *parts)))
        return document

    async def close(self) -> None:
        """Ends the children."""
        for lane in self._lanes:
            await lane.stop()

    async def _result(self, task: Task) -> Any:
        lane = self._lanes[task.source.name in self._slow]
        try:
            return await lane.result(task)
        except LostError as error:
            self._slow.add(task.source.name)
            log.debug("%s: %s", task.source.name, error)
            raise


class LostError(ParseError):
    """The child did not survive this body."""


class Lane:
    """One child and the queue before it."""

    def __init__(self, seconds: float, memory: int, grown: int) -> None:
        self._seconds = seconds
        self._memory = memory
        self._grown = grown
        self._child: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    async def result(self, task: Task) -> Result:
        """What the child makes of a task. Raises ParseError, ReadError; LostError when the child had to be ended."""
        async with self._turn:
            try:
                kind, body = await self._exchange(task)
            except BaseException:
                # Half an exchange would be the next task's answer.
                await self.stop()
                raise
            try:
                return _read(task.wanted, kind, body)
            except ValueError as error:
                await self.stop()
                raise LostError("the parser gave back what is no result") from error

    async def stop(self) -> None:
        """Ends the child; the next task starts another."""
        child, self._child = self._child, None
        if child is None:
            return
        if child.returncode is None:
            child.kill()
        await child.wait()
        # The transport is closed with its pipes; left open it would complain when the loop is gone.
        child._transport.close()  # type: ignore[attr-defined]

    async def _exchange(self, task: Task) -> tuple[bytes, bytes]:
        child = await self._begun(task)
        try:
            async with asyncio.timeout(self._seconds):
                return await self._frame(child)
        except TimeoutError:
            raise LostError(f"reading the answer takes longer than {self._seconds:g} s: given up") from None
        except (OSError, asyncio.IncompleteReadError, ValueError):
            raise LostError(await self._why(child)) from None

    async def _begun(self, task: Task) -> asyncio.subprocess.Process:
        """A child that has taken the task up. One that ended while it waited is no fault of this task: there is a second try."""
        try:
            return await self._handed(task)
        except (OSError, asyncio.IncompleteReadError):
            await self.stop()
        try:
            return await self._handed(task)
        except (TimeoutError, OSError, asyncio.IncompleteReadError, ValueError) as error:
            raise ParseError("the process that reads answers does not start") from error

    async def _handed(self, task: Task) -> asyncio.subprocess.Process:
        child = await self._running()
        message = pickle.dumps(without_bodies(task), protocol=5)
        async with asyncio.timeout(_START):
            await _send(child, headed(b"T", message), message, *(body for body, _ in task.answers))
            await self._expected(child, BEGUN)
        return child

    async def _running(self) -> asyncio.subprocess.Process:
        if self._child is not None and self._child.returncode is None:
            return self._child
        await self.stop()
        self._child = child = await asyncio.create_subprocess_exec(
            *(
                sys.executable,
                "-P",
                "-m",
                "monitor.parse.child",
                str(self._seconds),
                str(self._memory),
                str(self._grown),
            ),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,  # Ctrl-C is for us: a child in the middle of a body would tell of it
        )
        async with asyncio.timeout(_START):
            await self._expected(child, READY)
        return child

    async def _expected(self, child: asyncio.subprocess.Process, kind: bytes) -> None:
        if (await self._frame(child))[0] != kind:
            raise ValueError("out of step")

    async def _frame(self, child: asyncio.subprocess.Process) -> tuple[bytes, bytes]:
        assert child.stdout is not None
        kind, length = opened(await child.stdout.readexactly(HEAD))
        return kind, await child.stdout.readexactly(length)

    async def _why(self, child: asyncio.subprocess.Process) -> str:
        try:
            async with asyncio.timeout(1):
                code = await child.wait()
        except TimeoutError:
            code = 1
        if code == -signal.SIGXCPU:
            return f"reading the answer takes longer than {self._seconds:g} s: given up"
        if code == 0:
            return f"reading the answer takes more than {self._memory // 1_000_000} MB of memory: given up"
        return f"reading the answer ended the process that reads (exit {code}): given up"


async def _send(child: asyncio.subprocess.Process, *pieces: bytes) -> None:
    """Bit by bit: given a body as a whole, the pipe would keep a copy of what the child has not taken yet."""
    assert child.stdin is not None
    for piece in pieces:
        for start in range(0, len(piece), _STEP):
            child.stdin.write(memoryview(piece)[start : start + _STEP])
            await child.stdin.drain()


def _read(wanted: Wanted, kind: bytes, body: bytes) -> Result:
    if kind == ERROR:
        raise read_error(body)
    if kind != KINDS[wanted]:
        raise ValueError("a frame that nobody asked for")
    return _READS[wanted](body)


_READS: Mapping[Wanted, Callable[[bytes], Result]] = {
    Wanted.ITEMS: read_items,
    Wanted.PARTS: read_parts,
    Wanted.DOCUMENT: read_document,
}


def _environment() -> dict[str, str]:
    roots = [str(Path(monitor.__file__).parent.parent), os.environ.get("PYTHONPATH", "")]
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, roots)), "PYTHONDONTWRITEBYTECODE": "1"}
