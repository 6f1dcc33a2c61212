"""Days told by their place: "the last Friday of July", "June 30 next year", "within 48 hours", "one minute past midnight". **Pure.**"""

import re
from calendar import monthrange

from monitor.grammar.clock import ZONE, zoned
from monitor.grammar.dates import FORMS
from monitor.grammar.forms import (
    MONTH,
    NUMBER,
    WEEKDAY,
    Clock,
    Count,
    Day,
    Form,
    Month,
    Ordinal,
    Period,
    Placed,
    Slashed,
    Weekday,
    month_number,
    number,
    weekday_number,
)

_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1, "1st": 1, "2nd": 2, "3rd": 3}
_YEAR = r"(?P<year>(?:19|20|21)\d\d)\b"
_SHIFTS = {"last": -1, "this": 0, "next": 1, "the following": 1}


@FORMS.rule(
    rf"\b(?:the )?(?P<nth>{'|'.join(_NTH)}) (?:{WEEKDAY}|(?P<any>(?:calendar |working |business )?day)) (?:of|in) (?:the month of )?"
    rf"(?:{MONTH}(?:,? {_YEAR}| (?:of )?(?P<yearly>this|next|last) year)?|(?P<shift>this|next|the following|last) month)(?! \d)",
    examples={
        "the last Friday of July": "-1 fri XXXX-07",
        "on the last day of August 2027": "-1 day 2027-08",
        "the second Tuesday of next month": "2 tue month +1",
    },
    refusals=("the last day of talks",),
    needs=("day",),
)
def nth_weekday(match: re.Match[str]) -> Form | None:
    weekday = weekday_number(match["weekday"]) if match["weekday"] else None
    month = month_number(match["month"]) if match["month"] else None
    years = _SHIFTS[match["yearly"].lower()] if match["yearly"] else None
    months = _SHIFTS[match["shift"].lower()] if match["shift"] else 0
    year = int(match["year"]) if match["year"] else None
    return Placed(month, None, weekday, _NTH[match["nth"].lower()], years, months, year)


@FORMS.rule(
    rf"\b(?:{MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<first>\d{{1,2}})(?:st|nd|rd|th)?(?: "
    rf"of)? {MONTH.replace('?P<month>', '?P<later>')}|"
    rf"{MONTH.replace('?P<month>', '?P<alone>')}),? (?:of )?(?P<which>this|next|last|the following) year\b",
    examples={
        "ends on June 30 next year": "XXXX-06-30 year +1",
        "began on 30 June last year": "XXXX-06-30 year -1",
        "in June of next year": "XXXX-06 year +1",
    },
    refusals=("June 30, the year ends",),
    needs=(" year",),
)
def month_of_year(match: re.Match[str]) -> Form | None:
    month = month_number(match["month"] or match["later"] or match["alone"])
    day = int(match["day"] or match["first"] or 0) or None
    if day and day > monthrange(2024, month)[1]:
        return None
    return Placed(month, day, None, 0, _SHIFTS[match["which"].lower()])


@FORMS.rule(
    rf"\b{WEEKDAY},? the (?P<nth>\d{{1,2}})(?:st|nd|rd|th)\b(?! of)",
    examples={"until Friday, the 12th": "12"},
    refusals=("on Friday the minister",),
    needs=("day",),
)
def weekday_nth(match: re.Match[str]) -> Form | None:
    return Ordinal(int(match["nth"])) if 1 <= int(match["nth"]) <= 31 else None


@FORMS.rule(
    rf"\b(?:the )?(?:{WEEKDAY}|(?P<unit>week|month|year)) after next\b",
    examples={"on the Tuesday after next": "week on tue", "the month after next": "month +2"},
    refusals=("after next week",),
    needs=("after next",),
)
def after_next(match: re.Match[str]) -> Form | None:
    if match["unit"]:
        return Period(match["unit"].lower(), 2)
    return Weekday(weekday_number(match["weekday"]), "week on")


@FORMS.rule(
    r"\b(?:in|within)(?: the)?(?: next| coming)? (?P<span>(?P<n>24|48|72|96|120|twenty-four|forty-eight|seventy-two)[- ]hours)\b",
    examples={"within the next 48 hours": "within 2 day now", "in 72 hours": "within 3 day now"},
    refusals=("within four hours",),
    needs=("hours",),
)
def within_hours(match: re.Match[str]) -> Form | None:
    return Count(number(match["n"]) // 24, "day", "within", "now")


@FORMS.rule(
    rf"\b(?P<n>{NUMBER}) (?P<unit>day|week|month|year)s?(?P<half> and a half)? (?:hence|(?:from|after) now)\b",
    examples={"ten days hence": "after 10 day now", "a year and a half from now": "after 18 month now"},
    refusals=("ten days on",),
    needs=("hence", "now"),
)
def hence(match: re.Match[str]) -> Form | None:
    amount, unit = number(match["n"]), match["unit"].lower()
    if not match["half"]:
        return Count(amount, unit, "after", "now") if amount else None
    return Count(amount * 12 + 6, "month", "after", "now") if unit == "year" else None


@FORMS.rule(
    r"(?<![\d/.])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>2\d)(?![\d/.]\d|\d)",
    examples={"on 07/13/26": "2026-07-13", "31/7/26": "2026-07-31", "on 07/01/26": "2026 7/1 or 1/7"},
    refusals=("on 13/13/26", "5/16/9"),
)
def short_year(match: re.Match[str]) -> Form | None:
    a, b, year = int(match["a"]), int(match["b"]), 2000 + int(match["y"])
    month, day = (b, a) if a > 12 else (a, b)
    if 1 <= a <= 12 and 1 <= b <= 12:
        return Slashed(a, b, year)
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return Day(month, day, year)


@FORMS.rule(
    r"\bin the new year\b(?!'s)",
    examples={"to start in the new year": "XXXX-01"},
    refusals=("the new year's first",),
    needs=("new year",),
)
def new_year(_: re.Match[str]) -> Form:
    return Month(1)


@FORMS.rule(
    rf"\b(?:one|a) minute (?P<side>past|after|to|before) midnight{ZONE}",
    examples={"at one minute past midnight Brussels time": "T00:01 Europe/Brussels", "a minute to midnight": "T23:59"},
    refusals=("past midnight",),
    needs=("midnight",),
)
def by_midnight(match: re.Match[str]) -> Form:
    zone, label = zoned(match)
    return Clock(0, 1, zone, label) if match["side"].lower() in ("past", "after") else Clock(23, 59, zone, label)


@FORMS.rule(
    r"\b(?:at|from|until|by|before) (?P<span>(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d))(?= on\b)",
    examples={"expires at 2359 on 26 October": "T23:59"},
    refusals=("at 2000 on the list", "in 2025 on"),
)
def four_digits(match: re.Match[str]) -> Form | None:
    if not re.match(
        r"\s+on\s+(?:\d|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|"
        r"dec))",
        match.string[match.end("span") :],
        re.I,
    ):
        return None
    return Clock(int(match["h"]), int(match["m"]))


@FORMS.rule(
    rf"\b(?:at|from|until|by|before|after) (?P<span>(?P<h>[01]\d|2[0-3])\.(?P<m>[0-5]\d)(?: (?:hours|hrs))?"
    rf"(?=(?: hours| hrs)?(?:,? (?:on|in|next|today|tomorrow|{WEEKDAY}|gmt|utc|cet|cest|bst|local|brussels|london|"
    rf"paris|berlin|eastern)\b)){ZONE})",
    examples={"from 00.01 on Friday": "T00:01", "at 23.59 Brussels time": "T23:59 Europe/Brussels"},
    refusals=("at 10.50 dollars",),
)
def dotted(match: re.Match[str]) -> Form | None:
    zone, label = zoned(match)
    return Clock(int(match["h"]), int(match["m"]), zone, label)
