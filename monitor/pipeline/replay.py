"""The real pipeline over documents of the past, on a throw-away database, with a clock that follows the documents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor import extract
from monitor.errors import ReadError
from monitor.pipeline import clock
from monitor.pipeline.learn import Learnt, learn
from monitor.ports import Query, Store
from monitor.types import Alert, Change, Deadline, Document, Watch


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a replay, at the simulated instant `at` (UTC): a change, or an alert going out."""

    at: datetime
    change: Change | None = None
    alert: Alert | None = None


def events(store: Store, documents: Sequence[Document], watches: Sequence[Watch], until: datetime) -> Iterator[Event]:
    """Plays `documents` in order of publication, reminders and clock changes in between, up to and including `until`."""
    for document in sorted(documents, key=lambda document: document.published):
        if document.published > until:
            break
        yield from _clock_events(store, watches, document.published)
        reading = extract.read(document)
        with store.begin() as tx:
            learnt = learn(tx, document, reading, watches, document.published)
        yield from _told(learnt, document.published)
    yield from _clock_events(store, watches, until)


def final_state(store: Store) -> list[Deadline]:
    """All deadlines as they stand, by date."""
    with store.begin() as tx:
        return tx.deadlines(Query(limit=1_000_000))


def _clock_events(store: Store, watches: Sequence[Watch], until: datetime) -> Iterator[Event]:
    while True:
        with store.begin() as tx:
            now = tx.next_due()
            if now is None or now > until:
                return
            learnt = clock.remind(tx, watches, now)
            learnt.add(clock.turn(tx, watches, now))
        if not learnt.documents and not learnt.changes:
            raise ReadError(f"the replay stands still at {now.isoformat()}: what is due then changes nothing")
        yield from _told(learnt, now)


def _told(learnt: Learnt, at: datetime) -> Iterator[Event]:
    yield from (Event(change.at, change=change) for change in learnt.changes)
    yield from (Event(at, alert=alert) for alert in learnt.alerts)
