"""What every part of a transaction stands on: one connection, the workspace that it sees, and inserts beside rows already there."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache, wraps
from itertools import islice
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from monitor.store.columns import clean
from monitor.store.driver import driver_do_all, driver_rows, mark_of
from monitor.store.rows import Row, adding, as_stored, inserting, replacing, write, written

P = ParamSpec("P")
R = TypeVar("R")


class _Seeing(Protocol):
    workspace: str | None


S = TypeVar("S", bound=_Seeing)

PADDED = 10
"""Questions about keys come in multiples of so many."""
AT_ONCE = 500
"""Databases limit how many values one question may carry."""


def table_of(model: type[SQLModel]) -> Table:
    """The table behind a model."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


def batches(keys: Iterable[str]) -> Iterator[list[str]]:
    """The keys, as many at a time as one question may carry."""
    rest = iter(keys)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch


def one_of(column: Any, size: int) -> Any:
    """Is the column one of so many keys, which come with the question? Written once; a plain list is written anew each time."""
    return column.in_([bindparam(f"key_{number}") for number in range(size)])


def of_keys(question: Callable[[int], Select[Any]], keys: Sequence[str]) -> tuple[Select[Any], dict[str, str]]:
    """The question about at least one key, see `one_of`, and its values; padded, so that few different ones are ever written."""
    padded = (*keys, *[keys[-1]] * (-len(keys) % PADDED))
    return question(len(padded)), {f"key_{number}": key for number, key in enumerate(padded)}


def of_the_whole(method: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """What concerns all workspaces: it refuses where only one is seen."""

    @wraps(method)
    def guarded(self: S, /, *given: P.args, **named: P.kwargs) -> R:
        if self.workspace is not None:
            raise RuntimeError(f"{method.__name__} is about all workspaces, and this transaction sees one")
        return method(self, *given, **named)

    return guarded


class Part:
    """One connection inside its transaction. `workspace`: whose rows it sees; None: everybody's."""

    def __init__(self, connection: Connection, workspace: str | None = None) -> None:
        self.connection = connection
        self.workspace = workspace

    def mine(self, column: Any) -> tuple[ColumnElement[bool], ...]:
        """The condition on a column of workspaces: none where the whole database is seen."""
        return () if self.workspace is None else (column == self.workspace,)

    def refuse_others(self, workspace: str) -> None:
        """Raises ValueError where something would be written for another workspace than the one that is seen."""
        if self.workspace is not None and workspace != self.workspace:
            raise ValueError("this is of another workspace than the transaction sees")

    def asked(self, question: str, keys: Iterable[str], *beside: str) -> Iterator[Any]:
        """Rows of a question in the driver's words about any number of keys.

        `{keys}` stands for those, and `{mark}`, before them, for a value `beside`. For what is asked at every poll: the statement
        that SQLAlchemy writes costs more than its answer.
        """
        mark = mark_of(self.connection.dialect)
        for batch in batches(dict.fromkeys(map(clean, keys))):
            padded = (*batch, *[batch[-1]] * (-len(batch) % PADDED))
            words = _in_words(question, len(padded), mark)
            yield from driver_rows(self.connection, words, (*map(clean, beside), *padded))

    def do(self, order: str, *values: Any) -> None:
        """Carries out an order in the driver's words, which writes. `{mark}` stands for a value; an instant is given as `stored`."""
        self.do_all(order, [values])

    def do_all(self, order: str, rows: Sequence[Sequence[Any]]) -> None:
        """Carries out the same order with the values of each row, in one go."""
        if rows:
            given = [[clean(value) if isinstance(value, str) else value for value in values] for values in rows]
            driver_do_all(self.connection, _in_words(order, 0, mark_of(self.connection.dialect)), given)

    def stored(self, at: datetime | None) -> Any:
        """An aware instant, or none, as the driver takes it. Raises ValueError for a naive one."""
        return as_stored(self.connection.dialect)(at)

    def insert(self, model: type[SQLModel]) -> sqlite.Insert:
        """An insert that knows ON CONFLICT. Both databases speak it with the same words, in SQLAlchemy by two classes."""
        return _insert(self.connection.dialect.name, model)

    def add(self, model: type[SQLModel], rows: Sequence[Row]) -> None:
        """Inserts rows of the same columns; one whose key is there already is an error."""
        if rows:
            write(self.connection, inserting(self.connection.dialect, table_of(model), tuple(rows[0])), rows)

    def add_new(self, model: type[SQLModel], rows: Sequence[Row]) -> int:
        """Inserts the rows of the same columns whose primary key is not there yet; returns how many."""
        return len(self.added(model, rows))

    def added(self, model: type[SQLModel], rows: Sequence[Row]) -> Sequence[Any]:
        """Inserts the rows of the same columns whose primary key is not there yet; returns their keys."""
        if not rows:
            return []
        return list(written(self.connection, adding(self.connection.dialect, table_of(model), tuple(rows[0])), rows))

    def put(self, model: type[SQLModel], row: Row, *, keep: Sequence[str] = ()) -> None:
        """Inserts one row, or replaces the one with its primary key; `keep`: columns of an old row that stay."""
        self.put_all(model, [row], keep=keep)

    def put_all(self, model: type[SQLModel], rows: Sequence[Row], *, keep: Sequence[str] = ()) -> None:
        """Inserts rows of the same columns, or replaces those with their primary keys."""
        if rows:
            write(
                self.connection, replacing(self.connection.dialect, table_of(model), tuple(rows[0]), tuple(keep)), rows
            )


@cache
def _in_words(question: str, size: int, mark: str) -> str:
    return question.format(mark=mark, keys=", ".join([mark] * size))


@cache
def _insert(dialect: str, model: type[SQLModel]) -> sqlite.Insert:
    if dialect == "postgresql":
        return postgresql.insert(table_of(model))  # type: ignore[return-value]
    return sqlite.insert(table_of(model))
