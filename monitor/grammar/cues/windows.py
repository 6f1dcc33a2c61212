"""Starts put off, spans and windows of filing, and ends in the wording of agencies. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue, turned
from monitor.types import DeadlineKind, Status


@CUES.rule(
    r"\b(?:delay|stay|postpon|defer|suspend|extend|mov)\w*\b[^@#;]{0,30}\b(?:effective|(?P<duty>compliance)|applicability|"
    r"implementation|start) "
    r"dates?\b[^@;]{0,300}\b(?:until|to) @",
    examples={
        "this action delays the effective date of the rule published #, at 9 FR 1, until @": "effective extended",
        "we are extending the compliance date from # to @": "compliance extended",
    },
    refusals=("the effective date is @",),
)
def effect_put_off(match: re.Match[str]) -> Cue:
    if match["duty"]:
        return Cue(DeadlineKind.COMPLIANCE, Status.EXTENDED, inclusive=True)
    return Cue(DeadlineKind.EFFECTIVE, Status.EXTENDED)


@CUES.rule(
    r"\b(?:ceas|stop|end|discontinu|halt)\w* (?:the )?(?:collect|assess|impos|requir|apply|"
    r"levy)\w*\b[^@#;]{0,200}\b(?:on or after|from|as of|"
    r"effective|on|beginning|starting) @",
    examples={"will cease collection of these duties for goods entered on or after @": "expiry revoked"},
    refusals=("will collect it from @",),
)
def collection_ends(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.REVOKED)


_WINDOW = r"\b(?:for|during|over|covering) the period(?: of| from| beginning(?: on)?)? @,? (?:to|through|until|and ending(?: on)?|ending) #"


@CUES.rule(
    _WINDOW,
    examples={"suspends the policy for the period @ through #": "effective"},
    refusals=("bought during the period @ through #",),
)
def window_start(match: re.Match[str]) -> Cue | None:
    return Cue(DeadlineKind.EFFECTIVE) if _operative(match.string[: match.start()]) else None


@CUES.rule(
    turned(_WINDOW),
    examples={
        "suspends the policy for the period # through @": "expiry suspended",
        "extends the waiver for the period # through @": "expiry extended",
    },
    refusals=("bought during the period # through @",),
)
def window_end(match: re.Match[str]) -> Cue | None:
    before = match.string[: match.start()]
    if not _operative(before):
        return None
    longer = re.search(r"\b(?:extend|renew|prolong)", before, re.IGNORECASE)
    paused = re.search(r"\bsuspen", before, re.IGNORECASE)
    status = Status.EXTENDED if longer else Status.SUSPENDED if paused else None
    return Cue(DeadlineKind.EXPIRY, status, inclusive=True)


def _operative(before: str) -> bool:
    """Does an act do something for this period, rather than tell of it?"""
    done = (
        r"\b(?:extend|suspend|renew|waiv|impos|authoriz|permit|exempt|exclud|establish|allocat|appl(?:y|ies))(?:s|es|ing)?\b|"
        r"\b(?:is|are|shall be|hereby|"
        r"will be) (?:\w+ )?(?:extended|suspended|renewed|waived|imposed|authorized|exempted|established|allocated|in effect)\b"
    )
    return bool(re.search(done, before, re.IGNORECASE))


@CUES.rule(
    r"\b(?:on and after|at or after|at and after|on/after|as of and after) @",
    examples={"and to 30 percent on and after @": "effective", "entered for consumption at or after @": "effective"},
    refusals=("on or before @",),
)
def on_and_after(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:window|portal|docket|inclusions? (?:process|period)|exclusions? (?:process|period)|"
    r"registration)\b[^@#.;]{0,80}\b(?:open|begin|start)"
    r"(?:s|ing)?\b(?: \w+){0,3} (?:on|at|from) @|\bopen (?:the |an? |its )?(?:\w+ ){0,4}(?:window|docket|portal|process|"
    r"period)\b[^@#.;]{0,30} (?:on|at|from) @",
    examples={"It will open the spring inclusion window on @": "effective", "The docket opens on @": "effective"},
    refusals=("the window was opened on @",),
)
def window_opens(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\beffective date\b[^@#.;]{0,100}\b(?:is|will be|shall be|becomes) @",
    examples={"The effective date of the continuation is @": "effective"},
    refusals=("the effective date is fixed by the minister on @",),
)
def effective_date_is(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:denied|debarred|disbarred|ineligible|barred|excluded|disqualified)\b[^@#]{0,100}\bfor(?: an?)?(?: period| term)?(?: of)? @"
    r"|\bfor an? (?:period|term) of #[^@#.;]{0,60},? (?:that is|i\.e\.|namely|thus),? (?:until|through|ending(?: on)?) @",
    examples={
        "its export privileges are denied for a period of @": "expiry",
        "barred for a period of # from this Order, that is, until @": "expiry",
    },
    refusals=("denied the request of @",),
)
def barred_for(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"\b(?:docket|comment (?:period|window)|public comment)\b[^@#.;]{0,80}\bclos(?:e|es|ing)(?: on| at)? @",
    examples={"The docket for the list closes on @": "comment_close"},
    refusals=("the docket was closed on @",),
)
def docket_closes(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMMENT_CLOSE, inclusive=True)


_FILED = (
    r"\b(?:may|must|should|can|shall|will) be (?:\w+ )?(?:filed|submitted|made|requested|accepted|claimed|"
    r"lodged)\b[^@#.;]{0,80}\b(?:between|from) @,? "
    r"(?:and|to|through|until) #"
)


@CUES.rule(
    _FILED,
    examples={"Petitions may be filed between @ and #": "effective"},
    refusals=("petitions filed between @ and #",),
)
def filed_from(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    turned(_FILED),
    examples={"Petitions may be filed between # and @": "compliance"},
    refusals=("petitions filed between # and @",),
)
def filed_to(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMPLIANCE, inclusive=True)


@CUES.rule(
    r"\b(?:expires?|terminates?|ends?|lapses?|until|through)(?: on| at| upon)? the (?:earlier|later|earliest|first|sooner) "
    r"(?:of|to occur of):? ?"
    r"(?:\(?\w{1,3}\) ?)?@",
    examples={"it expires on the earlier of (i) @ or (ii) the sale": "expiry"},
    refusals=("the earlier of (i) @ and the sale",),
)
def earlier_of(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"\bwith @ effect\b",
    examples={"The export of wheat is prohibited with @ effect": "effective"},
    refusals=("with effect from @",),
)
def with_immediate_effect(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)
