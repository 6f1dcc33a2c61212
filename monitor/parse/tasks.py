"""One task of parsing, and how it is done, in whichever process."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from monitor import sources
from monitor.errors import ParseError
from monitor.sources._text import relabelled
from monitor.types import Document, Item, PageRequest, Source

if TYPE_CHECKING:
    from monitor.ports import Answer

Result = list[Item] | list[PageRequest] | Document


class Wanted(StrEnum):
    """What is to be read of an answer: the items it lists; of an item's page, the files in which its text goes on, or the document."""

    ITEMS = "items"
    PARTS = "parts"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Task:
    """What to read, of which source, and of which item where it is a page; with the character set of the header."""

    wanted: Wanted
    source: Source
    answers: tuple[tuple[bytes, str], ...]
    """Bodies and their content types: the page first, then the files in which its text goes on."""
    item: Item | None = None
    lengths: tuple[int, ...] = ()
    """Of the bodies, where they come behind it."""


def task_of(wanted: Wanted, source: Source, item: Item | None, answers: "tuple[Answer, ...]") -> Task:
    """The task, without anything that its source keeps secret."""
    kept_back: dict[str, Any] = {each.name: each.default for each in fields(source) if not each.repr}
    bodies = tuple((answer.body, answer.content_type) for answer in answers)
    return Task(wanted, replace(source, **kept_back), bodies, item)


def without_bodies(task: Task) -> Task:
    """The task as it goes ahead of its bodies, which are too large to be copied into it."""
    return replace(
        task,
        answers=tuple((b"", kind) for _, kind in task.answers),
        lengths=tuple(len(body) for body, _ in task.answers),
    )


def with_bodies(task: Task, bodies: Sequence[bytes]) -> Task:
    """The task with the bodies that came behind it."""
    kinds = [kind for _, kind in task.answers]
    return replace(task, answers=tuple(zip(bodies, kinds, strict=True)), lengths=())


def result_of(task: Task) -> Result:
    """What is wanted. Raises ParseError, ReadError."""
    if task.wanted is Wanted.ITEMS:
        return items_of(task)
    return parts_of(task) if task.wanted is Wanted.PARTS else document_of(task)


def items_of(task: Task) -> list[Item]:
    """The items of an answer. Raises ParseError."""
    return sources.reader(task.source.reader).items(_bodies(task)[0], task.source)


def parts_of(task: Task) -> list[PageRequest]:
    """The files in which the text of an item's page goes on. Raises ParseError, ReadError."""
    if task.item is None:
        raise ParseError("a page is of an item")
    return sources.reader(task.source.reader).parts(task.item, _bodies(task)[0], task.source)


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
