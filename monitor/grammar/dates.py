"""Dates written out: ISO, "August 7, 2025", "7 August", "Aug. 11-13", months, quarters. Impossible days are refused. **Pure.**"""

import re
from calendar import monthrange
from dataclasses import replace

from monitor.grammar.engine import Grammar
from monitor.grammar.forms import MONTH, Day, Form, Month, Period, Slashed, month_number, weekday_number

FORMS: Grammar[Form] = Grammar("forms")

_YEAR = r"(?P<year>(?:19|20|21)\d\d)\b"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?!%|:\d|,\d{3}(?!\d)|\.\d)"
# A year too strange to read is no reason to put the day into another year.
# Where a page loses a line break, a word is glued to the year: "8 March 2031Canada".
_MAYBE_YEAR = r"(?:(?:,? |,)(?P<year>(?:19|20|21)\d\d)(?:\b|(?=(?-i:[A-Z][a-z])))|(?!,? ?\d{4}(?!\d)))"
_NAMED = (
    r"(?:(?P<named>mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?|(?P<short>mon|tue|tues|wed|thu|thur|thurs|"
    r"fri|sat|sun)\.?,? )?"
)
_LED = re.compile(
    r"\b(?:on|by|until|till|before|from|since|after|through|effective|as of|to|than|is|ends?|expires?)\s+$",
    re.IGNORECASE,
)
"""What a date in two small numbers must follow: most such figures are stamps and marks on a page."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _day(month: int, day: int, year: int | None, last: int | None = None) -> Day | None:
    longest = monthrange(year or 2024, month)[1]
    if not (1 <= day <= longest and (last is None or day < last <= longest)):
        return None
    return Day(month, day, year, last)


def _named(match: re.Match[str], day: Day | None) -> Day | None:
    """The day with the weekday that the text names beside it."""
    name = match["named"] or match["short"]
    return replace(day, weekday=weekday_number(name)) if day and name else day


def _year(match: re.Match[str]) -> int | None:
    return int(match["year"]) if match["year"] else None


@FORMS.rule(
    r"(?<![\d.-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])",
    examples={"applies from 2025-08-12 on": "2025-08-12"},
    refusals=("case 2026-02-30", "FR doc 2026-15294", "2025-13-01"),
)
def iso(match: re.Match[str]) -> Form | None:
    month = int(match["month"])
    if not 1 <= month <= 12 or not 1900 <= int(match["year"]) <= 2199:
        return None
    return _day(month, int(match["day"]), int(match["year"]))


@FORMS.rule(
    rf"\b{_NAMED}{MONTH},? {_DAY}{_MAYBE_YEAR}",
    examples={
        "ends on August 7, 2025": "2025-08-07",
        "fixed for Wednesday, Aug. 13": "XXXX-08-13",
        "by Sept 1st 2026": "2026-09-01",
        "on March, 4, 2025": "2025-03-04",
        "through January 17,2023": "2023-01-17",
    },
    refusals=("on February 30, 2026", "in March 25,000 tons", "may 10 percent", "Aug. 12% of sales"),
    needs=_MONTHS,
)
def month_day(match: re.Match[str]) -> Form | None:
    if match["month"].lower() == "may" and match["month"] == "may":
        return None
    return _named(match, _day(month_number(match["month"]), int(match["day"]), _year(match)))


@FORMS.rule(
    rf"\b{_NAMED}(?<![.,]){_DAY}(?: of)? {MONTH}{_MAYBE_YEAR}",
    examples={
        "until 31 July 2026": "2026-07-31",
        "the 7th of August": "XXXX-08-07",
        "by 15 August.": "XXXX-08-15",
        "8 March 2031Ghana": "2031-03-08",
    },
    refusals=("on 31 June 2026", "section 2 may apply", "31 December 9999"),
    needs=_MONTHS,
)
def day_month(match: re.Match[str]) -> Form | None:
    if match["month"] == "may":
        return None
    return _named(match, _day(int(month_number(match["month"])), int(match["day"]), _year(match)))


@FORMS.rule(
    rf"\b{MONTH} (?P<day>\d{{1,2}})(?: ?- ?| to | through | and )(?P<last>\d{{1,2}})\b(?!%|:|,\d{{3}}|"
    rf"\.\d){_MAYBE_YEAR}",
    examples={"the round of Oct. 6-8": "XXXX-10-06/08", "July 7 and 8, 2026": "2026-07-07/08"},
    refusals=("Aug. 13-11",),
    needs=_MONTHS,
)
def day_run(match: re.Match[str]) -> Form | None:
    return _day(month_number(match["month"]), int(match["day"]), _year(match), int(match["last"]))


@FORMS.rule(
    r"(?<![\d./-])(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<year>20\d\d)(?![\d./-]\d)",
    examples={
        "from 21-04-2026": "2026-04-21",
        "bis 31.07.2026": "2026-07-31",
        "on 7/31/2026": "2026-07-31",
        "on 07/01/2026": "2026 7/1 or 1/7",
    },
    refusals=("on 13/13/2026", "heading 9903.01.43"),
)
def numeric(match: re.Match[str]) -> Form | None:
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    if match["sep"] == ".":
        return _day(b, a, year) if 1 <= b <= 12 else None
    if a > 12 >= b >= 1:
        return _day(b, a, year)
    if b > 12 >= a >= 1:
        return _day(a, b, year)
    told = _LED.search(match.string[max(0, match.start() - 16) : match.start()])
    return Slashed(a, b, year) if told and 1 <= a <= 12 and 1 <= b <= 12 else None


@FORMS.rule(
    rf"\b(?:(?P<part>early|mid|late|(?:the )?(?:end|close|beginning|start|middle) of|"
    rf"end)[- ]{{1,3}})?\b{MONTH},? (?:of )?{_YEAR}",
    examples={
        "in June 2026": "2026-06",
        "by the end of March 2026": "end 2026-03",
        "early September 2025": "early 2025-09",
    },
    refusals=("Order 14257",),
    needs=_MONTHS,
)
def month_year(match: re.Match[str]) -> Form | None:
    return Month(month_number(match["month"]), int(match["year"]), _part(match["part"]))


@FORMS.rule(
    r"\b(?:in|since|until|till|by|for|from|through|before|after|(?P<shift>last|next|this)|during|of|and|to|"
    r"between|early|mid|late|end)[- ]+"
    r"(?P<span>(?P<month>January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Sept?\.|Oct\.|Nov\.|Dec\.))(?!['\w]|\s+\d|,\s+\d)",
    examples={"a start in June looks likely": "XXXX-06", "in March": "XXXX-03", "since last December": "last XXXX-12"},
    refusals=("on March 3", "they march in time", "Theresa May's plan"),
    exact_case=True,
)
def month_alone(match: re.Match[str]) -> Form | None:
    return Month(month_number(match["month"]), shift=match["shift"] or "")


@FORMS.rule(
    rf"\b(?P<part>early|mid|late|(?:the )?(?:end|close|beginning|start|middle) of|end)[- ]{{1,3}}{MONTH}(?! \d)",
    examples={"begins in mid-May": "mid XXXX-05", "by the end of August": "end XXXX-08"},
    refusals=("in October",),
    needs=_MONTHS,
)
def month_part(match: re.Match[str]) -> Form | None:
    return Month(month_number(match["month"]), None, _part(match["part"]))


@FORMS.rule(
    rf"(?P<edge>(?:the )?end of |by end |end- ?)?(?:the )?\b(?:(?P<nth>first|second|third|"
    rf"fourth) quarter|q(?P<n>[1-4]))\b(?:,?(?: of)? {_YEAR}|,?(?: of)? (?P<which>last|this|next) year\b)?",
    examples={
        "the end of the second quarter": "end quarter #2",
        "in the fourth quarter of 2027": "quarter #4 2027",
        "in Q3": "quarter #3",
        "in the first quarter of next year": "quarter +1 #1",
    },
    refusals=("a quarter of goods",),
    needs=("quarter", "q1", "q2", "q3", "q4"),
)
def quarter(match: re.Match[str]) -> Form | None:
    nth = ("first", "second", "third", "fourth").index(match["nth"].lower()) + 1 if match["nth"] else int(match["n"])
    shift = {"last": -1, "next": 1}.get((match["which"] or "").lower(), 0)
    return Period("quarter", shift, "end" if match["edge"] else "", nth, _year(match))


def _part(words: str | None) -> str:
    words = (words or "").lower()
    for part, signs in {
        "early": ("early", "start", "begin"),
        "mid": ("mid",),
        "late": ("late",),
        "end": ("end", "close"),
    }.items():
        if any(sign in words for sign in signs):
            return part
    return ""
