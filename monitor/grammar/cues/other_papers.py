"""Days of papers that set nothing themselves: texts of laws as they stand, mandates of experts; and rates of other trades. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue


@CUES.rule(
    r"\b(?:compilation|consolidat(?:ion|ed)|text of the (?:law|act|regulations?)|version|reprint)\b[^@]{0,160}\b(?:in force|as amended|"
    r"in effect|as it stood|current|start date|date|up to|to|of) (?:(?:and|as|on|at|from|to|is|was|in force|in effect|,) ?){0,4}@|"
    r"\b(?:current to|last amended on|not in force as (?:of|at)|as in force (?:on|at)|text in force (?:on|at)|prepared on|"
    r"(?:start|compilation|consolidation|registration) date:?|registered:?) @|"
    r"\bin force (?:on|at|as at|as of) @,? \((?:the )?(?:compilation|consolidation) date\b",
    examples={
        "This is a compilation of the Regulations as amended and in force on @": "a law as it stands",
        "Consolidated version, current to @": "a law as it stands",
        "amendments that were not in force as of @": "a law as it stands",
        "Start date @": "a law as it stands",
    },
    refusals=("The Regulations come into force on @", "The version for shippers applies to goods landed from @"),
)
def law_as_it_stands(match: re.Match[str]) -> Cue | None:
    begins = re.search(
        r"\b(?:comes?|enters?|entry|start date of|take|appl(?:y|ies|icable)|landed)\b", match.group()[-60:], re.I
    )
    return None if begins else Cue(refused="a law as it stands")


@CUES.rule(
    r"\b(?:review|renew|extend|consider) (?:\w+ ){0,4}(?:mandate|term of office|membership)\b[^@.;]{0,80} (?:no later than|"
    r"not later than|"
    r"by|before|on|within) @",
    examples={"expresses its intention to review the mandate no later than @": "mandate of a body"},
    refusals=("to review the measures no later than @",),
)
def mandate_reviewed(_: re.Match[str]) -> Cue:
    return Cue(refused="mandate of a body")


@CUES.rule(
    r"\b(?:(?:freight|postage|postal|haulage|trucking|charter|container|FAK|pilotage|berth|spot|sea-freight|air-freight|"
    r"delivery|insurance|"
    r"subscription|mortgage|interest|hotel|room|day|exchange|ocean|contract freight|parcel) (?:rates?|charges|prices)|general rate "
    r"increases?|GRI|fares?|tolls?|(?:first|second)-class stamps?|season tickets?)\b[^@;]{0,120}@",
    examples={
        "Freight rates for timber will be halved from @": "rates of another trade",
        "a general rate increase applies from @": "rates of another trade",
    },
    refusals=(
        "the duty on freight cars applies from @",
        "the rate rises on @",
        "freight forwarders must pay the duty from @",
    ),
)
def rates_of_a_trade(match: re.Match[str]) -> Cue | None:
    ours = r"\b(?:tariffs? (?:on|of)|dut(?:y|ies) (?:on|of)|sanctions|customs|import (?:dut|ban|quota|tax)\w*|section \d{3}|price cap)\b"
    return None if re.search(ours, match.group(), re.IGNORECASE) else Cue(refused="rates of another trade")


@CUES.rule(
    r"# ?\((?:at )?@\)",
    examples={"the measures expire on # (at @)": "hour of the day before it"},
    refusals=("ends on # (or @ for wine)",),
)
def hour_in_brackets(_: re.Match[str]) -> Cue:
    return Cue(refused="hour of the day before it")


@CUES.rule(
    r"\b(?:year|months?|quarter|half|period|weeks?) (?:to|ended|ending|through)(?: the end of)? @",
    examples={"a loss of a billion for the year to @": "period under review"},
    refusals=("the period ends on @", "a licence for the year from @"),
)
def year_to(match: re.Match[str]) -> Cue | None:
    after = match.string[match.end() :][:40]
    sets = re.search(
        r"\b(?:extend\w*|suspen\w+|exempt\w*|licen[cs]\w*|impos\w+|lev(?:y|ied)|valid|quota|prolong\w*|renew\w*|appl(?:y|ies))\b",
        match.string[max(0, match.start() - 160) : match.start()] + after,
        re.IGNORECASE,
    )
    return None if sets else Cue(refused="period under review")
