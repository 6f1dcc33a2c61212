"""Words that make a date a deadline, and of which kind.

Patterns see a sentence in which `@` is the date asked about and `#` any other date. The first rule that reads decides: those of
`recited` come first, then the narrow, the broad last. **Pure.**
"""

import re

from monitor.grammar import recited
from monitor.grammar.recited import Cue
from monitor.types import DeadlineKind, Status

CUES = recited.CUES

_OFFICERS = (
    r"\b(?:secretar(?:y|ies)|director|representative|commissioner|attorney general|commission|"
    r"administrator|agenc(?:y|ies)|committee|department|chair)\b"
)
_ENDS = r"(?:expires?|lapses?|runs? out|ends?|ending|elapses?|be terminated|terminates?|sunsets?)"
_OPENS = (
    r"(?:snaps? back|return|tak(?:e|es|ing) effect|took effect|(?:come|comes|coming|came|go|goes|"
    r"going|went|enter|enters|entered|entering|entry|put) (?:in)?to "
    r"(?:effect|force)|kicks? in|snaps? into (?:place|effect)|(?:be|been|being|are|is) (?:implemented|"
    r"imposed|applied|levied|charged|increased|raised)|"
    r"appl(?:y|ies|icable)|increases?|rises?|doubles?|starts?|begins?|began|commences?|hit|become effective|lose)"
)
_ON = (
    r"(?:,? (?:on|at|from|as of|as from|by|sometime|beginning|starting|effective|in|as early as|"
    r"as soon as|until))?(?: the)?"
)


# -- goods on the way --------------------------------------------------------------------------------------------------
@CUES.rule(
    r"\b(?:in transit|loaded|laden)\b[^@]{0,420}\b(?:entered|withdrawn)\b[^@#]{0,160}\b(?:before|prior to) @",
    examples={"loaded and in transit before # and entered for consumption before @": "in_transit_enter_by"},
    refusals=("entered for consumption before @", "loaded or in transit prior to entry into the country before @"),
)
def entered_by(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.IN_TRANSIT_ENTER_BY)


@CUES.rule(
    r"\b(?:loaded|laden|in transit)\b[^@#]{0,220}\b(?:before|prior to) @",
    examples={"goods loaded onto a vessel and in transit before @": "in_transit_load_by"},
    refusals=("loaded on @",),
)
def loaded_by(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.IN_TRANSIT_LOAD_BY)


# -- procedure ---------------------------------------------------------------------------------------------------------
@CUES.rule(
    r"\b(?:comments?|rebuttals?|submissions?)\b[^@#]{0,170}\b(?:by|before|until|through|than|due|"
    r"closes?|to|ends?|received|on|is|are)(?: on| at)?(?: or before)?(?: the)? @",
    examples={
        "Written comments must be received by @": "comment_close",
        "comments close on @": "comment_close",
    },
    refusals=("he commented on @",),
)
def comments(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMMENT_CLOSE, inclusive=True)


@CUES.rule(
    r"\b(?:hearings?|hears?|oral arguments?)\b[^@#]{0,100}\b(?:on|for|at|begin\w*|in|held)(?: the)? @",
    examples={"a hearing will be held on @": "hearing"},
    refusals=("hearing aids from @",),
)
def hearing(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.HEARING)


@CUES.rule(
    r"\bwind(?:ing)?[ -]?downs?\b[^@]{0,220}\b(?:until|through|by|before|than|prior to|on|at) @",
    examples={"transactions needed for the wind down are authorized through @": "wind_down_end in_force"},
    refusals=("the window closes at @",),
)
def wind_down(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.WIND_DOWN_END, Status.IN_FORCE, inclusive=True)


@CUES.rule(
    rf"\b(?:within|later than|before|by) @,? [^@]{{0,200}}{_OFFICERS}[^@]{{0,220}}\b(?:shall|must|is directed)\b",
    examples={"Within @, the Secretary of Commerce shall submit a report": "report_due"},
    refusals=("After @, the Secretary may act",),
)
def duty_after(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.REPORT_DUE, inclusive=True)


@CUES.rule(
    rf"{_OFFICERS}[^@]{{0,300}}\b(?:shall|must|is directed to|"
    rf"are directed to)\b[^@]{{0,300}}\b(?:within|later than|on or before|by) @",
    examples={"The Director shall submit a report within @": "report_due"},
    refusals=("The Director resigned by @",),
)
def duty_before(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.REPORT_DUE, inclusive=True)


@CUES.rule(
    r"\bif\b[^@#]{0,140}\b(?:not|no|fails?)\b[^@#]{0,140}\b(?:by|within|before) @[^@]{0,100}\breview\b",
    examples={"If no agreement is reached by @, it will review the rates": "review"},
    refusals=("a review on @",),
)
def review_unless(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.REVIEW, inclusive=True)


@CUES.rule(
    r"\breview(?:ed|s)?\b[^@#]{0,60}\b(?:by|on|in|before) @",
    examples={"the ministers will review the list in @": "review"},
    refusals=("a review of the rates of @",),
)
def review(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.REVIEW)


# -- demands -----------------------------------------------------------------------------------------------------------
@CUES.rule(
    r"\b(?:extend\w*|delay\w*|postpon\w*|defer\w*|push\w*)\b[^@#]{0,40}\b(?:deadline for|introduction|"
    r"imposition|start|increases?|hikes?|tariffs?|dut(?:y|ies)|levies)\b[^@#]{0,120}\b(?:until|to) @",
    examples={"it pushed the start of the steel levies to @": "effective extended"},
    refusals=("the deadline expires on @",),
)
def put_off(match: re.Match[str]) -> Cue:
    if re.search(r"\b(?:suspension|pause|truce|exclusions?|exemptions?)\b", match.group(), re.IGNORECASE):
        return Cue(DeadlineKind.EXPIRY, Status.EXTENDED, inclusive=True)
    return Cue(DeadlineKind.EFFECTIVE, Status.EXTENDED)


@CUES.rule(
    r"\b(?:tariffs?|dut(?:y|ies)|levies|increases?|hikes?|start|"
    r"introduction)\b[^@.;]{0,60}\b(?:delayed|postponed|deferred|pushed back)\b[^@]{0,60}\b(?:until|to) @",
    examples={"the new tariffs were delayed by a week, until @": "effective extended"},
    refusals=("the tariffs were suspended until @",),
)
def is_put_off(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE, Status.EXTENDED)


@CUES.rule(
    r"\b(?:has|have|had|gave|gives?|given|giving)\b[^@#]{0,60}\b(?:until|till) @[^@#]{0,40}\b(?:to \w+)\b",
    examples={"the country has until @ to agree or face duties": "ultimatum threatened"},
    refusals=("the rule has been suspended until @",),
)
def given_until(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.ULTIMATUM, Status.THREATENED, inclusive=True, politics=True)


@CUES.rule(
    r"\b(?:talks|negotiat\w+|deal|accord|agreement)\b[^@]{0,180}(?:@ deadline|"
    r"\bdeadline\b[^@#]{0,40}@)|@ deadline\b[^@]{0,60}\b(?:deal|talks|agreement|negotiat\w+)",
    examples={"Talks went on as a @ deadline loomed": "negotiation", "the @ deadline for a trade deal": "negotiation"},
    refusals=("Talks began on @",),
)
def negotiation(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.NEGOTIATION, inclusive=True, politics=True)


@CUES.rule(
    r"\b(?:ultimatum|deadline)\b[^@]{0,200}\b(?:by|until|before|within|for|of(?: about| around|"
    r" roughly| some)?|(?:is|falls?|due|set|expires?|expire|ends?|elapses?|runs? out|comes?|up)(?: on| for)?) @"
    r"|@ (?:deadline|ultimatum)\b|\b(?:extend|push|mov|shorten|cut|bring|brought|"
    r"shift)\w*\b[^@]{0,80}\bdeadline\b[^@]{0,60}\bto @|\bby @[^@]{0,12}\bwhen\b[^@]{0,50}\bdeadline\b",
    examples={
        "the deadline for the ministers to answer expires on @": "ultimatum threatened",
        "does not meet his @ deadline": "ultimatum threatened",
        "no answer by @ - when the envoy's deadline ends": "ultimatum threatened",
    },
    refusals=("the envoy left on @", "gave an ultimatum on @"),
)
def demanded(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.ULTIMATUM, Status.THREATENED, inclusive=True, politics=True)


@CUES.rule(
    r"\b(?:if|unless|until)\b[^@]{0,160}\b(?:by|within|before|in) @|\b(?:by|within|"
    r"before) @[^@]{0,60}\b(?:or (?:else|face|be hit|risk)|otherwise)\b"
    r"|\bmust\b[^@#]{0,120}\b(?:by|within|before) @[^@]{0,80}\bor\b",
    examples={
        "warned of tariffs if the war is not over within @": "ultimatum threatened",
        "must sign within @ or face duties": "ultimatum threatened",
    },
    refusals=("must register by @",),
)
def or_else(match: re.Match[str]) -> Cue | None:
    threat = r"\b(?:threat\w*|warn\w*|face|hit|punish\w*|vow\w*|ultimatum|or else|severe|isn't|not)\b"
    if not re.search(threat, match.string, re.IGNORECASE):
        deal = re.search(r"\bno (?:\w+ )?(?:deal|agreement|accord)\b", match.group(), re.IGNORECASE)
        return Cue(DeadlineKind.NEGOTIATION, inclusive=True, politics=True) if deal else None
    return Cue(DeadlineKind.ULTIMATUM, Status.THREATENED, inclusive=True, politics=True)


# -- ends --------------------------------------------------------------------------------------------------------------
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


# -- starts ------------------------------------------------------------------------------------------------------------
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
    r"withdrawal of)\b[^@#.]{0,120}"
    r"\b(?:effective|as of|from|on or after|on|starting|beginning)(?: as of| on)? @",
    examples={"on or after @, products of it shall no longer be subject to the duty": "effective revoked"},
    refusals=("on or after @, goods shall be subject to it",),
)
def taken_away(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE, Status.REVOKED)


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
    rf"\b{_OPENS}\b[^@#.]{{0,60}}?{_ON} @",
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
    r"increase)\b[^@#.]{0,100}(?: on| from| in| by)? @",
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
