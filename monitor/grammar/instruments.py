"""Numbers of legal instruments: executive orders, proclamations, general licences, regulations. **Pure.**"""

import re
from functools import lru_cache

from monitor.grammar.engine import Grammar, Watched

INSTRUMENTS: Grammar[str] = Grammar("instruments")


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
    r"\b(?:(?P<programme>russia|venezuela|iran|syria|belarus|cuba)[- ]related )?(?:general licen[cs]e|"
    r"GL)(?: no\.?)? ?(?P<n>\d{1,3}[A-Z]?|[A-Z])\b",
    examples={"Russia-related General License 124D": "GL 124D", "GL 8K": "GL 8K"},
    refusals=("a general licence for banks",),
)
def general_licence(match: re.Match[str]) -> str | None:
    return f"GL {match['n']}" if match["n"].upper() == match["n"] else None


@INSTRUMENTS.rule(
    r"\b(?:INT/(?P<a>20\d\d)/(?P<b>\d{4,8}))\b",
    examples={"licence INT/2026/1234567": "INT/2026/1234567"},
    refusals=("INT/26",),
)
def ofsi_licence(match: re.Match[str]) -> str:
    return f"INT/{match['a']}/{match['b']}"


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
    named = {found.value for found in INSTRUMENTS.found(text) if found.value.startswith(("GL ", "INT/"))}
    return next(iter(named)) if len(named) == 1 else None


_IEEPA = Watched(r"\bIEEPA\b|International\s+Emergency\s+Economic\s+Powers")


def authority(text: str) -> str | None:
    """The power used: IEEPA or a section of a trade act."""
    if _IEEPA.search(text):
        return "IEEPA"
    return next((found.value for found in INSTRUMENTS.found(text) if found.value.startswith("section")), None)
