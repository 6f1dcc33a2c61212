"""Rows of a table as a driver takes them and gives them.

SQLAlchemy says what each type of column looks like there; its statements, which look at every value of every row by way of several
calls, cost more than the database does, and every poll writes many rows.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import Column, Connection, Dialect, Table
from sqlmodel import UTCDateTime

from monitor.store.columns import Frozen, Words, clean_or_none, dumped
from monitor.store.driver import driver_do_all, driver_rows, mark_of

Row = Mapping[str, Any]
Made = Callable[[Any], Any]

INSTANTS = 256
"""So many instants are kept as the driver takes them."""
MOST_TOGETHER = 32
"""Rows in one statement where the database is to tell which of them are new: SQLite takes 999 values at least."""


class Insert:
    """The words that write rows of these columns, and how each value is given."""

    def __init__(self, dialect: Dialect, table: Table, columns: tuple[str, ...], ending: str) -> None:
        mark = mark_of(dialect)
        self._head = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES "  # noqa: S608 (names of our own tables)
        self._marks = f"({', '.join([mark] * len(columns))})"
        self._ending = ending
        self._given = tuple((name, given_as(dialect, table.c[name])) for name in columns)
        self.one = f"{self._head}{self._marks}{ending}"

    def many(self, rows: int) -> str:
        """The words for so many rows at once."""
        return f"{self._head}{', '.join([self._marks] * rows)}{self._ending}"

    def values(self, row: Row) -> list[Any]:
        """One row as the driver takes it. Raises ValueError for a naive datetime."""
        return [row[name] if made is None else made(row[name]) for name, made in self._given]


def write(connection: Connection, words: Insert, rows: Sequence[Row]) -> None:
    """Writes the rows one by one, in one go."""
    driver_do_all(connection, words.one, [words.values(row) for row in rows])


def written(connection: Connection, words: Insert, rows: Sequence[Row]) -> Iterator[Any]:
    """Writes the rows, and gives what the statement returns of those that were written."""
    for some in _pieces(rows):
        values = tuple(chain.from_iterable(map(words.values, some)))
        yield from driver_rows(connection, words.many(len(some)), values)


def _pieces(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """In pieces of 32, 16, 8, 4, 2 and 1, so that the database meets few different statements and can plan each once."""
    start, size = 0, MOST_TOGETHER
    while start < len(rows):
        while size > len(rows) - start:
            size //= 2
        yield rows[start : start + size]
        start += size


@cache
def inserting(dialect: Dialect, table: Table, columns: tuple[str, ...]) -> Insert:
    """Writes new rows; one whose key is there already is an error."""
    return Insert(dialect, table, columns, "")


@cache
def adding(dialect: Dialect, table: Table, columns: tuple[str, ...]) -> Insert:
    """Writes rows whose key is not there yet, and returns their keys."""
    return Insert(dialect, table, columns, f" ON CONFLICT DO NOTHING RETURNING {', '.join(_keys(table))}")


@cache
def replacing(dialect: Dialect, table: Table, columns: tuple[str, ...], keep: tuple[str, ...]) -> Insert:
    """Writes rows, or replaces those with their keys; `keep`: columns of an old row that stay."""
    keys = _keys(table)
    new = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in keys and name not in keep)
    return Insert(dialect, table, columns, f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {new}")


@lru_cache(maxsize=50)
def reading(dialect: Dialect, table: Table) -> Callable[[Sequence[Any]], dict[str, Any]]:
    """What makes values by column of a whole row of the table, as the driver gives it; see `columns_of`."""
    taken = tuple((column.name, _taken_as(dialect, column)) for column in table.columns)

    def read(row: Sequence[Any]) -> dict[str, Any]:
        return {
            name: value if value is None or made is None else made(value)
            for (name, made), value in zip(taken, row, strict=True)
        }

    return read


@cache
def columns_of(table: Table) -> str:
    """The columns that `reading` expects, in its order."""
    return ", ".join(column.name for column in table.columns)


def given_as(dialect: Dialect, column: Column[Any]) -> Made | None:
    """What makes a value of this column one that the driver takes; None where it takes it as it is."""
    if isinstance(column.type, Frozen):
        return _json
    if isinstance(column.type, Words):
        return clean_or_none
    if isinstance(column.type, UTCDateTime):
        return as_stored(dialect)
    made: Made | None = column.type.dialect_impl(dialect).bind_processor(dialect)
    return made


@lru_cache(maxsize=50)
def as_stored(dialect: Dialect) -> Callable[[datetime | None], Any]:
    """How this driver is given an instant; of a naive one it makes a ValueError. The rows of one poll bear the same few."""
    stored = UTCDateTime().dialect_impl(dialect).bind_processor(dialect)
    assert stored is not None, "it looks at every instant"
    return lru_cache(maxsize=INSTANTS)(stored)


def _taken_as(dialect: Dialect, column: Column[Any]) -> Made | None:
    made: Made | None = column.type.dialect_impl(dialect).result_processor(dialect, None)
    return made


def _json(value: Any) -> str | None:
    return None if value is None else dumped(value)


def _keys(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key)
