"""Items as they were last read, and backfills, on every database."""

from dataclasses import replace
from datetime import date, timedelta

from store_examples import DAY, HOUR, NOON, document, mention, reading, source_state

from monitor.ports import Store
from monitor.types import Backfill, Item, Seen

URL = "https://gazette.example/1"


def seen(**changes: object) -> Seen:
    full = Seen(
        source="gazette",
        item=Item(URL, "A title", "", NOON - HOUR, day_only=True),
        published=NOON - DAY,
        listed="l1",
        digest="d1",
        facts="f1",
        read_at=NOON,
        read_again_at=NOON + HOUR,
        revised_at=NOON - HOUR,
        validators={"ETag": '"1"'},
    )
    return replace(full, **changes)


def at(number: int) -> Item:
    return Item(f"https://gazette.example/{number}", "A title", "", NOON)


def test_an_item_comes_back_as_it_was_saved_and_the_last_save_wins(store: Store) -> None:
    later = seen(digest="d2", revised_at=None, read_again_at=None, validators={})
    with store.begin() as tx:
        tx.save_seen([seen(), replace(seen(), source="other")])
        tx.save_seen([seen(digest="d3"), later])
    with store.begin() as tx:
        assert tx.seen("gazette", [URL, "https://gazette.example/unknown"]) == {URL: later}


def test_items_are_found_by_how_they_are_listed_and_by_their_text(store: Store) -> None:
    with store.begin() as tx:
        tx.save_seen([seen()])
        tx.add_document(document(), reading(), NOON)
        assert tx.listed("gazette", ["l1", "l2"]) == {"l1"}
        assert tx.listed("other", ["l1"]) == set()
        assert tx.texts_of("gazette", [document().digest, "no"]) == {document().digest}
        assert tx.texts_of("other", [document().digest]) == set()


def test_pages_to_read_again_come_the_longest_overdue_first(store: Store) -> None:
    with store.begin() as tx:
        for number, again in ((1, NOON), (2, NOON - HOUR), (3, NOON + HOUR), (4, None)):
            tx.save_seen([seen(item=at(number), read_again_at=again)])
        assert [each.item for each in tx.to_read_again("gazette", NOON, 5)] == [at(2), at(1)]
        assert [each.item for each in tx.to_read_again("gazette", NOON, 1)] == [at(2)]
        assert tx.to_read_again("other", NOON, 5) == []


def test_it_is_known_whether_an_address_tells_a_date_in_some_time(store: Store) -> None:
    due = mention().due.opens_at
    with store.begin() as tx:
        tx.add_document(document(), reading(), NOON)
        assert tx.tells_date_between("gazette", document().url, due - HOUR, due + HOUR)
        assert not tx.tells_date_between("gazette", document().url, due + HOUR, due + DAY)
        assert not tx.tells_date_between("gazette", "https://gazette.example/2", due - HOUR, due + HOUR)


def test_a_backfill_is_resumed_where_it_stopped(store: Store) -> None:
    some = Backfill("gazette", date(2026, 1, 1), 4, NOON - 30 * DAY, 90)
    with store.begin() as tx:
        assert tx.backfill("gazette") is None
        tx.save_backfill(Backfill("gazette", date(2026, 1, 1)))
        tx.save_backfill(some)
        assert tx.backfill("gazette") == some


def test_sources_that_fell_silent_together_are_woken_together(store: Store) -> None:
    resting = source_state(next_poll_at=NOON + DAY, unanswered=True, failing_since=NOON - HOUR)
    with store.begin() as tx:
        tx.save_source(resting)
        tx.save_source(replace(resting, name="longer", failing_since=NOON - DAY))
        tx.save_source(replace(resting, name="refusing", unanswered=False))
        assert tx.wake_sources(NOON - 2 * HOUR, NOON) == 1
        assert {name for name, state in tx.source_states().items() if state.next_poll_at == NOON} == {"gazette"}


def test_the_last_success_of_any_source_is_known(store: Store) -> None:
    with store.begin() as tx:
        assert tx.last_success_at() is None
        tx.save_source(source_state(last_ok_at=None))
        tx.save_source(source_state(name="one", last_ok_at=NOON - DAY))
        tx.save_source(source_state(name="two", last_ok_at=NOON))
        assert tx.last_success_at() == NOON


def test_habits_of_a_source_come_back_as_they_were(store: Store) -> None:
    state = source_state(
        failing_since=NOON, unanswered=True, empty=2, undated=3, full_at=NOON - HOUR, usual_gap=timedelta(hours=7)
    )
    with store.begin() as tx:
        tx.save_source(state)
        assert tx.source_states(["gazette"]) == {"gazette": state}
