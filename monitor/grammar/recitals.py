"""Where an act stops telling its history and begins to enact: what stands before is recited, not decided. **Pure.**"""

import re

from monitor.grammar.engine import spaced

_ENACTS = re.compile(
    spaced(
        r"\bHA(?:S|VE) (?:ADOPTED|DECIDED|AGREED) (?:THIS|AS FOLLOWS)\b|\bNOW,? THEREFORE,? I\b|"
        r"\b(?i:do|does) (?i:hereby )?(?i:proclaim) (?i:as follows)\b"
    )
)
_BACKGROUND = re.compile(
    spaced(r"\bSec(?:tion)? ?\.? ?1 ?\. ?(?:Background|Purpose|Findings?|Introduction|Policy)(?: and \w+)? ?\.")
)
_NEXT = re.compile(spaced(r"\bSec(?:tion)? ?\.? ?2 ?\."))


def enacted_from(text: str) -> int:
    """`text` is clean: without markup. The code point at which the act begins to enact; 0 where the text shows no such place."""
    found = _ENACTS.search(text)
    start = found.end() if found else 0
    background = _BACKGROUND.search(text, start, start + 20_000)
    second = _NEXT.search(text, background.end()) if background else None
    return second.start() if second else start
