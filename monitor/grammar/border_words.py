"""Measures that a text names by what they do at the border: what it costs to bring goods in, what may not leave, what a price may not
pass. Adds to the rules of `measures`. **Pure.**
"""

import re

from monitor.grammar.measures import KINDS
from monitor.types import Document, MeasureKind

_AMOUNT = (
    r"(?:\d{1,3}(?:\.\d{1,2})? ?(?:%|percent|per cent|pc)|(?:nearly |almost |about )?(?:an? )?(?:quarter|third|half|fifth|tenth|tenner)|"
    r"twice as much)"
)
_OIL = re.compile(r"\b(?:russia\w*|urals|crude|oil|barrels?|petroleum|diesel|gasoil|seaborne)\b", re.IGNORECASE)
_ABROAD = re.compile(
    r"\b(?:customs|imports?|imported|EU|bloc|abroad|china|chinese|border|overseas|duty)\b", re.IGNORECASE
)
_STOPPED = r"(?:stopped|suspended|halted|banned|prohibited|barred|forbidden|blocked|frozen|restricted)"


@KINDS.rule(
    r"\b(?:price (?:ceilings?|limits?)|ceiling price|(?:lower|new|old|dynamic|current|oil|higher) (?:cap|ceiling)|"
    r"(?:caps?|ceilings?|limits?) (?:on|for) (?:the )?(?:price of )?(?:seaborne )?(?:russia'?s?|russian|urals|crude|moscow's))\b",
    examples={
        "the price ceiling for Russian crude": "sanctions",
        "crude bought above the ceiling price": "sanctions",
        "the cap on Russian oil drops": "sanctions",
    },
    refusals=("a price ceiling for rents", "the new cap on bonuses"),
)
def price_ceiling(match: re.Match[str]) -> MeasureKind | None:
    return MeasureKind.SANCTIONS if _OIL.search(match.string) else None


@KINDS.rule(
    r"\b(?:ordinance|decree|order|regulations?) (?:on|imposing|establishing|instituting|concerning) (?:[a-z]+ ){0,2}measures "
    r"(?:against|in respect of|in connection with|connected with|concerning|with regard to) (?:the )?(?:situation in )?"
    r"(?:the )?(?-i:[A-Z])",
    examples={"the Ordinance on Measures against Ruritania": "sanctions"},
    refusals=("the ordinance on measures against noise", "Measures against smuggling"),
)
def measures_against(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.SANCTIONS


@KINDS.rule(
    r"\b(?:suspen(?:d|ds|ded|ding)|freez(?:e|es|ing)|froze|frozen|paus(?:e|es|ed|ing)|outlaw(?:s|ed|ing)?) "
    r"(?:(?:the|all|its|their|most|any) )?(?:[a-z]+ ){0,3}(?-i:exports?\b(?! (?:controls?|curbs?|restrictions?|licen|permit|tax|dut|lev|"
    r"ban|tariff|growth|data)))|"
    rf"\bexports? of [^;.]{{2,60}}? (?:has been|have been|was|were|will be|shall be|is|are) {_STOPPED}\b",
    examples={
        "has suspended tin exports for a quarter": "export_control",
        "The export of maize has been stopped": "export_control",
    },
    refusals=("suspended export duties", "exports rose", "suspended its export curbs", "forbade the export manager"),
)
def exports_stopped(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.EXPORT_CONTROL


@KINDS.rule(
    r"\b(?:exports and imports|imports and exports|all trade|trade transactions|"
    r"commercial transactions) (?:of [a-z ]{3,30})?(?:with|to and "
    rf"from) [^;.]{{2,40}}? (?:has been|have been|is|are|will be|shall be) {_STOPPED}\b",
    examples={"exports and imports with Ruritania have been stopped": "other"},
    refusals=("exports and imports with Ruritania rose",),
)
def trade_stopped(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.OTHER


@KINDS.rule(
    r"\b(?:importation of [^;.]{2,80}? |imports? of [^;.]{2,60}? )(?:shall be|is|are|will be|has been|have been|be|to be) "
    r"(?:hereby |temporarily |again |further |now ){0,2}(?:suspended|banned|prohibited|restricted|permitted|allowed|stopped|halted|"
    r"resumed|freed|forbidden)\b",
    examples={
        "The importation of milled rice shall be temporarily suspended": "import_ban",
        "Import of used buses is permitted": "import_ban",
    },
    refusals=("imports of rice are rising",),
)
def importation(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.IMPORT_BAN


@KINDS.rule(
    rf"\bcosts?(?:ing)? (?:(?:importers|buyers|them|retailers|consumers|shoppers) )?{_AMOUNT} (?:more|extra)\b(?=[^;.]{{0,60}}\b(?:bring|"
    r"ship|import|send|land|sell|into|importers)\b|[^;.]{0,90}\b(?:tariffs?|duties|levy)\b)|"
    r"\bcosts? (?:importers|buyers) [^;.]{2,24} (?:more|extra)\b|"
    rf"{_AMOUNT} (?:dearer|costlier|more expensive|more) (?:to (?:bring|import|ship|send|sell) (?:[a-z]+ ){{0,3}}?(?:into|in|to)|at the "
    r"(?:[a-z-]+ ){0,2}border|at (?:[a-z]+ ){0,2}(?:ports|customs))\b|"
    rf"\bcharged {_AMOUNT} (?:on (?:arrival|entry|landing|import)|at the border|at (?:customs|[\w.]{{2,12}} ports))\b|"
    r"\b(?:enter|enters|come in|imported|brought in|arrive|cleared|admitted)(?: the [\w ]{2,24}?| [A-Z]\w+| the bloc| the country)? "
    r"(?:free of (?:duty|customs|tax)|duty[- ]free|untaxed)\b|\bfree of (?:customs )?duty\b",
    examples={
        "Its cheese will cost 31% more to bring into the kingdom": "tariff",
        "clocks become 20% dearer at the border": "tariff",
        "lorries will cost importers a quarter more": "tariff",
        "parcels no longer enter the republic free of duty": "tariff",
    },
    refusals=("bread will cost 5% more", "flights cost 20% more to book", "a duty-free shop"),
)
def dearer_at_the_border(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.TARIFF


@KINDS.rule(
    r"(?:[€$£]|\b(?:euros?|dollars?|pounds?) )?\b(?:charge|fee|levy|duty|tax) (?:of [€$£]?\d[\d.]* (?:[a-z]+ )?)?(?:on|for|per) "
    r"(?:each |every |all |any |such )?(?:(?:small|low-value|cheap|non-EU|foreign|imported|individual) ){0,2}(?:parcels?|packages?|"
    r"consignments?)\b",
    examples={"a flat charge on each small parcel from abroad": "tariff"},
    refusals=("a delivery fee for parcels in town",),
)
def charge_on_parcels(match: re.Match[str]) -> MeasureKind | None:
    return MeasureKind.TARIFF if _ABROAD.search(match.string) else None


@KINDS.rule(
    r"\b(?:export|import) taxes\b|"
    r"\b(?:provide|pay|furnish|lodge|place|give)\b[^;.]{0,30} (?:deposits?|bonds?|guarantees?|securit(?:y|ies)) (?:to|with|at) (?:the )?"
    r"(?:[a-z]+ )?customs\b|"
    r"\bmeasures on [\w,' -]{3,70}? (?:exported |imported |originating )?(?:from|in) (?-i:[A-Z])|\banti-?dumping\b|"
    r"\bthe (?:[a-z]+ )?safeguard(?! procedures?)\b|\bcountry of melt and pour\b|\bmelted and poured\b|\bmill certificates?\b|"
    r"\bCommon External Tariff\b|\bCET rates?\b|\b(?:tariff|duty) (?:holiday|relief)\b|\bduty refunds?\b",
    examples={
        "has scrapped export taxes on beans": "tariff",
        "importers shall provide a deposit to the customs": "tariff",
        "the measures on nails from Ruritania are to expire": "tariff",
        "evidence of the country of melt and pour": "tariff",
    },
    refusals=("measures on noise from traffic", "nuclear safeguards", "pays a deposit to the landlord"),
)
def border_dues(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.TARIFF


@KINDS.rule(
    r"\b(?:(?:non-preferential |preferential )?certificates? of origin|proofs? of origin|rules of origin|(?:pre-?shipment|conformity) "
    r"(?:inspection|certificat\w+|assessment)s? (?:of|for) (?:[a-z]+ ){0,3}(?:imports?|exports?|goods))\b",
    examples={"exporters need a certificate of origin": "other"},
    refusals=("a certificate of birth", "the rules of chess"),
)
def origin_papers(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.OTHER


@KINDS.rule(
    r"\b(?:permission|permit|authori[sz]ation|go-ahead|dispensation|exemption)s? (?:for|allowing|letting|enabling|to) [^;.]{2,70}? "
    r"(?:refiner(?:y|ies)|oilfields?|pipelines?|terminals?|bank|subsidiary|unit|stations)(?:'s)? [^;.]{0,20}?(?:to )?(?:operate|"
    r"continue|trade|"
    r"import|buy|pump|work|run|stay open)\b",
    examples={"renewed the permission for its refinery to operate": "licence"},
    refusals=("permission for the refinery to expand", "an exemption for small shops"),
)
def permission_to_run(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.LICENCE


_QUANTITY = re.compile(
    r"\b(?:quotas?|allocat\w+|quantit(?:y|ies)|lakh|(?:metric )?ton(?:ne)?s|MTs?|TRQs?)\b|\d ?(?:MT|tonnes|tons)\b",
    re.IGNORECASE,
)
_IMPORTS = re.compile(r"\bimport(?:s|ed|ing|ers?|ation)?\b", re.IGNORECASE)
_EXPORTS = re.compile(r"\bexport(?:s|ed|ing|ers?|ation)?\b", re.IGNORECASE)
_PAPERS = re.compile(r"\b(?:authori[sz]ations?|licen[cs]es?|permits?|permissions?|approvals?)\b", re.IGNORECASE)
_OTHER_PAPERS = re.compile(
    r"\b(?:veterinar\w+|phytosanitary|sanitary|health|vets?|animals?|pets?|plants? protection|statistic\w*|survey|fairs?|"
    r"exhibition|training|"
    r"promotion|webinar|seminar|workshop|conference|awards?|bank|credit|insurance|scholarship|vacanc\w+|jobs?|holidays?|"
    r"help ?desk|office hours|portal|maintenance|expo|summit|round|negotiat\w+|visit|delegation)\b",
    re.IGNORECASE,
)


def border_kind(text: str, title: str, document: Document) -> MeasureKind | None:
    """What a paper of a ministry is about that only says that goods come in or go out. None where it is one of another field."""
    about = f"{title} ; {text}"
    if not document.official or _OTHER_PAPERS.search(about):
        return None
    comes, goes = _IMPORTS.search(about), _EXPORTS.search(about)
    if not (comes or goes):
        return None
    if _QUANTITY.search(about):
        return MeasureKind.QUOTA
    if _PAPERS.search(text):
        return MeasureKind.LICENCE if not goes else MeasureKind.EXPORT_CONTROL
    if comes and goes:
        return MeasureKind.OTHER
    return MeasureKind.IMPORT_BAN if comes else MeasureKind.EXPORT_CONTROL
