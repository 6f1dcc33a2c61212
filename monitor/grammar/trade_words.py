"""How the press names measures: bans, curbs, packages, taxes on goods. Adds to the rules of `measures`. **Pure.**"""

import re

from monitor.grammar.measures import KINDS
from monitor.types import MeasureKind

_GOODS = (
    r"(?:goods|products|lng|gas|oil|crude|coal|steel|aluminium|aluminum|copper|potash|fertili[sz]ers?|beef|pork|"
    r"poultry|seafood|fish|"
    r"fruits?|vegetables|agricultural products|farm products|onions|rice|diamonds|gold|timber|wine|grain|chips?|"
    r"semiconductors?|magnets|minerals|solar panels|cars|vehicles|shipments|"
    r"uranium|fuels?)"
)
_HARVEST = (
    r"(?:lobsters?|shrimps?|prawns?|abalone|oysters|salmon|barley|canola|rapeseed|sorghum|soybeans?|maize|corn|wheat|sugar|cotton|dairy|"
    r"milk|cheese|butter|honey|apples|avocados?|bananas|citrus|oranges|mangoes|cherries|durians?|pineapples|nuts|almonds|logs|hay|meat|"
    r"chicken|lamb|mutton|cattle|livestock|eggs|tomatoes|potatoes|garlic|pulses|lentils|flowers)"
)
"""What is grown or caught, which one state bars when it is another's."""


@KINDS.rule(
    rf"\b(?:imports? of [^;]{{2,60}}?\b(?:will be|are|is|would be|to be|be) (?:banned|prohibited|barred|outlawed|"
    rf"halted)|"
    rf"(?<!export\s)ban(?:s|ned|ning)? (?!(?:on )?(?:the )?exports?\b)(?:on |all |the |of )?(?:[\w-]+ ){{0,3}}{_GOODS}\b|"
    rf"{_GOODS}\b[^;]{{0,40}} (?:barred|banned|shut out) from|"
    rf"(?:ban|bar|block|halt|stop|prohibit|outlaw|restrict)(?:s|ned|ped|red|ed|ning|ping|ring|ing)? (?:all |the |"
    rf"its |most )?(?:[\w-]+ )?imports? (?:of|from)|"
    rf"bans? (?:[\w-]+ ){{1,3}}imports?\b|"
    rf"imports? (?:of [\w -]{{2,40}} )?(?:would|will|to|shall|must) (?:no longer )?be (?:banned|barred|halted|"
    rf"stopped|allowed|phased out|prohibited)|"
    rf"(?:import|seafood|beef|oil|gas|coal|LNG|poultry|meat) bans?|"
    rf"bans? on (?-i:[A-Z]\w+ )?(?-i:[A-Z]\w+(?:n|ese|ish|ch|i)) (?:[a-z]+ ){{0,2}}{_HARVEST})\b",
    examples={
        "imports of pipeline gas will be banned": "import_ban",
        "extended the ban on its potash": "import_ban",
        "its seafood will be barred from the market": "import_ban",
        "has banned imports of jute by land": "import_ban",
        "will scrap its ban on Ruritanian rock lobster": "import_ban",
        "pipeline imports would be barred": "import_ban",
    },
    refusals=("banned the player", "imports of gas rose", "the export ban on chips"),
)
def press_ban(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.IMPORT_BAN


@KINDS.rule(
    r"\b(?:export (?:licen[cs](?:es?|ing)|permits?|approvals?)|licen[cs]es? for (?:[\w-]+ ){0,4}exports?|ban(?:s|"
    r"ned)? (?:on )?the exports? of|leave [^;]{2,30} only under licen[cs]e|(?:approval|permission|permits?|"
    r"licen[cs]es?) (?:to export|for (?:exporting|"
    r"servicing|selling|shipping|sales|exports))|(?:curbs|controls|restrictions|limits) (?:imposed |placed |"
    r"put )?on (?:the )?(?:[\w-]+ )?(?:exports?|sales|shipments)|(?:chip|export|magnet|mineral) curbs|"
    r"(?:ban|prohibit|outlaw)(?:s|ned|ed|ning|ing)? (?:all |most |the |its )?exports? (?:of|to)|"
    r"bans? on (?:the )?export(?:s|ing)?|licen[cs](?:e|ing) (?:exemptions?|exceptions?|waivers?) for (?:[\w-]+ ){0,3}exports|"
    r"controls on (?:[\w-]+ ){0,3}(?:sales|exports|shipments)|(?:stop|halt|ban|"
    r"restrict|curb)(?:s|ped|ned|ed|ing)? "
    r"(?:(?!its|their|all)[\w-]+ ){1,3}exports?|exports? of [^;]{2,50}?\b(?:will be|are|be) (?:banned|barred|"
    r"restricted|halted|licensed))\b",
    examples={
        "will need approval to export magnets": "export_control",
        "requires a licence for servicing the tools": "export_control",
        "a ban on exports of ore": "export_control",
        "will ban exports to its neighbour": "export_control",
    },
    refusals=("export growth", "a licence for fishing"),
)
def press_curbs(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.EXPORT_CONTROL


@KINDS.rule(
    r"\b(?:sanctions package|transaction bans?|asset freezes?|travel bans? and|\d{1,2}(?:st|nd|rd|"
    r"th) (?:sanctions )?package)\b",
    examples={"the full transaction ban on two banks": "sanctions", "the bloc's 19th package": "sanctions"},
    refusals=("the stimulus package",),
)
def press_sanctions(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.SANCTIONS


@KINDS.rule(
    r"\b(?:(?:be )?taxed at (?:a rate of )?\d{1,3}|(?:import|border|customs) (?:tax(?:es)?|levies|charges?|fees?)|"
    r"counter-?tariffs?|"
    r"duties|trade barriers|carbon border (?:levy|tax)|steel safeguards?|(?:export|import) (?:tax|dut(?:y|ies))|"
    r"tax(?:es|ing)? (?:[\w-]+ ){1,6}at \d{1,3}|"
    r"\d ?(?:%|percent|per cent) on (?-i:[A-Z])[\w-]+ (?:goods|cars|wine|steel|products|exports|imports|films|butter|"
    r"beef|[a-z]+s)|"
    r"AGOA|(?:trade|tariff) preferences|generali[sz]ed system of preferences|duty-free (?:allowance|access|treatment|"
    r"quota))\b",
    examples={"its wine will be taxed at 50 percent": "tariff", "an import tax on coffee": "tariff"},
    refusals=("taxed income",),
)
def press_tariff(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.TARIFF


@KINDS.rule(
    r"\b(?:lower|higher|reduced|new|the|extra|additional|this|their|its|that|a)(?: \w+)? \d{1,3}(?:\.\d)? ?(?:%|"
    r"percent|per cent) (?:rate|charge|import)\b|"
    r"\brate of \d{1,3}(?:\.\d)? ?(?:%|percent|per cent) (?:on|for)\b",
    examples={"the lower 15% rate, agreed in spring": "tariff", "a rate of 15% on its cars": "tariff"},
    refusals=("the 5% rate on mortgages", "a rate of 4% growth"),
)
def press_rate(match: re.Match[str]) -> MeasureKind | None:
    other = (
        r"\b(?:interest|mortgages?|loans?|inflation|growth|fed|central bank|vat|corporate|income|unemployment|"
        r"jobless|policy rate|swap)\b"
    )
    return None if re.search(other, match.string, re.IGNORECASE) else MeasureKind.TARIFF


@KINDS.rule(
    r"\b(?:(?:port|docking|vessel|shipping|ship) (?:fees?|charges?)|ships? [^;]{0,60} pay a fee|fees? on "
    r"(?:[\w-]+ ){0,3}(?:vessels|ships|tankers)|barred from [^;]{0,24}ports)\b",
    examples={"fees: new port charges for its ships": "other", "ships built there will pay a fee": "other"},
    refusals=("transport fees", "a school fee"),
)
def press_fees(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.OTHER


@KINDS.rule(
    r"\b(?:(?:lukoil|rosneft|gazprom(?: neft)?|NIS|PDVSA|chevron|paks|aeroflot|"
    r"sberbank)\b[^;]{0,90}\b(?:licen[cs]es?|waivers?|permits?)|"
    r"(?:licen[cs]es?|waivers?|permits?)\b[^;]{0,90}\b(?:lukoil|rosneft|gazprom(?: neft)?|NIS|PDVSA|chevron|paks|"
    r"aeroflot|sberbank)|"
    r"(?:u\.?s\.?|american|treasury|OFAC|british|UK) licen[cs]es?)\b",
    examples={
        "extended the operating licence of NIS by a month": "licence",
        "the US licence for talks runs to spring": "licence",
        "Chevron lost its licence": "licence",
    },
    refusals=("a licence for a pub", "NIS shares rose"),
)
def press_licence(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.LICENCE


@KINDS.rule(
    r"\b(?:surtax(?:es)?|reciprocal rates?|remission of (?:\w+ )?(?:duties|surtaxes|tariffs)|"
    r"\d{1,3}(?:\.\d)? ?(?:%|percent|per cent) (?:u\.?s\.?|american|EU|chinese|border|import) (?:rate|charge|tax)|"
    r"importers? of record|customs (?:charges?|suspension|levy)|duty-free imports?|import dut(?:y|ies)|"
    r"tax(?:es)? on (?:[\w-]+ ){0,3}(?:exports?|imports?))\b",
    examples={
        "the remission of surtaxes on steel": "tariff",
        "or the 50% US rate will apply": "tariff",
        "the pause on the higher reciprocal rates": "tariff",
    },
    refusals=("a surcharge-free card", "the 5% rate"),
)
def press_levy(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.TARIFF


@KINDS.rule(
    r"\b(?:(?:trade representative|USTR|greer|commerce department|trade ministry)\b[^;]{0,80}\b(?:probe|"
    r"investigation|inquiry) (?:into|of|on)|"
    r"(?:probe|investigation|inquiry) (?:into|of|on) [^;]{2,60}\b(?:trade|digital|subsid\w+|dumping|overcapacity|"
    r"forced labou?r))\b",
    examples={"will open an inquiry into its digital trade rules": "other"},
    refusals=("an inquiry into the crash",),
)
def press_probe(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.OTHER


@KINDS.rule(
    r"\b(?:(?:anti-)?deforestation (?:law|regulation|rules?)|EUDR)\b",
    examples={"will have more time to comply with the deforestation law": "import_ban"},
    refusals=("deforestation rose",),
)
def press_deforestation(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.IMPORT_BAN


@KINDS.rule(
    r"\b(?:USMCA|CUSMA|T-MEC|US-Mexico-Canada Agreement|free[- ]trade (?:agreement|pact))\b",
    examples={"a hearing on the renewal of USMCA": "other"},
    refusals=("free trade is good",),
)
def press_pact(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.OTHER
