"""Legal instruments as a watch names them, found whatever the letter: GL 124 is GL 124D, EO 14257 is "Executive Order 14257". **Pure.**"""

import re
from functools import lru_cache

_FAMILIES = (
    (r"EO|E\.\s?O\.|executive\s+orders?", r"(?:\bEO|\bE\.\s?O\.|\bexecutive\s+orders?)"),
    (r"GL|general\s+licen[cs]es?", r"(?:\bGLs?|\bgeneral\s+licen[cs]es?)"),
    (r"proclamations?", r"\bproclamations?"),
    (r"(?:UNSC\s+|UNSCR\s+)?resolutions?|UNSCR", r"(?:\bresolutions?|\bUNSCR)"),
)
"""How a watch may write a family of numbered instruments, and how texts write it."""

_LIST = r"(?:\s+nos?\.?)?\s*(?:\d{1,5}[A-Z]{0,2}(?:\s\(\d{4}\))?(?:,\s(?:and\s|or\s)?|\s(?:and|or|&)\s)){0,12}"
"""What may stand between the family's name and a number of it: other numbers."""
_NUMBER = re.compile(r"(?:\((?:EU|EC|EEC|CFSP)(?:,\s?Euratom)?\)\s*)?(?:no\.?\s*)?(\d{2,4}/\d{2,4})(?:/[A-Z]+)?", re.I)
_ACT = re.compile(
    r"(?:council\s+|commission\s+)?(?:implementing\s+|delegated\s+)?(?:regulation|decision|directive)\s+", re.I
)


def cites(text: str, instrument: str) -> bool:
    """Does the text name the instrument, or one of the same root?"""
    return _pattern(" ".join(instrument.split())).search(text) is not None


def number_of(instrument: str) -> str | None:
    """The digits that stand, with no other digit around them, wherever a text cites the instrument; None where it has no number."""
    plain = " ".join(instrument.split())
    if found := _in_family(plain):
        return found[1]
    own = _NUMBER.fullmatch(_ACT.sub("", plain))
    return own[1].split("/")[0] if own else None


def _in_family(instrument: str) -> tuple[str, str] | None:
    """How texts write its family, and its number."""
    for written, told in _FAMILIES:
        if own := re.fullmatch(rf"(?:{written})\s*(?:no\.?\s*)?(\d{{1,5}})[A-Z]{{0,2}}", instrument, re.I):
            return told, own[1]
    return None


@lru_cache(maxsize=1024)
def _pattern(instrument: str) -> re.Pattern[str]:
    if found := _in_family(instrument):
        return re.compile(rf"{found[0]}{_LIST}{found[1]}[A-Z]{{0,2}}(?![\w/])", re.I)
    if own := _NUMBER.fullmatch(_ACT.sub("", instrument)):
        return re.compile(rf"(?<![\w/]){re.escape(own[1])}(?:/[A-Z]+)?(?![\w/])")
    spaced = r"\s+".join(re.escape(part) for part in instrument.split())
    return re.compile(rf"(?<![\w/]){spaced}[A-Z]?(?![\w/])", re.I)
