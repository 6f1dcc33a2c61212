"""What every part of a transaction stands on: one connection, the workspace that it sees, and inserts beside rows already there."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache, wraps
from itertools import islice
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import ColumnElement, Connection, Dialect, Select, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel, UTCDateTime

from monitor.store.columns import clean

Row = Mapping[str, Any]
P = ParamSpec("P")
R = TypeVar("R")


class _Seeing(Protocol):
    workspace: str | None


S = TypeVar("S", bound=_Seeing)

PADDED = 50
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
        mark = mark_of(self.connection)
        for batch in batches(dict.fromkeys(map(clean, keys))):
            padded = (*batch, *[batch[-1]] * (-len(batch) % PADDED))
            words = _in_words(question, len(padded), mark)
            yield from self.connection.exec_driver_sql(words, (*map(clean, beside), *padded))

    def insert(self, model: type[SQLModel]) -> sqlite.Insert:
        """An insert that knows ON CONFLICT. Both databases speak it with the same words, in SQLAlchemy by two classes."""
        return _insert(self.connection.dialect.name, model)

    def add_new(self, model: type[SQLModel], rows: Sequence[Row]) -> int:
        """Inserts the rows whose primary key is not there yet; returns how many."""
        return len(self.added(model, rows))

    def added(self, model: type[SQLModel], rows: Sequence[Row]) -> Sequence[Any]:
        """Inserts the rows whose primary key is not there yet; returns their keys."""
        return self.connection.execute(_adding(self.connection.dialect.name, model), list(rows)).all() if rows else []

    def put(self, model: type[SQLModel], row: Row, *, keep: Sequence[str] = ()) -> None:
        """Inserts one row, or replaces the one with its primary key; `keep`: columns of an old row that stay."""
        self.put_all(model, [row], keep=keep)

    def put_all(self, model: type[SQLModel], rows: Sequence[Row], *, keep: Sequence[str] = ()) -> None:
        """Inserts rows of the same columns, or replaces those with their primary keys."""
        if not rows:
            return
        statement = _replacing(self.connection.dialect.name, model, tuple(rows[0]), tuple(keep))
        self.connection.execute(statement, list(rows))


def mark_of(connection: Connection) -> str:
    """How the driver writes a value that is given apart."""
    return "?" if connection.dialect.name == "sqlite" else "%s"


@lru_cache(maxsize=50)
def as_stored(dialect: Dialect) -> Callable[[datetime], Any]:
    """How this driver is given an instant; of a naive one it makes a ValueError."""
    stored = UTCDateTime().dialect_impl(dialect).bind_processor(dialect)
    assert stored is not None, "it looks at every instant"
    return stored


def driver_rows(connection: Connection, question: str, values: Any = ()) -> Sequence[Any]:
    """The answer to a question in the driver's words, as the driver gives it: SQLAlchemy's own rows would cost more than the question."""
    rows: Sequence[Any] = connection.exec_driver_sql(question, values).cursor.fetchall()
    return rows


@cache
def _in_words(question: str, size: int, mark: str) -> str:
    return question.format(mark=mark, keys=", ".join([mark] * size))


@cache
def _insert(dialect: str, model: type[SQLModel]) -> sqlite.Insert:
    if dialect == "postgresql":
        return postgresql.insert(table_of(model))  # type: ignore[return-value]
    return sqlite.insert(table_of(model))


@cache
def _adding(dialect: str, model: type[SQLModel]) -> Any:
    return _insert(dialect, model).on_conflict_do_nothing().returning(*table_of(model).primary_key)


@cache
def _replacing(dialect: str, model: type[SQLModel], columns: tuple[str, ...], keep: tuple[str, ...]) -> sqlite.Insert:
    """Written once: writing a statement costs more than executing it."""
    statement = _insert(dialect, model)
    keys = [column.name for column in table_of(model).primary_key]
    new = {name: statement.excluded[name] for name in columns if name not in keys and name not in keep}
    return statement.on_conflict_do_update(index_elements=keys, set_=new)
