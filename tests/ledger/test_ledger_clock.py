"""What time alone changes, and when."""

from datetime import UTC, datetime, timedelta

import pytest
from ledger_story import AGENCY, ORDER, Story, instant, says, tariff

from monitor.ledger import clock_change, wakes_at
from monitor.types import Deadline


def a_record(
    kind: str, when: str, status: str = "announced", firmness: str = "signed", *, inclusive: bool = False
) -> Deadline:
    story = Story().at("2026-06-01 09:00")
    story.sees(says(kind, when, tariff("CA"), status, firmness, inclusive=inclusive), rank=ORDER)
    (record,) = story.records.values()
    return record


@pytest.mark.parametrize(
    ("kind", "when", "status", "firmness", "wakes", "becomes"),
    [
        ("effective", "2026-08-19 00:01", "announced", "signed", "2026-08-19 00:01", "in_force"),
        ("effective", "2026-08-19", "extended", "published", "2026-08-19 00:00", "in_force"),
        ("effective", "2026-08-19", "announced", "said", "2026-08-20 00:00", "lapsed"),
        ("effective", "2026-08-19", "threatened", "said", "2026-08-20 00:00", "lapsed"),
        ("effective", "2026-08", "announced", "signed", "2026-08-31 00:00", "in_force"),
        ("suspension_end", "2026-08-19 00:01", "suspended", "signed", "2026-08-19 00:01", "in_force"),
        ("ultimatum", "2026-10-31", "threatened", "said", "2026-11-01 00:00", "lapsed"),
        ("ultimatum", "2026-08-07..2026-08-09", "threatened", "said", "2026-08-10 00:00", "lapsed"),
        ("expiry", "2026-08-19", "in_force", "signed", "2026-08-19 00:00", "expired"),
        ("comment_close", "2026-08-19 23:59", "announced", "published", "2026-08-19 23:59", "expired"),
        ("negotiation", "2026-08-19", "announced", "said", "2026-08-19 00:00", "expired"),
    ],
)
def test_when_the_clock_turns_a_record_and_into_what(
    kind: str, when: str, status: str, firmness: str, wakes: str, becomes: str
) -> None:
    record = a_record(kind, when, status, firmness)
    at = instant(wakes).astimezone(UTC)
    assert wakes_at(record) == at
    assert clock_change(record, at - timedelta(seconds=1)) is None
    change = clock_change(record, at + timedelta(days=3))
    assert change is not None
    assert (change.new.status, change.at, change.new.learnt_at) == (becomes, at, at)
    assert (change.new.revision, change.old) == (2, record)
    assert (change.new.evidence, change.new.dated_at) == (record.evidence, record.dated_at)
    assert change.new.closed is (becomes in ("lapsed", "expired"))
    assert wakes_at(change.new) is None


def test_an_inclusive_last_day_ends_when_it_is_over_and_is_the_day_of_the_end() -> None:
    record = a_record("expiry", "2026-08-19", "in_force", inclusive=True)
    change = clock_change(record, instant("2026-08-20 00:00"))
    assert change is not None
    assert str(change.new.ended_day) == "2026-08-19"


def test_a_paused_start_without_an_end_never_wakes() -> None:
    story = Story().at("2026-06-01 09:00").sees(says("effective", "2026-08-19", tariff("CA")), rank=ORDER)
    story.at("2026-06-02 09:00").sees(says("effective", "2026-08-19", tariff("CA"), "suspended"), rank=ORDER)
    story.then_changed("new effective nothing -> 2026-08-19 announced", "suspended effective 2026-08-19 suspended")
    assert wakes_at(next(iter(story.records.values()))) is None


def test_a_lapse_counts_a_calendar_day_over_a_clock_change() -> None:
    record = a_record("ultimatum", "2026-11-01", "threatened", "said")
    assert wakes_at(record) == datetime(2026, 11, 2, 5, tzinfo=UTC)


def test_an_expired_comment_period_that_is_extended_is_moved_not_opened_again() -> None:
    story = Story().at("2026-06-01 09:00")
    story.sees(says("comment_close", "2026-07-01 23:59", tariff("CA"), firmness="published"), rank=AGENCY)
    story.at("2026-07-05 09:00").then_changed(
        "new comment_close nothing -> 2026-07-01 23:59 announced", "expired comment_close 2026-07-01 23:59 expired"
    )
    story.sees(
        says("comment_close", "2026-07-20 23:59", tariff("CA"), "extended", "published"), rank=AGENCY
    ).then_changed("moved_later comment_close 2026-07-01 23:59 -> 2026-07-20 23:59 extended")
