"""Daemons of the crash test, from birth to death: started, watched, and killed at the planned moment."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from crash_daemon import ANY, POINTS

STATEMENTS = 60
"""A death at an SQL statement comes at one of the first so many: that is in a migration, or in a first poll."""
ANY_HITS = 25
AFTER = (0.06, 0.3)
"""Seconds after the daemon is ready, or has sent something, at which it is killed from outside."""
PATIENCE = 0.5
"""Seconds after which one whose planned moment does not come is killed all the same."""
QUICK, SLOWEST = 0.08, 4.0
"""Seconds from a fork until the daemon is ready, where the machine has nothing else to do; and how much slower at most is heeded."""
BIRTH = 30.0
END = 30.0


@dataclass(frozen=True, slots=True)
class Death:
    """How a life is to end. `after`: "ready", "work" or "start", `seconds` later, from outside; else by its own hand at `point`."""

    after: str = ""
    seconds: float = 0.0
    point: str = ""
    hit: int = 0


@dataclass
class Deaths:
    """How each life is to end: half of them at random moments, a quarter at a point by name, a quarter at the how-maniest of any."""

    chance: Random
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _tried: Counter[str] = field(default_factory=Counter)

    def next(self) -> Death:
        with self._lock:
            drawn = self.chance.random()
            if drawn < 0.3:
                return Death("ready", self.chance.uniform(*AFTER))
            if drawn < 0.5:
                return Death("work", self.chance.uniform(*AFTER))
            if drawn < 0.75:
                return Death(point=ANY, hit=1 + self.chance.randrange(ANY_HITS))
            point = min(POINTS, key=lambda name: (self._tried[name], self.chance.random()))
            self._tried[point] += 1
            return Death(point=point, hit=1 + (self.chance.randrange(STATEMENTS) if point == "statement" else 0))


@dataclass
class Life:
    """One daemon. `waybill`: what it said it was about to send."""

    number: int
    pid: int = 0
    point: str = ""
    waybill: list[dict[str, Any]] = field(default_factory=list)
    took: list[dict[str, Any]] = field(default_factory=list)
    ended_well: bool = False
    began_at: float = field(default_factory=time.monotonic)
    ready_at: float = 0.0
    born: threading.Event = field(default_factory=threading.Event)
    ready: threading.Event = field(default_factory=threading.Event)
    work: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)

    def follow(self, lines: Iterator[str]) -> None:
        """Takes down what it tells, to its death."""
        for line in lines:
            told = json.loads(line)
            if told.get("ready"):
                self._is_ready()
            self.point = told.get("point", self.point)
            self.ended_well = told.get("ended", self.ended_well)
            if "parcel" in told:
                self.waybill.append(told)
                self.work.set()
            if "asked" in told:
                self.took.append(told)
        self._is_ready()
        self.work.set()
        self.over.set()

    def _is_ready(self) -> None:
        self.ready_at = self.ready_at or time.monotonic()
        self.ready.set()

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        if not self.over.is_set():
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)


class Cradle:
    """Where daemons are started: by a fork of the nursery, or from nothing."""

    def __init__(self, folder: Path, common: dict[str, Any]) -> None:
        self._path = str(folder / "line")
        self._common = {**common, "socket": self._path, "log": str(folder / "daemon.log")}
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(self._path)
        self._listening.listen(16)
        self._lives: dict[int, Life] = {}
        self._lock = threading.Lock()
        self._fresh: list[subprocess.Popen[str]] = []
        threading.Thread(target=self._receive, daemon=True).start()
        self._nursery = _process("--nursery")

    def wait(self) -> None:
        """Until forks are quick."""
        assert self._nursery.stdout is not None
        self._nursery.stdout.readline()

    def bear(self, number: int, death: Death, *, fresh: bool = False) -> Life:
        """Starts a daemon and returns when it has reported."""
        life = Life(number)
        with self._lock:
            self._lives[number] = life
        plan = json.dumps({**self._common, "life": number, "point": death.point, "hit": death.hit}) + "\n"
        if fresh:
            process = _process()
            self._fresh.append(process)
        else:
            process = self._nursery
        assert process.stdin is not None
        with self._lock:
            process.stdin.write(plan)
            process.stdin.flush()
        if not life.born.wait(BIRTH):
            raise RuntimeError(f"daemon {number} did not start")
        return life

    def close(self) -> None:
        for life in list(self._lives.values()):
            life.kill()
        assert self._nursery.stdin is not None
        self._nursery.stdin.close()
        for process in (self._nursery, *self._fresh):
            process.wait(END)
        self._listening.close()

    def _receive(self) -> None:
        while True:
            try:
                line, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._follow, args=(line,), daemon=True).start()

    def _follow(self, line: socket.socket) -> None:
        with line, line.makefile() as lines:
            told = json.loads(lines.readline())
            with self._lock:
                life = self._lives[told["life"]]
            life.pid = told["pid"]
            life.born.set()
            life.follow(lines)


@contextmanager
def cradle(folder: Path, common: dict[str, Any]) -> Iterator[Cradle]:
    made = Cradle(folder, common)
    try:
        yield made
    finally:
        made.close()


@dataclass
class Pace:
    """How slow the machine is at the moment: on a busy one a daemon gets as far only in a longer life."""

    _last: list[float] = field(default_factory=lambda: [QUICK])

    def note(self, life: Life) -> None:
        self._last = [*self._last[-9:], life.ready_at - life.began_at]

    @property
    def factor(self) -> float:
        return min(SLOWEST, max(1.0, sum(self._last) / len(self._last) / QUICK))


def end(life: Life, death: Death, ends: Counter[str], pace: Pace) -> None:
    """Waits for the planned moment, and sees to it that the daemon is dead. Counts in `ends` how it died."""
    if death.after != "start":
        life.ready.wait(BIRTH)
        pace.note(life)
    if death.point:
        life.over.wait(PATIENCE * pace.factor)
    elif death.after == "work":
        life.work.wait(PATIENCE * pace.factor)
    if not death.point:
        time.sleep(death.seconds * (pace.factor if death.after != "start" else 1))
    life.kill()
    if not life.over.wait(END):
        raise RuntimeError(f"daemon {life.number} does not die")
    ends[life.point or "at random"] += 1


def _process(*arguments: str) -> subprocess.Popen[str]:
    program = [sys.executable, str(Path(__file__).with_name("crash_daemon.py")), *arguments]
    return subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
