"""Deals to be done, and what follows where they are not, in the words of the press. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.types import DeadlineKind, Status

_DEALS = r"(?:deals?|agreements?|accords?|pacts?|terms|settlement|framework|compromise)"
TALKS = r"(?:negotiations?|talks|consultations?)"
_BY = r"(?:by|before|within|in|ahead of)(?: the| his| its)?(?: next| coming)?"
_WAR = re.compile(
    r"\b(?:war|ceasefire|cease-fire|peace|fighting|nuclear|hostages?|secondary|missiles?|troops|invasion|uranium|"
    r"inspect\w+)\b",
    re.IGNORECASE,
)


def _pressed(text: str) -> Cue:
    if _WAR.search(text):
        return Cue(DeadlineKind.ULTIMATUM, Status.THREATENED, inclusive=True, politics=True)
    return Cue(DeadlineKind.NEGOTIATION, inclusive=True, politics=True)


@CUES.rule(
    rf"\b(?:without|don't|don’t|doesn't|doesn’t|do not|does not|did not|didn't|fail(?:s|ed|ing)? to|unable to|cannot|"
    rf"can't|yet to|has not|absent|failing|barring|"
    rf"have not|haven't|hasn't|no|isn't|is not|not)\b[^@#;.]{{0,50}}\b{_DEALS}\b[^@#;.]{{0,70}}\b{_BY} @",
    examples={
        "Countries that don't make trade deals by @ can expect higher rates": "negotiation",
        "if we don't have a deal on the war within the next @": "ultimatum threatened",
        "partners without an accord before @": "negotiation",
        "absent a deal by @, the levy doubles": "negotiation",
    },
    refusals=("no deal was struck, he said by phone @", "will not sign the deal on @"),
)
def no_deal_by(match: re.Match[str]) -> Cue | None:
    if re.search(r"\b(?:expect\w*|likely|chance|hope|need|rush|plans?)\b", match.group(), re.IGNORECASE):
        return None
    return _pressed(match.string)


@CUES.rule(
    rf"\b(?:{_DEALS}|countries|nations|partners|letters|talks|negotiations|text)\b[^@#;.]{{0,50}}\b(?:done|finished|"
    rf"finali[sz]ed|wrapped up|sealed|"
    rf"concluded|completed|signed|nailed down|sorted|over the line|ready)\b[^@#;.]{{0,20}}\b(?:by|before|within|"
    rf"ahead of|in time for)"
    r"(?: the| his| its)? @",
    examples={
        "we'll have most countries done by @": "negotiation",
        "wants the talks wrapped up before @": "negotiation",
    },
    refusals=("talks took place before @", "the deal signed on @"),
)
def done_by(match: re.Match[str]) -> Cue | None:
    was = re.search(r"\b(?:was|were|had|been)\b", match.group(), re.IGNORECASE)
    return None if was else Cue(DeadlineKind.NEGOTIATION, inclusive=True)


@CUES.rule(
    r"\b(?:gave|giv(?:e|es|en|ing)|grant(?:s|ed|ing)?) (?:[\w.'-]+ ){1,6}?(?:until|till) @(?=[.,;]|\W*$)",
    examples={"brought the date closer, giving the kremlin until @.": "ultimatum threatened"},
    refusals=("gave its backing until @ passed",),
)
def given_till(match: re.Match[str]) -> Cue | None:
    relief = r"\b(?:waiver|licen[cs]e|reprieve|exempt\w*|extension|extended|postpon\w*|suspen\w*|delay\w*|clearance)\b"
    if re.search(relief, match.string, re.IGNORECASE):
        return None
    return Cue(DeadlineKind.ULTIMATUM, Status.THREATENED, inclusive=True, politics=True)


@CUES.rule(
    rf"\b(?:should|if|where|in case|in the event(?: that| of)?)\b[^@#.;]{{0,40}}\b{TALKS}\b[^@#.;]{{0,70}}"
    r"\b(?:not|no|fail\w*|without|collaps\w+|break(?:s|ing)? (?:down|up|off)|inconclusive|fruitless|unsuccessful|deadlock\w*|"
    r"stall\w*|founder\w*|unresolved)\b[^@#.;]{0,90}?"
    r"\b(?:by|within|before|after)(?: the (?:date|day) (?:that|which) is)? @"
    rf"|\bunless\b[^@#.;]{{0,40}}\b{TALKS}\b[^@#.;]{{0,70}}\b(?:succe\w+|bears?|yields?|produces?|conclu\w+|results?|deliver\w*|"
    r"reach\w*|resolv\w+|end|ends)\b[^@#.;]{0,60}?\b(?:by|within|before) @",
    examples={
        "Should consultations with a supplier fail to yield an accord within @, the Minister may impose quotas": "negotiation",
        "If the talks do not produce an agreement by the date that is @, the Commission may act": "negotiation",
        "In the event that negotiations end without a settlement before @, duties apply": "negotiation",
        "If consultations fail by @, the bloc will levy a surtax": "negotiation",
        "In case the talks remain inconclusive by @, concessions are withdrawn": "negotiation",
        "Unless consultations with its neighbour bear fruit before @, levies go up": "negotiation",
    },
    refusals=(
        "If the talks, which are not public, resume, he said on @",
        "The negotiations did not start by @",
        "the consultations close by @",
    ),
)
def fruitless_by(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.NEGOTIATION, inclusive=True)
