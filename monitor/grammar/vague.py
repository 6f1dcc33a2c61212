"""Times that name no date: "now", "recently", "soon", "in recent years", lengths and repeated times. **Pure.**"""

import re

from monitor.grammar.forms import NUMBER, WEEKDAY, Period, number, weekday_number
from monitor.grammar.spans import SPANS, Again, Known, Span

_UNIT = r"(?P<unit>second|minute|hour|day|week|month|quarter|year|decade|century)"
_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "E",
    "century": "C",
}  # fmt: skip
_MANY = r"(?:several|some|a few|few|many|a couple of|a number of|numerous|couple of)"
_PARTS = {"night": "TNI", "evening": "TEV", "morning": "TMO", "afternoon": "TAF"}


def _length(amount: str, unit: str) -> str:
    letter = _LETTERS[unit]
    return f"PT{amount}{letter[1]}" if len(letter) == 2 else f"P{amount}{letter}"


@SPANS.rule(
    r"\b(?:right now|just now|by now|until now|till now|up to now|from now on|now)\b(?!-)(?! that\b| and then\b)",
    examples={"it now holds 15%": "PRESENT_REF"},
    refusals=("now that it holds", "the now-defunct firm"),
    needs=("now",),
)
def now(_: re.Match[str]) -> Span:
    return Known("PRESENT_REF")


@SPANS.rule(
    r"\b(?:currently|presently|nowadays|these days|at (?:present|the moment|this (?:time|point|stage|moment))|"
    r"at the (?:present|current) time|for the (?:time being|moment))\b",
    examples={"which currently has": "PRESENT_REF", "nothing at the moment": "PRESENT_REF"},
    refusals=("the currency", "the present order"),
    needs=("current", "present", "nowadays", "these days", "moment", "this ", "time"),
)
def at_present(_: re.Match[str]) -> Span:
    return Known("PRESENT_REF")


@SPANS.rule(
    r"\bcurrent\b(?!-| (?:account|and former|or former|fiscal|quarter|year|month|week|calendar|season|decade|century|affairs))",
    examples={"from the current four flights": "PRESENT_REF"},
    refusals=("the current account", "an undercurrent"),
    needs=("current",),
)
def current(_: re.Match[str]) -> Span:
    return Known("PRESENT_REF")


@SPANS.rule(
    r"\b(?:the |that |this )?current (?P<unit>year|quarter|month|week|decade|century)\b",
    examples={"in the current decade": "that decade or this"},
    refusals=("the current account",),
    needs=("current",),
)
def current_unit(match: re.Match[str]) -> Span:
    unit = match["unit"].lower()
    return Again(unit, else_now=True) if unit in ("decade", "century") else Period(unit)


@SPANS.rule(
    rf"\b(?:recently|lately|not long ago|long ago|in the (?:recent |distant )?past|(?:{_MANY} )?(?:minutes|hours|days|weeks|months|years|"
    r"decades|centuries|generations) ago|a (?:short|long) (?:time|while) ago|a while ago|some time ago|"
    r"at the time(?! of\b| they\b| he\b| she\b| when\b))\b",
    examples={"it recently won": "PAST_REF", "several years ago": "PAST_REF", "never in the past": "PAST_REF"},
    refusals=("past the house", "two years ago"),
)
def long_past(match: re.Match[str]) -> Span | None:
    before = match.string[max(0, match.start() - 12) : match.start()]
    return (
        None
        if re.search(rf"\b{NUMBER}\s+(?:or\s+so\s+)?$", before, re.IGNORECASE) and "ago" in match.group()
        else Known("PAST_REF")
    )


@SPANS.rule(
    r"\b(?:the )?(?:most )?recent (?:days|weeks|months|years|decades|times|past|history)(?: and (?:weeks|months|years))?\b",
    examples={"the boom of recent years": "PAST_REF"},
    refusals=("recently", "recent declines"),
    needs=("recent",),
)
def recent(_: re.Match[str]) -> Span:
    return Known("PAST_REF")


@SPANS.rule(
    r"\b(?:soon|shortly|(?:in )?the (?:near|foreseeable|immediate|not[- ]too[- ]distant) future|in (?:the )?future|the near term|"
    r"(?:in )?the (?:coming|upcoming) (?:days|weeks|months|years)|(?:coming|upcoming|future) (?:days|weeks|months|years|quarters|"
    r"generations))\b(?! (?:after|before)\b)",
    examples={
        "will soon open": "FUTURE_REF",
        "in the near future": "FUTURE_REF",
        "over the coming weeks": "FUTURE_REF",
    },
    refusals=("shortly after noon", "sooner", "his future"),
    needs=("soon", "shortly", "future", "coming", "near term"),
)
def before_long(match: re.Match[str]) -> Span | None:
    left = match.string[max(0, match.start() - 4) : match.start()].lower()
    right = match.string[match.end() : match.end() + 4].lower()
    return None if left.endswith("as ") and right.startswith(" as") else Known("FUTURE_REF")


@SPANS.rule(
    rf"\b{WEEKDAY}s\b|\b{WEEKDAY.replace('weekday', 'day')} (?P<part>night|evening|morning|afternoon)s\b",
    examples={"closed on Sundays": "SET XXXX-WXX-7", "on Tuesday nights": "SET XXXX-WXX-2TNI"},
    refusals=("Sunday's game",),
    needs=("days", "nights", "evenings", "mornings", "afternoons"),
)
def weekdays(match: re.Match[str]) -> Span:
    part = _PARTS[match["part"].lower()] if match["part"] else ""
    return Known(f"XXXX-WXX-{weekday_number(match['weekday'] or match['day']) + 1}{part}", "SET")


@SPANS.rule(
    rf"\b(?:every|each|per) {_UNIT}\b",
    examples={"sales every month": "SET P1M"},
    refusals=("every months",),
    needs=("every", "each", "per "),
)
def each_unit(match: re.Match[str]) -> Span:
    return Known(_length("1", match["unit"].lower()), "SET")


@SPANS.rule(
    r"\b(?:(?:the|his|her|its|their|these|those|for|about|nearly|almost|more than|less than|at least|over|another|only|just) ){0,2}"
    rf"(?:(?P<which>past|last|next|first|final|previous|coming|latest) )?(?P<n>{NUMBER}|{_MANY})(?: 1/2| and a half)?[- ]"
    rf"(?:more )?{_UNIT}s?\b"
    r"(?!-old| old| ago|['’]s? time)",
    examples={
        "in the past two months": "DURATION P2M",
        "for a few years": "DURATION PXY",
        "over ten minutes": "DURATION PT10M",
    },
    refusals=("two years ago", "a 50-year-old"),
)
def length(match: re.Match[str]) -> Span | None:
    word, unit = " ".join(match["n"].lower().split()), match["unit"].lower()
    if word in ("a", "an") and not match["which"] and unit in ("day", "week", "month", "year", "quarter", "second"):
        # "two flights a week" is a rate; "a month after" and "within a year" are read elsewhere or left.
        return None
    if unit == "second" and match["n"] and not match["n"].isdecimal():
        return None
    amount = "X" if re.fullmatch(_MANY, word) else str(number(word))
    if amount.isdecimal() and unit in ("decade", "century"):
        return Known(f"P{int(amount) * (10 if unit == 'decade' else 100)}Y", "DURATION")
    return Known(_length(amount, unit), "DURATION")


@SPANS.rule(
    r"\b(?:the )?(?:past|last|next) (?:few |couple of )?(?P<unit>days|weeks|months|years|decades)\b|"
    r"\bthe (?P<ahead>days|weeks|months|years) (?:ahead|to come)\b",
    examples={"in the weeks ahead": "DURATION PXW", "over the next few years": "DURATION PXY"},
    refusals=("the weeks",),
    needs=("days", "weeks", "months", "years", "decades"),
)
def open_length(match: re.Match[str]) -> Span:
    return Known(_length("X", (match["unit"] or match["ahead"]).lower().removesuffix("s")), "DURATION")
