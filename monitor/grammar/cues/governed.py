"""The last word on a date: no rule knows its wording, so the word that governs it and the nearest verb or noun decide.

Tried after every other rule, on what none of them claimed or struck out. The preposition says which end of a time the date is, the
family of the nearest word (see `families`) what it is the time of. What this reads is less sure than what a rule of its own reads.
**Pure.**
"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.grammar.cues.families import Part, ahead, first_after, tokens
from monitor.grammar.cues.governors import BY, ELSEWHERE, FROM, HEDGED, ON, UNTIL, clause_before, cue_of, governor
from monitor.grammar.engine import spaced
from monitor.types import DeadlineKind

_RECITED = re.compile(
    spaced(
        r"\b(?:having regard to|whereas|recalling|pursuant to|in accordance with|dated|of|article \d+\w*|under|than)(?: the)? ?$"
    ),
    re.IGNORECASE,
)
_DUE = re.compile(
    spaced(r"\b(?:due|deadline|closes?|closing|received|submitted|filed|must|shall|required|open|until|have)\b"), re.I
)
_VIEWS = re.compile(r"\b(?:comments?|views|feedback|representations|rebuttals?)\b", re.IGNORECASE)
_DENIED = re.compile(spaced(r"\b(?:not|no|won't|cannot|n't|never)\b"), re.IGNORECASE)
_OUGHT = re.compile(spaced(r"\b(?:must|shall|ha(?:ve|s) to|required|needs? to|are to|is to|obliged)\b"), re.IGNORECASE)
_MEASURE = re.compile(
    spaced(
        r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|surcharges?|surtax(?:es)?|sanctions?|curbs?|bans?|embargo(?:es)?|quotas?|licen[cs]es?|waivers?|"
        r"exemptions?|exclusions?|restrictions?|prohibitions?|fees?|measures?|rules?|regulations?|requirements?|orders?|changes|amendments?|"
        r"ordinance|suspension|pause|truce|reprieve|authori[sz]ations?|permits?|controls?|caps?|rates?|increases?|hikes?|preferences|"
        r"thresholds?|penalt(?:y|ies)|period|transition|window|probe|investigation|hearing|requests?|comments?|ruling|determination|deadline)\b"
    ),
    re.IGNORECASE,
)
_AUTHORITY = re.compile(
    spaced(
        r"\b(?:president|secretary|commission\w*|council|ministry|committee|representative|department|congress|determination|investigation|"
        r"agency|commerce|authority|tribunal|panel|ministers?|government)\b"
    ),
    re.IGNORECASE,
)
_GOVERNORS = frozenset(
    [
        "by",
        "before",
        "to",
        "until",
        "till",
        "through",
        "after",
        "than",
        "within",
        "since",
        "for",
        "from",
        "over",
        "beginning",
        "starting",
        "commencing",
        "effective",
    ]
)
_RUNNING = frozenset(["run", "runs", "running", "last", "lasts", "lasting", "continue", "continues", "continuing"])


@CUES.rule(
    r"\b(?:by|before|prior to|(?:no|not) later than|on or before|up until|ahead of|latest by|at the latest on|at the latest by)"
    r"(?: (?:the )?(?:close|end) of(?: (?:business|play|trading|the day))?(?: on)?| #(?: \([^()@#]{2,30}\))?,?)?(?: (?:on|at))? @",
    examples={
        "Applicants are required to lodge their papers no later than @": "compliance",
        "crates consigned from the port before @": "in_transit_load_by",
        "and landed in the kingdom before @": "in_transit_enter_by",
        "cargo that is unloaded at its destination prior to @": "in_transit_enter_by",
        "Written views should be sent on or before @": "comment_close",
        "Their views on it must be received by @": "comment_close",
        "The commission is to transmit its findings by @": "report_due",
        "A preliminary determination is due no later than @": "report_due",
        "holders must divest their stakes before the close of business on @": "wind_down_end",
        "the new levy will be introduced by @": "effective",
        "the surtax shall not be collected before @": "effective",
        "shipments must reach port by @": "in_transit_enter_by",
        "entered for consumption before # (local time) on @": "in_transit_enter_by",
        "the exemption is to end by @": "expiry",
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
    words, word = governor(clause)
    if word is None:
        return None
    before = "before" in match.group().lower() or "prior" in match.group().lower()
    told = before or _DUE.search(clause)
    if word.part in (Part.LOAD, Part.LAND) and not told:
        return None
    noun = word.form == "noun" and (_DUE.search(clause) or word.part is Part.COMMENT)
    if not (word.part in (Part.LOAD, Part.LAND) or noun or ahead(words, word)):
        return None
    if word.part is Part.START and before and not _DENIED.search(clause):
        return None
    if word.part is Part.REPORT and not _AUTHORITY.search(clause):
        return None
    if word.part is Part.DUTY and _VIEWS.search(clause):
        return cue_of(DeadlineKind.COMMENT_CLOSE)
    return cue_of(BY.get(word.part), clause)


@CUES.rule(
    r"\b(?:up ?to(?: and including)?|until|till|through|(?:to|until) the (?:close|end) of(?: the day)?(?: on)?|to)(?: (?:on|at))? @",
    examples={
        "the concession is prolonged upto @": "expiry extended",
        "the lower rate will now run to the close of @": "expiry",
        "the ordinance permits the sale up to and including @": "expiry",
        "the quota shall remain in force to @": "expiry",
    },
    refusals=("raised the rate to @", "prices fell to @", "sales in the year to @"),
)
def governed_until(match: re.Match[str]) -> Cue | None:
    clause = clause_before(match.string[: match.start()])
    _, word = governor(clause)
    bare = match.group().lower().split()[0] == "to" and "the" not in match.group()
    if word is None or (bare and word.part not in (Part.LAST, Part.END)):
        return None
    return cue_of(UNTIL.get(word.part), clause)


@CUES.rule(
    r"\b(?:(?:at|on) (?:or|and) after|after|from and after|from|as of|as from|starting|beginning|commencing|with effect from|"
    r"effective|no sooner than|(?:no|not) earlier than)(?: (?:on|at|from))? @",
    examples={
        "articles withdrawn from warehouse at or after @": "effective",
        "goods landing in its markets after @ will be charged more": "effective",
        "the requirement shall apply from @ to #": "effective",
        "importers have to declare the origin as from @ until #": "effective",
    },
    refusals=(
        "shares fell after @",
        "he was named chairman after @",
        "from @ to # imports rose",
        "tariffs could start after @",
    ),
)
def governed_from(match: re.Match[str]) -> Cue | None:
    clause = clause_before(match.string[: match.start()])
    words, word = governor(clause)
    if word is None:
        return None
    if words[word.at] in _RUNNING or (word.part is Part.DUTY and not _OUGHT.search(clause)):
        return None
    landed = word.part is Part.LAND and word.form in ("past", "ing", "base", "noun")
    return cue_of(FROM.get(word.part), "") if landed or ahead(words, word) else None


@CUES.rule(
    r"^[^\w@#]{0,8}(?:\(?[a-z0-9]{1,4}[).] )?(?P<how>on or before|no later than|not later than|by|before|until|from|as of|as from|"
    r"starting|beginning|effective|with effect from|after|on or after|on|at)(?: (?:on|at|midnight on))? @,?(?P<rest>[^@]{3,240})",
    examples={
        "By @, the Secretary is to update the President on them": "report_due",
        "On or before @, persons in the trade may apply for a review": "compliance",
        "As of @ until #, the bans shall apply to tankers too": "effective",
        "At @, customs will implement the new rates": "effective",
        "No later than @, exporters must register their plants": "compliance",
        "From @, the surcharge is to be collected at the border": "effective",
        "By @, banks must wind down such dealings": "wind_down_end",
    },
    refusals=(
        "On @, the minister will meet his counterpart",
        "By @, prices could rise",
        "On @, the ministry announced it will impose duties",
        "After @, he resigned",
    ),
)
def governed_opening(match: re.Match[str]) -> Cue | None:
    rest = re.split(r"[.;]\s|\b(?:said|announced|reported|told|published|issued|released)\b", match["rest"])[0]
    if ELSEWHERE.search(rest) or HEDGED.search(rest):
        return None
    word = first_after(tokens(rest))
    if word is None or word.part is Part.STRAY:
        return None
    how = match["how"].lower()
    if word.part is Part.REPORT and not _AUTHORITY.search(rest):
        return None
    if how in ("on or before", "no later than", "not later than", "by", "before"):
        return cue_of(BY.get(word.part), rest)
    if how == "until":
        return cue_of(UNTIL.get(word.part), rest)
    return cue_of((ON if how in ("on", "at") else FROM).get(word.part), "")


@CUES.rule(
    r"(?<=[^\s@])(?P<prep> (?:on|at|in|sometime|early on|late on|midnight on|from #,? on|"
    r"(?:at )?the end of[^@.;]{0,30} on)| in for)?(?: the)? @",
    examples={
        "a public hearing will be held @": "hearing",
        "the old restrictions will automatically return on @": "effective",
        "the curbs are to be reinstated @": "effective",
        "Requests to take part are due @": "compliance",
        "the ministry's final ruling is due on @": "report_due",
        "the permits are set to fall away on @": "expiry",
        "a duty on chips is pencilled in for @": "effective",
        "all bans will return at the end of the window on @": "effective",
    },
    refusals=(
        "he said on @",
        "the duties were imposed on @",
        "the minister will speak on @",
        "the hearing was held on @",
        "the order was signed @",
        "tariffs could return on @",
        "the list published on @",
        "the carmaker will raise output on @",
        "the talks will resume on @",
    ),
)
def governed_on(match: re.Match[str]) -> Cue | None:
    clause = clause_before(match.string[: match.start()])
    if _RECITED.search(clause[-40:]) or not clause.strip():
        return None
    words, word = governor(clause)
    if word is None or not ahead(words, word) or not _MEASURE.search(clause):
        return None
    if word.part in (Part.DUTY, Part.COMMENT, Part.REPORT) and not re.search(
        r"\b(?:due|deadline|closes?|closing)\b", clause, re.I
    ):
        return None
    close = 12 if match["prep"] else 7
    if (
        len(words) - word.at > close
        or words[-1] in _GOVERNORS
        or words[word.at] == "closed"
        or (word.form == "noun" and word.part in (Part.START, Part.END, Part.LAST))
    ):
        return None
    return cue_of(ON.get(word.part), clause)
