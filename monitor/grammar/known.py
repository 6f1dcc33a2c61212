"""Well-known instruments and regimes, and whom they aim at: a small reviewed table, for texts that name the act and no country.

Each row: the act as `instruments` writes it (it writes Regulation for an EU decision too), or the words of a regime's title |
family | targets | where it can be looked up.
Add a row only for an act whose whole scope is that country; an act with mixed scope stays out. **Pure.**
"""

import re
from dataclasses import replace

from monitor.grammar.engine import Watched, spaced
from monitor.grammar.instruments import INSTRUMENTS
from monitor.types import Measure, MeasureKind

# Reviewed November 2026 against the Official Journal, 31 CFR chapter V, the Federal Register and UNSC resolutions.
_ACTS = """
Regulation 833/2014  | sanctions | RU | EU sectoral measures
Regulation 269/2014  | sanctions | RU | EU listings over territorial integrity of Ukraine
Regulation 692/2014  | sanctions | RU | EU measures on Crimea and Sevastopol
Regulation 2022/263  | sanctions | RU | EU measures on occupied areas
Regulation 2024/1485 | sanctions | RU | EU listings over repression in Russia
Regulation 2024/2642 | sanctions | RU | EU listings over destabilising activities
Regulation 765/2006  | sanctions | BY | EU measures on Belarus
Regulation 267/2012  | sanctions | IR | EU nuclear measures
Regulation 359/2011  | sanctions | IR | EU listings over human rights in Iran
Regulation 36/2012   | sanctions | SY | EU measures on Syria
Regulation 2017/1509 | sanctions | KP | EU measures on the DPRK
Regulation 2017/2063 | sanctions | VE | EU measures on Venezuela
Regulation 401/2013  | sanctions | MM | EU measures on Myanmar
Regulation 2014/512    | sanctions | RU | EU sectoral measures
Regulation 2014/145    | sanctions | RU | EU listings over territorial integrity of Ukraine
Regulation 2012/642    | sanctions | BY | EU measures on Belarus
Regulation 2025/1564 | tariff    | US | EU rebalancing measures
Regulation 2025/1727 | tariff    | US | suspension of the EU rebalancing measures
EO 14024 | sanctions | RU | 31 CFR 587
EO 14071 | sanctions | RU | 31 CFR 587
EO 14114 | sanctions | RU | 31 CFR 587
EO 13662 | sanctions | RU | 31 CFR 589
EO 13685 | sanctions | RU | 31 CFR 589
EO 14038 | sanctions | BY | 31 CFR 548
EO 13692 | sanctions | VE | 31 CFR 591
EO 13808 | sanctions | VE | 31 CFR 591
EO 13835 | sanctions | VE | 31 CFR 591
EO 13850 | sanctions | VE | 31 CFR 591
EO 13884 | sanctions | VE | 31 CFR 591
EO 13338 | sanctions | SY | 31 CFR 542
EO 13582 | sanctions | SY | 31 CFR 542
EO 13902 | sanctions | IR | 31 CFR 560
EO 13846 | sanctions | IR | 31 CFR 560
EO 13599 | sanctions | IR | 31 CFR 560
EO 14014 | sanctions | MM | 31 CFR 525
EO 14098 | sanctions | SD | 31 CFR 546
EO 14193 | tariff | CA | 90 FR 9113
EO 14194 | tariff | MX | 90 FR 9117
EO 14195 | tariff | CN | 90 FR 9121
EO 14257 | tariff | ALL | 90 FR 15041
EO 14256 | tariff | CN | small parcels, 90 FR 14899
EO 14266 | tariff | ALL | pause of the reciprocal duties
EO 14298 | tariff | CN | pause of the duties on China
EO 14316 | tariff | ALL | extension of the pause of the reciprocal duties
EO 14324 | tariff | ALL | small parcels
EO 14326 | tariff | ALL | reciprocal rates
EO 14334 | tariff | CN | extension of the pause of the duties on China
EO 14323 | tariff | BR | 90 FR 37739
EO 14329 | tariff | IN | 90 FR 38701
Resolution 2231 | sanctions | IR | UNSC, snapback of 1696, 1737, 1747, 1803, 1835, 1929
Resolution 1718 | sanctions | KP | UNSC
Resolution 1970 | sanctions | LY | UNSC
Resolution 2140 | sanctions | YE | UNSC
Resolution 2653 | sanctions | HT | UNSC
Resolution 2700 | sanctions | HT | UNSC
Resolution 1737 | sanctions | IR | UNSC
Resolution 1929 | sanctions | IR | UNSC
Resolution 1695 | sanctions | KP | UNSC
Resolution 1874 | sanctions | KP | UNSC
Resolution 2270 | sanctions | KP | UNSC
Resolution 2321 | sanctions | KP | UNSC
Resolution 2371 | sanctions | KP | UNSC
Resolution 2375 | sanctions | KP | UNSC
Resolution 2397 | sanctions | KP | UNSC
Resolution 1973 | sanctions | LY | UNSC
Resolution 2146 | sanctions | LY | UNSC, illicit petroleum
Resolution 2292 | sanctions | LY | UNSC, inspection of vessels
Resolution 2216 | sanctions | YE | UNSC
Resolution 2206 | sanctions | SS | UNSC
Resolution 2428 | sanctions | SS | UNSC
Resolution 2127 | sanctions | CF | UNSC
Resolution 2399 | sanctions | CF | UNSC
Resolution 1533 | sanctions | CD | UNSC
Resolution 1596 | sanctions | CD | UNSC
Resolution 1807 | sanctions | CD | UNSC
Resolution 1556 | sanctions | SD | UNSC
Resolution 1591 | sanctions | SD | UNSC
Resolution 2713 | sanctions | SO | UNSC, Al-Shabaab
Resolution 2048 | sanctions | GW | UNSC
Resolution 2374 | sanctions | ML | UNSC
Regulation 2015/1333 | sanctions | LY | EU measures on Libya
Regulation 2016/44   | sanctions | LY | EU measures on Libya
Regulation 2010/413  | sanctions | IR | EU nuclear measures
Regulation 2011/235  | sanctions | IR | EU listings over human rights in Iran
Regulation 2013/255  | sanctions | SY | EU measures on Syria
Regulation 2016/849  | sanctions | KP | EU measures on the DPRK
Regulation 2017/2074 | sanctions | VE | EU measures on Venezuela
Regulation 2013/184  | sanctions | MM | EU measures on Myanmar
Regulation 2022/266  | sanctions | RU | EU measures on occupied areas
Regulation 2014/386  | sanctions | RU | EU measures on Crimea and Sevastopol
Regulation 2024/1484 | sanctions | RU | EU listings over repression in Russia
Regulation 2024/2643 | sanctions | RU | EU listings over destabilising activities
Regulation 2025/2083 | tariff | ALL | EU carbon border adjustment
Regulation 2023/956  | tariff | ALL | EU carbon border adjustment
"""
_REGIMES = """
territorial integrity, sovereignty and independence of Ukraine | RU
territorial integrity of Ukraine | RU
destabili[sz]ing the situation in Ukraine | RU
Russia \\(Sanctions\\) \\(EU Exit\\) | RU
(?:connected with|light of) the [Ss]ituation in Ukraine | RU
Russian Harmful Foreign Activities | RU
Caesar (?:Syria )?(?:Civilian Protection )?Act | SY
Directive [1-4] under Executive Order 14024 | RU
(?:1[0-9]|2[0-9])th (?:sanctions )?package | RU
Sakhalin-[12] | RU
Lukoil|Rosneft|Gazprom | RU
Petr[oó]leos de Venezuela|PdVSA | VE
E\\.?U\\.? Exit\\) \\(Belarus | BY
Republic of Belarus \\(Sanctions\\) | BY
[Oo]il price cap|price cap (?:on|for) (?:Russian|seaborne) | RU
annexation of (?:the )?(?:Autonomous Republic of )?Crimea | RU
Special Economic Measures \\(Russia\\) | RU
Special Economic Measures \\(Belarus\\) | BY
Special Economic Measures \\(Iran\\) | IR
Special Economic Measures \\(Ukraine\\) | RU
"""


def _rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in re.split(r" \| ", line.strip())] for line in table.strip().splitlines()]


ACTS = {
    re.sub(r"\s+", " ", row[0]).strip(): (MeasureKind(row[1].strip()), tuple(row[2].split())) for row in _rows(_ACTS)
}
"""Instrument -> its family and its targets."""
_TITLES = [(Watched(spaced(row[0])), tuple(row[1].split())) for row in _rows(_REGIMES)]


def regime_targets(text: str) -> tuple[str, ...]:
    """Whom the acts and regimes named in these words aim at; empty when none is known, or when they differ."""
    found = {codes for pattern, codes in _TITLES if pattern.search(text)}
    return next(iter(found)) if len(found) == 1 else act_targets(text) if not found else ()


def act_targets(text: str) -> tuple[str, ...]:
    """Whom the numbered acts aim at; empty when none is known, or when they differ."""
    found = {ACTS[one.value][1] for one in INSTRUMENTS.found(text) if one.value in ACTS}
    return next(iter(found)) if len(found) == 1 else ()


def act_kind(text: str) -> MeasureKind | None:
    """The family of the acts named, when they are known and agree."""
    found = {ACTS[one.value][0] for one in INSTRUMENTS.found(text) if one.value in ACTS}
    return next(iter(found)) if len(found) == 1 else None


def ended_acts(text: str, measure: Measure) -> tuple[Measure, ...]:
    """The measures that a sentence about ends speaks of: one for each known act that it names, else the measure itself."""
    named = dict.fromkeys(one.value for one in INSTRUMENTS.found(text) if one.value in ACTS)
    acts = tuple(replace(measure, kind=ACTS[act][0], targets=ACTS[act][1], instrument=act) for act in named)
    return acts or (measure,)
