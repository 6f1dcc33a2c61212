"""Whom a measure hits: from the sentence's own words, then from the operative sentence, the title and the opening around it. **Pure.**"""

import re

from monitor.grammar.actors import actor
from monitor.grammar.engine import Watched
from monitor.grammar.headings import heading_targets
from monitor.grammar.known import regime_targets
from monitor.grammar.measures import without_reason
from monitor.grammar.places import everyone, hit, issuer_of, places
from monitor.grammar.surroundings import Surroundings
from monitor.types import MeasureKind

BROAD = (MeasureKind.TARIFF, MeasureKind.QUOTA, MeasureKind.EXPORT_CONTROL, MeasureKind.IMPORT_BAN)
_AIMED = (MeasureKind.EXPORT_CONTROL, MeasureKind.SANCTIONS)
"""Families that mostly aim at one state."""
BACK = Watched(
    r"\b(?:this|these|such|those|herein|the (?:modifications|changes|duties|tariffs?|rates?|increase|"
    r"suspension|move|measure|order|pause))\b|^\W*(?:It|They|That)\b",
    re.I,
)
"""A sentence with these words goes on about what was named before."""
_OPERATIVE = Watched(
    r"\b(?:articles|products|goods|imports)\b[^.;]{0,120}\bshall\s+be\s+(?:\w+\s+)?(?:subject|imposed|increased)\b|"
    r"\b(?:additional|ad valorem|surtax|duty|duties)\b[^.;]{0,120}\b(?:on|from)\b[^.;]{0,60}\b(?:articles|products|goods|"
    r"imports)\b|\b(?:duty|duties|tariffs?|surtax|measures?|quotas?)\b[^.;]{0,160}\b(?:originating in|originate in|"
    r"exported from)\b|"
    r"\bimports?\s+of\b[^.;]{0,100}\b(?:from|originating in)\b",
    re.IGNORECASE,
)
"""A sentence that imposes a duty on the goods of somebody."""
_ANSWERS = Watched(
    r"\b(?:retaliat\w+|(?:hits?|strikes?|fires?)\s+back|respond(?:s|ed)?\s+(?:with|in\s+kind)|in\s+response|counter-?tariffs|"
    r"counter-?measures|answer(?:s|ed)?\s+with)\b",
    re.IGNORECASE,
)
"""What is done to the one who began."""
_MEMBERS = frozenset(
    (
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "EU", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT",
        "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    )
)  # fmt: skip
_MONEY = re.compile(r"\b(?:United\s+States|U\.?S\.?|Canadian|Australian|Hong\s+Kong|New\s+Zealand)\s+dollars?\b")
_COUNCIL = re.compile(r"\b(?:(?:Security\s+)?Council|[Mm]ember\s+[Ss]tates?|Commission)\b")
"""In a paper of the United Nations these are theirs, not the European ones."""
_CARVED = re.compile(
    r"\b(?:shall\s+not\s+exceed|notwithstanding|except(?:ion)?|other\s+than|in\s+lieu\s+of|instead\s+of|does\s+not\s+apply|"
    r"shall\s+not\s+(?:apply|be\s+subject)|(?:should|do|must)\s+not\s+(?:report|file|use)|exempt\w*)\b",
    re.IGNORECASE,
)
"""A sentence that treats some country apart, which is not the one the act aims at."""
_METALS = re.compile(r"\b9903\.8[015]\b")
"""Headings of the duties on metals, which hit all whatever country's quota or agreement is told of beside them."""


def targets_of(text: str, issuer: str | None, kind: MeasureKind, around: Surroundings) -> tuple[tuple[str, ...], bool]:
    """The countries hit, and whether the sentence itself names them."""
    own = outside_union(regime_targets(text) or named(text, issuer), issuer)
    if own and (own != ("UA",) or not around.document.official or kind in (MeasureKind.TARIFF, MeasureKind.QUOTA)):
        return own, True
    if around.document.official:
        found = _official_targets(text, issuer, kind, around)
        if not found and kind in _AIMED:
            found = _only_country(issuer, around)
        return (found or (("ALL",) if kind in BROAD and issuer else ())), False
    if _ANSWERS.search(text) and (struck := _striker(issuer, around)):
        return (struck,), False
    for words in (*around.before[:2], around.title):
        found = named(without_reason(words), issuer)
        if found:
            return found, False
    told = hit(without_reason(around.opening), issuer)
    if told[0] and told[1] and not everyone(around.opening):
        return told[0], False
    return (("ALL",) if kind in BROAD and issuer else ()), False


def _striker(issuer: str | None, around: Surroundings) -> str | None:
    """Who did what is answered: the one that the sentence before says imposed something."""
    who = next((one for one in map(actor, around.before[:1]) if one and one != issuer), None)
    return {"UK": "GB"}.get(who, who) if who else None


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def outside_union(codes: tuple[str, ...], issuer: str | None) -> tuple[str, ...]:
    """The Union takes no measures on its members: one that is named is where the goods go."""
    return tuple(code for code in codes if code not in _MEMBERS) if issuer == "EU" else codes


def operative(around: Surroundings) -> str:
    """The sentence before that imposes a duty on the goods of somebody; empty where none does."""
    return next((words for words in around.before if _OPERATIVE.search(words)), "")


def _official_targets(text: str, issuer: str | None, kind: MeasureKind, around: Surroundings) -> tuple[str, ...]:
    """In an act the operative sentence just before ("articles of X shall be subject") beats the title, which may name the reason."""
    found = hit(without_reason(operative(around)), issuer)
    if found[0] and found[1]:
        return found[0]
    back = around.before[:2] if BACK.search(text) else ()
    opening = " ; ".join(part for part in around.opening.split(" ; ") if not _CARVED.search(part))
    for words in (around.title, *back, opening):
        known = regime_targets(words)
        codes = known or named(without_reason(words), issuer)
        aimed = words is not opening or known or hit(without_reason(words), issuer)[1]
        aimed = aimed or issuer == "UN"
        if codes and aimed and (codes != ("UA",) or kind in (MeasureKind.TARIFF, MeasureKind.QUOTA)):
            return codes
    return ()


def _only_country(issuer: str | None, around: Surroundings) -> tuple[str, ...]:
    """The one state that an act's title and opening name at all, beside the issuer."""
    named = {
        place.code
        for place in places(f"{around.title} ; {around.opening}")
        if place.role < 2 and issuer_of(place.code) != issuer and place.code not in ("EU", "UN", "US")
    }
    return tuple(named) if len(named) == 1 else ()


def named(text: str, issuer: str | None) -> tuple[str, ...]:
    """Countries aimed at in so many words, else everyone, else countries merely named."""
    text = _MONEY.sub(_blank, _COUNCIL.sub(_blank, text) if issuer == "UN" else text)
    codes, aimed = hit(text, issuer)
    headed = heading_targets(text) if issuer == "US" else ()
    if headed and (headed != ("ALL",) or not aimed or _METALS.search(text)):
        return headed
    return codes if aimed or not everyone(text) else ("ALL",)
