"""Whose measure a sentence speaks of, on whom, of what family and rate: from its own words, then from the words around it. **Pure.**"""

import re
from dataclasses import dataclass
from functools import lru_cache

from monitor.grammar.engine import Watched
from monitor.grammar.goods import goods, goods_of_title
from monitor.grammar.instruments import authority, instrument, licence_number
from monitor.grammar.known import act_kind, regime_targets
from monitor.grammar.measures import kind_in, products, rates, reason, without_reason
from monitor.grammar.places import PRESSED, Place, everyone, hit, issuer_of, places
from monitor.types import Document, Measure, MeasureKind

_BROAD = (MeasureKind.TARIFF, MeasureKind.QUOTA, MeasureKind.EXPORT_CONTROL, MeasureKind.IMPORT_BAN)
_OWNS = re.compile(
    r"(?:(?:'s|s')\s+(?:[\w-]+\s+){0,3}|\s+)(?:deadline|ultimatum|tariffs?|sanctions|threats?|"
    r"trade war|administration|government|duties|officials?|countermeasures|pause|envoy)\b"
)
_ACTS = re.compile(
    r"(?:\s+(?:[Pp]resident|[Mm]inister|[Ss]ecretary|[Tt]reasury|government|administration|"
    r"officials?)\b[\w\s.]{0,30})?(?:,\s+in\s+turn)?,?\s+(?:\(\w+\)\s+)?(?:has|have|had|will|would|is|"
    r"are|was|were|said|says|signed|announced|announces|"
    r"imposed|imposes|ordered|threatened|threatens|agreed|committed|plans|planned|gave|temporarily|"
    r"just|on|issued|removes|delays|lifts|suspended|suspends|repeatedly|completes|sets|hits|extends|"
    r"extended|finally|offers|grants|targets|could|may|to)\b"
)
_OBJECT = re.compile(
    r"\b(?:on|against|from|of|to|for|with|into|in|by|between|hit|hits|and|all|most|threatens?|"
    r"threatened|allow\w*|let|urg\w+|ask\w*|press\w*|tell|told|gave|giv\w+|forc\w+|"
    r"warn\w*)\s+(?:the\s+|new\s+)?$",
    re.IGNORECASE,
)
_BACK = Watched(
    r"\b(?:this|these|such|those|herein|the (?:modifications|changes|duties|tariffs?|rates?|increase|"
    r"suspension|move|measure|order|pause))\b|^\W*(?:It|They|That)\b",
    re.I,
)
_AROUND = 1500
"""Code points on each side of the date that are looked at."""
_CROWD, _NEARER = 24, 400
"""So many other dates make a run-on of a sentence (a table, or something hostile), and so far is looked in it."""
_ELSEWHERE = Watched(
    r"\b(?:shutdown|budget|funding|spending|debt\s+ceiling|election\w*|parliament|world\s+cup|league|"
    r"club|coach|tournament|squad|cricket|rugby|football|fifa|"
    r"union|strike\s+action|lawmakers|nominat\w+|lawsuit|merger|shareholders?)\b",
    re.IGNORECASE,
)
"""Fields whose deadlines and ultimatums are not ours."""
_OPERATIVE = Watched(
    r"\b(?:articles|products|goods|imports)\b[^.;]{0,120}\bshall\s+be\s+(?:\w+\s+)?(?:subject|imposed|increased)\b|"
    r"\b(?:additional|ad valorem|surtax|duty|duties)\b[^.;]{0,120}\b(?:on|from)\b[^.;]{0,60}\b(?:articles|products|goods|"
    r"imports)\b",
    re.IGNORECASE,
)
"""A sentence that imposes a duty on the goods of somebody."""
_LEADS = re.compile(
    r"[\d.,]+\s*(?:%|per\s?cent)[^#%;]{0,90}?(?:from\s+|from\s+#,?\s+(?:to|until|through)\s+)|"
    r"[\d.,]+\s*(?:%|per\s?cent),?\s+(?:on|as\s+of|effective|starting(?:\s+on)?|beginning(?:\s+on)?)\s+"
)
"""From a rate to its own date: "12% from @", "12% shall be levied from # to @"."""
_EACH_RATE = re.compile(r"\b(?:such|these|those)\s+(?:\w+\s+){0,2}rates\b", re.IGNORECASE)
_LICENCE_TITLE = re.compile(r"\b(?:general|specific|wind[- ]down)\s+licen[cs]e\b|\blicen[cs]e\s+INT/", re.IGNORECASE)
_PERMITS = re.compile(r"\b(?:authori[sz]\w+|permit\w*|licen[cs]e\w*|allowed)\b", re.IGNORECASE)
_HEADINGS = ((Watched(r"\b9903\.(?:88|91)\b"), ("CN",)), (Watched(r"\b9903\.(?:80|81|85)\b"), ("ALL",)))
"""Chapter 99 headings whose country the tariff schedule fixes: 9903.88 and 9903.91 hold the section 301 duties on China."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The measures of a sentence: one, or one for each rate. `near`: the sentence itself named the family."""

    measures: tuple[Measure, ...]
    near: bool
    aimed: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a sentence: the sentences just before it, nearest first, and the document."""

    before: tuple[str, ...]
    title: str
    opening: str
    document: Document


def subject(text: str, at: int, around: Surroundings, politics: bool = False) -> Subject | None:
    """What the sentence is about, or None when neither it nor its surroundings show a measure of trade or sanctions.

    `politics`: the sentence states a demand, which counts as a measure of kind other when it names who presses whom.
    """
    reach = _AROUND if text.count("#") <= _CROWD else _NEARER
    begin = max(0, at - reach)
    text, at = text[begin : at + reach], at - begin
    own = _licensed(text, around) or kind_in(text, at)
    kind = own or _kind_around(text, around, politics)
    if kind is None:
        return None
    issuer = _issuer(text, at, around)
    told = text if kind is MeasureKind.LICENCE else without_reason(text)
    targets = _targets(told, issuer, kind, around)
    numbers = _rates(text, at, around) if kind in (MeasureKind.TARIFF, MeasureKind.QUOTA) else [None]
    things = _goods(text, kind, around)
    found = tuple(
        Measure(
            kind, issuer, targets[0], number, _instrument(text, kind, around), authority(text), things, reason(text)
        )
        for number in numbers
    )
    titled = around.document.official and kind_in(around.title) is MeasureKind.OTHER
    if kind is MeasureKind.OTHER and own is None and not titled and not (issuer and targets[0]):
        return None
    return Subject(found, own is not None, targets[1])


def _licensed(text: str, around: Surroundings) -> MeasureKind | None:
    """In a paper whose title is a licence, what is authorised is licensed, whatever duties or sanctions the words name beside it."""
    named = around.document.official and _LICENCE_TITLE.search(around.title) and _PERMITS.search(text)
    return MeasureKind.LICENCE if named else None


def _kind_around(text: str, around: Surroundings, politics: bool) -> MeasureKind | None:
    linked = around.document.official or _BACK.search(text)
    vague: MeasureKind | None = None
    for words in (around.title, *around.before) if linked else (around.title,):
        kind = kind_in(words)
        if kind is MeasureKind.OTHER and around.document.official:
            vague = vague or kind
        elif kind:
            return kind
    if around.document.official:
        kind = act_kind(text) or act_kind(" ".join((around.title, *around.before))) or kind_in(around.opening) or vague
        if kind:
            return kind
    if around.document.official or (politics and not _ELSEWHERE.search(text)):
        return kind_in(around.opening) or (MeasureKind.OTHER if politics else None)
    return None


def _goods(text: str, kind: MeasureKind, around: Surroundings) -> tuple[str, ...]:
    """The goods of the sentence; in an act that names none there, those of the operative sentence before it, else of its title."""
    if not around.document.official:
        return products(text)
    if kind not in _BROAD:
        return ()
    operative = next((words for words in around.before if _OPERATIVE.search(words)), "")
    own = without_reason(text)
    return products(own) or goods(own) or goods(operative) or goods_of_title(around.title)


def _instrument(text: str, kind: MeasureKind, around: Surroundings) -> str | None:
    """The instrument named; a licence goes by its own number, not by that of an order it makes exceptions from, or replaces."""
    if kind is MeasureKind.LICENCE:
        titled = licence_number(around.title) if around.document.official else None
        return titled or licence_number(text) or licence_number(around.title) or instrument(text)
    return instrument(text) or instrument(around.title)


@lru_cache(maxsize=256)
def actor(text: str, at: int | None = None) -> str | None:
    """Who acts in these words: the owner of the deadline or the tariff, else the subject of a verb; the nearest before `at`."""
    best: tuple[int, int] = (0, 0)
    who: str | None = None
    for place in places(text):
        score = _acting(text, place)
        distance = -abs((at if at is not None else 0) - place.start) if score == 2 else -place.start
        if score > 0 and (who is None or (score, distance) > best):
            best, who = (score, distance), issuer_of(place.code)
    return who


def _acting(text: str, place: Place) -> int:
    after = text[place.end : place.end + 60]
    if PRESSED.match(after):
        return 0
    owns = _OWNS.match(after)
    if owns and owns.group().startswith("'"):
        return 3
    if _OBJECT.search(text[max(0, place.start - 24) : place.start]):
        return 0
    if place.role == 2 or owns:
        return 2
    return 2 if place.role == 0 and _ACTS.match(after) else 0


def _issuer(text: str, at: int, around: Surroundings) -> str | None:
    document = around.document
    if document.issuer:
        return (_committed(text[:at]) if document.official else None) or document.issuer
    for words in (text, *around.before[:2], around.title, around.opening):
        who = actor(words, at if words is text else None)
        if who:
            return who
    return "US" if re.search(r"\bHTSUS\b|\beastern\b", around.title + text) else None


def _committed(text: str) -> str | None:
    """Who last before the date is said to impose, suspend or promise something; an official text may tell of another state's acts."""
    pattern = (
        r"\W{0,3}(?:\(\w+\)\W{0,3})?(?:in turn\W{0,3}|also )?(?:announced|has (?:also )?committed|"
        r"committed|will impose|imposed|has imposed|agreed|would impose|will suspend|retaliat\w+)\b"
    )
    acting = [place for place in places(text) if place.role != 1 and re.match(pattern, text[place.end :])]
    return issuer_of(acting[-1].code) if acting else None


def _targets(text: str, issuer: str | None, kind: MeasureKind, around: Surroundings) -> tuple[tuple[str, ...], bool]:
    """The countries hit, and whether the sentence itself names them."""
    own = regime_targets(text) or _named(text, issuer)
    if own and (own != ("UA",) or not around.document.official):
        return own, True
    if around.document.official:
        found = _official_targets(text, issuer, around)
        return (found or (("ALL",) if kind in _BROAD and issuer else ())), False
    for words in (*around.before[:2], around.title):
        found = _named(without_reason(words), issuer)
        if found:
            return found, False
    return (("ALL",) if kind in _BROAD and issuer else ()), False


def _official_targets(text: str, issuer: str | None, around: Surroundings) -> tuple[str, ...]:
    """In an act the operative sentence just before ("articles of X shall be subject") beats the title, which may name the reason."""
    operative = next((words for words in around.before if _OPERATIVE.search(words)), "")
    found = hit(without_reason(operative), issuer)
    if found[0] and found[1]:
        return found[0]
    back = around.before[:2] if _BACK.search(text) else ()
    for words in (around.title, *back, around.opening):
        known = regime_targets(words)
        codes = known or _named(without_reason(words), issuer)
        aimed = words is not around.opening or known or hit(without_reason(words), issuer)[1]
        if codes and aimed and codes != ("UA",):
            return codes
    return ()


def _named(text: str, issuer: str | None) -> tuple[str, ...]:
    """Countries aimed at in so many words, else everyone, else countries merely named."""
    codes, aimed = hit(text, issuer)
    return _headed(text) or (codes if aimed or not everyone(text) else ("ALL",))


def _headed(text: str) -> tuple[str, ...]:
    return next((codes for pattern, codes in _HEADINGS if pattern.search(text)), ())


def _only_rate(around: Surroundings) -> float | None:
    """The rate of a short act that names just one, near this sentence or in its opening."""
    if not around.document.official:
        return None
    named = {value for words in (*around.before, around.opening) for _, value in rates(words)}
    return next(iter(named)) if len(named) == 1 else None


def _rates(text: str, at: int, around: Surroundings) -> list[float | None]:
    found = rates(text)
    if not found and _BACK.search(text):
        if _EACH_RATE.search(text) and around.document.official:
            return list(dict.fromkeys(value for before in around.before for _, value in rates(before))) or [None]
        back = next((rates(before) for before in around.before[:2] if rates(before)), [])
        return [back[-1][1]] if back else [_only_rate(around)]
    if not found:
        return [_only_rate(around)]
    rising: list[float] = []
    for place, value in found:
        led_in = re.search(r"\b(to|and)\s+$", text[:place][-8:])
        # "shall increase to 30 percent for tables and 50 percent for chairs": both are risen to.
        rising += [value] if led_in and place > at and (led_in[1] == "to" or rising) else []
    if len(set(rising)) > 1:
        return list(dict.fromkeys(rising))
    led = [value for place, value in found if place < at and _LEADS.fullmatch(text[place:at])]
    return [led[-1] if led else min(found, key=lambda one: abs(one[0] - at))[1]]
