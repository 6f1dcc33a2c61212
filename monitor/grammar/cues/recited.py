"""Words that make a date no deadline: recited, replaced, or told of. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.types import DeadlineKind, Status


@CUES.rule(
    r"\b(?:orders?|proclamations?|memorand(?:um|a)|notices?|regulations?|decisions?|determinations?|"
    r"directives?|announcements?|laws?|"
    r"acts?|letters?|e\.o\.|rules?)(?: \(?[A-Z]{1,5}\)?)?(?: no\.?)?(?: [\d./()A-Z-]{1,14})?(?: of|"
    r",? dated|,? issued on|,? signed on|,? of) @",
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
    r"\b(?:deleting|striking|removing|replacing|strike|delete|"
    r"replace)\b[^@#]{0,120}@[^@]{0,160}\b(?:insert\w*|with|by)\b[^@]{0,80}#",
    examples={'by deleting "@" and inserting in lieu thereof "#"': "replaced by another date"},
    refusals=("inserting @",),
)
def struck_out(_: re.Match[str]) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


@CUES.rule(
    r"\b(?:(?:was|were|had been) (?:originally |initially |previously )?(?:due|set|scheduled|supposed|"
    r"slated)|(?:originally|initially|previously) (?:set|due|scheduled))\b[^@#]{0,60}@",
    examples={
        "which was due to expire on @,": "replaced by another date",
        "initially set to expire on @": "replaced by another date",
    },
    refusals=("is due to expire on @",),
)
def had_been_due(_: re.Match[str]) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


@CUES.rule(
    r"\b(?:became effective|took effect|came into force|entered into force|in effect since|"
    r"during the period) [^@#]{0,20}@",
    examples={"the ban became effective on @": "past event"},
    refusals=("will become effective on @",),
)
def past_start(_: re.Match[str]) -> Cue:
    return Cue(refused="past event")


@CUES.rule(
    r"\b(?:period|between|during)\b[^@#]{0,20}#[^@]{0,20}(?:through|to|and|until) @|"
    r"\b(?:during the period|between) @",
    examples={"bought during the period # through @": "part of a period told of"},
    refusals=("suspended until @",),
)
def told_period(_: re.Match[str]) -> Cue:
    return Cue(refused="part of a period told of")


@CUES.rule(
    r"\b(?:for|another) @,? (?:until|through|to|ending|expiring)\b[^@]{0,12}#|"
    r"\b(?:given|gave|gives|giving) (?:[\w.'-]+ ){0,3}?@, (?:until|till) #|\b(?:can|may|could|"
    r"might|cannot|for (?:a maximum|up to))\b[^@#]{0,40}\b(?:last|stay|run|"
    r"remain|be (?:in (?:force|place)|imposed))\b[^@#]{0,40}@",
    examples={
        "paused for @, until #": "a length, no date",
        "was given @, until #, to agree": "a length, no date",
        "such duties can only last for @": "a length, no date",
    },
    refusals=("paused for @",),
)
def length_only(_: re.Match[str]) -> Cue:
    return Cue(refused="a length, no date")


@CUES.rule(
    r"\b(?:extend\w*|prolong\w*|renew\w*)\b[^@]{0,160}\b(?:scheduled|set|due|currently|to expire|"
    r"expiring|expires?|ends?|ending)\b[^@#]{0,30}@[^@]{0,30}\b(?:through|until|to) #",
    examples={"extends the exclusions, now set to expire on @, through #": "replaced by another date"},
    refusals=("extended until @",),
)
def old_end(_: re.Match[str]) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


# -- amendments --------------------------------------------------------------------------------------------------------
@CUES.rule(
    r"\b(?:deleting|striking|removing|replacing|strike|delete|"
    r"replace)\b[^@]{0,160}#[^@]{0,160}\b(?:insert\w*|with|by)\b[^@#]{0,80}@",
    examples={'by deleting "#" and inserting in lieu thereof "@"': "effective extended"},
    refusals=("replacing the list on @",),
)
def put_in(match: re.Match[str]) -> Cue:
    ends = re.search(r"expir|until|through|suspen", match.string, re.IGNORECASE)
    return Cue(DeadlineKind.EXPIRY if ends else DeadlineKind.EFFECTIVE, Status.EXTENDED)
