"""Questions and orders in the driver's own words, for what is asked and written at every poll and every page.

SQLite's driver is asked directly: a look for twenty texts takes a third of the time that it takes through SQLAlchemy, a savepoint a
sixth. Its errors become SQLAlchemy's, as they are everywhere else.
"""

import sqlite3
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.exc import DBAPIError


def mark_of(dialect: Dialect) -> str:
    """How the driver writes a value that is given apart."""
    return "?" if dialect.name == "sqlite" else "%s"


def driver_rows(connection: Connection, question: str, values: Any = ()) -> Sequence[Any]:
    """The answer to a question, or what an order returns, as the driver gives it."""
    if connection.dialect.name != "sqlite":
        rows: Sequence[Any] = connection.exec_driver_sql(question, values).cursor.fetchall()
        return rows
    try:
        return _driver(connection).execute(question, values).fetchall()
    except sqlite3.Error as error:
        raise _as_sqlalchemy(error, question) from error


def driver_do(connection: Connection, order: str, values: Sequence[Any] = ()) -> None:
    """Carries out an order."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(order, tuple(values))
        return
    try:
        _driver(connection).execute(order, values)
    except sqlite3.Error as error:
        raise _as_sqlalchemy(error, order) from error


def driver_do_all(connection: Connection, order: str, rows: Sequence[Sequence[Any]]) -> None:
    """Carries out an order for each row of values."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(order, list(map(tuple, rows)))
        return
    try:
        _driver(connection).executemany(order, rows)
    except sqlite3.Error as error:
        raise _as_sqlalchemy(error, order) from error


def _driver(connection: Connection) -> sqlite3.Connection:
    driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    return driver


def _as_sqlalchemy(error: sqlite3.Error, words: str) -> BaseException:
    return DBAPIError.instance(words, None, error, sqlite3.Error, hide_parameters=True)
