"""What readers said of a deadline, and what of it still holds. **Pure.**

| mark         | stops                               | until                                                     |
|--------------|-------------------------------------|-----------------------------------------------------------|
| acknowledged | reminders of the date as it stands  | the date changes                                          |
| snoozed      | the same                            | its instant, which lies before the date; then it reminds  |
| muted        | all that is told of the deadline    | its instant; then what changed meanwhile is told          |
| wrong        | nothing: the date stands in doubt   | the date changes, or a person confirms or corrects it     |
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.types import Deadline, Mark, MarkKind

MUTED_FOR, LONGEST_MUTE = timedelta(days=7), timedelta(days=90)
"""How long a mute lasts that names no end, and at most."""
SNOOZED_FOR = timedelta(days=1)
LAST_WARNING = timedelta(hours=4)
"""A snooze ends at least so long before the date, or half way to it where less is left."""
TOO_LATE = timedelta(minutes=10)
"""So near the date nothing can be put off any more."""
PUBLISHED = 5
"""The highest rank of a publisher; a person's correction stands above it."""
PUT_OFF = (MarkKind.ACKNOWLEDGED, MarkKind.SNOOZED)


@dataclass(frozen=True, slots=True)
class Standing:
    """The marks that bear on a deadline at an instant. `answer`: the last acknowledgement or snooze of the present date,
    a snooze also when it has ended; `muted`: only while it runs.
    """

    answer: Mark | None = None
    muted: Mark | None = None
    wrong: Mark | None = None

    def marks(self, now: datetime) -> tuple[Mark, ...]:
        """Those that are in force, in the order in which they silence."""
        snoozed_out = self.answer is not None and self.answer.until is not None and self.answer.until <= now
        found = (self.muted, None if snoozed_out else self.answer, self.wrong)
        return tuple(mark for mark in found if mark is not None)


def of_workspace(marks: Iterable[Mark], workspace: str) -> list[Mark]:
    """What was said in this workspace: nothing else holds there."""
    return [mark for mark in marks if mark.workspace == workspace]


def by_workspace(marks: Iterable[Mark]) -> Mapping[str, list[Mark]]:
    """What was said in each workspace in which anything was, in the order in which it was said."""
    said: dict[str, list[Mark]] = {}
    for mark in marks:
        said.setdefault(mark.workspace, []).append(mark)
    return said


def standing(marks: Iterable[Mark], deadline: Deadline, now: datetime) -> Standing:
    """What holds at `now` (aware UTC) of all that was said by then in one workspace, oldest first."""
    said = [mark for mark in marks if mark.at <= now]
    answer, muted, wrong = _last(said, *PUT_OFF), _last(said, MarkKind.MUTED), _last(said, MarkKind.WRONG)
    return Standing(
        answer if answer is not None and answer.at >= deadline.dated_at else None,
        muted if muted is not None and muted.until is not None and now < muted.until else None,
        wrong if wrong is not None and not _settled(wrong, deadline) else None,
    )


def _last(said: Sequence[Mark], *kinds: MarkKind) -> Mark | None:
    found = next((mark for mark in reversed(said) if mark.kind in kinds), None)
    return None if found is None or found.lifts else found


def _settled(wrong: Mark, deadline: Deadline) -> bool:
    by_person = deadline.evidence.rank > PUBLISHED and deadline.learnt_at >= wrong.at
    return by_person or deadline.dated_at > wrong.at


def rearmed(marks: Iterable[Mark], old: Deadline, new: Deadline, now: datetime) -> Mark | None:
    """The acknowledgement or snooze of the old date that the new one has ended."""
    before = standing(marks, old, now).answer
    if before is None or before.at >= new.dated_at or (before.until is not None and before.until <= now):
        return None
    return before


def hushed(marks: Sequence[Mark], instant: datetime) -> bool:
    """Had somebody put off or silenced what fell due at this instant? Then it was not missed."""
    said = [mark for mark in marks if mark.at <= instant]
    found = (_last(said, *PUT_OFF), _last(said, MarkKind.MUTED))
    return any(mark is not None and (mark.until is None or instant < mark.until) for mark in found)


def last_mute(marks: Sequence[Mark], now: datetime) -> tuple[datetime, datetime] | None:
    """From when to when the last mute that is over at `now` held; None when there was none, or one still runs."""
    begins: datetime | None = None
    ends: datetime | None = None
    for mark in marks:
        if mark.kind is not MarkKind.MUTED or mark.at > now or mark.until is None:
            continue
        if mark.lifts:
            ends = mark.at if ends is not None and mark.at < ends else ends
            continue
        if begins is None or ends is None or mark.at >= ends:
            begins = mark.at
        ends = mark.until
    return (begins, ends) if begins is not None and ends is not None and ends <= now else None


def snoozed_until(deadline: Deadline, asked: datetime, now: datetime) -> datetime | None:
    """Until when a snooze holds that was asked for until `asked`: never past the last warning. None where it is too late for one."""
    left = deadline.due.opens_at - now
    if left < TOO_LATE:
        return None
    latest = deadline.due.opens_at - min(LAST_WARNING, left / 2)
    return min(asked, latest.replace(second=0, microsecond=0)) if latest - now >= timedelta(minutes=1) else None
