"""The store: opens a database, and gives out transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from threading import Lock, get_ident
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from monitor.errors import ReadError, StoreError, UndoneError
from monitor.ports import Store
from monitor.store.alarms import Alarms
from monitor.store.documents import Documents
from monitor.store.driver import driver_do
from monitor.store.engine import engine_for, in_memory, make_folder, place_of, read_url, undo_in_memory
from monitor.store.facts import Facts
from monitor.store.items import Items
from monitor.store.marks import Marks
from monitor.store.outbox import Outbox
from monitor.store.present import Present
from monitor.store.pruning import Pruning
from monitor.store.rarity import Rarity
from monitor.store.refusals import about_the_words, refusal
from monitor.store.retelling import Retelling
from monitor.store.rooms import WorkspaceStore
from monitor.store.schema import bring_up_to_date, is_up_to_date
from monitor.store.sending import Sending
from monitor.store.sources import Sources
from monitor.store.stories import Stories
from monitor.store.tokens import Tokens
from monitor.store.workers import Workers

LOCK_SECONDS = 10.0
_NUMBERS = count(1)
"""Of savepoints: one may stand inside another."""
CONNECTIONS = 10


class SqlTransaction(
    Sources, Items, Documents, Stories, Marks, Facts, Outbox, Sending, Retelling, Alarms, Tokens, Workers, Pruning
):
    """One transaction on either database; see `ports.Transaction`."""

    def __init__(
        self,
        connection: Connection,
        place: str,
        rarity: Rarity | None = None,
        at_hand: Present | None = None,
        workspace: str | None = None,
        newest_step: list[Any] | None = None,
    ) -> None:
        super().__init__(connection, workspace)
        self.newest_step = [] if newest_step is None else newest_step
        self.place = place
        self.rarity = rarity or Rarity()
        self.at_hand = at_hand

    def within(self, workspace: str) -> "SqlTransaction":
        """The same transaction as this workspace sees it. Raises RuntimeError in one of another workspace."""
        if self.workspace not in (None, workspace):
            raise RuntimeError("a transaction of one workspace cannot become one of another")
        return SqlTransaction(self.connection, self.place, self.rarity, self.at_hand, workspace, self.newest_step)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What is written inside is undone alone when an exception leaves it.

        A refusal of the words themselves becomes ReadError, so that one document can be set aside and the rest goes on. Raises
        UndoneError where the database has let go of the whole transaction.
        """
        name = f"part_{next(_NUMBERS)}"
        try:
            # In the driver's words: the objects that SQLAlchemy makes for a savepoint cost as much as what stands inside.
            driver_do(self.connection, f"SAVEPOINT {name}")
            try:
                yield
            except BaseException as error:
                self._undo(name, error)
                raise
            driver_do(self.connection, f"RELEASE SAVEPOINT {name}")
        except SQLAlchemyError as error:
            told = refusal(error, self.place)
            raise (ReadError(str(told)) if about_the_words(error) else told) from error

    def _undo(self, name: str, error: BaseException) -> None:
        try:
            driver_do(self.connection, f"ROLLBACK TO SAVEPOINT {name}")
        except SQLAlchemyError:
            told = refusal(error, self.place) if isinstance(error, SQLAlchemyError) else f"{self.place}: {error}"
            raise UndoneError(str(told)) from error


class SqlStore:
    """A database that is open; see `ports.Store`. Threads that write take turns. `looking`: its engine for reading; None in memory."""

    def __init__(self, engine: Engine, looking: Engine | None = None) -> None:
        self.engine = engine
        self.looking = looking
        self.place = place_of(engine.url)
        self._rarity, self._at_hand = Rarity(), Present()
        self._turn = Lock()
        self._holder: int | None = None

    @contextmanager
    def begin(self) -> Iterator[SqlTransaction]:
        """A write transaction; commits on leaving, rolls back on an exception.

        Raises StoreError; ValueError for a naive datetime, RuntimeError when begun inside another one of the same thread.
        """
        if self._holder == get_ident():
            raise RuntimeError("a transaction is open in this thread already; they do not nest")
        with self._turn:
            self._holder = get_ident()
            try:
                with self.engine.begin() as connection:
                    yield SqlTransaction(connection, self.place)
            except SQLAlchemyError as error:
                raise refusal(error, self.place) from error
            finally:
                self._holder = None

    @contextmanager
    def read(self) -> Iterator[SqlTransaction]:
        """A transaction that only looks; waits for no writer, but in memory, where one connection serves all.

        Raises StoreError, also for a write.
        """
        if self.looking is None:
            with self.begin() as tx:
                yield tx
            return
        try:
            with self.looking.begin() as connection:
                yield SqlTransaction(connection, self.place, self._rarity, self._at_hand)
        except SQLAlchemyError as error:
            raise refusal(error, self.place) from error

    def within(self, workspace: str) -> Store:
        """The same database as this workspace sees it."""
        return WorkspaceStore(self, workspace)

    def close(self) -> None:
        """Lets go of the database."""
        for engine in filter(None, (self.engine, self.looking)):
            engine.dispose()


def open_sql_store(
    address: str, *, lock_seconds: float = LOCK_SECONDS, lasting: bool = True, connections: int = CONNECTIONS
) -> SqlStore:
    """Opens the database and brings its schema up to date. `lock_seconds`: how long to wait for another writer.

    `connections`: to PostgreSQL at most, two or more: one writes, all others read.
    `lasting`: False for an SQLite file that need not outlive a power cut. Raises StoreError.
    """
    url = read_url(address)
    make_folder(url)
    engine = engine_for(url, lock_seconds, lasting=lasting)
    looking = (
        None if in_memory(url) else engine_for(url, lock_seconds, lasting=lasting, looking=True, pool=connections - 1)
    )
    store = SqlStore(engine, looking)
    try:
        _prepare(store)
    except SQLAlchemyError as error:
        store.close()
        raise refusal(error, store.place) from None
    except StoreError:
        store.close()
        raise
    return store


def _prepare(store: SqlStore) -> None:
    """The schema, where something is missing: a database that is up to date is opened without waiting for a writer."""
    with (store.looking or store.engine).begin() as connection:
        ready = is_up_to_date(connection)
    if not ready:
        with store.engine.begin() as connection:
            bring_up_to_date(connection, store.place)
    undo_in_memory(store.engine)
