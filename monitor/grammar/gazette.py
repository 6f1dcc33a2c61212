"""Dates in the wording of gazettes: "the 1st day of July, 2026", "on the date of its issuance". **Pure.**"""

import re

from monitor.grammar.clock import ZONE, zoned
from monitor.grammar.dates import FORMS
from monitor.grammar.forms import MONTH, NUMBER, Clock, Count, Day, Form, month_number, number


@FORMS.rule(
    rf"\b(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th) day of {MONTH},? (?P<year>20\d\d)\b",
    examples={"come into force on the 1st day of July, 2026": "2026-07-01"},
    refusals=("the 40th day of July, 2026", "the third day of talks"),
    needs=(" day of ",),
)
def numbered_day(match: re.Match[str]) -> Form | None:
    day = int(match["day"])
    return Day(month_number(match["month"]), day, int(match["year"])) if 1 <= day <= 31 else None


@FORMS.rule(
    r"\b(?:the )?(?:day|date) (?:of|on which) (?:(?:its|this|their|the) )?(?:\w+ is )?(?:issuance|promulgation|issued|promulgated|"
    r"signature|adoption)\b(?: of this (?:announcement|notification|order|decree|decision))?",
    examples={
        "shall come into force on the date of its issuance": "after 0 day order",
        "effective from the day of promulgation": "after 0 day order",
    },
    refusals=("the date of the talks",),
    needs=("issuance", "promulgat", "signature", "adoption", "issued"),
)
def own_day(_: re.Match[str]) -> Form | None:
    return Count(0, "day", "after", "order")


@FORMS.rule(
    rf"\b(?P<n>{NUMBER}) (?P<unit>day|week|month|year)s? \([^()]{{3,90}}\) from the date of (?:its |the )?"
    r"(?:publication|issue|notification)\b(?: of this \w+)?(?: in the (?:official )?gazette)?",
    examples={"five years (unless revoked earlier) from the date of publication": "after 5 year journal"},
    refusals=("five years (unless revoked)",),
    needs=(" from the date of ",),
)
def period_with_proviso(match: re.Match[str]) -> Form | None:
    return Count(number(match["n"]), match["unit"].lower(), "after", "journal")


@FORMS.rule(
    r"\b(?:the )?(?:date of (?:the )?publication|publication date) of (?:this|these) (?:notice|rule|document|order|determination|"
    r"final results|preliminary results|final rule|action)\b(?: in the federal register)?",
    examples={"entered on or after the date of publication of this notice": "after 0 day journal"},
    refusals=("the date of publication of the finding",),
    needs=("publication",),
)
def own_publication(_: re.Match[str]) -> Form | None:
    return Count(0, "day", "after", "journal")


@FORMS.rule(
    r"\b(?:effective|applicable|takes? effect|in effect|enters? into force|appl(?:y|ies)|required) "
    r"(?:immediately )?(?P<span>(?:up)?on (?:the date of )?(?:its )?publication\b"
    r"(?: in the federal register| of this (?:notice|rule|document))?)",
    examples={"This action is effective upon publication.": "after 0 day journal"},
    refusals=("comments upon publication",),
    needs=("publication",),
)
def upon_publication(_: re.Match[str]) -> Form | None:
    return Count(0, "day", "after", "journal")


@FORMS.rule(
    rf"\b(?:at|until|till|by|before|from|to) (?P<span>(?P<h>[01]\d|2[0-4])\.(?P<m>[0-5]\d)(?: ?(?:hours|hrs|h)\b)?{ZONE})"
    r"(?! ?(?:%|per\b|percent|[ap]\.?m|\d|million|billion|euros?\b|dollars?\b|tonnes?\b))",
    examples={"in force on 27 June at 00.00": "T00:00", "lodged until 13.00 Brussels time": "T13:00 Europe/Brussels"},
    refusals=("at 12.50 percent", "from 1.50 euros"),
    needs=(".",),
)
def dotted_clock(match: re.Match[str]) -> Form | None:
    hour, minute = int(match["h"]), int(match["m"])
    if hour == 24 and minute:
        return None
    zone, label = zoned(match)
    return Clock(hour % 24, minute, zone, label, hour == 24)


@FORMS.rule(
    rf"\bmidnight between (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: (?:of )?(?:[A-Z][a-z]{{2,8}}))? and "
    rf"(?:the )?(?P<last>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {MONTH},? (?P<year>20\d\d)\b",
    examples={"ends at midnight between 1 and 2 January 2031": "2031-01-01"},
    refusals=("midnight between the talks",),
    needs=("midnight between",),
)
def night_between(match: re.Match[str]) -> Form | None:
    month, day, last, year = month_number(match["month"]), int(match["day"]), int(match["last"]), int(match["year"])
    if last == 1 and day > 27:
        month, year = (month - 1, year) if month > 1 else (12, year - 1)
    return Day(month, day, year) if 1 <= day <= 31 and (last == day + 1 or last == 1) else None


@FORMS.rule(
    r"\beffective (?P<span>immediately)\b(?!,? (?:upon|after|following|on|from|at|by|\d|[JFMASOND][a-z]+ \d))",
    examples={"Effective immediately, such goods are detained": "after 0 day order"},
    refusals=("effective immediately upon signature", "an immediate effect on prices"),
    needs=("immediate",),
)
def at_once(_: re.Match[str]) -> Form | None:
    return Count(0, "day", "after", "order")


@FORMS.rule(
    r"\bwith (?P<span>immediate) effect\b",
    examples={"is prohibited with immediate effect": "after 0 day order"},
    refusals=("an immediate effect on prices",),
    needs=("immediate",),
)
def immediate(_: re.Match[str]) -> Form | None:
    return Count(0, "day", "after", "order")
