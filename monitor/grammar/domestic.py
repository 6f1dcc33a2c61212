"""Duties, levies, caps, quotas and bans of home life, and tariffs that are only the background of a sentence. **Pure.**"""

import re
from functools import lru_cache

from monitor.grammar.engine import Watched, spaced
from monitor.grammar.home_life import BYSTANDER, HOME_LIFE
from monitor.grammar.levies import LEVY
from monitor.grammar.other_duties import OTHER_DUTIES

_HOME = Watched(
    spaced(
        r"\b(?:(?:levy|levies|impose|raise|charge) (?:an? |the )?(?:\w+ )?excise dut(?:y|ies)|(?:excise|stamp|fuel|"
        r"alcohol|tobacco|petrol|beer|passenger|death|estate|jury|guard|night|property|water|spirits) dut(?:y|ies)|"
        r"dut(?:y|ies) (?:of care|roster|free shop\w*|on (?:alcohol|petrol|fuel|tobacco|property|beer|cigarettes|"
        r"flights))|(?:on|off) duty|"
        r"(?:tourist|visitor|hotel|ticket|sugar|windfall|apprenticeship|training|bank|plastic|betting|gambling|"
        r"sewage|health|school|church|carbon|"
        r"climate|digital|tech|community|infrastructure|property|land|wealth|congestion|film|licence|streaming|"
        r"landfill|tobacco|football|"
        r"crop|farm|dairy|milk|wool) lev(?:y|ies)|lev(?:y|ies) (?:on|for|of) (?:banks?|bank profits|tips|sugary|"
        r"sugar|stadium|shows|tickets|tourists?|"
        r"visitors|hotels|late|plastic|employers|the rich|second homes|landlords|flights|betting|gambling|developers|"
        r"profits|fossil|streaming|"
        r"\d[\d.]*% (?:of|on) (?:room|overnight))|visitor levy of|"
        r"(?:peak[- ]season|fuel|bunker|war[- ]risk|congestion|emergency|delivery|energy|card|airline|handling|"
        r"holiday) surcharges?|"
        r"(?:transfer|press|media|news|under) embargo|embargo(?:ed)? until|"
        r"(?:refugee|migrant|gender|women'?s?|student|hiring|sales|fishing|cod|mackerel|herring|tuna|hunting|wolf|"
        r"milk|production|output|racial|caste|"
        r"seat|visa|cull|catch|water) quotas?|quotas? (?:for|on|of) (?:women|refugees|migrants|students|jobs|staff|"
        r"players|locals|citizens|directors|\d{1,3}\.)|"
        r"price caps? on (?!(?:russian|oil|crude|its|seaborne|urals|the country))[\w -]{3,30}|"
        r"(?:benefit|contempt|disciplinary|court|sporting|league|professional) sanctions|sanctions (?:on|"
        r"against) (?:the )?(?:lawyers?|athletes?|"
        r"claimants?|club|players?|students?|pupils)|jones act waivers?|"
        r"(?:phone|alcohol|smoking|vape|vaping|hosepipe|leaf blower|burqa|social media|overtime|firework|fireworks|"
        r"gun|abortion|short[- ]selling) bans?|"
        r"per[- ]unit tariff|tariff per unit|(?:power|electricity|gas|water|feed-in|mobile|data|freight|bus|rail|"
        r"port|parking|heating|"
        r"telecoms?|roaming) (?:\w+ )?tariffs?|in the tariff(?=,| effective|\.))(?!\w)"
    ),
    re.IGNORECASE,
)
_MEASURE = rf"(?:{LEVY}|sanctions?|export controls?|curbs|trade (?:war|row|tensions?))"
_WORDS = r"(?:(?!(?:will|would|that|which|when|if|unless|could) )[\w%$.'’-]+ ){0,4}?"
_BACKGROUND = Watched(
    spaced(
        rf"\b(?:because of|amid|despite|notwithstanding|undeterred by|blaming|blames?|blamed|citing|cites?|given|"
        rf"thanks to|due to|owing to|hurt by|harmed "
        rf"by|(?<!will\sbe\s)(?<!to\sbe\s)hit by|stung by|battered by|affected by|squeezed by|(?:avoid|dodge|beat|offset|"
        rf"counter|cushion|escape|"
        rf"mitigate|absorb|skirt|sidestep|"
        rf"circumvent|evade|evading|dodging|evaded|dodged)|fears? of|worr(?:y|ies) (?:about|over)|concerns? (?:about|"
        rf"over)|uncertainty (?:about|over|"
        rf"around)|impact of|effects? of|costs? of|burden of|fallout from|relief from|refunds? of|"
        rf"(?:in )?breach(?:es|ed|ing)? (?:of )?|"
        rf"violat\w+|opposes?|questions (?:about|on|over)|webinar on|conference on|thanks? to|reeling from|hurt from|"
        rf"pain from|exposed to|"
        rf"cushion against) {_WORDS}{_MEASURE}\b"
        r"|\b(?:tariffs?|sanctions)[- ](?:turmoil|worries|jitters|row|uncertainty|volatility|fears|impact|costs?|"
        r"woes|case|tracker|story|burden|chaos|battle|"
        r"dispute|tensions?|agenda|news|related|driven|induced|hit|dodging|evasion|compliance|conference|webinar|"
        r"refunds?|tracker|bill|ruling|"
        r"lawsuit|suit)\b"
        rf"|\b(?:as|while|with|since|after|until|before) (?:(?:the|us|u\.s\.|new|higher|steep|trump's|trump’s|"
        rf"american|looming) ){{0,3}}{_MEASURE} "
        r"(?:bite|bit|bites|weigh\w*|loom\w*|push\w*|drove|drive|squeez\w+|hurt|raise prices|threaten\w*|"
        r"take their toll|make|force\w*|cloud\w*|in "
        r"focus|on the agenda|complicat\w+|dominat\w+|come up|high on|clouding|biting|hitting|the talk of)\b"
    ),
    re.IGNORECASE,
)
_STILL_ABOUT = re.compile(
    r"\b(?:pause|truce|waiver|reprieve|exempt\w*|suspen\w+|licen[cs]e|grace period|deadline|window|claims?|\d ?(?:%|percent|per\s+cent))",
    re.I,
)


@lru_cache(maxsize=128)
def abroad(text: str) -> str:
    """The text with the duties, levies, caps, quotas and bans of home life blanked; as long as before."""
    return OTHER_DUTIES.blanked(HOME_LIFE.blanked(_HOME.blanked(text)))


@lru_cache(maxsize=128)
def in_background(text: str) -> bool:
    """Does the sentence name tariffs or sanctions only as the reason or the background of something else?"""
    named = _BACKGROUND.search(text) or BYSTANDER.search(text)
    return named is not None and not _STILL_ABOUT.search(text)


@lru_cache(maxsize=128)
def foreground(text: str) -> str:
    """The text with what is only background blanked; as long as before."""
    return BYSTANDER.blanked(_BACKGROUND.blanked(text))


def main_matter(text: str) -> str:
    """The text as it is, or its foreground where tariffs and sanctions are only its background; as long as before."""
    return foreground(text) if in_background(text) else text
