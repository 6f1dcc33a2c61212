"""Fields whose tariffs, licences, sanctions and deadlines are not ours: sport, utilities, travel, elections. **Pure.**"""

import re
from collections.abc import Sequence

from monitor.grammar.engine import Watched, spaced
from monitor.grammar.scan import Sentence

_OPENING = 6000
"""Code points of a text that tell its field."""

_FOREIGN = Watched(
    spaced(
        r"\b(?:ofgem|household (?:energy|electricity|bills?)|energy (?:bills?|tariffs?|price cap)|electricity (?:tariffs?|"
        r"bills?|prices?)|"
        r"(?:waste)?water (?:and (?:waste)?water )?(?:tariffs?|bills?|utility)|(?:power|gas|feed-in|mobile|data|"
        r"roaming|telecoms?|bus|rail|taxi|metro|parking|phone|hotel|"
        r"electricity|water) tariffs?|tariff (?:order|petition) for (?:power|electricity)|broadband|kilowatt|kwh|"
        r"regulated industries commission|"
        r"fifa|uefa|chess|federation|premier league|world cup|olympic\w*|grand prix|football\w*|soccer|cricket\w*|"
        r"rugby|basketball|athletes?|doping|"
        r"(?:transfer|signing) window|midfielder|striker|tournament|league|"
        r"airlines?|travell?ers?|rebook\w*|passengers?|flights?|"
        r"broadcast\w*|radio (?:station|licen[cs]e)|tv licen[cs]e|spectrum|driving licen[cs]es?|drivers?|motorists?|"
        r"liquor licen[cs]e|pub|"
        r"councillors?|ballots?|voters?|polls? open|election day|by-election|runoff|borrowers?|student loans?|"
        r"tax credits?|benefit sanctions|jobseekers?|bar council|contempt of court|solicitors?|doctors?|nurses?|teachers?|school|"
        r"nba|nhl|nfl|mlb|wnba|ncaa|play-?offs|draft picks?|contenders?|salary caps?|goalies?|quarterbacks?|pitchers?|"
        r"wide receivers?|biathl\w+|"
        r"marathons?|knockout|relegat\w+|gaming duty|slots|isas?|council tax|hosepipe|vets?|veterinar\w+|"
        r"mica|crypto\w*|banking licen[cs]e|casino|gambling)\b"
    ),
    re.IGNORECASE,
)
_OURS = Watched(
    spaced(
        r"\b(?:imports?|imported|importers?|exports?|exporters?|customs|section (?:122|201|232|301|338)|trade "
        r"(?:war|deal|truce|talks|minister|"
        r"representative|commissioner)|ofac|treasury|white house|commerce (?:ministry|department|secretary)|"
        r"(?:u\.?s\.?|american|eu|european|chinese|british|"
        r"russian|iranian|canadian|mexican|indian|brazilian) (?:\w+ )?(?:tariffs?|duties|sanctions|goods)|"
        r"sanctions (?:on|against) (?:russia|iran|china|venezuela|cuba|syria|belarus|north korea|moscow|tehran)|"
        r"secondary (?:tariffs?|sanctions)|"
        r"(?:tariffs?|duties|levies) on (?!(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan|feb|mar|apr|may|jun|jul|"
        r"aug|sep|oct|nov|dec|\d)|retaliat\w+|countermeasures|blacklist\w*|anti-?dumping|general licen[cs]e|export controls?)\b"
    ),
    re.IGNORECASE,
)


def another_field(sentences: Sequence[Sentence]) -> bool:
    """Does a news text, by its title and its first part, speak of another field, and of no trade or sanctions measure beside it?"""
    opening = [one for one in sentences if one.where == "title" or one.start < _OPENING]
    named = [(one.where, match.group().lower()) for one in opening for match in _FOREIGN.matches(one.text)]
    if not named:
        return False
    foreign = {words for _, words in named}
    ours = {match.group().lower() for one in opening for match in _OURS.matches(one.text)}
    titled = any(where == "title" for where, _ in named)
    return len(foreign) > len(ours) if titled else len(foreign) >= 2 + 2 * len(ours) or not ours
