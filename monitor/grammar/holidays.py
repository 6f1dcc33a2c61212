"""Feasts that move with Easter, and days known by their date: "Good Friday", "Easter week", "9/11". **Pure.**"""

import re
from datetime import date

from monitor.grammar.spans import SPANS, Feast, Known, Span

_DAYS = {
    "palm sunday": -7, "maundy thursday": -3, "good friday": -2, "holy saturday": -1, "easter": 0, "easter sunday": 0, "easter day": 0,
    "easter monday": 1, "ascension day": 39, "whit monday": 50, "ash wednesday": -46, "shrove tuesday": -47, "mardi gras": -47,
}  # fmt: skip
_WEEKS = {"holy week": -7, "easter week": 0}


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher."""
    golden, century, left = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (left // 4) - moon - left % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    months, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, months, day + 1)


@SPANS.rule(
    rf"\b(?P<feast>{'|'.join(sorted((*_DAYS, *_WEEKS), key=len, reverse=True))})\b(?:,? (?P<year>(?:19|20)\d\d)\b)?"
    r"(?! (?:[Ii]slands?|[Ee]ggs?|[Bb]unn(?:y|ies)|[Rr]ising|[Hh]olidays?|[Bb]reaks?|[Ss]ales|[Ll]il(?:y|ies)|[Oo]ffensive)\b)",
    examples={
        "shut on Good Friday": "Easter-2",
        "after Easter 2026": "Easter+0 2026",
        "as Easter week began": "Easter+0 week",
    },
    refusals=("on Easter Island", "a good Friday for bonds", "the Easter holidays"),
    needs=("easter", "good friday", "palm", "holy", "maundy", "ash wednesday", "shrove", "mardi", "ascension", "whit"),
)
def feast_of_easter(match: re.Match[str]) -> Span | None:
    name = " ".join(match["feast"].lower().split())
    if not match["feast"][0].isupper():
        return None
    year = int(match["year"]) if match["year"] else None
    return Feast(_WEEKS[name], year, week=True) if name in _WEEKS else Feast(_DAYS[name], year)


@SPANS.rule(
    r"(?<![\d/])9/11(?![\d/])|\bSept(?:ember|\.)? 11(?:th)?,? (?:terrorist |terror |hijack)?(?:attacks?|attackers|hijack\w*|"
    r"strikes|victims|families|commission)\b",
    examples={"since 9/11": "2001-09-11", "the Sept. 11 attacks": "2001-09-11"},
    refusals=("a 9/11/04 stamp", "on Sept. 11 he resigned"),
    needs=("9/11", "sept"),
)
def eleventh_of_september(_: re.Match[str]) -> Span:
    return Known("2001-09-11")
