"""Seasons, and years yet to come, as the dates of what is planned: "next spring", "in 2027". Each is told as an interval. **Pure.**"""

import re

from monitor.grammar.dates import FORMS
from monitor.grammar.forms import Form, Period

_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"


@FORMS.rule(
    rf"\b(?P<shift>this|next|this coming|the coming) {_SEASON}\b(?! (?:and|from|by|to)\b)",
    examples={"duties that start next spring": "season +1 #1", "to begin this fall": "season #3"},
    refusals=("if prices fall", "in the spring", "this winter and last"),
    needs=tuple(_SEASONS),
)
def season_ahead(match: re.Match[str]) -> Form:
    return Period("season", 1 if match["shift"].lower() == "next" else 0, "", _SEASONS[match["season"].lower()])


@FORMS.rule(
    rf"\b(?:in|by|until|from|before|for|since|during) (?P<span>(?:the )?{_SEASON}(?: of|,)? (?P<year>20\d\d))\b",
    examples={"from the autumn of 2027": "season #3 2027", "by spring 2026": "season #1 2026"},
    refusals=("they fall 2000 feet", "summer 2026"),
    needs=tuple(_SEASONS),
)
def season_of(match: re.Match[str]) -> Form:
    return Period("season", 0, "", _SEASONS[match["season"].lower()], int(match["year"]))


@FORMS.rule(
    r"\b(?:in|by|until|till|from|before|starting|beginning|through) (?P<span>(?P<year>20[2-9]\d))\b(?![-/–]\d|[.,:]\d|%|['’]s? |\w)",
    examples={"the duty will double in 2027": "year +0 2027", "lasts until 2036": "year +0 2036"},
    refusals=("Directive 2027/31", "from 2026-27", "by 2030%"),
)
def year_alone(match: re.Match[str]) -> Form:
    """Read besides other dates only where it lies ahead; see `scan`."""
    return Period("year", 0, "", None, int(match["year"]))
