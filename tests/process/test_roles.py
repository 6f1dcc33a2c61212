"""Roles as processes of their own: one dies by SIGKILL, one stands still, and the others go on."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from monitor.ports import Presence, Store
from monitor.store import open_store

pytest.importorskip("pgqueuer", reason="the extra scale is not installed")

TAKEN_OVER = 15.0
AGAIN = 60.0
STARTED = 120.0
"""Seconds that processes may take to start on a busy machine."""
FEED = (
    b'<rss version="2.0"><channel><title>Wire</title><item><title>Harbour opens</title><link>https://wire.example/1</link>'
    b"<pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate><description>It was opened.</description></item></channel></rss>"
)


@dataclass
class Company:
    """Processes with roles, and a publisher that lets the first request wait for ever."""

    address: str
    folder: Path
    store: Store
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)
    silent: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def start(self, role: str) -> subprocess.Popen[bytes]:
        environ = {key: value for key, value in os.environ.items() if not key.startswith("MONITOR_")} | {
            "MONITOR_DATA_DIR": str(self.folder),
            "MONITOR_DATABASE_URL": self.address,
            "MONITOR_ALLOW_PRIVATE_HOSTS": "127.0.0.1",
        }
        log = (self.folder / f"{role}{len(self.running)}.log").open("wb")
        command = [sys.executable, "-m", "monitor", "run", "--config", str(self.folder), "--role", role]
        process = subprocess.Popen(command, env=environ, stderr=log)
        self.running.append(process)
        return process

    def shown(self) -> dict[int, Presence]:
        """Who has shown itself, by process."""
        with self.store.read() as tx:
            return {each.pid: each for each in tx.presences()}

    def leader(self) -> int | None:
        """The process that says it leads, if it has said so lately."""
        now = datetime.now(UTC)
        lately = [each for each in self.shown().values() if each.leads and (now - each.seen_at).total_seconds() < 7]
        return max(lately, key=lambda each: each.seen_at).pid if lately else None

    def store_counts(self) -> dict[str, int]:
        with self.store.read() as tx:
            return tx.counts()

    def logs(self) -> str:
        return "\n".join(path.read_text() for path in self.folder.glob("*.log"))

    def until(self, found: Callable[[], bool], seconds: float) -> float:
        """How long it took."""
        began = time.monotonic()
        while not found():
            assert time.monotonic() < began + seconds, self.logs()[-3000:]
            time.sleep(0.1)
        return time.monotonic() - began


@pytest.fixture
def company(new_postgres: Callable[[str], str], tmp_path: Path) -> Iterator[Company]:
    address = new_postgres("roles")
    store = open_store(address)
    made = Company(address, tmp_path, store)

    class Publisher(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(time.monotonic())
            if len(made.asked) <= made.silent:
                made.over.wait()
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(FEED)))
            self.end_headers()
            self.wfile.write(FEED)

        def log_message(self, format: str, *args: object) -> None: ...

    publisher = ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
    threading.Thread(target=publisher.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{publisher.server_address[1]}/feed"
    (tmp_path / "sources.yaml").write_text(f"version: 1\nsources:\n  - name: wire\n    url: {url}\n    every: 1h\n")
    (tmp_path / "watchlists.yaml").write_text("version: 1\nwatches:\n  - name: All\n")
    try:
        yield made
    finally:
        made.over.set()
        for process in made.running:
            process.kill()
            process.wait()
        publisher.shutdown()
        publisher.server_close()
        store.close()


@pytest.mark.slow
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "stopped"])
def test_a_scheduler_takes_the_place_of_one_that_is_gone(company: Company, blow: signal.Signals) -> None:
    first, second = company.start("scheduler"), company.start("scheduler")
    company.until(lambda: len(company.shown()) == 2 and company.leader() is not None, STARTED)
    leader, other = (first, second) if company.leader() == first.pid else (second, first)
    leader.send_signal(blow)
    took = company.until(lambda: company.leader() == other.pid, TAKEN_OVER)
    print(f"taken over in {took:.1f} s")
    if blow is signal.SIGSTOP:
        leader.send_signal(signal.SIGCONT)
        company.until(lambda: "leads no longer" in company.logs(), STARTED)
        company.until(lambda: not company.shown()[leader.pid].leads, STARTED)
        assert company.leader() == other.pid


@pytest.mark.slow
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "stopped"])
def test_a_poll_whose_worker_is_gone_is_made_by_another(company: Company, blow: signal.Signals) -> None:
    company.silent = 1
    company.start("scheduler")
    first, second = company.start("worker"), company.start("worker")
    company.until(lambda: len(company.shown()) == 3 and len(company.asked) == 1, STARTED)
    company.until(lambda: any(each.doing for each in company.shown().values()), STARTED)
    victim = next(each.pid for each in company.shown().values() if each.doing)
    struck = time.monotonic()
    (first if first.pid == victim else second).send_signal(blow)
    company.until(lambda: company.store_counts()["documents"] == 1, AGAIN)
    print(f"polled again {company.asked[1] - struck:.1f} s after the blow")
    assert len(company.asked) == 2
    if blow is signal.SIGSTOP:
        company.over.set()
        (first if first.pid == victim else second).send_signal(signal.SIGCONT)
        company.until(lambda: not company.shown()[victim].doing, STARTED)
        assert company.store_counts()["documents"] == 1
