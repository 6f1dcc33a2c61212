"""A quotation with the words marked that give the date, or else the rate. **Pure.**"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from monitor.notify.clean import cut, defused
from monitor.types import Due, Measure

LIMIT = 240
_BEFORE = 100
"""How much of the words before the first mark is kept when the quotation is too long to show all."""
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_MONTH = "|".join(f"{name[:3]}t?(?:{name[3:]})?" for name in _MONTHS)
_CLOCK = r"(?:,? (?:at )?\d{1,2}(?::\d{2})? ?(?:[ap]\.?m\.?|o'clock|hours)(?: (?:E[SD]?T|UTC|GMT|CES?T|[a-z]+ time))?)?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: day of| of)? (?P<name>{_MONTH})\b\.?(?:,? (?P<y>\d{{4}}))?{_CLOCK}",
        rf"\b(?P<name>{_MONTH})\b\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<y>\d{{4}}))?{_CLOCK}",
        r"\b(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})\b",
        r"\b(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})\b",
        # Months of other languages: the day and the year around one word are enough.
        r"\b(?P<d>\d{1,2})\.? (?:de )?[^\W\d_]+\.? (?:de )?(?P<y>\d{4})\b",
        r"(?:(?P<y>\d{4}) ?年 ?)?(?P<m>\d{1,2}) ?月 ?(?P<d>\d{1,2}) ?日",
    )
)
_MONTH_ALONE = re.compile(rf"\b(?P<name>{_MONTH})\b\.?,? (?P<y>\d{{4}})\b", re.IGNORECASE)
_RATE = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?) ?(?:%|per ?cent\b)", re.IGNORECASE)
_TRACED = re.compile(r"\+ (\d+)(?: to (\d+))? (day|week|month|year|hour)")
_COUNT = re.compile(r"\b(\w+)(?: (?:or|to) \w+)?[- ](?:\w+ )?(day|week|month|year|hour)s?\b", re.IGNORECASE)
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
_INNER_QUOTES = str.maketrans(dict.fromkeys('"“”„«»', "'") | {"*": "∗"})

Marks = tuple[tuple[int, int], ...]


def marked(quote: str, measure: Measure, due: Due | None = None) -> tuple[str, Marks]:
    """The quotation in double quotes that its own words cannot close, and what to stress in it, as (start, end)."""
    words = defused(quote).translate(_INNER_QUOTES)
    found = _apart(_date_places(words, due)) if due else []
    found = found or _apart(_rate_places(words, measure.rate_percent))
    words, found = _shortened(words, found)
    return f'"{words}"', tuple((start + 1, end + 1) for start, end in found)


def _apart(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """From left to right; of overlapping places the first and longest."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _date_places(words: str, due: Due) -> Iterator[tuple[int, int]]:
    for pattern in _DATES:
        yield from (found.span() for found in pattern.finditer(words) if _is_day(found.groupdict(), due))
    if due.day.day == 1 and due.latest is not None:
        yield from (found.span() for found in _MONTH_ALONE.finditer(words) if _is_month(found.groupdict(), due.day))
    for traced in _TRACED.finditer(due.trace):
        numbers = {form for digits in traced.groups()[:2] if digits for form in _number(digits)}
        for found in _COUNT.finditer(words):
            if found[1].lower() in numbers and found[2].lower() == traced[3]:
                yield found.span()


def _is_day(told: Mapping[str, str | None], due: Due) -> bool:
    return any(int(told["d"] or 0) == day.day and _is_month(told, day) for day in {due.day, due.last_day})


def _is_month(told: Mapping[str, str | None], day: date) -> bool:
    """Whether nothing that the words say of month and year is against it."""
    name, number, year = told.get("name"), told.get("m"), told.get("y")
    if name is not None and name[:3].title() != _MONTHS[day.month - 1][:3]:
        return False
    return (number is None or int(number) == day.month) and (year is None or int(year) == day.year)


def _number(digits: str) -> tuple[str, ...]:
    value = int(digits)
    return (digits, _NUMBERS[value - 1]) if 1 <= value <= len(_NUMBERS) else (digits,)


def _rate_places(words: str, rate: float | None) -> Iterator[tuple[int, int]]:
    if rate is not None:
        yield from (found.span() for found in _RATE.finditer(words) if float(found[1]) == rate)


def _shortened(words: str, places: list[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """At most LIMIT characters, with the first marked place among them."""
    if places and places[0][1] > LIMIT - 1:
        begin = words.find(" ", places[0][0] - _BEFORE) + 1
        begin = begin if 0 < begin <= places[0][0] else places[0][0]
        words, places = "…" + words[begin:], [(start - begin + 1, end - begin + 1) for start, end in places]
    short = cut(words, LIMIT)
    end_of_words = len(short) - (short != words)
    return short, [(start, min(end, end_of_words)) for start, end in places if start < end_of_words]
