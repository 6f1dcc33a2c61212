"""Whose measure a sentence speaks of, on whom, of what family and rate: from its own words, then from the words around it. **Pure.**"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from monitor.grammar import agency_words, border_words, crossings, official_words, trade_words
from monitor.grammar.actors import actor, imposer
from monitor.grammar.border_words import border_kind
from monitor.grammar.domestic import abroad, foreground, in_background, main_matter
from monitor.grammar.engine import Watched
from monitor.grammar.goods import goods, goods_of_title
from monitor.grammar.headings import heading_act
from monitor.grammar.instruments import authority, instrument, licence_number
from monitor.grammar.issuers import american, clause, destination, ministry, negotiator, statute
from monitor.grammar.known import act_kind, part_kind
from monitor.grammar.measures import kind_in, press_kind, products, rates, reason, told_kind, without_reason
from monitor.grammar.places import hit, issuer_of, places
from monitor.grammar.rates_told import rates_at
from monitor.grammar.surroundings import Surroundings
from monitor.grammar.targets import BACK, BROAD, named, operative, outside_union, targets_of
from monitor.types import Document, Measure, MeasureKind

RULES = (trade_words, official_words, agency_words, border_words, crossings)
"""Files whose rules add to those of `measures`; importing them fills the grammar."""
_BARS = (MeasureKind.EXPORT_CONTROL, MeasureKind.IMPORT_BAN)
"""What sanctions forbid: in an act whose title speaks of sanctions it is these."""
_DEFINITE = re.compile(
    r"^\W*(?:(?:But|And|However|Now|Instead),?\s+)?(?:(?:[Ii]t|[Tt]hey|[Tt]hose|[Tt]hese|[Bb]oth)\b|"
    r"[Tt]he\s+(?:\w+\s+)?(?:rates?|tax|ban|probe|duty|"
    r"duties|fees?|order|lev(?:y|ies)|move|measures?|pause|exemptions?|waiver|relief|list|rules?|change|increase|"
    r"reprieve|licen[cs]e|deal|curbs|"
    r"restrictions|investigation|delay|extension)\b)|\b(?:put|pushed|delayed|postponed|moved|extended|"
    r"suspended|collecting|levying|charging|lifting|raising|enforcing)\s+(?:it|them)\b|\b(?:it|they)\s+(?:will|would|is|are|was|"
    r"were|has|had|have|dies|ends?|starts?|runs?|"
    r"lapses?|expires?)\b"
)
"""A sentence of the press that goes on about what was named before."""
_UNRELATED = Watched(
    r"\b(?:prices?|earnings|profits?|shares|quarterly results|launch\w*|releas\w+|voters?|elections?|summit|trial|"
    r"verdict|concert|match|flights?|"
    r"shoes|customers|shoppers|shutdown|vacation|contract|auction|shareholders|merger|take-?over|exercise|drills?|"
    r"wedding|funeral|strike)\b",
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
_FIRM = Watched(
    r"\b(?:air(?:lines?)?|flights?|service|routes?|fund|reactor|plants?|factor(?:y|ies)|production|mine|programme?|"
    r"office|bankrupt\w*|stores?)\b",
    re.I,
)
"""What a firm winds down by itself."""
_BORDER = Watched(
    r"\b(?:imports?|imported|importers?|exports?|exported|exporters?|customs|duty-free|section\s+\d{3}|anti-?dumping|"
    r"countervailing|reciprocal|"
    r"retaliat\w+|(?:trade|tariff)\s+(?:wars?|truce|deals?|partners?|pause|talks|deadline|letters?)|"
    r"trading\s+partners?|sanction\w*|OFAC|OFSI|waiver)\b",
    re.IGNORECASE,
)
"""Signs that goods cross a border, where no country is named."""
_BORDERED = re.compile(
    r"\b(?:section\s+\d{3}|anti-?dumping|countervailing|reciprocal|importers?|customs|trade\s+(?:war|truce|deal|partners?)|OFAC|OFSI|"
    r"(?:bans?|curbs?|controls?|restrictions?|quotas?|embargo)\s+on\s+(?:[a-z]+\s+){0,2}(?:exports?|imports?)|"
    r"(?:export|import)\s+(?:bans?|curbs?|controls?|quotas?|dut(?:y|ies)|tax(?:es)?)|"
    r"duty-free|tariffs?\s+on|dut(?:y|ies)\s+on|sanctions\s+on|snapback)\b",
    re.IGNORECASE,
)
"""Words that news needs no name of a state beside."""
_LEFT_OPEN = Watched(
    r"\b(?:licen[cs]es?|waivers?|permits?|pauses?|truce|reprieve|exemptions?|relief|curbs|restrictions|suspension|"
    r"grace period|carve-?outs?|"
    r"provisions|export controls?|controls|the ban|decision|announcement)\b",
    re.IGNORECASE,
)
"""A measure of the press whose family its opening tells."""
_OF = re.compile(r"\b(?:from|in|of|against|on|to|with|into|by)\s+(?:the\s+)?(?:People['’]s\s+)?$", re.IGNORECASE)
"""Before the name of a state that something comes from, or happens to: it is not the one that acts."""
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
_TRUCE = Watched(r"\b(?:hostages?|gaza|hamas|captives|tax\s+returns?)\b", re.IGNORECASE)
_LICENCE_TITLE = re.compile(
    r"\b(?:general|specific|wind[- ]down)\s+licen[cs]e\b|\blicen[cs]e\s+INT/|\b(?:general|special)\s+permit\b",
    re.IGNORECASE,
)
_PERMITS = re.compile(r"\b(?:authori[sz]\w+|permit\w*|licen[cs]e\w*|allowed)\b", re.IGNORECASE)
_PUBLISHERS = (
    ("ofac", MeasureKind.SANCTIONS),
    ("ofsi", MeasureKind.SANCTIONS),
    ("bis", MeasureKind.EXPORT_CONTROL),
    ("csms", MeasureKind.TARIFF),
    ("ustr", MeasureKind.TARIFF),
    ("usitc", MeasureKind.TARIFF),
)
"""A word of a source's name -> the family of measures its papers are about."""
_ITSELF = re.compile(
    r"\b[Tt]h(?:is|e present)\s+(?:Council\s+)?(?:Decision|Regulation|Common\s+Position|Joint\s+Action|Order|Ordinance|Decree|Law)\s+"
    r"(?:shall|will|is\s+to)\s+(?:apply|remain\s+in\s+force|be\s+in\s+force|expire|cease)\b"
)
"""An act speaks of its own term."""
_OTHERS = re.compile(
    r"\((?:[a-z]+\s{1,3}){0,2}#\s{1,3}(?:for|in\s{1,3}the\s{1,3}case\s{1,3}of|with\s{1,3}respect\s{1,3}to)\s[^()@#]{2,90}\)"
)
"""Another date in brackets for others, who are not those of the date asked about."""
_WHOLE = 6000
_BESIDE = re.compile(r"\b(?:while|whereas|but|although)\b|;", re.IGNORECASE)
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
    text, at = _OTHERS.sub(_blank, text[begin : at + reach]), at - begin
    official = around.document.official
    if not (official or politics or talks or tied) and _only_background(text, at):
        return None
    own = _licensed(text, around) or _own_kind(text, at, around)
    around = _told_on(text, own, around)
    kind = own or _kind_around(text, around, politics, talks, tied)
    if kind is None:
        return None
    issuer = (None if around.document.issuer else imposer(text) or negotiator(text) if talks else None) or _issuer(
        text, at, around, zone
    )
    told = text if kind is MeasureKind.LICENCE else without_reason(text)
    part = clause(told, at)
    targets = (
        (named(part, issuer), True)
        if not official and part != told and _several(text) and hit(part, issuer)[1]
        else targets_of(told, issuer, kind, around)
    )
    stated = text if official else clause(text, at)
    if official and kind is MeasureKind.SANCTIONS and not targets[0]:
        # Nobody but the one whose deeds are the reason.
        targets = (tuple(code for code in outside_union(named(text, issuer), issuer) if code != "UA"), False)
    numbers = _numbers(stated, at, kind, around)
    things = _goods(text, at, kind, around)
    made = _instrument(text, kind, around), authority(text), things, reason(text)
    found = tuple(Measure(kind, issuer, targets[0], number, *made) for number in numbers)
    titled = around.document.official and kind_in(around.title) is MeasureKind.OTHER
    if not official and issuer is None and not targets[0] and not _crosses_border(text, around):
        return None
    if kind is MeasureKind.OTHER and own is None and not titled and not tied and not (issuer and targets[0]):
        return None
    return Subject(found, own is not None, targets[1])


def _told_on(text: str, own: MeasureKind | None, around: Surroundings) -> Surroundings:
    """The surroundings with the next sentence first where only that says more: "The move starts on Monday. It raises the duty on ..."."""
    goes_on = around.after and _DEFINITE.match(text) and re.match(r"\W*(?:It|They|This)\b", around.after)
    if around.document.official or not goes_on:
        return around
    if own:
        more = not around.before and bool(places(around.after))
    else:
        more = not any(map(told_kind, around.before[:1])) and bool(press_kind(around.after, 0))
    return replace(around, before=(around.after, *around.before)) if more else around


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _numbers(text: str, at: int, kind: MeasureKind, around: Surroundings) -> list[float | None]:
    if kind not in (MeasureKind.TARIFF, MeasureKind.QUOTA):
        return [None]
    back = BACK.search(text) or (not around.document.official and _DEFINITE.search(text))
    return rates_at(text, at, around, back=bool(back))


def _without_bodies(text: str) -> str:
    """The words without the names of bodies that deal with measures of more than one family."""
    return _BODIES.sub(_blank, text)


def _only_background(text: str, at: int) -> bool:
    """Are tariffs or sanctions only the background of what this sentence of the press tells?"""
    return in_background(text) and not press_kind(foreground(text), at)


def _crosses_border(text: str, around: Surroundings) -> bool:
    return bool(_BORDER.search(" ".join((text, around.title, around.opening)))) and _somewhere(around)


def _somewhere(around: Surroundings) -> bool:
    """Does news name any state, people or authority? What touches none at all is the affair of a club, a court or a carrier."""
    return bool(places(f"{around.title} ; {around.opening} ; {' ; '.join(around.before)}")) or bool(
        _BORDERED.search(around.opening)
    )


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
    linked = around.document.official or BACK.search(text)
    before = around.before if linked else around.before[:1] if tied or _DEFINITE.search(text) else ()
    vague: MeasureKind | None = None
    for words in (around.title, *before):
        kind = kind_in(words) if around.document.official else told_kind(main_matter(words), text)
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
        and MeasureKind.TARIFF in map(told_kind, (*around.before[:2], around.opening))
    ):
        return MeasureKind.TARIFF
    if (
        not around.document.official
        and (tied or _LEFT_OPEN.search(abroad(text)))
        and (kind := press_kind(main_matter(around.opening), 0))
    ):
        return kind
    if tied and not around.document.official and _WINDS.search(text) and not _FIRM.search(text):
        return MeasureKind.SANCTIONS if places(text) else None
    concerned = politics and not _ELSEWHERE.search(text) and bool(places(text) or places(around.title))
    if around.document.official or concerned:
        asked = MeasureKind.OTHER if politics and not _TRUCE.search(text) else None
        return (
            (kind_in(around.opening) if around.document.official else told_kind(around.opening))
            or _of_its_text(text, around)
            or asked
            or border_kind(text, around.title, around.document)
        )
    return None


def _of_its_text(text: str, around: Surroundings) -> MeasureKind | None:
    """The family that the whole of an act shows, for the sentence that says how long the act itself applies."""
    if not (around.document.official and _ITSELF.search(text)):
        return None
    kind = kind_in(around.document.text[:_WHOLE])
    return kind if kind is MeasureKind.SANCTIONS else None


def _publishers_own(document: Document) -> MeasureKind | None:
    """The one family that this publisher deals in, for papers that name none."""
    if document.issuer == "UN":
        return MeasureKind.SANCTIONS
    names = document.source.lower().split("_")
    return next((kind for name, kind in _PUBLISHERS if name in names), None)


def _goods(text: str, at: int, kind: MeasureKind, around: Surroundings) -> tuple[str, ...]:
    """The goods of the sentence; in an act that names none there, those of the operative sentence before it, else of its title.

    The press sets one duty beside another in a breath: there only the words on the date's own side of "while" count.
    """
    if not around.document.official:
        return products(_own_side(text, at))
    if kind not in BROAD:
        return ()
    own = without_reason(text)
    return products(own) or goods(own) or goods(operative(around)) or goods_of_title(around.title)


def _own_side(text: str, at: int) -> str:
    cuts = [0, *(match.start() for match in _BESIDE.finditer(text)), len(text)]
    return next(text[one:two] for one, two in pairwise(cuts) if at < two or two == len(text))


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
    struck = hit(text, None)
    for words in (text, *around.before[:2], around.title, around.opening):
        who = actor(words, at if words is text else None) or (
            _ZONED.get(zone or "") or _inferred(words, around) if words is text else None
        )
        # Nobody puts a levy on his own goods: what stands around tells of another's.
        if who and (words is text or not struck[1] or [who] != [issuer_of(code) for code in struck[0]]):
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
    acting = [
        place
        for place in places(text)
        if place.role != 1
        and re.match(pattern, text[place.end :])
        and not _OF.search(text[max(0, place.start - 24) : place.start])
    ]
    return issuer_of(acting[-1].code) if acting else None


def _several(text: str) -> bool:
    return len({value for _, value in rates(text)}) > 1
