"""Days as people say them: "a week on Monday", "the 15th", "the first of August", "the second half of 2027", "New Year's Day". **Pure.**"""

import re
from calendar import monthrange

from monitor.grammar.dates import FORMS
from monitor.grammar.forms import (
    MONTH,
    NUMBER,
    WEEKDAY,
    Count,
    Day,
    Form,
    Near,
    Ordinal,
    Period,
    Recurring,
    Weekday,
    is_rough,
    month_number,
    number,
    weekday_number,
)
from monitor.grammar.levies import LEVY

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNITS = ("day", "week", "month", "year", "fortnight")
_ONES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth",
)  # fmt: skip
_ORDINALS = {
    **{word: at for at, word in enumerate((*_ONES, *_TEENS), 1)},
    "twentieth": 20, "thirtieth": 30, "thirty-first": 31,
    **{f"twenty-{word}": 20 + at for at, word in enumerate(_ONES, 1)},
}  # fmt: skip
_NTH = rf"(?P<nth>\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
_FEASTS = {
    "new year's eve": (12, 31), "new year's day": (1, 1), "christmas eve": (12, 24), "christmas day": (12, 25),
    "christmas": (12, 25), "boxing day": (12, 26), "the new year": (1, 1), "fourth of july": (7, 4),
}  # fmt: skip
_YEAR = r"(?P<year>(?:19|20|21)\d\d)\b"
_WORDS_AFTER = (
    r"(?=[.,;:)]|$| (?:at|to|and|or|but|if|unless|when|as|after|before|for|is|was|will|would|has|with|under)\b)"
)


def _nth(word: str) -> int:
    word = word.lower()
    return _ORDINALS[word] if word in _ORDINALS else int(re.sub(r"\D", "", word))


def _day(match: re.Match[str]) -> Day | None:
    groups = match.groupdict()
    month, day = month_number(groups["month"]), _nth(groups["nth"])
    year = int(groups["year"]) if groups.get("year") else None
    return Day(month, day, year) if 1 <= day <= monthrange(year or 2024, month)[1] else None


@FORMS.rule(
    rf"\b(?:{WEEKDAY},? )?(?:the )?{_NTH}(?: day)? of {MONTH}(?:,? {_YEAR}|(?!,? \d))",
    examples={
        "as of the twenty-first of October 2026": "2026-10-21",
        "this 5th day of May, 2026": "2026-05-05",
        "on the first of August": "XXXX-08-01",
    },
    refusals=("the thirty-first of June", "the first of its kind"),
    needs=_MONTHS,
)
def nth_of_month(match: re.Match[str]) -> Form | None:
    return _day(match)


@FORMS.rule(
    rf"\b{MONTH} (?:the )?{_NTH}\b(?!-| (?:quarter|half|week))(?:,? {_YEAR})?",
    examples={"the August first deadline": "XXXX-08-01", "on July the fourth": "XXXX-07-04"},
    refusals=("may second the motion", "June first-quarter sales"),
    needs=_MONTHS,
)
def month_nth(match: re.Match[str]) -> Form | None:
    return None if match["month"] == "may" else _day(match)


@FORMS.rule(
    rf"(?<![\w-])(?P<nth>\d{{1,2}})[-/]{MONTH}[-/]{_YEAR}",
    examples={"closes on 30-Sep-2026": "2026-09-30", "due 01/Dec/2025": "2025-12-01"},
    refusals=("31-Jun-2026",),
    needs=_MONTHS,
)
def dashed(match: re.Match[str]) -> Form | None:
    return _day(match)


@FORMS.rule(
    r"(?<![\d./-])(?P<year>20\d\d)(?P<sep>[./])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?![\d./-]\d|\d)",
    examples={"in force from 2026/10/01": "2026-10-01", "2026.9.30": "2026-09-30"},
    refusals=("Regulation 2025/1564", "2026/13/01"),
)
def year_first(match: re.Match[str]) -> Form | None:
    year, month, day = int(match["year"]), int(match["m"]), int(match["d"])
    return Day(month, day, year) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


@FORMS.rule(
    rf"\b(?:on|by|until|till|before|from|to|after|since|for|is|than) (?P<span>the {_NTH}"
    rf"(?: of (?P<which>(?:that|this|next|the|the same|the following) month))?){_WORDS_AFTER}",
    examples={
        "lapses on the 15th of that month": "15 that",
        "they must answer by the 20th.": "20",
        "from the 1st of next month": "1 next",
    },
    refusals=("from the 19th century", "on the 40th", "by the 9th package"),
)
def day_of_month(match: re.Match[str]) -> Form | None:
    which = (match["which"] or "").lower().removesuffix("month").removeprefix("the ").strip()
    named = match["nth"][0].isdigit() or match["which"]
    day = _nth(match["nth"])
    shift = {"same": "that", "following": "after"}.get(which, "" if which == "the" else which)
    return Ordinal(day, shift) if named and 1 <= day <= 31 else None


@FORMS.rule(
    rf"\b(?:(?P<n>an?|one|two|three|four) (?P<unit>week|fortnight)s? on {WEEKDAY}|(?P<late>{WEEKDAY.replace('weekday', 'other')}) week)\b",
    examples={"takes place a week on Monday": "week on mon", "up for review Friday week": "week on fri"},
    refusals=("a week from Monday", "two weeks in May"),
    needs=("week", "fortnight"),
)
def week_on(match: re.Match[str]) -> Form | None:
    if match["late"]:
        return Weekday(weekday_number(match["late"]), "week on")
    weeks = number(match["n"]) * (2 if match["unit"].lower() == "fortnight" else 1)
    return Weekday(weekday_number(match["weekday"]), "week on" if weeks == 1 else f"{weeks} weeks on")


@FORMS.rule(
    rf"\b{WEEKDAY},? (?:of|in) (?P<which>this|next|last|the following) week\b|"
    rf"\b(?P<before>this|next|last) week,? on {WEEKDAY.replace('weekday', 'other')}\b",
    examples={
        "by Wednesday of next week": "next week wed",
        "next week on Tuesday": "next week tue",
        "on Friday of this week": "this week fri",
    },
    refusals=("next Monday",),
    needs=("week",),
)
def day_of_week(match: re.Match[str]) -> Form | None:
    which = (match["which"] or match["before"]).lower().replace("the following", "next")
    return Weekday(weekday_number(match["weekday"] or match["other"]), f"{which} week")


@FORMS.rule(
    rf"\b(?:(?P<n>{NUMBER}) (?P<unit>day|week|fortnight)s?(?: from| after)? (?P<from>today|tomorrow)|"
    r"(?P<late>today|tomorrow) week|the day (?P<side>after tomorrow|before yesterday))\b",
    examples={
        "it ends a week from tomorrow": "today+8",
        "a week today": "today+7",
        "tomorrow week": "today+8",
        "the day after tomorrow": "today+2",
    },
    refusals=("a month from tomorrow", "tomorrow, weeks later"),
    needs=("today", "tomorrow", "yesterday"),
)
def from_tomorrow(match: re.Match[str]) -> Form | None:
    if match["side"]:
        return Near(2 if match["side"].lower().startswith("after") else -2)
    if match["late"]:
        return Near(7 + (match["late"].lower() == "tomorrow"))
    step = {"day": 1, "week": 7, "fortnight": 14}[match["unit"].lower()]
    return Near(number(match["n"]) * step + (match["from"].lower() == "tomorrow"))


@FORMS.rule(
    rf"\b(?:each|every)(?: other| second)? {WEEKDAY}\b",
    examples={"filed each Friday": "every fri"},
    refusals=("on Friday",),
    needs=("each", "every"),
)
def every(match: re.Match[str]) -> Form | None:
    return Recurring(weekday_number(match["weekday"]))


@FORMS.rule(
    r"\b(?P<edge>(?:the )?(?:end|close) of |by end )?(?:the )?(?:(?P<word>first|second) half|H(?P<n>[12]))\b"
    rf"(?:,?(?: of)?(?: (?:the|this) year\b|(?P<next> next year\b)| {_YEAR})?)",
    examples={
        "in the first half of 2027": "half #1 2027",
        "H2 2026": "half #2 2026",
        "by the end of the second half": "end half #2",
        "the first half of next year": "half +1 #1",
    },
    refusals=("half of them",),
    needs=("half", "h1", "h2"),
)
def half_year(match: re.Match[str]) -> Form | None:
    nth = 1 if (match["word"] or "").lower() == "first" or match["n"] == "1" else 2
    year = int(match["year"]) if match["year"] else None
    return Period("half", 1 if match["next"] else 0, "end" if match["edge"] else "", nth, year)


@FORMS.rule(
    r"\b(?P<edge>early|mid|late|(?:the )?(?:start|beginning|middle|turn) of)[- ](?:the )?(?:year )?"
    r"(?:(?P<year>20\d\d)\b(?![-/]\d)|(?P<shift>next|this) (?P<unit>week|month|quarter|year)\b)",
    examples={
        "by mid-2026": "mid year +0 2026",
        "the start of next year": "early year +1",
        "in early 2027": "early year +0 2027",
    },
    refusals=("early next to it", "the start of the war"),
)
def part_of_period(match: re.Match[str]) -> Form | None:
    words = match["edge"].lower()
    edge = "mid" if "mid" in words else "late" if "late" in words else "early"
    shift = 1 if (match["shift"] or "").lower() == "next" else 0
    return Period((match["unit"] or "year").lower(), shift, edge, None, int(match["year"]) if match["year"] else None)


@FORMS.rule(
    r"\b(?:(?:stroke|start|turn|beginning) of (?P<turn>the new year)\b(?!')|"
    r"(?P<feast>new year's (?:eve|day)|christmas(?: eve| day)?|boxing day|fourth of july)\b)"
    rf"(?:,? {_YEAR})?(?! (?:tree|shopping|season|sales|holiday|party|market)s?\b)",
    examples={"signed on New Year's Eve": "XXXX-12-31", "at the stroke of the new year": "XXXX-01-01"},
    refusals=("Christmas shopping", "a new year"),
    needs=("new year", "christmas", "boxing", "fourth of july"),
)
def feast(match: re.Match[str]) -> Form | None:
    name = " ".join((match["turn"] or match["feast"]).lower().split())
    return Day(*_FEASTS[name], int(match["year"]) if match["year"] else None)


@FORMS.rule(
    rf"\bin (?P<span>(?P<n>{NUMBER})(?:(?: or | to |-)(?P<most>\d{{1,3}}))? (?P<unit>day|week|month|year|"
    r"fortnight)s?'?s? time)\b",
    examples={"in a week's time": "within 1 week now", "in three months' time": "within 3 month now"},
    refusals=("in time",),
    needs=("time",),
)
def in_time(match: re.Match[str]) -> Form | None:
    return _count(match, "now")


@FORMS.rule(
    rf"\b(?:has|have|had|given|gives?|gave|giving|allow\w*|grant\w*|offer\w*|"
    rf"secur\w+|won|wins?|bought|buys?|gain(?:s|ed)|got|gets)\b(?! been)(?:(?! for\b| of\b) [\w&'.-]+){{0,5}}? "
    rf"(?P<span>(?P<n>{NUMBER})(?:(?: or | to |-)(?P<most>\d{{1,3}}))?(?: (?:calendar|more|extra|additional))? "
    r"(?P<unit>day|week|month|fortnight)s?)(?: by (?:[\w.]+ ){{0,3}}[\w.]+?)?(?:,| in which| left)? (?:to|before)\b",
    examples={
        "gave the firms 30 days to comply": "within 30 day none",
        "Tehran has two weeks to answer": "within 2 week none",
        "it has 10 or 12 days before sanctions follow": "within 10..12 day none",
    },
    refusals=("has grown for 30 days to reach it", "has 30 countries to visit"),
    needs=_UNITS,
)
def given_time(match: re.Match[str]) -> Form | None:
    return _count(match, "none")


@FORMS.rule(
    rf"\b(?P<span>(?P<n>{NUMBER}) (?P<unit>day|week|month|fortnight)s?)(?: left| to go| away| remaining)?,? (?:before|until)\b"
    rf"(?=[^;]{{0,60}}\b(?:{LEVY}|sanctions|curbs|ban)\b)",
    examples={
        "one week left before duties on butter rise": "within 1 week none",
        "ten days before tariffs double": "within 10 day none",
    },
    refusals=("ten days before the vote",),
    needs=_UNITS,
)
def days_left(match: re.Match[str]) -> Form | None:
    return _count(match, "none")


@FORMS.rule(
    rf"\b(?:period|reprieve|grace|pause|extension|delay|stay|waiver|moratorium|truce|suspension|breathing space|"
    rf"postponement|notice)(?: period)? of (?:about |up to |another |a further |only |just )?(?P<span>(?P<n>{NUMBER})"
    r" (?P<unit>day|week|month|year|fortnight)s?)\b",
    examples={"a grace period of 30 days": "for 30 day none", "a truce of three months": "for 3 month none"},
    refusals=("a pause of breath",),
    needs=_UNITS,
)
def pause_of(match: re.Match[str]) -> Form | None:
    return _count(match, "none", "for")


@FORMS.rule(
    rf"\b(?P<n>{NUMBER}) (?P<unit>day|week|month|year)s?'s? (?=(?:reprieve|grace|pause|extension|delay|stay|waiver|"
    r"truce|notice|breathing|respite|postponement)\b)",
    examples={"a year's grace": "for 1 year none", "90 days' respite": "for 90 day none"},
    refusals=("a year's profit",),
    needs=_UNITS,
)
def years_grace(match: re.Match[str]) -> Form | None:
    return _count(match, "none", "for")


def _count(match: re.Match[str], anchor: str, sense: str = "within") -> Count | None:
    groups = match.groupdict()
    amount, unit = number(groups["n"]), groups["unit"].lower()
    most = int(groups["most"]) if groups.get("most") else None
    if amount == 0 or (most is not None and most <= amount):
        return None
    if unit == "fortnight":
        amount, most, unit = amount * 14, most * 14 if most else None, "day"
    return Count(amount, unit, sense, anchor, most, about=is_rough(match))
