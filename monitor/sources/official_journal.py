"""The Official Journal, series L: the feed names the acts, CELLAR holds their texts.

Seen 2026-09: a hundred entries of every subject, with the act's CELEX number in its GUID; EUR-Lex's own pages answer 202 with a script,
CELLAR gives the same act as XHTML when both form and language are asked for. Only acts whose title may concern trade or sanctions have
their text fetched; of the others the title is all. See https://op.europa.eu/en/web/cellar . **Pure.**
"""

import re
from dataclasses import replace
from datetime import timedelta

from monitor.sources import feed
from monitor.sources._days import written_day
from monitor.sources._documents import document_of, page_tree, shown
from monitor.sources._markup import Element, text_of
from monitor.sources._text import decoded
from monitor.types import Document, Item, PageRequest, Source

SOURCE = Source(
    name="eu_official_journal_l",
    url="https://eur-lex.europa.eu/EN/display-feed.rss?rssId=222",
    reader="official_journal",
    every=timedelta(minutes=10),
    rank=5,
    issuer="EU",
    zone="Europe/Brussels",
    official=True,
    page=True,
    least_items=10,
    usual_gap=timedelta(days=4),
)

_CELLAR = "http://publications.europa.eu/resource/celex/"
_FORM = {"Accept": "application/xhtml+xml", "Accept-Language": "eng"}
_CELEX = re.compile(r"\bCELEX(?::|%3A)(3\d{4}[A-Z]{1,2}\d{4}(?:\(\d{2}\))?)", re.IGNORECASE)
_LINK = re.compile(r"<link>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]+)", re.IGNORECASE)
_CONCERNS = re.compile(
    r"restrictive measures|\b(?:833|269|692)/2014\b|\b765/2006\b|sanction|anti-?dumping|countervailing|anti-?subsidy|safeguard"
    r"|customs dut|additional dut|common customs tariff|tariff|quota|commercial policy|anti-coercion|dual-use|export control"
    r"|\bimports?\b|\bexports?\b|carbon border|trade agreement|economic partnership|trade relations|2023/2675|2021/821|654/2014",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\ACELEX:\S+:\s+")
_OF_DAY = re.compile(r"\bof (\d{1,2}\s+[A-Z][a-z]+\s+\d{4})\b")


def items(body: bytes, source: Source) -> list[Item]:
    """The acts, as the feed orders them. Raises ParseError."""
    celex = _numbers(decoded(body))
    return [_with_text(item, celex.get(item.url, "")) for item in feed.items(body, source)]


def page_request(item: Item, source: Source) -> PageRequest | None:  # noqa: ARG001 (the interface of readers)
    """The act in CELLAR, if its title may concern trade or sanctions."""
    return PageRequest(item.text_url, _FORM) if item.text_url and _CONCERNS.search(item.title) else None


def document(item: Item, page: bytes, source: Source) -> Document:
    """The act's whole text, without the journal's running head. Raises ParseError, and ReadError for an act without a date."""
    root = page_tree(page)
    acts = [part for part in root.iter("div") if "eli-container" in (part.get("class") or "").split()] or [root]
    text = "\n\n".join(text_of(act, _of_act) for act in acts)
    return document_of(item, source, shown(text))


def _of_act(element: Element) -> bool:
    return not (element.get("class") or "").startswith("oj-hd-")


def _numbers(text: str) -> dict[str, str]:
    """The CELEX number of each entry, by its link."""
    found = {}
    for piece in text.split("</item")[:-1]:
        entry = piece[max(piece.rfind("<item"), 0) :]
        link, number = _LINK.search(entry), _CELEX.search(entry)
        if link and number:
            found[link[1].replace("&amp;", "&")] = number[1].upper()
    return found


def _with_text(item: Item, celex: str) -> Item:
    day = _OF_DAY.search(item.title)
    signed = written_day(day[1]) if day else None
    title = _NUMBERED.sub("", item.title)
    return replace(item, title=title, text_url=f"{_CELLAR}{celex}" if celex else "", signed=signed)
