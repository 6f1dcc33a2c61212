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
from pathlib import Path

import monitor
from monitor.errors import ParseError
from monitor.parse.tasks import Task, task_of
from monitor.parse.wire import (
    BEGUN,
    DOCUMENT,
    ERROR,
    HEAD,
    ITEMS,
    READY,
    headed,
    opened,
    read_document,
    read_error,
    read_items,
)
from monitor.ports import Answer
from monitor.types import Document, Item, Source

log = logging.getLogger(__name__)

SECONDS = 5.0
MEMORY = 160_000_000
_START = 30.0
"""Seconds that a child may take to start, and to import what a task needs."""
_KEPT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PYTHONHOME", "PYTHONTZPATH", "SYSTEMROOT")
"""Of the environment the child gets these alone: no secret is among them."""


class ChildParser:
    """Reads in child processes; implements `monitor.ports.Parser`. `seconds`: of CPU, and by the clock, for one body; `memory`: bytes."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._lanes = (Lane(seconds, memory), Lane(seconds, memory))
        self._slow: set[str] = set()

    async def items(self, source: Source, answer: Answer) -> list[Item]:
        """The items of an answer. Raises ParseError."""
        result = await self._result(task_of(source, None, (answer,)))
        if isinstance(result, Document):
            raise ParseError("the parser gave back a document for items")
        return result

    async def document(self, source: Source, item: Item, page: Answer, *parts: Answer) -> Document:
        """The document on an item's page. Raises ParseError, ReadError."""
        result = await self._result(task_of(source, item, (page, *parts)))
        if not isinstance(result, Document):
            raise ParseError("the parser gave back items for a document")
        return result

    async def close(self) -> None:
        """Ends the children."""
        for lane in self._lanes:
            await lane.stop()

    async def _result(self, task: Task) -> list[Item] | Document:
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

    def __init__(self, seconds: float, memory: int) -> None:
        self._seconds = seconds
        self._memory = memory
        self._child: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    async def result(self, task: Task) -> list[Item] | Document:
        """What the child makes of a task. Raises ParseError, ReadError; LostError when the child had to be ended."""
        async with self._turn:
            try:
                kind, body = await self._exchange(pickle.dumps(task, protocol=5))
            except BaseException:
                # Half an exchange would be the next task's answer.
                await self.stop()
                raise
            try:
                return _read(kind, body)
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

    async def _exchange(self, message: bytes) -> tuple[bytes, bytes]:
        child = await self._begun(message)
        try:
            async with asyncio.timeout(self._seconds):
                return await self._frame(child)
        except TimeoutError:
            raise LostError(f"reading the answer takes longer than {self._seconds:g} s: given up") from None
        except (OSError, asyncio.IncompleteReadError, ValueError):
            raise LostError(await self._why(child)) from None

    async def _begun(self, message: bytes) -> asyncio.subprocess.Process:
        """A child that has taken the task up. One that ended while it waited is no fault of this task: there is a second try."""
        try:
            return await self._handed(message)
        except (OSError, asyncio.IncompleteReadError):
            await self.stop()
        try:
            return await self._handed(message)
        except (TimeoutError, OSError, asyncio.IncompleteReadError, ValueError) as error:
            raise ParseError("the process that reads answers does not start") from error

    async def _handed(self, message: bytes) -> asyncio.subprocess.Process:
        child = await self._running()
        assert child.stdin is not None
        async with asyncio.timeout(_START):
            child.stdin.write(headed(b"T", message))
            child.stdin.write(message)
            await child.stdin.drain()
            await self._expected(child, BEGUN)
        return child

    async def _running(self) -> asyncio.subprocess.Process:
        if self._child is not None and self._child.returncode is None:
            return self._child
        await self.stop()
        self._child = child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "monitor.parse.child", str(self._seconds), str(self._memory)),
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


def _read(kind: bytes, body: bytes) -> list[Item] | Document:
    if kind == ITEMS:
        return read_items(body)
    if kind == DOCUMENT:
        return read_document(body)
    if kind == ERROR:
        raise read_error(body)
    raise ValueError("a frame of no known kind")


def _environment() -> dict[str, str]:
    roots = [str(Path(monitor.__file__).parent.parent), os.environ.get("PYTHONPATH", "")]
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, roots)), "PYTHONDONTWRITEBYTECODE": "1"}
