"""Publication dates as feeds write them, read by ourselves: refused rather than guessed.

feedparser reads CEST, BST, IST and JST as UTC and turns 30 February into 2 March; so only its raw strings are used. **Pure.**
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
_ZONE = r"(?P<zone>[A-Za-z]{1,5}|(?:(?:GMT|UTC?)\s?)?[+-]\d{2}(?::?\d{2})?)"
_RFC_822 = re.compile(
    rf"(?:[A-Za-z]{{2,9}}\.?,?\s+)?(?P<day>\d{{1,2}})[\s-]+{_MONTH}\.?[\s-]+(?P<year>\d{{4}}|\d{{2}})"
    rf"(?:[,\s]+{_CLOCK}(?:\s*{_ZONE})?(?:\s*\([^()]{{0,40}}\))?)?",
    re.IGNORECASE,
)
_ISO_8601 = re.compile(
    rf"(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?:(?:T|\s+){_CLOCK}(?:\s*{_ZONE})?)?", re.IGNORECASE
)
_USUAL_ISO_8601 = re.compile(r"20\d\d-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d:\d\d(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)", re.ASCII)
_USUAL_RFC_822 = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (20\d\d)"
    r" (\d\d):(\d\d):(\d\d) (?:GMT|([+-]\d{4}))",
    re.ASCII,
)
# RFC 822 section 5.1, and abbreviations that only one zone of the world uses. IST, BST, CST of China and the like are read only
# where the source's own zone uses them on that day; else they are refused.
_OFFSETS = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "JST": 9, "KST": 9,
    "HKT": 8, "SGT": 8, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7,
}  # fmt: skip
_UNIVERSAL = frozenset(("GMT", "UTC", "UT", "Z"))
_GENERIC = {"ET": "America/New_York", "CT": "America/Chicago", "PT": "America/Los_Angeles"}


def published_at(raw: str, zone: str) -> tuple[datetime | None, bool]:
    """The instant (UTC) that a feed's date string names, and whether it named only a day (then 12:00 UTC of it).

    `zone`: the source's IANA zone, in which a clock time without a zone is counted. None for what cannot be read for certain.
    """
    usual = _usual(raw)
    if usual is not None:
        return usual, False
    text = " ".join(raw.split())[:80]
    match = _ISO_8601.fullmatch(text) or _RFC_822.fullmatch(text)
    if match is None:
        return None, False
    try:
        day = date(_year(match["year"]), _month(match["month"]), int(match["day"]))
        if not 1990 <= day.year <= 2100:
            return None, False
        if match["hour"] is None:
            return datetime.combine(day, time(12), UTC), True
        clock = time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
        return _instant(datetime.combine(day, clock), match["zone"], zone), False
    except ValueError:
        return None, False


def _usual(raw: str) -> datetime | None:
    """The instant of a date written as nearly all are; None for any other, which is then looked at closely."""
    try:
        if _USUAL_ISO_8601.fullmatch(raw):
            return datetime.fromisoformat(raw).astimezone(UTC)
        match = _USUAL_RFC_822.fullmatch(raw)
        if match is None:
            return None
        day, name, year, hour, minute, second, shift = match.groups()
        wall = datetime(int(year), _month(name), int(day), int(hour), int(minute), int(second), tzinfo=UTC)
        return wall if shift is None else wall.replace(tzinfo=_numeric(shift)).astimezone(UTC)
    except ValueError:
        return None


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < 70 else 1900)


def _month(name: str) -> int:
    return int(name) if name.isdigit() else _MONTHS.index(name[:3].lower()) + 1


def _instant(wall: datetime, label: str | None, zone: str) -> datetime:
    """Raises ValueError for a zone that more than one part of the world calls so."""
    if label is None:
        return _earlier(wall, ZoneInfo(zone))
    name = label.upper()
    if name in _UNIVERSAL:
        return wall.replace(tzinfo=UTC)
    if name[0] in "+-":
        return wall.replace(tzinfo=_numeric(name)).astimezone(UTC)
    local = _earlier(wall, ZoneInfo(zone))
    if local.astimezone(ZoneInfo(zone)).tzname() == name:
        return local
    if name in _GENERIC:
        return _earlier(wall, ZoneInfo(_GENERIC[name]))
    if name in _OFFSETS:
        return _earlier(wall, timezone(timedelta(hours=_OFFSETS[name])))
    return _earlier(wall, _numeric(name))


@lru_cache(maxsize=200)
def _numeric(name: str) -> tzinfo:
    match = re.search(r"([+-])(\d{2}):?(\d{2})?\Z", name)
    if match is None:
        raise ValueError(f"{name} is not one zone")
    shift = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    if shift > timedelta(hours=14) or int(match[3] or 0) > 59:
        raise ValueError(f"no zone is {name} from UTC")
    return timezone(shift if match[1] == "+" else -shift)


def _earlier(wall: datetime, zone: tzinfo) -> datetime:
    """A wall time that happens twice, or never, is read as the earlier instant, as everywhere in this program."""
    local = wall.replace(tzinfo=zone)
    return min(local.astimezone(UTC), local.replace(fold=1).astimezone(UTC))
