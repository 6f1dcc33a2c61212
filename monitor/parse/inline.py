"""The parser in this process: for demonstrations and tests, where the bytes are our own."""

import asyncio

from monitor.parse.tasks import document_of, items_of, task_of
from monitor.ports import Answer
from monitor.types import Document, Item, Source


class InlineParser:
    """Reads on a thread of this process; implements `monitor.ports.Parser`."""

    async def items(self, source: Source, answer: Answer) -> list[Item]:
        """The items of an answer. Raises ParseError."""
        return await asyncio.to_thread(items_of, task_of(source, None, (answer,)))

    async def document(self, source: Source, item: Item, page: Answer, *parts: Answer) -> Document:
        """The document on an item's page. Raises ParseError, ReadError."""
        return await asyncio.to_thread(document_of, task_of(source, item, (page, *parts)))

    async def close(self) -> None:
        """There is nothing to let go of."""
