"""What is threatened unless something is done in time, where no narrower rule has read it. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.grammar.levies import LEVY
from monitor.types import DeadlineKind, Status

_BY = r"(?:by|before|within|in|ahead of)(?: the| his| its)?(?: next| coming)?"
_PENALTY = rf"(?:{LEVY}|sanctions|penalt(?:y|ies)|embargo)"


@CUES.rule(
    rf"\b{_PENALTY}\b[^@;]{{0,140}}\b(?:unless|if)\b[^@;]{{0,140}}\b{_BY} @|\b(?:unless|"
    rf"if)\b[^@;]{{0,140}}\b{_BY} @[^@#;]{{0,120}}\b{_PENALTY}\b",
    examples={
        "threatening new tariffs unless its leader agrees to a truce within the next @": "ultimatum threatened",
        "If it has not opened its market by @, duties will double": "ultimatum threatened",
    },
    refusals=("tariffs rise on @ if talks fail", "if the pause ends by @"),
)
def punished_if(match: re.Match[str]) -> Cue | None:
    words = match.group()
    if re.search(
        r"\b(?:suspen\w+|paus\w+|expir\w+|lapse\w*|loaded|in transit|entered|cleared|renew\w*|extend\w*|filed?)\b",
        words,
        re.I,
    ):
        return None
    if not re.search(
        r"\bif\b[^@]{0,90}(?:\bnot\b|n't|n’t|\bno\b|\bfail|\brefus|\bwithout)|\bunless\b", words, re.IGNORECASE
    ):
        return None
    return Cue(DeadlineKind.ULTIMATUM, Status.THREATENED, inclusive=True, politics=True)
