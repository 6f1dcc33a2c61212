"""Dates that open their sentence ("By @, importers must ..."), and days on which something happens. Tried last, as `governed`. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.grammar.cues.families import Part, Word, first_after, tokens
from monitor.grammar.cues.governors import (
    AUTHORITY,
    BY,
    ELSEWHERE,
    FROM,
    HEDGED,
    MEASURE,
    ON,
    OUGHT,
    UNTIL,
    Clause,
    clause_before,
    cue_of,
)
from monitor.grammar.engine import spaced
from monitor.types import DeadlineKind

_RECITED = re.compile(
    spaced(
        r"\b(?:having regard to|whereas|recalling|pursuant to|in accordance with|dated|of|article \d+\w*|under|than)(?: the)? ?$"
    ),
    re.IGNORECASE,
)
_LEADS = frozenset(
    {
        "by", "before", "to", "until", "till", "through", "after", "than", "within", "since", "for", "from", "over", "beginning",
        "starting", "commencing", "effective",
    }
)  # fmt: skip
"""Words before a date that are read by rules of their own."""
_ASKED = re.compile(
    spaced(r"\b(?:must|shall|should|may|ha(?:ve|s) to|required|needs? to|are to|is to|obliged)\b"), re.IGNORECASE
)
_OPENS = re.compile(r"(?:^|[.;:])\W*(?:\w{1,4}\W{1,3})?(?:\w+,\s+)?$")
"""The end of what stands before a date that opens its clause: nothing, a number, an adverb."""
_LEGAL = re.compile(
    spaced(
        r"\b(?:in)?to (?:force|effect|operation)|\b(?:be|becomes?|is|are) (?:effective|applicable|operative)|\bexpires?\b|\blapses?\b"
    ),
    re.I,
)
"""Words that are said of measures alone."""


@CUES.rule(
    r"(?:^[^\w@#]{0,8}(?:(?:article|section|para\w*) )?|[.;:,—–] (?:and )?|\bthat )(?:\(?\w{1,4}[).]{1,2} ?){0,3}(?:[a-z]+, )?"
    r"(?P<how>on or before|no later than|not later than|by|before|until|starting from|from|as of|as from|starting|beginning|effective|"
    r"with effect from|after|on or after|on|at)(?: (?:on|at|midnight on))? @(?P<rest>,?[^@]{3,240})",
    examples={
        "By @, the agency is to report back to the Council": "report_due",
        "(2) By @, the agency shall provide the Council with an update": "report_due",
        "On or before @, persons in the trade may apply for a review": "compliance",
        "As of @ until #, the bans shall apply to tankers too": "effective",
        "At @, customs will implement the new rates": "effective",
        "No later than @, exporters must register their plants": "compliance",
        "From @, the surcharge is to be collected at the border": "effective",
        "Starting from @, the additional duty on soybeans is suspended": "effective",
        "By @, banks must wind down such dealings": "wind_down_end",
        "The ministry announced that, as of @, the surcharge applies to all parcels": "effective",
        "Such goods may, until @, be exempted from it": "expiry",
    },
    refusals=(
        "On @, the minister will meet his counterpart",
        "By @, prices could rise",
        "On @, the ministry announced it will impose duties",
        "After @, he resigned",
        "By @, shoppers will pay extra for shoes",
        "From @, the museum is to open on Sundays",
    ),
)
def governed_opening(match: re.Match[str]) -> Cue | None:
    left = match.string[: match.start("how")]
    if not _OPENS.search(left) and not match["rest"].startswith(","):
        return None
    rest = re.split(r"[.;]\s|\b(?:said|announced|reported|told|published|issued|released)\b", match["rest"])[0]
    if ELSEWHERE.search(rest) or HEDGED.search(rest):
        return None
    # "Such goods may, until @, be declared": the auxiliary stands before the date.
    word = first_after([*tokens(left)[-1:], *tokens(rest)])
    if word is None or word.part is Part.STRAY or (word.part is Part.REPORT and not AUTHORITY.search(rest)):
        return None
    if word.part is Part.DUTY and not _ASKED.search(rest):
        return None
    how = match["how"].lower()
    if how in ("on or before", "no later than", "not later than", "by", "before"):
        return cue_of(BY.get(word.part), rest)
    if how == "until":
        return cue_of(UNTIL.get(word.part), rest)
    return cue_of((ON if how in ("on", "at") else FROM).get(word.part))


@CUES.rule(
    r"(?<=[^\s@])(?P<prep> (?:on|at|in|sometime|early on|late on|midnight on|from #,? on|"
    r"(?:at )?the end of[^@.;]{0,30} on)| in for)?(?: the)? @",
    examples={
        "an oral hearing will follow @": "hearing",
        "the old restrictions will automatically return on @": "effective",
        "the curbs are to be reinstated @": "effective",
        "Requests to take part are due @": "compliance",
        "the ministry's final ruling is due on @": "report_due",
        "the permits are set to fall away on @": "expiry",
        "a duty on chips is pencilled in for @": "effective",
        "every embargo will resume at the end of those weeks on @": "effective",
        "Parts III and IV enter into force on @": "effective",
        "The agency shall transmit its report to the President @": "report_due",
    },
    refusals=(
        "he said on @",
        "the duties were imposed on @",
        "the minister will speak on @",
        "the hearing was held on @",
        "the order was signed @",
        "tariffs could return on @",
        "the list published on @",
        "the carmaker will raise output on @",
        "the talks will resume on @",
    ),
)
def governed_on(match: re.Match[str]) -> Cue | None:
    clause = clause_before(match.string[: match.start()])
    word = clause.word
    if word is None or not clause.ahead or _RECITED.search(clause.text[-40:]):
        return None
    far = len(clause.words) - word.at > (12 if match["prep"] else 7)
    if far or clause.words[-1] in _LEADS or clause.words[word.at] == "closed":
        return None
    return cue_of(_on(clause, word, bare=not match["prep"]), clause.text)


def _on(clause: Clause, word: Word, *, bare: bool) -> DeadlineKind | None:
    """What happens on a date. `bare`: no preposition stands before it, as before a length that says "within" itself."""
    if word.part in (Part.DUTY, Part.COMMENT, Part.REPORT, Part.WIND):
        if bare and OUGHT.search(clause.text) and (word.part is not Part.REPORT or AUTHORITY.search(clause.text)):
            return BY[word.part]
        return ON.get(word.part) if re.search(r"\b(?:due|deadline|closes?|closing)\b", clause.text, re.I) else None
    if not (MEASURE.search(clause.text) or _LEGAL.search(clause.text)):
        return None
    noun = word.form == "noun" and word.part in (Part.START, Part.END, Part.LAST)
    return None if noun else ON.get(word.part)
