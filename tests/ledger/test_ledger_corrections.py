"""A person's correction stands above every publisher, and is never lost."""

import pytest
from ledger_story import AGENCY, LEADER, ORDER, WIRE, Story, says, tariff

from monitor.types import Firmness, MeasureMention, Status

CANADA = tariff("CA", 50)
START = says("effective", "2026-08-19 00:01", CANADA)
KEY = "us-tariff-ca-effective-2026-08"


def opened() -> Story:
    """An order has been heard."""
    story = Story()
    story.at("2026-07-20 17:00").sees(START, rank=ORDER)
    story.untold.clear()
    return story


def corrected() -> Story:
    """And a person has said that it begins a day later."""
    story = opened()
    story.at("2026-07-21 09:00").corrects(KEY, "2026-08-20 00:01").then_changed(
        "corrected effective 2026-08-19 00:01 -> 2026-08-20 00:01 announced"
    )
    return story


def test_a_correction_moves_the_date_of_an_order_and_keeps_who_said_so_and_why() -> None:
    (record,) = corrected().records.values()
    assert (record.key, record.revision, record.evidence.rank) == (KEY, 2, 6)
    assert (record.evidence.source, record.evidence.title) == ("correction", "Correction by Ada")
    assert record.evidence.quote == "the annex says so"


@pytest.mark.parametrize("rank", [WIRE, LEADER, AGENCY, ORDER])
def test_what_is_published_afterwards_only_disputes_it(rank: int) -> None:
    story = corrected()
    story.at("2026-07-25 09:00").sees(
        says("effective", "2026-08-25 00:01", CANADA, "extended"), rank=rank
    ).then_changed("disputed effective 2026-08-20 00:01 announced")


def test_the_date_that_was_wrong_told_again_disputes_once_and_opens_nothing() -> None:
    story = corrected()
    story.at("2026-07-25 09:00").sees(START, rank=ORDER).then_changed("disputed effective 2026-08-20 00:01 announced")
    story.at("2026-07-26 09:00").sees(says("effective", "2026-08-19", CANADA, firmness="said")).then_changed()
    assert set(story.records) == {KEY}


def test_an_act_that_sets_out_from_the_wrong_date_disputes_too() -> None:
    story = corrected()
    moved = says("effective", "2026-08-22 00:01", tariff("CA"), was="2026-08-19")
    story.at("2026-08-18 22:34").sees(moved, rank=ORDER).then_changed("disputed effective 2026-08-20 00:01 announced")
    (record,) = story.records.values()
    assert any(warning.startswith("disputed: 2026-08-22 ") for warning in record.evidence.warnings)


def test_the_corrected_date_told_again_is_no_news() -> None:
    story = corrected()
    story.at("2026-07-25 09:00").sees(says("effective", "2026-08-20", CANADA), rank=ORDER).then_changed()
    story.sees(says("effective", "2026-08-20 00:01", CANADA, was="2026-08-19"), rank=ORDER).then_changed()


def test_no_lesser_source_makes_a_corrected_day_finer() -> None:
    story = opened()
    story.at("2026-07-21 09:00").corrects(KEY, "2026-08-20")
    story.untold.clear()
    story.at("2026-07-25 09:00").sees(says("effective", "2026-08-20 00:01", CANADA), rank=ORDER).then_changed()


def test_a_court_too_only_disputes_it() -> None:
    gone = MeasureMention(CANADA, Status.STRUCK_DOWN, Firmness.SIGNED, "is unlawful", 0, 11)
    story = corrected()
    story.at("2026-07-25 09:00").sees(rank=ORDER, measures=[gone]).then_changed(
        "disputed effective 2026-08-20 00:01 announced"
    )


def test_a_later_correction_replaces_it_and_can_undo_it() -> None:
    story = corrected()
    story.at("2026-07-22 09:00").corrects(KEY, "2026-08-21").then_changed(
        "corrected effective 2026-08-20 00:01 -> 2026-08-21 announced"
    )
    story.at("2026-07-23 09:00").corrects(KEY, "2026-08-19 00:01").then_changed(
        "corrected effective 2026-08-21 -> 2026-08-19 00:01 announced"
    )
    story.at("2026-07-24 09:00").sees(START, rank=ORDER).then_changed()
    story.at("2026-07-24 10:00").sees(says("effective", "2026-08-20", CANADA), rank=ORDER).then_changed(
        "disputed effective 2026-08-19 00:01 announced"
    )


def test_the_same_date_said_by_a_person_settles_a_doubt() -> None:
    story = opened()
    story.at("2026-07-20 19:00").sees(says("effective", "2026-08-25", CANADA, firmness="said")).then_changed(
        "disputed effective 2026-08-19 00:01 announced"
    )
    story.at("2026-07-21 09:00").corrects(KEY, "2026-08-19 00:01").then_changed(
        "corrected effective 2026-08-19 00:01 announced"
    )
    (record,) = story.records.values()
    assert (record.evidence.warnings, record.evidence.confidence) == ((), 1.0)


def test_a_person_ends_a_deadline_and_its_date_told_again_does_not_begin_it_anew() -> None:
    story = opened()
    story.at("2026-07-21 09:00").corrects(KEY, status=Status.REVOKED).then_changed(
        "corrected effective 2026-08-19 00:01 revoked"
    )
    assert str(story.records[KEY].ended_day) == "2026-07-21"
    story.at("2026-07-25 09:00").sees(says("effective", "2026-08-19", CANADA, firmness="said")).then_changed(
        "disputed effective 2026-08-19 00:01 revoked"
    )
    story.at("2026-07-26 09:00").sees(START, rank=ORDER).then_changed()
    story.at("2026-08-20 09:00").then_changed()
    assert set(story.records) == {KEY}


def test_a_deadline_that_a_person_ended_can_be_opened_again_by_a_person() -> None:
    story = opened()
    story.at("2026-07-21 09:00").corrects(KEY, status=Status.REVOKED)
    story.untold.clear()
    story.at("2026-07-22 09:00").corrects(KEY, status=Status.ANNOUNCED).then_changed(
        "corrected effective 2026-08-19 00:01 announced"
    )
    assert story.records[KEY].ended_day is None
    story.at("2026-08-19 00:01").then_changed("in_force effective 2026-08-19 00:01 in_force")


def test_what_had_begun_is_announced_again_when_its_date_lies_ahead() -> None:
    story = opened()
    story.at("2026-08-19 09:00").then_changed("in_force effective 2026-08-19 00:01 in_force")
    story.corrects(KEY, "2026-08-29 00:01").then_changed(
        "corrected effective 2026-08-19 00:01 -> 2026-08-29 00:01 announced"
    )
    story.at("2026-08-29 00:01").then_changed("in_force effective 2026-08-29 00:01 in_force")


def test_what_the_clock_had_ended_is_open_again_when_its_date_lies_ahead() -> None:
    story = Story()
    story.at("2026-07-20 17:00").sees(says("ultimatum", "2026-08-01", CANADA, "threatened", "said"), rank=LEADER)
    story.at("2026-08-05 09:00").untold.clear()
    story.corrects("us-tariff-ca-ultimatum-2026-08", "2026-08-15").then_changed(
        "corrected ultimatum 2026-08-01 -> 2026-08-15 threatened"
    )
    story.at("2026-08-17 09:00").then_changed("lapsed ultimatum 2026-08-15 lapsed")


def test_the_clock_goes_on_from_a_date_that_a_person_puts_into_the_past() -> None:
    story = opened()
    story.at("2026-07-21 09:00").corrects(KEY, "2026-07-20").then_changed(
        "corrected effective 2026-08-19 00:01 -> 2026-07-20 announced"
    )
    assert story.records[KEY].status is Status.IN_FORCE


def test_a_corrected_rate_stays() -> None:
    story = opened()
    story.at("2026-07-21 09:00").corrects(KEY, rate=35)
    story.at("2026-07-25 09:00").sees(START, rank=ORDER)
    assert story.records[KEY].measure.rate_percent == 35


def test_an_extension_that_only_disputes_is_told_even_when_the_corrected_date_has_passed() -> None:
    story = Story()
    story.at("2026-07-01 09:00").sees(says("expiry", "2026-07-20", CANADA, "in_force"), rank=ORDER)
    story.at("2026-07-02 09:00").corrects("us-tariff-ca-expiry-2026-07", "2026-07-25")
    story.at("2026-07-28 09:00").untold.clear()
    story.sees(says("expiry", "2026-09-30", CANADA, "extended"), rank=ORDER).then_changed(
        "disputed expiry 2026-07-25 expired"
    )


def test_an_earlier_text_found_later_leaves_the_correction_standing() -> None:
    story = corrected()
    earlier = says("effective", "2026-08-15 00:01", CANADA)
    story.at("2026-07-23 09:00").sees(earlier, rank=AGENCY, published="2026-07-10 09:00")
    assert {record.due.day.isoformat() for record in story.records.values() if record.evidence.rank == 6} == {
        "2026-08-20"
    }


def reported(*, corrected: bool) -> Story:
    """A newspaper's date, which a person corrects or not, before the order of the weeks before comes to light: it has another one."""
    story = Story()
    story.at("2026-08-01 09:00").sees(says("effective", "2026-08-25", CANADA, "announced", "said"))
    if corrected:
        story.at("2026-08-02 09:00").corrects(KEY, "2026-08-26")
    story.untold.clear()
    order = says("effective", "2026-09-05", CANADA)
    return story.at("2026-08-03 09:00").sees(order, rank=ORDER, published="2026-07-20 09:00")


def test_a_record_that_no_text_tells_any_more_is_withdrawn_but_not_once_a_person_has_corrected_it() -> None:
    assert set(reported(corrected=False).records) == {"us-tariff-ca-effective-2026-09"}
    story = reported(corrected=True)
    assert set(story.records) == {KEY, "us-tariff-ca-effective-2026-09"}
    record = story.records[KEY]
    assert (str(record.due.day), record.evidence.title) == ("2026-08-26", "Correction by Ada")


def test_a_withdrawn_record_names_the_one_that_took_its_place_and_its_words() -> None:
    (gone,) = [change.new for change in reported(corrected=False).untold if change.new.key == KEY]
    assert gone.evidence.because.endswith("its words are told under us-tariff-ca-effective-2026-09 now")
    assert gone.evidence.quote == "effective 2026-09-05 announced"


def test_a_withdrawn_record_ends_on_the_day_of_its_own_zone() -> None:
    story = Story()
    report = says("effective", "2026-08-25", CANADA, "announced", "said", zone="Europe/Brussels")
    story.at("2026-08-01 09:00").sees(report)
    order = says("effective", "2026-09-05", CANADA)
    story.at("2026-08-03 22:00").sees(order, rank=ORDER, published="2026-07-20 09:00")
    assert [str(change.new.ended_day) for change in story.untold if change.new.key == KEY][1:] == ["2026-08-04"]


def test_a_correction_follows_the_deadline_that_the_person_saw_when_an_earlier_text_takes_its_name() -> None:
    story = corrected()
    first = says("effective", "2026-08-10 00:01", CANADA)
    story.at("2026-07-22 09:00").sees(first, rank=ORDER, published="2026-07-01 09:00")
    assert {(key, str(record.due.day)) for key, record in story.records.items()} == {
        (KEY, "2026-08-10"),
        (f"{KEY}-19", "2026-08-20"),
    }
