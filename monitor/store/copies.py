"""Backups: made while the daemon works, examined without being touched, put in the place of what is there.

An SQLite database is copied by SQLite itself into one file (copying the file by other means misses what stands in its log and may
catch it half-way); PostgreSQL by its own pg_dump.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from monitor.errors import NewerSchemaError, StoreError, UsageError

SQLITE, DUMP = "SQLite", "PostgreSQL"
_BEGINNINGS = {b"SQLite format 3\0": SQLITE, b"PGDMP": DUMP}

Stopped = Callable[[], bool]
"""Asked now and then whether the work is to be given up."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds. `kind`: of database. `schema`: its revision. `counts`: rows by table."""

    kind: str
    schema: str
    counts: Mapping[str, int]


def back_up(address: str, target: Path, stopped: Stopped = lambda: False) -> Contents:
    """Copies the database at `address` into the new file `target` and reads it back; nothing is left of a copy that failed.

    Raises StoreError; UsageError when the file exists or there is nothing to copy.
    """
    from monitor.store import dumps, file_copies
    from monitor.store.engine import in_memory, read_url

    url = read_url(address)
    if in_memory(url):
        raise UsageError("a database in memory is gone when its process ends; there is nothing to back up")
    if target.exists():
        raise UsageError(f"{target} exists; a backup is never written over, choose another name")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreError(f"{target.parent} cannot be made: {error.strerror}") from None
    if url.drivername == "sqlite":
        return file_copies.copied(Path(url.database or ""), target, stopped)
    return dumps.dumped(url, target)


def contents(file: Path) -> Contents:
    """What this backup holds, every page of it read.

    Raises UsageError for a file that is no backup, StoreError for one that is damaged, NewerSchemaError.
    """
    from monitor.store import dumps, file_copies
    from monitor.store.schema import revisions

    found = file_copies.contents(file) if kind_of(file) == SQLITE else dumps.contents(file)
    if found.schema not in revisions():
        raise NewerSchemaError(
            f"{file} was written by a newer version of this program (schema {found.schema}, this one knows "
            f"{revisions()[-1]}); update the program first"
        )
    return found


def restore(address: str, file: Path, *, force: bool, mark: str) -> Path | None:
    """Puts the backup in the place of the database; where the old one, with what it held, now lies; None when there was none.

    Messages that waited when the backup was made may have been sent since: they will be sent as possible repeats. `mark`: goes into
    the name of the old one. Raises UsageError when the database holds something and `force` is not given, and when the backup
    is of another kind; StoreError, also while another process has the database open.
    """
    from monitor.store import dumps, file_copies
    from monitor.store.engine import in_memory, make_folder, read_url

    url, kind = read_url(address), kind_of(file)
    wanted = SQLITE if url.drivername == "sqlite" else DUMP
    if kind != wanted or in_memory(url):
        raise UsageError(f"{file} is a backup of {kind}, and MONITOR_DATABASE_URL names another kind of database")
    if wanted == DUMP:
        return dumps.restore(url, file, force=force, mark=mark)
    make_folder(url)
    return file_copies.restore(Path(url.database or ""), file, force=force, mark=mark)


def refuse_damage(address: str, seconds: float = 10.0) -> None:
    """Reads an SQLite database as far as it comes in so many seconds. Raises StoreError, with a remedy, for one that is damaged."""
    from monitor.store import file_copies
    from monitor.store.engine import in_memory, read_url

    url = read_url(address)
    if url.drivername == "sqlite" and not in_memory(url) and Path(url.database or "").is_file():
        file_copies.refuse_damage(Path(url.database or ""), seconds)


def kind_of(file: Path) -> str:
    """SQLite or PostgreSQL, by the first bytes. Raises UsageError."""
    try:
        with file.open("rb") as opened:
            head = opened.read(16)
    except IsADirectoryError:
        names = sorted(path.name for path in file.iterdir() if path.suffix in (".db", ".dump"))
        newest = f"; the newest in it is {names[-1]}" if names else ", and holds no backup"
        raise UsageError(f"{file} is a folder{newest}") from None
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from None
    found = next((kind for beginning, kind in _BEGINNINGS.items() if head.startswith(beginning)), None)
    if found is None:
        raise UsageError(f"{file} is no backup: neither an SQLite file nor a dump in PostgreSQL's custom format")
    return found
