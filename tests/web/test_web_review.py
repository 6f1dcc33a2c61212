"""The list of doubts: why, on what words, and what settles each with one button."""

import re
from dataclasses import replace

import pytest
from store_examples import evidence
from web_forms import fill, followed
from web_room import NOW, Reader, due, duty, learn

from monitor.ports import Store
from monitor.types import MarkKind
from monitor.web.answers import put_mark

MAYBE = due(23)
UNSURE = duty(evidence=evidence(confidence=0.4, warnings=("midnight may be either",), alternatives=(MAYBE,)))


@pytest.fixture
def reader(store: Store) -> Reader:
    """A site on which one duty is in doubt, for three reasons."""
    learn(store, UNSURE, duty("us-mx"))
    with store.begin() as tx:
        tx.set_doubt("us-ca", NOW)
    return Reader(store)


def test_each_doubt_is_told_with_its_words_and_what_would_settle_it(reader: Reader) -> None:
    page = reader.get("/review").text
    for words in (
        "ambiguous: the same words can mean Sun 23 Aug 2026, 00:01 New York",
        "warning: midnight may be either",
        "low confidence (40%)",
        "It is right as it stands",
        "It is Sun 23 Aug 2026, 00:01 New York",
    ):
        assert words in page
    assert "us-mx" not in page


@pytest.mark.parametrize(("button", "day"), [("right as it stands", 22), ("Sun 23 Aug", 23)])
def test_one_button_settles_it(reader: Reader, button: str, day: int) -> None:
    page = reader.get("/review").text
    found = re.search(rf'<button name="date" value="([^"]+)">[^<]*{button}', page)
    assert found
    fields = {"date": found[1], "name": "Ada", "reason": "the annex", "next": "/review"}
    after = followed(reader, fill(reader, "/review", "/deadlines/us-ca/correct", fields))
    assert "Nothing to review" in after
    assert "corrected. It stands now" in after
    with reader.store.read() as tx:
        record = tx.deadline("us-ca")
    assert record is not None
    assert record.due.day.day == day


def test_the_first_button_of_a_form_sets_the_date_that_was_typed(reader: Reader) -> None:
    form = reader.get("/review").text.partition("/deadlines/us-ca/correct")[2]
    assert re.findall(r"<button[^>]*>([^<]+)<", form)[0] == "Set this date"


def test_who_says_that_a_date_is_wrong_is_named(store: Store) -> None:
    learn(store, duty())
    reader = Reader(store)
    assert "Nothing to review" in reader.get("/review").text
    put_mark(reader.site, "us-ca", MarkKind.WRONG, by="Ada", note="the annex says 26")
    page = reader.get("/review").text
    assert "said to be wrong by Ada on Thu 20 Aug 2026, 14:00 Brussels (CEST, UTC+2): the annex says 26" in page


def test_many_doubts_come_up_in_turn(store: Store) -> None:
    learn(store, *(replace(UNSURE, key=f"us-{number}") for number in range(25)))
    with store.begin() as tx:
        for number in range(25):
            tx.set_doubt(f"us-{number}", NOW)
    answer = Reader(store).get("/review")
    assert answer.text.count("<section") == 20
    assert "There are more" in answer.text
    assert len(answer.content) < 60_000
