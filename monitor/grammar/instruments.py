"""Numbers of legal instruments: executive orders, proclamations, general licences, regulations. **Pure.**"""

import re
from functools import lru_cache

from monitor.grammar.engine import Grammar, Watched

INSTRUMENTS: Grammar[str] = Grammar("instruments")
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNITS = ("day", "week", "month", "year", "percent", "per cent", "%")
_LICENCES = ("GL ", "INT/", "OGEL ", "GEP ", "GIP ")
"""How the numbers of licences begin."""


@INSTRUMENTS.rule(
    r"\b(?:executive order|e\.o\.|EO)(?: no\.?)? (?P<n>1[0-9]\d{3})\b",
    examples={"under Executive Order 14257, as amended": "EO 14257"},
    refusals=("executive orders of 2025",),
)
def executive_order(match: re.Match[str]) -> str:
    return f"EO {match['n']}"


@INSTRUMENTS.rule(
    r"\bproclamation(?: no\.?)? (?P<n>\d{4,5})\b",
    examples={"Proclamation 9704, as amended": "Proclamation 9704"},
    refusals=("Proclamation of May",),
)
def proclamation(match: re.Match[str]) -> str:
    return f"Proclamation {match['n']}"


@INSTRUMENTS.rule(
    r"\b(?:(?P<programme>russia|venezuela|iran|syria|belarus|cuba)[- ]related )?(?:general licen[cs]e|GL)"
    r"(?: \(GL\))?(?:,? (?:no|number|num)\.?| #)?[ -]?(?P<n>\d{1,4}[A-Z]{0,2}|[A-Z])\b(?![/.]\d)",
    examples={
        "Russia-related General License 124D": "GL 124D",
        "GL 8K": "GL 8K",
        "General License 1000 authorizes": "GL 1000",
        "General License (GL) No. 13Q": "GL 13Q",
        "GL-1204AB": "GL 1204AB",
    },
    refusals=("a general licence for banks", "the general licence 2026 runs out", "general licence 12 months long"),
)
def general_licence(match: re.Match[str]) -> str | None:
    number = match["n"]
    later = match.string[match.end() : match.end() + 9].lower().lstrip()
    if _YEAR.fullmatch(number) or later.startswith(_UNITS):
        return None
    return f"GL {number}" if number.upper() == number else None


@INSTRUMENTS.rule(
    r"\bINT/(?P<year>20\d\d)/(?P<n>\d{4,9}[A-Z]?)\b",
    examples={"licence INT/2026/1234567": "INT/2026/1234567", "INT/2025/3456789A": "INT/2025/3456789A"},
    refusals=("INT/26", "POINT/2026/1234567"),
)
def ofsi_licence(match: re.Match[str]) -> str:
    return f"INT/{match['year']}/{match['n'].upper()}"


@INSTRUMENTS.rule(
    r"\b(?:open general (?:export|import|trade control|transhipment|export after repair) licen[cs]e|OGELs?|OGTCLs?|OGILs?)"
    r"(?: \((?:OGEL|OGTCL|OGIL)\))?(?: ?[:-]| for)? ?"
    r"(?:\((?P<name>[^()]{3,90})\)|[\"'\u2018\u201c](?P<quoted>[^\"'\u2019\u201d]{3,90})[\"'\u2019\u201d])",
    examples={
        "the open general export licence (Glass Fibre Looms) is withdrawn": "OGEL Glass Fibre Looms",
        "OGEL 'Trade fairs: spare parts' lapses": "OGEL Trade fairs: spare parts",
    },
    refusals=("an open general export licence for looms", "OGEL users"),
)
def open_licence(match: re.Match[str]) -> str | None:
    name = re.sub(r"\s+", " ", match["name"] or match["quoted"]).strip()
    return f"OGEL {name}" if name.upper() not in ("OGEL", "OGELS", "OGTCL", "OGIL") else None


@INSTRUMENTS.rule(
    r"\b(?P<series>general (?:export|import) permits?|GEP|GIP)(?: no\.?)? (?P<n>(?:Ex\. )?\d{1,3})\b",
    examples={"General Import Permit No. 83": "GIP 83", "under GEP 47": "GEP 47"},
    refusals=("a general permit for 12 stalls",),
)
def general_permit(match: re.Match[str]) -> str:
    imports = match["series"].lower() in ("general import permit", "general import permits", "gip")
    return f"{'GIP' if imports else 'GEP'} {match['n']}"


@INSTRUMENTS.rule(
    r"\b(?:S\.?I\.?|statutory instruments?)(?: no\.?)? ?(?P<n>20\d\d/\d{1,4})\b",
    examples={"the regulations (S.I. 2027/1409)": "SI 2027/1409", "Statutory Instrument 2026/77": "SI 2026/77"},
    refusals=("basis 2027/28", "SI units"),
)
def statutory_instrument(match: re.Match[str]) -> str:
    return f"SI {match['n']}"


@INSTRUMENTS.rule(
    r"\bSOR/(?P<n>(?:19|20)\d\d-\d{1,4})\b",
    examples={"the Surtax Remission Order (SOR/2027-64)": "SOR/2027-64"},
    refusals=("SOR/27",),
)
def canadian_order(match: re.Match[str]) -> str:
    return f"SOR/{match['n']}"


@INSTRUMENTS.rule(
    r"\b(?:regulation|decision)(?: \((?:EU|CFSP|EC|EEC)(?:, ?Euratom)?\))?(?: no\.?)? (?P<n>\d{2,4}/\d{2,4})\b",
    examples={
        "Regulation (EU) 2025/1564": "Regulation 2025/1564",
        "Regulation (EU) No 833/2014": "Regulation 833/2014",
    },
    refusals=("the regulation of trade",),
)
def regulation(match: re.Match[str]) -> str:
    return f"Regulation {match['n']}"


@INSTRUMENTS.rule(
    r"\bresolutions? (?P<n>[12]\d{3})\b(?: ?\(\d{4}\))?",
    examples={"under resolution 2231 (2015)": "Resolution 2231"},
    refusals=("a resolution of the dispute",),
)
def resolution(match: re.Match[str]) -> str:
    return f"Resolution {match['n']}"


@INSTRUMENTS.rule(
    r"\bsection (?P<n>122|201|232|301|338)\b(?: of the trade)?",
    examples={"under section 232": "section 232"},
    refusals=("section 1",),
)
def section(match: re.Match[str]) -> str:
    return f"section {match['n']}"


@lru_cache(maxsize=256)
def instrument(text: str) -> str | None:
    """The first instrument with a number of its own; a section of a statute is an authority, not an instrument."""
    for found in INSTRUMENTS.found(text):
        if not found.value.startswith("section"):
            return found.value
    return None


def licence_number(text: str) -> str | None:
    """The number of the one licence that the words name; None where they name several, or none."""
    named = {found.value for found in INSTRUMENTS.found(text) if found.value.startswith(_LICENCES)}
    return next(iter(named)) if len(named) == 1 else None


_IEEPA = Watched(r"\bIEEPA\b|International\s+Emergency\s+Economic\s+Powers")


def authority(text: str) -> str | None:
    """The power used: IEEPA or a section of a trade act."""
    if _IEEPA.search(text):
        return "IEEPA"
    return next((found.value for found in INSTRUMENTS.found(text) if found.value.startswith("section")), None)
