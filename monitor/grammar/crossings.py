"""Goods that may not leave, that pay or leave a deposit on their way in, and firms that must be left. Adds to `measures`. **Pure.**"""

import re

from monitor.grammar.measures import KINDS
from monitor.types import MeasureKind

_CROSSES = re.compile(
    r"\b(?:lands?|enters?|arriv\w+|import\w*|export\w*|ship\w*|shipments?|sent|border|ports?|customs|from|into)\b",
    re.IGNORECASE,
)
_PERCENT = r"\d{1,3}(?:\.\d{1,2})? ?(?:%|percent\b|per cent\b)"


@KINDS.rule(
    r"\b(?:forbid|forbid(?:s|ding)|forbade|ban|bans|banned|banning|bar|bars|barred|prohibit\w*|disallow\w*|no longer allow|"
    r"stop allowing|outlaw\w*) "
    r"(?:the |all |any )?(?:[a-z]+ ){0,2}exports? of\b|"
    r"\b(?:bans?|prohibitions?|restrictions?|moratorium|embargo) (?:on|of) (?:the )?(?:[a-z]+ )?(?:exports?|exporting)\b",
    examples={
        "it will forbid the export of raw ore": "export_control",
        "The ban on the export of timber is prolonged": "export_control",
    },
    refusals=("banned the player", "a ban on imports of ore"),
)
def may_not_leave(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.EXPORT_CONTROL


@KINDS.rule(
    rf"\b(?:deposits?|securit(?:y|ies)|bonds?) of (?:up to |between )?{_PERCENT}|"
    r"\bsafeguards? (?:on|against|measures?) (?:imports? of )?[a-z]|"
    r"\b(?:(?-i:[A-Z])\w+ )?trade preferences\b|\b(?:exempt\w*|relief) from (?:customs |import )?dut(?:y|ies)\b|\bduty exemptions?\b|"
    rf"\bcharged {_PERCENT} on (?:all |most |any )?(?:goods|products|imports|exports|shipments|parcels)",
    examples={
        "its cheese will need a deposit of up to 42.7%": "tariff",
        "a Regulation imposing a safeguard on alloys": "tariff",
        "the exemption from duty disappears": "tariff",
        "would be charged 10% on all goods sent there": "tariff",
    },
    refusals=("a deposit on a flat", "a safeguard for children"),
)
def pays_on_the_way_in(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.TARIFF


@KINDS.rule(
    rf"\b(?:pays?|faces?|bears?|attracts?|incurs?|owes?) (?:the |an? )?(?:full|extra|additional|higher|same|new|further|"
    rf"added) {_PERCENT}",
    examples={"coffee that lands there will pay the full 50 percent": "tariff"},
    refusals=("students pay the full 50 percent", "pays the full price"),
)
def pays_the_rate(match: re.Match[str]) -> MeasureKind | None:
    return MeasureKind.TARIFF if _CROSSES.search(match.string[: match.start()]) else None


@KINDS.rule(
    r"\b(?:end|halt|cut|stop|finish|sever|wind down|wrap up|complete|close out|quit) (?:(?:all|any|their|its|the) )?(?:business|"
    r"dealings?|deals|"
    r"ties|transactions?|trade|trading|contracts|operations) with (?:the )?(?:[a-z]+ ){0,3}(?:rosneft|lukoil|gazprom(?: neft)?|"
    r"surgutneftegas|"
    r"nayara|novatek|sberbank|VTB|PDVSA|NIOC|huawei|designated|listed|sanctioned|blocked|blacklisted)\b",
    examples={"Friday's deadline to end business with Rosneft": "sanctions"},
    refusals=("to end business with a smile",),
)
def firms_left(_: re.Match[str]) -> MeasureKind:
    return MeasureKind.SANCTIONS
