"""Copies of an SQLite file."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from monitor.errors import StoreError, UsageError
from monitor.store.copies import SQLITE, Contents, Stopped
from monitor.store.refusals import CORRUPT, refusal

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file while it is open, or after a crash."""
STEPS = 50_000
"""Instructions of SQLite between two looks at whether to go on: a few thousandths of a second."""
ROOM = 20_000_000
"""Bytes that must stay free beside a copy."""
DAMAGED = "it is damaged; take an older one"
REPEATS = "UPDATE alerts SET unclear = 1 WHERE state IN ('pending', 'sending')"


def copied(source: Path, target: Path, stopped: Stopped) -> Contents:
    """Copies the file while others read and write it: one moment of it, in one file. Raises StoreError; UsageError without a source."""
    if not source.is_file():
        raise UsageError(f"there is no database {source}; there is nothing to back up")
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        _copy(source, part, stopped)
        found = contents(part, name=target, thorough=False)
        part.rename(target)
        _to_disk(target.parent)
    finally:
        part.unlink(missing_ok=True)
    return found


def contents(file: Path, *, name: Path | None = None, thorough: bool = True) -> Contents:
    """Reads every page. `thorough`: are indexes and references compared as well? `name`: what to call it. Raises StoreError."""
    place = f"the backup {name or file}"
    with _told(place, DAMAGED), _opened(file, "ro" if _has_log(file) else "ro&immutable=1") as connection:
        words = connection.execute(f"PRAGMA {'integrity' if thorough else 'quick'}_check(1)").fetchone()[0]
        if words != "ok":
            raise StoreError(f"{place}: {DAMAGED} ({words.splitlines()[-1]})")
        if thorough and (lost := connection.execute("PRAGMA foreign_key_check").fetchone()):
            raise StoreError(f"{place}: {DAMAGED} (a row of {lost[0]} refers to one of {lost[2]} that is not there)")
        tables = _tables(connection)
        if "alembic_version" not in tables:
            raise UsageError(f"{name or file} is no database of this program")
        schema = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return Contents(SQLITE, schema[0] if schema else "", _counts(connection, tables))


def restore(database: Path, backup: Path, *, force: bool, mark: str) -> Path | None:
    """See `copies.restore`. Also refuses while another process has the file open. A damaged database needs no `force`."""
    if database.exists() and database.samefile(backup):
        raise UsageError(f"{backup} is the database itself")
    rows = _rows(database)
    if rows and not force:
        raise UsageError(
            f"{database} is not empty ({rows} rows); with --force the backup takes its place, and it is kept beside it"
        )
    if rows is not None:
        _refuse_company(database)
    fresh = database.with_name(f"{database.name}.restoring")
    fresh.unlink(missing_ok=True)
    try:
        _copy(backup, fresh, lambda: False)
        with _told(f"the copy {fresh}"), _opened(fresh, "rw") as connection:
            connection.execute(REPEATS)
        _hand_over(fresh, database if database.exists() else database.parent)
        old = _set_aside(database, mark)
        fresh.rename(database)
        _to_disk(database.parent)
    except OSError as error:
        raise StoreError(f"{database}: the backup cannot be put there: {error.strerror}") from None
    finally:
        fresh.unlink(missing_ok=True)
    return old


def refuse_damage(database: Path, seconds: float) -> None:
    """See `copies.refuse_damage`."""
    until = time.monotonic() + seconds
    with _told(f"the database {database}"), _opened(database, "ro") as connection:
        connection.set_progress_handler(lambda: time.monotonic() > until, STEPS)
        try:
            words = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_INTERRUPT":
                raise
            return
        if words != "ok":
            raise StoreError(f"the database {database}: {CORRUPT} ({words.splitlines()[-1]})")


def _copy(source: Path, target: Path, stopped: Stopped) -> None:
    """VACUUM INTO a new file that only its owner can read, on the disk when this returns."""
    size = source.stat().st_size
    room = os.statvfs(target.parent)
    if room.f_bavail * room.f_frsize < size + ROOM:
        raise StoreError(f"{target.parent} has no room for a copy of {size // 1_000_000} MB; free some space there")
    try:
        target.touch(mode=0o600, exist_ok=False)
        with (
            _told(f"the copy of {source}"),
            _opened(source, "rw" if os.access(source, os.W_OK) else "ro") as connection,
        ):
            connection.set_progress_handler(stopped, STEPS)
            connection.execute("VACUUM INTO ?", (str(target),))
        _to_disk(target)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror}") from None
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _rows(database: Path) -> int | None:
    """How many rows would go with the database; None for one that is damaged or not there. It is only read, and left as it is."""
    if not database.is_file() or database.stat().st_size == 0:
        return None
    try:
        with _opened(database, "ro") as connection:
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return None
            return sum(_counts(connection, _tables(connection)).values())
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            return None
        raise refusal(error, f"the database {database}") from None


def _refuse_company(database: Path) -> None:
    """Raises StoreError while another process has it open: leaving the write-ahead log asks for the file alone, and empties the log."""
    with _told(f"the database {database}"), _opened(database, "rw", timeout=0.5) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                raise StoreError(f"another process has {database} open; stop the daemon first") from None
            raise


def _set_aside(database: Path, mark: str) -> Path | None:
    """Renames the file and what lies beside it: a log of the old one must never be read into the new one."""
    if not database.exists():
        for end in BESIDE:
            database.with_name(database.name + end).unlink(missing_ok=True)
        return None
    old = database.with_name(f"{database.name}.replaced-{mark}")
    database.rename(old)
    for end in BESIDE:
        with suppress(FileNotFoundError):
            database.with_name(database.name + end).rename(old.with_name(old.name + end))
    return old


def _hand_over(file: Path, like: Path) -> None:
    """Root restores for the daemon's user: the file belongs to whom the old one, or its folder, belongs."""
    if os.geteuid() == 0:
        owner = like.stat()
        os.chown(file, owner.st_uid, owner.st_gid)


def _tables(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return sorted(name for (name,) in found)


def _counts(connection: sqlite3.Connection, tables: list[str]) -> dict[str, int]:
    counted = [name for name in tables if name != "alembic_version"]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in counted}  # noqa: S608


def _has_log(file: Path) -> bool:
    log = file.with_name(f"{file.name}-wal")
    return log.is_file() and log.stat().st_size > 0


@contextmanager
def _opened(file: Path, mode: str, timeout: float = 10.0) -> Iterator[sqlite3.Connection]:
    """A connection that begins nothing by itself, closed afterwards; it never makes a file that is not there."""
    address = f"file:{quote(str(file.absolute()))}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, timeout=timeout, isolation_level=None, check_same_thread=False)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def _told(place: str, damaged: str = CORRUPT) -> Iterator[None]:
    """A refusal of SQLite as StoreError, with a remedy; `damaged`: the one for a file that is."""
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise StoreError(f"{place}: {damaged}") from None
        raise refusal(error, place) from None


def _to_disk(path: Path) -> None:
    """Waits until the file, or the folder's list of names, has reached the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
