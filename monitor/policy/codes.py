"""Tariff codes in texts: headings and subheadings of the Harmonised System, the HTS and the Combined Nomenclature. **Pure.**

A code counts by its digits, so that 8703.10, 8703 10 and 870310 are one. See WCO, Harmonised System 2022: chapters 01 to 97, with
chapters 98 and 99 for national use.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_DOTTED = r"(?P<dotted>\d{4}\.\d{2}(?:\.?\d{2}){0,2})"
_SPACED = r"(?P<spaced>\d{4} \d{2}(?: \d{2}){0,2})"
_SOLID = r"(?P<solid>\d{10}|\d{8}|\d{6}|\d{4})"
_CODE = re.compile(rf"(?<![\w.,/$€£-])(?:{_DOTTED}|{_SPACED}|{_SOLID})(?![\w/%-]|[.,]\d)")
_CHAPTER = re.compile(r"\bchapters?\s+(\d{1,2}(?:(?:,|,? and|,? or| to)\s+\d{1,2}){0,20})(?![\w.])", re.IGNORECASE)
_SPEAKS_OF_CODES = re.compile(
    r"\b(?:HTS(?:US)?|HS|CN|TARIC|CBAM|codes?|(?:sub)?headings?|classif(?:ied|iable)|statistical reporting numbers?|"
    r"tariff (?:lines?|items?|numbers?))\b",
    re.IGNORECASE,
)

_NAME_BEFORE = re.compile(
    r"\b(?:(?:sub)?headings?|codes?|HTS(?:US)?|CN|HS)\s+[\d., ]*(?:(?:and|or|to)\s+)?$", re.IGNORECASE
)

_MONEY = re.compile(r"(?:USD|EUR|GBP|CAD|CNY|RMB|CHF|JPY|[$€£¥])\s?$")
_UNIT = re.compile(
    r"\s(?:(?:metric )?tonn?e?s|kg|kilo(?:gram)?s|lit(?:re|er)s|units|pieces|barrels|vehicles|percent|per cent|million|billion|"
    r"trillion|dollars|euros?|pounds|people|persons|companies|entities|days|hours)\b",
    re.IGNORECASE,
)


def code_found(prefix: str, goods: Iterable[str], words: str) -> str | None:
    """The code by which the text speaks of the goods under `prefix`, as the text writes it; None where it does not.

    `goods` are names of goods, in which a bare "7208" is a code; in `words` it is one only beside words such as heading or HTS.
    A code of the text also covers what lies below it: heading 8703 is about 8703.10.
    """
    wanted = digits(prefix)
    for written, own in codes_in(goods, words):
        if own.startswith(wanted) or wanted.startswith(own):
            return written
    return None


def codes_in(goods: Iterable[str], words: str) -> Iterator[tuple[str, str]]:
    """All codes of names of goods and of words: as written, and by their digits, two at least."""
    for each in goods:
        yield from _codes(each, True)
    yield from _codes(words, False)


def digits(code: str) -> str:
    """The digits alone, with every zero."""
    return re.sub(r"\D", "", code)


@lru_cache(maxsize=1024)
def _codes(text: str, named: bool) -> tuple[tuple[str, str], ...]:
    """All codes of a text: as written, and by their digits."""
    spoken = _SPEAKS_OF_CODES.search(text) is not None
    found = [
        (match[0], digits(match[0]))
        for match in _CODE.finditer(text)
        if not _is_amount(text, match)
        and (_follows_its_name(text, match.start()) if _may_be_date(match) else spoken or named or _is_plain(match))
    ]
    for match in _CHAPTER.finditer(text):
        found += [(f"chapter {number}", number.zfill(2)) for number in re.findall(r"\d+", match[1])]
    return tuple(found)


def _is_amount(text: str, match: re.Match[str]) -> bool:
    """Money or a quantity: USD 1234.56, 5000 tonnes."""
    return bool(_MONEY.search(text[max(0, match.start() - 8) : match.start()]) or _UNIT.match(text, match.end()))


def _is_plain(match: re.Match[str]) -> bool:
    """Can nothing but a code be written so? Dots after four digits, or a zero in front."""
    return match["dotted"] is not None or match[0].startswith("0")


def _may_be_date(match: re.Match[str]) -> bool:
    """2005 is a heading, and far more often a year; 2005.10 and 20051000 begin like one."""
    return match[0].startswith(("19", "20"))


def _follows_its_name(text: str, start: int) -> bool:
    return _NAME_BEFORE.search(text[max(0, start - 100) : start]) is not None
