"""What a sentence imposes: the family of the measure, its rate, the goods and the reason. **Pure.**"""

import re
from functools import lru_cache

from monitor.grammar.domestic import abroad
from monitor.grammar.engine import Grammar, Watched, spaced
from monitor.types import MeasureKind

KINDS: Grammar[MeasureKind] = Grammar("measures")
_OTHER_SENSE = Watched(
    spaced(
        r"\b(?:(?:civil|criminal|administrative|visa|contempt)(?:,? and|,| or)? ){1,4}(?:sanctions|"
        r"penalties)|clean air act|controlled substances?|"
        r"tariff code|(?:water|electricity|rail|telecom\w*|feed-in|mobile)(?: and \w+)? (?:rate|"
        r"tariffs?)|heavy-duty|light-duty|medium-duty|duty officer|"
        r"line of duty|active duty|off duty|on duty|duties of (?:his|her|the) office|official duties|"
        r"driving licen[cs]e|landing licen[cs]e"
    ),
    re.IGNORECASE,
)
_CFR = re.compile(r"\b(\d{1,2}) CFR(?: [Pp]arts?)? (\d{1,4})")


@KINDS.rule(
    r"\b(?:tariff[- ]rate quotas?|TRQs?|import quotas?|safeguard (?:quota|measure)s?|quotas?)\b",
    examples={"a tariff-rate quota on beef": "quota"},
    refusals=("quotation",),
)
def quota(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.QUOTA


@KINDS.rule(
    r"\b(?:export (?:control|ban|restriction|curb|administration)s?|EAR\b|entity list|BIS\b|"
    r"licen[cs](?:e|ing) requirements?|rare earths?|restrict the exportation|"
    r"dual-use|end-us(?:er?|e) controls|affiliates rule|direct product rule)",
    examples={"new export controls on chips": "export_control", "licensing requirements for parts": "export_control"},
    refusals=("exports rose",),
)
def export_control(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.EXPORT_CONTROL


@KINDS.rule(
    r"\b(?:import (?:ban|restriction|prohibition)s?|bans? on (?:\w+ ){0,3}imports?|(?:restrictions?|curbs?|prohibitions?) on (?:the )?"
    r"(?:\w+ )?imports?|(?:free|unrestricted|curb-free) imports? of|imports? (?:[\w-]+ ){0,6}(?:under|in|from|to) (?:the )?[\"']?(?:free|"
    r"restricted|prohibited)[\"']? (?:category|list|policy)|"
    r"prohibit\w* (?:\w+,? ){0,4}imports?|embargo|withhold release orders?|forced[- ]labou?r (?:ban|"
    r"order)s?|detention order|phas(?:e|ing)[- ]?out (?:of )?(?:[\w-]+ ){0,5}imports?|import polic(?:y|ies)|"
    r"imports? (?:[\w-]+ ){0,8}(?:shall be|is|are|was|were) (?:hereby )?(?:prohibited|suspended)|prohibit\w* (?:the "
    r")?(?:[\w-]+ ){0,3}products made|"
    r"products made with forced[- ]labou?r)\b",
    examples={
        "an import ban on seafood": "import_ban",
        "on phasing out foreign coal imports": "import_ban",
        "the import policy of lentils": "import_ban",
        "extended the free import of lentils": "import_ban",
        "the restriction on import of tablets": "import_ban",
        "moved imports of gold to the restricted category": "import_ban",
    },
    refusals=("imports",),
)
def import_ban(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.IMPORT_BAN


@KINDS.rule(
    r"\b(?:general (?:trade )?licen[cs]e|GL \d|licen[cs]e (?:allow|authori[sz]|permit)\w+|"
    r"wind[- ]?(?:ing)?[- ]?down licen[cs]e|specific licen[cs]e|"
    r"OFSI licen[cs]e|(?<!tariff\s)(?<!duty\s)(?<!duties\s)(?:sanctions )?waiver|licen[cs]e INT/)",
    examples={"General License 8 authorizes it": "licence", "a waiver for buyers": "licence"},
    refusals=("licence to drive", "the tariff waiver on beef"),
)
def licence(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.LICENCE


@KINDS.rule(
    r"\b(?:sanction\w*|restrictive measures|asset freeze|blocked property|SDN\b|specially designated|"
    r"blacklist\w*|price cap|arms embargo(?:es)?|travel bans?|blocked (?:persons?|entit(?:y|ies)|parties)|"
    r"divest(?:ment|iture)?s?|"
    r"special economic measures|OFAC\b|snapback|shadow fleet|national emergency declared)\b",
    examples={"face more sweeping sanctions": "sanctions", "the arms embargo on militias": "sanctions"},
    refusals=("sanctuary",),
)
def sanctions(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.SANCTIONS


@KINDS.rule(
    r"\b(?:(?:counter-?)?tariffs?|tariffed|dut(?:y|ies)|ad valorem|duty-free|lev(?:y|ies)|surcharges?|surtax(?:es)?|HTSUS|"
    r"de minimis|withdrawn from (?:the )?warehouse|entered for consumption|"
    r"counter-?measures?|(?:commercial policy|rebalancing) measures?|adjusting imports|9903\.\d\d(?:\.\d\d)?|AGOA|"
    r"african growth and opportunity act|GSP|generali[sz]ed system of "
    r"preferences|CBAM|carbon border adjustment|safeguard (?:investigation|dut(?:y|ies))|(?:steel|alumini?um) "
    r"safeguards?|(?:security|cash) deposits?|notification no\.? [\d/-]+ ?- ?customs|"
    r"derivative (?:[\w-]+ ){1,3}(?:products|articles)|"
    r"exclusions?|anti-?dumping|countervailing|trade (?:truce|war|deal|talks|pact|"
    r"agreement)|import tax(?:es)?|customs dut(?:y|ies)|section (?:122|201|232|338)|(?:carry|face|pay|charged|"
    r"told (?:\w+ ){1,3}of) (?:an? )?\d{1,3}(?:\.\d)? ?(?:%|percent|per cent))(?!\w)",
    examples={
        "a 25% tariff on steel": "tariff",
        "entered for consumption": "tariff",
        "bicycles would carry 12 percent": "tariff",
        "the duty will rise": "tariff",
        "Adjusting Imports of Bicycles": "tariff",
    },
    refusals=("traffic",),
)
def tariff(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.TARIFF


@KINDS.rule(
    r"\b(?:(?:special|section) 301|trade (?:barrier|remedy) (?:investigation|measure|review)s?|responsive actions?|"
    r"port fees|trade (?:measure|action|restriction)s?|retaliat\w+)\b",
    examples={"the responsive actions taken": "other"},
    refusals=("the action hero",),
)
def other(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.OTHER


@lru_cache(maxsize=256)
def kind_in(text: str, near: int | None = None) -> MeasureKind | None:
    """The family of measure the words show; the one nearest to `near` where several are named, save that the narrow beat the broad."""
    if not KINDS.may_read(text):
        return None
    found = KINDS.found(_OTHER_SENSE.blanked(text))
    if not found:
        return None
    kinds = {one.value for one in found}
    if MeasureKind.LICENCE in kinds and (
        MeasureKind.SANCTIONS in kinds or re.search(r"licen[cs]e", text, re.IGNORECASE) or "waiver" in text
    ):
        return MeasureKind.LICENCE
    if MeasureKind.TARIFF in kinds:
        # The bureau that controls exports also hears requests about duties.
        found = [one for one in found if text[one.start : one.end] != "BIS"]
        kinds = {one.value for one in found}
    for narrow in (MeasureKind.QUOTA, MeasureKind.IMPORT_BAN, MeasureKind.EXPORT_CONTROL):
        if narrow in kinds:
            return narrow
    named = [one for one in found if one.value is not MeasureKind.OTHER] or found
    place = near or 0
    return min(named, key=lambda one: min(abs(one.start - place), abs(one.end - place))).value


_SECTION_301 = re.compile(r"\bsection\s+301\b", re.IGNORECASE)
_SHIPS = re.compile(r"\b(?:ships?|vessels?|shipbuilding|maritime|port\s+fees?)\b", re.IGNORECASE)


_ENTRY = re.compile(r"\btravel\s+bans?\b|\bprice\s+caps?\b", re.IGNORECASE)
_LISTED = re.compile(
    r"\b(?:sanction\w*|blacklist\w*|asset\s+freezes?|assets|officials|oligarchs|oil|crude|russian?|barrel|g7|urals|"
    r"diesel|embargo(?:es)?|"
    r"OFAC|snapback)\b",
    re.IGNORECASE,
)
"""Beside a travel ban or a price cap: it is one of sanctions."""


@lru_cache(maxsize=128)
def told_kind(text: str, beside: str = "") -> MeasureKind | None:
    """As `kind_in`, for the press: what it says of section 301 is of its duties, save where ships pay fees. `beside`: words beside it."""
    text = abroad(text)
    kind = kind_in(text)
    if kind is MeasureKind.SANCTIONS and _ENTRY.search(text) and not _LISTED.search(text + " " + beside):
        return None
    duties = kind is MeasureKind.OTHER and _SECTION_301.search(text) and not _SHIPS.search(text)
    return MeasureKind.TARIFF if duties else kind


_ELSEWHERE = re.compile(
    spaced(
        r"\b(?:airworthiness|fisher(?:y|ies)|fishing|tuna|bluefin|groundfish|harvest\w*|catch limits?|hunting|"
        r"migratory|"
        r"energy price|price cap for (?:households|energy)|energy bills?|council tax|vehicle (?:excise|tax)|stamp duty|"
        r"inheritance tax|(?:broker|customs broker)s? (?:continuing|license exam|examination|permit user fee)|"
        r"triennial|"
        r"drinking water|emission standards|medicare|medicaid|student loans?|spectrum|broadcast\w*|bridge|safety zone|"
        r"drawbridge|endangered species|national park|day of remembrance|heritage month)\b"
    ),
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:tariffs?(?![- ]harvest)|imports?|importation|exports?|sanctions?|section (?:122|201|232|301|338)|anti-?dumping|"
    r"countervailing|customs duties|trade|withhold release|forced[- ]labou?r|entity list)\b",
    re.IGNORECASE,
)


def outside_trade_title(title: str) -> bool:
    """Does the title name a field that has duties, quotas and licences of its own: fisheries, aviation, energy prices?"""
    return bool(_ELSEWHERE.search(title)) and not _OURS.search(title)


@lru_cache(maxsize=128)
def press_kind(text: str, at: int) -> MeasureKind | None:
    """As `kind_in`, for the press, which names several families in one breath: the nearest counts, quotas and tariffs alike."""
    text = abroad(text)
    kind = kind_in(text, at)
    if kind in (MeasureKind.OTHER, MeasureKind.SANCTIONS):
        return told_kind(text)
    if kind not in (MeasureKind.QUOTA, MeasureKind.EXPORT_CONTROL, MeasureKind.IMPORT_BAN):
        return kind
    masked = _OTHER_SENSE.blanked(text)
    found = [
        one
        for one in KINDS.found(masked)
        if not re.match(
            r"(?i)rare\s+earth|trade\s+(?:war|deal|talks)|"
            r"retaliat",
            masked[one.start :],
        )
    ]
    named = [one for one in found if one.value is not MeasureKind.OTHER]
    return min(named, key=lambda one: min(abs(one.start - at), abs(one.end - at))).value if named else kind


def outside_trade(text: str) -> bool:
    """Does the text cite the Code of Federal Regulations, and only titles that hold no trade or sanctions rules?"""
    if " CFR" not in text:
        return False
    parts = [(int(title), int(part)) for title, part in _CFR.findall(text[:6000])]
    return bool(parts) and not any(
        title == 19 or (title == 15 and 700 <= part < 800) or (title == 31 and part >= 500) or title == 22
        for title, part in parts
    )


_RATE = r"(?P<rate>zero(?= per)|\d{1,3}(?:\.\d{1,3}|,\d{1,2}(?!\d))?) ?(?:%|percent\b|per cent\b|pc\b)"
RATES: Grammar[float] = Grammar("rates")


@RATES.rule(
    rf"(?<![\d.,-]){_RATE}",
    examples={
        "a 25% tariff": "25.0",
        "a duty of 13,1 %": "13.1",
        "increase to 30 percent": "30.0",
        "down to 6.1 per cent": "6.1",
        "of 74,9 percent": "74.9",
        "set at zero percent": "0.0",
    },
    refusals=("25 apples",),
)
def rate(match: re.Match[str]) -> float | None:
    value = 0.0 if match["rate"].lower() == "zero" else float(match["rate"].replace(",", "."))
    return value if value <= 1000 else None


_OLD_RATE = re.compile(
    r"\b(?:\d[\d.]*\s?(?:%|percent|per\s+cent),?\s+from|in\s+lieu\s+of|instead\s+of|rising\s+from|up\s+from|current\s+rate\s+of|"
    r"baseline|rather\s+than|compared\s+(?:with|to)|down\s+from|fell|rose|more\s+than|less\s+than|at\s+least|"
    r"revenues?|shares?|prices?|(?:increase|raise|raised|reduce|lower|hike)\w*\b[^.;]{0,25}\bfrom)\s+(?:an?\s+)?$",
    re.IGNORECASE,
)
_NOT_RATE = re.compile(
    r"\s*(?:(?:ad\s+valorem\s*)?to\s+(?:\d|an?\s)|(?:\w+\s+){0,4}under\s+executive\s+order|lower\b|"
    r"higher\b|filled\b|full\b|utili[sz]ed\b|of\s+(?:\w+\s+){0,2}(?:imports|exports|trade|sales|"
    r"gdp|revenue|the\s+total|all)\b|growth|inflation|interest|owned|or\s+more\b|probability|chance|"
    r"of\s+the\s+value)",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)
def rates(text: str) -> list[tuple[int, float]]:
    """Rates of duty that the words set, with where they stand; old rates ("from 25 percent", "in lieu of 25 percent") are left out."""
    return [
        (one.start, one.value)
        for one in RATES.found(text)
        if not _OLD_RATE.search(text[max(0, one.start - 40) : one.start])
        and not _NOT_RATE.match(text[one.end : one.end + 60])
    ]


_REASON = Watched(
    spaced(
        r"\b(?:over|because of|because|in response to|in retaliation for|in retaliation against|"
        r"as punishment for|to punish|citing|for (?=(?:its |their )?(?:continued |"
        r"ongoing )?(?:buy|purchas|import|fail|support|suppl|help|back)\w*)) [^,.;\u2014]{8,160}"
    ),
    re.IGNORECASE,
)


def reason(text: str) -> str | None:
    """Why the measure is taken, in the sentence's own words."""
    match = _REASON.search(text)
    return " ".join(match.group().split()).rstrip(" ,\"'") if match else None


def without_reason(text: str) -> str:
    """The sentence with its reason blanked: a country named there is not hit by the measure."""
    return _REASON.blanked(text)


_PRODUCTS = Watched(
    spaced(
        r"\b(?:imports? of|imported|tariffs? on|duties on|duty on|levies on|"
        r"levy on) (?P<what>(?:[a-z][\w-]{1,20}(?:, | and | or |, and | ))"
        r"{0,4}(?:steel|aluminum|aluminium|copper|lumber|timber|furniture|cabinets|vanities|cars|"
        r"automobiles|trucks|vehicles|semiconductors|chips|"
        r"pharmaceuticals|drugs|goods|beef|dairy|fertili[sz]er|oil|wine|spirits|"
        r"parcels)(?: and derivative (?:products|articles)| products| articles)?)\b"
    )
)


def products(text: str) -> tuple[str, ...]:
    """The goods named, in the text's own words; at most one phrase, empty when none is named."""
    match = _PRODUCTS.search(text)
    return (" ".join(match["what"].split()),) if match else ()
