"""What governs a date that no rule knows: its clause, the nearest verb or noun in it, and what a preposition makes of that. **Pure.**"""

import re

from monitor.grammar.cues.cue import Cue
from monitor.grammar.cues.families import Part, Word, nearest, tokens
from monitor.grammar.engine import spaced
from monitor.types import DeadlineKind, Status

_REACH = 200
"""Code points before the date in which its governor is looked for."""
_CLAUSE = re.compile(r"[;.!?:]\s+|\s[–—]\s|,\s+(?:which|who|whose|while|whereas|but|although|though)\b")
HEDGED = re.compile(
    spaced(
        r"\b(?:could|might|whether|economists?|analysts?|forecast\w*|estimat\w+|hop(?:e|es|ed|ing)|expects?|rumou?r\w*|"
        r"reportedly considering|would have|had been|never|no longer)\b"
    ),
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    spaced(
        r"\b(?:talks|summit|meetings?|visits?|helpdesk|election\w*|vote|parliament\w*|court|judge|verdict|trial|tournament|"
        r"season|concert|flights?|"
        r"passengers?|auction|shareholders?|earnings|maintenance|portal|income tax|tax returns?|repair kit|recall|households?|"
        r"strike|walk ?out|conference|festival|exhibition|offices?|holiday|investigated period|period of analysis|candida\w+|students?|"
        r"patients?|schools?|dumping margin|sales of|period of (?:review|investigation))\b"
    ),
    re.IGNORECASE,
)
_LONGER = re.compile(r"\b(?:extend|renew|prolong|roll)\w*", re.IGNORECASE)
BY = {
    Part.END: DeadlineKind.EXPIRY,
    Part.DUTY: DeadlineKind.COMPLIANCE,
    Part.COMMENT: DeadlineKind.COMMENT_CLOSE,
    Part.HEARING: DeadlineKind.COMPLIANCE,
    Part.REPORT: DeadlineKind.REPORT_DUE,
    Part.LOAD: DeadlineKind.IN_TRANSIT_LOAD_BY,
    Part.LAND: DeadlineKind.IN_TRANSIT_ENTER_BY,
    Part.WIND: DeadlineKind.WIND_DOWN_END,
    Part.START: DeadlineKind.EFFECTIVE,
}
UNTIL = {
    Part.START: DeadlineKind.EXPIRY,
    Part.LAST: DeadlineKind.EXPIRY,
    Part.END: DeadlineKind.EXPIRY,
    Part.DUTY: DeadlineKind.COMPLIANCE,
    Part.COMMENT: DeadlineKind.COMMENT_CLOSE,
    Part.WIND: DeadlineKind.WIND_DOWN_END,
    Part.LAND: DeadlineKind.IN_TRANSIT_ENTER_BY,
}
FROM = {
    Part.START: DeadlineKind.EFFECTIVE,
    Part.LAST: DeadlineKind.EFFECTIVE,
    Part.LAND: DeadlineKind.EFFECTIVE,
    Part.LOAD: DeadlineKind.EFFECTIVE,
    Part.DUTY: DeadlineKind.EFFECTIVE,
}
ON = {
    Part.START: DeadlineKind.EFFECTIVE,
    Part.END: DeadlineKind.EXPIRY,
    Part.HEARING: DeadlineKind.HEARING,
    Part.DUTY: DeadlineKind.COMPLIANCE,
    Part.COMMENT: DeadlineKind.COMMENT_CLOSE,
    Part.REPORT: DeadlineKind.REPORT_DUE,
}
_OPEN_ENDED = (DeadlineKind.EFFECTIVE, DeadlineKind.HEARING)


def clause_before(text: str) -> str:
    """The clause that ends here."""
    text = text[-_REACH:]
    ends = [match.end() for match in _CLAUSE.finditer(text)]
    return text[ends[-1] :] if ends else text


def cue_of(kind: DeadlineKind | None, clause: str = "") -> Cue | None:
    """A cue of this kind, less sure than any rule's; None where there is no kind."""
    if kind is None:
        return None
    longer = kind is DeadlineKind.EXPIRY and _LONGER.search(clause)
    return Cue(kind, Status.EXTENDED if longer else None, inclusive=kind not in _OPEN_ENDED, general=True)


def governor(clause: str) -> tuple[list[str], Word | None]:
    """The words of a clause, and the one nearest to its end that tells what the date is for."""
    words = tokens(clause)
    word = None if HEDGED.search(clause) or ELSEWHERE.search(clause) else nearest(words)
    return words, None if word and word.part is Part.STRAY else word
