"""Working days, by the public holidays of the place whose days are counted."""

from datetime import date

import pytest

from monitor.grammar.calendar import add_months, is_working_day, rolled_forward, working_day_after


@pytest.mark.parametrize(
    ("day", "rolled"),
    [
        ("2026-07-03", "2026-07-06"),  # Independence Day observed on a Friday, then a weekend
        ("2026-07-05", "2026-07-06"),
        ("2026-11-26", "2026-11-27"),
        ("2021-12-31", "2022-01-03"),  # New Year's Day observed in the old year
        ("2026-08-12", "2026-08-12"),
    ],
)
def test_a_federal_register_period_rolls_over_weekends_and_federal_holidays(day: str, rolled: str) -> None:
    assert rolled_forward(date.fromisoformat(day)).isoformat() == rolled


@pytest.mark.parametrize(
    ("start", "number", "zone", "day"),
    [
        ("2026-06-30", 5, "America/New_York", "2026-07-08"),
        ("2026-04-02", 1, "Europe/Brussels", "2026-04-07"),  # Good Friday and Easter Monday
        ("2026-08-28", 1, "Europe/London", "2026-09-01"),  # the summer bank holiday
        ("2026-07-08", -5, "America/New_York", "2026-06-30"),
        ("2026-07-03", 1, "Antarctica/Troll", "2026-07-06"),  # no calendar is known: only weekends are free
    ],
)
def test_working_days_are_those_of_the_place(start: str, number: int, zone: str, day: str) -> None:
    assert working_day_after(date.fromisoformat(start), number, zone).isoformat() == day


def test_a_month_later_is_clipped_to_the_month() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert is_working_day(date(2026, 2, 27), "America/New_York")
