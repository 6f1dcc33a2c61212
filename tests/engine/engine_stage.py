"""A stage for tests of the engine: an empty PostgreSQL with the queue in it, and jobs done by hand."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pipeline_stage import EVERYTHING, NEWS, Stage, at
from psycopg import connect

from monitor.engine import connection_address
from monitor.engine.acts import Acts
from monitor.engine.jobs import Job, install
from monitor.engine.scheduler import Scheduler
from monitor.engine.worker import Worker
from monitor.store.opening import SqlStore
from monitor.store.workers import JOBS_SCHEMA

START = at("2026-03-03T09:00")


@dataclass
class Works:
    """A stage with a scheduler and a worker beside it; `clock` of the stage is theirs."""

    store: SqlStore
    stage: Stage = field(init=False)
    address: str = field(init=False)

    def __post_init__(self) -> None:
        self.stage = Stage(self.store, START, (EVERYTHING,))
        url = self.store.engine.url.render_as_string(hide_password=False)
        self.address = connection_address(url)
        asyncio.run(install(self.address))
        self.ask(f"TRUNCATE {JOBS_SCHEMA}.pgqueuer, {JOBS_SCHEMA}.pgqueuer_log")
        self.scheduler = Scheduler(self.stage.world, [NEWS], address=self.address)
        self.worker = Worker(self.stage.world, [NEWS], self.address)
        self.acts = Acts(self.stage.world, [NEWS], lambda: False)

    def ask(self, query: str, *words: object) -> list[tuple[Any, ...]]:
        """What the database itself answers."""
        with connect(self.address, autocommit=True) as connection:
            cursor = connection.execute(query.encode(), words)
            return cursor.fetchall() if cursor.description else []

    def queue(self) -> list[tuple[str, str]]:
        """(key, state) of the jobs, the oldest first."""
        return [
            (key, state)
            for key, state in self.ask(f"SELECT dedupe_key, status::text FROM {JOBS_SCHEMA}.pgqueuer ORDER BY id")
        ]

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.stage.run(work)

    def slot(self, name: str = NEWS.name) -> datetime:
        """The slot at which the source stands."""
        with self.store.begin() as tx:
            return tx.source_states([name])[name].next_poll_at

    def poll(self, slot: datetime, name: str = NEWS.name) -> None:
        """Does the job of that slot."""
        self.run(self.acts.poll(Job("poll", name, slot.isoformat())))


async def until(found: Callable[[], bool], seconds: float = 60.0) -> None:
    """Waits until it is so; for things that run on threads, processes or servers."""
    async with asyncio.timeout(seconds):
        while not found():  # noqa: ASYNC110  nobody tells
            await asyncio.sleep(0.05)


async def beside(work: Awaitable[Any], running: Coroutine[Any, Any, Any], stop: asyncio.Event) -> None:
    """Does the work while the other thing runs, then stops that."""
    task = asyncio.create_task(running)
    try:
        await work
    finally:
        stop.set()
        await task
