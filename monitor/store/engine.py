"""The engine: how each database is opened so that a transaction means the same on both.

A transaction is a write transaction from its first word: SQLite begins it with BEGIN IMMEDIATE, PostgreSQL by taking one lock for
all of this program's writers. Two processes that read, decide and write cannot lose each other's decisions. An engine that only
looks sees one moment of the database, waits for no writer, and is refused when it writes.
"""

from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from sqlite3 import OperationalError
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import StaticPool

from monitor.errors import StoreError
from monitor.store.schema import CALLED, revisions

WRITERS_LOCK = 0x6465_6164_6C69_6E65
"""The number of the advisory lock in PostgreSQL: "deadline" in ASCII."""

PAGES_KB = 16_000
"""How much of an SQLite file is kept in memory at most: the upper parts of all indexes of a million deadlines."""
WRITERS_PAGES_KB = 64_000
"""The same for the one connection that writes, which compares each mention with about a hundred records."""
LOG_PAGES = 8000
"""So many pages of 4 KB SQLite's log grows to before they are put into the file: a sweep writes the same ones many times."""

IDLE_SECONDS = 10
"""A writer that says nothing for so long in the middle of its transaction stands still, and must not keep all others waiting."""

SHAPES = "write sqlite:///folder/monitor.db or postgresql://user:password@host/name"


def read_url(text: str) -> URL:
    """The address of a database, its driver chosen. Raises StoreError; its text never shows the address, which may hold a password."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise StoreError(f"the database address cannot be read; {SHAPES}") from None
    if url.drivername in ("postgresql", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite":
        return url
    raise StoreError(f"databases of the kind {url.drivername!r} are not supported; {SHAPES}")


def place_of(url: URL) -> str:
    """What to call the database in a message: its file, or its name and host; never its user or password."""
    if url.drivername != "sqlite":
        return f"the database {url.database or ''!r} on {url.host or 'this machine'}" + (
            f":{url.port}" if url.port else ""
        )
    return "the database in memory" if in_memory(url) else f"the database {url.database}"


def in_memory(url: URL) -> bool:
    """Does it live only as long as it is open?"""
    return url.drivername == "sqlite" and url.database in (None, "", ":memory:")


def engine_for(url: URL, lock_seconds: float, *, lasting: bool = True, looking: bool = False, pool: int = 1) -> Engine:
    """An engine for the address. `lock_seconds`: how long to wait for another writer. `lasting`: see `open_sql_store`.

    `looking`: its transactions only read. `pool`: connections to PostgreSQL at most; who finds all in use waits as for a writer.
    """
    hand_through: dict[str, Any] = {"json_serializer": _as_is, "json_deserializer": _as_is, "hide_parameters": True}
    if url.drivername != "sqlite":
        # A server that was restarted leaves dead connections behind: they are tried before use.
        called = {"connect_timeout": 10, "application_name": f"{CALLED}{revisions()[-1]}"}
        limits = {"pool_size": pool, "max_overflow": 0, "pool_timeout": lock_seconds}
        engine = create_engine(url, pool_pre_ping=True, connect_args=called, **limits, **hand_through)
        event.listen(engine, "begin", _look if looking else lambda connection: _lock(connection, lock_seconds))
        return engine
    if in_memory(url):
        hand_through |= {"poolclass": StaticPool}
    wait = {"timeout": lock_seconds, "check_same_thread": False}
    engine = create_engine(url, connect_args=wait, **hand_through)
    prepare = _prepare_sqlite if lasting else _prepare_throwaway
    event.listen(engine, "connect", _prepare_reading if looking else prepare)
    event.listen(engine, "begin", _begin if looking else _begin_immediate)
    return engine


def undo_in_memory(engine: Engine) -> None:
    """What a writer of an SQLite file may have to undo in a savepoint is kept in memory: in files each page costs two more calls.

    For a schema that is complete: what is sorted for new indexes may be larger than memory, and needs files.
    """
    if engine.url.drivername == "sqlite" and not in_memory(engine.url):
        event.listen(engine, "connect", _keep_beside_in_memory)
        engine.dispose()


def _keep_beside_in_memory(connection: SqliteConnection, _record: Any) -> None:
    connection.execute("PRAGMA temp_store = MEMORY")


def make_folder(url: URL) -> None:
    """Makes the folder of an SQLite file. Raises StoreError."""
    if url.drivername != "sqlite" or in_memory(url):
        return
    folder = Path(url.database or "").parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{place_of(url)}: its folder cannot be made: {error.strerror}; choose another, or give rights to it"
        ) from None


def _as_is(value: Any) -> Any:
    return value


def _lock(connection: Connection, seconds: float) -> None:
    wait = f"SET LOCAL lock_timeout = {int(seconds * 1000)}"
    idle = f"SET LOCAL idle_in_transaction_session_timeout = {IDLE_SECONDS * 1000}"
    connection.exec_driver_sql(f"{wait}; {idle}; SELECT pg_advisory_xact_lock({WRITERS_LOCK})")


def _look(connection: Connection) -> None:
    connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


def _begin(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    driver.execute("BEGIN")  # which waits for nothing and cannot be refused


def _prepare_reading(connection: SqliteConnection, _record: Any) -> None:
    connection.isolation_level = None
    for setting in ("query_only = ON", f"cache_size = -{PAGES_KB}"):
        connection.execute(f"PRAGMA {setting}")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _prepare_sqlite(connection: SqliteConnection, _record: Any) -> None:
    connection.isolation_level = None  # The driver begins nothing by itself; `_begin_immediate` does.
    settings = (
        "foreign_keys = ON",
        "synchronous = FULL",
        f"cache_size = -{WRITERS_PAGES_KB}",
        f"wal_autocheckpoint = {LOG_PAGES}",
    )
    for setting in settings:
        connection.execute(f"PRAGMA {setting}")
    try:
        if connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete":
            connection.execute("PRAGMA journal_mode = WAL")
    except OperationalError as error:
        # This one switch does not wait for locks. A process that is at work on a new file makes it, or the next connection does.
        if error.sqlite_errorname != "SQLITE_BUSY":
            raise


def _prepare_throwaway(connection: SqliteConnection, _record: Any) -> None:
    connection.isolation_level = None
    settings = (
        "foreign_keys = ON",
        "synchronous = OFF",
        "journal_mode = MEMORY",
        f"cache_size = -{PAGES_KB}",
    )
    for setting in settings:
        connection.execute(f"PRAGMA {setting}")
