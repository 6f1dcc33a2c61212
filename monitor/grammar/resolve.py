"""Turns date expressions into calendar days by an explicit anchor; a missing part is taken from the anchor or refused. **Pure.**"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from monitor.grammar.calendar import add_months, rolled_forward, working_day_after
from monitor.grammar.clock import label_mismatch
from monitor.grammar.compose import Expression
from monitor.grammar.forms import (
    Clock,
    Count,
    Day,
    Form,
    Month,
    Near,
    Ordinal,
    Period,
    Placed,
    Recurring,
    Slashed,
    Weekday,
)
from monitor.types import Precision

PAST, UNKNOWN, FUTURE = -1, 0, 1
"""Where the governing verb puts a date whose year or week the text leaves open."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """What dates are counted from: days in `zone`.

    `own`: the day the instrument bears; `said`: the dateline or publication day; `named`: the date named before; `told`: the past day
    of this sentence, from which a length runs ("on Monday he gave them a 30-day reprieve").
    `enacted_from`: the code point of the text before which an act only recites. `month_first`: how the place of writing has 07/01/2026;
    None where that is not known. `force`: the day on which the act itself begins. `laid`: the day on which it was laid before a parliament.
    """

    published: date
    own: date
    said: date
    zone: str
    named: date | None = None
    told: date | None = None
    enacted_from: int = 0
    month_first: bool | None = None
    force: date | None = None
    laid: date | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A day, with what is known of its grain. `latest`: last day of an interval. `later`: other readings, as (day, clock)."""

    day: date
    latest: date | None = None
    precision: Precision = Precision.DAY
    clock: time | None = None
    zone: str | None = None
    trace: str = ""
    others: tuple[tuple[date, time | None], ...] = ()
    warnings: tuple[str, ...] = ()
    origin: "Resolved | None" = None


def resolved(expression: Expression, anchors: Anchors, tense: int) -> Resolved | None:
    """The day an expression stands for, or None where the text gives too little."""
    try:
        found = _resolved(expression.form, expression.base, anchors, tense)
        return _timed(found, expression) if found else None
    except (OverflowError, ValueError):
        return None


def _resolved(form: Form, base: Expression | None, anchors: Anchors, tense: int) -> Resolved | None:
    match form:
        case Day():
            return _of_day(form, anchors, tense)
        case Slashed():
            return _of_slashed(form, anchors)
        case Month():
            return _of_month(form, anchors, tense)
        case Weekday():
            return _of_weekday(form, anchors, tense)
        case Near():
            day = anchors.said + timedelta(days=form.days)
            return Resolved(
                day, trace=f"{anchors.said} {form.days:+} days" if form.days else f"{anchors.said}, the day of writing"
            )
        case Count():
            return _of_count(form, base, anchors, tense)
        case Period():
            return _of_period(form, anchors, tense)
        case Clock():
            return Resolved(anchors.said, trace=f"{anchors.said}, the day of writing")
        case Ordinal():
            return _of_ordinal(form, anchors, tense)
        case Placed():
            return _of_placed(form, anchors, tense)
        case Recurring():
            return None


def _of_day(form: Day, anchors: Anchors, tense: int) -> Resolved | None:
    if form.year:
        day = date(form.year, form.month, form.day)
        trace = "written in full"
    else:
        near = _nearest(form, anchors.said, tense)
        if near is None:
            return None
        day, trace = near, f"no year given: the one nearest to {anchors.said}"
    latest = day.replace(day=form.last) if form.last else None
    return Resolved(day, latest, Precision.INTERVAL if latest else Precision.DAY, trace=trace)


def _of_slashed(form: Slashed, anchors: Anchors) -> Resolved | None:
    """Either order may be meant: refused where the place of writing is not known, unless both are the same day."""
    if anchors.month_first is None and form.first != form.second:
        return None
    month, day = (form.first, form.second) if anchors.month_first else (form.second, form.first)
    order = "month first" if anchors.month_first else "day first"
    return Resolved(date(form.year, month, day), trace=f"written {order} where this was published")


def _of_ordinal(form: Ordinal, anchors: Anchors, tense: int) -> Resolved | None:
    """A day of a month left unnamed: the next one ahead, or the last one behind when the verb says so."""
    start = (anchors.named or anchors.said) if form.shift in ("that", "after") else anchors.said
    first = start.replace(day=1)
    shifts = {"that": [0], "this": [0], "next": [1], "after": [1]}.get(
        form.shift, [0, -1, -2] if tense == PAST else [0, 1, 2]
    )
    for months in (add_months(first, shift) for shift in shifts):
        day = months.replace(day=form.day) if form.day <= monthrange(months.year, months.month)[1] else None
        if day and (form.shift or (day <= start if tense == PAST else day >= start)):
            return Resolved(day, trace=f"day {form.day} seen from {start}")
    return None


def _of_placed(form: Placed, anchors: Anchors, tense: int) -> Resolved | None:
    said = anchors.said
    if form.month is None:
        first = add_months(said.replace(day=1), form.months)
    elif form.year or form.years is not None:
        first = date(form.year or said.year + (form.years or 0), form.month, 1)
    else:
        first = _of_month(Month(form.month), anchors, tense).day
    longest = monthrange(first.year, first.month)[1]
    if not form.nth and form.day is None:
        return Resolved(first, first.replace(day=longest), Precision.MONTH, trace="only the month is given")
    days = [first.replace(day=day) for day in range(1, longest + 1)]
    if form.weekday is not None:
        days = [day for day in days if day.weekday() == form.weekday]
    day = first.replace(day=form.day) if form.day else days[form.nth - 1 if form.nth > 0 else -1]
    return Resolved(day, trace=f"told by its place in {first:%B %Y}")


def _nearest(form: Day, anchor: date, tense: int) -> date | None:
    years = range(anchor.year - 1, anchor.year + 2)
    days = [date(year, form.month, form.day) for year in years if form.day <= monthrange(year, form.month)[1]]
    named = [one for one in days if one.weekday() == form.weekday]
    if named:
        return min(named, key=lambda one: abs(one - anchor))
    # A month and day just past may still be told in the present tense ("take effect on Aug. 1"): 45 days of grace.
    if tense == FUTURE:
        days = [one for one in days if one >= anchor - timedelta(days=45)]
    if tense == PAST:
        days = [one for one in days if one <= anchor]
    return min(days, key=lambda one: abs(one - anchor), default=None)


def _of_month(form: Month, anchors: Anchors, tense: int) -> Resolved:
    year = form.year
    if year is None:
        now = (anchors.said.year, anchors.said.month)
        years = [now[0] - 1, now[0], now[0] + 1]
        if tense == FUTURE:
            years = [one for one in years if (one, form.month) >= now]
        if tense == PAST:
            years = [one for one in years if (one, form.month) <= now]
        if form.shift:
            years = _shifted_years(form, now)
        year = min(years, key=lambda one: abs((one - now[0]) * 12 + form.month - now[1]))
    longest = monthrange(year, form.month)[1]
    first, last = {"early": (1, 10), "mid": (11, 20), "late": (21, longest)}.get(form.part, (1, longest))
    if form.part == "end":
        return Resolved(date(year, form.month, longest), trace="last day of the month")
    precision = Precision.INTERVAL if form.part else Precision.MONTH
    return Resolved(
        date(year, form.month, first), date(year, form.month, last), precision, trace="only the month is given"
    )


def _shifted_years(form: Month, now: tuple[int, int]) -> list[int]:
    """The year of "last March", "next March" or "this March", seen from a year and month."""
    if form.shift == "last":
        return [now[0] - (form.month >= now[1])]
    return [now[0] + (form.month <= now[1] if form.shift == "next" else 0)]


def _of_weekday(form: Weekday, anchors: Anchors, tense: int) -> Resolved | None:
    said = anchors.said
    ahead = (form.weekday - said.weekday()) % 7
    monday = said - timedelta(days=said.weekday())
    others: tuple[tuple[date, time | None], ...] = ()
    if form.shift in ("next", "next week"):
        day = monday + timedelta(days=7 + form.weekday)
        nearer = said + timedelta(days=ahead or 7)
        others = ((nearer, None),) if form.shift == "next" and nearer != day else ()
    elif form.shift.endswith("on"):
        weeks = 1 if form.shift == "week on" else int(form.shift.split()[0])
        day = said + timedelta(days=(ahead or 7) + 7 * weeks)
    elif form.shift == "this week":
        day = monday + timedelta(days=form.weekday)
    elif form.shift == "last week":
        day = monday + timedelta(days=form.weekday - 7)
    elif form.shift == "last":
        day = said - timedelta(days=(-ahead) % 7 or 7)
    elif form.shift == "following":
        start = anchors.named or said
        day = start + timedelta(days=(form.weekday - start.weekday()) % 7 or 7)
        return Resolved(day, trace=f"the {day:%A} after {start}")
    elif tense == PAST:
        day = said - timedelta(days=(said.weekday() - form.weekday) % 7)
    else:
        day = said + timedelta(days=ahead)
    return Resolved(day, trace=f"{day:%A} seen from {said:%A} {said}", others=others)


def _counted_from(
    form: Count, base: Expression | None, anchors: Anchors, tense: int
) -> tuple[date, Resolved | None] | None:
    if form.anchor == "date":
        found = resolved(base, anchors, tense) if base else None
        return (found.day, found) if found else None
    if form.anchor == "that":
        return (anchors.named, None) if anchors.named else None
    if form.anchor in ("publication", "journal"):
        return anchors.published, None
    if form.anchor == "force":
        return (anchors.force, None) if anchors.force else None
    if form.anchor == "none":
        return anchors.told or anchors.said, None
    if form.anchor == "laid":
        return anchors.laid or anchors.own, None
    return (anchors.own if form.anchor == "order" else anchors.said), None


def _of_count(form: Count, base: Expression | None, anchors: Anchors, tense: int) -> Resolved | None:
    origin = _counted_from(form, base, anchors, tense)
    if origin is None or form.number > 5000:
        return None
    start, found = origin
    back = form.sense in ("before", "ago")
    day = shifted(start, -form.number if back else form.number, form, anchors.zone)
    trace = f"{start} {'-' if back else '+'} {form.number} {'business ' if form.business else ''}{form.unit}s"
    if form.anchor == "publication" and anchors.zone == "America/New_York":
        rolled = rolled_forward(day)
        trace += f", rolled forward from {day}" if rolled != day else ""
        day = rolled
    latest = shifted(start, form.most, form, anchors.zone) if form.most else None
    if form.about and not back and latest is None:
        # A fifth on either side: no one day is meant.
        slack = timedelta(days=max(1, (day - start).days // 5))
        day, latest = day - slack, day + slack
        trace += f", give or take {slack.days} days"
    precision = Precision.INTERVAL if latest else Precision.DAY
    clock, zone = (found.clock, found.zone) if found else (None, None)
    if found is None and form.anchor in ("journal", "force") and form.sense == "after" and form.number:
        found = Resolved(start, trace=f"{start}, the day of the act")
    return Resolved(day, latest, precision, clock, zone, trace, origin=found)


def shifted(start: date, amount: int, form: Count, zone: str) -> date:
    """The day `amount` units of the count after `start`, or before it when negative; working days as they are kept in `zone` (IANA)."""
    if form.unit == "day" and form.business:
        return working_day_after(start, amount, zone)
    if form.unit in ("day", "week"):
        return start + timedelta(days=amount * (7 if form.unit == "week" else 1))
    return add_months(start, amount * (12 if form.unit == "year" else 1))


def _of_period(form: Period, anchors: Anchors, tense: int) -> Resolved:
    said = anchors.said
    if form.unit == "week":
        first = said - timedelta(days=said.weekday()) + timedelta(days=7 * form.shift)
        # The working week ends on Friday; the calendar week's end is the other reading.
        last = first + timedelta(days=4 if form.edge == "end" else 6)
    elif form.unit == "month":
        first = add_months(said.replace(day=1), form.shift)
        last = add_months(first, 1) - timedelta(days=1)
    elif form.unit == "quarter":
        quarter = (form.number or (said.month - 1) // 3 + 1) - 1 + (0 if form.number else form.shift)
        first = add_months(date(form.year or said.year + (form.shift if form.number else 0), 1, 1), 3 * quarter)
        first = _open_year(first, 3, form, said, tense)
        last = add_months(first, 3) - timedelta(days=1)
    elif form.unit == "season":
        first = date(form.year or said.year, 3 * (form.number or 1), 1)
        first = add_months(first, 12) if form.shift and first <= said else _open_year(first, 3, form, said, tense)
        last = add_months(first, 3) - timedelta(days=1)
    elif form.unit == "half":
        first = date(form.year or said.year + form.shift, 7 if form.number == 2 else 1, 1)
        first = _open_year(first, 6, form, said, tense)
        last = add_months(first, 6) - timedelta(days=1)
    else:
        first = date(form.year or said.year + form.shift, 1, 1)
        last = date(first.year, 12, 31)
    first, last = _part_of(first, last, form)
    if form.edge == "end":
        others = (((last + timedelta(days=2)), None),) if form.unit == "week" else ()
        return Resolved(last, trace=f"end of the {form.unit} seen from {said}", others=others)
    if form.shift == 0 and not form.number and (form.edge == "late" or tense == FUTURE):
        first = max(first, said)
    precision = Precision.MONTH if form.unit == "month" and not form.edge else Precision.INTERVAL
    return Resolved(first, last, precision, trace=f"only the {form.unit} is given, seen from {said}")


def _open_year(first: date, months: int, form: Period, said: date, tense: int) -> date:
    """The start of a quarter or half by its number, in the year that the verb's tense asks for, else in the nearest."""
    if form.year or form.shift or not form.number:
        return first
    if tense == FUTURE:
        # A quarter just over may still be told of in the future tense ("will report for the third quarter"), as days are.
        return first if add_months(first, months) + timedelta(days=45) > said else add_months(first, 12)
    if first > said and (tense == PAST or (first - said).days > 200):
        return add_months(first, -12)
    return first


def _part_of(first: date, last: date, form: Period) -> tuple[date, date]:
    """The third of a long period that "early", "mid" or "late" leaves; a week is left whole."""
    third = (last - first).days // 3
    if form.unit == "week" or not third:
        return first, last
    if form.edge == "early":
        return first, first + timedelta(days=third)
    if form.edge == "mid":
        return first + timedelta(days=third), last - timedelta(days=third)
    return (last - timedelta(days=third), last) if form.edge == "late" else (first, last)


def _timed(found: Resolved, expression: Expression) -> Resolved:
    clock = expression.clock
    if clock is None or found.precision in (Precision.MONTH, Precision.INTERVAL):
        return found
    day = found.day
    others = found.others
    warnings = found.warnings
    if clock.midnight:
        others += ((day, time(0)),)
        day += timedelta(days=1)
        warnings += ("midnight may stand at either end of the day",)
    warning, later = label_mismatch(datetime.combine(day, time(clock.hour, clock.minute)), clock)
    if warning:
        warnings += (warning,)
        shifted = datetime.combine(day, time(clock.hour, clock.minute)) + later
        others += ((shifted.date(), shifted.time()),)
    at = time(clock.hour, clock.minute)
    return replace(
        found,
        day=day,
        precision=Precision.MINUTE,
        clock=at,
        zone=clock.zone or found.zone,
        others=others,
        warnings=warnings,
    )
