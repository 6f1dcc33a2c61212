"""Measures told of without a deadline: who imposed what on whom, and the day it was done. **Pure.**"""

import re

from monitor.grammar.engine import Watched, spaced
from monitor.grammar.levies import LEVY
from monitor.types import Status

_NOUN = rf"(?:{LEVY}|sanctions?|embargo|import ban|export controls?|quotas?)"
_DONE = Watched(
    spaced(
        rf"\b(?:impos(?:e|es|ed|ing)|slap(?:s|ped|ping)?|hit(?:s|ting)?|levie[sd]|levying|introduc(?:e|"
        rf"es|ed|ing)|announc(?:e|es|ed|ing)|order(?:s|ed|ing)|"
        rf"rais(?:e|es|ed|ing)|doubl(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|sets|approv(?:e|es|ed|ing)|"
        rf"charge)\b[^.;?]{{0,80}}?\b{_NOUN}\b"
        rf"|\bblacklist(?:s|ed|ing)|\bsanctioned\b|\bshall be subject to (?:a|"
        rf"an)\b[^.;]{{0,80}}\b(?:duty|tariff|rate)"
    ),
    re.IGNORECASE,
)
_UNDONE = Watched(
    spaced(
        rf"\b(?:lift(?:s|ed|ing)?|suspend(?:s|ed|ing)?|remov(?:es|ed|ing)|revok(?:es|ed|ing)|eas(?:es|"
        rf"ed|ing)|struck down)\b[^.;?]{{0,60}}?\b{_NOUN}\b"
    ),
    re.I,
)
BITS = _DONE.bit | _UNDONE.bit
"""Of the patterns of which one must match where a measure is told of."""
_MAYBE = re.compile(r"\b(?:threat\w*|could|might|may|consider\w*|would|plans?|planned|propos\w+|if)\b", re.IGNORECASE)
_TOLD_OF = Watched(
    r"\b(?:asked|whether|refunds?|paid|struck down|illegal|unlawful|ruled|options|how to|what to know)\b|\?",
    re.IGNORECASE,
)


_ENACTING = Watched(
    spaced(
        r"\bshall be (?:subject|imposed|increased)\b|\bhereby\b|\b(?:is|are) imposed\b|\bwill (?:be subject|impose)\b|\btoday\b|"
        r"\bI (?:have )?(?:determined?|impose)\b"
    ),
    re.IGNORECASE,
)
_SUPPOSED = re.compile(r"\W*(?:\(\w{1,3}\)\s*)?(?:if|should|in the event|unless|for example)\b", re.IGNORECASE)


def told_measure(text: str, *, official: bool = False) -> Status | None:
    """Does the sentence tell of a measure taken, threatened or undone? Its status, or None.

    `official`: an act also describes what others impose and what it once did; there only enacting words count.
    """
    if not (_DONE.may_match(text) or _UNDONE.may_match(text)) or _TOLD_OF.search(text):
        return None
    if official and (_SUPPOSED.match(text) or not _ENACTING.search(text)):
        return None
    done = _DONE.search(text)
    if done:
        return Status.THREATENED if _MAYBE.search(text[max(0, done.start() - 60) : done.end()]) else Status.ANNOUNCED
    undone = _UNDONE.search(text)
    if undone is None:
        return None
    return (
        Status.SUSPENDED
        if re.search(r"suspend|temporar|eas", text[undone.start() - 20 if undone.start() > 20 else 0 : undone.end()])
        else Status.REVOKED
    )
