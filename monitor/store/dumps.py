"""Dumps of a PostgreSQL database by its own pg_dump and pg_restore, of the same version as the server or a newer one.

The password goes to them in the environment, never on the command line, where every user of the machine could read it.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from monitor.errors import StoreError, UsageError
from monitor.store.copies import DUMP, Contents
from monitor.store.engine import engine_for, place_of
from monitor.store.refusals import refusal
from monitor.store.tables import Table
from monitor.store.workers import JOBS_SCHEMA

OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""
REPEATS = "UPDATE alerts SET unclear = true WHERE state IN ('pending', 'sending')"


def dumped(url: URL, target: Path) -> Contents:
    """Dumps the database into a new file that only its owner can read. Raises StoreError; UsageError without pg_dump."""
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        part.touch(mode=0o600)
        where, secret = connection_words(url)
        kept = ["--format=custom", "--no-owner", "--no-privileges", f"--exclude-schema={JOBS_SCHEMA}"]
        _run("pg_dump", [*kept, f"--file={part}", where], secret)
        found = contents(part, name=target)
        part.rename(target)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror}") from None
    finally:
        part.unlink(missing_ok=True)
    return found


def contents(file: Path, *, name: Path | None = None) -> Contents:
    """Reads all of a dump. Raises StoreError when it is damaged; UsageError without pg_restore, or for a dump of something else."""
    counts: dict[str, int] = {}
    schema, table = "", None
    for line in _script(file, name or file):
        if table is not None and line.startswith(b"\\."):
            table = None
        elif table is not None:
            counts[table] += 1
            schema = line.decode().strip() if table == "alembic_version" else schema
        elif line.startswith(b"COPY "):
            table = line.split()[1].decode().split(".")[-1].strip('"')
            counts[table] = 0
    if counts.pop("alembic_version", None) is None:
        raise UsageError(f"{name or file} is no dump of a database of this program")
    return Contents(DUMP, schema, dict(sorted(counts.items())))


def restore(url: URL, file: Path, *, force: bool, mark: str) -> Path | None:
    """See `copies.restore`. What the database held is dumped beside the backup before its tables are dropped."""
    with _connected(url) as connection:
        rows = _rows(connection)
        others = connection.scalar(text(OTHERS))
    if rows and not force:
        raise UsageError(
            f"{place_of(url)} is not empty ({rows} rows); "
            "with --force the backup takes its place, and what it held is dumped beside the backup first"
        )
    if others:
        raise StoreError(f"{others} other connections to {place_of(url)} are open; stop the daemon first")
    old = file.with_name(f"replaced-{mark}.dump") if rows else None
    if old is not None:
        dumped(url, old)
    with _connected(url) as connection:
        Table.metadata.drop_all(connection)
        connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
    where, secret = connection_words(url)
    options = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", f"--dbname={where}"]
    try:
        _run("pg_restore", [*options, str(file)], secret)
    except StoreError as error:
        raise StoreError(f"{error}; what the database held lies in {old}" if old else str(error)) from None
    with _connected(url) as connection:
        connection.execute(text(REPEATS))
    return old


def connection_words(url: URL) -> tuple[str, dict[str, str]]:
    """The address as PostgreSQL's own programs take it, without the password; and the password as their environment."""
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    words = conninfo_to_dict(plain)
    password = words.pop("password", None)
    return make_conninfo("", **words), {"PGPASSWORD": str(password)} if password else {}


@contextmanager
def _connected(url: URL) -> Iterator[Connection]:
    engine = engine_for(url, 10.0)
    try:
        with engine.begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise refusal(error, place_of(url)) from None
    finally:
        engine.dispose()


def _rows(connection: Connection) -> int:
    present = set(inspect(connection).get_table_names())
    ours = [name for name in Table.metadata.tables if name in present]
    return sum(connection.scalar(text(f'SELECT count(*) FROM "{name}"')) or 0 for name in ours)  # noqa: S608


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise UsageError(
            f"PostgreSQL's {name} is not installed here; install the client of your server's version (postgresql-client), or "
            f"back up on the server: pg_dump --format=custom --no-owner --exclude-schema={JOBS_SCHEMA} --file=monitor.dump NAME, "
            "and back: pg_restore --no-owner --single-transaction --dbname=NAME monitor.dump (into an empty database)"
        )
    return found


def _run(name: str, options: list[str], secret: dict[str, str]) -> None:
    program = _program(name)
    done = subprocess.run(  # noqa: S603  the program of that name, with options of our own
        [program, *options], env=os.environ | secret, capture_output=True, check=False, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        words = _last_words(done.stderr)
        hint = "; install the client of the server's version" if "version mismatch" in words else ""
        raise StoreError(f"{words}{hint}")


def _script(file: Path, name: Path) -> Iterator[bytes]:
    """The rows of the dump as SQL, line by line: all of it is unpacked on the way."""
    options = ["--data-only", "--file=-", str(file)]
    with subprocess.Popen(  # noqa: S603
        [_program("pg_restore"), *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None, "it is a pipe"
        assert process.stderr is not None, "it is a pipe"
        yield from process.stdout
        words = process.stderr.read()
    if process.returncode:
        raise StoreError(f"the backup {name} is damaged: {_last_words(words)}; take an older one")


def _last_words(said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines()
    return next((line for line in lines if "error" in line), lines[-1] if lines else "no reason given")
