"""Words that make a date the end of a measure, a pause or a licence. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.types import DeadlineKind, Status

_ENDS = r"(?:expires?|lapses?|runs? out|ends?|ending|elapses?|be terminated|terminates?|sunsets?)"


@CUES.rule(
    r"\bcontinue in effect beyond @",
    examples={"the emergency must continue in effect beyond @": "expiry extended"},
    refusals=("continue in effect until @",),
)
def beyond(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.EXTENDED, inclusive=True, years=1)


@CUES.rule(
    r"\b(?:extend\w*|prolong\w*|renew\w*|roll\w* over|extension)\b[^@]{0,260}\b(?:to|until|till|"
    r"through|by|by another|by a further|for another|for a further) @",
    examples={
        "renewed the list for #, until @": "expiry extended",
        "the pause was extended until @": "expiry extended",
        "this further extension through @": "expiry extended",
    },
    refusals=("extended on @",),
)
def extended(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.EXTENDED, inclusive=True)


@CUES.rule(
    rf"\b(?:suspen\w+|paus\w+|stay\w*|halt\w*|waiv\w+|reprieve|exempt\w*|lift\w*|"
    rf"not to enforce)\b[^@]{{0,200}}\b(?:until|till|through|to|for(?: a period of| a further| another|"
    rf" up to)?|{_ENDS})(?: (?:on|at))?(?: the)? @",
    examples={"the duty is suspended until @": "expiry suspended", "suspended the list for @": "expiry suspended"},
    refusals=("suspended on @",),
)
def suspended(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.SUSPENDED, inclusive=True)


@CUES.rule(
    r"@ (?:pause|suspension|reprieve|waiver|truce|moratorium|exemption|licen[cs]e)\b",
    examples={"issued a @ waiver": "expiry suspended", "agreed a @ truce": "expiry suspended"},
    refusals=("waiver of @",),
)
def long_pause(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.SUSPENDED, inclusive=True)


@CUES.rule(
    rf"\b(?:until|till|through|valid (?:to|until)|up to|no later than the end of|{_ENDS}(?:,? (?:on|at|"
    rf"by|in))?)(?: and including)?(?: the)?"
    r"(?: (?:earlier|later) of)? @",
    examples={
        "shall continue in effect through @": "expiry",
        "the permit expires on @": "expiry",
        "valid until @": "expiry",
    },
    refusals=("not before @", "ended talks of @"),
)
def ends(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    rf"\b(?:last|lasts|run|runs|be in (?:force|effect)|remain in (?:force|"
    rf"effect))\b[^@#]{{0,40}}\bfor(?: a period of| another)? @|\b{_ENDS} in @",
    examples={"the break will last for @": "expiry", "it expires in @": "expiry"},
    refusals=("the last of @", "end the war in @"),
)
def lasts(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)
