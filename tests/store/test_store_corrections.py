"""A person's correction in the database: kept like a document, heard again like one."""

from dataclasses import replace
from datetime import date

from store_examples import DAY, MIDNIGHT, NOON, document, mention

from monitor.pipeline.correct import correct
from monitor.pipeline.learn import learn
from monitor.ports import Query, Store
from monitor.types import Deadline, Document, Due, Reading, Status

AT = replace(MIDNIGHT, day=date(2026, 8, 24))
RIGHT = Due(date(2026, 8, 26), "America/New_York")


def order(name: str, day: int, days_before: int) -> tuple[Document, Reading]:
    """An order published so many days before NOON."""
    said = mention(
        due=replace(MIDNIGHT, day=date(2026, 8, day)), previous=None, alternatives=(), status=Status.SUSPENDED
    )
    return document(id=name, text=name, published=NOON - days_before * DAY), Reading((said,))


def heard(store: Store, paper: tuple[Document, Reading]) -> None:
    with store.begin() as tx:
        learn(tx, *paper, (), NOON)


def corrected(store: Store) -> Deadline:
    """The one record, corrected a day later."""
    with store.begin() as tx:
        (record,) = tx.deadlines(Query())
        correct(tx, record, (), NOON + DAY, by="Ada", reason="the annex says so", due=RIGHT)
        return record


def test_a_correction_is_written_down_as_a_revision_and_as_a_document(store: Store) -> None:
    heard(store, order("first", 24, 2))
    record = corrected(store)
    with store.begin() as tx:
        first, second = tx.history(record.key)
        assert (second.change.new.due, second.learnt_at) == (RIGHT, NOON + DAY)
        assert second.change.new.evidence.denied == (AT,)
        assert tx.counts()["documents"] == 2
        assert tx.deadline(record.key) == second.change.new
        assert first.change.new.due == AT


def test_a_text_found_late_is_heard_before_it_and_leaves_it_standing(store: Store) -> None:
    heard(store, order("first", 24, 2))
    record = corrected(store)
    with store.begin() as tx:
        learn(tx, *order("earlier", 22, 4), (), NOON + 2 * DAY)
    with store.begin() as tx:
        assert [each.due for each in tx.deadlines(Query()) if each.evidence.rank == 6] == [RIGHT]
        assert tx.deadline(record.key) is not None


def test_the_same_record_is_corrected_twice_and_the_later_word_holds(store: Store) -> None:
    heard(store, order("first", 24, 2))
    key = corrected(store).key
    with store.begin() as tx:
        record = tx.deadline(key)
        assert record is not None
        correct(tx, record, (), NOON + 2 * DAY, by="Grace", reason="no, it was right", due=AT)
    with store.begin() as tx:
        undone = tx.deadline(key)
        assert undone is not None
        assert (undone.due, undone.evidence.title) == (AT, "Correction by Grace")
        assert undone.evidence.denied == (RIGHT,)


def test_words_of_a_correction_may_hold_anything(store: Store) -> None:
    heard(store, order("first", 24, 2))
    with store.begin() as tx:
        (record,) = tx.deadlines(Query())
        correct(tx, record, (), NOON + DAY, by="A\x00\ud800", reason="\x00' OR 1=1 --", status=Status.REVOKED)
    with store.begin() as tx:
        (record,) = tx.deadlines(Query())
        assert (record.evidence.quote, record.status) == ("\ufffd' OR 1=1 --", Status.REVOKED)
