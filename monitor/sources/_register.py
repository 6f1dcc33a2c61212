"""What published and coming issues of the Federal Register share: who writes of trade, what a paper is worth, its plain text.

See https://www.federalregister.gov/developers/documentation/api/v1 (seen 2026-09). **Pure.**
"""

import re
from html import unescape

from monitor.errors import ParseError
from monitor.sources._json import Fields, text_in
from monitor.sources._text import cleaned, decoded
from monitor.types import Item, PageRequest, Source

ZONE = "America/New_York"
AGENCIES = (
    "executive-office-of-the-president",
    "foreign-assets-control-office",
    "industry-and-security-bureau",
    "international-trade-administration",
    "international-trade-commission",
    "state-department",
    "trade-representative-office-of-united-states",
    "u-s-customs-and-border-protection",
)
"""Those that set, run or hear measures of trade and sanctions; BIS, Commerce and USITC publish readably nowhere else."""

_RANKS = {"presidential document": 5, "rule": 5, "notice": 4, "proposed rule": 3}
_LONGEST = 5_000_000
_PRE = re.compile(r"<pre>(.*?)(?:</pre>|\Z)", re.DOTALL | re.IGNORECASE)
_LINK = re.compile(r"</?a\b[^<>]*>", re.IGNORECASE)
_PAGE = re.compile(r"\[\[Page [^\]\n]{1,20}\]\]")
_HEAD = re.compile(
    r"^(?:\[[^\n]*\]|From the Federal Register Online[^\n]*|BILLING CODE[^\n]*|[-=]{20,})[ \t]*$", re.MULTILINE
)
_BREAKS = re.compile(r"\n[ \t]*\n")
_INDENTED = re.compile(r"\n(?= {2,}\S)")


def rank_of(fields: Fields, source: Source) -> int:
    """A proposed rule binds nobody; a rule and a presidential document bind everybody."""
    return _RANKS.get(text_in(fields, "type").lower(), source.rank)


def text_request(item: Item, source: Source) -> PageRequest | None:  # noqa: ARG001 (as readers name them)
    """The plain text. Its web page asks automated readers for a proof of being human."""
    return PageRequest(item.text_url) if item.text_url else None


def plain_text(page: bytes) -> str:
    """The words of a `raw_text_url`, one paragraph a line, without the furniture of the printed page. Raises ParseError."""
    text = decoded(page).replace("\r\n", "\n")
    if len(text) > _LONGEST:
        raise ParseError(f"the text is longer than {_LONGEST:,} characters")
    found = _PRE.search(text)
    if found is not None:
        text = unescape(_LINK.sub("", found[1]))
    elif text.lstrip()[:1] in ("<", "{", "["):
        raise ParseError("the answer is a web page or JSON, not the text of the paper")
    return "\n\n".join(_paragraphs(_HEAD.sub("", _PAGE.sub("", text))))


def _paragraphs(text: str) -> list[str]:
    blocks = (part for block in _BREAKS.split(text) for part in _INDENTED.split(block))
    lines = (" ".join(cleaned(block).replace("-\n", "-").split()) for block in blocks)
    return [line for line in lines if line]
