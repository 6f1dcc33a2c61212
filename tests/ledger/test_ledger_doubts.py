"""Which records a person should look at, and why."""

from dataclasses import replace

import pytest
from ledger_story import ORDER, Story, due, says, tariff

from monitor.ledger import Doubting, doubts
from monitor.types import Deadline, Mention, Status

CANADA = tariff("CA", 50)
START = says("effective", "2026-08-19 00:01", CANADA)
KEY = "us-tariff-ca-effective-2026-08"


def record(said: Mention) -> Deadline:
    """The record that these words open."""
    story = Story()
    story.at("2026-07-20 17:00").sees(said, rank=ORDER)
    return story.records[KEY]


def why(deadline: Deadline) -> list[str]:
    return [doubt.why for doubt in doubts(deadline)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(START, [], id="plain words leave no doubt"),
        pytest.param(replace(START, confidence=0.7), [], id="something inferred is no doubt yet"),
        pytest.param(replace(START, confidence=0.65), [Doubting.CONFIDENCE], id="much inferred is one"),
        pytest.param(
            replace(START, warnings=("EST is written in August",)), [Doubting.WARNING], id="a fault in the text"
        ),
        pytest.param(replace(START, alternatives=(due("2026-08-20"),)), [Doubting.AMBIGUOUS], id="two meanings"),
        pytest.param(replace(START, alternatives=(START.due,)), [], id="the same meaning twice is one"),
        pytest.param(
            replace(START, alternatives=(due("2026-08-20"),), warnings=("odd",), confidence=0.3),
            [Doubting.AMBIGUOUS, Doubting.WARNING, Doubting.CONFIDENCE],
            id="all at once",
        ),
    ],
)
def test_the_words_that_a_record_rests_on_are_in_doubt(said: Mention, expected: list[str]) -> None:
    assert why(record(said)) == expected


def test_a_dispute_is_a_doubt_until_a_person_settles_it() -> None:
    story = Story()
    story.at("2026-07-20 17:00").sees(START, rank=ORDER)
    story.at("2026-07-21 09:00").sees(says("effective", "2026-08-25", CANADA, firmness="said"))
    assert why(story.records[KEY]) == [Doubting.DISPUTED]
    story.at("2026-07-22 09:00").corrects(KEY, "2026-08-19 00:01")
    assert why(story.records[KEY]) == []


def test_a_lesser_source_s_finer_date_is_a_note_and_no_doubt() -> None:
    story = Story()
    story.at("2026-07-20 17:00").sees(says("effective", "2026-08-19", CANADA), rank=ORDER)
    story.at("2026-07-21 09:00").sees(says("effective", "2026-08-19 00:01", CANADA, firmness="said"))
    assert story.records[KEY].evidence.warnings
    assert why(story.records[KEY]) == []


def test_a_date_that_has_passed_is_in_doubt_no_more_but_a_dispute_about_what_runs_is() -> None:
    unsure = replace(record(replace(START, confidence=0.3)), status=Status.IN_FORCE)
    assert why(unsure) == []
    note = "disputed: revoked according to wire"
    assert why(replace(unsure, evidence=replace(unsure.evidence, warnings=(note,)))) == [Doubting.DISPUTED]


def test_of_what_has_ended_only_a_person_s_word_can_be_in_doubt() -> None:
    story = Story()
    story.at("2026-07-20 17:00").sees(START, rank=ORDER)
    story.at("2026-07-21 09:00").corrects(KEY, status=Status.REVOKED)
    story.at("2026-07-22 09:00").sees(START, rank=ORDER)
    assert why(story.records[KEY]) == [Doubting.DISPUTED]
    by_an_order = replace(story.records[KEY], evidence=replace(story.records[KEY].evidence, rank=ORDER))
    assert why(by_an_order) == []
