"""The text of a feed's items: their summaries, or the pages behind them."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime

from monitor import sources
from monitor.errors import FetchError, ParseError
from monitor.ports import Answer, Fetcher
from monitor.types import Document, Item, PageRequest, Source

MOST_SILENT = 3
"""So many pages in a row that give no answer, and the rest waits for the next poll: each may take as long as a fetch may last."""


@dataclass(slots=True)
class Pages:
    """The pages of one poll. `patient`: an unreadable page is worth another poll; else the feed's own summary is read instead."""

    fetcher: Fetcher
    source: Source
    patient: bool
    _silent: int = 0

    async def document(self, item: Item, known: str | None, now: datetime) -> Document | None:
        """The item's text, or None when its page has been read already. An item without a date is dated `now`.

        Raises FetchError and ParseError while it is worth trying the page again.
        """
        dated = item if item.published else replace(item, published=now)
        reader = sources.reader(self.source.reader)
        pageless = item.url.startswith(f"{self.source.url}#")
        request = None if pageless else reader.page_request(item, self.source)
        if not self.source.page or reader.document is None or request is None:
            return sources.summary_document(dated, self.source)
        if known is not None:
            return None
        if self._silent >= MOST_SILENT:
            raise FetchError("not tried: the pages before it gave no answer")
        try:
            page = await self._get(request)
            named = await asyncio.to_thread(reader.parts, dated, page.body, self.source)
            parts = [part.body for part in [await self._part(each) for each in named] if part]
            return await asyncio.to_thread(reader.document, dated, page.body, self.source, *parts)
        except (FetchError, ParseError):
            if self.patient:
                raise
            return sources.summary_document(dated, self.source)

    async def _part(self, request: PageRequest) -> Answer | None:
        """A file in which a text goes on; one that never comes is left out in the end."""
        try:
            return await self._get(request)
        except FetchError:
            if self.patient:
                raise
            return None

    async def _get(self, request: PageRequest) -> Answer:
        asked = {"headers": request.headers} if request.headers else {}
        try:
            answer = await self.fetcher.get(request.url, **asked)
        except FetchError as error:
            self._silent = 0 if error.status else self._silent + 1
            raise
        self._silent = 0
        return answer
