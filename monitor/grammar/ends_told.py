"""Words of an act or a court that end a measure without naming a day: one for each instrument that they name. **Pure.**"""

import re

from monitor.grammar.engine import Watched, spaced
from monitor.types import Status

_ENDED = Watched(
    spaced(
        r"\b(?:shall|do|does|is|are|will) (?:hereby )?(?:no longer (?:be )?(?:in effect|in force|imposed|collected|apply)|"
        r"cease to (?:have effect|apply|be in force)|terminated|revoked|rescinded|repealed)\b"
        r"|\bI (?:hereby |also |therefore )?(?:terminate|revoke|rescind)\b"
    ),
    re.IGNORECASE,
)
_STRUCK = Watched(
    spaced(
        r"\b(?:set aside|vacated?|vacates|permanently enjoin\w*|(?:is|are|was|were) (?:held|declared|found) (?:to be )?(?:unlawful|"
        r"invalid|ultra vires)|(?:is|are) (?:unlawful|invalid|contrary to law)|exceeds? the (?:President's )?authority|annul(?:s|led))\b"
    ),
    re.IGNORECASE,
)
BITS = _ENDED.bit | _STRUCK.bit
"""Of the patterns of which one must match where an end is told of."""
_COURT = re.compile(spaced(r"\b(?:court|judgment|ruling|v\.|tribunal|opinion|slip op|CJEU)\b"), re.IGNORECASE)
_NOT_NOW = re.compile(
    spaced(
        r"\b(?:if|unless|until|may be|would|could|might|appeal(?:s|ed)? against|whether|argu\w+|claim\w*|stay(?:ed|s)?)\b"
    ),
    re.IGNORECASE,
)
_BARE = re.compile(
    spaced(r"\bnational emergenc(?:y|ies)\b[^.;]{0,200}\bterminat|\bcommittee|\bcouncil is\b"), re.IGNORECASE
)


_FAVOUR = re.compile(
    spaced(
        r"\b(?:duty-free|de minimis|exemption|exception|exclusion|derogation|preferen\w+|waiver|suspension|reprieve)\b"
    ),
    re.IGNORECASE,
)
"""What frees from a measure: its end is the measure's beginning."""


def told_end(text: str, title: str) -> Status | None:
    """REVOKED or STRUCK_DOWN where an official sentence ends a measure at once; None where it does not, or not yet."""
    struck = _STRUCK.search(text)
    named = _COURT.search(text) or _COURT.search(title)
    if struck and named and not _NOT_NOW.search(text[max(0, struck.start() - 80) : struck.start()]):
        return Status.STRUCK_DOWN
    ended = _ENDED.search(text)
    if ended and _FAVOUR.search(text[max(0, ended.start() - 160) : ended.start()]):
        return None
    if ended and not _BARE.search(text) and not _NOT_NOW.search(text[max(0, ended.start() - 60) : ended.start()]):
        return Status.REVOKED
    return None
