"""Ultimatums, negotiations, and dates put off. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.grammar.levies import LEVY
from monitor.types import DeadlineKind, Status


@CUES.rule(
    r"\b(?:extend\w*|delay\w*|postpon\w*|defer\w*|push\w*)\b[^@#]{0,40}\b(?:deadline for|introduction|"
    rf"imposition|start|increases?|hikes?|{LEVY})\b[^@#]{{0,120}}\b(?:until|to) @",
    examples={"it pushed the start of the steel levies to @": "effective extended"},
    refusals=("the deadline expires on @",),
)
def put_off(match: re.Match[str]) -> Cue:
    if re.search(r"\b(?:suspension|pause|truce|exclusions?|exemptions?)\b", match.group(), re.IGNORECASE):
        return Cue(DeadlineKind.EXPIRY, Status.EXTENDED, inclusive=True)
    return Cue(DeadlineKind.EFFECTIVE, Status.EXTENDED)


@CUES.rule(
    rf"\b(?:{LEVY}|increases?|hikes?|start|"
    r"introduction)\b[^@.;]{0,60}\b(?:delayed|postponed|deferred|pushed back)\b[^@]{0,60}\b(?:until|to) @",
    examples={"the new tariffs were delayed by a week, until @": "effective extended"},
    refusals=("the tariffs were suspended until @",),
)
def is_put_off(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE, Status.EXTENDED)


@CUES.rule(
    r"\b(?:has|have|had|gave|gives?|given|giving)\b[^@#]{0,60}(?:#,? )?\b(?:until|till) @[^@#]{0,40}\b(?:to \w+)\b",
    examples={
        "the country has until @ to agree or face duties": "ultimatum threatened",
        "the port was given #, until @, to open or see levies double": "ultimatum threatened",
    },
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
