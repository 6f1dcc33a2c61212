"""The codes a watch or source may name, and the names that people write instead.

Codes: ISO 3166-1 alpha-2 as of 2026 and XK; EU, UK, UN and ALL beside them. See ISO 3166-1 and the public-domain table
`iso3166.tab` of the time zone database. **Pure.**
"""

from monitor.settings.wording import nearest, shown
from monitor.types.countries import BLOCS, COUNTRIES

ISSUERS = frozenset(COUNTRIES) - {"GB"} | {"EU", "UK", "UN"}
"""Jurisdictions that impose measures; the United Kingdom is UK here and GB as a target."""

_OTHER_NAMES = {
    "america": "US",
    "britain": "UK",
    "burma": "MM",
    "chn": "CN",
    "deu": "DE",
    "dprk": "KP",
    "drc": "CD",
    "fra": "FR",
    "gbr": "UK",
    "great britain": "UK",
    "holland": "NL",
    "ind": "IN",
    "irn": "IR",
    "jpn": "JP",
    "korea": "KR",
    "mex": "MX",
    "people's republic of china": "CN",
    "prc": "CN",
    "republic of korea": "KR",
    "rok": "KR",
    "rus": "RU",
    "russian federation": "RU",
    "swaziland": "SZ",
    "the netherlands": "NL",
    "turkiye": "TR",
    "türkiye": "TR",
    "uae": "AE",
    "ukr": "UA",
    "united states of america": "US",
    "usa": "US",
    "viet nam": "VN",
    "world": "ALL",
}


def country(code: object) -> str:
    """A code that a watch may name. Raises ValueError, with the right code where the word tells it."""
    if isinstance(code, str) and (code in COUNTRIES or code in BLOCS):
        return code
    raise ValueError(_wrong(code, [*COUNTRIES, *BLOCS]))


def issuer(code: object) -> str:
    """A jurisdiction that imposes measures. Raises ValueError, with the right code where the word tells it."""
    if isinstance(code, str) and code in ISSUERS:
        return code
    if code == "GB":
        raise ValueError("the United Kingdom is 'UK' as an issuer")
    raise ValueError(_wrong(code, sorted(ISSUERS)))


def _wrong(word: object, codes: list[str]) -> str:
    if not isinstance(word, str):
        return "must be a country code of two letters, such as CN"
    by_name = {name.casefold(): code for code, name in [*COUNTRIES.items(), *BLOCS.items()]} | _OTHER_NAMES
    code = by_name.get(word.casefold(), word.upper())
    code = "UK" if code == "GB" and code not in codes else code
    if code in codes:
        return f"{shown(word)} is not a country code, write {code}"
    close = nearest(word, [name for name in by_name if len(name) > 3], cutoff=0.75)
    if close is not None and by_name[close] in codes:
        return f"{shown(word)} is not a country code, did you mean {by_name[close]}?"
    return f"{shown(word)} is not a country code (two letters of ISO 3166-1, or {', '.join(b for b in BLOCS if b in codes)})"
