"""What a watchlist would have told of what is stored, beside what was told. Reads only."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor import policy
from monitor.pipeline.learn import OLD_NEWS
from monitor.policy.marks import PUBLISHED
from monitor.policy.retold import Telling, tellings
from monitor.ports import OutboxRow, Store, Transaction
from monitor.types import Alert, Evidence, Watch

WITHDRAWN = "superseded"
AT_ONCE = 200
"""Records looked at in one transaction; more are never held in memory."""


class Difference(StrEnum):
    """How what would have been told stands to what was."""

    NEW = "new"
    GONE = "gone"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Simulated:
    """One alert. `at`: when it would have been queued; of one that is gone, when it was. `state`: what became of it, None if new."""

    at: datetime
    difference: Difference
    alert: Alert
    state: str | None = None


def _never() -> bool:
    return False


def simulated(
    store: Store, watches: Sequence[Watch], since: datetime, until: datetime, enough: Callable[[], bool] = _never
) -> Iterator[Simulated]:
    """All alerts from `since` to `until` (aware UTC), record by record and not in order of time.

    `enough`: asked before each record; from when it says so, no further one is looked at.
    """
    with store.read() as tx:
        first = tx.first_learnt()
    yield from _of_deadlines(store, watches, since, until, first, enough)
    if not enough():
        yield from _of_measures(store, watches, since, until, first)


def _of_deadlines(
    store: Store,
    watches: Sequence[Watch],
    since: datetime,
    until: datetime,
    first: Mapping[str, datetime],
    enough: Callable[[], bool],
) -> Iterator[Simulated]:
    after = ""
    while not enough():
        with store.read() as tx:
            keys = tx.records_since(since, after, AT_ONCE)
            marks, was = tx.marks(keys), _by_key(tx, since, keys)
            found: list[Simulated] = []
            for key in keys:
                if enough():
                    break
                revisions = tx.history(key)
                quiet = [
                    one.change.new.revision
                    for one in revisions
                    if _first(one.change.new.evidence, one.learnt_at, first)
                ]
                would = tellings(revisions, marks.get(key, []), watches, since, until, quiet)
                found += _compared(would, was.get(key, []))
        yield from found
        if len(keys) < AT_ONCE:
            return
        after = keys[-1]


def _of_measures(
    store: Store, watches: Sequence[Watch], since: datetime, until: datetime, first: Mapping[str, datetime]
) -> Iterator[Simulated]:
    after = ""
    while True:
        with store.read() as tx:
            heard = tx.measures_since(since, after, AT_ONCE)
            was = _by_key(tx, since, [news.key for _, news in heard])
        for at, news in heard:
            told = at <= until and at - news.evidence.published <= OLD_NEWS and not _first(news.evidence, at, first)
            would = (Telling(at, alert) for alert in policy.measure_alerts(news, watches)) if told else iter(())
            yield from _compared(would, was.get(news.key, []))
        if len(heard) < AT_ONCE:
            return
        after = heard[-1][1].key


def _first(evidence: Evidence, learnt_at: datetime, first: Mapping[str, datetime]) -> bool:
    """Did the first poll of its source bring it? That tells nothing; a person's correction always tells."""
    return evidence.rank <= PUBLISHED and evidence.document is not None and first.get(evidence.source) == learnt_at


def _by_key(tx: Transaction, since: datetime, keys: Sequence[str]) -> dict[str, list[OutboxRow]]:
    rows: dict[str, list[OutboxRow]] = {}
    for row in tx.told_since(since, keys):
        rows.setdefault(row.alert.key, []).append(row)
    return rows


def _compared(would: Iterator[Telling], was: Sequence[OutboxRow]) -> Iterator[Simulated]:
    left = {row.id: row for row in was}
    for telling in would:
        row = left.pop(telling.alert.id, None)
        if row is None:
            yield Simulated(telling.at, Difference.NEW, telling.alert)
        else:
            yield Simulated(telling.at, Difference.SAME, telling.alert, row.state)
    # Nobody was told what was withdrawn: nothing is gone with it.
    for row in (row for row in left.values() if row.state != WITHDRAWN):
        yield Simulated(row.queued_at, Difference.GONE, row.alert, row.state)
