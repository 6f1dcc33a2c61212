"""Many instants in little memory, and the order in which they stand."""

from array import array
from datetime import UTC, datetime, timedelta

BEGINNING = datetime(1, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Instants:
    """Aware instants, numbered from 0 as they come; eight bytes each."""

    def __init__(self) -> None:
        self._counts = array("q")

    def __len__(self) -> int:
        return len(self._counts)

    def add(self, at: datetime) -> None:
        """One more."""
        self._counts.append((at - BEGINNING) // MICROSECOND)

    def in_order(self) -> "array[int]":
        """The numbers of all, the earliest first; those of one instant as they came."""
        return array("l", sorted(range(len(self._counts)), key=self._counts.__getitem__))

    @property
    def last(self) -> datetime | None:
        """The latest of them; None without any."""
        return BEGINNING + max(self._counts) * MICROSECOND if self._counts else None
