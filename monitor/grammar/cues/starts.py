"""Words that make a date the start of a measure, or the day by which to comply. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.types import DeadlineKind, Status

_OPENS = (
    r"(?:snaps? back|return|tak(?:e|es|ing) effect|took effect|(?:come|comes|coming|came|go|goes|"
    r"going|went|enter|enters|entered|entering|entry|put) (?:in)?to "
    r"(?:effect|force)|kicks? in|snaps? into (?:place|effect)|(?:be|been|being|are|is) (?:implemented|"
    r"imposed|applied|levied|charged|increased|raised)|"
    r"appl(?:y|ies|icable)|increases?|rises?|doubles?|starts?|begins?|began|commences?|hit(?! back)|become effective|lose)"
)

_ON = (
    r"(?:,? (?:on|at|from|as of|as from|by|sometime|beginning|starting|effective|in|as early as|"
    r"as soon as|until))?(?: the)?"
)


@CUES.rule(
    r"\b(?:suspend\w*|suspension|paus\w+)\b[^@]{0,160}\b(?:beginning|starting|commencing|from|"
    r"effective|as of)(?: on| at| from)? @"
    r"|\bon or after @,[^@]{0,200}\b(?:is|are|shall be) (?:hereby )?suspended\b",
    examples={"is suspending for #, beginning on @, the fees": "effective suspended"},
    refusals=("suspended until @",),
)
def suspension_starts(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE, Status.SUSPENDED)


@CUES.rule(
    r"\bon or after @[^@#]{0,240}\b(?:no longer be|cease to be|shall not be|not be) (?:subject|"
    r"imposed|collected|in effect)"
    r"|\b(?:no longer|terminat\w+|revok\w+|repeal\w+|lift\w*|remov\w+|eliminat\w+|rescind\w*|"
    r"withdrawal of|(?:is|are|be|being) withdrawn(?! from (?:a |the )?(?:customs )?warehouse))\b[^@#;]{0,120}"
    r"\b(?:effective|as of|from|on or after|on|starting|beginning)(?: as of| on)? @",
    examples={"on or after @, products of it shall no longer be subject to the duty": "expiry revoked"},
    refusals=("on or after @, goods shall be subject to it",),
)
def taken_away(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.REVOKED)


@CUES.rule(
    r"\bon or after @|\beffective(?: date)?:?(?: (?:as of|on|at|from|beginning|as from|for|"
    r"with respect to)\b[^@#]{0,160}?)?[ ,]{0,3}@",
    examples={
        "goods entered on or after @": "effective",
        "effective as of @": "effective",
        "This order is effective at @": "effective",
    },
    refusals=("effective immediately",),
)
def effective(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    rf"\b{_OPENS}\b[^@#;]{{0,60}}?{_ON} @",
    examples={
        "new duties take effect on @": "effective",
        "the levies are to snap into place at @": "effective",
        "it is to be implemented sometime @": "effective",
    },
    refusals=("the list was signed on @",),
)
def opens(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:comes?|enters?|takes?|shall come|shall enter|will come|will enter) "
    r"(?:into (?:force|effect|operation)|effect) (?:[^@#;]{0,20} )?(?:on|at|from) #"
    r"[^@#;.]{0,20}?\band [^@#;.]{0,90}? (?:on|at|from) @",
    examples={
        "Part 2 comes into force on # and the rest of the Order on @": "effective",
        "regulation 4 shall come into force on #, and the other provisions from @": "effective",
    },
    refusals=("comes into force on # and was laid before Parliament on @", "came into force on # and the rest on @"),
)
def the_rest_on(match: re.Match[str]) -> Cue | None:
    told = r"\b(?:made|laid|signed|published|expir\w+|ends?|ceas\w+|lapses?|adopted|notified|revoked)\b"
    return None if re.search(told, match.group(), re.IGNORECASE) else Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:starting|beginning|commencing|from|as of|as from|not[^@#]{0,30} before|"
    r"no earlier than)(?: on| at)? @(?! (?:to|until|through) #)",
    examples={
        "Starting @, letters pay too": "effective",
        "taxed at 12 percent from @": "effective",
        "not be levied before @": "effective",
    },
    refusals=("from @ to #",),
)
def starts(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"^(?:on|at|by|in)? ?@,? [^@]{0,160}\b(?:will|shall|would)\b[^@]{0,60}\b(?:increase|be subject|"
    r"rise|apply|be increased|impose|face|pay|take effect|go into effect)\b|\bat @,[^@]{0,320}\bshall be\b",
    examples={"At @, all goods shall be subject to it": "effective", "On @, the rate will rise": "effective"},
    refusals=("On @, the minister said so",),
)
def on_that_day(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:would|will|to|shall) (?:now )?(?:impose|levy|introduce|raise|hit|slap|charge|double|carry|"
    r"increase)\b[^@#;]{0,100}(?: on| from| in| by)? @",
    examples={"it would impose a new tariff on a neighbour @": "effective"},
    refusals=("it imposed tariffs @",),
)
def would_impose(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:must|shall|have to|required to|need to)\b[^@#]{0,160}\b(?:by|before|no later than|"
    r"not later than|on or before|within) @",
    examples={"Brokers must register by @": "compliance"},
    refusals=("must see on @",),
)
def comply(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMPLIANCE, inclusive=True)
