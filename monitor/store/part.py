"""What every part of a transaction stands on: one connection, the workspace that it sees, and inserts beside rows already there."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import ColumnElement, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

Row = Mapping[str, Any]
P = ParamSpec("P")
R = TypeVar("R")


class _Seeing(Protocol):
    workspace: str | None


S = TypeVar("S", bound=_Seeing)


def table_of(model: type[SQLModel]) -> Table:
    """The table behind a model."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


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

    def insert(self, model: type[SQLModel]) -> sqlite.Insert:
        """An insert that knows ON CONFLICT. Both databases speak it with the same words, in SQLAlchemy by two classes."""
        if self.connection.dialect.name == "postgresql":
            return postgresql.insert(table_of(model))  # type: ignore[return-value]
        return sqlite.insert(table_of(model))

    def add_new(self, model: type[SQLModel], rows: Sequence[Row]) -> int:
        """Inserts the rows whose primary key is not there yet; returns how many."""
        if not rows:
            return 0
        statement = self.insert(model).on_conflict_do_nothing().returning(*table_of(model).primary_key)
        return len(self.connection.execute(statement, list(rows)).all())

    def put(self, model: type[SQLModel], row: Row, *, keep: Sequence[str] = ()) -> None:
        """Inserts one row, or replaces the one with its primary key; `keep`: columns of an old row that stay."""
        self.put_all(model, [row], keep=keep)

    def put_all(self, model: type[SQLModel], rows: Sequence[Row], *, keep: Sequence[str] = ()) -> None:
        """Inserts rows of the same columns, or replaces those with their primary keys."""
        if not rows:
            return
        statement = self.insert(model)
        keys = [column.name for column in table_of(model).primary_key]
        new = {name: statement.excluded[name] for name in rows[0] if name not in keys and name not in keep}
        self.connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=new), list(rows))
