"""What a person should look at, in words, and what would settle it."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from monitor.ledger import Doubt, Doubting, doubts
from monitor.notify.clean import single_line
from monitor.notify.moments import due_words
from monitor.shown.contract import due_text
from monitor.shown.marks import correction
from monitor.types import Deadline, Due, Mark, Precision, Status

DATED = re.compile(r"disputed: (\d{4}-\d\d-\d\d) ")
WHO = "--by NAME --reason TEXT"


@dataclass(frozen=True, slots=True)
class Settlement:
    """One correction that would settle it: a date as `monitor correct` takes it, or a status. `words`: what it says.

    `stands`: it says that the record is right as it stands.
    """

    words: str
    date: str = ""
    status: Status | None = None
    stands: bool = False

    @property
    def options(self) -> str:
        """As options of the command."""
        if self.date:
            return f"--date {self.date}"
        return "--revoked" if self.status is Status.REVOKED and not self.stands else f"--status {self.status}"


def doubt_words(doubt: Doubt, deadline: Deadline) -> str:
    """The doubt in a sentence."""
    if doubt.why is Doubting.CONFIDENCE:
        return f"low confidence ({deadline.evidence.confidence:.0%}): parts of it are inferred, not written"
    if doubt.other is not None:
        return f"ambiguous: the same words can mean {due_words(doubt.other)}"
    note = single_line(doubt.note)
    return note if doubt.why is Doubting.DISPUTED else f"warning: {note}"


def settlements(deadline: Deadline) -> list[Settlement]:
    """What would settle it, that it is right as it stands first."""
    found: dict[str, Settlement] = {}
    for one in _settlements(deadline):
        found.setdefault(one.options, one)
    return list(found.values())


def commands(deadline: Deadline, wrong: Mark | None = None) -> list[str]:
    """The commands that settle it; NAME and TEXT are to be filled in."""
    key = shlex.quote(deadline.key)
    settled = [f"monitor correct {key} {one.options} {WHO}" for one in settlements(deadline)]
    return [*settled, *([correction(deadline)] if wrong is not None else [])]


def _settlements(deadline: Deadline) -> Iterator[Settlement]:
    yield _as_it_is(deadline)
    for doubt in doubts(deadline):
        other = other_date(doubt)
        if other is not None:
            words = due_words(doubt.other) if doubt.other is not None else other
            yield Settlement(f"it is {words}", other)
        elif doubt.why is Doubting.DISPUTED:
            yield Settlement("it is revoked", status=Status.REVOKED)


def other_date(doubt: Doubt) -> str | None:
    """The date that may be right instead, as `monitor correct --date` takes it."""
    if doubt.why is Doubting.DISPUTED:
        found = DATED.match(doubt.note)
        return found[1] if found else None
    return due_text(doubt.other) if doubt.other is not None and _sayable(doubt.other) else None


def _as_it_is(deadline: Deadline) -> Settlement:
    if deadline.closed or not _sayable(deadline.due):
        return Settlement("it is right as it stands", status=deadline.status, stands=True)
    return Settlement("it is right as it stands", due_text(deadline.due), stands=True)


def _sayable(due: Due) -> bool:
    """Can `monitor correct --date` say it? Months and intervals it can not."""
    return due.precision in (Precision.DAY, Precision.MINUTE)
