"""Month arithmetic with clipping, and working days by the public holidays of the place whose days are counted. **Pure.**"""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

_CALENDARS = {
    "America/New_York": ("US", None), "Europe/London": ("GB", "ENG"), "America/Toronto": ("CA", "ON"),
    "Asia/Shanghai": ("CN", None), "Asia/Kolkata": ("IN", None), "Asia/Tokyo": ("JP", None), "Asia/Seoul": ("KR", None),
    "Europe/Zurich": ("CH", "BE"), "America/Mexico_City": ("MX", None), "America/Sao_Paulo": ("BR", None),
    "Australia/Sydney": ("AU", "ACT"), "Europe/Istanbul": ("TR", None),
}  # fmt: skip
"""Whose public holidays hold where days are counted: country and, where they differ within it, the seat of its government."""
_BANK = {"Europe/Brussels": "XECB"}
"""EU acts name no calendar of one state: the days on which the euro settlement system is closed stand in."""


def add_months(start: date, months: int) -> date:
    """The same day of another month, clipped to its last day. Raises ValueError outside years 1 to 9999."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def rolled_forward(day: date) -> date:
    """The day, or the next working day when it falls on a weekend or a US federal holiday.

    See the Federal Register's document drafting handbook, "Determining dates" (seen August 2026).
    """
    while not is_working_day(day, "America/New_York"):
        day += timedelta(days=1)
    return day


def working_day_after(start: date, number: int, zone: str) -> date:
    """The working day `number` days after `start` (before it, when negative), which is itself not counted. `zone`: IANA."""
    step = timedelta(days=1 if number > 0 else -1)
    day = start
    for _ in range(abs(number)):
        day += step
        while not is_working_day(day, zone):
            day += step
    return day


def is_working_day(day: date, zone: str) -> bool:
    """Is it neither a Saturday, a Sunday nor a public holiday of the place? Where no calendar is known, only weekends are free."""
    return day.weekday() < 5 and day not in _holidays(zone, day.year)


@cache
def _holidays(zone: str, year: int) -> frozenset[date]:
    """Public holidays of one year as observed, from the library `holidays`, which follows each country's law."""
    import holidays  # 0.2 s to import, and few texts count working days

    if zone in _BANK:
        return frozenset(holidays.financial_holidays(_BANK[zone], years=[year]))
    country, part = _CALENDARS.get(zone, (None, None))
    return frozenset(holidays.country_holidays(country, subdiv=part, years=[year])) if country else frozenset()
