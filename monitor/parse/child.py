"""The child's program: reads tasks from standard input, writes results to what was standard output, until the input ends."""

import importlib
import os
import pickle
import sys
from typing import BinaryIO

from monitor.memory import give_back
from monitor.parse import limits
from monitor.parse.tasks import Task, Wanted, result_of, with_bodies
from monitor.parse.wire import BEGUN, HEAD, READY, frame, written, written_error

MOST_BODIES = 10_000
"""After so many it ends, and a fresh one takes its place: what leaks here leaks away."""


def serve(tasks: BinaryIO, results: BinaryIO, seconds: float, memory: int, grown: int) -> None:
    """Does one task after the other, each within its limits.

    Ends when the input does, when memory ran short, and before the next task when it has grown by more bytes than `grown`, not counting
    what was imported.
    """
    _send(results, frame(READY))
    own = limits.held()
    for number in range(MOST_BODIES):
        if number and limits.held() - own > grown:
            return
        head = tasks.read(HEAD)
        if len(head) < HEAD:
            return
        task = _task(tasks, int.from_bytes(head[1:], "big"))
        before = limits.held()
        _prepare(task)
        own += limits.held() - before
        _send(results, frame(BEGUN))
        limits.allow(seconds, memory)
        try:
            _send(results, written(task.wanted, result_of(task)))
        except MemoryError:
            return
        except Exception as error:
            _send(results, written_error(error))


def _task(tasks: BinaryIO, length: int) -> Task:
    task: Task = pickle.loads(tasks.read(length))  # noqa: S301 (our own parent wrote it)
    return with_bodies(task, [tasks.read(length) for length in task.lengths])


def _prepare(task: Task) -> None:
    """What a first task would have to import is not counted as its own time, but for what few tasks need and is quickly there."""
    importlib.import_module(f"monitor.sources.{task.source.reader}")
    if task.wanted is not Wanted.ITEMS:
        importlib.import_module("trafilatura")


def _send(results: BinaryIO, message: bytes) -> None:
    results.write(message)
    results.flush()


def main() -> None:
    """`python -m monitor.parse.child SECONDS BYTES BYTES`: of CPU and of memory for one body, and by how much it may grow."""
    seconds, memory, grown = float(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    results = os.fdopen(os.dup(1), "wb")
    # A library that prints must not break into our frames.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    give_back()
    limits.confine()
    serve(sys.stdin.buffer, results, seconds, memory, grown)


if __name__ == "__main__":
    main()
