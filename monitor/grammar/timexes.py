"""A date expression as a TIMEX3: type, value, and the day it falls on.

Values are those of TimeML 1.2.1; a count back takes the grain of its unit ("two years ago" is a year). **Pure.**
"""

from collections.abc import Iterable
from datetime import date

from monitor.grammar.compose import Expression
from monitor.grammar.dated import Dated
from monitor.grammar.forms import Count, Month, Period, Placed, Recurring, Slashed
from monitor.grammar.resolve import Resolved
from monitor.types import Precision, Timex

PARTS = {"night": "TNI", "evening": "TEV", "morning": "TMO", "afternoon": "TAF"}
_LETTERS = {"day": "D", "week": "W", "month": "M", "year": "Y"}


def date_timexes(dates: Iterable[Dated]) -> tuple[Timex, ...]:
    """The dates of the text alone, as they are read for deadlines."""
    return tuple(
        timex(one.expression, one.found) for one in dates if one.sentence.where == "text" and not unreadable(one)
    )


def unreadable(one: Dated) -> bool:
    """Is it 07/01/2026, with nothing to say in which order?"""
    return one.found is None and isinstance(one.expression.form, Slashed)


def timex(expression: Expression, found: Resolved | None) -> Timex:
    """A date expression as a TIMEX3."""
    form = expression.form
    moment = None if found is None else found.day.isoformat() + (found.clock.strftime("T%H:%M") if found.clock else "")
    if isinstance(form, Count) and form.sense in ("for", "within", "in") and form.anchor != "date":
        return Timex(expression.start, expression.end, "DURATION", f"P{form.number}{_LETTERS[form.unit]}", moment)
    if isinstance(form, Recurring):
        return Timex(expression.start, expression.end, "SET", f"XXXX-WXX-{form.weekday + 1}", None)
    part = "" if expression.clock else PARTS.get(getattr(form, "part", ""), "")
    kind = "TIME" if expression.clock or part else "DATE"
    return Timex(expression.start, expression.end, kind, _value(expression, found, moment, part), moment)


def _value(expression: Expression, found: Resolved | None, moment: str | None, part: str) -> str:
    form = expression.form
    if found is None or moment is None:
        return "XXXX-XX-XX"
    if isinstance(form, Month) or (isinstance(form, Placed) and found.precision is Precision.MONTH):
        return f"{found.day:%Y-%m}"
    if isinstance(form, Period):
        return grain(found.day, form.unit)
    if isinstance(form, Count) and form.sense == "ago":
        return grain(found.day, form.unit)
    if part:
        return moment + part
    return moment if found.latest is None else f"{moment}/{found.latest.isoformat()}"


def grain(day: date, unit: str) -> str:
    """The week, month, quarter, half or year (or decade or century) that a day lies in; or the day."""
    week = day.isocalendar()
    return {
        "week": f"{week.year}-W{week.week:02}",
        "month": f"{day:%Y-%m}",
        "quarter": f"{day.year}-Q{(day.month + 2) // 3}",
        "half": f"{day.year}-H{(day.month + 5) // 6}",
        "season": f"{day.year}-{('SP', 'SU', 'FA', 'WI')[day.month // 3 - 1 if day.month > 2 else 3]}",
        "year": f"{day.year}",
        "decade": f"{day.year // 10}",
        "century": f"{day.year // 100}",
    }.get(unit, day.isoformat())
