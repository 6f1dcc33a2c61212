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
MOST_GROWN = 64_000_000
"""After so many bodies, or having grown by so many bytes, it ends, and a fresh one takes its place: what leaks here leaks away."""


def serve(tasks: BinaryIO, results: BinaryIO, seconds: float, memory: int) -> None:
    """Does one task after the other, each within its limits. Ends when the input does, and when memory ran short."""
    _send(results, frame(READY))
    began = limits.held()
    for _ in range(MOST_BODIES):
        if limits.held() - began > MOST_GROWN:
            return
        head = tasks.read(HEAD)
        if len(head) < HEAD:
            return
        task = _task(tasks, int.from_bytes(head[1:], "big"))
        _prepare(task)
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
    """`python -m monitor.parse.child SECONDS BYTES`."""
    seconds, memory = float(sys.argv[1]), int(sys.argv[2])
    results = os.fdopen(os.dup(1), "wb")
    # A library that prints must not break into our frames.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    give_back()
    limits.confine()
    serve(sys.stdin.buffer, results, seconds, memory)


if __name__ == "__main__":
    main()
