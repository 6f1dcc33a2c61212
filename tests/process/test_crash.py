"""Kill -9 at any moment: no alert is lost, and one that may come twice says so."""

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from monitor.cli.demo.press import Press, Story
from monitor.store import open_store

pytestmark = pytest.mark.slow

MONITOR = [sys.executable, "-m", "monitor"]
KILLS = 12
COUNTRIES = [
    "Argentina",
    "Australia",
    "Brazil",
    "Canada",
    "Chile",
    "Colombia",
    "Egypt",
    "Ghana",
    "India",
    "Indonesia",
    "Israel",
    "Japan",
    "Jordan",
    "Kenya",
    "Malaysia",
    "Mexico",
    "Morocco",
    "Nigeria",
    "Norway",
    "Pakistan",
    "Peru",
    "Philippines",
    "Singapore",
    "Switzerland",
    "Thailand",
    "Turkey",
    "Ukraine",
    "Uruguay",
    "Vietnam",
    "Zambia",
]


def stories(now: datetime) -> list[Story]:
    """A quiet first item for the baseline, then a duty on each country."""
    due = now + timedelta(days=40)
    duties = [
        Story(
            "news",
            now - timedelta(minutes=30 - n),
            f"Washington to charge {country}",
            f"The United States will impose a {10 + n}% tariff on imports from {country} from {due:%B} {due.day}, {due.year}, "
            "the White House said.",
        )
        for n, country in enumerate(COUNTRIES)
    ]
    return [Story("news", now - timedelta(days=2), "Harbour opens", "The mayor opened the harbour."), *duties]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A configuration folder and a data folder."""
    (tmp_path / "data").mkdir()
    return tmp_path


def configure(home: Path, feed: str, hook: str) -> dict[str, str]:
    (home / "sources.yaml").write_text(f"version: 1\nsources:\n  - name: wire\n    url: {feed}\n    every: 1m\n")
    (home / "watchlists.yaml").write_text(
        f"version: 1\nreceivers:\n  hook:\n    url: {hook}\nwatches:\n  - name: All\n    receivers: [hook]\n"
    )
    kept = {key: value for key, value in os.environ.items() if not key.startswith("MONITOR_")}
    own = {
        "MONITOR_DATA_DIR": str(home / "data"),
        "MONITOR_WEB_PORT": "0",
        "MONITOR_CONFIG_DIR": str(home),
        "MONITOR_ALLOW_PRIVATE_HOSTS": "127.0.0.1",
    }
    return kept | own


def run_and_kill(environ: dict[str, str], after: float) -> None:
    daemon = subprocess.Popen([*MONITOR, "run"], env=environ, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    time.sleep(after)
    daemon.send_signal(signal.SIGKILL)
    daemon.wait(10)


def waiting(address: str) -> int:
    store = open_store(address)
    try:
        with store.begin() as tx:
            return len(tx.outbox(["pending", "sending"], 1000))
    finally:
        store.close()


def test_no_alert_is_lost_and_a_repeat_says_so(home: Path, httpserver: HTTPServer) -> None:
    seen: list[tuple[str, bool]] = []
    lock = threading.Lock()

    def take(request: Request) -> Response:
        body = request.json["message"]
        found = re.search(r"^Id\s+(\S+)\s*$", body, re.MULTILINE)
        with lock:
            seen.append((found[1] if found else "no id", "possible repeat" in request.json["title"] + body))
        time.sleep(0.05)
        return Response("taken")

    httpserver.expect_request("/hook", method="POST").respond_with_handler(take)
    now = datetime.now(UTC)
    told = stories(now)
    shown = [now - timedelta(days=1)]
    with Press(told, lambda: shown[0]) as press:
        environ = configure(home, f"{press.url}/news/feed", f"json://127.0.0.1:{httpserver.port}/hook")
        poll = [*MONITOR, "poll", "wire"]
        subprocess.run(poll, env=environ, check=True, capture_output=True, timeout=60)
        shown[0] = now
        subprocess.run(poll, env=environ, check=True, capture_output=True, timeout=60)
        address = f"sqlite:///{home}/data/monitor.db"
        assert waiting(address) >= len(COUNTRIES)
        chance = random.Random(7)
        for _ in range(KILLS):
            run_and_kill(environ, 1.0 + chance.random())
        daemon = subprocess.Popen([*MONITOR, "run"], env=environ, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        until = time.monotonic() + 150  # a lease that a killed daemon held runs out after a minute
        while waiting(address) and time.monotonic() < until:
            time.sleep(0.2)
        daemon.send_signal(signal.SIGTERM)
        assert daemon.wait(30) == 0
    store = open_store(address)
    with store.begin() as tx:
        rows = tx.outbox([], 1000)
    store.close()
    arrived = Counter(key for key, _ in seen)
    assert {row.state for row in rows} == {"sent"}
    assert set(arrived) == {row.id for row in rows}
    firsts: set[str] = set()
    for key, marked in seen:
        assert marked or key not in firsts, f"{key} came again and did not say so"
        firsts.add(key)
