"""Fills a database with deadlines, alerts and sources that wait, nine of each kind due in each of the next seconds."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import timedelta
from itertools import islice
from random import Random
from typing import Any

from ledger_fill import BATCH, NOW, _deadline, _write, some_deadline

from monitor.store.columns import dumped
from monitor.store.opening import SqlStore
from monitor.store.outbox import _row
from monitor.store.tables import AlertRow, DeadlineRow, SourceRow
from monitor.types import Alert, AlertReason, Deadline, Lead, SourceState

A_SECOND = timedelta(seconds=1)
DUE_A_SECOND = 9
SECONDS = 20


def fill_deadlines(store: SqlStore, records: Iterable[Deadline]) -> None:
    """Those that come first fall due for a look, nine a second; all others in a day or later."""
    numbered = enumerate(records)
    while some := list(islice(numbered, BATCH)):
        _write(store, DeadlineRow, (_planned(number, record) for number, record in some))


def _planned(number: int, record: Deadline) -> dict[str, Any]:
    row = _deadline(record, dumped(record))
    later = (row["remind_at"] or NOW) + timedelta(days=1)
    return row | {"remind_at": _instant(number) or later, "wakes_at": row["wakes_at"]}


def _instant(number: int) -> Any:
    """When one of the first falls due; None for all others."""
    second = number // DUE_A_SECOND
    return NOW + A_SECOND * (second + 1) - timedelta(milliseconds=1) if second < SECONDS else None


def fill_alerts(store: SqlStore, count: int) -> None:
    """Half of them were sent, half wait for a digest of tomorrow; a thousand receivers."""
    record = next(_some())
    for first in range(0, count, BATCH):
        _write(store, AlertRow, (_alert(number, record) for number in range(first, min(first + BATCH, count))))


def _alert(number: int, record: Deadline) -> dict[str, Any]:
    told = replace(record, key=f"{record.key}-{number % 997}")
    receiver = f"desk-{number % 1000}"
    alert = Alert(AlertReason.REMINDER, receiver, (("steel", "w.yaml:1"),), "UTC", told, lead=Lead(days=7))
    row = _row(alert, NOW, None) | {"id": f"{number}:{receiver}", "snapshot": dumped(alert)}
    if (due := _instant(number)) is not None:
        return row | {"next_at": due}
    if number % 2:
        return row | {"state": "sent", "sent_at": NOW, "next_at": None}
    return row | {"next_at": NOW + timedelta(days=1), "held": "digest"}


def _some() -> Iterator[Deadline]:
    chance = Random(2)
    yield from (record for number in range(100) if not (record := some_deadline(chance, number)).closed)


def fill_sources(store: SqlStore, count: int) -> None:
    """All were polled, nine fall due each second."""
    for first in range(0, count, BATCH):
        _write(store, SourceRow, (_source(number) for number in range(first, min(first + BATCH, count))))


def _source(number: int) -> dict[str, Any]:
    state = SourceState(f"source-{number}", _instant(number) or NOW + timedelta(minutes=10), True)
    row = asdict(state)
    row.pop("usual_gap")
    return row | {"usual_gap_seconds": None, "validators": dumped({"ETag": '"abc"'})}


def settle(store: SqlStore) -> None:
    """What a database does by itself after a while."""
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("VACUUM ANALYZE")
        else:
            connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
