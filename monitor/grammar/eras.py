"""Years, decades, centuries, seasons, weekends and feasts, as they stand in a sentence that sets no deadline. **Pure.**"""

import re

from monitor.grammar.forms import Day, Month, Period, Placed, month_number
from monitor.grammar.spans import SPANS, Known, Season, Span, Weekend

_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.|Feb\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
_CODES = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_SEASONS = tuple(_CODES)
_THINGS = (
    r"(?! (?:percent|per cent|points?|shares?|people|workers|jobs|employees|miles|kilomet|km\b|feet|tons?|tonnes|barrels|pounds|"
    r"dollars|yen|euros?|members|students|men\b|women|troops|soldiers|units|vehicles|cars\b|homes|calories|square|rpm|acres|bags|pages|"
    r"times\b|hours|days|meters|metres|megawatts|watts|horsepower|delegates|of (?:them|those|its|his|their|the)\b))"
)
_DECADES = {
    "twenties": "2", "thirties": "3", "forties": "4", "fifties": "5", "sixties": "6", "seventies": "7", "eighties": "8", "nineties": "9",
}  # fmt: skip
_NTHS = {
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21,
}  # fmt: skip
_FEASTS = {
    "labor day": (9, 0, 1), "memorial day": (5, 0, -1), "thanksgiving": (11, 3, 4), "columbus day": (10, 0, 2),
    "martin luther king day": (1, 0, 3), "presidents day": (2, 0, 3),
}  # fmt: skip
"""Month, weekday and which of the month's (-1: the last), as the United States keep them."""
_FIXED = {
    "halloween": (10, 31), "valentine's day": (2, 14), "veterans day": (11, 11), "independence day": (7, 4),
    "new year's": (1, 1), "may day": (5, 1), "bastille day": (7, 14), "canada day": (7, 1),
}  # fmt: skip


@SPANS.rule(
    rf"(?<![\w$€£¥#.,/:°-])(?P<year>(?:19|20)\d\d)(?:[-–](?:\d\d)?\d\d|/\d\d)?(?!\w|[-–/]\d|[.,:]\d|%|°| ?[$€£]){_THINGS}",
    examples={"sales fell in 1998": "1998", "its 1988 recapitalization": "1988", "the 1994-95 season": "1994"},
    refusals=(
        "about 2,000 shares",
        "2000 workers",
        "No.1988",
        "1,990 points",
        "$1990",
        "14257",
        "EO 13-2024-5",
        "Regulation 2019/1020",
    ),
    exact_case=True,
)
def bare_year(match: re.Match[str]) -> Span | None:
    before = match.string[max(0, match.start() - 14) : match.start()]
    if re.search(
        r"(?:\b(?:No|Nos|Section|Sec|Order|Article|Rule|Boeing|Windows|[Ff]light|[Rr]oute|[Aa]bout|[Ss]ome|over)\.?|\bEU\)?)\s+$",
        before,
    ):
        return None
    return Known(match["year"])


@SPANS.rule(
    r"\b(?:in|since|of|from|until|around|circa|by|before|after) (?P<span>(?P<year>1[4-8]\d\d))\b(?![,.:]\d|%|-\d)(?! [a-z]+s\b)",
    examples={"founded in 1776": "1776", "the war of 1812": "1812"},
    refusals=("a gain of 1500 points", "from 1,500"),
)
def old_year(match: re.Match[str]) -> Span:
    return Known(match["year"])


@SPANS.rule(
    r"\b(?:fiscal|calendar|financial)(?: year)? (?P<year>(?:19|20)\d\d)\b",
    examples={"in fiscal 1989": "1989", "fiscal year 2026": "2026"},
    refusals=("fiscal policy",),
    needs=("fiscal", "calendar", "financial"),
)
def fiscal_year(match: re.Match[str]) -> Span:
    return Known(match["year"])


@SPANS.rule(
    r"\b(?:the )?(?P<shift>current|this|next|last|previous|coming|past) (?:fiscal|calendar|financial) (?P<unit>year|quarter)\b",
    examples={"in the current fiscal year": "year +0", "next fiscal year": "year +1"},
    refusals=("the fiscal year",),
    needs=("fiscal", "calendar", "financial"),
)
def fiscal_period(match: re.Match[str]) -> Span:
    shifts = {"next": 1, "coming": 1, "last": -1, "previous": -1, "past": -1}
    return Period(match["unit"].lower(), shifts.get(match["shift"].lower(), 0))


@SPANS.rule(
    r"\b(?:the )?(?:(?:early|mid|late)[- ])?(?P<century>1[5-9]|20)(?P<ten>\d)0['’]?s\b",
    examples={"in the 1990s": "199", "the mid-1980's": "198"},
    refusals=("1995s",),
)
def decade(match: re.Match[str]) -> Span:
    return Known(match["century"] + match["ten"])


@SPANS.rule(
    rf"\b(?:the )?(?:(?:early|mid|late)[- ])?(?:['’‘`](?P<ten>[2-9])0s|(?<!his\s)(?<!her\s)(?<!their\s)(?P<word>{'|'.join(_DECADES)}))\b",
    examples={"in the '80s": "198", "the late nineties": "199"},
    refusals=("in the 80s", "in her thirties"),
    needs=("0s", *_DECADES),
)
def spoken_decade(match: re.Match[str]) -> Span | None:
    if match["word"] and not match.group().lower().startswith("the"):
        return None
    return Known("19" + (match["ten"] or _DECADES[match["word"].lower()]))


@SPANS.rule(
    rf"\b(?:the )?(?:(?:early|mid|late)[- ])?(?P<nth>1[0-9]th|20th|21st|{'|'.join(_NTHS)})[- ]century\b",
    examples={"a 20th century democrat": "19", "the nineteenth century": "18"},
    refusals=("a century",),
    needs=("century",),
)
def century(match: re.Match[str]) -> Span:
    word = match["nth"].lower()
    return Known(str((_NTHS[word] if word in _NTHS else int(word[:2])) - 1))


@SPANS.rule(
    rf"\b(?P<shift>last|this past|this coming|this|next|past|coming) {_SEASON}\b",
    examples={"opened last summer": "last XXXX-SU", "due this fall": "this XXXX-FA"},
    refusals=("prices fall",),
    needs=_SEASONS,
)
def season_near(match: re.Match[str]) -> Span:
    shift = match["shift"].lower()
    shift = "last" if "past" in shift or shift == "last" else "next" if "coming" in shift or shift == "next" else "this"
    return Season(_CODES[match["season"].lower()], shift)


@SPANS.rule(
    rf"\b(?:(?:the|early|mid|late|in|since|by|until|during|of)[- ](?:the )?)?{_SEASON}(?: of|,)? (?P<year>(?:19|20)\d\d)\b",
    examples={"in the winter of 1994": "1994-WI", "by fall 2027": "2027-FA"},
    refusals=("they fall 20 times", "in spring"),
    needs=_SEASONS,
)
def season_of_year(match: re.Match[str]) -> Span:
    return Season(_CODES[match["season"].lower()], "", int(match["year"]))


@SPANS.rule(
    r"\b(?:(?:in|since|by|until|during|through|for|before|after|of)(?: the)?(?: early| late)?|in (?:early|mid|late)|early|mid|late)[- ]"
    rf"(?P<span>(?:(?:early|mid|late)[- ])?{_SEASON})\b(?! (?:in|of|below|under|to|from|by|as|short|\d|semester|term|back|behind|apart))",
    examples={"a launch in the spring": "XXXX-SP", "since summer": "XXXX-SU", "by the fall": "XXXX-FA"},
    refusals=("after the fall of Kabul", "for fall in prices"),
    needs=_SEASONS,
)
def season_alone(match: re.Match[str]) -> Span | None:
    before = match.group().lower()
    if (
        match["season"].lower() in ("fall", "spring")
        and " the" not in before
        and not before.startswith(("in ", "by ", "early", "late", "since"))
    ):
        return None
    return Season(_CODES[match["season"].lower()])


@SPANS.rule(
    r"\b(?:(?P<shift>last|this past|this coming|this|next|past|coming) |"
    r"(?:over|during|through|for|by|before|after|on|at) (?:the|a holiday) )weekend\b",
    examples={"in talks over the weekend": "weekend", "last weekend": "last weekend"},
    refusals=("a weekend paper", "the weekend edition"),
    needs=("weekend",),
)
def weekend(match: re.Match[str]) -> Span:
    shift = (match["shift"] or "").lower()
    return Weekend("last" if "past" in shift else "next" if "coming" in shift else shift)


@SPANS.rule(
    rf"\b(?:(?P<part>early|mid|late)[- ])?{_MONTH}(?! \d|, \d|['’]s [A-Z]|\w| [A-Z]\w+ (?:said|says|told)\b)",
    examples={"the August figures": "XXXX-08", "its December dividend": "XXXX-12"},
    refusals=("on August 12", "may", "Marching"),
    needs=_MONTHS,
    exact_case=True,
)
def month_named(match: re.Match[str]) -> Span | None:
    word = match["month"]
    before = match.string[max(0, match.start() - 16) : match.start()]
    if word in ("May", "March", "April", "June", "August") and not re.search(
        r"(?:\b(?:in|since|until|by|of|to|through|from|for|last|and|or|during|the|its|their|a|an|early|late|mid|between|before|after|each|every|,)[\s-]+|,\s)$",
        before,
        re.IGNORECASE,
    ):
        return None
    if (
        word == "May"
        and re.search(r"(?:^|[a-z]\w*\s)$", before)
        and not re.search(r"\b(?:in|since|until|by|of|through|from|last|early|late|during)[\s-]+$", before)
    ):
        return None
    return Month(month_number(word), None, (match["part"] or "").lower())


@SPANS.rule(
    rf"\b(?P<feast>{'|'.join((*_FEASTS, *_FIXED))})\b(?: day\b)?(?: (?P<year>(?:19|20)\d\d)\b)?",
    examples={
        "found on Thanksgiving Day": "4 thu XXXX-11",
        "after Labor Day": "1 mon XXXX-09",
        "on Halloween": "XXXX-10-31",
    },
    refusals=("a day of labor",),
)
def feast_day(match: re.Match[str]) -> Span:
    name = " ".join(match["feast"].lower().split())
    year = int(match["year"]) if match["year"] else None
    if name in _FIXED:
        return Day(*_FIXED[name], year)
    month, weekday, nth = _FEASTS[name]
    return Placed(month, None, weekday, nth, None, 0, year)
