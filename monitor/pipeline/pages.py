"""The text of a feed's items: their summaries, or the pages behind them."""

from dataclasses import dataclass, replace
from datetime import datetime

from monitor import sources
from monitor.errors import FetchError, ParseError
from monitor.ports import Answer, Fetcher, Parser
from monitor.types import Document, Item, Source

MOST_SILENT = 3
"""So many pages in a row that give no answer, and the rest waits for the next poll: each may take as long as a fetch may last."""


@dataclass(slots=True)
class Pages:
    """The pages of one poll. `patient`: an unreadable page is worth another poll; else the feed's own summary is read instead."""

    fetcher: Fetcher
    parser: Parser
    source: Source
    patient: bool
    _silent: int = 0

    async def document(self, item: Item, known: str | None, now: datetime) -> Document | None:
        """The item's text, or None when its page has been read already. An item without a date is dated `now`.

        Raises FetchError and ParseError while it is worth trying the page again.
        """
        dated = item if item.published else replace(item, published=now)
        has_pages = sources.reader(self.source.reader).document is not None
        pageless = item.url.startswith(f"{self.source.url}#")
        if not self.source.page or not has_pages or pageless:
            return sources.summary_document(dated, self.source)
        if known is not None:
            return None
        if self._silent >= MOST_SILENT:
            raise FetchError("not tried: the pages before it gave no answer")
        try:
            page = await self._get(item.url)
            return await self.parser.document(self.source, dated, page)
        except (FetchError, ParseError):
            if self.patient:
                raise
            return sources.summary_document(dated, self.source)

    async def _get(self, url: str) -> Answer:
        try:
            answer = await self.fetcher.get(url)
        except FetchError as error:
            self._silent = 0 if error.status else self._silent + 1
            raise
        self._silent = 0
        return answer
