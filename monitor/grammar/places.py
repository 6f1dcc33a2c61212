"""Countries, blocs, their people, capitals, leaders and agencies: who issues a measure and whom it hits. **Pure.**"""

import re
from dataclasses import dataclass

# code: (names and what stands for the state itself, adjectives and peoples, leaders and agencies that act for it)
_TABLE: dict[str, tuple[str, str, str]] = {
    "US": (r"United States|U\.S\.A?|USA|US(?= )|America|Washington", r"American", r"Trump|Biden|White House|[Tt]he [Pp]resident(?! of\b)|President Donald|Bessent|Lutnick|Greer|"
           r"OFAC|USTR|BIS|CBP|Trade Representative|Treasury Department|Commerce Department|State Department|HTSUS|Congress"),
    "EU": (r"European Union|EU|Brussels|the bloc|Europe", r"European", r"European Commission|[Tt]he Commission(?! of)|von der Leyen|Sefcovic|Šefčovič|Member States|Member states"),
    "GB": (r"United Kingdom|U\.K\.|UK|Britain|Great Britain|London", r"British", r"Starmer|OFSI|HM Treasury"),
    "CN": (r"China|People's Republic of China|PRC|Beijing|TikTok", r"Chinese", r"Xi Jinping|Xi|MOFCOM|State Council|Ministry of Commerce of China"),
    "HK": (r"Hong Kong", r"Hong Kong's", r""), "TW": (r"Taiwan|Taipei", r"Taiwanese", r""), "MO": (r"Macau|Macao", r"", r""),
    "RU": (r"Russia|Russian Federation|Moscow|Kremlin", r"Russian", r"Putin|Vladimir Putin|Lavrov"),
    "UA": (r"Ukraine|Kyiv|Kiev", r"Ukrainian", r"Zelensky|Zelenskyy"), "BY": (r"Belarus|Minsk", r"Belarusian", r"Lukashenko"),
    "IN": (r"India|New Delhi|Delhi", r"Indian", r"Modi"), "PK": (r"Pakistan", r"Pakistani", r""),
    "IR": (r"Iran|Islamic Republic of Iran|Tehran|Strait of Hormuz|Hormuz", r"Iranian", r"Khamenei|Araqchi|Araghchi"),
    "IQ": (r"Iraq", r"Iraqi", r""), "SY": (r"Syria|Damascus", r"Syrian", r""), "IL": (r"Israel|Jerusalem", r"Israeli", r"Netanyahu"),
    "SA": (r"Saudi Arabia|Riyadh", r"Saudi", r""), "AE": (r"United Arab Emirates|UAE|Dubai", r"Emirati", r""), "QA": (r"Qatar", r"Qatari", r""),
    "OM": (r"Oman", r"Omani", r""), "JO": (r"Jordan", r"Jordanian", r""), "TR": (r"Turkey|Türkiye|Ankara", r"Turkish", r"Erdogan"),
    "LB": (r"Lebanon", r"Lebanese", r""), "YE": (r"Yemen", r"Yemeni|Houthi", r""), "AF": (r"Afghanistan", r"Afghan", r"Taliban"),
    "CA": (r"Canada|Ottawa|[Nn]orthern [Bb]order", r"Canadian", r"Carney|Trudeau"),
    "MX": (r"(?<!New )Mexico|[Ss]outhern [Bb]order", r"Mexican", r"Sheinbaum"),
    "BR": (r"Brazil|Brasilia|Brasília", r"Brazilian", r"Lula"), "AR": (r"Argentina", r"Argentine", r"Milei"), "CL": (r"Chile", r"Chilean", r"Boric"),
    "CO": (r"Colombia|Bogota", r"Colombian", r"Petro"), "VE": (r"Venezuela|Caracas", r"Venezuelan", r"Maduro"), "CU": (r"Cuba|Havana", r"Cuban", r""),
    "NI": (r"Nicaragua", r"Nicaraguan", r"Ortega"), "EC": (r"Ecuador", r"Ecuadorian", r""), "PE": (r"Peru", r"Peruvian", r""),
    "BO": (r"Bolivia", r"Bolivian", r""), "HT": (r"Haiti", r"Haitian", r""), "GT": (r"Guatemala", r"Guatemalan", r""),
    "JP": (r"Japan|Tokyo", r"Japanese", r""), "KR": (r"South Korea|Republic of Korea|Seoul", r"South Korean|Korean(?! War)", r""),
    "KP": (r"North Korea|Pyongyang|DPRK", r"North Korean", r"Kim Jong Un"), "VN": (r"Vietnam|Viet Nam|Hanoi", r"Vietnamese", r""),
    "TH": (r"Thailand", r"Thai", r""), "ID": (r"Indonesia|Jakarta", r"Indonesian", r""), "MY": (r"Malaysia", r"Malaysian", r""),
    "PH": (r"Philippines|Manila", r"Philippine", r""), "SG": (r"Singapore", r"Singaporean", r""), "KH": (r"Cambodia", r"Cambodian", r""),
    "LA": (r"Laos", r"Laotian", r""), "MM": (r"Myanmar|Burma", r"Burmese", r""), "BD": (r"Bangladesh", r"Bangladeshi", r""),
    "LK": (r"Sri Lanka", r"Sri Lankan", r""), "KZ": (r"Kazakhstan", r"Kazakh", r""), "UZ": (r"Uzbekistan", r"Uzbek", r""),
    "GE": (r"Republic of Georgia|Tbilisi", r"Georgian", r""), "AM": (r"Armenia", r"Armenian", r""), "AZ": (r"Azerbaijan", r"Azerbaijani", r""),
    "CH": (r"Switzerland|Bern", r"Swiss", r""), "LI": (r"Liechtenstein", r"", r""), "NO": (r"Norway|Oslo", r"Norwegian", r""),
    "IS": (r"Iceland", r"Icelandic", r""), "RS": (r"Serbia", r"Serbian", r""), "BA": (r"Bosnia(?: and Herzegovina)?", r"Bosnian", r""),
    "MD": (r"Moldova", r"Moldovan", r""), "AU": (r"Australia|Canberra", r"Australian", r""), "NZ": (r"New Zealand", r"", r""),
    "ZA": (r"South Africa|Pretoria", r"South African", r""), "EG": (r"Egypt|Cairo", r"Egyptian", r""), "MA": (r"Morocco|Rabat", r"Moroccan", r""),
    "DZ": (r"Algeria", r"Algerian", r""), "LY": (r"Libya", r"Libyan", r""), "TN": (r"Tunisia", r"Tunisian", r""), "NG": (r"Nigeria", r"Nigerian", r""),
    "KE": (r"Kenya", r"Kenyan", r""), "ET": (r"Ethiopia", r"Ethiopian", r""), "SD": (r"(?<!South )Sudan", r"(?<!South )Sudanese", r""),
    "SS": (r"South Sudan", r"South Sudanese", r""), "CD": (r"Democratic Republic of the Congo|DRC", r"Congolese", r""), "ML": (r"Mali", r"Malian", r""),
    "SO": (r"Somalia", r"Somali", r""), "ZW": (r"Zimbabwe", r"Zimbabwean", r""), "CF": (r"Central African Republic", r"", r""),
    "DE": (r"Germany|Berlin", r"German", r"Merz"), "FR": (r"France|Paris", r"French", r"Macron"), "IT": (r"Italy|Rome", r"Italian", r"Meloni"),
    "ES": (r"Spain|Madrid", r"Spanish", r""), "PL": (r"Poland|Warsaw", r"Polish", r""), "HU": (r"Hungary|Budapest", r"Hungarian", r"Orban|Orbán"),
    "UN": (r"United Nations|U\.N\.|UN(?= )|Security Council", r"", r""),
}  # fmt: skip
_FORMS: dict[str, tuple[str, int]] = {}
_ALTERNATIVES: list[str] = []
for _code, _columns in _TABLE.items():
    for _rank, _column in enumerate(_columns):
        _ALTERNATIVES += [f"(?P<{_code}_{_rank}>{_column})"] if _column else []
# Longest names first, so that "South Korean" is not read as "Korean" and "EU" not inside "EUR".
_PLACE = re.compile(r"(?<![\w.])(?:" + "|".join(_ALTERNATIVES) + r")(?![\w])")
_EVERYONE = re.compile(
    r"\b(?:all (?:countries|trading partners|imports|articles from trading partners|economies|its trade partners)|(?:most|dozens of|more than \d+|\d\d+|many)"
    r" (?:other )?(?:countries|economies|trading partners)|most U\.S\. imports|(?:its|their|U\.S\.) trad(?:e|ing) partners|worldwide|global(?:ly)?|"
    r"trading partners|every country|countries around the world)\b",
    re.IGNORECASE,
)
_GOODS = (
    r"(?:'s)? (?:\w+ )?(?:imports?|goods|products?|exports?|articles|steel|aluminum|aluminium|cars?|automobiles|vehicles|officials?|entities|"
    r"banks?|companies|firms|vessels|tankers|origin|oil|crude|semiconductors?|ships|discrimination|commerce)\b"
)
_HIT_BEFORE = re.compile(
    r"(?:\b(?:on|against|hits?|hitting|targeting|threaten\w*|charge|from|of|for|to|at|importing|with|give|gave|those)\s+(?:[\w',-]+\s+){0,3}?|/)$",
    re.IGNORECASE,
)
_STRONG_BEFORE = re.compile(
    r"\b(?:(?:tariffs?|dut(?:y|ies)|sanctions?|levy|levies|taxes|embargo|ban|restrictions?|controls?|countermeasures|waiver|reprieve|surcharge|rate|"
    r"measures)[^.;]{0,60}?\b(?:on|against|for|from|of|to)|(?:imports?|goods|products?|articles|exports?)\s+(?:\w+\s+)?(?:from|of|into|to)|(?:products|goods) of|"
    r"against|allow(?:s|ed|ing)?|threaten(?:s|ed|ing)?|(?:deadline|ultimatum|demand)\s+(?:for|to|on)|warn(?:s|ed|ing)?|countries importing|respect to|government of|"
    r"(?:tell|told|urg\w+|press\w*|giv\w+|gave|hit|hitting|charge)|if)\s+(?:the\s+)?(?:[\w'-]+\s+){0,2}$",
    re.IGNORECASE,
)
_ONLY_WHERE = re.compile(
    r"\b(?:(?:war|ceasefire|truce|peace|fighting|conflict|invasion|attacks?|talks|aid|weapons|offensive|summit|briefing|briefed)\s+(?:\w+\s+)?"
    r"(?:in|on|to|of|at|against|with)\s+(?:the\s+)?(?:\w+\s+)?|meeting in |visit to |travel\w* to |except(?:\s+for)?\s+|other\s+than\s+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A country or bloc named at `start`. `role`: 0 the state, 1 an adjective, 2 a leader or agency."""

    code: str
    start: int
    end: int
    role: int


def places(text: str) -> list[Place]:
    """Every country, bloc, people, leader and agency named, left to right."""
    found: list[Place] = []
    for match in _PLACE.finditer(text):
        if match.lastgroup:
            code, _, role = match.lastgroup.partition("_")
            found.append(Place(code, match.start(), match.end(), int(role)))
    return found


def everyone(text: str) -> bool:
    """Do the words mean all or most trading partners?"""
    return bool(_EVERYONE.search(text))


def issuer_of(code: str) -> str:
    """The issuer's name for a country code: the United Kingdom is UK as issuer and GB as target."""
    return "UK" if code == "GB" else code


def hit(text: str, issuer: str | None) -> tuple[tuple[str, ...], bool]:
    """Codes of those whom the measure of this sentence hits, sorted, and whether the words aim at them or merely name them."""
    scored: dict[str, int] = {}
    for place in places(text):
        if issuer_of(place.code) == issuer or place.role == 2 and place.code == "US":
            continue
        before = text[max(0, place.start - 90) : place.start]
        if _ONLY_WHERE.search(before):
            continue
        score = (
            1 + 3 * bool(_STRONG_BEFORE.search(before)) + 2 * bool(re.match(_GOODS, text[place.end : place.end + 40]))
        )
        score -= place.role == 2
        scored[place.code] = max(score, scored.get(place.code, 0))
    best = max(scored.values(), default=0)
    # Names joined to the best one ("Canada and Mexico") stand or fall with it.
    codes = (
        code
        for code, score in scored.items()
        if score == best or (score >= 3 and best >= 3) or _joined(text, code, scored, best)
    )
    return tuple(sorted(codes)), best >= 3


def _joined(text: str, code: str, scored: dict[str, int], best: int) -> bool:
    found = places(text)
    for left, right in zip(found, found[1:], strict=False):
        pair = {left.code, right.code}
        gap = text[left.end : right.start]
        if code in pair and re.fullmatch(r"\s*(?:,|and|or|-|, and)\s*", gap):
            return any(scored.get(other) == best for other in pair)
    return False
