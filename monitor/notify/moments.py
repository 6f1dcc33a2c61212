"""Dates, instants and spans in words, in the grain that the text gave. **Pure.**"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from monitor.types import Due, Precision

_HOUR = timedelta(hours=1)


def place(zone: str) -> str:
    """The city that names an IANA zone: "New York"."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


@lru_cache(maxsize=1024)
def day_words(day: date, *, year: bool = True) -> str:
    """Sat 22 Aug 2026, or without the year."""
    return f"{day:%a} {day.day} {day:%b}" + (f" {day.year}" if year else "")


@lru_cache(maxsize=1024)
def instant_words(instant: datetime, zone: str, reader: str | None = None) -> str:
    """Sat 22 Aug 2026, 00:01 New York (EDT, UTC-4) = 06:01 Brussels."""
    local = instant.astimezone(ZoneInfo(zone))
    words = f"{day_words(local.date())}, {local:%H:%M} {place(zone)}{_offset(local)}"
    if reader is None or reader == zone:
        return words
    there = instant.astimezone(ZoneInfo(reader))
    other_day = "" if there.date() == local.date() else f"{day_words(there.date(), year=there.year != local.year)}, "
    return f"{words} = {other_day}{there:%H:%M} {place(reader)}"


def _offset(local: datetime) -> str:
    seconds = int((local.utcoffset() or timedelta()).total_seconds())
    if local.tzname() == "UTC":
        return ""
    hours, minutes = divmod(abs(seconds) // 60, 60)
    offset = f"UTC{'-' if seconds < 0 else '+'}{hours}" + (f":{minutes:02}" if minutes else "")
    name = local.tzname() or ""
    return f" ({name}, {offset})" if name.isalpha() else f" ({offset})"


def is_range(due: Due) -> bool:
    """Did the text give less than a day?"""
    return due.precision in (Precision.MONTH, Precision.INTERVAL)


@lru_cache(maxsize=1024)
def due_words(due: Due) -> str:
    """Short and in the text's own grain: Sat 22 Aug 2026, 00:01 New York; end of Fri 31 Jul 2026; in September 2026."""
    if due.precision is Precision.MONTH:
        return f"in {_months(due)}"
    if due.precision is Precision.INTERVAL:
        return f"between {_days(due)}"
    if due.clock is not None:
        return f"{day_words(due.day)}, {due.clock:%H:%M} {place(due.zone)}"
    return f"{'end of ' if due.inclusive else ''}{day_words(due.day)}"


def brief_due(due: Due, now: datetime) -> str:
    """The shortest form that is still true: 22 Aug; 7-9 Aug; Sep 2026. The year only when it is not this one."""
    year = "" if due.last_day.year == now.year else f" {due.last_day.year}"
    first, last = due.day, due.last_day
    if due.precision is Precision.MONTH:
        return f"{first:%b} {first.year}"
    if due.precision is Precision.INTERVAL:
        start = f"{first.day}" if (first.year, first.month) == (last.year, last.month) else f"{first.day} {first:%b} "
        return f"{start}-{' ' if start.endswith(' ') else ''}{last.day} {last:%b}{year}"
    return f"{first.day} {first:%b}{year}"


def when(due: Due, reader: str) -> list[str]:
    """The full statement of a date, as lines: in the source's zone and in the reader's."""
    counted = f"days counted in {place(due.zone)}"
    if due.precision is Precision.MONTH:
        return [f"some day in {_months(due)}: the text gives no day; {counted}"]
    if due.precision is Precision.INTERVAL:
        return [f"some day between {_days(due)}: the text gives no single day; {counted}"]
    if due.clock is not None:
        return [instant_words(due.opens_at, due.zone, reader)]
    edge = "the day still counts; it ends" if due.inclusive else "the day begins"
    return [
        f"{day_words(due.day)}: the text gives no hour; {counted}",
        f"{edge} {instant_words(due.opens_at, due.zone, reader)}",
    ]


def _months(due: Due) -> str:
    first, last = due.day, due.last_day
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%B} {first.year}"
    return f"{first:%B} {first.year} to {last:%B} {last.year}"


def _days(due: Due) -> str:
    return f"{day_words(due.day, year=due.day.year != due.last_day.year)} and {day_words(due.last_day)}"


def span(length: timedelta) -> str:
    """A length of time: 7 days; 6 days 20 h; 23 h 58 min; 58 min. To the hour from two days on, else to the minute."""
    if length >= timedelta(hours=48):
        days, hours = divmod(round(length / _HOUR), 24)
        return f"{days} days" + (f" {hours} h" if hours else "")
    hours, minutes = divmod(round(length / timedelta(minutes=1)), 60)
    if not hours:
        return f"{minutes} min" if minutes else "less than a minute"
    return f"{hours} h" + (f" {minutes} min" if minutes else "")


def countdown(due: Due, now: datetime) -> str:
    """How far away the date is at `now`: "7 days left", "passed 5 h ago"; for a range, what can truly be said."""
    if now < due.opens_at:
        return f"{span(due.opens_at - now)} left" + (" at the earliest" if is_range(due) else "")
    if now < due.closes_at:
        return "may fall any day now"
    return f"passed {span(now - due.closes_at)} ago"


def brief_countdown(due: Due, now: datetime) -> str:
    """The shortest form that is still true: 3d left, 47h left, 58min left; 9d+ left for a range ahead. `now`: before it has passed."""
    if now >= due.opens_at:
        return "any day now"
    left, more = due.opens_at - now, "+" if is_range(due) else ""
    if left >= timedelta(hours=48):
        return f"{round(left / _HOUR) // 24}d{more} left"
    minutes = round(left / timedelta(minutes=1))
    return f"{minutes // 60}h{more} left" if minutes >= 60 else f"{minutes}min{more} left"


def difference(old: Due, new: Due) -> str:
    """How far a date moved: "3 days later", "24-26 days earlier", "9 h earlier", "same day"."""
    if is_range(old) or is_range(new) or old.clock is None or new.clock is None:
        return _shift((new.day - old.last_day).days, (new.last_day - old.day).days)
    if (old.clock, old.zone) == (new.clock, new.zone):
        days = (new.day - old.day).days
        return _shift(days, days)
    moved = new.opens_at - old.opens_at
    return f"{span(abs(moved))} {'later' if moved > timedelta() else 'earlier'}" if moved else "same instant"


def _shift(low: int, high: int) -> str:
    if low == high:
        return f"{_plural(abs(low))} {'later' if low > 0 else 'earlier'}" if low else "same day"
    if low >= 0:
        return f"{low}-{_plural(high)} later"
    if high <= 0:
        return f"{-high}-{_plural(-low)} earlier"
    return f"between {_plural(-low)} earlier and {_plural(high)} later"


def _plural(days: int) -> str:
    return f"{days} day" if days == 1 else f"{days} days"


def in_utc(instant: datetime) -> str:
    """Tue 18 Aug 2026, 02:34 UTC."""
    return f"{day_words(instant.astimezone(UTC).date())}, {instant.astimezone(UTC):%H:%M} UTC"
