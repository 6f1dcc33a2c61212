"""Whose measure a sentence speaks of, on whom, of what family and rate: from its own words, then from the words around it. **Pure.**"""

import re
from dataclasses import dataclass

from monitor.grammar import agency_words, official_words, trade_words
from monitor.grammar.actors import actor
from monitor.grammar.engine import Watched
from monitor.grammar.goods import goods, goods_of_title
from monitor.grammar.headings import heading_act, heading_targets
from monitor.grammar.instruments import authority, instrument, licence_number
from monitor.grammar.issuers import american, clause, destination, ministry, negotiator, statute
from monitor.grammar.known import act_kind, part_kind, regime_targets
from monitor.grammar.measures import kind_in, press_kind, products, rates, reason, without_reason
from monitor.grammar.places import everyone, hit, issuer_of, places
from monitor.grammar.rates_told import rates_at
from monitor.grammar.surroundings import Surroundings
from monitor.types import Document, Measure, MeasureKind

RULES = (trade_words, official_words, agency_words)
"""Files whose rules add to those of `measures`; importing them fills the grammar."""
_BROAD = (MeasureKind.TARIFF, MeasureKind.QUOTA, MeasureKind.EXPORT_CONTROL, MeasureKind.IMPORT_BAN)
_BARS = (MeasureKind.EXPORT_CONTROL, MeasureKind.IMPORT_BAN)
"""What sanctions forbid: in an act whose title speaks of sanctions it is these."""
_AIMED = (MeasureKind.EXPORT_CONTROL, MeasureKind.SANCTIONS)
"""Families that mostly aim at one state."""
_BACK = Watched(
    r"\b(?:this|these|such|those|herein|the (?:modifications|changes|duties|tariffs?|rates?|increase|"
    r"suspension|move|measure|order|pause))\b|^\W*(?:It|They|That)\b",
    re.I,
)
_DEFINITE = re.compile(
    r"^\W*(?:(?:But|And|However|Now|Instead),?\s+)?(?:(?:[Ii]t|[Tt]hey|[Tt]hose|[Tt]hese|[Bb]oth)\b|[Tt]he\s+(?:\w+\s+)?(?:rates?|tax|ban|probe|duty|"
    r"duties|fees?|order|lev(?:y|ies)|move|measures?|pause|exemptions?|waiver|relief|list|rules?|change|increase|reprieve|licen[cs]e|deal|curbs|"
    r"restrictions|investigation|delay|extension)\b)|\b(?:put|pushed|delayed|postponed|moved|extended|suspended)\s+(?:it|them)\b|\b(?:it|they)\s+(?:will|would|is|are|was|were|has|had|have|dies|ends?|starts?|runs?|lapses?|expires?)\b"
)
"""A sentence of the press that goes on about what was named before."""
_UNRELATED = re.compile(
    r"\b(?:prices?|earnings|profits?|shares|quarterly results|launch\w*|releas\w+|voters?|elections?|summit|trial|"
    r"verdict|concert|match|flights?|"
    r"shoes|customers|shoppers|shutdown|vacation|contract|auction|shareholders|merger|take-?over|exercise|drills?|wedding|funeral|strike)\b",
    re.IGNORECASE,
)
"""A sentence of the press with these words, and no measure in it, has left the subject of its title."""
_WEAK = re.compile(
    r"\b(?:commerce secretary|trade (?:representative|minister|chief|envoy)|trading partners|"
    r"\d+ ?(?:%|percent|per cent) rate)\b",
    re.I,
)
"""Signs of tariffs that do for a deadline of politics."""
_WINDS = re.compile(r"\b(?:wind(?:ing)?[\s-]+down|unwind|divest)\b", re.IGNORECASE)
"""What sanctions make firms do."""
_ZONED = {"America/New_York": "US", "Europe/Brussels": "EU", "Asia/Shanghai": "CN", "Asia/Kolkata": "IN"}
"""Whose clock a press report gives, when nobody is named as acting."""
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
    r"imports)\b|\b(?:duty|duties|tariffs?|surtax|measures?|quotas?)\b[^.;]{0,160}\b(?:originating in|originate in|"
    r"exported from)\b|"
    r"\bimports?\s+of\b[^.;]{0,100}\b(?:from|originating in)\b",
    re.IGNORECASE,
)
"""A sentence that imposes a duty on the goods of somebody."""
_LICENCE_TITLE = re.compile(
    r"\b(?:general|specific|wind[- ]down)\s+licen[cs]e\b|\blicen[cs]e\s+INT/|\b(?:general|special)\s+permit\b",
    re.IGNORECASE,
)
_PERMITS = re.compile(r"\b(?:authori[sz]\w+|permit\w*|licen[cs]e\w*|allowed)\b", re.IGNORECASE)
_MEMBERS = frozenset(
    (
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "EU", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT",
        "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    )
)  # fmt: skip
_MONEY = re.compile(r"\b(?:United\s+States|U\.?S\.?|Canadian|Australian|Hong\s+Kong|New\s+Zealand)\s+dollars?\b")
_COUNCIL = re.compile(r"\b(?:Security\s+)?Council\b")
"""In a paper of the United Nations it is theirs, not the European one."""
_CARVED = re.compile(
    r"\b(?:shall\s+not\s+exceed|notwithstanding|except(?:ion)?|other\s+than|in\s+lieu\s+of|instead\s+of|does\s+not\s+apply|"
    r"shall\s+not\s+(?:apply|be\s+subject)|(?:should|do|must)\s+not\s+(?:report|file|use)|exempt\w*)\b",
    re.IGNORECASE,
)
"""A sentence that treats some country apart, which is not the one the act aims at."""
_PUBLISHERS = (
    ("ofac", MeasureKind.SANCTIONS),
    ("ofsi", MeasureKind.SANCTIONS),
    ("bis", MeasureKind.EXPORT_CONTROL),
    ("csms", MeasureKind.TARIFF),
    ("ustr", MeasureKind.TARIFF),
    ("usitc", MeasureKind.TARIFF),
)
"""A word of a source's name -> the family of measures its papers are about."""
_METALS = re.compile(r"\b9903\.8[015]\b")
"""Headings of the duties on metals, which hit all whatever country's quota or agreement is told of beside them."""
_BODIES = re.compile(r"\bBIS\b|\b[Ss]ection\s+301\s+(?:Committee|Subcommittee|hearing)\b")


@dataclass(frozen=True, slots=True)
class Subject:
    """The measures of a sentence: one, or one for each rate. `near`: the sentence itself named the family."""

    measures: tuple[Measure, ...]
    near: bool
    aimed: bool


def subject(
    text: str,
    at: int,
    around: Surroundings,
    politics: bool = False,
    talks: bool = False,
    tied: bool = False,
    zone: str | None = None,
) -> Subject | None:
    """What the sentence is about, or None when neither it nor its surroundings show a measure of trade or sanctions.

    `politics`: the sentence states a demand, which counts as a measure of kind other when it names who presses whom. `talks`: the
    date ends negotiations, in which the tariffs at stake are those of the United States when it sits at the table. `tied`: a term of
    procedure or of goods on the way, which goes on about the measure named before. `zone`: the one written beside the clock time.
    """
    reach = _AROUND if text.count("#") <= _CROWD else _NEARER
    begin = max(0, at - reach)
    text, at = text[begin : at + reach], at - begin
    official = around.document.official
    own = _licensed(text, around) or _own_kind(text, at, around)
    kind = own or _kind_around(text, around, politics, talks, tied)
    if kind is None:
        return None
    issuer = (None if around.document.issuer else negotiator(text) if talks else None) or _issuer(
        text, at, around, zone
    )
    told = text if kind is MeasureKind.LICENCE else without_reason(text)
    told = _COUNCIL.sub(_blank, told) if issuer == "UN" else told
    part = clause(told, at)
    targets = (
        (_named(part, issuer), True)
        if not official and part != told and _several(text) and hit(part, issuer)[1]
        else _targets(told, issuer, kind, around)
    )
    stated = text if official else clause(text, at)
    if official and kind is MeasureKind.SANCTIONS and not targets[0]:
        # Nobody but the one whose deeds are the reason.
        targets = (tuple(code for code in _abroad(_named(text, issuer), issuer) if code != "UA"), False)
    numbers = _numbers(stated, at, kind, around)
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


def _numbers(text: str, at: int, kind: MeasureKind, around: Surroundings) -> list[float | None]:
    if kind not in (MeasureKind.TARIFF, MeasureKind.QUOTA):
        return [None]
    back = _BACK.search(text) or (not around.document.official and _DEFINITE.search(text))
    return rates_at(text, at, around, back=bool(back))


def _without_bodies(text: str) -> str:
    """The words without the names of bodies that deal with measures of more than one family."""
    return _BODIES.sub(lambda body: " " * len(body.group()), text)


def _licensed(text: str, around: Surroundings) -> MeasureKind | None:
    """In a paper whose title is a licence, what is authorised is licensed, whatever duties or sanctions the words name beside it."""
    named = around.document.official and _LICENCE_TITLE.search(around.title) and _PERMITS.search(text)
    return MeasureKind.LICENCE if named else None


def _own_kind(text: str, at: int, around: Surroundings) -> MeasureKind | None:
    kind = kind_in(_without_bodies(text), at) if around.document.official else press_kind(text, at)
    bars = around.document.official and kind in _BARS and kind_in(around.title) is MeasureKind.SANCTIONS
    return MeasureKind.SANCTIONS if bars else kind


def _kind_around(text: str, around: Surroundings, politics: bool, talks: bool, tied: bool) -> MeasureKind | None:
    if not around.document.official and _UNRELATED.search(text):
        return None
    if (politics or talks) and _WEAK.search(text):
        return MeasureKind.TARIFF
    linked = around.document.official or _BACK.search(text)
    before = around.before if linked else around.before[:1] if tied or _DEFINITE.search(text) else ()
    vague: MeasureKind | None = None
    for words in (around.title, *before):
        kind = kind_in(words)
        if kind is MeasureKind.OTHER and around.document.official:
            vague = vague or kind
        elif kind:
            return kind
    if around.document.official:
        kind = act_kind(text) or act_kind(" ".join((around.title, *around.before))) or kind_in(around.opening) or vague
        kind = (
            kind
            or part_kind(text)
            or part_kind(f"{around.title} ; {around.opening}")
            or _publishers_own(around.document)
        )
        if kind:
            return kind
    if (
        not around.document.official
        and rates(text)
        and MeasureKind.TARIFF in map(kind_in, (*around.before[:2], around.opening))
    ):
        return MeasureKind.TARIFF
    if tied and not around.document.official and _WINDS.search(text):
        return MeasureKind.SANCTIONS if places(text) else None
    concerned = politics and not _ELSEWHERE.search(text) and bool(places(text) or places(around.title))
    if around.document.official or concerned:
        return kind_in(around.opening) or (MeasureKind.OTHER if politics else None)
    return None


def _publishers_own(document: Document) -> MeasureKind | None:
    """The one family that this publisher deals in, for papers that name none."""
    if document.issuer == "UN":
        return MeasureKind.SANCTIONS
    names = document.source.lower().split("_")
    return next((kind for name, kind in _PUBLISHERS if name in names), None)


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
    return instrument(text) or instrument(around.title) or heading_act(text)


def _issuer(text: str, at: int, around: Surroundings, zone: str | None = None) -> str | None:
    document = around.document
    if document.issuer:
        return (_committed(text[:at]) if document.official else None) or document.issuer
    for words in (text, *around.before[:2], around.title, around.opening):
        who = actor(words, at if words is text else None) or (
            _ZONED.get(zone or "") or _inferred(words, around) if words is text else None
        )
        if who:
            return who
    return (
        _inferred(around.opening, around)
        or statute(around.title + "\n" + text)
        or american(text, around.title, *around.before[:1])
    )


def _inferred(text: str, around: Surroundings) -> str | None:
    return statute(text) or destination(text) or ministry(text, around.title, around.opening)


def _committed(text: str) -> str | None:
    """Who last before the date is said to impose, suspend or promise something; an official text may tell of another state's acts."""
    pattern = (
        r"\W{0,3}(?:\(\w+\)\W{0,3})?(?:in turn\W{0,3}|also )?(?:announced|has (?:also )?committed|"
        r"committed|will impose|imposed|has imposed|agreed|would impose|will suspend|retaliat\w+)\b"
    )
    acting = [place for place in places(text) if place.role != 1 and re.match(pattern, text[place.end :])]
    return issuer_of(acting[-1].code) if acting else None


def _several(text: str) -> bool:
    return len({value for _, value in rates(text)}) > 1


def _targets(text: str, issuer: str | None, kind: MeasureKind, around: Surroundings) -> tuple[tuple[str, ...], bool]:
    """The countries hit, and whether the sentence itself names them."""
    own = _abroad(regime_targets(text) or _named(text, issuer), issuer)
    if own and (own != ("UA",) or not around.document.official or kind in (MeasureKind.TARIFF, MeasureKind.QUOTA)):
        return own, True
    if around.document.official:
        found = _official_targets(text, issuer, kind, around)
        if not found and kind in _AIMED:
            found = _only_country(issuer, around)
        return (found or (("ALL",) if kind in _BROAD and issuer else ())), False
    for words in (*around.before[:2], around.title):
        found = _named(without_reason(words), issuer)
        if found:
            return found, False
    return (("ALL",) if kind in _BROAD and issuer else ()), False


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _abroad(codes: tuple[str, ...], issuer: str | None) -> tuple[str, ...]:
    """The Union takes no measures on its members: one that is named is where the goods go."""
    return tuple(code for code in codes if code not in _MEMBERS) if issuer == "EU" else codes


def _official_targets(text: str, issuer: str | None, kind: MeasureKind, around: Surroundings) -> tuple[str, ...]:
    """In an act the operative sentence just before ("articles of X shall be subject") beats the title, which may name the reason."""
    operative = next((words for words in around.before if _OPERATIVE.search(words)), "")
    found = hit(without_reason(operative), issuer)
    if found[0] and found[1]:
        return found[0]
    back = around.before[:2] if _BACK.search(text) else ()
    opening = " ; ".join(part for part in around.opening.split(" ; ") if not _CARVED.search(part))
    for words in (around.title, *back, opening):
        known = regime_targets(words)
        codes = known or _named(without_reason(words), issuer)
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


def _named(text: str, issuer: str | None) -> tuple[str, ...]:
    """Countries aimed at in so many words, else everyone, else countries merely named."""
    text = _MONEY.sub(_blank, text)
    codes, aimed = hit(text, issuer)
    headed = heading_targets(text) if issuer == "US" else ()
    if headed and (headed != ("ALL",) or not aimed or _METALS.search(text)):
        return headed
    return codes if aimed or not everyone(text) else ("ALL",)
