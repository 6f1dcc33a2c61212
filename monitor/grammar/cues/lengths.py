"""Lengths for which a measure is set: "levied for four months beginning Thursday" is one date, its end. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.types import DeadlineKind, Status


@CUES.rule(
    r"\b(?:(?:re)?impos\w+|lev(?:y|ied|ying)|collect|collects|charge|charges|introduc\w+|prohibit\w*|ban|bans|banned|restrict\w*|"
    r"suspend\w*|waiv(?:e|es|ed)|exempt(?:s|ed)?|appl(?:y|ies|ied)|add|adds|halt(?:s|"
    r"ed)?)\b(?P<what>[^@#;.]{0,110}(?:\d\.\d[^@#;.]{0,60}){0,2}) for "
    r"(?:an? )?(?:(?:further|initial|maximum|provisional|total) )?(?:(?:period|term) of )?(?:up to |at most |not exceeding )?@"
    r"(?!,? and (?:takes?|enters?|comes?|starts?|begins?) )",
    examples={
        "will collect provisional duties on its steel for @": "expiry",
        "The export of sugar is prohibited for @": "expiry",
        "waived the sanctions on it for @": "expiry suspended",
        "will add 55% to the duty on beef for @": "expiry",
    },
    refusals=(
        "duties collected for @",
        "applied to the court for @",
        "a ban set for @",
        "is introduced for @ and takes effect on #",
        "a tax imposed on #, due for @",
    ),
)
def set_for_a_length(match: re.Match[str]) -> Cue | None:
    words = match.group()
    if re.search(
        r"\b(?:set|due|scheduled|slated|planned|fixed|called|expected|revenue|receipts|court|job|place|visa|told|said|vote|"
        r"talks) (?:[a-z]+ )?for\b|"
        r"\b(?:to the|for a job|in prison|fine|jail\w*|players?|clubs?|drivers?|licen[cs]es? (?:of|to) (?:drive|practi[sc]e))\b",
        words,
        re.IGNORECASE,
    ) and not re.search(r"\bto the (?:dut|tariff|levy|rate)", words, re.IGNORECASE):
        return None
    paused = re.match(r"(?:suspend|waiv|exempt)", words, re.IGNORECASE) or re.search(
        r"\bsuspended\b", words, re.IGNORECASE
    )
    return Cue(DeadlineKind.EXPIRY, Status.SUSPENDED if paused else None, inclusive=True)
