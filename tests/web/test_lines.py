"""A deadline in one line, and lines by day."""

from datetime import date, time, timedelta

from web_room import CANADA, DUTY, NOW, due, duty

from monitor.ports import Move
from monitor.types import ChangeReason, Deadline, Due, Measure, MeasureKind, Precision
from monitor.web.lines import Line, change, clock_words, days, family, line, still_line

HERE = "Europe/Brussels"


def told(deadline: Deadline) -> Line:
    return line(deadline, still_line(deadline, HERE, (CANADA,)), NOW)


def test_a_line_says_what_when_who_and_how_sure() -> None:
    shown = told(duty())
    assert shown.still.heading == "US 50% tariff on Canada begins"
    assert shown.still.clock == "00:01 New York = 06:01 Brussels"
    assert shown.still.goods == "steel pipes"
    assert shown.still.rate == "50%"
    assert shown.still.certainty == "stated"
    assert shown.still.watches == ("Canada trade",)
    assert shown.change == ""


def test_what_has_ended_counts_down_no_more() -> None:
    assert told(duty()).countdown
    assert told(duty(ended_day=date(2026, 8, 1))).countdown == ""


def test_the_readers_hour_names_the_day_where_it_is_another_one() -> None:
    assert clock_words(due(clock=time(23, 59)), HERE) == "23:59 New York = Sun 23 Aug, 05:59 Brussels"
    assert clock_words(due(zone="Europe/Paris"), HERE) == "00:01 Paris"


def test_a_day_without_an_hour_says_how_it_counts() -> None:
    assert clock_words(due(clock=None), HERE) == "start of the day, New York"
    assert clock_words(due(clock=None, inclusive=True), HERE) == "end of the day, New York"


def test_the_last_move_is_told_with_the_day_it_left() -> None:
    moves = [
        Move(ChangeReason.NEW, due(12).opens_at, NOW),
        Move(ChangeReason.MOVED_LATER, due(19).opens_at, NOW),
        Move(ChangeReason.MOVED_LATER, due(22).opens_at, NOW),
        Move(ChangeReason.CONFIRMED, due(22).opens_at, NOW),
    ]
    assert change(moves, duty(), NOW) == "moved later, was 19 Aug"
    assert change(moves[:1], duty(), NOW) == ""
    assert change([*moves[:1], Move(ChangeReason.LAPSED, due(22).opens_at, NOW)], duty(), NOW) == "lapsed"


def test_a_move_from_another_year_names_the_year() -> None:
    before = due(19).opens_at - timedelta(days=365)
    moves = [Move(ChangeReason.NEW, before, NOW), Move(ChangeReason.MOVED_LATER, due(22).opens_at, NOW)]
    assert change(moves, duty(), NOW) == "moved later, was 19 Aug 2025"


def test_lines_fall_on_the_readers_day_and_days_without_an_hour_on_their_own() -> None:
    late = told(duty(due=due(20, clock=time(23, 0))))
    bare = told(duty(due=due(22, clock=None)))
    shown = list(days([late, bare], NOW, HERE))
    assert [(each.day, each.words) for each in shown] == [
        (date(2026, 8, 21), "Tomorrow, Fri 21 Aug 2026"),
        (date(2026, 8, 22), "Sat 22 Aug 2026"),
    ]


def test_a_month_is_a_line_too() -> None:
    september = Due(date(2026, 9, 1), "UTC", None, Precision.MONTH, date(2026, 9, 30), inclusive=True)
    assert told(duty(due=september)).countdown


def test_a_family_is_who_does_what_to_whom() -> None:
    assert family(duty()) == "US tariff on Canada"
    assert family(duty(measure=Measure(MeasureKind.SANCTIONS))) == "sanctions"
    assert len(family(duty(measure=Measure(DUTY.kind, "X" * 500, ("Y" * 500,))))) <= 30
