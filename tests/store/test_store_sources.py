"""Sources, quarantine and heartbeats, on every database."""

from dataclasses import replace
from datetime import timedelta, timezone

from store_examples import DAY, HOUR, NOON, source_state

from monitor.ports import Store


def test_a_source_never_polled_is_absent(store: Store) -> None:
    with store.begin() as tx:
        assert tx.source_states(["gazette"]) == {}


def test_a_source_comes_back_as_it_was_saved(store: Store) -> None:
    with store.begin() as tx:
        tx.save_source(source_state())
        tx.save_source(source_state(name="other", last_ok_at=None, last_item_at=None, validators={}))
    with store.begin() as tx:
        assert tx.source_states(["gazette", "unknown"]) == {"gazette": source_state()}


def test_the_last_save_of_a_source_wins(store: Store) -> None:
    with store.begin() as tx:
        tx.save_source(source_state())
        tx.save_source(source_state(failures=0, error="", next_poll_at=NOON + DAY))
        assert tx.source_states(["gazette"])["gazette"] == source_state(failures=0, error="", next_poll_at=NOON + DAY)


def test_an_instant_of_another_zone_comes_back_as_the_same_instant_in_utc(store: Store) -> None:
    eastern = timezone(timedelta(hours=-4))
    with store.begin() as tx:
        tx.save_source(source_state(next_poll_at=NOON.astimezone(eastern)))
        found = tx.source_states(["gazette"])["gazette"].next_poll_at
    assert found == NOON
    assert found.utcoffset() == timedelta(0)


def test_items_set_aside_are_counted_by_source(store: Store) -> None:
    with store.begin() as tx:
        assert tx.set_aside() == {}
        for number in range(3):
            tx.quarantine("gazette", f"https://gazette.example/{number % 2}", "no date", NOON)
        tx.quarantine("other", "https://other.example/1", "no date", NOON)
    with store.read() as tx:
        assert tx.set_aside() == {"gazette": 2, "other": 1}


def test_an_item_that_fails_at_every_poll_is_one_quarantined_item(store: Store) -> None:
    with store.begin() as tx:
        for poll in range(3):
            tx.quarantine("gazette", "https://gazette.example/bad", "no date", NOON + poll * HOUR)
        tx.quarantine("gazette", "https://gazette.example/" + "x" * 9000, "too long an address for any index", NOON)
        assert tx.counts()["quarantined"] == 2


def test_the_pulse_remembers_the_last_beat_of_each_tick(store: Store) -> None:
    with store.begin() as tx:
        for moment in (NOON, NOON + HOUR):
            tx.note_alive("poll", moment)
        tx.note_alive("deliver", NOON)
    with store.begin() as tx:
        assert tx.last_alive() == {"poll": NOON + HOUR, "deliver": NOON}


def test_text_that_no_database_takes_is_kept_with_a_mark_and_found_again(store: Store) -> None:
    hostile = source_state(name="a\x00b\ud800c", error="\udfff and \x00", validators={"etag": "\x00\ud83d"})
    with store.begin() as tx:
        tx.save_source(hostile)
    with store.begin() as tx:
        found = tx.source_states([hostile.name])[hostile.name]
    marked = {"name": "a\ufffdb\ufffdc", "error": "\ufffd and \ufffd", "validators": {"etag": "\ufffd\ufffd"}}
    assert found == replace(hostile, **marked)
