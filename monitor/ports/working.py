"""What is kept of processes that share the work, and of the queue between them, as Protocols. **Pure.**"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol

from monitor.ports.values import Depth, Presence


class WorkersKept(Protocol):
    """Processes that share the work."""

    def note_presence(self, presence: Presence) -> None:
        """Remembers that the process lives and what it does."""
        ...

    def presences(self) -> list[Presence]:
        """All that are remembered, by role and name."""
        ...

    def drop_presence(self, name: str) -> None:
        """The process has ended well."""
        ...

    def forget_presences(self, before: datetime) -> int:
        """Forgets those not seen since then, and hosts that nobody has asked since then; returns how many processes."""
        ...

    def depths(self) -> list[Depth]:
        """What waits and what is being done, by kind of job; empty where no jobs are kept."""
        ...


class SlotsKept(Protocol):
    """When sources are due."""

    def slots(self, now: datetime, ahead: timedelta) -> list[tuple[str, datetime]]:
        """(source, `next_poll_at`) of those due at `now`, the longest due first, and of those not due for longer than `ahead`."""
        ...

    def slots_done(self, slots: Mapping[str, datetime]) -> set[str]:
        """Of these sources those that do not stand at their slot any more."""
        ...

    def polled_sources(self) -> set[str]:
        """Names of the sources of which something is remembered."""
        ...
