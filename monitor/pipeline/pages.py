"""The text of a feed's items: their summaries, or the pages behind them."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor import sources
from monitor.errors import FetchError, ParseError
from monitor.ports import Answer, Fetcher
from monitor.types import Document, Item, Source

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
    source: Source
    patient: bool = True
    _silent: int = 0

    def are_wanted(self, item: Item) -> bool:
        """Is the item's text on a page of its own?"""
        has_reader = sources.reader(self.source.reader).document is not None
        return self.source.page and has_reader and not item.url.startswith(f"{self.source.url}#")

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
        read_page = sources.reader(self.source.reader).document
        if read_page is None:
            raise ParseError(f"the reader {self.source.reader} reads no pages")
        answer = await self._get(item.url, validators)
        if answer.unchanged:
            return Page(None, answer.validators)
        return Page(await asyncio.to_thread(read_page, item, answer.body, self.source), answer.validators)

    async def _get(self, url: str, validators: Mapping[str, str]) -> Answer:
        try:
            answer = await self.fetcher.get(url, validators)
        except FetchError as error:
            self._silent = 0 if error.status else self._silent + 1
            raise
        self._silent = 0
        return answer
