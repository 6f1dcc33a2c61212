"""Statutory instruments of the United Kingdom whose title names sanctions, with the days on which each was made and comes into force.

Seen 2026-09: the feed is Atom, an entry's address is that of the instrument; beside each stands its text as XML in the Crown Legislation
Markup Language, with `ukm:Made` and `ukm:ComingIntoForce` in its metadata. See https://www.legislation.gov.uk/developer . **Pure.**
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from lxml import etree  # type: ignore[import-untyped]

from monitor.errors import ParseError
from monitor.sources import feed
from monitor.sources._days import iso_day
from monitor.sources._documents import document_of
from monitor.sources._markup import Element
from monitor.sources._text import cleaned
from monitor.types import DeadlineKind, Document, Item, PageRequest, Source, Stated

SOURCE = Source(
    name="uk_statutory_instruments",
    url="https://www.legislation.gov.uk/title/sanctions/data.feed",
    reader="uk_legislation",
    every=timedelta(minutes=30),
    rank=5,
    issuer="UK",
    zone="Europe/London",
    official=True,
    page=True,
    least_items=10,
    usual_gap=timedelta(days=45),
)

_ADDRESS = re.compile(
    r"https?://www\.legislation\.gov\.uk/(?:id/)?([a-z]{2,6})/([\w/-]*\d)(?=/(?:made|enacted|contents|data|\d{4}-)|/?\Z)"
)
_AS_MADE = frozenset(("uksi", "ssi", "wsi", "nisr"))
_BLOCKS = frozenset(("Title", "Number", "Text", "DateText", "Pnumber"))
_HEAD = ("MadeDate", "LaidDate", "ComingIntoForce")


def items(body: bytes, source: Source) -> list[Item]:
    """The instruments, each under its own address in whatever form the feed links it. Raises ParseError."""
    return [_named(item) for item in feed.items(body, source)]


def page_request(item: Item, source: Source) -> PageRequest | None:  # noqa: ARG001 (the interface of readers)
    """The text as it was made: a revised one tells what holds now, not what this instrument did."""
    return PageRequest(item.text_url) if item.text_url else None


def document(item: Item, page: bytes, source: Source) -> Document:
    """The instrument with its stated days. Raises ParseError for what is not its XML."""
    root = _tree(page)
    text = "\n\n".join(_paragraphs(root))
    if not text:
        raise ParseError("the instrument has no text")
    made = next((iso_day(each.get("Date")) for each in root.iter("{*}Made")), None)
    dated = replace(item, signed=made, stated=tuple(_stated(root)))
    return document_of(dated, source, text)


def _named(item: Item) -> Item:
    found = _ADDRESS.match(item.url)
    if found is None:
        return item
    url = f"https://www.legislation.gov.uk/{found[1]}/{found[2]}"
    return replace(item, url=url, text_url=f"{url}/made/data.xml" if found[1] in _AS_MADE else f"{url}/data.xml")


def _tree(page: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(page, parser)
    except etree.XMLSyntaxError as error:
        raise ParseError(f"the answer is not the instrument's XML: {error.msg}") from error
    if etree.QName(root).localname != "Legislation":
        raise ParseError(f"the answer is XML, but no legislation: it begins with <{etree.QName(root).localname[:40]}>")
    return root


def _stated(root: Element) -> Iterator[Stated]:
    """Where parts begin on different days there are several; where they hang on an event there is none."""
    for when in root.iter("{*}ComingIntoForce"):
        for moment in when.iterchildren("{*}DateTime"):
            day = iso_day(moment.get("Date"))
            if day is not None:
                yield Stated(DeadlineKind.EFFECTIVE, day, "ComingIntoForce")


def _paragraphs(root: Element) -> Iterator[str]:
    for part in root.iter("{*}SecondaryPrelims", "{*}Body", "{*}Schedules", "{*}ExplanatoryNotes"):
        number = ""
        for block in part.iter():
            name = etree.QName(block).localname if isinstance(block.tag, str) else ""
            if name in _HEAD:
                yield " ".join(_words(part) for part in block)
            elif name == "Pnumber":
                number = f"{number}({_words(block)})" if number else _words(block)
            elif name in _BLOCKS and not any(etree.QName(above).localname in _HEAD for above in block.iterancestors()):
                yield f"{number} {_words(block)}".strip()
                number = ""


def _words(element: Element) -> str:
    return " ".join(cleaned("".join(element.itertext())).split())
