"""Records at hand read as the database does, whatever is committed meanwhile and by whom."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from store_examples import NOON, deadline, opened, revised

from monitor.ports import Store, View
from monitor.store import open_store, present
from monitor.store.rarity import Rarity, months
from monitor.types import Deadline

SPAN = View(since=datetime(2026, 8, 1, tzinfo=UTC), until=datetime(2027, 8, 1, tzinfo=UTC))


def listed(store: Store) -> list[Deadline]:
    with store.read() as tx:
        return list(tx.listing(SPAN).deadlines)


def stored(store: Store, *records: Deadline) -> None:
    with store.begin() as tx:
        for record in records:
            tx.save_change(opened(record), None, NOON)


def some(count: int) -> list[Deadline]:
    return [replace(deadline(), key=f"d{number:03}", scope=f"pipes-{number}") for number in range(count)]


def test_what_another_process_commits_is_read_at_the_next_look(store: Store) -> None:
    stored(store, deadline())
    assert [each.revision for each in listed(store)] == [1]
    with store.begin() as tx:
        tx.save_change(revised(deadline()), None, NOON)
    assert [each.revision for each in listed(store)] == [2]


def test_a_record_that_was_withdrawn_is_listed_no_more(store: Store) -> None:
    stored(store, *some(3))
    assert len(listed(store)) == 3
    with store.begin() as tx:
        tx.save_change(revised(some(2)[1]), None, NOON, withdrawn=True)
    assert [each.key for each in listed(store)] == ["d000", "d002"]


def test_a_look_that_began_earlier_sees_what_it_saw(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/monitor.db")
    stored(store, deadline())
    with store.read() as early:
        early.listing(SPAN)
        with store.begin() as tx:
            tx.save_change(revised(deadline()), None, NOON)
        with store.read() as late:
            assert [each.revision for each in late.listing(SPAN).deadlines] == [2]
        assert [each.revision for each in early.listing(SPAN).deadlines] == [1]
    assert [each.revision for each in listed(store)] == [2]
    store.close()


def test_many_revisions_at_once_empty_what_is_at_hand(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(present, "AT_ONCE", 2)
    stored(store, *some(4))
    listed(store)
    with store.begin() as tx:
        for record in some(4):
            tx.save_change(revised(record), None, NOON)
    assert [each.revision for each in listed(store)] == [2, 2, 2, 2]


def test_what_nobody_asks_for_is_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(present, "KEPT", 2)
    store = open_store(f"sqlite:///{tmp_path}/monitor.db")
    stored(store, *some(9))
    for number in range(9):
        with store.read() as tx:
            (record,) = tx.listing(replace(SPAN, limit=1, text=f"pipes-{number}")).deadlines
        assert record.scope == f"pipes-{number}"
    at_hand = store._at_hand  # type: ignore[attr-defined]
    assert len({**at_hand._young, **at_hand._old}) <= 6
    store.close()


def test_figures_of_rarity_are_shared_by_spans_of_the_same_months() -> None:
    since, until = datetime(2026, 8, 3, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC)
    span = (datetime(2026, 8, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
    assert months(since, until) == months(since + timedelta(days=20), until - timedelta(days=20)) == span


def test_figures_of_rarity_are_found_anew_after_many_revisions(store: Store) -> None:
    rarity, facet = Rarity(), f"status {deadline().status}"
    for newest, count in ((1, 0), (2, 0), (2000, 3)):
        with store.begin() as tx:
            connection = tx.connection  # type: ignore[attr-defined]
            assert rarity.counts(connection, [facet], SPAN.since, SPAN.until, newest) == {facet: count}
        if newest == 1:
            stored(store, *some(3))
