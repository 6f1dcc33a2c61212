"""One task of parsing, and how it is done, in whichever process."""

from dataclasses import dataclass, fields, replace
from typing import Any

from monitor import sources
from monitor.errors import ParseError
from monitor.ports import Answer
from monitor.sources._text import relabelled
from monitor.types import Document, Item, Source


@dataclass(frozen=True, slots=True)
class Task:
    """What to read: an answer's items or, when `item` is given, the document on its page; with the character set of the header."""

    source: Source
    answers: tuple[tuple[bytes, str], ...]
    """Bodies and their content types: the page first, then the files in which its text goes on."""
    item: Item | None = None


def task_of(source: Source, item: Item | None, answers: tuple[Answer, ...]) -> Task:
    """The task, without anything that its source keeps secret."""
    kept_back: dict[str, Any] = {each.name: each.default for each in fields(source) if not each.repr}
    return Task(replace(source, **kept_back), tuple((answer.body, answer.content_type) for answer in answers), item)


def items_of(task: Task) -> list[Item]:
    """The items of an answer. Raises ParseError."""
    return sources.reader(task.source.reader).items(_bodies(task)[0], task.source)


def document_of(task: Task) -> Document:
    """The document on an item's page. Raises ParseError, ReadError."""
    read_page: Any = sources.reader(task.source.reader).document
    if read_page is None or task.item is None:
        raise ParseError(f"the reader {task.source.reader} reads no pages")
    page, *parts = _bodies(task)
    document: Document = read_page(task.item, page, task.source, *parts)
    return document


def _bodies(task: Task) -> list[bytes]:
    return [relabelled(body, content_type) for body, content_type in task.answers]
