"""What a database's refusal means, and what to do about it, in words. No word of it holds a password."""

from sqlalchemy.exc import DataError, IntegrityError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from monitor.errors import StoreError

FULL = "the disk is full; free some space, nothing that was stored is lost"
LOCKED = "another process keeps it locked; stop the other one, or wait until it is done"
CORRUPT = "the file is damaged or is no database; nothing was changed. `monitor restore BACKUP` puts a backup in its place and keeps it"
UNOPENED = "it cannot be opened; check that the folder exists and that this user may write in it"
READ_ONLY = "it is read-only for this user; check the owner and the rights of the file and its folder"
FAULTY_DISK = "the disk is full or reports a fault; free some space, and restore the last backup if the fault stays"
UNREACHABLE = "the server cannot be reached, or breaks off; check host and port, and that it is running"
LOGIN = "the server refuses user or password; check both in the database address"
ABSENT = "there is no such database on the server; create it, or check the name in the database address"
RIGHTS = "this user lacks a right there; it must be able to create tables and to write"
IDLE = "the server ended a transaction in which this process stood still; what it did is undone and done again"
IN_USE = "all connections that MONITOR_DATABASE_POOL allows are in use; wait, or raise it"
BUSY = "the server takes no more connections now; wait, or raise its limit"

REMEDIES = {
    "SQLITE_FULL": FULL,
    "SQLITE_BUSY": LOCKED,
    "SQLITE_LOCKED": LOCKED,
    "SQLITE_CORRUPT": CORRUPT,
    "SQLITE_NOTADB": CORRUPT,
    "SQLITE_CANTOPEN": UNOPENED,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_IOERR": FAULTY_DISK,
    "53100": FULL,
    "55P03": LOCKED,
    "40P01": LOCKED,
    "28P01": LOGIN,
    "28000": LOGIN,
    "3D000": ABSENT,
    "42501": RIGHTS,
    "53300": BUSY,
    "57P03": UNREACHABLE,
    "57P01": UNREACHABLE,
    "25P03": IDLE,
}
"""By SQLite's name of the error (its first two words) or PostgreSQL's SQLSTATE."""


SAID_ON_CONNECTING = {
    "password": LOGIN,
    "role": LOGIN,
    "does not exist": ABSENT,
    "too many": BUSY,
    "connection": UNREACHABLE,
}
"""A connection that is not made has no SQLSTATE: the first phrase found in its message tells."""


def refusal(error: Exception, place: str) -> StoreError | ValueError:
    """The error to raise for a driver's error: StoreError, or ValueError for a naive datetime. `place`: what to call the database."""
    if isinstance(error, PoolTimeout):
        return StoreError(f"{place}: {IN_USE}")
    cause = error.orig if isinstance(error, StatementError) and error.orig else error
    if isinstance(cause, ValueError):
        return cause
    code = _code(cause)
    remedy = REMEDIES.get(code) if code else _remedy_on_connecting(str(cause))
    if remedy is not None:
        return StoreError(f"{place}: {remedy}")
    first_line = (str(cause).strip().splitlines() or ["no reason given"])[0]
    return StoreError(f"{place} refuses: {type(cause).__name__}: {first_line}")


def about_the_words(error: Exception) -> bool:
    """Is it what was to be written that is refused, rather than the writing?"""
    return isinstance(error, DataError | IntegrityError)


def _code(cause: BaseException) -> str:
    sqlite_name: str = getattr(cause, "sqlite_errorname", "")
    return "_".join(sqlite_name.split("_")[:2]) or getattr(cause, "sqlstate", None) or ""


def _remedy_on_connecting(message: str) -> str | None:
    return next((remedy for phrase, remedy in SAID_ON_CONNECTING.items() if phrase in message), None)
