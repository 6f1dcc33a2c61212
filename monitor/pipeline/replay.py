"""The real pipeline over documents of the past, on a throw-away database, with a clock that follows the documents."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor import extract
from monitor.errors import ReadError
from monitor.pipeline import clock
from monitor.pipeline.learn import Learnt, learn
from monitor.ports import Query, Store, Transaction
from monitor.types import Alert, Change, Deadline, Document, Watch

AT_ONCE = 200
"""Documents and instants played in one transaction: what is lost when it breaks off was to be thrown away anyway."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a replay, at the simulated instant `at` (UTC): a change, or an alert going out."""

    at: datetime
    change: Change | None = None
    alert: Alert | None = None


def events(store: Store, documents: Iterable[Document], watches: Sequence[Watch], until: datetime) -> Iterator[Event]:
    """Plays `documents`, reminders and clock changes in between, up to and including `until`, and tells what happened as it happens.

    `documents`: in order of publication, each asked for when its turn has come and forgotten after it. A change that the clock
    had brought before its document came bears the clock's instant. Raises ValueError for a document out of order.
    """
    play = _Play(iter(documents), watches, until)
    while not play.over:
        with store.begin() as tx:
            told = play.go_on(tx)
        yield from told


def final_state(store: Store) -> list[Deadline]:
    """All deadlines as they stand, by date."""
    with store.begin() as tx:
        return tx.deadlines(Query(limit=1_000_000))


class _Play:
    """How far the replay has come: the document whose turn is next, and when the clock brings something next."""

    def __init__(self, documents: Iterator[Document], watches: Sequence[Watch], until: datetime) -> None:
        self.documents, self.watches, self.until = documents, watches, until
        self.next = next(documents, None)
        self.over = False
        self._due: datetime | None = None
        self._asked = False

    def go_on(self, tx: Transaction) -> list[Event]:
        """Plays the next AT_ONCE documents and instants."""
        told: list[Event] = []
        for _ in range(AT_ONCE):
            document = self.next
            if document is not None and document.published > self.until:
                document = None
            now = self._next_due(tx)
            if now is not None and now <= (document.published if document else self.until):
                told += self._turn(tx, now)
            elif document is not None:
                told += self._hear(tx, document)
            else:
                self.over = True
                break
        return told

    def _next_due(self, tx: Transaction) -> datetime | None:
        """Asked again only after something was written that can change it."""
        if not self._asked:
            self._due, self._asked = tx.next_due(), True
        return self._due

    def _turn(self, tx: Transaction, now: datetime) -> list[Event]:
        self._asked = False
        learnt = clock.remind(tx, self.watches, now)
        learnt.add(clock.turn(tx, self.watches, now))
        if not learnt.documents and not learnt.changes:
            raise ReadError(f"the replay stands still at {now.isoformat()}: what is due then changes nothing")
        return _told(learnt, now)

    def _hear(self, tx: Transaction, document: Document) -> list[Event]:
        self.next = next(self.documents, None)
        if self.next is not None and self.next.published < document.published:
            raise ValueError(f"{self.next.id} was published before {document.id} and comes after it")
        reading = extract.read(document)
        if reading.telling:
            self._asked = False
        # Texts are kept as evidence; nobody asks for that of a replay.
        learnt = learn(tx, replace(document, text=""), reading, self.watches, document.published)
        return _told(learnt, document.published)


def _told(learnt: Learnt, at: datetime) -> list[Event]:
    changes = [Event(change.at, change=change) for change in learnt.changes]
    return changes + [Event(at, alert=alert) for alert in learnt.alerts]
