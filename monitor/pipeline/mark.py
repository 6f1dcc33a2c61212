"""What a reader says of a deadline on its way into the store: kept, and obeyed from then on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor import policy
from monitor.errors import MonitorError, UsageError
from monitor.policy.marks import LONGEST_MUTE, MUTED_FOR, SNOOZED_FOR
from monitor.ports import Transaction
from monitor.types import Deadline, Mark, MarkKind

MOMENT = timedelta(seconds=1)
"""Two words of one instant would have no order."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What came of it. `withdrawn`: reminders that waited and will not be sent. `shortened`: a snooze had to end before it was asked to."""

    mark: Mark
    withdrawn: int
    shortened: bool = False


def mark(
    tx: Transaction,
    deadline: Deadline,
    kind: MarkKind,
    now: datetime,
    *,
    by: str,
    note: str = "",
    until: datetime | None = None,
) -> Marked:
    """Writes down what `by` says, for the workspace that the transaction sees. Whoever reminds plans anew at once; a mark never changes
    the record itself.

    `until`: of a snooze (default a day) and a mute (default a week, at most 90 days). Raises UsageError for an end that cannot be,
    MonitorError where there is nothing to put off.
    """
    whole = now.replace(microsecond=0)
    end = _end(deadline, kind, whole, until)
    said = Mark(deadline.key, kind, by, now, note, end, _own(tx))
    tx.add_mark(said)
    if kind is MarkKind.WRONG:
        tx.set_doubt(deadline.key, now, said.workspace)
        return Marked(said, 0)
    withdrawn = tx.within(said.workspace).supersede(deadline.key, now)
    tx.set_reminder(deadline.key, now)
    asked = until or whole + SNOOZED_FOR
    return Marked(said, withdrawn, kind is MarkKind.SNOOZED and end is not None and end < asked)


def lift(tx: Transaction, deadline: Deadline, kind: MarkKind, now: datetime, *, by: str, note: str = "") -> Marked:
    """Takes the last word of this kind back. Raises MonitorError where none is in force."""
    standing = policy.standing(tx.within(_own(tx)).marks([deadline.key]).get(deadline.key, []), deadline, now)
    if kind not in {mark.kind for mark in standing.marks(now)}:
        raise MonitorError(f"{deadline.key} is not {kind}: there is nothing to take back")
    said = Mark(deadline.key, kind, by, now, note, now, _own(tx))
    tx.add_mark(said)
    if kind is MarkKind.WRONG:
        tx.set_doubt(deadline.key, None, said.workspace)
    tx.set_reminder(deadline.key, now)
    return Marked(said, 0)


def _own(tx: Transaction) -> str:
    """The workspace that the transaction sees; the default one where it sees all."""
    return tx.workspace or ""


def _end(deadline: Deadline, kind: MarkKind, now: datetime, until: datetime | None) -> datetime | None:
    if until is not None and until <= now + MOMENT:
        raise UsageError(f"{until:%Y-%m-%d %H:%M} UTC is not ahead")
    if kind in (MarkKind.ACKNOWLEDGED, MarkKind.SNOOZED) and deadline.closed:
        raise MonitorError(f"{deadline.key} has ended on {deadline.ended_day}: nothing reminds of it any more")
    if kind is MarkKind.SNOOZED:
        end = policy.snoozed_until(deadline, until or now + SNOOZED_FOR, now)
        if end is None:
            raise MonitorError(f"{deadline.key}: its date is too near to be put off; `monitor ack` stops its reminders")
        return end
    if kind is MarkKind.MUTED:
        if until is not None and until > now + LONGEST_MUTE:
            raise UsageError(f"a mute lasts at most {LONGEST_MUTE.days} days; it can be renewed before it ends")
        return until or now + MUTED_FOR
    return None
