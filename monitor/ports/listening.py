"""What is kept of sources, items and documents, as Protocols. **Pure.**"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from monitor.ports.values import Filed
from monitor.types import (
    Backfill,
    Document,
    Reading,
    Seen,
    SourceState,
)


class SourcesKept(Protocol):
    """What is remembered of sources, and of pasts fetched."""

    def source_states(self, names: Iterable[str] | None = None) -> dict[str, SourceState]:
        """What is remembered of these sources, or of all that were ever polled; names never polled are absent."""
        ...

    def sources_due(self, now: datetime, beyond: datetime) -> dict[str, SourceState]:
        """Sources to be polled by `now`, and those planned for after `beyond`, which a clock that was wrong may have done."""
        ...

    def save_source(self, state: SourceState) -> None: ...

    def save_sources(self, states: Iterable[SourceState]) -> None:
        """The same for many at once, each named once."""
        ...

    def last_success_at(self) -> datetime | None:
        """When any source was polled with success last."""
        ...

    def wake_sources(self, since: datetime, now: datetime) -> int:
        """Makes due at once the sources whose publishers gave no answer, from `since` on or later; returns how many."""
        ...

    def backfill(self, source: str) -> Backfill | None:
        """How far the source's past has been fetched; None when nobody began."""
        ...

    def save_backfill(self, backfill: Backfill) -> None: ...


class ItemsKept(Protocol):
    """What is remembered of items and pages."""

    def seen(self, source: str, urls: Iterable[str]) -> dict[str, Seen]:
        """url -> the item as it was last read; addresses never read are absent."""
        ...

    def listed(self, source: str, prints: Iterable[str]) -> set[str]:
        """Those of these fingerprints (`listening.listed_as`) that an item of the source bears, at whatever address."""
        ...

    def texts_of(self, source: str, digests: Iterable[str]) -> set[str]:
        """Those of these texts that the source has given us already, at whatever address."""
        ...

    def save_seen(self, items: Iterable[Seen]) -> None:
        """Replaces what is remembered of these items."""
        ...

    def to_read_again(self, source: str, now: datetime, limit: int) -> list[Seen]:
        """Items whose page is to be read again by `now`, the longest overdue first."""
        ...

    def tells_date_between(self, source: str, url: str, since: datetime, until: datetime) -> bool:
        """Does any text of this address tell a date in that time?"""
        ...


class DocumentsKept(Protocol):
    """Texts with what was read in them."""

    def known_digests(self, source: str, urls: Iterable[str]) -> dict[str, str]:
        """url -> digest of the newest stored text of that address."""
        ...

    def known_texts(self, digests: Iterable[str]) -> set[str]:
        """Those of these texts that any source has given us."""
        ...

    def add_document(self, document: Document, reading: Reading, learnt_at: datetime) -> bool:
        """Stores the document with its mentions. A second document with this id is ignored: False."""
        ...

    def add_documents(self, papers: Sequence[tuple[Document, Reading]], learnt_at: datetime) -> set[str]:
        """The same for many at once; gives the ids of those that are new."""
        ...

    def filed(self, names: Iterable[str]) -> list[Filed]:
        """The documents of these ids, in order of publication; ids that are unknown are left out."""
        ...

    def quarantine(self, source: str, url: str, reason: str, at: datetime) -> None:
        """Sets a bad item aside, counted and shown, so that the rest goes on."""
        ...

    def set_aside(self) -> dict[str, int]:
        """source -> how many of its items were set aside; sources without any are absent."""
        ...
