"""A quotation with the words marked that give the date, or else the rate. **Pure.**"""

import re
from collections.abc import Iterator
from datetime import date

from monitor.notify.clean import cut, defused
from monitor.types import Due, Measure

LIMIT = 240
_BEFORE = 100
"""How much of the words before the first mark is kept when the quotation is too long to show all."""
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_COUNT = re.compile(r"\+ (\d+)(?: to (\d+))? (day|week|month|year|hour)")
_CLOCK = r"(?:,? (?:at )?\d{1,2}(?::\d{2})? ?(?:[ap]\.?m\.?|o'clock|hours)(?: (?:E[SD]?T|UTC|GMT|CES?T|[a-z]+ time))?)?"
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
_INNER_QUOTES = str.maketrans(dict.fromkeys('"“”„«»', "'") | {"*": "∗"})

Marks = tuple[tuple[int, int], ...]


def marked(quote: str, measure: Measure, due: Due | None = None) -> tuple[str, Marks]:
    """The quotation in double quotes that its own words cannot close, and what to stress in it, as (start, end)."""
    words = defused(quote).translate(_INNER_QUOTES)
    patterns = [*_date_patterns(due)] if due else []
    found = _found(words, patterns) or _found(words, _rate_patterns(measure.rate_percent))
    words, found = _shortened(words, found)
    return f'"{words}"', tuple((start + 1, end + 1) for start, end in found)


def _found(words: str, patterns: list[str]) -> list[tuple[int, int]]:
    """Where the patterns match; of overlapping places the longest, from left to right."""
    places = sorted(
        (found.span() for pattern in patterns for found in re.finditer(pattern, words, re.IGNORECASE)),
        key=lambda place: (place[0], -place[1]),
    )
    kept: list[tuple[int, int]] = []
    for start, end in places:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _date_patterns(due: Due) -> Iterator[str]:
    for day in dict.fromkeys((due.day, due.last_day)):
        yield from _day_patterns(day)
    if due.day.day == 1 and due.latest is not None:
        yield rf"\b{_month(due.day)}\.?,? {due.day.year}\b"
    for count in _COUNT.finditer(due.trace):
        numbers = "|".join(filter(None, (_number(count[1]), count[2] and _number(count[2]))))
        yield rf"\b(?:{numbers})(?: (?:or|to) \w+)?[- ](?:\w+ )?{count[3]}s?\b"


def _number(digits: str) -> str:
    value = int(digits)
    return f"{value}|{_NUMBERS[value - 1]}" if 1 <= value <= len(_NUMBERS) else str(value)


def _day_patterns(day: date) -> Iterator[str]:
    d, m, y = day.day, day.month, day.year
    yield rf"\b0?{d}(?:st|nd|rd|th)?(?: day of| of)? {_month(day)}\.?(?:,? {y})?{_CLOCK}"
    yield rf"\b{_month(day)}\.? 0?{d}(?:st|nd|rd|th)?\b(?:,? {y})?{_CLOCK}"
    yield rf"\b{y}-{m:02}-{d:02}\b"
    yield rf"\b0?{d}[./]0?{m}[./]{y}\b"
    # Months of other languages: the day and the year around one word are enough.
    yield rf"\b0?{d}\.? (?:de )?[^\W\d_]+\.? (?:de )?{y}\b"
    yield rf"(?:{y} ?年 ?)?{m} ?月 ?{d} ?日"


def _month(day: date) -> str:
    name = _MONTHS[day.month - 1]
    return f"(?:{name}|{name[:3]}t?)"


def _rate_patterns(rate: float | None) -> list[str]:
    return [] if rate is None else [rf"\b{re.escape(f'{rate:g}')} ?(?:%|per ?cent\b)"]


def _shortened(words: str, places: list[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """At most LIMIT characters, with the first marked place among them."""
    if places and places[0][1] > LIMIT - 1:
        begin = words.find(" ", places[0][0] - _BEFORE) + 1
        begin = begin if 0 < begin <= places[0][0] else places[0][0]
        words, places = "…" + words[begin:], [(start - begin + 1, end - begin + 1) for start, end in places]
    short = cut(words, LIMIT)
    end_of_words = len(short) - (short != words)
    return short, [(start, min(end, end_of_words)) for start, end in places if start < end_of_words]
