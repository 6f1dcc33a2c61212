"""What newspapers say in passing: "that December", "the quarter ended", "mid-afternoon yesterday", "previously", "daily". **Pure.**"""

import re

from monitor.grammar.forms import Near, Period, Weekday, month_number, weekday_number
from monitor.grammar.spans import SPANS, Apart, Ended, Known, Span, That

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_SETS = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "annually": "P1Y",
    "yearly": "P1Y",
}  # fmt: skip
_UNIT = r"(?P<unit>day|week|month|quarter|year|decade|century)"
_LETTERS = {"day": "P1D", "week": "P1W", "month": "P1M", "quarter": "P1Q", "year": "P1Y", "decade": "P10Y", "century": "P100Y"}  # fmt: skip


@SPANS.rule(
    rf"\b[Tt]hat (?:same |very )?(?:(?P<month>{_MONTH})|(?P<weekday>{_DAY})|(?P<season>{'|'.join(_SEASONS)}))\b"
    r"(?! \d|['’]s|,? (?:is|are|was|were|has|had|have|from|to|off|by|below|would|will|into|as)\b)",
    examples={
        "he was freed that December": "that 12",
        "it rained all that summer": "that SU",
        "That Friday, she left": "that 4",
    },
    refusals=("said that March was dry", "fears that prices fall", "that december rain"),
    needs=("that ",),
    exact_case=True,
)
def that_named(match: re.Match[str]) -> Span | None:
    before = match.string[max(0, match.start() - 14) : match.start()]
    if re.search(
        r"\b(?:said|says|saying|told|warned|added|hopes?|fears?|so|means|believes?|showed|is|was)\s+$", before
    ):
        return None
    if match["weekday"]:
        return That(weekday=weekday_number(match["weekday"]))
    if match["month"]:
        return That(month=month_number(match["month"]))
    return That(code=_SEASONS[match["season"]])


@SPANS.rule(
    r"\b(?:the|its|their|a) (?P<kind>fiscal |financial )?(?P<unit>quarter|year)(?= (?:that )?(?:ended|ending|to) )",
    examples={"for the quarter ended Sept. 30": "quarter ended", "the year ended July 2": "year ended"},
    refusals=("the quarter ended badly-", "a quarter of it"),
    needs=("ended", "ending", " to "),
)
def ended(match: re.Match[str]) -> Span | None:
    month = re.match(
        rf"\s+(?:that\s+)?\w+\s+(?:(?:on\s+)?\d|(?-i:{_MONTH})|(?-i:[A-Z][a-z]{{2,3}}\.))", match.string[match.end() :]
    )
    if month is None:
        return None
    unit = match["unit"].lower()
    return Ended("business year" if match["kind"] and unit == "year" else unit)


@SPANS.rule(
    r"\bthe fiscal (?P<unit>year|quarter)\b(?!,? (?:that )?(?:ended|ending|ends|to|of|\d))",
    examples={"earnings for the fiscal year will fall": "year +0"},
    refusals=("the fiscal year ended June 30", "the fiscal year 2027"),
    needs=("fiscal",),
)
def the_fiscal(match: re.Match[str]) -> Span:
    return Period(match["unit"].lower())


@SPANS.rule(
    r"\b(?:(?:early|late|mid)[- ]?)?(?P<part>morning|afternoon|evening|night) (?:on )?(?P<day>yesterday|today|tomorrow"
    rf"|{_DAY})\b",
    examples={
        "at mid-afternoon yesterday": "today-1 afternoon",
        "late afternoon Friday": "fri afternoon",
    },
    refusals=("an afternoon in Rome",),
    needs=("morning", "afternoon", "evening", "night"),
)
def part_then_day(match: re.Match[str]) -> Span:
    day, part = match["day"].lower(), match["part"].lower()
    days = {"yesterday": -1, "today": 0, "tomorrow": 1}
    return Near(days[day], part) if day in days else Weekday(weekday_number(day), "", part)


@SPANS.rule(
    r"\bthe (?P<unit>day|week|month|year) (?P<side>before|after|earlier|previous)"
    r"(?=[.,;:]|$| (?:and|but|to|from|in|at|on)\b)(?! (?:in|at|on|to) [A-Z])",
    examples={"they had met the day before.": "-1 day named", "rose from the year before, to 3%": "-1 year named"},
    refusals=("the day before the vote", "the day after she left"),
    needs=("before", "after", "earlier", "previous"),
)
def side_of_named(match: re.Match[str]) -> Span:
    return Apart(1 if match["side"].lower() == "after" else -1, match["unit"].lower(), True)


@SPANS.rule(
    r"\bthe same (?P<unit>quarter|period|month) (?:of |in )?"
    r"(?:last year|the previous year|the year before|a year (?:ago|earlier|before))\b",
    examples={"in the same quarter last year": "-1 year named", "the same month a year earlier": "-1 year named"},
    refusals=("the same quarter of the city",),
    needs=("same",),
)
def same_last_year(_: re.Match[str]) -> Span:
    return Apart(-1, "year", True)


@SPANS.rule(
    r"\b(?P<which>last|this|next) year['’]s (?P<nth>first|second|third|fourth)[- ](?P<unit>quarter|half)\b",
    examples={"from last year's third quarter": "quarter -1 #3"},
    refusals=("last year's first",),
    needs=("year",),
)
def quarter_of_near_year(match: re.Match[str]) -> Span:
    shift = {"last": -1, "next": 1}.get(match["which"].lower(), 0)
    return Period(
        match["unit"].lower(), shift, "", ("first", "second", "third", "fourth").index(match["nth"].lower()) + 1
    )


@SPANS.rule(
    rf"\b(?:over|in|during|for|within|throughout) (?P<span>the past {_UNIT})\b(?! and a half)",
    examples={"shares fell over the past year": "DURATION P1Y", "in the past decade": "DURATION P10Y"},
    refusals=("in the past it fell", "the past year's loss"),
    needs=("past",),
)
def past_unit(match: re.Match[str]) -> Span:
    return Known(_LETTERS[match["unit"].lower()], "DURATION")


@SPANS.rule(
    r"\bPreviously\b|\b(?:previously|formerly)(?=[.,;])",
    examples={"Previously, it was poor": "PAST_REF", "as it was previously.": "PAST_REF"},
    refusals=("its previously announced plan", "a previously unknown group"),
    needs=("previously", "formerly"),
    exact_case=True,
)
def previously(_: re.Match[str]) -> Span:
    return Known("PAST_REF")


@SPANS.rule(
    r"\b(?!(?:an?|the|its|their|his|her|our|of|and|or|any|all|some|other|no|two|three|from|to|with|for|by|on|in|at|as|several|many|under)\b)"
    r"(?-i:[a-z]{2,}) (?P<span>previously|formerly)\b",
    examples={"than had previously been thought": "PAST_REF", "the firm previously announced cuts": "PAST_REF"},
    refusals=("its previously announced plan", "of previously unknown groups"),
    needs=("previously", "formerly"),
)
def done_previously(_: re.Match[str]) -> Span:
    return Known("PAST_REF")


@SPANS.rule(
    r"\b(?:was|were|had|who|which|that|he|she|it|they) (?P<span>once)\b"
    r"(?! (?:again|more|every|the|a|an|in|per|they|he|she|it|we|and|or)\b)",
    examples={"he was once rich": "PAST_REF", "which once made looms": "PAST_REF"},
    refusals=("once the deal is done", "it once a week", "she once again left"),
    needs=("once",),
)
def once(_: re.Match[str]) -> Span:
    return Known("PAST_REF")


@SPANS.rule(
    rf"\b(?P<word>{'|'.join(_SETS)})\b(?!-)",
    examples={"reporters are briefed daily": "SET P1D", "its quarterly dividend": "SET P1Q"},
    refusals=("the Daily Globe", "days"),
    needs=tuple(_SETS),
    exact_case=True,
)
def often(match: re.Match[str]) -> Span:
    return Known(_SETS[match["word"]], "SET")
