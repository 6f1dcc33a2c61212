"""The queue between the roles, kept by pgqueuer in PostgreSQL. No other file knows that library.

A job is offered in the transaction that decided on it, under a key that is there once among the jobs that wait or are under way. It
may run twice: when its worker dies or stands still it runs again by itself. What it does must bear that.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from pgqueuer.adapters.drivers.psycopg import PsycopgDriver
from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment, QueryQueueBuilder, QuerySchedulerBuilder
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.models import Job as Row
from pgqueuer.domain.settings import DBSettings, Durability
from pgqueuer.domain.types import Channel
from pgqueuer.qm import QueueManager
from pgqueuer.queries import Queries, SyncQueries
from psycopg import AsyncConnection, RawCursor
from psycopg.rows import dict_row

from monitor.engine.holding import FIRM
from monitor.ports import JOB_KINDS, Transaction
from monitor.store.workers import DEPTHS, JOBS_SCHEMA

SETTINGS = DBSettings(db_schema=JOBS_SCHEMA, channel=Channel(JOBS_SCHEMA), durability=Durability.balanced)
STALE = timedelta(seconds=12)
"""Without a sign of life for so long a job's worker is taken to be gone, and the job runs again."""
LOOK_EVERY = timedelta(seconds=3)
"""So often a worker looks whether there is a job, or one whose worker is gone, though nobody called."""
KEPT = timedelta(hours=1)
"""How long the library's log of jobs is kept."""
BATCH = 8
URGENCY = {kind: -place for place, kind in enumerate(JOB_KINDS)}
"""The highest number begins first."""

_VIEW = f"""CREATE OR REPLACE VIEW {DEPTHS} AS
    SELECT entrypoint AS kind,
        count(*) FILTER (WHERE status = 'queued' AND execute_after <= now()) AS waiting,
        count(*) FILTER (WHERE status = 'queued' AND execute_after > now()) AS held,
        count(*) FILTER (WHERE status = 'picked') AS doing,
        greatest(coalesce(
            extract(epoch FROM now() - min(execute_after) FILTER (WHERE status = 'queued')), 0), 0)::float8 AS lag_seconds
    FROM {JOBS_SCHEMA}.pgqueuer GROUP BY entrypoint"""  # noqa: S608  names of ours
_PRUNE = f"DELETE FROM {JOBS_SCHEMA}.pgqueuer_log WHERE created < now() - $1::interval"  # noqa: S608
_INSTALLING = 0x6465_6164_6A6F_6273
"""The number of the advisory lock under which the tables are made: "deadjobs" in ASCII."""


@dataclass(frozen=True, slots=True)
class Job:
    """`kind`: one of JOB_KINDS. `subject`: of which source or receiver. `part`: which piece of it, such as a slot; in the key.

    `rest`: not before so long from now. `tries`: how often it was put off.
    """

    kind: str
    subject: str
    part: str = ""
    rest: timedelta = timedelta()
    tries: int = 0

    @property
    def key(self) -> str:
        """There is one job of this name at a time."""
        return ":".join(filter(None, (self.kind, self.subject, self.part)))


class Later(Exception):  # noqa: N818  no error: a wish
    """The job cannot be done now; it is to run again after `rest`."""

    def __init__(self, rest: timedelta, why: str) -> None:
        super().__init__(why)
        self.rest = rest


Act = Callable[[Job], Awaitable[None]]
"""Does a job. Raises Later; whatever else it raises ends the job, and is logged."""


class _Inside:
    """Statements of the library inside a transaction of the store."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def fetch(self, query: str, *args: object) -> list[dict[str, object]]:
        cursor = RawCursor(self.connection, row_factory=dict_row)
        cursor.execute(query, args or None)
        return cursor.fetchall()


def offer(tx: Transaction, jobs: Iterable[Job]) -> int:
    """Offers jobs in this transaction; returns how many are new. One whose key waits or is under way is left as it is."""
    listed = list(jobs)
    if not listed:
        return 0
    on_postgresql: Any = tx
    inside = _Inside(on_postgresql.connection.connection.driver_connection)
    given = SyncQueries(inside, QueryQueueBuilder(SETTINGS)).enqueue(
        [job.kind for job in listed],
        [json.dumps([job.subject, job.part]).encode() for job in listed],
        [URGENCY[job.kind] for job in listed],
        execute_after=[job.rest for job in listed],
        dedupe_key=[job.key for job in listed],
        on_conflict="skip",
    )
    return sum(each is not None for each in given)


async def install(address: str) -> None:
    """Makes the library's tables, or brings them up to date; whoever comes meanwhile waits."""
    async with await AsyncConnection.connect(address, autocommit=True) as connection:
        await connection.execute("SELECT pg_advisory_lock(%s)", [_INSTALLING])
        queries = _queries(PsycopgDriver(connection))
        if await queries.schema_is_installed():
            await queries.upgrade()
        else:
            await queries.install()
        await connection.execute(_VIEW.encode())


async def prune(address: str) -> None:
    """Drops what the library logged of jobs long done."""
    async with await AsyncConnection.connect(address, autocommit=True) as connection:
        await PsycopgDriver(connection).execute(_PRUNE, KEPT)


async def work(address: str, acts: Mapping[str, Act], at_once: int, stop: asyncio.Event) -> None:
    """Does jobs of these kinds, so many at once at most, until `stop` is set or the connection is lost; those under way then end.

    Raises psycopg.Error.
    """
    # It tells of every lost connection with a traceback; what befalls a job is told by who does it.
    logging.getLogger("pgqueuer").setLevel(logging.CRITICAL)
    async with AsyncExitStack() as stack:
        listening, asking = [
            await stack.enter_async_context(await AsyncConnection.connect(address, autocommit=True, **FIRM))
            for _ in range(2)
        ]
        manager = QueueManager(_queries(_Driver(listening, asking)), channel=SETTINGS.channel)
        for kind, act in acts.items():
            manager.entrypoint(kind)(_entry(act))
        watch = asyncio.create_task(_hand_on(stop, manager.shutdown))
        try:
            await manager.run(
                dequeue_timeout=LOOK_EVERY,
                batch_size=min(BATCH, at_once // 2),
                max_concurrent_tasks=at_once,
                heartbeat_timeout=STALE,
                log_aggregation_interval=timedelta(),
            )
        finally:
            watch.cancel()


def _entry(act: Act) -> Callable[[Row], Awaitable[None]]:
    async def run(row: Row) -> None:
        subject, part = json.loads(row.payload or b'["", ""]')
        try:
            await act(Job(row.entrypoint, subject, part, tries=row.attempts))
        except Later as wish:
            raise RetryRequested(delay=wish.rest, reason=str(wish)) from wish

    return run


async def _hand_on(stop: asyncio.Event, shutdown: asyncio.Event) -> None:
    with suppress(asyncio.CancelledError):
        await stop.wait()
        shutdown.set()


class _Driver(PsycopgDriver):
    """One connection listens, the other asks: on one alone every question would wait up to a second for the listening to pause."""

    def __init__(self, listening: AsyncConnection, asking: AsyncConnection) -> None:
        super().__init__(listening)
        self._asking = PsycopgDriver(asking)

    async def fetch(self, query: str, *args: object) -> list[dict[str, object]]:
        return await self._asking.fetch(query, *args)

    async def execute(self, query: str, *args: object) -> str:
        return await self._asking.execute(query, *args)


def _queries(driver: PsycopgDriver) -> Queries:
    return Queries(
        driver, QueryBuilderEnvironment(SETTINGS), QueryQueueBuilder(SETTINGS), QuerySchedulerBuilder(SETTINGS)
    )
