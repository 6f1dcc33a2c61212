"""How an item becomes a document: one place for the id, and for what every source's documents share. **Pure.**"""

import re
from datetime import date, datetime

from monitor.errors import ParseError, ReadError
from monitor.sources import _markup
from monitor.sources._text import decoded
from monitor.types import Document, Item, Source, digest_of

_LONGEST_PAGE = 5_000_000
_LONGEST_CHALLENGE = 1500
_CHALLENGE = re.compile(
    r"\bjust a moment\b|checking your browser|(?:enable|requires?) javascript|verify(?:ing)? (?:that )?you are (?:a )?human|not a robot"
    r"|access denied|request (?:was )?(?:rejected|blocked)|unusual traffic|automated (?:access|requests)|security check",
    re.IGNORECASE,
)
"""What stands on pages that are served with status 200 in the place of the text (seen 2026-09)."""


def document_of(
    item: Item,
    source: Source,
    text: str,
    *,
    title: str = "",
    published: datetime | None = None,
    signed: date | None = None,
) -> Document:
    """The document of an item. `title`, `published` and `signed`: what the page itself says, which counts more than the feed.

    Raises ReadError for an item without a readable date: nothing in it could be counted from.
    """
    at = published or item.published
    if at is None:
        raise ReadError("the entry has no readable publication date")
    title = title or item.title
    return Document(
        id=f"{source.name}:{digest_of(item.url, title, text)[:16]}",
        source=source.name,
        url=item.url,
        title=title,
        text=text,
        published=at,
        signed=signed or item.signed,
        official=source.official,
        rank=source.rank if item.rank is None else item.rank,
        issuer=source.issuer,
        zone=source.zone,
        day_only=item.day_only and published is None,
        stated=item.stated,
    )


def page_tree(page: bytes) -> _markup.Element:
    """The page as a tree. Raises ParseError for a page that is empty or absurdly long."""
    text = decoded(page)
    if len(text) > _LONGEST_PAGE:
        raise ParseError(f"the page is longer than {_LONGEST_PAGE:,} characters")
    root = _markup.tree(text)
    if root is None:
        raise ParseError("the page is empty")
    return root


def page_document(item: Item, page: bytes, source: Source) -> Document:
    """The document of an item whose full text stands on any publisher's page; the title stays the feed's.

    Raises ParseError for a page without a text of its own, ReadError for an item without a date.
    """
    root = page_tree(page)
    text = _main_text(root).removeprefix(f"{item.title}\n").lstrip()
    return document_of(item, source, shown(text))


def shown(text: str) -> str:
    """The text itself. Raises ParseError where there is none, or only what a page shows to those it takes for machines."""
    if not text.strip():
        raise ParseError("the page has no text")
    if len(text) < _LONGEST_CHALLENGE and _CHALLENGE.search(text):
        raise ParseError("the page asks for a proof of being human, or refuses us, instead of showing its text")
    return text


def _main_text(root: _markup.Element) -> str:
    import trafilatura

    found = trafilatura.extract(
        root,
        output_format="txt",
        include_comments=False,
        include_tables=True,
        include_formatting=False,
        favor_recall=True,
    )
    text = _markup.paragraphs(found or "")
    if text:
        return text
    # Short notices fall below trafilatura's floor; the page's own mark of its main part is as good.
    main = next(root.iter("main", "article"), None)
    return "" if main is None else _markup.text_of(main, _not_furniture)


def _not_furniture(element: _markup.Element) -> bool:
    return element.tag not in ("nav", "footer", "aside", "header")
