"""Times told by the one named before, or by their distance from now: "that year", "a year earlier", "the quarter". **Pure.**"""

import re

from monitor.grammar.forms import NUMBER, Period, number
from monitor.grammar.spans import SPANS, Again, Apart, Known, Night, Span

_UNIT = r"(?P<unit>day|week|month|quarter|year|decade|century)"
_UNITS = ("day", "week", "month", "quarter", "year", "decade", "century")
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_PARTS = {"night": "TNI", "evening": "TEV", "morning": "TMO", "afternoon": "TAF"}


@SPANS.rule(
    rf"\b(?:(?:about|nearly|almost|roughly|some|around|more than|over|less than|just|only|at least|barely) )?(?P<n>{NUMBER}) {_UNIT}s? "
    r"(?P<when>ago|earlier|before|later|previously)\b(?! than\b)",
    examples={
        "up from a year earlier": "-1 year named",
        "two weeks ago": "-2 week",
        "three days later": "+3 day named",
    },
    refusals=("a year on", "a day earlier than planned"),
    needs=(" ago", "earlier", "before", "later", "previously"),
)
def apart(match: re.Match[str]) -> Span | None:
    when, amount = match["when"].lower(), number(match["n"])
    if when == "before" and re.match(r"\s+(?:\w|['\"“])", match.string[match.end() :]):
        return None
    unit = match["unit"].lower()
    if unit in ("decade", "century"):
        amount, unit = amount * (10 if unit == "decade" else 100), "year"
    return Apart(amount if when == "later" else -amount, unit, when not in ("ago",))


@SPANS.rule(
    r"\b(?:the )?year-(?:ago|earlier)(?: (?:period|quarter|month|third quarter|second quarter|first quarter|fourth quarter))?\b|"
    r"\b(?:the )?(?:year-before|previous year's|prior[- ]year)(?: (?:period|quarter))?(?! (?:period|quarter))",
    examples={"in the year-ago period": "-1 year named", "the year-earlier loss": "-1 year named"},
    refusals=("a year later",),
    needs=("year",),
)
def year_ago(_: re.Match[str]) -> Span:
    return Apart(-1, "year", True)


@SPANS.rule(
    rf"\b(?:that|the same|that same|that very) (?:{_UNIT}|(?P<any>time|period|date))\b(?!-)",
    examples={"imports that year": "that year", "on the same day": "that day"},
    refusals=("they said that years pass",),
    needs=("that", "same"),
)
def that_time(match: re.Match[str]) -> Span | None:
    if match["any"] and not re.search(
        r"\b(?:at|by|since|until|before|after|during|on|from|around|about|of|in)\s+$",
        match.string[: match.start()][-8:],
    ):
        return None
    if match["any"] and match["any"].lower() == "time":
        return None if "same" in match.group().lower() else Known("PAST_REF")
    return Again((match["unit"] or "time").lower())


@SPANS.rule(
    r"\b(?:since|until|till|by|before|from|after) (?P<span>then)\b",
    examples={"it was quiet until then": "that time"},
    refusals=("and then it rose",),
    needs=("then",),
)
def then(_: re.Match[str]) -> Span:
    return Again("time")


@SPANS.rule(
    r"\b(?:for|in|during|of|over) (?P<span>the (?:latest |most recent |same |just-ended )?(?P<unit>quarter|period|month))\b"
    r"(?! (?:of|ended|ending|from|in|a)\b| to (?-i:[A-Z]))",
    examples={"35 cents a share for the quarter": "that quarter", "in the latest period": "that period"},
    refusals=("the quarter of the city", "for the quarter ended"),
    needs=("quarter", "period", "month"),
)
def the_unit(match: re.Match[str]) -> Span:
    unit = match["unit"].lower()
    return Again(unit)


@SPANS.rule(
    r"\bthe latest (?P<unit>quarter|period)\b",
    examples={"The latest period had a profit": "that period"},
    refusals=("the latest news",),
    needs=("latest",),
)
def the_latest(match: re.Match[str]) -> Span:
    return Again(match["unit"].lower())


@SPANS.rule(
    r"\b(?:(?P<first>first|second|third|fourth)|(?P<n>[1-4])[Qq])-quarter\b|\b(?P<half>first|second)-half\b|"
    r"\b(?:the )?(?P<year>(?:19|20)\d\d)(?:['’]s)? (?P<later>first|second|third|fourth)[- ](?P<what>quarter|half)\b",
    examples={
        "a third-quarter loss": "quarter #3",
        "the 1988 third quarter": "quarter #3 1988",
        "second-half sales": "half #2",
    },
    refusals=("a quarter-point cut",),
    needs=("quarter", "half"),
)
def quarter_joined(match: re.Match[str]) -> Span:
    year = int(match["year"]) if match["year"] else None
    word = (match["first"] or match["half"] or match["later"] or "").lower()
    half = bool(match["half"]) or (match["what"] or "").lower() == "half"
    return Period("half" if half else "quarter", 0, "", _NTH[word] if word else int(match["n"]), year)


@SPANS.rule(
    r"\b(?:the )?(?P<which>previous|prior|preceding|following) (?P<unit>day|week|month|quarter|year)\b(?!['’]s (?!\w+ (?:loss|profit)))",
    examples={"from the previous month": "-1 month named", "the following day": "+1 day named"},
    refusals=("the previous government",),
    needs=("previous", "prior", "preceding", "following"),
)
def neighbour(match: re.Match[str]) -> Span:
    return Apart(1 if match["which"].lower() == "following" else -1, match["unit"].lower(), True)


@SPANS.rule(
    r"\b(?:late |early )?(?P<when>last|this|that|the same) (?P<part>night|evening|morning|afternoon)\b(?! (?:of|before)\b)",
    examples={"he said last night": "TNI today-1", "arrested that evening": "TEV that day"},
    refusals=("a night out",),
    needs=("night", "evening", "morning", "afternoon"),
)
def part_of_day(match: re.Match[str]) -> Span:
    code, when = _PARTS[match["part"].lower()], match["when"].lower()
    return Night(code, {"last": -1, "this": 0}.get(when))


@SPANS.rule(
    r"\b(?:earlier|later|late|early) (?P<which>this|last|next|in the|that) (?P<unit>week|month|quarter|year|decade|century)\b",
    examples={"earlier this year opened": "year +0", "later in the month": "that month or this"},
    refusals=("earlier than this",),
    needs=("week", "month", "quarter", "year", "decade", "century"),
)
def part_of_unit(match: re.Match[str]) -> Span:
    which, unit = " ".join(match["which"].lower().split()), match["unit"].lower()
    if which in ("in the", "that") or unit in ("decade", "century"):
        return Again(unit, else_now=which != "that")
    return Period(unit, {"last": -1, "next": 1}.get(which, 0))
