"""When a source is asked again, when it is ill, and what of a text counts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor import listening
from monitor.listening import Ailment
from monitor.types import (
    DeadlineKind,
    Due,
    Firmness,
    Item,
    Measure,
    MeasureKind,
    Mention,
    Reading,
    Seen,
    Source,
    SourceState,
    Status,
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
OFFICE = Source("office", "https://o.example/", every=10 * MINUTE, issuer="US", zone="America/New_York", official=True)
NEWS = Source("wire", "https://w.example/", every=10 * MINUTE)
NOON = at("2026-03-04T17:00")  # a Wednesday, noon in Washington
WELL = SourceState("office", NOON, baseline=True, last_ok_at=NOON, usual_gap=HOUR)


def gap(source: Source, now: datetime, state: SourceState = WELL, took: timedelta = timedelta()) -> float:
    """Minutes from the beginning of a poll to the next."""
    return (listening.next_poll_at(source, state, now, now + took) - now) / MINUTE


@pytest.mark.parametrize(
    ("source", "now", "longest"),
    [
        (OFFICE, NOON, 5),
        (OFFICE, at("2026-03-05T03:30"), 5),
        (OFFICE, at("2026-03-05T05:00"), 10),
        (OFFICE, at("2026-03-07T17:00"), 10),
        (NEWS, NOON, 10),
        (replace(OFFICE, every=2 * MINUTE), NOON, 1),
        (replace(OFFICE, every=MINUTE), NOON, 1),
    ],
    ids=[
        "at noon",
        "at 22:30 in Washington",
        "at midnight",
        "on Saturday",
        "news",
        "every two minutes",
        "every minute",
    ],
)
def test_sources_are_asked_faster_around_office_hours_and_never_slower_than_agreed(
    source: Source, now: datetime, longest: float
) -> None:
    assert 0.85 * longest <= gap(source, now) <= longest - listening.TICKS / MINUTE * min(1, longest / (80 / 60)) + 1e-9


def test_where_one_paper_came_another_may_follow() -> None:
    night = at("2026-03-05T06:00")
    assert gap(OFFICE, night, replace(WELL, last_item_at=night - 30 * MINUTE)) < 5 < gap(OFFICE, night)


def test_the_gap_is_counted_from_the_beginning_of_a_poll() -> None:
    assert gap(NEWS, NOON, took=2 * MINUTE) == gap(NEWS, NOON)


def test_after_a_poll_longer_than_the_gap_the_publisher_has_a_rest() -> None:
    assert gap(NEWS, NOON, took=20 * MINUTE) > 20


@pytest.mark.parametrize(
    ("failures", "chance", "expected"),
    [(1, 1, MINUTE), (3, 1, 4 * MINUTE), (3, 0.25, MINUTE), (40, 1, HOUR), (3, 0, timedelta(seconds=10))],
    ids=str,
)
def test_pauses_double_up_to_an_hour_and_chance_spreads_them(failures: int, chance: float, expected: timedelta) -> None:
    assert listening.pause(failures, 10 * MINUTE, chance) == expected


def test_a_source_that_is_asked_often_is_not_left_alone_for_an_hour() -> None:
    assert listening.pause(40, 2 * MINUTE, 1) == 30 * MINUTE


@pytest.mark.parametrize(
    ("wish", "granted"), [(-5 * MINUTE, MINUTE), (MINUTE / 2, MINUTE), (7 * HOUR, 7 * HOUR), (99 * DAY, DAY)], ids=str
)
def test_a_wish_is_held_between_a_minute_and_a_day(wish: timedelta, granted: timedelta) -> None:
    assert listening.obeyed(wish) == granted


@pytest.mark.parametrize(
    ("full_at", "wanted"), [(None, True), (NOON - DAY, True), (NOON - 23 * HOUR, False), (NOON + DAY, True)], ids=str
)
def test_once_a_day_a_whole_answer_is_asked_for(full_at: datetime | None, wanted: bool) -> None:
    assert listening.wants_whole(replace(WELL, full_at=full_at), NOON) is wanted


def ailments(state: SourceState, now: datetime, source: Source = OFFICE) -> list[Ailment]:
    return [fault.ailment for fault in listening.health(source, state, now).faults]


def test_a_day_of_failures_is_an_ailment_and_an_hour_is_not() -> None:
    failing = replace(WELL, failures=3, failing_since=NOON, error="answered 503")
    assert listening.health(OFFICE, failing, NOON + HOUR).word == "failing"
    assert ailments(failing, NOON + DAY) == [Ailment.FAILING]


@pytest.mark.parametrize(("empty", "expected"), [(1, []), (2, [Ailment.EMPTY])], ids=str)
def test_two_answers_without_items_are_an_ailment(empty: int, expected: list[Ailment]) -> None:
    assert ailments(replace(WELL, empty=empty, failures=empty, failing_since=NOON), NOON) == expected


def test_a_source_that_gives_fewer_items_than_a_healthy_one_is_told_so() -> None:
    register = replace(OFFICE, least_items=100)
    [fault] = listening.health(register, replace(WELL, empty=2), NOON).faults
    assert fault.words == "gave 2 answers in a row with fewer than 100 items"


@pytest.mark.parametrize(("undated", "expected"), [(1, []), (2, [Ailment.UNDATED])], ids=str)
def test_two_answers_without_dates_are_an_ailment(undated: int, expected: list[Ailment]) -> None:
    assert ailments(replace(WELL, undated=undated), NOON) == expected


@pytest.mark.parametrize(
    ("source", "usual", "days", "expected"),
    [
        (OFFICE, DAY, 4.9, []),
        (OFFICE, DAY, 7.1, [Ailment.SILENT]),
        (OFFICE, HOUR, 1.9, []),
        (OFFICE, HOUR, 2.1, [Ailment.SILENT]),
        (NEWS, HOUR, 0.4, []),
        (NEWS, HOUR, 0.6, [Ailment.SILENT]),
        (NEWS, None, 300, []),
    ],
    ids=[
        "a daily paper, nearly five days",
        "a daily paper, a week with its weekend",
        "an hourly paper, nearly two days",
        "an hourly paper, two days",
        "news, a night",
        "news, longer than a night",
        "nobody knows how often it speaks",
    ],
)
def test_silence_for_five_times_the_usual_gap_is_an_ailment(
    source: Source, usual: timedelta | None, days: float, expected: list[Ailment]
) -> None:
    monday = at("2026-03-02T14:00")
    state = replace(WELL, usual_gap=usual, last_item_at=monday)
    assert ailments(state, monday + timedelta(days=days), source) == expected


def test_an_issuers_weekend_is_no_silence() -> None:
    friday = at("2026-03-06T21:00")
    assert ailments(replace(WELL, last_item_at=friday), at("2026-03-09T20:00")) == []


def test_the_usual_gap_is_the_median_and_needs_six_dates() -> None:
    instants = [NOON + n * HOUR for n in (0, 1, 2, 3, 40)]
    assert listening.usual_gap(instants) is None
    assert listening.usual_gap([*instants, NOON + 41 * HOUR]) == HOUR


@pytest.mark.parametrize(
    ("state", "source", "word"),
    [
        (None, OFFICE, "new"),
        (WELL, OFFICE, "ok"),
        (WELL, replace(OFFICE, enabled=False), "off"),
        (SourceState("office", NOON), OFFICE, "new"),
        (replace(WELL, failures=1, failing_since=NOON), OFFICE, "failing"),
    ],
    ids=["never polled", "well", "switched off", "about to be polled", "failing"],
)
def test_health_is_one_word(state: SourceState | None, source: Source, word: str) -> None:
    assert listening.health(source, state, NOON).word == word


def silent(name: str, since: datetime, ok: datetime | None = None) -> SourceState:
    return SourceState(name, NOON, failures=2, failing_since=since, unanswered=True, last_ok_at=ok)


def test_nobody_answers_when_two_fell_silent_and_none_spoke_since() -> None:
    ok = replace(WELL, last_ok_at=NOON)
    both = [silent("a", NOON + MINUTE), silent("b", NOON + 2 * MINUTE), ok]
    assert listening.deaf_since(both, NOON + 10 * MINUTE) == NOON
    assert listening.deaf_since(both, NOON + 3 * MINUTE) is None, "that may pass"
    assert (
        listening.deaf_since([*both, replace(ok, name="c", last_ok_at=NOON + 9 * MINUTE)], NOON + 10 * MINUTE) is None
    )
    assert listening.deaf_since(both[1:], NOON + 10 * MINUTE) is None, "one publisher that is down is not the network"
    assert listening.deaf_since(both[:1], NOON + 10 * MINUTE) == NOON + MINUTE, "the only one there is"


def mention(day: date, **changes: object) -> Mention:
    full = Mention(
        DeadlineKind.EFFECTIVE,
        Due(day, "America/New_York"),
        Measure(MeasureKind.TARIFF, "US", ("BR",), 30.0),
        Status.ANNOUNCED,
        Firmness.SIGNED,
        "from then on",
        0,
        12,
        "from",
    )
    return replace(full, **changes)


def test_facts_are_the_same_whatever_the_wording_and_the_order() -> None:
    one, two = mention(date(2026, 3, 20)), mention(date(2026, 3, 25))
    reworded = replace(one, quote="as of that day", start=90, end=104, rule="as of", confidence=0.7)
    assert listening.facts_of(Reading((one, two))) == listening.facts_of(Reading((two, reworded)))


@pytest.mark.parametrize(
    "changes",
    [
        {"due": Due(date(2026, 3, 21), "America/New_York")},
        {"measure": Measure(MeasureKind.TARIFF, "US", ("BR",), 35.0)},
        {"status": Status.SUSPENDED},
        {"kind": DeadlineKind.EXPIRY},
        {"scope": "steel alone"},
    ],
    ids=["date", "rate", "status", "kind", "scope"],
)
def test_another_fact_is_another_fact(changes: dict[str, object]) -> None:
    one = mention(date(2026, 3, 20))
    assert listening.facts_of(Reading((one,))) != listening.facts_of(Reading((replace(one, **changes),)))


def test_a_page_is_read_again_soon_then_less_often_then_never() -> None:
    posted, now, reads = NOON, NOON, 0
    while (again := listening.read_again_at(posted, now)) is not None:
        assert 10 * MINUTE <= again - now <= 12 * HOUR
        now, reads = again, reads + 1
    assert timedelta(days=2.5) <= now - posted <= timedelta(days=3)
    assert reads < 20


def test_official_sources_are_never_damped() -> None:
    seen = Seen("s", Item("https://x.example/", "T", "", NOON), NOON, revised_at=NOON)
    assert listening.is_flapping(NEWS, seen, NOON + HOUR)
    assert not listening.is_flapping(NEWS, seen, NOON + 6 * HOUR)
    assert not listening.is_flapping(OFFICE, seen, NOON + HOUR)


@pytest.mark.parametrize(("day", "pressing"), [(3, False), (5, True), (7, True), (9, False)], ids=str)
def test_a_date_within_72_hours_is_pressing(day: int, pressing: bool) -> None:
    assert listening.is_pressing(Reading((mention(date(2026, 3, day)),)), NOON) is pressing


@pytest.mark.parametrize(
    ("length", "words"),
    [(None, "?"), (timedelta(seconds=40), "40 s"), (90 * MINUTE, "90 min"), (30 * HOUR, "30 h"), (9 * DAY, "9 d")],
    ids=str,
)
def test_lengths_of_time_are_told_in_a_word(length: timedelta | None, words: str) -> None:
    assert listening.told(length) == words
