"""What goes over the pipes between us and the child: frames of a kind, a length and a body.

To the child goes a pickled task: it trusts us. What comes back is JSON, checked field by field: we do not trust it.
"""

import json
from datetime import UTC
from functools import cache
from typing import Any

import msgspec

from monitor.errors import MonitorError, ParseError, ReadError
from monitor.parse.tasks import Result, Wanted
from monitor.types import Document, Item, PageRequest

READY, BEGUN, ITEMS, PARTS, DOCUMENT, ERROR = b"R", b"B", b"I", b"P", b"D", b"E"
KINDS = {Wanted.ITEMS: ITEMS, Wanted.PARTS: PARTS, Wanted.DOCUMENT: DOCUMENT}
HEAD = 5
"""Bytes before a frame's body: its kind, and its length, the highest byte first."""
LONGEST_REPLY = 100_000_000
_LONGEST_WORDS = 500
_MOST_PARTS = 50
_ERRORS = {"ParseError": ParseError, "ReadError": ReadError}


def frame(kind: bytes, body: bytes = b"") -> bytes:
    """A frame as it goes over the pipe."""
    return headed(kind, body) + body


def headed(kind: bytes, body: bytes) -> bytes:
    """The head of the frame with this body, for a body that is too large to be copied."""
    return kind + len(body).to_bytes(4, "big")


def opened(head: bytes) -> tuple[bytes, int]:
    """Kind and length of the frame with this head. Raises ValueError for one that is too long."""
    length = int.from_bytes(head[1:HEAD], "big")
    if length > LONGEST_REPLY:
        raise ValueError(f"a frame of {length:,} bytes")
    return head[:1], length


def written(wanted: Wanted, result: Result) -> bytes:
    """The frame of a result."""
    return frame(KINDS[wanted], msgspec.json.encode(result))


def written_error(error: Exception) -> bytes:
    """The frame of an error; one that is none of ours becomes a ReadError that names it."""
    name = type(error).__name__
    words = str(error) if name in _ERRORS else f"unexpected: {name}: {error}"
    # Not by msgspec, which refuses the half characters that such words may quote.
    return frame(ERROR, json.dumps([name if name in _ERRORS else "ReadError", words]).encode())


def read_items(body: bytes) -> list[Item]:
    """The items in a frame's body. Raises ValueError for anything that is not items."""
    items: list[Item] = _decoded(list[Item], body)
    if any(item.published is not None and item.published.tzinfo is None for item in items):
        raise ValueError("an instant without a zone")
    return [_in_utc(item) for item in items]


def read_parts(body: bytes) -> list[PageRequest]:
    """The files in a frame's body. Raises ValueError for anything that is not files, and for more of them than any page names."""
    parts: list[PageRequest] = _decoded(list[PageRequest], body)
    if len(parts) > _MOST_PARTS:
        raise ValueError(f"{len(parts):,} files")
    return parts


def read_document(body: bytes) -> Document:
    """The document in a frame's body. Raises ValueError for anything that is not one."""
    document: Document = _decoded(Document, body)
    return document


def read_error(body: bytes) -> MonitorError:
    """The error in a frame's body. Raises ValueError."""
    match json.loads(body):
        case [("ParseError" | "ReadError") as name, str(words)]:
            pass
        case _:
            raise ValueError("no error of ours")
    return _ERRORS[name](" ".join(words.split())[:_LONGEST_WORDS])


def _in_utc(item: Item) -> Item:
    if item.published is not None:
        object.__setattr__(item, "published", item.published.astimezone(UTC))
    return item


def _decoded(kind: Any, body: bytes) -> Any:
    """A value of this type, every field of the type that it says. Raises ValueError."""
    try:
        return _decoder(kind).decode(body)
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from None


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)
