"""Every time expression of a text as a TIMEX3, deadline or not: its dates, and what `spans` reads besides.

What leans on a time named before ("that year", "a year earlier") takes its grain. **Pure.**
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from monitor.grammar import anaphora, eras, vague
from monitor.grammar.calendar import add_months
from monitor.grammar.compose import Expression
from monitor.grammar.dated import Dated
from monitor.grammar.engine import Found
from monitor.grammar.forms import Count, Near, Weekday
from monitor.grammar.resolve import FUTURE, PAST, UNKNOWN, Anchors, resolved
from monitor.grammar.scan import Sentence, is_dateline
from monitor.grammar.spans import SPANS, Again, Apart, Known, Night, Season, Span, Weekend
from monitor.grammar.tense import tense
from monitor.grammar.timexes import grain, timex, unreadable
from monitor.types import Timex

RULES = (vague, eras, anaphora)
"""The files whose rules read time expressions; importing them fills the grammar."""
_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DATE = re.compile(r"\d{2,4}(?:-.*)?")
_EARNED = re.compile(
    r"\b(?:cents|share|profit|loss|losses|net|revenue|sales|income|earnings|earned|quarter)\b", re.IGNORECASE
)
_Placed = tuple[int, int, Dated | Found[Span]]
_OUR_TIME = re.compile(
    r"['’]s\s+(?:world|econom\w+|society|markets?|standards?|technolog\w+|young|youth|kids|children|consumers?|computers?|users|prices|dollars|"
    r"environment|generation|climate|age|money|women|men|students|politics|culture|terms)\b"
)
"""What follows "today" where it means our time, not the day."""


@dataclass(slots=True)
class _Memory:
    """What was named so far: the last date's value and first day, the last quarter's value, and in which sentence each was."""

    anchors: Anchors
    sentence: int = 0
    value: str = ""
    quarter: str = ""
    quarter_at: int = -9
    at: int = -9

    def remember(self, told: Timex, *, direct: bool) -> None:
        if told.type not in ("DATE", "TIME") or not _DATE.fullmatch(told.value):
            return
        self.value, self.at = told.value.split("/")[0], self.sentence
        if "-Q" in told.value and direct:
            self.quarter, self.quarter_at = told.value, self.sentence


def every_timex(sentences: list[Sentence], dates: list[Dated], anchors: Anchors) -> tuple[Timex, ...]:
    """All time expressions of the text, in its order. Where two readings overlap the longer one stands, of equals the date."""
    memory = _Memory(anchors)
    by_sentence: dict[int, list[Dated]] = {}
    for one in dates:
        by_sentence.setdefault(id(one.sentence), []).append(one)
    return tuple(_timexes([one for one in sentences if one.where == "text"], by_sentence, memory))


def _timexes(sentences: list[Sentence], dates: dict[int, list[Dated]], memory: _Memory) -> Iterator[Timex]:
    for memory.sentence, sentence in enumerate(sentences):
        for one in _apart(sentence, dates.get(id(sentence), [])):
            told = _of_date(one, sentence, memory) if isinstance(one, Dated) else _of_span(one, sentence, memory)
            if told is not None:
                leaning = isinstance(one, Found) and isinstance(one.value, Apart | Again)
                memory.remember(told, direct=not leaning)
                if leaning and "-Q" in told.value and told.value == memory.quarter:
                    memory.quarter_at = memory.sentence
                yield told


def _apart(sentence: Sentence, dates: list[Dated]) -> list[Dated | Found[Span]]:
    """Dates and spans of a sentence that do not overlap, left to right."""
    taken: list[_Placed] = [
        (one.expression.start - sentence.start, one.expression.end - sentence.start, one) for one in dates
    ]
    spans: list[_Placed] = [(one.start, one.end, one) for one in SPANS.found(sentence.text)]
    kept: list[_Placed] = []
    for one in sorted([*taken, *spans], key=_weight):
        if all(one[1] <= other[0] or other[1] <= one[0] for other in kept):
            kept.append(one)
    return [one for _, _, one in sorted(kept, key=lambda one: one[0])]


def _weight(one: _Placed) -> tuple[bool, int, bool]:
    """A date goes before a mere length, the longer before the shorter, and of equals the date."""
    span = one[2].value if isinstance(one[2], Found) else None
    return isinstance(span, Known) and span.type == "DURATION", one[0] - one[1], span is not None


# -- dates -------------------------------------------------------------------------------------------------------------
def _of_date(one: Dated, sentence: Sentence, memory: _Memory) -> Timex | None:
    told = timex(one.expression, one.found)
    form = one.expression.form
    if unreadable(one) or (
        isinstance(form, Near) and _OUR_TIME.match(sentence.text, one.expression.end - sentence.start)
    ):
        return None
    if isinstance(form, Count) and form.sense == "ago" and form.unit == "year" and form.number == 1:
        value = _year_before(memory, sentence.text)
        return Timex(told.start, told.end, "DATE", value, told.resolved) if value else told
    if (
        isinstance(form, Weekday)
        and not form.shift
        and one.tense == UNKNOWN
        and one.found
        and not is_dateline(sentence, one.expression)
    ):
        # News tells of the week that was, where the verb does not say otherwise.
        found = resolved(one.expression, memory.anchors, PAST)
        return (
            timex(one.expression, found) if found and one.found.day > memory.anchors.said + timedelta(days=2) else told
        )
    return told


# -- spans -------------------------------------------------------------------------------------------------------------
def _of_span(found: Found[Span], sentence: Sentence, memory: _Memory) -> Timex | None:
    span, start, end = found.value, found.start + sentence.start, found.end + sentence.start
    left, right = sentence.text[max(0, found.start - 400) : found.start], sentence.text[found.end : found.end + 400]
    match span:
        case Known():
            return Timex(start, end, span.type, span.value)
        case Apart():
            value = _of_apart(span, sentence.text, memory)
        case Again():
            value = _of_again(span, memory)
        case Season():
            value = _of_season(span, memory.anchors.said, tense(left, right))
        case Weekend():
            value = _of_weekend(span, memory.anchors.said, tense(left, right))
        case Night():
            return _of_night(span, start, end, memory)
        case _:
            expression = Expression(start, end, span, rule=found.rule)
            return timex(expression, resolved(expression, memory.anchors, tense(left, right)))
    return Timex(start, end, "DATE", value) if value else None


def _year_before(memory: _Memory, words: str) -> str:
    """The quarter a year before the one told of; "" where none is told of, here or in the sentence before."""
    if memory.quarter and memory.sentence - memory.quarter_at <= 5 and _EARNED.search(words):
        return f"{int(memory.quarter[:4]) - 1}{memory.quarter[4:]}"
    return ""


def _of_apart(span: Apart, words: str, memory: _Memory) -> str:
    quarter = _year_before(memory, words) if (span.number, span.unit) == (-1, "year") else ""
    if quarter:
        return quarter
    near = 1 if span.unit == "year" else 4
    start = _first_day(memory.value) if span.named and memory.at >= memory.sentence - near else None
    start = start or memory.anchors.said
    if span.unit in ("day", "week"):
        return grain(start + timedelta(days=span.number * (7 if span.unit == "week" else 1)), span.unit)
    months = {"month": 1, "quarter": 3, "year": 12}[span.unit] * span.number
    try:
        return _as_long(add_months(start, months), span, memory)
    except ValueError:
        return "PAST_REF" if span.number < 0 else "FUTURE_REF"


def _as_long(day: date, span: Apart, memory: _Memory) -> str:
    """A year from a named month is a month, from anything else a year."""
    month_named = (
        span.named
        and span.unit == "year"
        and memory.at == memory.sentence
        and re.fullmatch(r"\d{4}-\d\d", memory.value)
    )
    return grain(day, "month" if month_named else span.unit)


def _of_again(span: Again, memory: _Memory) -> str:
    said = memory.anchors.said
    if span.unit == "time":
        return memory.value
    if span.unit == "period":
        return memory.quarter or grain(add_months(said, -3), "quarter")
    if span.unit == "day" and not _DAY.match(memory.value):
        return ""
    if span.unit == "quarter" and not span.else_now:
        return memory.quarter
    if span.else_now:
        return grain(said, span.unit)
    if re.fullmatch(r"\d{4}", memory.value) and span.unit != "year":
        return ""
    day = _first_day(memory.value)
    return grain(day, span.unit) if day else ""


def _of_season(span: Season, said: date, when: int) -> str:
    if span.year:
        return f"{span.year}-{span.code}"
    start = _STARTS[span.code]
    year = said.year
    running = start <= said.month < start + 3 or (span.code == "WI" and said.month in (12, 1, 2))
    if span.code == "WI" and said.month < 3:
        year -= 1
    if span.shift == "last" or (not span.shift and when == PAST):
        year -= (span.shift == "last" and running) or (start > said.month and not running)
    elif span.shift == "next" or (not span.shift and when == FUTURE):
        year += (span.shift == "next" and running) or (start + 3 <= said.month and not running)
    return f"{year}-{span.code}"


def _of_weekend(span: Weekend, said: date, when: int) -> str:
    saturday = said + timedelta(days=5 - said.weekday())
    if (
        span.shift == "last"
        or (not span.shift and said.weekday() < 5 and when != FUTURE)
        or (span.shift == "this" and when == PAST and said.weekday() < 3)
    ):
        saturday -= timedelta(days=7)
    elif span.shift == "next":
        saturday += timedelta(days=7)
    return grain(saturday, "week") + "-WE"


def _of_night(span: Night, start: int, end: int, memory: _Memory) -> Timex | None:
    if span.days is None:
        if not _DAY.match(memory.value):
            return None
        day = memory.value[:10]
    else:
        day = (memory.anchors.said + timedelta(days=span.days)).isoformat()
    return Timex(start, end, "TIME", day + span.code, day)


def _first_day(value: str) -> date | None:
    """The first day of what a value names; None for a reference or a decade."""
    year = re.match(r"(\d{4})(?:-(?:Q(\d)|H(\d)|W(\d\d)|(\d\d)(?:-(\d\d))?|(SP|SU|FA|WI)))?", value)
    if year is None or year[1] == "0000":
        return None
    if year[4]:
        return date.fromisocalendar(int(year[1]), int(year[4]), 1)
    month = (
        int(year[2] or 1) * 3 - 2
        if year[2]
        else (7 if year[3] == "2" else _STARTS.get(year[7] or "", int(year[5] or 1)))
    )
    return date(int(year[1]), month, int(year[6] or 1))
