"""`monitor run` as the crash test runs it: the same program, with a fast clock, and with points at which it kills itself.

    python bench/crash_daemon.py           one daemon; its plan is the line of JSON on standard input
    python bench/crash_daemon.py --nursery for each line of JSON on standard input a daemon, forked from this process

A process that has imported everything and opened nothing is forked in milliseconds, where Python takes seconds to start. Every
daemon is a process of its own all the same: it reads its configuration, opens its database and dies by SIGKILL.

A plan: `life` its number, `socket` where to report, `environ` of the daemon, `speed` and `began` of its clock, and for a death
by its own hand `point` and `hit` (the how-maniest time the point is reached). The program knows nothing of this: its store and
its notifier are wrapped at the ports.
"""

import json
import os
import signal
import socket
import sqlite3
import ssl
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from random import Random
from typing import Any

WRITES = (
    "enqueue",
    "claim",
    "mark_all_sent",
    "mark_retry",
    "release",
    "supersede",
    "outdate",
    "save_source",
    "save_circuit",
    "set_reminder",
)
"""Methods of a transaction around whose commit there are points."""
POINTS = (
    *(f"{when}-{name}" for name in WRITES for when in ("in", "before-commit", "in-commit", "after-commit")),
    *(f"{when}-{name}" for name in ("send", "took") for when in ("before", "in", "after")),
    "statement",
)
ANY = "any"
"""A death at the how-maniest of all points, statements aside."""
SHORT = 0.008
"""Seconds within which a death "in" a send or a commit comes."""
TICKS = {"poll": 0.1, "remind": 0.1, "deliver": 0.05}


@dataclass
class Fate:
    """When this daemon dies by its own hand, and the line by which it reports."""

    line: socket.socket
    point: str
    hit: int
    chance: Random
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def tell(self, **what: Any) -> None:
        """A line to whoever watches; what was told before a death arrives."""
        with self._lock:
            self.line.sendall(json.dumps(what).encode() + b"\n")

    def reach(self, point: str) -> None:
        """Dies here if it is so planned."""
        if self._is_it(point):
            self._die(point)

    def reach_soon(self, point: str) -> None:
        """Dies in the middle of what follows if it is so planned."""
        if self._is_it(point):
            timer = threading.Timer(self.chance.random() * SHORT, self._die, (point,))
            timer.daemon = True
            timer.start()

    def _is_it(self, point: str) -> bool:
        if point != self.point and not (self.point == ANY and point != "statement"):
            return False
        self.hit -= 1
        return self.hit == 0

    def _die(self, point: str) -> None:
        self.tell(point=point)
        os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(60)


class Through:
    """Hands everything on to what it wraps."""

    def __init__(self, wrapped: Any, fate: Fate) -> None:
        self._wrapped = wrapped
        self._fate = fate

    def __getattr__(self, name: str) -> Any:
        return getattr(self._wrapped, name)


class FatedTransaction(Through):
    """Notes which of WRITES were done."""

    def __init__(self, wrapped: Any, fate: Fate) -> None:
        super().__init__(wrapped, fate)
        self.done: list[str] = []

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._wrapped, name)
        if name not in WRITES:
            return method

        def noted(*args: Any, **named: Any) -> Any:
            result = method(*args, **named)
            idle = name in ("enqueue", "claim", "supersede") and not result
            if not idle and name not in self.done:
                self.done.append(name)
                self._fate.reach(f"in-{name}")
            return result

        return noted


class FatedStore(Through):
    """Points before, in and after each commit."""

    ready = False

    @contextmanager
    def begin(self) -> Iterator[FatedTransaction]:
        with self._wrapped.begin() as tx:
            fated = FatedTransaction(tx, self._fate)
            yield fated
            for name in fated.done:
                self._fate.reach(f"before-commit-{name}")
                self._fate.reach_soon(f"in-commit-{name}")
        if not self.ready:
            self.ready = True
            self._fate.tell(ready=True)
        for name in fated.done:
            self._fate.reach(f"after-commit-{name}")


class FatedNotifier(Through):
    """Points before, in and after each send and each question; what a parcel holds is told before it leaves."""

    async def send(self, parcel: Any, *, now: datetime) -> Any:
        ids = [alert.id for alert in parcel.alerts]
        self._fate.tell(
            parcel=parcel.id, receiver=parcel.receiver, alerts=ids, repeat=parcel.repeat, at=time.monotonic()
        )
        self._fate.reach("before-send")
        self._fate.reach_soon("in-send")
        result = await self._wrapped.send(parcel, now=now)
        self._fate.reach("after-send")
        return result

    async def took(self, parcel: Any) -> Any:
        self._fate.reach("before-took")
        self._fate.reach_soon("in-took")
        result = await self._wrapped.took(parcel)
        self._fate.tell(asked=parcel.id, took=result)
        self._fate.reach("after-took")
        return result


def live(plan: dict[str, Any]) -> None:
    """Runs `monitor run` to its end."""
    os.environ.update(plan["environ"])
    log = os.open(plan["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 2)
    line = socket.socket(socket.AF_UNIX)
    line.connect(plan["socket"])
    fate = Fate(line, plan.get("point", ""), plan.get("hit", 0), Random(plan["life"]))
    fate.tell(life=plan["life"], pid=os.getpid())
    threading.Thread(target=_not_alone, args=(line,), daemon=True).start()
    _wrap(plan, fate)
    from monitor.cli.run import run

    run(None)
    fate.tell(ended=True)


def _not_alone(line: socket.socket) -> None:
    """A daemon whose watcher is gone goes too."""
    line.recv(1)
    os.kill(os.getpid(), signal.SIGKILL)


def _trace(connection: Any, fate: Fate) -> None:
    """The driver of SQLite is asked directly as well, which only itself can tell."""
    if isinstance(connection, sqlite3.Connection):
        connection.set_trace_callback(lambda _: fate.reach("statement"))


def _wrap(plan: dict[str, Any], fate: Fate) -> None:
    from sqlalchemy import Engine, event

    from monitor import daemon
    from monitor.cli import shell
    from monitor.notify import slack_receiver

    slack_receiver.API = plan["slack"]
    if fate.point == "statement":
        event.listen(Engine, "before_cursor_execute", lambda *_: fate.reach("statement"))
        event.listen(Engine, "connect", lambda connection, _: _trace(connection, fate))
    build, run = shell.world, daemon.Daemon
    began, speed = datetime.fromisoformat(plan["began"]), plan["speed"]

    def clock() -> datetime:
        return began + (datetime.now(UTC) - began) * speed

    def world(*args: Any) -> Any:
        built = build(*args)
        return replace(
            built, store=FatedStore(built.store, fate), notifier=FatedNotifier(built.notifier, fate), clock=clock
        )

    def quick(*args: Any, **named: Any) -> Any:
        made = run(*args, **named)
        made.every.update(TICKS)
        return made

    shell.world, daemon.Daemon = world, quick  # type: ignore[assignment, misc]


def nursery(lines: Iterator[str]) -> None:
    """Forks a daemon for each plan. Nobody waits for them here: their lines tell when they end."""
    _learn_to_run()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)
    for line in lines:
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            status = 1
            try:
                live(json.loads(line))
                status = 0
            finally:
                os._exit(status)


def _learn_to_run() -> None:
    """Imports what a daemon imports, and does once what takes long the first time."""

    import monitor.cli.run
    import monitor.daemon
    import monitor.fetch
    import monitor.notify.webhook_body
    import monitor.settings
    import monitor.store.opening
    from monitor import extract, sources
    from monitor.settings.values import zone
    from monitor.types import Document

    ssl.create_default_context = cache(ssl.create_default_context)  # 40 ms a daemon, and nothing here is encrypted
    monitor.fetch.HttpFetcher("warm/1")
    sources.coded_sources()
    zone("UTC")
    told = "General License 99, which authorizes transactions with Belarus, expires on January 5, 2027."
    document = Document("first", "wire", "https://wire.example/1", "A licence", told, datetime(2026, 12, 1, tzinfo=UTC))
    extract.read(document)


def main() -> None:
    if sys.argv[1:] == ["--nursery"]:
        nursery(iter(sys.stdin.readline, ""))
    else:
        live(json.loads(sys.stdin.readline()))


if __name__ == "__main__":
    main()
