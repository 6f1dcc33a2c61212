"""How official papers outside the United States name measures. Adds to the rules of `measures`. **Pure.**"""

import re

from monitor.grammar.forms import NUMBER, number
from monitor.grammar.measures import KINDS, RATES
from monitor.types import MeasureKind


@KINDS.rule(
    r"\b(?:trade remed(?:y|ies)|transition reviews?|(?:expiry|sunset|interim|new exporter) reviews? of (?:the |an? "
    r")?(?:[\w-]+ ){0,3}(?:measures?|duties|duty)|"
    r"dumping|subsidi[sz]ed imports|injury (?:inquiry|investigation)|(?:provisional|definitive) (?:measures|dut(?:y|ies))|"
    r"tariff (?:suspension|concession|preference|schedule|commitment)s?|(?:suspen\w+|withdraw\w*) (?:of )?"
    r"(?:(?:substantially )?equivalent concessions|concessions (?:on imports|on products|(?:and|or) (?:other )?obligations))|"
    r"preferential (?:tariffs?|rates?|access)|import "
    r"dut(?:y|ies)|import tax|"
    r"duty (?:suspension|relief|drawback)s?|autonomous (?:tariff )?suspensions?|most[- ]favou?red[- ]nation rates?|MFN "
    r"rates?|basic customs duty|"
    r"(?:grant\w*|order) remission|anti-?(?:circumvention|subsidy)|(?:expiry|sunset) reviews?|"
    r"imports? (?:[\w-]+ ){0,16}subject to registration|unfair competition in imports|international trade tribunal|CITT\b|"
    r"(?:Union |EU )?steel measures?|remission (?:order|process|of (?:the )?(?:surtax|dut(?:y|ies)))|Customs Tariff|"
    r"customs tariff)(?!\w)",
    examples={
        "a transition review of the measure on bars": "tariff",
        "The Trade Remedies Authority will publish it": "tariff",
        "an autonomous tariff suspension": "tariff",
        "Canada is granting remission for goods": "tariff",
        "the proposed suspension of concessions or other obligations": "tariff",
        "it shall withdraw substantially equivalent concessions": "tariff",
    },
    refusals=("an interim review of the accounts", "withdraw its concessions to the unions", "transition of power"),
)
def official_tariff(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.TARIFF


@KINDS.rule(
    r"\b(?:export trade control|strategic (?:items|goods|trade|commodities)|foreign exchange and foreign trade (?:act|"
    r"law)|export control law|"
    r"dual[- ]use|SCOMET|situational licen[cs]e|catch-all controls?|(?:export|controlled) (?:prohibition|items|goods) list|"
    r"restricted goods list|exports? to [^;.]{2,40}? (?:ban|restrictions?|prohibition)|open general export licen[cs]e|"
    r"OGELs?|control list|unverified list|"
    r"export polic(?:y|ies)|(?:prohibit\w*|ban\w*|restrict\w*|suspen\w*) (?:the )?exports? of)(?!\w)",
    examples={
        "Public Notice on Trade of Strategic Items": "export_control",
        "the Export Trade Control Order": "export_control",
        "the export policy of onions": "export_control",
    },
    refusals=("a strategic partnership", "export sales"),
)
def official_export_control(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.EXPORT_CONTROL


@KINDS.rule(
    r"\bMinistry of Commerce and (?:the )?General Administration of Customs\b|\bexports? (?:of|to|from) (?:[\w'-]+,? "
    r"){1,24}(?:shall be|is|are) "
    r"(?:hereby )?(?:prohibited|banned)\b",
    examples={
        "Announcement No. 3 of the Ministry of Commerce and the General Administration of Customs": "export_control",
        "The export of scrap to that country shall be prohibited": "export_control",
    },
    refusals=(
        "the export of scrap rose",
        "anti-dumping: the Ministry of Commerce and the General Administration of Customs",
    ),
)
def joint_announcement(match: re.Match[str]) -> MeasureKind | None:
    duties = re.search(r"\b(?:dumping|countervailing|tariffs?|dut(?:y|ies)|quotas?)\b", match.string, re.IGNORECASE)
    return None if duties and "ministry" in match.group().lower() else MeasureKind.EXPORT_CONTROL


@KINDS.rule(
    r"\b(?:(?:arms|travel|financial|assets?|aviation|sectoral)(?:,? (?:and )?(?:arms|travel|financial|assets?|aviation|"
    r"sectoral))* measures|"
    r"measures (?:on arms|(?:imposed|set out|contained|specified) (?:by|in|pursuant to|under) paragraphs?)|targeted measures|"
    r"measures connected with the situation in|no[- ]Russia clause|"
    r"freez(?:e|ing) of (?:funds|assets)|financial sanctions|designated (?:persons?|vessels?|entit(?:y|ies))|"
    r"autonomous sanctions|unreliable entit(?:y|ies)(?: list)?|Magnitsky|petroleum cap|oil price cap|"
    r"(?:Panel|Group) of Experts)(?!\w)",
    examples={
        "decides to renew the measures on arms imposed by paragraph 5": "sanctions",
        "the travel and financial measures": "sanctions",
        "was put on the unreliable entity list": "sanctions",
    },
    refusals=("financial results", "safety measures"),
)
def official_sanctions(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.SANCTIONS


@KINDS.rule(
    r"\b(?:minimum import price|forced[- ]labou?r (?:regulation|prohibition|rules?|instrument)|imports? of [^;.]{2,80}? "
    r"(?:shall be|is|are) "
    r"(?:allowed|permitted|restricted|prohibited) (?:only|till|until|upto|up to|from|through)|"
    r"(?:restricted|prohibited) for import|(?:resum\w+|suspen\w+|halt\w*) (?:of )?(?:the )?imports?(?! (?:dut|tariff|tax|"
    r"levy|surcharge|charge|customs))|"
    r"import (?:licensing|permits?|authori[sz]ations?))(?!\w)",
    examples={
        "The minimum import price on paper stays": "import_ban",
        "Import of clothes shall be allowed only through two ports": "import_ban",
    },
    refusals=("imports of paper rose", "the suspension of import duty rates"),
)
def official_import_rule(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.IMPORT_BAN


@KINDS.rule(
    r"\b(?:general permits?|special economic measures permit|open licen[cs]es?|individual licen[cs]es?|"
    r"permit (?:authori[sz]|allow)\w+)(?!\w)",
    examples={"General Permit No. 7 lets them close accounts": "licence"},
    refusals=("the licence fee", "a building permit"),
)
def official_permit(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.LICENCE


@KINDS.rule(
    r"\b(?:special port (?:dues|fees|service fees?|charges?)|port dues|trade barrier investigations?|"
    r"(?:import|export) (?:surveillance|notices?|monitoring)|surveillance (?:of|in|on) imports|import and export (?:rules|"
    r"regime|licen[cs]\w+)|"
    r"(?:export and import|foreign trade) rules)(?!\w)",
    examples={"Special port dues shall be collected": "other"},
    refusals=("dues of the club",),
)
def official_fees(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.OTHER


@RATES.rule(
    rf"\b(?P<rate>(?!an?\b|\d){NUMBER}) (?:\([\d.]{{1,5}} ?%?\) )?(?:percent|per cent|per centum)\b",
    examples={"at the rate of twelve per cent. ad valorem": "12.0", "a duty of one hundred per cent": "100.0"},
    refusals=("a per cent", "one of ten"),
)
def rate_in_words(match: re.Match[str]) -> float | None:
    value = number(" ".join(match["rate"].split()))
    return float(value) if value else None
