"""The store: opens a database, and gives out transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, get_ident

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from monitor.errors import ReadError, StoreError
from monitor.store.documents import Documents
from monitor.store.engine import engine_for, make_folder, place_of, read_url
from monitor.store.facts import Facts
from monitor.store.outbox import Outbox
from monitor.store.refusals import about_the_words, refusal
from monitor.store.schema import bring_up_to_date
from monitor.store.sending import Sending
from monitor.store.sources import Sources
from monitor.store.stories import Stories

LOCK_SECONDS = 10.0


class SqlTransaction(Sources, Documents, Stories, Facts, Outbox, Sending):
    """One transaction on either database; see `ports.Transaction`."""

    def __init__(self, connection: Connection, place: str) -> None:
        super().__init__(connection)
        self.place = place

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What is written inside is undone alone when an exception leaves it.

        A refusal of the words themselves becomes ReadError, so that one document can be set aside and the rest goes on.
        """
        try:
            with self.connection.begin_nested():
                yield
        except SQLAlchemyError as error:
            told = refusal(error, self.place)
            raise (ReadError(str(told)) if about_the_words(error) else told) from error


class SqlStore:
    """A database that is open; see `ports.Store`. Threads take turns."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.place = place_of(engine.url)
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

    def close(self) -> None:
        """Lets go of the database."""
        self.engine.dispose()


def open_sql_store(address: str, *, lock_seconds: float = LOCK_SECONDS, lasting: bool = True) -> SqlStore:
    """Opens the database and brings its schema up to date. `lock_seconds`: how long to wait for another writer.

    `lasting`: False for an SQLite file that need not outlive a power cut. Raises StoreError.
    """
    url = read_url(address)
    make_folder(url)
    engine = engine_for(url, lock_seconds, lasting=lasting)
    try:
        with engine.begin() as connection:
            bring_up_to_date(connection, place_of(url))
    except SQLAlchemyError as error:
        engine.dispose()
        raise refusal(error, place_of(url)) from None
    except StoreError:
        engine.dispose()
        raise
    return SqlStore(engine)
