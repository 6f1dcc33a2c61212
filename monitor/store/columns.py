"""Column types: text that every database takes, and frozen values kept as JSON."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from typing import Any, TypeVar

import msgspec
from sqlalchemy import JSON, Dialect, Text
from sqlalchemy.types import TypeDecorator

from monitor.errors import StoreError

V = TypeVar("V")

_WHERE = re.compile(r"at `\$\.?([^`]+)`")
"""Where in a value it is wrong; the message before it repeats what stands there."""

_REFUSED = re.compile("[\x00\ud800-\udfff]")
"""PostgreSQL takes no NUL in a text, and no database takes half a surrogate pair."""


def clean(text: str) -> str:
    """The text with what no database takes replaced by U+FFFD, one for one, so that offsets stay true."""
    return text if text.isascii() and "\0" not in text else _REFUSED.sub("\ufffd", text)


def clean_or_none(text: str | None) -> str | None:
    """The same where there may be no text."""
    return None if text is None else clean(text)


def cleaned(value: V) -> V:
    """The same value with every text in it clean."""
    new: Any = value
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        new = clean(value)
    elif isinstance(value, tuple):
        new = tuple(cleaned(part) for part in value)
    elif isinstance(value, Mapping):
        new = {cleaned(key): cleaned(part) for key, part in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        new = replace(value, **{each.name: cleaned(getattr(value, each.name)) for each in fields(value) if each.init})
    return new  # type: ignore[no-any-return]


class Words(TypeDecorator[str]):
    """Text of any length, cleaned on its way in: written and looked up alike."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return clean_or_none(value)


class Frozen(TypeDecorator[Any]):
    """A frozen value (dataclass, mapping) as JSON. `kind`: its type, which checks it on the way out.

    `remember`: how many values read are kept in memory, for those that are read over and over.
    The engine hands JSON through as text (see `engine.py`), so that msgspec alone reads and writes it.
    """

    impl = JSON
    cache_ok = True

    def __init__(self, kind: Any, remember: int = 0) -> None:
        super().__init__(none_as_null=True)
        self.kind = kind
        self.remember = remember

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else dumped(value)

    def process_result_value(self, value: str | bytes | None, dialect: Dialect) -> Any:  # noqa: ARG002
        return None if value is None else loads(self.kind, self.remember)(value)


def dumped(value: Any) -> str:
    """The value as JSON, clean."""
    try:
        text = _written(value)
    except UnicodeEncodeError:
        text = ""
    if not text or "\\u0000" in text:
        text = _written(cleaned(value))
    return text


def _written(value: Any) -> str:
    return msgspec.json.encode(value, enc_hook=_of_a_kind).decode()


def _of_a_kind(value: Any) -> str:
    """A day or instant of a class derived from the library's own, which msgspec does not know: as those are written."""
    if isinstance(value, date):
        return value.isoformat().replace("+00:00", "Z")
    raise TypeError(f"{type(value).__name__} cannot be stored")


@cache
def loads(kind: Any, remember: int) -> Callable[[str | bytes], Any]:
    """What reads such values; see `Frozen`. Raises StoreError for what is none."""

    decoder = msgspec.json.Decoder(kind)

    def load(text: str | bytes) -> Any:
        try:
            return decoder.decode(text)
        except msgspec.DecodeError as error:
            where = _WHERE.search(str(error))
            raise StoreError(
                f"a stored record cannot be read ({where[1] if where else error}); restore the last backup"
            ) from None

    return lru_cache(maxsize=remember)(load) if remember else load
