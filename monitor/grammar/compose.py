"""Joins neighbouring forms into one date expression: a clock time and its day, a count and the date it counts from. **Pure.**"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from monitor.grammar import clock, commencement, dates, gazette, lasting, placed, relative, seasons, spoken
from monitor.grammar.engine import Found
from monitor.grammar.forms import Clock, Count, Day, Form, Weekday

RULES = (dates, relative, gazette, commencement, spoken, placed, seasons, lasting, clock)
"""The files whose rules read date expressions; importing them fills the grammar."""
_FORMS = dates.FORMS
_CLOCK_DAY = re.compile(
    r"[\s,]*(?:\(?local(?:\s+time)?\)?,?\s+)?(?:(?:on|of|in the|the|on\s+the\s+(?:date|day)\s+that\s+is)\s+)?",
    re.IGNORECASE,
)
_DAY_CLOCK = re.compile(
    r"[\s,]*(?:(?:beginning|starting|no later than|not later than)\s+)?(?:(?:at|by|around|about|from)\s+)?\(?",
    re.IGNORECASE,
)
_COUNT_DAY = re.compile(
    r"[\s,]*(?:(?:beginning|starting|commencing|effective|with\s+effect)\s+)?(?:(?:on|at|from|as of|w\.?e\.?f\.?|the)\s+)?(?:the\s+)?"
)
_OWN = ("order", "journal", "force", "laid")
"""Days of the act itself, from which another length may be counted."""
_SPAN = re.compile(r"\s*(?:to|and|until|till|through|-)\s+(?:the\s+)?", re.IGNORECASE)
_UP_TO = re.compile(
    r"\s{0,3},?\s{0,3}(?:and\s{1,3})?(?:to|until|till|through|up\s?to)\s{1,3}(?:and\s{1,3}including\s{1,3})?(?:the\s{1,3})?",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|beginning|starting|commencing)\b", re.IGNORECASE)
_RESTATED = re.compile(r"\s*\(")
_SAID_AGAIN = re.compile(
    r"[\s,]{0,3}(?:\(|\(?(?:on|i\.e\.|that is|namely|which is)[\s,]{1,2}(?:on\s|by\s)?)", re.IGNORECASE
)
"""From a counted length to the day it comes to: "in 18 months on June 23", "within 30 days (May 3)"."""


@dataclass(frozen=True, slots=True)
class Expression:
    """One date expression of a text. `base`: the date that a count counts from."""

    start: int
    end: int
    form: Form
    clock: Clock | None = None
    base: "Expression | None" = None
    rule: str = ""


def expressions(text: str, offset: int = 0) -> list[Expression]:
    """The date expressions of one sentence, left to right; `offset` is where the sentence begins in its document."""
    alone = [_alone(found, offset) for found in _FORMS.found(text)]
    if not alone:
        return []
    # Clocks find their days first, so that a count finds a whole date to count from.
    joined = _joined(_joined(_years_shared(alone, text, offset), text, offset, _pair), text, offset, _counted)
    return [expression for expression in _with_both_ends(joined, text, offset) if not _hanging(expression)]


def _with_both_ends(joined: list[Expression], text: str, offset: int) -> list[Expression]:
    """In "for five years from 4 August 2026 to 3 August 2031" the length only says again how long the period is: its start is told."""
    found = list(joined)
    for at, (one, two) in enumerate(pairwise(joined)):
        both = one.base is not None and isinstance(one.base.form, Day) and isinstance(two.form, Day)
        if both and one.base and _UP_TO.fullmatch(text[one.end - offset : two.start - offset]):
            lead = text[one.start - offset : one.base.start - offset]
            found[at] = one.base if _FROM.search(lead) else one
    return found


def _years_shared(apart: list[Expression], text: str, offset: int) -> list[Expression]:
    """In "from March 20 to April 20, 2031" the year stands for both days."""
    found = list(apart)
    for at, (one, two) in enumerate(pairwise(apart)):
        first, last = one.form, two.form
        if not (isinstance(first, Day) and isinstance(last, Day)) or first.year or not last.year or first.last:
            continue
        if _SPAN.fullmatch(text[one.end - offset : two.start - offset]):
            early = (first.month, first.day) <= (last.month, last.day)
            found[at] = replace(one, form=replace(first, year=last.year if early else last.year - 1))
    return found


def _joined(
    apart: list[Expression], text: str, offset: int, pair: Callable[[Expression, Expression, str], Expression | None]
) -> list[Expression]:
    joined: list[Expression] = []
    for expression in apart:
        both = (
            pair(joined[-1], expression, text[joined[-1].end - offset : expression.start - offset]) if joined else None
        )
        if both is None:
            joined.append(expression)
        else:
            joined[-1] = both
    return joined


def _alone(found: Found[Form], offset: int) -> Expression:
    form = found.value
    return Expression(
        found.start + offset, found.end + offset, form, form if isinstance(form, Clock) else None, None, found.rule
    )


def _hanging(expression: Expression) -> bool:
    form = expression.form
    return isinstance(form, Count) and form.anchor == "date" and expression.base is None


def _pair(left: Expression, right: Expression, gap: str) -> Expression | None:
    """The two as one, or None when they stand apart."""
    if isinstance(left.form, Count):
        return _over(left, right, right) if _comes_to(left.form, right.form, gap) else None
    if len(gap) > 80:
        return None
    if isinstance(left.form, Clock) and not isinstance(right.form, Clock) and right.clock is None:
        return _over(left, right, replace(right, clock=left.clock)) if _CLOCK_DAY.fullmatch(gap) else None
    if isinstance(right.form, Clock) and left.clock is None:
        return _over(left, right, replace(left, clock=right.clock)) if _DAY_CLOCK.fullmatch(gap) else None
    if isinstance(left.form, Weekday) and _RESTATED.fullmatch(gap) and isinstance(right.form, Weekday | Day):
        return _over(left, right, right)
    if isinstance(left.form, Weekday) and isinstance(right.form, Day) and re.fullmatch(r"\s*,\s*(?:the\s+)?", gap):
        return _over(left, right, right)
    return None


def _comes_to(count: Count, day: Form, gap: str) -> bool:
    """Does the day only write out what the length comes to?"""
    told = isinstance(day, Day) and day.year is not None and (count.anchor != "date")
    return told and count.sense in ("in", "within", "after") and len(gap) <= 12 and bool(_SAID_AGAIN.fullmatch(gap))


def _counted(left: Expression, right: Expression, gap: str) -> Expression | None:
    form = left.form
    if (
        len(gap) > 80
        or not isinstance(form, Count)
        or (isinstance(right.form, Count) and right.form.anchor not in _OWN)
    ):
        return None
    waits = form.anchor == "date" and left.base is None
    begins = form.sense == "for" and re.search(r"beginning|starting|commencing|effective|from|w\.?e\.?f", gap)
    if not (waits or begins) or not _COUNT_DAY.fullmatch(gap) or left.base is not None:
        return None
    sense = "before" if form.sense == "before" else "after"
    counted = replace(left, form=replace(form, anchor="date", sense=sense), base=right, clock=left.clock or right.clock)
    return _over(left, right, counted)


def _over(left: Expression, right: Expression, joined: Expression) -> Expression:
    return replace(joined, start=left.start, end=right.end, rule=joined.rule or left.rule)
