"""Dates counted from another: "7 days after the date of this order", weekdays, "within 40 days", "the end of next week".

A number of days with nothing to count from is no date; "in the coming days" is none either. **Pure.**
"""

import re
from dataclasses import replace

from monitor.grammar.dates import FORMS
from monitor.grammar.forms import NUMBER, WEEKDAY, Count, Form, Near, Period, Weekday, is_rough, number, weekday_number

_UNIT = r"(?P<unit>day|week|month|year|fortnight)s?\b"
_UNITS = ("day", "week", "month", "year", "fortnight")
_AMOUNT = (
    rf"\b(?P<n>{NUMBER})(?:(?: or | to |"
    rf"-)(?P<most>\d{{1,3}}))?(?: \([\w-]{{1,20}}\))?[- ](?:more )?(?P<business>(?:business|working|calendar) )?{_UNIT}"
)
_OWN = (
    r"(?:the )?(?:(?:effective )?date of|date that) (?:this|the present) "
    r"(?:order|proclamation|memorandum|notice|determination|rule|regulation|decision|announcement|"
    r"document|executive order|resolution|final rule|interim final rule|action|finding|directive|(?:general )?licen[cs]e)"
)


def _count(match: re.Match[str], sense: str, anchor: str) -> Count | None:
    groups = match.groupdict()
    unit = groups["unit"].lower()
    amount = number(groups["n"])
    most = int(groups["most"]) if groups.get("most") else None
    if amount == 0 or (most is not None and most <= amount):
        return None
    business = (groups.get("business") or "").strip().lower() in ("business", "working")
    if unit == "fortnight":
        amount, unit = amount * 14, "day"
    return Count(amount, unit, sense, anchor, most, business, is_rough(match))


def _sense(word: str) -> str:
    return "before" if word.lower() in ("before", "prior to") else "after"


@FORMS.rule(
    rf"{_AMOUNT} (?P<sense>after|from|of|following|before|prior to) {_OWN}",
    examples={
        "7 days after the date of this order": "after 7 day order",
        "within 180 days of the date of this proclamation": "after 180 day order",
    },
    refusals=("7 days after the deal",),
    needs=_UNITS,
)
def from_this_order(match: re.Match[str]) -> Form | None:
    return _count(match, _sense(match["sense"]), "order")


@FORMS.rule(
    rf"{_AMOUNT} (?P<sense>after|from|of|following) (?:the |its )?(?:date of )?(?:the )?publication"
    r"(?: of (?:this|the|these) (?:notice|rule|document|initiation notice|preliminary results|final rule|final results|"
    r"preliminary determination|determination)\b)?(?: in the (?P<where>federal register|official journal))?",
    examples={
        "30 days after publication in the Federal Register": "after 30 day publication",
        "15 days after the date of publication of this notice": "after 15 day publication",
    },
    refusals=("30 days before publication",),
    needs=("publication",),
)
def from_publication(match: re.Match[str]) -> Form | None:
    return _count(match, "after", "journal" if (match["where"] or "").lower() == "official journal" else "publication")


@FORMS.rule(
    r"\b(?:the )?(?P<n>twentieth|third|seventh|tenth)? ?day following that of its publication",
    examples={
        "on the twentieth day following that of its publication": "after 20 day journal",
        "the day following that of its publication": "after 1 day journal",
    },
    refusals=("the day following the vote",),
    needs=("day following that",),
)
def from_official_journal(match: re.Match[str]) -> Form | None:
    amounts = {"twentieth": 20, "third": 3, "seventh": 7, "tenth": 10}
    return Count(amounts.get((match["n"] or "").lower(), 1), "day", "after", "journal")


@FORMS.rule(
    r"\b(?:the )?(?:day|date) of (?:its|this|their) publication\b(?: in the official journal[\w ]{0,26})?",
    examples={"shall enter into force on the day of its publication": "after 0 day journal"},
    refusals=("the publication of the list",),
    needs=("of its publication", "of this publication", "of their publication"),
)
def day_of_publication(_: re.Match[str]) -> Form | None:
    return Count(0, "day", "after", "journal")


@FORMS.rule(
    rf"{_AMOUNT} (?:after|from|of|following) the (?:day|date) of (?:the|this) "
    r"(?:announcement|notification|promulgation|gazette|issue|issuance)\b(?: of this \w+)?",
    examples={"within 20 days of the date of the announcement": "after 20 day order"},
    refusals=("20 days after the announcement of talks",),
    needs=_UNITS,
)
def from_the_paper(match: re.Match[str]) -> Form | None:
    return _count(match, "after", "order")


@FORMS.rule(
    rf"{_AMOUNT},? (?P<start>beginning|commencing|starting) (?:on|with) the (?P<side>day after the )?(?:day|date) "
    r"(?:on which|that) (?:this|the present|these) [\w ]{3,40}?(?:is|are|was|were|comes?|came|enters?|entered) "
    r"(?:made|published|notified|signed|gazetted|issued|laid|"
    r"into force)\b",
    examples={
        "21 days beginning with the day on which this Order is made": "after 20 day order",
        "two weeks beginning with the day after the day on which these Regulations are made": "after 14 day order",
    },
    refusals=("21 days beginning with the day on which the licence ends",),
    needs=_UNITS,
)
def beginning_with(match: re.Match[str]) -> Form | None:
    """The first day counts, so the last is one less away; only days and weeks are so counted."""
    count = _count(match, "after", "order")
    if count is None or count.unit not in ("day", "week") or count.business:
        return None
    days = count.number * (7 if count.unit == "week" else 1)
    return replace(count, number=days - (0 if match["side"] else 1), unit="day")


@FORMS.rule(
    rf"{_AMOUNT} (?:from|after) (?:now|today)\b",
    examples={"two weeks from today": "after 2 week now", "10 or 12 days from today": "after 10..12 day now"},
    refusals=("two weeks from then",),
    needs=_UNITS,
)
def from_now(match: re.Match[str]) -> Form | None:
    return _count(match, "after", "now")


@FORMS.rule(
    rf"{_AMOUNT} (?P<sense>after|from|of|following|before|prior to) (?:that|such|this|said) (?:date|day)\b",
    examples={"10 days before that date": "before 10 day that"},
    refusals=("30 days prior to arrival",),
    needs=_UNITS,
)
def from_that_date(match: re.Match[str]) -> Form | None:
    return _count(match, _sense(match["sense"]), "that")


@FORMS.rule(
    rf"{_AMOUNT},? (?:counted |counting |computed )?(?P<sense>after|from|of|following|beyond|before|prior to|(?:beginning|starting|"
    rf"commencing)(?: on| at| from)?)(?= (?:\d|noon|midnight|(?-i:[A-Z])))",
    examples={
        "60 days from September 1": "after 60 day date",
        "90 days beginning at 12:01 a.m.": "after 90 day date",
        "five more years counted from 10 October 2031": "after 5 year date",
        "one year beyond 30.09.2031": "after 1 year date",
    },
    refusals=("60 days from then",),
    needs=_UNITS,
)
def from_a_date(match: re.Match[str]) -> Form | None:
    return _count(match, _sense(match["sense"]), "date")


@FORMS.rule(
    rf"(?:\bin|\bwithin|\bover)(?! an? (?:day|week|month|year)s?\b)(?: about| roughly| around|"
    rf" the next| the following| the coming| the)? (?P<span>{_AMOUNT}(?:' time)?)(?! ago)",
    examples={
        "within 40 days": "within 40 day now",
        "in a fortnight": "within 14 day now",
        "in two weeks' time": "within 2 week now",
        "in about 10 days": "within about 10 day now",
    },
    refusals=("in 50 states", "within four hours", "ended the war in a day"),
    needs=_UNITS,
)
def within(match: re.Match[str]) -> Form | None:
    return _count(match, "within", "now")


@FORMS.rule(
    rf"\b(?:for|by)(?: an? (?:initial |further )?(?:period|term) of)?(?: a further| another| an additional| up to| about| only| at least|"
    rf" no more than)? (?P<span>{_AMOUNT})",
    examples={
        "will last for 90 days": "for 90 day none",
        "for a period of two weeks": "for 2 week none",
        "for a period of up to 5 (five) years": "for 5 year none",
        "for two hundred and ten days": "for 210 day none",
    },
    refusals=("for 90 countries",),
    needs=_UNITS,
)
def lasting(match: re.Match[str]) -> Form | None:
    return _count(match, "for", "none")


@FORMS.rule(
    rf"\b(?P<n>{NUMBER})-(?P<unit>day|week|month|year)\b(?!-old)",
    examples={"a 90-day pause": "for 90 day none", "a two-week truce": "for 2 week none"},
    refusals=("a 90-year-old man",),
    needs=_UNITS,
)
def long(match: re.Match[str]) -> Form | None:
    return _count(match, "for", "none")


@FORMS.rule(
    rf"{_AMOUNT} ago\b",
    examples={"exactly one year ago": "ago 1 year now"},
    refusals=("one year on",),
    needs=(" ago",),
)
def ago(match: re.Match[str]) -> Form | None:
    return _count(match, "ago", "now")


@FORMS.rule(
    rf"\b(?:(?P<shift>next|last|this(?: coming)?|the following|the same|coming|past) )?{WEEKDAY}\b"
    r"(?: (?P<week>next week|last week))?(?: (?P<part>morning|afternoon|evening|night))?",
    examples={
        "runs out on Sunday": "sun",
        "by next Friday": "next fri",
        "the following Monday": "following mon",
        "starts on Monday next week": "next week mon",
        "into Friday night": "fri night",
    },
    refusals=("the fry-up",),
    needs=("day",),
)
def weekday(match: re.Match[str]) -> Form | None:
    shift = (match["week"] or match["shift"] or "").lower()
    names = {"the following": "following", "this coming": "this", "coming": "this", "past": "last", "the same": ""}
    return Weekday(weekday_number(match["weekday"]), names.get(shift, shift), (match["part"] or "").lower())


@FORMS.rule(
    r"\b(?P<word>today|tonight|tomorrow|yesterday|this (?:morning|afternoon|"
    r"evening))(?: (?P<part>morning|afternoon|evening|night))?\b",
    examples={"lapses tonight": "today+0 night", "by tomorrow night": "today+1 night", "signed yesterday": "today-1"},
    refusals=("todays",),
    needs=("today", "tonight", "tomorrow", "yesterday", "this "),
)
def near(match: re.Match[str]) -> Form | None:
    word = match["word"].lower()
    days = {"tomorrow": 1, "yesterday": -1}.get(word, 0)
    part = (
        "night"
        if word == "tonight"
        else word.removeprefix("this ")
        if word.startswith("this ")
        else match["part"] or ""
    )
    return Near(days, part.lower())


@FORMS.rule(
    r"\b(?P<edge>(?:the )?(?:end|close) of (?:the )?|later |early |late )?\b(?P<shift>this|next|last|"
    r"the) (?P<unit>week|month|quarter|year)\b(?!-)",
    examples={
        "by the end of next week": "end week +1",
        "next month": "month +1",
        "sometime this week": "week +0",
        "by the end of the year": "end year +0",
    },
    refusals=("a week", "the week"),
    needs=("week", "month", "quarter", "year"),
)
def period(match: re.Match[str]) -> Form | None:
    shift, edge = match["shift"].lower(), (match["edge"] or "").split()
    if shift == "the" and not {"end", "close"} & {word.lower() for word in edge}:
        return None
    words = {word.lower() for word in edge}
    name = "end" if words & {"end", "close"} else "late" if words & {"later", "late"} else "early" if words else ""
    return Period(match["unit"].lower(), {"next": 1, "last": -1}.get(shift, 0), name)


@FORMS.rule(
    r"\b(?:the )?(?P<unit>year|month|quarter|week)[- ]?end\b|"
    r"\b(?:the )?end of(?: the)? (?:calendar )?(?P<named>year) ?(?P<year>20\d\d)?|"
    r"\bthe end of (?P<only>20\d\d)\b",
    examples={"settled by year-end": "end year +0", "by the end of 2026": "end year +0 2026"},
    refusals=("the end of an era",),
    needs=("end",),
)
def period_end(match: re.Match[str]) -> Form | None:
    year = match["year"] or match["only"]
    return Period((match["unit"] or "year").lower(), 0, "end", None, int(year) if year else None)


@FORMS.rule(
    rf"{_AMOUNT},? (?P<sense>after|from|of|following) (?:the )?(?:date|day) of [^.;#\d]{{3,110}}?[,(] ?"
    r"(?:that is(?: to say)?|i\.e\.?|namely|viz\.?|being|which (?:is|was))[:,]? (?:on |the )?(?=\d|(?-i:[A-Z]))",
    examples={
        "five years from the date of levy of the provisional duty, that is, 3rd May, 2031": "after 5 year date",
        "90 days after the date of filing of the petition (i.e., 4 June 2031)": "after 90 day date",
        "two years from the date of entry of the interim order, namely May 9, 2031": "after 2 year date",
    },
    refusals=(
        "five years from the date of levy of the duty",
        "30 days after the date of the talks, that is to say soon",
    ),
    needs=_UNITS,
)
def from_a_date_explained(match: re.Match[str]) -> Form | None:
    """The day counted from is described first and written after it."""
    return _count(match, "after", "date")
