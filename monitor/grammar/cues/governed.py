"""The last word on a date: no rule knows its wording, so the word that governs it and the nearest verb or noun decide.

Tried after every other rule, on what none of them claimed or struck out. The preposition says which end of a time the date is, the
family of the nearest word (see `families`) what it is the time of. What this reads is less sure than what a rule of its own reads.
**Pure.**
"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.grammar.cues.families import Part, tokens, word_at
from monitor.grammar.cues.governors import AUTHORITY, BY, FROM, OUGHT, UNTIL, VIEWS, Clause, clause_before, cue_of
from monitor.grammar.engine import spaced
from monitor.grammar.levies import LEVY
from monitor.types import DeadlineKind, Status

_DUE = re.compile(
    spaced(
        r"\b(?:due|deadline|closes?|closing|received|submitted|filed|must|shall|required|open|until|have|if|provided)\b"
    ),
    re.I,
)
_DENIED = re.compile(spaced(r"\b(?:not|no|won't|cannot|n't|never)\b"), re.IGNORECASE)
_TRADERS = re.compile(
    spaced(
        r"\b(?:companies|firms|businesses|importers|exporters|operators|traders|producers|banks|manufacturers|retailers|shippers)\b"
    ),
    re.I,
)
_GOODS = re.compile(
    r"\b(?:goods|items|articles|cargo(?:es)?|shipments?|products|parcels|consignments?|merchandise)\b", re.IGNORECASE
)
_RUNNING = frozenset({"run", "runs", "running", "last", "lasts", "lasting", "continue", "continues", "continuing"})
_INTRINSIC = re.compile(
    spaced(r"(?:start|beginn|commenc)ing|as of|as from|from|with effect from|effective|applicable"), re.IGNORECASE
)
"""Words that begin something whatever the verb."""
_MOVED = re.compile(
    spaced(
        r"\b(?:delay|postpon|defer|mov|push|put|shift|reschedul|adjourn|extend|prolong|hold|held|roll)\w*(?: (?:back|off|out|over))?\b"
        r"[^@]{0,120}$"
    ),
    re.IGNORECASE,
)
_THINGS = (
    (re.compile(r"\bcomment|\bviews\b|\bconsultation(?! with)", re.IGNORECASE), DeadlineKind.COMMENT_CLOSE),
    (re.compile(r"\bhearing", re.IGNORECASE), DeadlineKind.HEARING),
    (re.compile(r"\b(?:determination|report|ruling|investigation|probe|review)\b", re.IGNORECASE), DeadlineKind.REPORT_DUE),
    (re.compile(r"\b(?:deadline|filing|requests?|applications?|compliance|due date)\b", re.IGNORECASE), DeadlineKind.COMPLIANCE),
    (
        re.compile(
            r"\b(?:suspension|pauses?|truce|exclusions?|exemptions?|waivers?|licen[cs]es?|reprieve|expir\w+|validity|mandate|"
            r"authori[sz]ation|sanctions|measures|freeze|bans?)\b",
            re.IGNORECASE,
        ),
        DeadlineKind.EXPIRY,
    ),
    (
        re.compile(
            rf"\b(?:{LEVY}|effective date|start|introduction|increases?|hikes?|rules?|fees?)\b",
            re.IGNORECASE,
        ),
        DeadlineKind.EFFECTIVE,
    ),
)  # fmt: skip
"""What is put off to a date, the narrow first."""


@CUES.rule(
    r"\b(?:by|before|prior to|(?:no|not) later than|on or before|up until|ahead of|latest by|at the latest on|at the latest by)"
    r"(?: (?:the )?(?:close|end) of(?: (?:business|play|trading|the day))?(?: on)?| (?:midnight|noon)(?:,? on)?|"
    r" #(?: \([^()@#]{2,30}\))?,?)?(?: (?:on|at))? @",
    examples={
        "Applicants are required to lodge their papers no later than @": "compliance",
        "crates consigned from the port before @": "in_transit_load_by",
        "and landed in the kingdom before @": "in_transit_enter_by",
        "barley discharged at a domestic quay prior to @": "in_transit_enter_by",
        "Written views should be sent on or before @": "comment_close",
        "Their views on it must be received by @": "comment_close",
        "The commission is to transmit its findings by @": "report_due",
        "The panel's final ruling must be ready not later than @": "report_due",
        "holders must divest their stakes before the close of business on @": "wind_down_end",
        "the new levy will be introduced by @": "effective",
        "the surtax shall not be collected before @": "effective",
        "shipments must reach port by @": "in_transit_enter_by",
        "entered for consumption before # (local time) on @": "in_transit_enter_by",
        "the exemption is to end by @": "expiry",
        "such parcels will be spared if they are cleared by @": "in_transit_enter_by",
    },
    refusals=(
        "the ministers said by @",
        "talks with the envoy ended before @",
        "prices could rise by @",
        "it imposed duties before @",
        "the new saloon arrives in showrooms by @",
        "exports grew by @",
        "taxpayers must file income tax returns by @",
    ),
)
def governed_by(match: re.Match[str]) -> Cue | None:
    clause = clause_before(match.string[: match.start()])
    return cue_of(_by(clause, match.group().lower()), clause.text)


def _by(clause: Clause, how: str) -> DeadlineKind | None:
    """What is to be done, or to have happened, by a date."""
    word = clause.word
    if word is None:
        return None
    before = "before" in how or "prior" in how
    if word.part in (Part.LOAD, Part.LAND):
        return BY[word.part] if before or _DUE.search(clause.text) or _GOODS.search(clause.text) else None
    noun = word.form == "noun" and (_DUE.search(clause.text) or word.part is Part.COMMENT)
    if not (noun or clause.ahead):
        return None
    if word.part is Part.START and before and not _DENIED.search(clause.text):
        return None
    if word.part is Part.REPORT and not AUTHORITY.search(clause.text):
        return None
    if word.part is Part.DUTY and VIEWS.search(clause.text):
        return DeadlineKind.COMMENT_CLOSE
    return BY.get(word.part)


@CUES.rule(
    r"\b(?:has|have|had|gives?|given|giving|gave)\b[^@#.;]{0,50} until(?: the end of)? @(?:,? to (?P<what>[a-z]+(?: [a-z]+)?))?",
    examples={
        "buyers have until @ to unwind their positions": "wind_down_end",
        "importers will have until @ to register": "compliance",
        "smaller companies will have until @": "compliance",
    },
    refusals=("they have until @", "it has until @ to win the match", "the firm has until @ to bid"),
)
def governed_until_to(match: re.Match[str]) -> Cue | None:
    clause = clause_before(match.string[: match.start()])
    if not clause.free:
        return None
    if match["what"] is None:
        return cue_of(DeadlineKind.COMPLIANCE) if _TRADERS.search(clause.text) else None
    word = word_at(tokens(match["what"]), 0)
    kinds = {
        Part.WIND: DeadlineKind.WIND_DOWN_END,
        Part.DUTY: DeadlineKind.COMPLIANCE,
        Part.COMMENT: DeadlineKind.COMMENT_CLOSE,
    }
    return cue_of(kinds.get(word.part) if word else None)


@CUES.rule(
    r"\b(?:up ?to(?: and including)?|until|till|through|(?:to|until) the (?:close|end) of(?: the day)?(?: on)?|to)(?: at least)?"
    r"(?: (?:on|at))? @",
    examples={
        "the concession is prolonged upto @": "expiry extended",
        "the reduced levy keeps running to the close of @": "expiry",
        "the ordinance permits the sale up to and including @": "expiry",
        "the quota shall remain in force to @": "expiry",
        "the start of the duty is deferred to @": "effective extended",
        "the hearing has been moved to @": "hearing",
        "it extends the period for remarks and comments to @": "comment_close extended",
        "the surcharge will not be collected until @": "effective extended",
        "Period of imposition: from # to @": "expiry",
        "the tariff waiver until @": "expiry",
    },
    refusals=(
        "raised the rate to @",
        "prices fell to @",
        "sales in the year to @",
        "the envoy stays until @",
        "their supply pact runs until @",
    ),
)
def governed_until(match: re.Match[str]) -> Cue | None:
    clause = clause_before(match.string[: match.start()])
    how = match.group().lower()
    word = clause.word
    put_off = _MOVED.search(clause.text) if clause.free else None
    if put_off:
        moved = _put_off(clause.text) or _put_off(match.string[match.end() :][:60])
        if moved:
            return moved
    bare = how.split()[0] == "to" and "the" not in how
    period = bare and re.search(r"\bperiod\b[^@;]{0,60}#\W{0,3}$|\bfrom #\W{0,3}$", clause.text, re.IGNORECASE)
    if word is None:
        return cue_of(DeadlineKind.EXPIRY, clause.text) if clause.plain and (not bare or period) else None
    if clause.words[word.at] in _RUNNING and not clause.plain:
        return None
    if bare and not period and word.part not in (Part.LAST, Part.END):
        return None
    if word.part is Part.START and _DENIED.search(clause.text) and not bare:
        return Cue(DeadlineKind.EFFECTIVE, Status.EXTENDED, general=True)
    return cue_of(UNTIL.get(word.part), clause.text)


def _put_off(text: str) -> Cue | None:
    kind = next((kind for pattern, kind in _THINGS if pattern.search(text)), None)
    return (
        Cue(
            kind,
            None if kind is DeadlineKind.HEARING else Status.EXTENDED,
            inclusive=kind is not DeadlineKind.EFFECTIVE,
            general=True,
        )
        if kind
        else None
    )


@CUES.rule(
    r"\b(?P<how>(?:at|on) (?:or|and) after|after|from and after|from|as of|as from|starting(?: from)?|beginning|commencing|"
    r"with effect from|w\.?e\.?f\.?|effective(?: from| as of)?|applicable(?: from| as of)?|in force from|no sooner than|"
    r"(?:no|not) earlier than)"
    r"(?: (?:on|at|from))? @",
    examples={
        "articles withdrawn from warehouse at or after @": "effective",
        "goods landing in its markets after @ will be charged more": "effective",
        "the requirement shall apply from @ to #": "effective",
        "importers have to declare the origin as from @ until #": "effective",
        "This determination is applicable @": "effective",
        "a 12% duty on their wares starting @": "effective",
        "it applies to articles declared on or after @": "effective",
        "for sanctions listings as of @": "effective",
    },
    refusals=(
        "shares fell after @",
        "he was named chairman after @",
        "from @ to # imports rose",
        "tariffs could start after @",
        "prices rise from @",
        "the minister visits from @",
    ),
)
def governed_from(match: re.Match[str]) -> Cue | None:
    clause = clause_before(match.string[: match.start()])
    how, word = match["how"].lower(), clause.word
    lawful = bool(re.match(r"(?:on|at)\s+(?:or|and)", how))
    if not clause.free:
        return None
    if re.match(r"effective|applicable|w|in force", how) or lawful:
        return cue_of(DeadlineKind.EFFECTIVE)
    begins = _INTRINSIC.match(how) and clause.plain
    if word is None or word.form == "noun":
        return cue_of(DeadlineKind.EFFECTIVE) if begins else None
    if clause.words[word.at] in _RUNNING or (word.part is Part.DUTY and not OUGHT.search(clause.text)):
        return None
    landed = word.part is Part.LAND and word.form in ("past", "ing", "base", "noun")
    imposed = word.part is Part.START and begins and how != "from"
    return cue_of(FROM.get(word.part)) if landed or imposed or clause.ahead else None
