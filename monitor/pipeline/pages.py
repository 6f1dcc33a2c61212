"""The text of a feed's items: their summaries, or the pages behind them."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor import sources
from monitor.errors import FetchError, ParseError
from monitor.ports import Answer, Fetcher, Parser
from monitor.types import Document, Item, PageRequest, Source

MOST_SILENT = 3
"""So many pages in a row that give no answer, and the rest waits for the next poll: each may take as long as a fetch may last."""


@dataclass(frozen=True, slots=True)
class Page:
    """What stands behind an item. `document`: None when the page is as it was. `validators`: of the page, to ask again with."""

    document: Document | None
    validators: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Pages:
    """The pages of one poll. `patient`: an unreadable page is worth another poll; else the feed's own summary is read instead."""

    fetcher: Fetcher
    parser: Parser
    source: Source
    patient: bool = True
    _silent: int = 0

    def are_wanted(self, item: Item) -> bool:
        """Is the item's text on a page of its own?"""
        reader = sources.reader(self.source.reader)
        if not self.source.page or reader.document is None or item.url.startswith(f"{self.source.url}#"):
            return False
        return reader.page_request(item, self.source) is not None

    async def page(self, item: Item) -> Page:
        """The item's text, read from its page. Raises FetchError and ParseError while it is worth trying the page again."""
        if self._silent >= MOST_SILENT:
            raise FetchError("not tried: the pages before it gave no answer")
        try:
            return await self.again(item, {})
        except (FetchError, ParseError):
            if self.patient:
                raise
            return Page(sources.summary_document(item, self.source))

    async def again(self, item: Item, validators: Mapping[str, str]) -> Page:
        """The item's page, unless it is as it was when it bore these validators. Raises FetchError, ParseError."""
        reader = sources.reader(self.source.reader)
        request = reader.page_request(item, self.source)
        if reader.document is None or request is None:
            raise ParseError(f"the reader {self.source.reader} reads no page of this item")
        page = await self._get(request, validators)
        if page.unchanged:
            return Page(None, page.validators)
        named = await asyncio.to_thread(reader.parts, item, page.body, self.source)
        parts = [part for part in [await self._part(each) for each in named] if part]
        return Page(await self.parser.document(self.source, item, page, *parts), page.validators)

    async def _part(self, request: PageRequest) -> Answer | None:
        """A file in which a text goes on; one that never comes is left out in the end."""
        try:
            return await self._get(request, {})
        except FetchError:
            if self.patient:
                raise
            return None

    async def _get(self, request: PageRequest, validators: Mapping[str, str]) -> Answer:
        asked = {"headers": request.headers} if request.headers else {}
        try:
            answer = await self.fetcher.get(request.url, validators, **asked)
        except FetchError as error:
            self._silent = 0 if error.status else self._silent + 1
            raise
        self._silent = 0
        return answer
