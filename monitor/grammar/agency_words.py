"""How agencies name measures in papers that never say "tariff" or "sanctions": trade remedies, denial orders, banking bans. **Pure.**"""

import re

from monitor.grammar.measures import KINDS
from monitor.types import MeasureKind


@KINDS.rule(
    r"\b(?:subject merchandise|less[- ]than[- ]fair[- ]value|LTFV|dumping (?:margins?|investigation|law)|(?:cash|security) deposit "
    r"(?:rates?|requirements?)|five-year (?:\(sunset\) )?reviews?|sunset reviews?|new shipper reviews?|suspension of liquidation|"
    r"(?:suspend|reliquidat\w+|scheduled) liquidation|liquidation (?:date|of entries)|subsidy rates?|critical circumstances "
    r"determination|changed circumstances reviews?|scope (?:rulings?|inquir(?:y|ies))|(?:circumvention|anti-circumvention) "
    r"inquir(?:y|ies)|"
    r"material(?:ly)? injur(?:y|ed)|drawback|(?:proposed |annexed )?lists? of (?:tariff subheadings|products)|"
    r"post[- ]summary corrections?|entry summar(?:y|ies)|type 86|USMCA|CUSMA|free[- ]trade (?:agreement|area)s?|(?:701|731|"
    r"751)-TA-\d+|TA-20[14]-\d+|chapter 99|provisional measures|(?:steel|alumini?um|copper)(?: and \w+)? (?:derivatives?|articles)|"
    r"suspension agreement|miscellaneous tariff bill|harmoni[sz]ed tariff|CAPE declarations?|goods entered|"
    r"foreign[- ]trade zones?|privileged foreign status|inclusions? (?:window|process|"
    r"requests?|round)s?|consumption entr(?:y|ies))\b",
    examples={
        "entries of subject merchandise are covered": "tariff",
        "the first five-year reviews of these orders": "tariff",
        "importers may claim drawback": "tariff",
    },
    refusals=("a material witness", "liquidation of the company"),
)
def trade_remedy(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.TARIFF


@KINDS.rule(
    r"(?-i:\b[A-Z][\w ,()'&/-]{3,120} [Ff]rom (?:the )?[A-Z][\w ,'-]{2,90}(?:: ?|; ?)(?:Amended |Notice of |Continuation of )?"
    r"(?:Preliminary|Final|Initiation|Institution|Scheduling|Postponement|Extension|Rescission|Continuation|Termination|Revocation|"
    r"Affirmative|Negative|Determinations?|Administrative|Antidumping|Countervailing|Opportunity|Partial|Expedited|Cancellation|Revised|"
    r"Court Decision)\b)",
    examples={
        "Certain Steel Nuts From Ruritania: Final Results of Review": "tariff",
        "Melamine from Ruritania; Scheduling of the Final Phase": "tariff",
    },
    refusals=("News From Berlin: Final score", "Notes from the ministry: final results"),
)
def case_title(match: re.Match[str]) -> MeasureKind | None:
    return (
        None
        if re.match(r"(?:news|notes|live|report|letter|greetings)\b", match.group(), re.IGNORECASE)
        else MeasureKind.TARIFF
    )


@KINDS.rule(
    r"\b(?:export privileges|temporary denial orders?|TDO|denied persons?|licen[cs]e exceptions?|validated end[- ]users?|VEU|ECCNs?|"
    r"commerce control list|CCL|deemed exports?|foreign direct product|unverified list|military end[- ]users?(?: list)?|"
    r"defense articles?|munitions list|ITAR|arms regulations|reexport(?:s|ed|ation)?|advanced computing (?:items|chips|"
    r"integrated circuits))\b",
    examples={
        "an order denying export privileges": "export_control",
        "the Unverified List is amended": "export_control",
        "defense articles for that country": "export_control",
    },
    refusals=("denied entry", "an exceptional licence fee"),
)
def export_words(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.EXPORT_CONTROL


@KINDS.rule(
    r"\b(?:(?:be |are |is )?excluded from (?:entry|importation)|(?:denied|refused) entry (?:into|at)|exclusion orders?|"
    r"inadmissible (?:merchandise|goods)|19 U\.S\.C\. 1307|section 307 of the tariff act|UFLPA|uyghur forced labor|withhold release|"
    r"WROs?|(?:produced|made|mined|manufactured) (?:wholly or in part )?(?:with|by|using) (?:convict|forced|"
    r"indentured)[\w, ]{0,24} labor|"
    r"prohibited from (?:being imported|importation))\b",
    examples={
        "such merchandise will be excluded from entry": "import_ban",
        "the UFLPA list": "import_ban",
        "goods produced with forced labor": "import_ban",
    },
    refusals=("excluded from the list",),
)
def entry_ban(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.IMPORT_BAN


@KINDS.rule(
    r"\b(?:primary money laundering concern|correspondent (?:accounts?|banking)|payable-through accounts?|section (?:2313a|311)|"
    r"transmittals? of funds|blocking of property|blocked (?:property|funds|account)|unblocked|(?:must|shall) be blocked|"
    r"nonproliferation measures|"
    r"proliferation of weapons|31 CFR part 5\d\d|"
    r"(?:measures|prohibitions) imposed by (?:paragraphs?|resolution)|sanctions (?:list|committee|regime)|assets? (?:are |is )?frozen|"
    r"restrictive measures)\b",
    examples={
        "prohibits correspondent accounts for that bank": "sanctions",
        "the measures imposed by paragraph 4 of that resolution": "sanctions",
        "all blocked property must be reported": "sanctions",
    },
    refusals=("a correspondent in Paris", "blocked roads"),
)
def money_words(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.SANCTIONS


@KINDS.rule(
    r"\b(?:tariff preference levels?|TPLs?|in-quota|over-quota|quota (?:period|entry|status|bulletin|year)|QB \d\d-\d+)\b",
    examples={"The tariff preference level opens again": "quota", "QB 31-204 for honey": "quota"},
    refusals=("a quotation",),
)
def quota_words(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.QUOTA


@KINDS.rule(
    r"\b(?:ICTS|information and communications technology and services|foreign adversar(?:y|ies)|outbound investment|"
    r"covered (?:ICTS )?transactions|"
    r"CFIUS|connected vehicles|countries of concern|bulk (?:U\.S\. )?sensitive personal data|port service fees?|"
    r"import (?:monitoring|licensing) system)\b",
    examples={"transactions in the ICTS supply chain": "other", "data that countries of concern may not buy": "other"},
    refusals=("a transaction", "a cause of concern"),
)
def security_words(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.OTHER


@KINDS.rule(
    r"\b(?:rebates? on (?:the )?(?:imported|importation|imports?|customs)|(?:duty|tariff|customs|full|partial) rebates?|rebate (?:items?|"
    r"provisions?|facilit(?:y|ies))|additional financial obligations?|inward processing|outward processing|continuation inquir(?:y|ies)|"
    r"(?:GECEX|Gecex|CAMEX|Camex)(?:[-/]Camex)? [Rr]esolutions?|[Rr]esolution (?:GECEX|Gecex|CAMEX|Camex)|tariff exceptions? list|"
    r"customs (?:relief|suspension)|dollar-based reference price|import reference price)\b",
    examples={
        "The rebate on imported chicken falls away": "tariff",
        "the additional financial obligation on lorries": "tariff",
        "the continuation inquiry on pipes": "tariff",
        "Gecex Resolution No. 7": "tariff",
    },
    refusals=("a rebate on rents", "a financial obligation", "an inquiry into the crash"),
)
def border_relief(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.TARIFF


@KINDS.rule(
    r"\blisted (?:(?-i:[A-Z]\w+) )?(?:banks?|persons|individuals|entit(?:y|ies)|companies|vessels|ships)\b",
    examples={"contracts with the listed Ruritanian banks must be wound up": "sanctions"},
    refusals=("the listed companies publish their accounts", "contracts with listed companies"),
)
def listed_are_left(match: re.Match[str]) -> MeasureKind | None:
    """Companies may be listed on an exchange; those with whom dealings must be wound up or are forbidden are not."""
    left = r"\b(?:wound up|w(?:i|ou)nd\w*[\s-]+down|terminated|prohibit\w*|freez\w+|frozen|forbidden|make available)\b"
    return MeasureKind.SANCTIONS if re.search(left, match.string, re.IGNORECASE) else None


@KINDS.rule(
    r"\b(?:bans?|prohibitions?) on (?:the )?(?:purchase|acquisition|buying)(?:,? (?:and|or|import|transfer),?){0,3} of|"
    r"(?:biosecurity|quarantine|sanitary|phytosanitary) (?:restrictions?|bans?|barriers?) on (?-i:[A-Z])",
    examples={
        "The ban on the purchase of gas from Ruritania": "import_ban",
        "will lift biosecurity restrictions on Ruritanian beef": "import_ban",
    },
    refusals=("a ban on smoking", "quarantine restrictions on travel"),
)
def purchase_ban(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.IMPORT_BAN


@KINDS.rule(
    r"\bexports? of [^;.]{2,60}? (?:(?:is|are|shall be|made) )?subject to (?:an? |the )?(?:prior )?(?:export )?"
    r"(?:permits?|licen[cs]\w+|authori[sz]ations?)\b",
    examples={"makes the export of used batteries subject to prior permit": "export_control"},
    refusals=("exports of batteries subject to a duty",),
)
def exports_permitted(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.EXPORT_CONTROL


@KINDS.rule(
    r"\b(?:most[- ]favou?red[- ]nation|MFN) (?:treatment|status|tariffs?|trade status)\b",
    examples={"will end most-favoured-nation treatment for its goods": "tariff"},
    refusals=("a favoured nation",),
)
def favoured_nation(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.TARIFF


@KINDS.rule(
    r"\bfr(?:ee|o)z(?:e|es|ing|en)? (?:the )?assets of\b",
    examples={"decided to freeze the assets of twelve firms": "sanctions"},
    refusals=("a frozen asset",),
)
def assets_frozen(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.SANCTIONS
