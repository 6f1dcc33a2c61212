"""Words that make a date a deadline, and of which kind.

Patterns see a sentence in which `@` is the date asked about and `#` any other date. The first rule that reads decides;
so refusals and the narrow come first, the broad last. **Pure.**
"""

import re
from dataclasses import dataclass

from monitor.grammar.engine import Grammar
from monitor.types import DeadlineKind, Status


@dataclass(frozen=True, slots=True)
class Cue:
    """What a date is for. `refused`: why it is no deadline. `replaced`: the date is recited and another takes its place.

    `politics`: a demand counts without a measure of trade when it names who is pressed. `years`: how much further the text carries it.
    """

    kind: DeadlineKind | None = None
    status: Status | None = None
    inclusive: bool = False
    refused: str = ""
    replaced: bool = False
    politics: bool = False
    years: int = 0

    def __str__(self) -> str:
        return " ".join(filter(None, (self.refused or self.kind, self.status)))


CUES: Grammar[Cue] = Grammar("cues")
_OFFICERS = (
    r"\b(?:secretar(?:y|ies)|director|representative|commissioner|attorney general|commission|administrator|agenc(?:y|ies)|"
    r"committee|department|chair)\b"
)
_ENDS = r"(?:expires?|lapses?|runs? out|ends?|ending|elapses?|be terminated|terminates?|sunsets?)"
_OPENS = (
    r"(?:snaps? back|return|tak(?:e|es|ing) effect|took effect|(?:come|comes|coming|came|go|goes|going|went|enter|enters|entered|entering|entry|put) (?:in)?to "
    r"(?:effect|force)|kicks? in|snaps? into (?:place|effect)|(?:be|been|being|are|is) (?:implemented|imposed|applied|levied|charged|increased|raised)|"
    r"appl(?:y|ies|icable)|increases?|rises?|doubles?|starts?|begins?|began|commences?|hit|become effective|lose)"
)
_ON = r"(?:,? (?:on|at|from|as of|as from|by|sometime|beginning|starting|effective|in|as early as|as soon as|until))?(?: the)?"


# -- dates that are no deadlines ---------------------------------------------------------------------------------------
@CUES.rule(
    r"\b(?:orders?|proclamations?|memorand(?:um|a)|notices?|regulations?|decisions?|determinations?|directives?|announcements?|laws?|"
    r"acts?|letters?|e\.o\.|rules?)(?: \(?[A-Z]{1,5}\)?)?(?: no\.?)?(?: [\d./()A-Z-]{1,14})?(?: of|,? dated|,? issued on|,? signed on|,? of) @",
    examples={
        "Executive Order 14166 of @ (Delay)": "date of a named instrument",
        "Proclamation of @": "date of a named instrument",
    },
    refusals=("the order takes effect on @",),
)
def named_instrument(_: re.Match[str]) -> Cue:
    return Cue(refused="date of a named instrument")


@CUES.rule(r"\bdated @", examples={"a notice, dated @,": "date of a document"}, refusals=("updated @",))
def dated(_: re.Match[str]) -> Cue:
    return Cue(refused="date of a document")


@CUES.rule(
    r"\b(?:deleting|striking|removing|replacing|strike|delete|replace)\b[^@#]{0,120}@[^@]{0,160}\b(?:insert\w*|with|by)\b[^@]{0,80}#",
    examples={'by deleting "@" and inserting in lieu thereof "#"': "replaced by another date"},
    refusals=("inserting @",),
)
def struck_out(_: re.Match[str]) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


@CUES.rule(
    r"\b(?:delay\w*|postpon\w*|mov\w+|extend\w*|push\w*|shift\w*|defer\w*)\b[^@#]{0,60}\bfrom @ (?:to|until) #",
    examples={"the start was moved from @ to #": "replaced by another date"},
    refusals=("talks run from @ to #",),
)
def moved_from(_: re.Match[str]) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


@CUES.rule(
    r"\b(?:(?:was|were|had been) (?:originally |initially |previously )?(?:due|set|scheduled|supposed|slated)|(?:originally|initially|previously) "
    r"(?:set|due|scheduled))\b[^@#]{0,60}@",
    examples={
        "which was due to expire on @,": "replaced by another date",
        "initially set to expire on @": "replaced by another date",
    },
    refusals=("is due to expire on @",),
)
def had_been_due(_: re.Match[str]) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


@CUES.rule(
    r"\b(?:became effective|took effect|came into force|entered into force|in effect since|during the period) [^@#]{0,20}@",
    examples={"the ban became effective on @": "past event"},
    refusals=("will become effective on @",),
)
def past_start(_: re.Match[str]) -> Cue:
    return Cue(refused="past event")


@CUES.rule(
    r"\b(?:period|between|during)\b[^@#]{0,20}#[^@]{0,20}(?:through|to|and|until) @|\b(?:during the period|between) @",
    examples={"bought during the period # through @": "part of a period told of"},
    refusals=("suspended until @",),
)
def told_period(_: re.Match[str]) -> Cue:
    return Cue(refused="part of a period told of")


@CUES.rule(
    r"\b(?:for|another) @,? (?:until|through|to|ending|expiring)\b[^@]{0,12}#|\b(?:can|may|could|might|cannot|for (?:a maximum|up to))\b[^@#]{0,40}\b(?:last|stay|run|"
    r"remain|be (?:in (?:force|place)|imposed))\b[^@#]{0,40}@",
    examples={"paused for @, until #": "a length, no date", "such duties can only last for @": "a length, no date"},
    refusals=("paused for @",),
)
def length_only(_: re.Match[str]) -> Cue:
    return Cue(refused="a length, no date")


@CUES.rule(
    r"\b(?:extend\w*|prolong\w*|renew\w*)\b[^@]{0,160}\b(?:scheduled|set|due|currently|to expire|expiring|expires?|ends?|ending)\b[^@#]{0,30}@[^@]{0,30}\b(?:through|until|to) #",
    examples={"extends the exclusions, now set to expire on @, through #": "replaced by another date"},
    refusals=("extended until @",),
)
def old_end(_: re.Match[str]) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


# -- amendments --------------------------------------------------------------------------------------------------------
@CUES.rule(
    r"\b(?:deleting|striking|removing|replacing|strike|delete|replace)\b[^@]{0,160}#[^@]{0,160}\b(?:insert\w*|with|by)\b[^@#]{0,80}@",
    examples={'by deleting "#" and inserting in lieu thereof "@"': "effective extended"},
    refusals=("replacing the list on @",),
)
def put_in(match: re.Match[str]) -> Cue:
    ends = re.search(r"expir|until|through|suspen", match.string, re.IGNORECASE)
    return Cue(DeadlineKind.EXPIRY if ends else DeadlineKind.EFFECTIVE, Status.EXTENDED)


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
    r"\b(?:comments?|rebuttals?|submissions?)\b[^@#]{0,170}\b(?:by|before|until|through|than|due|closes?|to|ends?|received|on|is|are)(?: on| at)?(?: or before)?(?: the)? @",
    examples={
        "Written comments must be received by @": "comment_close",
        "the window for comments closes on @": "comment_close",
    },
    refusals=("he commented on @",),
)
def comments(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMMENT_CLOSE, inclusive=True)


@CUES.rule(
    r"\b(?:hearings?|hears?|oral arguments?)\b[^@#]{0,100}\b(?:on|for|at|begin\w*|in|held)(?: the)? @",
    examples={"the hearing is set for @": "hearing"},
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
    rf"{_OFFICERS}[^@]{{0,300}}\b(?:shall|must|is directed to|are directed to)\b[^@]{{0,300}}\b(?:within|later than|on or before|by) @",
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
    examples={"the quota will be reviewed in @": "review"},
    refusals=("a review of the rates of @",),
)
def review(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.REVIEW)


# -- demands -----------------------------------------------------------------------------------------------------------
@CUES.rule(
    r"\b(?:extend\w*|delay\w*|postpon\w*|defer\w*|push\w*)\b[^@#]{0,40}\b(?:deadline for|introduction|imposition|start|increases?|hikes?|tariffs?|"
    r"dut(?:y|ies)|levies)\b[^@#]{0,120}\b(?:until|to) @",
    examples={"he would extend the deadline for the introduction of a 50 percent tariff until @": "effective extended"},
    refusals=("the deadline expires on @",),
)
def put_off(match: re.Match[str]) -> Cue:
    if re.search(r"\b(?:suspension|pause|truce|exclusions?|exemptions?)\b", match.group(), re.IGNORECASE):
        return Cue(DeadlineKind.EXPIRY, Status.EXTENDED, inclusive=True)
    return Cue(DeadlineKind.EFFECTIVE, Status.EXTENDED)


@CUES.rule(
    r"\b(?:talks|negotiat\w+|deal|accord|agreement)\b[^@]{0,180}(?:@ deadline|\bdeadline\b[^@#]{0,40}@)|@ deadline\b[^@]{0,60}\b(?:deal|talks|agreement|negotiat\w+)",
    examples={"Talks went on as a @ deadline loomed": "negotiation", "the @ deadline for a trade deal": "negotiation"},
    refusals=("Talks began on @",),
)
def negotiation(match: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.NEGOTIATION, inclusive=True, politics=True)


@CUES.rule(
    r"\b(?:ultimatum|deadline)\b[^@]{0,200}\b(?:by|until|before|within|for|of(?: about| around| roughly| some)?|(?:is|falls?|due|set|expires?|expire|ends?|elapses?|runs? out|comes?|up)(?: on| for)?) @"
    r"|@ (?:deadline|ultimatum)\b|\b(?:extend|push|mov|shorten|cut|bring|brought|shift)\w*\b[^@]{0,80}\bdeadline\b[^@]{0,60}\bto @"
    r"|\bby @[^@]{0,12}\bwhen\b[^@]{0,50}\bdeadline\b",
    examples={
        "the deadline for the ministers to answer expires on @": "ultimatum threatened",
        "does not meet his @ deadline": "ultimatum threatened",
        "no answer by @ - when the envoy's deadline ends": "ultimatum threatened",
    },
    refusals=("the envoy left on @", "gave an ultimatum on @"),
)
def demanded(match: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.ULTIMATUM, Status.THREATENED, inclusive=True, politics=True)


@CUES.rule(
    r"\b(?:if|unless|until)\b[^@]{0,160}\b(?:by|within|before|in) @|\b(?:by|within|before) @[^@]{0,60}\b(?:or (?:else|face|be hit|risk)|otherwise)\b"
    r"|\bmust\b[^@#]{0,120}\b(?:by|within|before) @[^@]{0,80}\bor\b",
    examples={
        "warned of tariffs if the war is not over within @": "ultimatum threatened",
        "must sign within @ or face duties": "ultimatum threatened",
    },
    refusals=("must file by @",),
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
    r"\b(?:extend\w*|prolong\w*|renew\w*|roll\w* over|extension)\b[^@]{0,260}\b(?:to|until|till|through|by|by another|by a further|for another|for a further) @",
    examples={
        "renewed the list for #, until @": "expiry extended",
        "the truce has been extended until @": "expiry extended",
        "this further extension through @": "expiry extended",
    },
    refusals=("extended on @",),
)
def extended(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.EXTENDED, inclusive=True)


@CUES.rule(
    rf"\b(?:suspen\w+|paus\w+|stay\w*|halt\w*|waiv\w+|reprieve|exempt\w*|lift\w*|not to enforce)\b[^@]{{0,200}}\b(?:until|till|through|to|for(?: a period of| a further| another| up to)?|{_ENDS})(?: (?:on|at))?(?: the)? @",
    examples={"the duty is suspended until @": "expiry suspended", "suspended the list for @": "expiry suspended"},
    refusals=("suspended on @",),
)
def suspended(match: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.SUSPENDED, inclusive=True)


@CUES.rule(
    r"@ (?:pause|suspension|reprieve|waiver|truce|moratorium|exemption|licen[cs]e)\b",
    examples={"issued a @ waiver": "expiry suspended", "agreed a @ truce": "expiry suspended"},
    refusals=("waiver of @",),
)
def long_pause(match: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.SUSPENDED, inclusive=True)


@CUES.rule(
    rf"\b(?:until|till|through|valid (?:to|until)|up to|no later than the end of|{_ENDS}(?:,? (?:on|at|by|in))?)(?: and including)?(?: the)?"
    r"(?: (?:earlier|later) of)? @",
    examples={
        "shall continue in effect through @": "expiry",
        "the waiver expires on @": "expiry",
        "valid until @": "expiry",
    },
    refusals=("not before @", "ended talks of @"),
)
def ends(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    rf"\b(?:last|lasts|run|runs|be in (?:force|effect)|remain in (?:force|effect))\b[^@#]{{0,40}}\bfor(?: a period of| another)? @|\b{_ENDS} in @",
    examples={"the pause will last for @": "expiry", "it expires in @": "expiry"},
    refusals=("the last of @", "end the war in @"),
)
def lasts(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


# -- starts ------------------------------------------------------------------------------------------------------------
@CUES.rule(
    r"\b(?:suspend\w*|suspension|paus\w+)\b[^@]{0,160}\b(?:beginning|starting|commencing|from|effective|as of)(?: on| at| from)? @"
    r"|\bon or after @,[^@]{0,200}\b(?:is|are|shall be) (?:hereby )?suspended\b",
    examples={"is suspending for #, beginning on @, the fees": "effective suspended"},
    refusals=("suspended until @",),
)
def suspension_starts(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE, Status.SUSPENDED)


@CUES.rule(
    r"\bon or after @[^@#]{0,240}\b(?:no longer be|cease to be|shall not be|not be) (?:subject|imposed|collected|in effect)"
    r"|\b(?:no longer|terminat\w+|revok\w+|repeal\w+|lift\w*|remov\w+|eliminat\w+|rescind\w*|withdrawal of)\b[^@#.]{0,120}"
    r"\b(?:effective|as of|from|on or after|on|starting|beginning)(?: as of| on)? @",
    examples={"on or after @, products of it shall no longer be subject to the duty": "effective revoked"},
    refusals=("on or after @, goods shall be subject to it",),
)
def taken_away(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE, Status.REVOKED)


@CUES.rule(
    r"\bon or after @|\beffective(?: date)?:?(?: (?:as of|on|at|from|beginning|as from|for|with respect to)\b[^@#]{0,160}?)?[ ,]{0,3}@",
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
        "set to snap into place at @": "effective",
        "will likely be implemented sometime @": "effective",
    },
    refusals=("the list was signed on @",),
)
def opens(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:starting|beginning|commencing|from|as of|as from|not[^@#]{0,30} before|no earlier than)(?: on| at)? @(?! (?:to|until|through) #)",
    examples={
        "Starting @, parcels pay": "effective",
        "charged 30 percent from @": "effective",
        "not be applied before @": "effective",
    },
    refusals=("from @ to #",),
)
def starts(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"^(?:on|at|by|in)? ?@,? [^@]{0,160}\b(?:will|shall|would)\b[^@]{0,60}\b(?:increase|be subject|rise|apply|be increased|impose|face|pay|take effect|go into effect)\b"
    r"|\bat @,[^@]{0,320}\bshall be\b",
    examples={"At @, all goods shall be subject to it": "effective", "On @, the rate will rise": "effective"},
    refusals=("On @, the minister said so",),
)
def on_that_day(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:would|will|to|shall) (?:now )?(?:impose|levy|introduce|raise|hit|slap|charge|double|carry|increase)\b[^@#.]{0,100}(?: on| from| in| by)? @",
    examples={"it would impose a new tariff on a neighbour @": "effective"},
    refusals=("it imposed tariffs @",),
)
def would_impose(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:must|shall|have to|required to|need to)\b[^@#]{0,160}\b(?:by|before|no later than|not later than|on or before|within) @",
    examples={"Importers must file their requests by @": "compliance"},
    refusals=("must see on @",),
)
def comply(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMPLIANCE, inclusive=True)
