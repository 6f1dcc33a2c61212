"""Goods on the way: loaded before one instant, entered before another. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.types import DeadlineKind


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
