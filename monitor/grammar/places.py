"""Countries, blocs, their people, capitals, leaders and agencies: who issues a measure and whom it hits. **Pure.**"""

import re
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_letters

from monitor.grammar.countries import countries
from monitor.grammar.engine import Watched, spaced
from monitor.grammar.openings import first_letters

# Nearly every name begins with a capital: the guard in front keeps the long list of names away from other words.
_GUARDED = r"(?<![\w.])(?=[A-ZÀ-Þ]|the |northern|southern)(?:{})(?!\w)"


def _names() -> dict[str, list[str]]:
    """For each first letter the names that may begin with it, as groups in the order of the table."""
    letters: dict[str, dict[str, list[str]]] = {letter: {} for letter in ascii_letters}
    for code, columns in countries().items():
        for rank, column in enumerate(columns):
            for name in re.split(r"\|(?![^(]*\))", spaced(column)) if column else ():
                for letter in first_letters(name) or ascii_letters:
                    letters.setdefault(letter, {}).setdefault(f"{code}_{rank}", []).append(name)
    return {
        letter: [f"(?P<{key}_{ord(letter)}>{'|'.join(own)})" for key, own in keys.items()]
        for letter, keys in letters.items()
        if keys
    }


_NAMES = _names()


def _by_letter() -> dict[str, re.Pattern[str]]:
    """Twenty names are tried sooner than three hundred."""
    return {letter: re.compile(_GUARDED.format("|".join(own))) for letter, own in _NAMES.items()}


def _letter_first() -> str:
    """All names; of another letter than the text's, none is tried."""
    return "|".join(f"(?={letter})(?:{'|'.join(own)})" for letter, own in _NAMES.items())


_PLACE = Watched(_GUARDED.format(_letter_first()), narrow=_by_letter)
_EVERYONE = Watched(
    spaced(
        r"\b(?:all (?:countries|trading partners|imports|articles from trading partners|economies|"
        r"its trade partners)|(?:most|dozens of|more than \d+|\d\d+|many)"
        r" (?:other )?(?:countries|economies|trading partners)|most U\.S\. imports|(?:its|their|"
        r"U\.S\.) trad(?:e|ing) partners|worldwide|global(?:ly)?(?! (?:terrorism|magnitsky))|"
        r"trading partners|every country|countries around the world)\b"
    ),
    re.IGNORECASE,
)
_TAXED = re.compile(
    r"(?:'s|-\w+)?\s+(?:[\w-]+\s+){0,2}(?:seafood|copper|beef|gas|LNG|coal|whiske?y|wine|coffee|shoes|parcels|steelmakers|carmakers|exporters|"
    r"makers|producers|fertili[sz]ers?|tomatoes|machinery|potash|almonds|apples|watches|lumber|imports?|goods|products?|exports?|articles|steel|aluminum|aluminium|cars?|"
    r"automobiles|vehicles|officials?|entities|"
    r"banks?|companies|firms|vessels|tankers|origin|oil|crude|semiconductors?|ships|discrimination|commerce)\b"
)
_STRONG_BEFORE = re.compile(
    r"\b(?:(?:tariffs?|dut(?:y|ies)|sanctions?|levy|levies|taxes|embargo|ban|restrictions?|controls?|"
    r"countermeasures|waiver|reprieve|surcharge|rate|"
    r"measures)(?:[^.;]|\.\d){0,60}?\b(?:on|against|for|from|of|to)|(?:imports?|goods|products?|articles|"
    r"exports?)\s+(?:\w+\s+)?(?:from|of|into|to)|(?:products|goods)\s+of|"
    r"origina(?:te|tes|ting)\s+in|"
    r"(?:investigations?|probes?)\s+(?:\w+\s+){0,2}into|(?:trade|tariff)\s+(?:truce|pause)\s+with|export(?:ed|s)\s+(?:directly\s+)?from|against|allow(?:s|ed|ing)?|threaten(?:s|ed|ing)?|(?:deadline|ultimatum|demand)\s+(?:for|to|on)|"
    r"warn(?:s|ed|ing)?|countries\s+importing|destinations?\s+of|respect\s+to|government\s+of|"
    r"(?:tell|told|urg\w+|press\w*|giv\w+|gave|hit|hitting|charge)|if)\s+(?:the\s+)?(?:[\w'-]+\s+){0,2}$",
    re.IGNORECASE,
)
_ONLY_WHERE = Watched(
    r"\b(?:(?:war|ceasefire|(?<!trade\s)(?<!tariff\s)truce|peace|fighting|conflict|invasion|attacks?|talks|aid|weapons|"
    r"offensive|summit|briefing|briefed)\s+(?:\w+\s+)?"
    r"(?:in|on|to|of|at|against|with)\s+(?:the\s+)?(?:\w+\s+)?|meeting\s+in\s+|visit\s+to\s+|travel\w*\s+to\s+|"
    r"\b(?:except|excluding|other\s+than|not\s+apply\s+to|exempt\w*|than)\b[^.;,]{0,60}\boriginating\s+in\s+(?:the\s+)?|"
    r"except(?:\s+for)?\s+|other\s+than\s+)$",
    re.IGNORECASE,
)


PRESSED = re.compile(
    r"\s+(?:now\s+|still\s+|just\s+)?(?:has|have|had)\s+(?:now\s+|only\s+|just\s+)?[\"']?(?:until|till|(?:about|around|some|up\s+to)\s+[@#\d]|[@#]|"
    r"a\s+(?:week|month|fortnight)|(?:\d+|two|three|six|ten)\s+(?:days|weeks|months))(?!\w)|\s+must\b",
    re.IGNORECASE,
)
"""After the name of a country: it is the one that is given time."""


@dataclass(frozen=True, slots=True)
class Place:
    """A country or bloc named at `start`. `role`: 0 the state, 1 an adjective, 2 a leader or agency."""

    code: str
    start: int
    end: int
    role: int


_SHOUTED = re.compile(r"\b(?!(?:OFAC|USTR|HTSUS|MOFCOM|DGFT|OFSI|PDVSA|CBSA|TARIFFS?)\b)[A-Z]{4,}\b")
"""Names in capitals ("CHINA") are read like others."""


@lru_cache(maxsize=64)
def places(text: str) -> tuple[Place, ...]:
    """Every country, bloc, people, leader and agency named, left to right. Remembered, as one sentence is asked about many times."""
    text = _SHOUTED.sub(lambda word: word.group().capitalize(), text)
    matches = ((match, (match.lastgroup or "").split("_")) for match in _PLACE.matches(text))
    return tuple(Place(code, match.start(), match.end(), int(role)) for match, (code, role, _) in matches)


def everyone(text: str) -> bool:
    """Do the words mean all or most trading partners?"""
    return bool(_EVERYONE.search(text))


def issuer_of(code: str) -> str:
    """The issuer's name for a country code: the United Kingdom is UK as issuer and GB as target."""
    return "UK" if code == "GB" else code


_DATED_FROM = re.compile(r"(?:,\s+[A-Z][\w. ]{1,24})?\s*(?:\([\w /.]{2,30}\)\s*)?(?:--|—|–|-)\s")
"""After the name of a place at the head of a text: it is where the piece was written."""

_LABEL = re.compile(r"\s+(?:tariffs?|dut(?:y|ies)|surtax(?:es)?|sanctions)\b", re.IGNORECASE)
"""After the name of a country that is not the issuer: "the Canada tariff" is a tariff on Canada."""


@lru_cache(maxsize=256)
def hit(text: str, issuer: str | None) -> tuple[tuple[str, ...], bool]:
    """Codes of those whom the measure of this sentence hits, sorted, and whether the words aim at them or merely name them."""
    scored: dict[str, int] = {}
    pressed = {
        place.code for place in places(text) if PRESSED.match(text, place.end) and issuer_of(place.code) != issuer
    }
    if pressed:
        return tuple(sorted(pressed)), True
    for place in places(text):
        if issuer_of(place.code) == issuer or place.code == "UN" or (place.role == 2 and place.code == "US"):
            continue
        if place.role == 2 and text[place.start : place.end].lower() in ("the commission", "the council"):
            continue  # Many bodies are called so, and none is aimed at.
        before = text[max(0, place.start - 90) : place.start]
        if _ONLY_WHERE.search_part(text, place.start - 90, place.start):
            continue
        score = 1 + 3 * bool(_STRONG_BEFORE.search(before)) + 2 * bool(_TAXED.match(text[place.end : place.end + 40]))
        score += 2 * bool(place.role == 0 and _LABEL.match(text, place.end)) - (place.role == 2)
        if not before.strip() and _DATED_FROM.match(text, place.end) and len(places(text)) > 1:
            continue
        scored[place.code] = max(score, scored.get(place.code, 0))
    best = max(scored.values(), default=0)
    # Names joined to the best one ("Canada and Mexico") stand or fall with it.
    codes = (
        code
        for code, score in scored.items()
        if score == best or (score >= 3 and best >= 3) or _joined(text, code, scored, best)
    )
    return tuple(sorted(codes)), best >= 3


def _joined(text: str, code: str, scored: dict[str, int], best: int) -> bool:
    """Does an enumeration ("A, B, C and D") hold this place and one of the best?"""
    row: list[Place] = []
    for place in places(text):
        if row and not re.fullmatch(
            r"\s*(?:(?:PR|region|province)\s*)?(?:,|, the|, and the|and|or|-|, and|, or|, as well as|and the)\s*",
            text[row[-1].end : place.start],
        ):
            row = []
        row.append(place)
        codes = {one.code for one in row}
        if code in codes and any(scored.get(other) == best for other in codes):
            return True
    return False
