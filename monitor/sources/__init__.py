"""The publishers: bytes in, items and documents out. The folder is the registry.

A reader is a module here, without a leading underscore, with `items(body, source)`; where an item's page must be fetched for its
text, also `document(item, page, source, *parts)`; where that page is not at the item's own address, `page_request(item, source)`;
where a text goes on in other files that its page names, `parts(item, page, source)`; where older items stand on further pages,
`older_page(source, page)`; where the source is fixed by the code, also its record `SOURCE`. **Pure.**
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from monitor.types import Document, Item, PageRequest, Source

__all__ = ["Reader", "checked_selector", "coded_sources", "reader", "reader_names", "summary_document"]


def own_page(item: Item, source: Source) -> PageRequest | None:  # noqa: ARG001 (as readers name them)
    """The page at the item's own address: what is asked for where a reader says nothing else."""
    return PageRequest(item.url)


def no_parts(item: Item, page: bytes, source: Source) -> list[PageRequest]:  # noqa: ARG001
    """Most texts stand whole on one page."""
    return []


@dataclass(frozen=True, slots=True)
class Reader:
    """How the answers of a source are read.

    `items`: a feed's bytes to its entries; raises ParseError. `document`: an item and its page's bytes to a document, None where
    the feed is all there is; raises ParseError, and ReadError for an item without a date. `source`: the record, where code fixes it.
    `page_request`: where the page is, None where this item has none to read. `parts`: files in which the text goes on; `document` gets
    their bodies after the page, in the same order.
    `older_page`: the address of the source's answer by number, newest first, counted from 1; None where the publisher offers no past.
    """

    name: str
    items: Callable[[bytes, Source], list[Item]]
    document: Callable[..., Document] | None = None
    source: Source | None = None
    page_request: Callable[[Item, Source], PageRequest | None] = own_page
    parts: Callable[[Item, bytes, Source], list[PageRequest]] = no_parts
    older_page: Callable[[Source, int], str] | None = None


@cache
def reader_names() -> tuple[str, ...]:
    """The readers that a source may name, in alphabetical order. Imports none of them."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")))


@cache
def reader(name: str) -> Reader:
    """The reader of this name. Raises KeyError."""
    if name not in reader_names():
        raise KeyError(name)
    module = importlib.import_module(f"{__name__}.{name}")
    return Reader(
        name,
        module.items,
        getattr(module, "document", None),
        getattr(module, "SOURCE", None),
        getattr(module, "page_request", own_page),
        getattr(module, "parts", no_parts),
        getattr(module, "older_page", None),
    )


def coded_sources() -> dict[str, Source]:
    """The sources whose records stand in code, by name."""
    found = (reader(name).source for name in reader_names())
    return {source.name: source for source in found if source is not None}


def checked_selector(selector: str) -> str:
    """The CSS selector itself. Raises ValueError, in words for the user, for one that cannot be understood."""
    from monitor.sources._select import checked

    return checked(selector)


def summary_document(item: Item, source: Source) -> Document:
    """The document of an item whose feed text is all there is. Raises ReadError for an item without a readable date."""
    from monitor.sources._documents import document_of

    return document_of(item, source, item.summary)
