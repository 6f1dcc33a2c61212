"""Words that were taken for a known deadline say why."""

import pytest
from ledger_story import ORDER, WIRE, Story, says, tariff

from monitor.types import Firmness, MeasureKind, MeasureMention, Mention, Status

OIL = tariff("IN", 25, authority="IEEPA", instrument="EO 14329")
START = says("effective", "2025-08-27 00:01", OIL)


def why(*said: Mention, first: Mention = START, rank: int = ORDER) -> str:
    """Why the second document's words were taken to be about the first one's record."""
    story = Story()
    story.at("2025-08-06 09:00").sees(first, rank=ORDER)
    story.at("2025-08-20 09:00").sees(*said, rank=rank)
    (record,) = story.records.values()
    assert record.revision == 2
    return record.evidence.because


def test_the_words_that_open_a_record_were_taken_for_nothing_known() -> None:
    story = Story()
    story.at("2025-08-06 09:00").sees(START, rank=ORDER)
    (record,) = story.records.values()
    assert record.evidence.because == ""


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(
            says("effective", "2025-09-02 00:01", OIL, "extended"),
            "the same issuer (US) and targets (IN), authority IEEPA in both, instrument EO 14329 in both, rate 25 % in both",
            id="all details are shared",
        ),
        pytest.param(
            says("effective", "2025-09-02 00:01", tariff("", 25), was="2025-08-27"),
            "the same issuer (US), the words name no target, rate 25 % in both, it names the record's date as the one it replaces",
            id="the words are poorer than the record",
        ),
        pytest.param(
            says("effective", "2025-08-27", tariff("IN", issuer=None), firmness="published"),
            "the same targets (IN), the same date",
            id="a known date told again",
        ),
        pytest.param(
            says("effective", "2025-08-27", tariff("IN", 50)),
            "the same issuer (US) and targets (IN), although the rate differs, the same date",
            id="a detail differs",
        ),
        pytest.param(
            says("effective", "2025-08-21", OIL, "revoked"),
            "the same issuer (US) and targets (IN), authority IEEPA in both, instrument EO 14329 in both, rate 25 % in both",
            id="an end",
        ),
    ],
)
def test_a_match_says_what_ties_the_words_to_the_record(said: Mention, expected: str) -> None:
    assert why(said) == expected


def test_a_licence_under_its_next_letter_goes_on_from_the_one_before() -> None:
    one, two = (tariff("RU", kind=MeasureKind.LICENCE, instrument=name) for name in ("GL 128", "GL 128A"))
    told = why(says("expiry", "2025-12-13", two, "in_force"), first=says("expiry", "2025-11-21", one, "in_force"))
    assert told == "the same issuer (US) and targets (RU), instrument GL 128A goes on from GL 128"


def test_a_demand_is_known_by_whom_it_is_made_of() -> None:
    one, two = tariff("RU", 100), tariff("RU", kind=MeasureKind.SANCTIONS)
    first, second = (
        says("ultimatum", when, threat, "threatened", "said")
        for when, threat in (("2025-09-02", one), ("2025-08-28", two))
    )
    told = why(second, first=first)
    assert told == "the same issuer (US) and targets (RU), both are demands, whatever is threatened"


def test_a_pause_overtaken_by_its_other_day_says_which() -> None:
    goods = tariff("US", issuer="EU")
    story = Story()
    story.at("2025-07-13 08:00").sees(says("suspension_end", "2025-08-06", goods, "suspended"), rank=ORDER)
    story.at("2025-07-24 08:00").sees(says("effective", "2025-08-07", goods), rank=ORDER)
    story.at("2025-08-05 08:00").sees(says("suspension_end", "2026-02-07", goods, "suspended"), rank=ORDER)
    over = next(record for record in story.records.values() if record.closed)
    assert over.evidence.because.startswith("a pause and the start after it, told a day apart: eu-tariff-us-effective")


def test_a_dispute_keeps_the_reason_beside_the_other_date() -> None:
    story = Story()
    story.at("2025-08-06 09:00").sees(START, rank=ORDER)
    story.at("2025-08-07 09:00").sees(says("effective", "2025-08-30", tariff("IN", 25), firmness="said"), rank=WIRE)
    (record,) = story.records.values()
    (note,) = record.evidence.warnings
    assert note.startswith("disputed: 2025-08-30 according to wire")
    assert note.endswith("(taken for this deadline because: the same issuer (US) and targets (IN), rate 25 % in both)")


def test_words_of_an_end_without_a_date_say_what_ties_them_to_the_record() -> None:
    gone = MeasureMention(tariff("", instrument="EO 14329"), Status.REVOKED, Firmness.SIGNED, "is revoked", 0, 10)
    story = Story()
    story.at("2025-08-06 09:00").sees(START, rank=ORDER)
    story.at("2025-08-20 09:00").sees(rank=ORDER, measures=[gone])
    (record,) = story.records.values()
    assert record.evidence.because == "the same issuer (US), the words name no target, instrument EO 14329 in both"
