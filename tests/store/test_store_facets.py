"""Lists of deadlines, narrowed and page by page, on both databases."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from store_examples import MIDNIGHT, NOON, STEEL, deadline, opened

from monitor.ports import Store, View
from monitor.types import DeadlineKind, MeasureKind, Status

SPAN = View(since=datetime(2026, 8, 1, tzinfo=UTC), until=datetime(2027, 8, 1, tzinfo=UTC))


@pytest.fixture
def filled(store: Store) -> Store:
    with store.begin() as tx:
        for number in range(7):
            due = replace(MIDNIGHT, day=MIDNIGHT.day + timedelta(days=number // 2), clock=time(0, 1))
            measure = replace(STEEL, issuer=("US", "UK")[number % 2], targets=("CA", "GB")[number % 3 == 0 :][:1])
            record = replace(deadline(), key=f"d{number}", due=due, measure=measure, scope=f"Grade-{number} pipes")
            tx.save_change(opened(record), None, NOON)
    return store


def keys(store: Store, **narrowed: object) -> list[str]:
    with store.read() as tx:
        return [each.key for each in tx.listing(replace(SPAN, **narrowed)).deadlines]  # type: ignore[arg-type]


def test_without_a_filter_all_come_in_order_of_their_dates(filled: Store) -> None:
    assert keys(filled) == [f"d{number}" for number in range(7)]


def test_pages_follow_each_other_without_gap_or_double(filled: Store) -> None:
    for narrowed in ({}, {"measures": (MeasureKind.TARIFF,)}, {"countries": ("CA", "GB")}):
        shown: list[str] = []
        view = replace(SPAN, limit=2, **narrowed)
        with filled.read() as tx:
            while True:
                page = tx.listing(view)
                shown += [each.key for each in page.deadlines]
                if not page.more:
                    break
                last = page.deadlines[-1]
                view = replace(view, after=(last.due.opens_at, last.key))
        assert shown == keys(filled, **narrowed)
        assert len(shown) == len(set(shown)) > 3


def test_a_country_is_an_issuer_or_a_target_and_the_united_kingdom_is_one(filled: Store) -> None:
    assert keys(filled, countries=("CA",)) == ["d1", "d2", "d4", "d5"]
    assert keys(filled, countries=("UK",)) == keys(filled, countries=("GB",)) == ["d0", "d1", "d3", "d5", "d6"]


def test_every_filter_that_is_given_must_hold(filled: Store) -> None:
    both = keys(filled, countries=("GB",), measures=(MeasureKind.TARIFF,), text="grade-3 pipe")
    assert both == ["d3"]
    assert keys(filled, kinds=(DeadlineKind.HEARING,)) == []
    assert keys(filled, statuses=(Status.SUSPENDED, Status.LAPSED), text="PIPES") == keys(filled)
    assert keys(filled, text="no-such-word") == []


def test_a_record_that_changes_or_is_withdrawn_is_listed_as_it_is_now(filled: Store) -> None:
    with filled.begin() as tx:
        moved = replace(tx.deadline("d0"), revision=2, due=replace(MIDNIGHT, day=MIDNIGHT.day + timedelta(days=30)))
        tx.save_change(replace(opened(moved), old=None), None, NOON)
        gone = replace(tx.deadline("d1"), revision=2)
        tx.save_change(replace(opened(gone), old=None), None, NOON, withdrawn=True)
    assert keys(filled, measures=(MeasureKind.TARIFF,)) == keys(filled) == ["d2", "d3", "d4", "d5", "d6", "d0"]


def test_the_span_is_half_open(filled: Store) -> None:
    first = MIDNIGHT.opens_at
    assert keys(filled, since=first, until=first) == []
    assert keys(filled, since=first, until=first + timedelta(days=1)) == ["d0", "d1"]
