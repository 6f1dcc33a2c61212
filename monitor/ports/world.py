"""What the pipeline asks of the network and of receivers, as Protocols. **Pure.**"""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from monitor.types import (
    Document,
    Item,
    PageRequest,
    Parcel,
    Source,
)

Clock = Callable[[], datetime]
"""Gives the present instant, aware UTC."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer from the network. `body`: decoded of transfer encodings, never of characters. `unchanged`: a 304.

    `headers`: as they came, where somebody wants to see them.
    """

    url: str
    status: int
    body: bytes
    content_type: str = ""
    validators: Mapping[str, str] = field(default_factory=dict)
    unchanged: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


class Fetcher(Protocol):
    """Fetches one address, politely."""

    async def get(
        self, url: str, validators: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One GET. `validators`: ETag and Last-Modified of the answer we hold. `headers`: which form and language is wanted.

        Raises FetchError.
        """
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class Turns(Protocol):
    """Sees to it that nobody else asks a host at the same time."""

    def turn(self, host: str) -> AbstractAsyncContextManager[None]:
        """Waits until the host is free, and keeps it for the request made inside. Raises StoreError where nobody can say whether it is."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class Parser(Protocol):
    """Reads what publishers answered: bytes that nobody has looked at yet."""

    async def items(self, source: Source, answer: Answer) -> list[Item]:
        """The items of an answer, by the source's reader. Raises ParseError."""
        ...

    async def parts(self, source: Source, item: Item, page: Answer) -> list[PageRequest]:
        """The files in which the text of an item's page goes on, as the page names them. Raises ParseError, ReadError."""
        ...

    async def document(self, source: Source, item: Item, page: Answer, *parts: Answer) -> Document:
        """The document on an item's page; `parts`: answers in which its text goes on. Raises ParseError, ReadError."""
        ...

    async def close(self) -> None:
        """Let go of processes."""
        ...


class Notifier(Protocol):
    """Sends parcels to their receivers."""

    async def send(self, parcel: Parcel, *, now: datetime) -> str | None:
        """Returns when the receiver took it: the receiver's own name of the message, where later ones can follow it. Raises SendError."""
        ...

    async def took(self, parcel: Parcel) -> bool | None:
        """Did an earlier try of this very parcel get through? None where the receiver can't be asked, or does not know.

        Raises SendError when it gives no answer for now: ask again later.
        """
        ...
