"""Where the governing verb puts a date: behind or ahead of the day of writing. **Pure.**"""

import re

from monitor.grammar.engine import spaced
from monitor.grammar.resolve import FUTURE, PAST, UNKNOWN

_BEFORE_IT = re.compile(
    spaced(
        r"\b(?:(?P<past>since|as early as|dated)|(?P<future>by|until|till|before|within|through|than|"
        r"due|effective|from))(?: the)? $"
    ),
    re.IGNORECASE,
)
_VERB = re.compile(
    spaced(
        r"\b(?:(?P<future>(?:will|would|shall|must|may|can|could|should|to|(?:is|"
        r"are)(?: to)?) (?:not |likely |now )?(?:be|take|start|begin|go|"
        r"expire|come|lapse|end|meet|impose|hit|face|apply|continue|increase|rise|"
        r"drop)(?: \w{3,}ed\b)?|will|shall|must|would|"
        r"(?:is|are|be) (?:due|set|expected|scheduled|planned|poised|likely|effective)|due to|set to|"
        r"expected|scheduled|planned|"
        r"expires?|ends?|lapses?|closes?|runs?(?: out)?|takes? effect|begins?|starts?|starting|"
        r"beginning|kicks? in|doubles?|"
        r"(?:comes?|goes?|enters?) into|deadline|effective|looms?|nears?|meets?|applies)"
        r"|(?P<past>said|told|was|were|had|has|have|did|gave|met|took|came|began|went|made|set|put|"
        r"struck|found|\w{2,}(?<!ne)ed))\b"
    ),
    re.IGNORECASE,
)


def tense(left: str, right: str) -> int:
    """PAST, FUTURE or UNKNOWN for a date between `left` and `right`, the two sides of its sentence."""
    near = _BEFORE_IT.search(left[-30:])
    if near:
        return PAST if near["past"] else FUTURE
    verbs = list(_VERB.finditer(left[-160:]))
    verb = verbs[-1] if verbs else _VERB.search(right[:120])
    if verb is None:
        return UNKNOWN
    return PAST if verb["past"] else FUTURE
