"""Month arithmetic with clipping, and the federal holidays over which Federal Register periods roll. **Pure.**"""

from calendar import monthrange
from datetime import date, timedelta


def add_months(start: date, months: int) -> date:
    """The same day of another month, clipped to its last day. Raises ValueError outside years 1 to 9999."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def rolled_forward(day: date) -> date:
    """The day, or the next working day when it falls on a weekend or a US federal holiday.

    See the Federal Register's document drafting handbook, "Determining dates" (seen August 2026).
    """
    while day.weekday() > 4 or day in federal_holidays(day.year) | federal_holidays(day.year + 1):
        day += timedelta(days=1)
    return day


def federal_holidays(year: int) -> frozenset[date]:
    """Observed days (5 U.S.C. 6103) that belong to the holidays of `year`."""
    fixed = [date(year, 1, 1), date(year, 6, 19), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25)]
    observed = [
        day - timedelta(days=1) if day.weekday() == 5 else day + timedelta(days=day.weekday() == 6) for day in fixed
    ]
    mondays = [
        _nth(year, 1, 0, 3),
        _nth(year, 2, 0, 3),
        _nth(year, 9, 0, 1),
        _nth(year, 10, 0, 2),
        _nth(year, 11, 3, 4),
    ]
    memorial = date(year, 5, 31)
    return frozenset([*observed, *mondays, memorial - timedelta(days=memorial.weekday())])


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
