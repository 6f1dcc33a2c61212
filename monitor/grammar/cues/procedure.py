"""Comments, hearings, reports, reviews, wind-downs. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.types import DeadlineKind, Status

_OFFICERS = (
    r"\b(?:secretar(?:y|ies)|director|representative|commissioner|attorney general|commission|"
    r"administrator|agenc(?:y|ies)|committee|department|chair)\b"
)


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
