"""Measures that are dropped from a day on: that day is their end, not a start. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.grammar.levies import LEVY
from monitor.types import DeadlineKind, Status

_MEASURE = rf"(?:{LEVY}|sanctions|bans?|embargo(?:es)?|curbs|restrictions|quotas?|fees?|controls)"
_DROP = r"(?:scrap|abolish|ditch|drop|lift|remove|eliminate|axe?|cancel|repeal|rescind|revoke|withdraw|discontinue|do away with|phase out)"
_DROPS = (
    r"(?:drops|lifts|scraps|removes|abolishes|ditches|eliminates|axes|cancels|withdraws|"
    r"scrapping|dropping|lifting|removing|abolishing|ditching|eliminating|axing)"
)
_DROPPED = (
    r"(?:scrapped|abolished|ditched|dropped|lifted|removed|eliminated|axed|cancell?ed|repealed|rescinded|revoked|"
    r"withdrawn|discontinued|done away with|phased out|taken off|wound up)"
)
_FROM = (
    r"(?: (?:on|from|as of|as from|by|starting|beginning|effective|at|with effect from))(?: (?:on|from))?(?: the)? @"
)
_GOES_ON = re.compile(
    r"\b(?:until|through|unless|if|whether|from \d+|to \W?\d+|threaten\w*)\b|\bby (?:\d|half|a )", re.IGNORECASE
)
"""What is lifted to a rate, or by some points, goes on; what is lifted until a day comes back."""
_FAVOUR = re.compile(
    r"\b(?:exemptions?|exclusions?|exceptions?|waivers?|derogations?|preferences?|de minimis|duty-free|suspensions?|"
    r"pauses?|reprieve|truce|relief)\b",
    re.IGNORECASE,
)
"""What frees from a measure: its end is the measure's start."""


def _end(match: re.Match[str]) -> Cue | None:
    words = match.group()
    if _GOES_ON.search(words):
        return None
    before = match.string[max(0, match.start() - 60) : match.start()]
    freed = _FAVOUR.search(before) or _FAVOUR.search(words)
    return Cue(DeadlineKind.EFFECTIVE) if freed else Cue(DeadlineKind.EXPIRY, Status.REVOKED)


@CUES.rule(
    rf"\b{_MEASURE}\b[^@#;.]{{0,90}}\b(?:will|would|shall|to|are|is|being|get|gets|set|due)(?: all| now| also| then|"
    rf" finally)? (?:to )?(?:be )?(?:\w+ly )?{_DROPPED}\b[^@#;]{{0,60}}?{_FROM}",
    examples={
        "levies will be dropped from @": "expiry revoked",
        "the surtax on its barley is to be abolished as of @": "expiry revoked",
        "curbs on used cars would be phased out by @": "expiry revoked",
        "the duty-free quota for tuna, above which a levy is due, will be scrapped on @": "effective",
    },
    refusals=(
        "the levies will be lifted to 30% from @",
        "the ban was lifted",
        "the sanctions will be lifted if it signs by @",
    ),
)
def dropped_from(match: re.Match[str]) -> Cue | None:
    return _end(match)


@CUES.rule(
    rf"\b(?:(?:will|would|shall|to|may|must)(?: now| also| then)? (?:\w+ly )?{_DROP}|{_DROPS})\b[^@#;]{{0,100}}?{_FROM}",
    examples={
        "will scrap its duties on most goods on @": "expiry revoked",
        "drops the extra levy on its cement from @": "expiry revoked",
        "agreed on lifting its ban on their lamb as of @": "expiry revoked",
        "scraps the waiver for small parcels on @": "effective",
    },
    refusals=(
        "dropped talks on @",
        "the cap drops to $40 from @",
        "would lift its duties to 40% on @",
        "will lift the ban until @",
    ),
)
def drops_from(match: re.Match[str]) -> Cue | None:
    return _end(match)
