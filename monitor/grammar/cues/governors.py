"""What governs a date that no rule knows: its clause, the nearest verb or noun in it, and what a preposition makes of that. **Pure.**"""

import re
from dataclasses import dataclass

from monitor.grammar.cues.cue import Cue
from monitor.grammar.cues.families import Part, Word, ahead, nearest, tokens
from monitor.grammar.engine import spaced
from monitor.grammar.levies import LEVY
from monitor.types import DeadlineKind, Status

_REACH = 200
"""Code points before the date in which its governor is looked for."""
_CLAUSE = re.compile(
    r"(?:[;!?]|(?<=[a-z0-9)]{2})\.)\s+|\s[–—]\s|,\s+(?:which|who|whose|while|whereas|but|although|though)\b"
)
MEASURE = re.compile(
    spaced(
        rf"\b(?:{LEVY}|sanctions?|curbs?|bans?|embargo(?:es)?|quotas?|licen[cs]es?|waivers?|"
        r"exemptions?|exclusions?|restrictions?|prohibitions?|fees?|measures?|rules?|regulations?|requirements?|orders?|changes|amendments?|"
        r"ordinance|suspension|pause|truce|reprieve|authori[sz]ations?|permits?|controls?|caps?|rates?|increases?|hikes?|preferences|"
        r"thresholds?|penalt(?:y|ies)|period|transition|window|probe|investigation|hearing|requests?|applicable|effective|valid|entries|comments?|ruling|determination|deadline)\b"
    ),
    re.IGNORECASE,
)
"""Names of measures and of steps in a procedure about one."""
AUTHORITY = re.compile(
    spaced(
        r"\b(?:president|secretary|commission\w*|council|ministry|committee|representative|department|congress|determination|investigation|"
        r"agency|commerce|authority|tribunal|panel|ministers?|government)\b"
    ),
    re.IGNORECASE,
)
OUGHT = re.compile(spaced(r"\b(?:must|shall|ha(?:ve|s) to|required|needs? to|are to|is to|obliged)\b"), re.IGNORECASE)
VIEWS = re.compile(r"\b(?:comments?|views|feedback|representations|rebuttals?)\b", re.IGNORECASE)
HEDGED = re.compile(
    spaced(
        r"\b(?:could|might|whether|economists?|analysts?|forecast\w*|estimat\w+|hop(?:e|es|ed|ing)|expects?|rumou?r\w*|"
        r"reportedly considering|recommend\w*|would have|had been|never|no longer)\b"
    ),
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    spaced(
        r"\b(?:talks|summit|meetings?|visits?|helpdesk|election\w*|vote|parliament\w*|court|judge|verdict|trial|tournament|"
        r"season|concert|flights?|"
        r"passengers?|auction|shareholders?|earnings|prices|maintenance|portal|income tax|tax returns?|recall|households?|"
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


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause before a date. `word`: the lexicon's word nearest to its end; `free`: no other field, no guess and no stray verb."""

    text: str
    words: list[str]
    word: Word | None
    free: bool

    @property
    def ahead(self) -> bool:
        """Does its tense put what the word tells at or after the day of writing?"""
        return self.word is not None and ahead(self.words, self.word)

    @property
    def plain(self) -> bool:
        """Is a measure named, with no verb of the lexicon that would say more?"""
        return self.free and bool(MEASURE.search(self.text))


def clause_before(text: str) -> Clause:
    """The clause that ends here."""
    text = text[-_REACH:]
    ends = [match.end() for match in _CLAUSE.finditer(text)]
    text = text[ends[-1] :] if ends else text
    words = tokens(text)
    word = nearest(words)
    free = not (HEDGED.search(text) or ELSEWHERE.search(text) or (word and word.part is Part.STRAY))
    return Clause(text, words, word if free else None, free)


def cue_of(kind: DeadlineKind | None, clause: str = "") -> Cue | None:
    """A cue of this kind, less sure than any rule's; None where there is no kind."""
    if kind is None:
        return None
    longer = kind is DeadlineKind.EXPIRY and _LONGER.search(clause)
    return Cue(kind, Status.EXTENDED if longer else None, inclusive=kind not in _OPEN_ENDED, general=True)
