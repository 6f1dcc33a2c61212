"""What is kept of deadlines, of what readers said of them, and of measures, as Protocols. **Pure.**"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Protocol

from monitor.ports.values import Listing, Move, Query, View
from monitor.types import (
    Change,
    Deadline,
    Mark,
    MeasureNews,
    Revision,
    Rewrite,
    Step,
)


class DeadlinesKept(Protocol):
    """Deadlines, their revisions and their next instants."""

    def deadlines_waking(self, now: datetime, limit: int) -> list[Deadline]:
        """Deadlines whose clock change is due, earliest first."""
        ...

    def deadlines_reminding(self, now: datetime, limit: int) -> list[tuple[Deadline, datetime]]:
        """Deadlines with a reminder due, whosever, and since when it is due; earliest first. Of the whole database alone."""
        ...

    def next_due(self) -> datetime | None:
        """The earliest instant at which a clock change or a reminder of any deadline is due, whosever. Of the whole database alone."""
        ...

    def deadlines(self, query: Query) -> list[Deadline]:
        """By date, earliest first. With `known_at` what is learnt later changes no answer."""
        ...

    def listing(self, view: View) -> Listing:
        """A page of deadlines by date, earliest first; costs what it shows, not what is stored."""
        ...

    def moves(self, keys: Collection[str]) -> dict[str, list[Move]]:
        """All revisions of these deadlines in short, oldest first; deadlines with one revision alone are left out."""
        ...

    def related(self, key: str, limit: int) -> list[Deadline]:
        """Other deadlines that a document of this one's revisions told as well, by date."""
        ...

    def deadline(self, key: str) -> Deadline | None: ...

    def doubted(self, limit: int) -> list[Deadline]:
        """Deadlines that a person should look at, for what stands in them (see `ledger.doubts`) or a reader's doubt; newest doubt first."""
        ...

    def history(self, key: str) -> list[Revision]:
        """All revisions of one deadline, oldest first; also of one that was withdrawn."""
        ...

    def save_change(
        self, change: Change, wakes_at: datetime | None, learnt_at: datetime, *, withdrawn: bool = False
    ) -> None:
        """Writes the revision and makes it the present state; `wakes_at`: when the clock changes it next.

        `withdrawn`: no text tells the record any more; it is kept for its history alone.
        """
        ...

    def rewrite(self, rewrite: Rewrite) -> None:
        """Puts the steps of a stretch of a record's story in the place of those recorded."""
        ...

    def add_step(self, step: Step) -> None:
        """Goes on with a record's story: what the clock brought."""
        ...

    def set_reminder(self, key: str, remind_at: datetime | None) -> None:
        """The next instant at which a reminder for this deadline is due."""
        ...

    def set_reminders(self, plans: Mapping[str, datetime | None]) -> None:
        """The same for many deadlines, by key."""
        ...

    def deadlines_ahead(self, day: date, after: str, limit: int) -> list[tuple[Deadline, datetime | None]]:
        """Open deadlines that can fall on this day or later, and when a reminder of each is due; by key, those after `after`."""
        ...

    def replan_reminders(
        self, now: datetime, *, learnt_since: datetime | None = None, after: str = "", limit: int = 10_000
    ) -> str | None:
        """Makes open deadlines due for planning, those already overdue since when they were (the watchlists may have changed).

        `learnt_since`: only those learnt then or later. At most `limit`, with keys after `after`; returns the last key, None at the end.
        """
        ...

    def keys(self, prefix: str, limit: int) -> list[str]:
        """Keys of deadlines, withdrawn ones too, that begin so, in order."""
        ...


class MarksKept(Protocol):
    """What readers said of deadlines."""

    def add_mark(self, mark: Mark) -> None:
        """Adds what a reader said of a deadline; what was said before is kept."""
        ...

    def marks(self, keys: Iterable[str]) -> dict[str, list[Mark]]:
        """key -> all that was said of that deadline, oldest first; deadlines nobody marked are absent."""
        ...

    def set_doubt(self, key: str, doubted_at: datetime | None, workspace: str = "") -> None:
        """Lists the deadline among those that a person of the workspace should look at, because one of them doubts it; None: no more.

        Its next revision ends it, unless it is said anew.
        """
        ...


class MeasuresKept(Protocol):
    """Measures heard of."""

    def add_measure(self, news: MeasureNews, learnt_at: datetime) -> bool:
        """Stores a measure heard of; False when its key was known."""
        ...

    def measures(self, limit: int) -> list[MeasureNews]:
        """Newest first."""
        ...
