"""Several machines: is a slot missed or doubled, a document or an alert lost, when processes die and the database is stopped?

    python bench/scale.py [--feeds 10000] [--cadence 600] [--minutes 10] [--kill-every 20] [--stops 2] [--workers 3] [--seed 1]

A server plays the feeds, each on a host of its own; in one cadence one feed in twenty has a story that makes an alert, told to a Slack
that fails as Slack does and can be asked. Two schedulers and the workers are processes of their own, in network namespaces where the
machine allows. First all feeds are polled once as fast as it goes; then, spread over the cadence, one cadence in peace; then so many
minutes in which a process dies by SIGKILL every few seconds, all in turn in any order (and starts again), and PostgreSQL is stopped
hard; then what waits is waited for, and counted.

A slot is missed when it is not done within a cadence, doubled when it is stored twice, or asked twice without a death or a stop in
between. Last line: `slots_missed=... slots_doubled=... lost=... repeated=... recovery_s=...`; the exit status is 1 when one of the
first four is not 0 or recovery takes a minute. `recovery_s`: the longest that a slot was late, from its instant to the commit that
stored it.
"""

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from psycopg import Error, connect
from psycopg.rows import namedtuple_row
from scale_company import Life, Place, Server, networks
from scale_count import Blows, Reckoning, Slot, count_slots, count_told
from scale_town import Town

CHANGED = 0.05
"""Of the feeds, in one cadence."""
DARK = 3.0
"""Seconds for which PostgreSQL is away at a stop."""
BACK = 1.0
"""Seconds after which a process that died is started again."""
RECOVERED = 60.0
WATCH = """
    CREATE TABLE bench_slots (source text, due timestamptz, stored timestamptz DEFAULT clock_timestamp());
    CREATE FUNCTION bench_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO bench_slots (source, due) VALUES (OLD.name, OLD.next_poll_at); RETURN NEW; END $$;
    CREATE TRIGGER bench_slots AFTER UPDATE ON sources FOR EACH ROW WHEN (
        OLD.next_poll_at IS DISTINCT FROM NEW.next_poll_at
        AND (OLD.last_ok_at IS DISTINCT FROM NEW.last_ok_at OR OLD.failures < NEW.failures)) EXECUTE FUNCTION bench_note();
"""
SPREAD = "UPDATE sources SET next_poll_at = clock_timestamp() + random() * make_interval(secs => %s)"
ALERTS = "SELECT id, batch, state, snapshot->'deadline'->'evidence'->>'url' AS address FROM alerts"


@dataclass
class Run:
    """One run of the test."""

    feeds: int
    cadence: float
    minutes: float
    kill_every: float
    stops: int
    workers: int
    seed: int
    folder: Path
    places: list[Place] = field(default_factory=list)
    kills: dict[str, int] = field(default_factory=dict)
    window: tuple[float, float] = (0.0, 0.0)

    def result(self) -> Reckoning:
        """Runs it all."""
        names = ["scheduler0", "scheduler1", *(f"worker{number}" for number in range(self.workers))]
        with networks([f"ms-{name}" for name in names]) as prefix, Server(self.folder) as self.server:
            hosts = [
                f"{prefix}.{2 + n // 250}.{1 + n % 250}"
                if prefix != "127"
                else f"127.{2 + n // 62500}.{n // 250 % 250}.{1 + n % 250}"
                for n in range(self.feeds)
            ]
            with Town(hosts, self.seed) as self.town:
                self._prepare(prefix, names)
                try:
                    self._play()
                finally:
                    statuses = [place.end() for place in self.places]
                self._note(f"ended with {statuses}")
                return self._count()

    def _prepare(self, prefix: str, names: list[str]) -> None:
        """The configuration, the tables, and the processes."""
        from monitor.store import open_store

        config = self.folder / "config"
        config.mkdir()
        slack = "127.0.0.1" if prefix == "127" else "10.89.0.1"
        (config / "sources.yaml").write_text(
            "version: 1\nsources:\n"
            + "".join(
                f"  - name: f{n}\n    url: http://{host}:{self.town.port}/feed\n    every: {self.cadence / 60:.0f}m\n"
                for n, host in enumerate(self.town.hosts)
            )
        )
        (config / "watchlists.yaml").write_text(
            "version: 1\nreceivers:\n  desk:\n    slack: ${SLACK}\n    channel: C0000001\n"
            "watches:\n  - name: All\n    receivers: [desk]\n"
        )
        (self.folder / "hosts").write_text(",".join(self.town.hosts))
        environ = {key: value for key, value in os.environ.items() if not key.startswith("MONITOR_")} | {
            "MONITOR_CONFIG_DIR": str(config),
            "MONITOR_DATA_DIR": str(self.folder),
            "MONITOR_DATABASE_URL": self.server.address,
            "MONITOR_ALLOW_PRIVATE_HOSTS_FILE": str(self.folder / "hosts"),
            "SLACK": "xoxb-1",
            "SCALE_SLACK": f"http://{slack}:{self.town.port}/api/",
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        }
        open_store(self.server.address).close()
        self._do(WATCH)
        for name in names:
            network = "" if prefix == "127" else f"ms-{name}"
            self.places.append(Place(name, name.rstrip("0123456789"), network, environ, self.folder))

    def _play(self) -> None:
        began = time.monotonic()
        for place in self.places:
            place.start()
        self._wait(lambda: self._number("SELECT count(*) FROM workers") == len(self.places), 600)
        self._note(f"{len(self.places)} processes after {time.monotonic() - began:.0f} s")
        first, spent = time.monotonic(), self._spent()
        self._wait(
            lambda: self._number("SELECT count(DISTINCT source) FROM bench_slots") >= self.feeds, 600 + self.feeds
        )
        seconds = time.monotonic() - first
        cpu = self._spent() - spent
        self._note(
            f"first polls: {self.feeds / seconds:.0f}/s, {1000 * cpu / self.feeds:.1f} ms CPU each of {self.workers} workers"
        )
        self._do(SPREAD, self.cadence)
        self._pass("peace", self.cadence, kill=False)
        self._pass("war", 60 * self.minutes, kill=True)
        self._drain()

    def _pass(self, name: str, seconds: float, *, kill: bool) -> None:
        """Publishers publish, and processes die."""
        chance, began, spent, asked = Random(f"{self.seed}:{name}"), time.time(), self._spent(), len(self.town.requests)
        news = seconds / max(1.0, self.feeds * CHANGED * seconds / self.cadence)
        next_news, next_kill = began, began + self.kill_every
        stops = [began + seconds * (n + 1) / (self.stops + 1) for n in range(self.stops)] if kill else []
        deck: list[Place] = []
        if not kill:
            self.window = (began, began)
        while time.time() < began + seconds:
            if time.time() >= next_news:
                self.town.publish()
                next_news += news
            if kill and time.time() >= next_kill:
                deck = deck or chance.sample(self.places, len(self.places))
                self._kill(deck.pop())
                next_kill += self.kill_every
            if stops and time.time() >= stops[0]:
                stops.pop(0)
                self._note("PostgreSQL is stopped")
                self.server.stop_hard(DARK)
            time.sleep(0.05)
        self.window = (self.window[0], time.time())
        polls = len(self.town.requests) - asked
        cpu = self._spent() - spent
        self._note(f"{name}: {polls} polls in {seconds:.0f} s, {1000 * cpu / max(polls, 1):.1f} ms CPU each")

    def _kill(self, place: Place) -> None:
        leads = place.role == "scheduler" and place.life.process.pid in self._leaders()
        place.kill()
        name = "leader" if leads else place.role
        self.kills[name] = self.kills.get(name, 0) + 1
        time.sleep(BACK)
        place.start()

    def _leaders(self) -> list[int]:
        try:
            return [
                pid for (pid,) in self._do("SELECT pid FROM workers WHERE leads AND seen_at > now() - interval '12 s'")
            ]
        except Error:
            return []

    def _drain(self) -> None:
        """Until every story is told, and nothing waits."""
        began = time.monotonic()
        told = f"SELECT count(DISTINCT address) FROM ({ALERTS}) told"
        waits = "SELECT count(*) FROM alerts WHERE state IN ('pending', 'sending')"
        self._wait(
            lambda: self._number(told) >= len(self.town.addresses) and self._number(waits) == 0,
            self.cadence + 240,
        )
        self._note(f"drained in {time.monotonic() - began:.0f} s")

    def _count(self) -> Reckoning:
        """After the processes have ended."""
        found = Reckoning()
        numbers = {f"f{n}": n for n in range(self.feeds)}
        slots = [
            Slot(numbers[source], due.timestamp(), stored.timestamp())
            for source, due, stored in self._do("SELECT source, due, stored FROM bench_slots")
        ]
        done = {(slot.feed, slot.due) for slot in slots}
        ended = self.window[1]
        waiting = {
            numbers[name]: due.timestamp()
            for name, due in self._do("SELECT name, next_poll_at FROM sources")
            if (numbers[name], due.timestamp()) not in done and due.timestamp() < ended
        }
        lives: list[Life] = [life for place in self.places for life in place.lives]
        blows = Blows.of(lives, self.server.stops)
        count_slots(slots, waiting, self.town.requests, blows, self.window, self.cadence, found)
        known = {url for (url,) in self._do("SELECT url FROM documents")}
        count_told(self.town.addresses, known, self._do(ALERTS), self.town.posted, found)
        return found

    def _spent(self) -> float:
        return sum(life.spent() for place in self.places if place.role == "worker" for life in place.lives)

    def _do(self, query: str, *words: object) -> list[Any]:
        with connect(self.server.address, row_factory=namedtuple_row, autocommit=True) as connection:
            cursor = connection.execute(query.encode(), words or None)
            return cursor.fetchall() if cursor.description else []

    def _number(self, query: str) -> int:
        try:
            [row] = self._do(query)
        except Error:
            return -1
        return int(row[0])

    def _wait(self, so: Any, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not so():
            time.sleep(0.5)
            dead = [place.name for place in self.places if place.life.process.poll() is not None]
            if dead:
                raise SystemExit(f"ended by themselves: {dead}; their logs lie in {self.folder} with --keep")

    def _note(self, words: str) -> None:
        print(words, flush=True)


def main() -> None:
    """Runs and prints."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--feeds", type=int, default=10_000)
    given.add_argument("--cadence", type=float, default=600, help="Seconds, whole minutes.")
    given.add_argument("--minutes", type=float, default=10)
    given.add_argument("--kill-every", type=float, default=20)
    given.add_argument("--stops", type=int, default=2)
    given.add_argument("--workers", type=int, default=3)
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--keep", type=Path, help="A folder in which everything stays, for a look at what went wrong.")
    told = vars(given.parse_args())
    keep = told.pop("keep")
    with tempfile.TemporaryDirectory(prefix="scale") as made:
        folder = keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        run = Run(folder=folder, **told)
        found = run.result()
    for name in ("missed", "doubled", "lost", "repeated"):
        print("".join(f"{name}: {each}\n" for each in getattr(found, name)[:20]), end="")
    print("killed: " + ", ".join(f"{name} {count}" for name, count in sorted(run.kills.items())))
    told_words = f"stories={len(run.town.addresses)} posts={sum(run.town.posted.values())}"
    print(f"slots={found.slots} requests={found.requests} undone={found.undone} {told_words}")
    wrong = found.missed or found.doubled or found.lost or found.repeated
    print(
        f"slots_missed={len(found.missed)} slots_doubled={len(found.doubled)} lost={len(found.lost)} "
        f"repeated={len(found.repeated)} recovery_s={found.late:.0f}"
    )
    sys.exit(bool(wrong) or found.late >= RECOVERED)


if __name__ == "__main__":
    main()
