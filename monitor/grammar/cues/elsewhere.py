"""What starts, ends or resumes and is no measure: visits, harvests, trials, courses; and what is only guessed. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.types import DeadlineKind

_THINGS = (
    r"(?:visits?|trips?|tour|journey|voyage|harvest\w*|sowing|planting|crushing|construction|excavation|trials?|sentencing|ceasefire|"
    r"training|workshops?|courses?|webinars?|seminars?|conferences?|congress|festival|fair|exhibition|expo|school|(?<!its\s)(?<!their\s)term|semester|"
    r"(?:marketing|fiscal|financial|crop|school|model) year|session|recess|campaign|presidency|chairmanship|reign|mandate|tenure|"
    r"voting|polling|balloting|pre-?orders?|flights?|sailings?|services?|maintenance|curfew|shutdown|season|holidays?|ramadan|vacation|"
    r"lockout|walkout|strike|evacuation|exercises?|drills?|drilling|mining|refining|output|production|work|works|deliveries|"
    r"shooting|filming|screening|concerts?|matches|tournament|championships?|wedding|funeral|restoration|registration for)"
)
_RUNS = r"(?:begin|start|commence|resume|restart|end|finish|conclude|close|run|open|take place|get under ?way|kick off|wrap up|last)"
_NO_MEASURE = (
    r"(?!(?:on|of|for|against|to) (?:[\w-]+ ){0,4}(?:tariffs?|dut(?:y|ies)|sanctions|import|export|levy|quota|"
    r"licen[cs]es?|exclusions?)\b)"
)


@CUES.rule(
    rf"(?<![\w-]){_THINGS}(?:,? (?:which|that))?,? {_NO_MEASURE}(?:(?!must|shall|ha(?:ve|s) to)[\w'’-]+ ){{0,6}}?"
    rf"(?:{_RUNS}(?:s|es|ning|ing)?|began|ran)\b"
    r"[^@#;]{0,50}? @",
    examples={
        "the envoy's visit, which begins on @": "something else",
        "The harvest in the north ends in @": "something else",
        "Construction of the hall begins in @": "something else",
        "the ceasefire ends on @": "something else",
    },
    refusals=(
        "the duty begins on @",
        "the trial of the waiver is over; it ends on @",
        "exports may resume from @",
        "deliveries must end by @",
    ),
)
def other_thing(_: re.Match[str]) -> Cue:
    return Cue(refused="something else")


@CUES.rule(
    r"\b(?:talks|negotiations|consultations|parliament|lawmakers|congress|ministers|leaders|delegates|farmers|growers|students)"
    r"(?: [\w'’-]+){0,4}? (?:resume|restart|reopen|reconvene|meet|gather|convene|return|rise|start|begin|travel)(?:s|es|ing)?\b"
    r"[^@#;]{0,40}? (?:(?:on|in|at|from|by) )?@",
    examples={
        "Tariff talks resume on @": "something else",
        "Parliament rises on @": "something else",
        "Growers start sowing on @": "something else",
    },
    refusals=("talks must end by @", "the tariffs resume on @"),
)
def people_meet(_: re.Match[str]) -> Cue:
    return Cue(refused="something else")


@CUES.rule(
    r"\b(?:economists?|analysts?|traders?|investors?|forecasters?|strategists?|brokers?|pollsters?|markets?)(?: [\w'’-]+){0,4}? "
    r"(?:expects?|thinks?|believes?|sees?|reckons?|doubts?|bets?|predicts?|forecasts?|assumes?|hopes?|fears?)\b[^@#;]{0,120}@|"
    r"\b(?:unclear|uncertain|not (?:clear|known|certain)|remains to be seen|no word on|in doubt|debat\w+|ask\w*)(?: on| about)? "
    r"(?:whether|if|when)\b[^@#;]{0,120}@",
    examples={
        "Economists expect the duties to push up inflation by @": "a guess",
        "it is unclear whether the levy will start on @": "a guess",
        "traders doubt that the waiver will last until @": "a guess",
    },
    refusals=("the ministry expects the levy to start on @", "analysts said the levy starts on @"),
)
def guessed(_: re.Match[str]) -> Cue:
    return Cue(refused="a guess")


@CUES.rule(
    r"\b(?:not|n't) apply (?:to|in relation to)\b[^@;]{0,160}\b(?:(?P<sent>consigned|loaded|shipped|dispatched|despatched|laden)|imported|"
    r"entered(?! into (?:before|prior|by|on)\b)|landed|released|cleared|unloaded)\b[^@#;]{0,60} (?:before|prior to|by|on or before) @",
    examples={
        "The ban does not apply to wares consigned from the port before @": "in_transit_load_by",
        "shall not apply to coffee imported into the country before @": "in_transit_enter_by",
    },
    refusals=("shall not apply before @", "does not apply to contracts entered into before @"),
)
def spared(match: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.IN_TRANSIT_LOAD_BY if match["sent"] else DeadlineKind.IN_TRANSIT_ENTER_BY)
