"""What a span names, as a TIMEX3: by itself, or by what was named before it ("that year", "a year earlier").

What leans on a time named before takes its grain. **Pure.**
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from monitor.grammar.calendar import add_months
from monitor.grammar.compose import Expression
from monitor.grammar.dated import Dated
from monitor.grammar.engine import Found
from monitor.grammar.holidays import easter
from monitor.grammar.resolve import FUTURE, PAST, Anchors, resolved
from monitor.grammar.scan import Sentence
from monitor.grammar.spans import Again, Apart, Ended, Feast, Known, Night, Season, Span, That, Weekend
from monitor.grammar.tense import tense
from monitor.grammar.timexes import grain, timex
from monitor.types import Timex

_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DATE = re.compile(r"\d{2,4}(?:-.*)?")
_EARNED = re.compile(
    r"\b(?:cents|share|profit|loss|losses|net|revenue|sales|income|earnings|earned|results|quarter)\b", re.IGNORECASE
)
_LONGER = re.compile(
    r"\b(?:(?:six|nine|twelve|6|9|12)[\s-]+months|(?:first|second)[\s-]+half|(?:full|fiscal)[\s-]+year|for\s+the\s+year)\b",
    re.IGNORECASE,
)
"""More than a quarter is told of: "a year earlier" is then a year."""
_BESIDE = re.compile(r",\s+(?:just|about|some|nearly|almost|only|exactly)?\s*")


@dataclass(slots=True)
class Memory:
    """What was named so far: the last date's value and first day, the last quarter's value, and in which sentence each was."""

    anchors: Anchors
    sentence: int = 0
    value: str = ""
    quarter: str = ""
    quarter_at: int = -9
    at: int = -9
    end: int = -9
    quarters: dict[int, str] = field(default_factory=dict)

    def remember(self, told: Timex, *, direct: bool) -> None:
        """Keeps a date for what comes after it. `direct`: it does not itself lean on another."""
        if told.type not in ("DATE", "TIME") or not _DATE.fullmatch(told.value):
            return
        self.value, self.at, self.end = told.value.split("/")[0], self.sentence, told.end
        if "-Q" in told.value and direct:
            self.quarter, self.quarter_at = told.value, self.sentence
            self.quarters.setdefault(int(told.value[-1]), told.value)


def span_timex(
    found: Found[Span], sentence: Sentence, memory: Memory, after: Dated | Found[Span] | None
) -> Timex | None:
    """A span of the sentence as a TIMEX3, or None where it names no time here. `after`: what is read next to it."""
    span, start, end = found.value, found.start + sentence.start, found.end + sentence.start
    place = sentence.text, found.start, found.end
    match span:
        case Known():
            return Timex(start, end, span.type, span.value)
        case Apart():
            value = _of_apart(span, sentence.text, memory)
            if (
                span.number > 0
                and span.named
                and _BESIDE.fullmatch(sentence.text, memory.end - sentence.start, found.start)
            ):
                # "in 1985, 73 years later": the time just named, told again.
                value = memory.value
        case Again():
            value = _of_again(span, memory)
        case Season():
            value = _of_season(span, memory.anchors.said, tense(*place))
        case Weekend():
            value = weekend(span, memory.anchors.said, tense(*place))
        case Night():
            return _of_night(span, start, end, memory)
        case That():
            value = _of_that(span, memory)
        case Feast():
            value = _of_feast(span, memory.anchors.said, tense(*place))
        case Ended():
            return _of_ended(span, start, end, after)
        case _:
            expression = Expression(start, end, span, rule=found.rule)
            return timex(expression, resolved(expression, memory.anchors, tense(*place)))
    return Timex(start, end, "DATE", value) if value else None


def quarter_a_year_before(memory: Memory, words: str) -> str:
    """The quarter a year before the one told of; "" where none is told of, here or in the sentence before."""
    if (
        memory.quarter
        and memory.sentence - memory.quarter_at <= 5
        and _EARNED.search(words)
        and not _LONGER.search(words)
    ):
        return f"{int(memory.quarter[:4]) - 1}{memory.quarter[4:]}"
    return ""


def _of_apart(span: Apart, words: str, memory: Memory) -> str:
    quarter = quarter_a_year_before(memory, words) if (span.number, span.unit) == (-1, "year") else ""
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


def _as_long(day: date, span: Apart, memory: Memory) -> str:
    """A year from a named month is a month, from anything else a year."""
    month_named = (
        span.named
        and span.unit == "year"
        and memory.at == memory.sentence
        and re.fullmatch(r"\d{4}-\d\d", memory.value)
    )
    return grain(day, "month" if month_named else span.unit)


def _of_again(span: Again, memory: Memory) -> str:
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


def weekend(span: Weekend, said: date, when: int) -> str:
    """The weekend named, the last, this or the next, as its week. `when`: see `tense`."""
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


def _of_night(span: Night, start: int, end: int, memory: Memory) -> Timex | None:
    if span.days is None:
        if not _DAY.match(memory.value):
            return None
        day = memory.value[:10]
    else:
        day = (memory.anchors.said + timedelta(days=span.days)).isoformat()
    return Timex(start, end, "TIME", day + span.code, day)


def _of_that(span: That, memory: Memory) -> str:
    start = _first_day(memory.value) if memory.at >= memory.sentence - 2 else None
    if span.weekday is not None:
        day = start if start and _DAY.match(memory.value) else None
        return (day + timedelta(days=(span.weekday - day.weekday()) % 7 or 7)).isoformat() if day else ""
    year = start.year if start else memory.anchors.said.year
    return f"{year}-{span.code}" if span.code else f"{year}-{span.month:02}"


def _of_feast(span: Feast, said: date, when: int) -> str:
    """The feast in the year named, else in the one that the verb asks for; where it asks for none, the nearest."""
    days = [easter(year) + timedelta(days=span.days) for year in range(said.year - 1, said.year + 2)]
    if span.year:
        days = [easter(span.year) + timedelta(days=span.days)]
    elif when and not (span.week and min(abs(one - said) for one in days) < timedelta(days=14)):
        days = [one for one in days if (one <= said if when == PAST else one >= said)]
    day = min(days, key=lambda one: abs(one - said))
    return grain(day, "week") if span.week else day.isoformat()


def _of_ended(span: Ended, start: int, end: int, after: Dated | Found[Span] | None) -> Timex | None:
    if not isinstance(after, Dated) or after.found is None or after.expression.start - end > 14:
        return None
    if span.unit == "year":
        return Timex(start, end, "DURATION", "P1Y")
    if span.unit == "business year":
        return Timex(start, end, "DATE", str(after.found.day.year))
    # A company's quarter may end some days after the calendar's.
    return Timex(start, end, "DATE", grain(after.found.day - timedelta(days=15), "quarter"))


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
