"""Every time expression of a text as a TIMEX3, deadline or not: its dates, and what `spans` reads besides. **Pure.**"""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import zip_longest

from monitor.grammar import anaphora, eras, holidays, press_spans, vague
from monitor.grammar.dated import Dated
from monitor.grammar.engine import Found
from monitor.grammar.forms import Count, Near, Period, Weekday
from monitor.grammar.resolve import PAST, UNKNOWN, Anchors, resolved
from monitor.grammar.scan import Sentence, is_dateline
from monitor.grammar.span_values import Memory, quarter_a_year_before, span_timex, weekend
from monitor.grammar.spans import SPANS, Again, Apart, Known, Span, Weekend
from monitor.grammar.timexes import timex, unreadable
from monitor.types import Timex

RULES = (vague, eras, anaphora, press_spans, holidays)
"""The files whose rules read time expressions; importing them fills the grammar."""
_TITLE = re.compile(
    r"\s(?:Times|Mail|Telegraph|Mirror|Herald|Star|Express|Post|Independent|Magazine|Night\s(?:Live|Football|Fever))\b"
)
_NAMED = re.compile(r"\b(?:Bloody|Super|Black|Fox\sNews|Ruby|Cyber|Giving|Fat|Maundy|Shrove)\s$")
"""A weekday in the name of a paper, a programme or a day of history is no day of this week."""
_BRACKET = re.compile(r"\s{0,2}(?:local time\s)?\(")
_CLOSING = re.compile(r"\),?\s(?:on\s)?")
_A_WEEKEND = re.compile(r"\b(?:an?|each|every|long|holiday|busy)\s(?:\w+\s)?$", re.IGNORECASE)
_Placed = tuple[int, int, Dated | Found[Span]]
_OUR_TIME = re.compile(
    r"['’]s\s+(?:world|econom\w+|society|markets?|standards?|technolog\w+|young|youth|kids|children|consumers?|computers?|users|prices|dollars|"
    r"environment|generation|climate|age|money|women|men|students|politics|culture|terms)\b"
)
"""What follows "today" where it means our time, not the day."""


def every_timex(sentences: list[Sentence], dates: list[Dated], anchors: Anchors) -> tuple[Timex, ...]:
    """All time expressions of the text, in its order. Where two readings overlap the longer one stands, of equals the date."""
    memory = Memory(anchors)
    by_sentence: dict[int, list[Dated]] = {}
    for one in dates:
        by_sentence.setdefault(id(one.sentence), []).append(one)
    return tuple(_timexes([one for one in sentences if one.where == "text"], by_sentence, memory))


def _timexes(sentences: list[Sentence], dates: dict[int, list[Dated]], memory: Memory) -> Iterator[Timex]:
    for memory.sentence, sentence in enumerate(sentences):
        found = _apart(sentence, dates.get(id(sentence), []))
        yield from _restated(list(_told(found, sentence, memory)), sentence)


def _told(found: list[Dated | Found[Span]], sentence: Sentence, memory: Memory) -> Iterator[Timex]:
    for one, after in zip_longest(found, found[1:]):
        if one is None:
            continue
        told = _of_date(one, sentence, memory) if isinstance(one, Dated) else span_timex(one, sentence, memory, after)
        if told is not None:
            leaning = isinstance(one, Found) and isinstance(one.value, Apart | Again)
            memory.remember(told, direct=not leaning)
            if leaning and "-Q" in told.value and told.value == memory.quarter:
                memory.quarter_at = memory.sentence
            yield told


def _restated(told: list[Timex], sentence: Sentence) -> Iterator[Timex]:
    """The times of a sentence; in "at 10:35 a.m. (0735 GMT) Friday" the first clock has the day of the second, which is then told alone."""
    at = 0
    while at < len(told):
        one, after = told[at], told[at + 1] if at + 1 < len(told) else None
        between = sentence.text[one.end - sentence.start : after.start - sentence.start] if after else ""
        inside = sentence.text[after.start - sentence.start : after.end - sentence.start] if after else ""
        closing = _CLOSING.search(inside)
        at += 1
        if (
            after is None
            or closing is None
            or (one.type, after.type) != ("TIME", "TIME")
            or not _BRACKET.fullmatch(between)
        ):
            yield one
            continue
        day = after.value[:10]
        yield Timex(one.start, one.end, "TIME", day + one.value[10:], day + one.value[10:])
        yield Timex(after.start + closing.end(), after.end, "DATE", day, day)
        at += 1


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


def _of_date(one: Dated, sentence: Sentence, memory: Memory) -> Timex | None:
    told = timex(one.expression, one.found)
    form = one.expression.form
    if unreadable(one) or (
        isinstance(form, Near) and _OUR_TIME.match(sentence.text, one.expression.end - sentence.start)
    ):
        return None
    place = one.expression.start - sentence.start
    if isinstance(form, Period) and (form.unit, form.edge) == ("week", "end"):
        return _of_week_end(one, sentence.text[max(0, place - 30) : place], memory)
    if isinstance(form, Period) and form.unit == "quarter" and form.number and not form.year and not form.shift:
        return _told_before(told, form.number, memory)
    if isinstance(form, Weekday) and (
        _TITLE.match(sentence.text, one.expression.end - sentence.start)
        or _NAMED.search(sentence.text[max(0, place - 12) : place])
    ):
        return None
    if isinstance(form, Count) and form.sense == "ago" and form.unit == "year" and form.number == 1:
        value = quarter_a_year_before(memory, sentence.text)
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


def _of_week_end(one: Dated, left: str, memory: Memory) -> Timex | None:
    told = timex(one.expression, one.found)
    if told.end - told.start > len("the week-end") or _A_WEEKEND.search(left):
        return None if _A_WEEKEND.search(left) else told
    value = weekend(Weekend(), memory.anchors.said, one.tense)
    return Timex(told.start, told.end, "DATE", value, told.resolved)


def _told_before(told: Timex, number: int, memory: Memory) -> Timex:
    """A quarter by its number is the one so named before, not the same a year on ("fell in the third quarter ... to match the third")."""
    before = memory.quarters.get(number, "")
    if before and told.value == f"{int(before[:4]) + 1}{before[4:]}":
        return Timex(told.start, told.end, told.type, before, told.resolved)
    return told
