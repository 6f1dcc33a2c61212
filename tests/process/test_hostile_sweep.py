"""The daemon for four minutes among fifty healthy feeds and one server for every trick there is."""

import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import pytest
from hostile import TRICKS
from hostile_server import HEALTHY

INTERVAL = 60.0
INTERVALS = 4
MOST_MEMORY = 300e6
"""Bytes that the daemon and its children hold together at most."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="needs /proc, and all of 127.0.0.0/8 on the loopback device"),
]


def configuration(folder: Path, port: int) -> list[str]:
    """Writes the sources; gives the hosts that must be allowed."""
    hosts = [f"127.1.0.{n}:{port}" for n in range(1, HEALTHY + 1)]
    tricks = [f"127.2.0.{n}:{port}" for n in range(1, len(TRICKS) + 1)]
    # The tricks come first, and with them all that they may hold up.
    lines = [f"  - {{name: s{n}, url: 'http://{host}/feed', every: 1m}}" for n, host in enumerate(tricks + hosts)]
    (folder / "sources.yaml").write_text("version: 1\nsources:\n" + "\n".join(lines) + "\n")
    (folder / "watchlists.yaml").write_text("version: 1\nwatches:\n  - name: All\n")
    return tricks + hosts


def family(pid: int) -> list[int]:
    """The process and its children."""
    found = [pid]
    for path in Path("/proc").iterdir():
        try:
            if path.name.isdigit() and int((path / "stat").read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(path.name))
        except OSError:
            continue
    return found


def resident(pid: int) -> int:
    """Memory of the process in bytes."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def test_healthy_feeds_are_at_most_one_interval_late_beside_every_trick(tmp_path: Path) -> None:
    visits_path = tmp_path / "visits"
    log_path = tmp_path / "log"
    script = [sys.executable, str(Path(__file__).parent / "hostile_server.py")]
    with visits_path.open("w") as visits, log_path.open("w") as log:
        server = subprocess.Popen(script, stdout=visits)
        try:
            while not visits_path.read_text().endswith("\n"):
                time.sleep(0.05)
            hosts = configuration(tmp_path, int(visits_path.read_text()))
            environ = {key: value for key, value in os.environ.items() if not key.startswith("MONITOR_")} | {
                "MONITOR_WEB_PORT": "0",
                "MONITOR_DATA_DIR": str(tmp_path / "data"),
                "MONITOR_ALLOW_PRIVATE_HOSTS": ",".join(hosts),
            }
            began = time.monotonic()
            command = [sys.executable, "-m", "monitor", "run", "--config", str(tmp_path)]
            daemon = subprocess.Popen(command, env=environ, stdout=log, stderr=log)
            most = alone = 0
            while time.monotonic() < began + INTERVAL * INTERVALS and daemon.poll() is None:
                each = [resident(pid) for pid in family(daemon.pid)]
                most, alone = max(most, sum(each)), max(alone, each[0])
                time.sleep(0.2)
            daemon.send_signal(signal.SIGTERM)
            assert daemon.wait(30) == 0, log_path.read_text()[-3000:]
        finally:
            server.kill()
            server.wait()
    times = defaultdict(list)
    for line in visits_path.read_text().splitlines()[1:]:
        at, number = line.split()
        times[number].append(float(at))
    ended = began + INTERVAL * INTERVALS
    gaps = [
        later - earlier
        for seen in times.values()
        for earlier, later in zip([began, *seen], [*seen, ended], strict=True)
    ]
    memory = f"{most / 1e6:.0f} MB, {alone / 1e6:.0f} without the children"
    print(f"longest gap {max(gaps):.1f} s, most memory {memory}, visits {sum(map(len, times.values()))}")
    assert len(times) == HEALTHY
    assert max(gaps) <= 2 * INTERVAL
    assert "Traceback" not in log_path.read_text()
    assert most < MOST_MEMORY, memory
