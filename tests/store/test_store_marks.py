"""What readers said, on every database."""

from datetime import timedelta

from store_examples import DAY, HOUR, NOON, deadline, evidence, opened

from monitor.ports import Store
from monitor.types import Mark, MarkKind

ACK = Mark("a", MarkKind.ACKNOWLEDGED, "Ada", NOON, "filed \u201cearly\u201d")
MUTE = Mark("a", MarkKind.MUTED, "Bob", NOON + HOUR, until=NOON + DAY)
WRONG = Mark("b", MarkKind.WRONG, "Ada", NOON)


def marked(store: Store, *marks: Mark) -> None:
    with store.begin() as tx:
        for key in ("a", "b", "c_1", "cx1"):
            tx.save_change(opened(deadline(key)), None, NOON)
        for mark in marks:
            tx.add_mark(mark)


def test_all_that_was_said_comes_back_in_its_order(store: Store) -> None:
    marked(store, ACK, WRONG, MUTE)
    with store.begin() as tx:
        assert tx.marks(["a", "b", "c_1", "unknown"]) == {"a": [ACK, MUTE], "b": [WRONG]}
        assert tx.marks([]) == {}


def test_many_deadlines_are_asked_at_once(store: Store) -> None:
    marked(store, ACK)
    with store.begin() as tx:
        assert tx.marks([*(f"key {n}" for n in range(1200)), "a"]) == {"a": [ACK]}


def test_a_doubt_is_listed_and_taken_back(store: Store) -> None:
    sure = evidence(confidence=1.0, warnings=(), alternatives=())
    with store.begin() as tx:
        for key in ("a", "b", "c_1", "cx1"):
            tx.save_change(opened(deadline(key, evidence=sure)), None, NOON)
            tx.set_doubt(key, NOON - DAY)
            tx.set_doubt(key, None)
        tx.set_doubt("a", NOON)
        tx.set_doubt("b", NOON + timedelta(hours=1))
        assert [record.key for record in tx.doubted(10)] == ["b", "a"]
        assert [record.key for record in tx.doubted(1)] == ["b"]


def test_what_its_own_words_put_in_doubt_stays_when_a_reader_takes_a_doubt_back(store: Store) -> None:
    marked(store)
    with store.begin() as tx:
        tx.set_doubt("a", NOON + DAY)
        assert [record.key for record in tx.doubted(2)] == ["a", "cx1"]
        tx.set_doubt("a", None)
        assert [record.key for record in tx.doubted(9)] == ["cx1", "c_1", "b", "a"]


def test_keys_are_found_by_their_beginning_as_it_is_written(store: Store) -> None:
    marked(store)
    with store.begin() as tx:
        assert tx.keys("c_", 5) == ["c_1"]
        assert tx.keys("c", 5) == ["c_1", "cx1"] or tx.keys("c", 5) == ["cx1", "c_1"]
        assert tx.keys("", 2) == ["a", "b"]
