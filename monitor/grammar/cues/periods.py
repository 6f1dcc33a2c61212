"""Periods with both their ends, quota periods, lengths of validity, staged and returning measures. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue, turned
from monitor.types import DeadlineKind, Status

_RUNS = r"(?:to|until|till|through|up to)(?: and including)?"
_PERIOD = (
    r"(?:period of (?:imposition|application|validity|suspension)|(?:quota|licen[cs]e|application|validity) period|"
    r"validity|(?:will|shall|to|would|is|are|be|"
    r"been) (?:\w+ )?(?:impos\w+|lev(?:y|ied)|appl(?:y|ied|icable)|valid|available|effective|in (?:force|effect))|"
    r"appl(?:y|ies|icable)|valid|(?:is|are|be) (?:\w+ )?(?:increased|reduced|lowered|raised))"
)


@CUES.rule(
    r"\b(?:from|as of|beginning|starting|effective)(?: on)? #,? (?:and )?for(?: an?(?: initial| further)? (?:period|term) of)? @",
    examples={"duties as from #, for a period of @": "expiry", "levied from # for @": "expiry"},
    refusals=("from # to @",),
)
def runs_for(match: re.Match[str]) -> Cue:
    paused = re.search(r"\bsuspend|\bsuspension|\bpaus", match.string, re.IGNORECASE)
    return Cue(DeadlineKind.EXPIRY, Status.SUSPENDED if paused else None, inclusive=True)


_WHOLE_PERIOD = rf"\b{_PERIOD}\b(?:: ?|[^@#;]{{0,170}}\b(?:from|between|effective):? )@,? (?:{_RUNS}|and|-) #"


@CUES.rule(
    _WHOLE_PERIOD,
    examples={
        "Period of imposition: from @ to #": "effective",
        "Quota period: @ through #": "effective",
        "it will impose a duty on plates from @ through #": "effective",
    },
    refusals=("sold from @ to #",),
)
def period_start(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    turned(_WHOLE_PERIOD),
    examples={
        "Period of imposition: from # to @": "expiry",
        "it will impose a duty on plates from # through @": "expiry",
    },
    refusals=("sold from # to @",),
)
def period_end(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    rf"(?:%|per ?cent) from @,? {_RUNS} #",
    examples={"12% from @ to #, then less": "effective"},
    refusals=("from @ to #",),
)
def rate_start(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    rf"(?:%|per ?cent) from #,? {_RUNS} @",
    examples={"12% from # to @, then less": "expiry"},
    refusals=("from # to @",),
)
def rate_end(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"\bmay (?:be )?(?:enter(?:ed)?|imported|exported)\b[^@#.;]{0,80}\b(?:as early as|"
    r"from|on or after|beginning(?: on)?|starting(?: on)?) @",
    examples={"Sugar under the quota may enter as early as @": "effective"},
    refusals=("may enter before @",),
)
def may_enter(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:quotas?|TRQs?|tariff-rate|tranches?|quarters?|portal|docket|(?:quota |application |filing )?(?:period|"
    r"window))\b[^@;]{0,120}\bopen(?:s|ed|ing)?(?: again)?"
    r"(?: on| at| from)? @",
    examples={"the third-period quota for honey opens on @": "effective"},
    refusals=("the window opens soon",),
)
def quota_opens(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:quotas?|TRQs?|tariff-rate|tranches?|quarters?|(?:quota |application |filing )?(?:period|"
    r"window))\b[^@;]{0,160}\bclos(?:e|es|ed|ing)"
    r"(?: on| at)? @|\bphased out (?:by|on) @|\bremission\b[^@;]{0,200}\b(?:imported|released|entered)\b[^@#;]{0,60}\b(?:before|"
    r"until|up to|on or before) @|\bup to and inclusive of(?: the)? @",
    examples={
        "the quota for honey opens on # and closes on @": "expiry",
        "remission of the surtax is granted for goods imported before @": "expiry",
        "stays in force up to and inclusive of the @": "expiry",
    },
    refusals=("imported before @",),
)
def quota_closes(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"\b(?:levied|imposed|applied|continued?|continues|remains?|effective|in force|in effect|appl(?:y|ies)|valid|extended|"
    r"renewed)\b[^@#]{0,80}\bfor an? "
    r"(?:initial |further |additional |maximum )?(?:period|term) of @",
    examples={
        "the duty shall be levied for a period of @": "expiry",
        "It shall apply for a period of @": "expiry",
        "The measures will continue for a period of @": "expiry",
    },
    refusals=("measured for a period of @",),
)
def for_a_period(match: re.Match[str]) -> Cue:
    moved = re.search(r"\b(?:extended|renewed)\b", match.group(), re.IGNORECASE)
    return Cue(DeadlineKind.EXPIRY, Status.EXTENDED if moved else None, inclusive=True)


@CUES.rule(
    r"\beffective\b[^@#]{0,30}#,?[^@#.;]{1,140}\band,? (?:on |at |from )?@,? (?:for|with respect to|in the case of)\b",
    examples={"Effective # for listed firms and @ for all others": "effective"},
    refusals=("effective # and until @",),
)
def staged(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"^\W{0,12}(?:on|at|from|starting)? ?@,? [^@]{0,160}\b(?:will|shall|would)\b[^@#]{0,40}\b(?:reimposed|re-?imposed|snap back|re-?apply|"
    r"reinstated|restored|return)\b",
    examples={"@, all earlier sanctions will be reimposed": "effective"},
    refusals=("On @, they will meet",),
)
def returns(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:levied|imposed|appl(?:y|ied)|collected|in (?:force|effect|place)|valid|suspended|renewed)(?: \w+){0,2} for(?: a period of| up "
    r"to| an initial)? @",
    examples={"Provisional duties will be levied for @": "expiry", "The surcharge stays in place for @": "expiry"},
    refusals=("imposed on @",),
)
def stays_for(match: re.Match[str]) -> Cue:
    paused = re.search(r"suspended", match.group(), re.IGNORECASE)
    longer = Status.EXTENDED if match.group().lower().startswith("renewed") else None
    return Cue(DeadlineKind.EXPIRY, Status.SUSPENDED if paused else longer, inclusive=True)


@CUES.rule(
    r"^\W*for a(?:n? \w+)? period of @",
    examples={"For a period of @, carriers may choose": "expiry"},
    refusals=("over a period of @",),
)
def in_the_meantime(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"\b(?:\d{1,3}|zero|five|ten|fifteen|twenty|thirty|fifty) ?(?:%|per ?cent),? (?:on|as of|from|beginning(?: on)?|"
    r"starting(?: on)?|effective) @",
    examples={"zero percent on #, ten percent on @ and 15 percent on #": "effective"},
    refusals=("up 5 percent in @", "the quota reached 50 percent on @", "it was filled to thirty percent as of @"),
)
def rate_on(match: re.Match[str]) -> Cue | None:
    # So much of a quota has been used.
    used = re.search(
        r"\b(?:reach|fill|us|exhaust|allocat|subscrib)(?:ed|s)\b[^@#.;]{0,20}$",
        match.string[: match.start()],
        re.IGNORECASE,
    )
    return None if used else Cue(DeadlineKind.EFFECTIVE)
