"""Dates that bear a label: "the @ deadline", "@: public hearing", rows of periods and rates, terms. Tried last, as `governed`. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.grammar.cues.governors import ELSEWHERE, HEDGED, cue_of
from monitor.types import DeadlineKind, Status

_GONE_BY = re.compile(
    r"\b(?:previous(?:ly)?|original(?:ly)?|initial|earlier|old|former|past|missed)(?:\s+\w+)?\s+$", re.IGNORECASE
)
_TALKS = re.compile(r"\b(?:trade|tariff)\s+(?:talks|deal|agreement|pact|negotiations)\b", re.IGNORECASE)


@CUES.rule(
    r"@(?:'s|’s)? (?:[\w.'’-]+ ){0,2}?(?P<what>deadline|cut-?off|due date|expiry|expiration|expiry date|start date|start|effective date|"
    r"implementation|entry into force|increase|hike)\b",
    examples={
        "uncertainty about the @ American deadline may curb trade": "ultimatum threatened",
        "ahead of the @ tariff expiry": "expiry",
        "firms are racing to ship before the @ start of the levy": "effective",
        "well before the @ filing cut-off": "compliance",
        "sped up their trade talks ahead of the @ tariff deadline": "negotiation",
    },
    refusals=(
        "a @ price increase",
        "the @ meeting starts",
        "the @ election deadline",
        "the @ start of talks",
        "the previously set @ US deadline",
    ),
)
def governed_label(match: re.Match[str]) -> Cue | None:
    if _GONE_BY.search(match.string[: match.start()]):
        return None
    near = match.string[max(0, match.start() - 80) : match.end() + 40]
    what, label = match["what"].lower(), match.group().lower()
    if what == "deadline" and _TALKS.search(near):
        return Cue(DeadlineKind.NEGOTIATION, inclusive=True, politics=True, general=True)
    if ELSEWHERE.search(near) or re.search(r"\bprices?\b", near, re.IGNORECASE):
        return None
    if what.startswith("expir"):
        return cue_of(DeadlineKind.EXPIRY)
    if what in ("deadline", "cutoff", "cut-off", "due date"):
        if re.search(r"\bcomments?\b", label):
            return cue_of(DeadlineKind.COMMENT_CLOSE)
        if re.search(r"\b(?:filing|compliance|application|registration|submission|reporting)\b", label):
            return cue_of(DeadlineKind.COMPLIANCE)
        if re.search(r"\bwind[- ]?down\b", label):
            return cue_of(DeadlineKind.WIND_DOWN_END)
        return Cue(DeadlineKind.ULTIMATUM, Status.THREATENED, inclusive=True, politics=True, general=True)
    return cue_of(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"@(?: ?\))?(?: ?[:|=–—-]{1,3} |\s+(?:marks?|is|was|will (?:be|mark)) (?:now )?)(?:the |its )?(?:formal |final |scheduled |expected )?"
    r"(?P<what>(?:[\w-]+ ){0,9}?(?:due date|deadline|last day|closing date|end|expiry|expiration|start|entry into force|effective date|"
    r"public hearing|hearing|cut-?off))\b(?P<of>[^@#.;]{0,60})",
    examples={
        "@: Deadline for rebuttal comments": "comment_close",
        "@ – entry into force: surcharge on tin": "effective",
        "@ is the end of this reprieve": "expiry",
        "@: oral hearing of the parties": "hearing",
        "@: Due date for requests to appear": "compliance",
        "@ is the last day of the waiver": "expiry",
    },
    refusals=("@ is the end of this season", "@: end of the talks", "@ was the start of the trial"),
)
def governed_caption(match: re.Match[str]) -> Cue | None:
    what, of = match["what"].lower(), match["of"].lower()
    if ELSEWHERE.search(of) or ELSEWHERE.search(what):
        return None
    if "hearing" in what:
        return cue_of(DeadlineKind.HEARING)
    if re.search(r"\b(?:start|entry|effective)\b", what):
        return cue_of(DeadlineKind.EFFECTIVE)
    if re.search(r"\bcomment|\bsubmission|\brebuttal", what + of):
        return cue_of(DeadlineKind.COMMENT_CLOSE)
    if re.search(r"\b(?:request|fil(?:e|ing)|appl(?:y|ication)|regist|submit|compl(?:y|iance)|notif)", what + of):
        return cue_of(DeadlineKind.COMPLIANCE)
    if re.search(r"\bdeadline|\bcut-?off|\bdue date", what):
        return cue_of(DeadlineKind.COMPLIANCE)
    return cue_of(DeadlineKind.EXPIRY)


@CUES.rule(
    r"(?:^|[|:;\n]|\brates?:?)\s{0,9}(?:from )?@ ?(?:-|–|—|to|until|through|till) ?# ?[|:,(]{0,3} ?[^@#\n]{0,30}?\d ?(?:%|per ?cent\b)",
    examples={"| @ - # | 12% |": "effective", "Rates: @ to #: 9 per cent": "effective"},
    refusals=("@ to # sales rose", "between @ and # it fell 3%"),
)
def governed_period(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE, general=True)


@CUES.rule(
    r"# ?(?:-|–|—|to|until|through|till) ?@ ?[|:,(]{0,3} ?[^@#\n]{0,30}?\d ?(?:%|per ?cent\b)(?![^@]{0,12}#)",
    examples={"| # - @ | 9% |": "expiry"},
    refusals=("| # - @ | 12% | # - # | 9% |", "# to @ it was sunny"),
)
def governed_period_end(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True, general=True)


@CUES.rule(
    r"\b(?:(?:term|period|duration|validity|lifetime)\b[^@#.;]{0,80}\b(?:is|shall be|will be)|"
    r"(?:maintain|lev(?:y|ied)|impos|collect|suspend|remain in (?:force|effect)|appl(?:y|ied))\w*\b[^@.;]{0,60}"
    r" for(?: an?)?(?: further| new| additional| total| maximum| initial)?(?: (?:period|term) of)?(?: up to)?) @|"
    r"\b(?:renew|extend|prolong)\w*\b[^@#.;]{0,60} for(?: an?)?(?: further| new| additional)?(?: (?:period|term) of)? @,? "
    r"(?:from|as of|as from|starting|beginning|counted)\b",
    examples={
        "The term of the countervailing duties shall be @": "expiry",
        "The freeze is renewed for a term of @ from today": "expiry extended",
        "the licence rule will remain in force for an additional @": "expiry",
        "duties are imposed for @": "expiry",
    },
    refusals=(
        "the period of talks",
        "the minister spoke for @",
        "the experts' mandate will last for @",
        "extends the pact for @",
    ),
)
def governed_term(match: re.Match[str]) -> Cue | None:
    clause = match.string[max(0, match.start() - 60) : match.end()]
    if (
        ELSEWHERE.search(clause)
        or HEDGED.search(clause)
        or re.search(r"\bmandate\b|\bcomment|\bwithin\b", clause, re.IGNORECASE)
    ):
        return None
    return cue_of(DeadlineKind.EXPIRY, clause)


@CUES.rule(
    r"\b(?P<what>coming into force|comes into force|entry into force|effective date|date of (?:entry into force|application|"
    r"expiry|effect)|start date|expir(?:y|ation)(?: date)?|closing date|deadline|due date|comments(?: are)? due|last da(?:te|y)|"
    r"compliance date|hearing date|valid until|cut-?off(?: date)?)\b(?: (?:for|of|to)\b[^@#.;:]{0,60})?"
    r"(?: (?:is|are|falls on|will be|remains)| ?[:|–—-]{1,2}){1,2}(?: now)? ?@",
    examples={
        "Coming into force: @": "effective",
        "The compliance date for the new records is @": "compliance",
        "The closing date for views is @": "comment_close",
        "Expiry date - @": "expiry",
        "The deadline for lodging applications is @": "compliance",
    },
    refusals=("the deadline for the vote is @", "the deadline passed @", "the start date of the season: @"),
)
def governed_prefix(match: re.Match[str]) -> Cue | None:
    what, whole = match["what"].lower(), match.group().lower()
    if ELSEWHERE.search(whole) or HEDGED.search(whole):
        return None
    if re.search(r"force|effect|application|start", what):
        return cue_of(DeadlineKind.EFFECTIVE)
    if re.search(r"expir|valid", what):
        return cue_of(DeadlineKind.EXPIRY)
    if re.search(r"comment|views|submission|rebuttal", whole):
        return cue_of(DeadlineKind.COMMENT_CLOSE)
    if "hearing date" in what:
        return cue_of(DeadlineKind.HEARING)
    named = re.search(r"filing|application|request|registration|compliance|lodging|reporting|notification|submi", whole)
    return cue_of(DeadlineKind.COMPLIANCE) if named else None
