"""When a date that no record tells begins one, and why it is told. **Pure.**"""

from datetime import timedelta

from monitor.ledger.endings import REASONS
from monitor.ledger.identity import ALL, Targets, likeness
from monitor.ledger.outcomes import begun
from monitor.ledger.revisions import direction
from monitor.ledger.sitting import Sitting
from monitor.ledger.statements import ENDED, PASSED
from monitor.types import ChangeReason, DeadlineKind, Firmness, Mention, Status

HISTORY = timedelta(days=30)
"""How long after its date an official text may still open a record; news of the past is history."""


def open_record(sitting: Sitting, said: Mention) -> None:
    """Begins a record for this statement, unless it tells history."""
    if said.status in PASSED or _is_history(sitting, said):
        return
    if said.status in ENDED:
        # The end of something we never heard of: told once, by those who can end it, and closed at once.
        if sitting.document.official and said.firmness.at_least(Firmness.SIGNED) and not _is_known_end(sitting, said):
            sitting.open(said, said.status, REASONS[said.status], closed=True)
        return
    sitting.open(said, _status(sitting, said), _reason(sitting, said))


def _is_history(sitting: Sitting, said: Mention) -> bool:
    document = sitting.document
    age = said.due.day_of(document.published) - said.due.last_day
    return age > timedelta(0) and not (document.official and age <= HISTORY)


def _is_known_end(sitting: Sitting, said: Mention) -> bool:
    """Did we hear of late that this very measure has ended? Customs says again, with a day of its own, what a court has ended."""
    for record in sitting.records:
        if record.status not in ENDED or record.ended_day is None or abs(record.ended_day - said.due.day) > HISTORY:
            continue
        alike = likeness(said.measure, said.scope, record.measure, record.scope)
        if alike is not None and not alike.conflicts and (alike.ties - {"rate"} or alike.targets is Targets.EQUAL):
            return True
    return False


def _status(sitting: Sitting, said: Mention) -> Status:
    if begun(said, sitting.document):
        return Status.IN_FORCE
    if said.kind is DeadlineKind.SUSPENSION_END and said.status is Status.EXTENDED:
        return Status.SUSPENDED
    return said.status


def _reason(sitting: Sitting, said: Mention) -> ChangeReason:
    if said.status is Status.SUSPENDED:
        return ChangeReason.SUSPENDED
    if said.status is Status.EXTENDED and said.previous is not None:
        return direction(said.previous, said.due)
    if said.kind is DeadlineKind.EXPIRY and _has_known_start(sitting, said):
        return ChangeReason.EXPIRY_ADDED
    return ChangeReason.NEW


def _has_known_start(sitting: Sitting, said: Mention) -> bool:
    """Was the start of this very measure known before this document?"""
    for record in sitting.records:
        alike = likeness(said.measure, said.scope, record.measure, record.scope)
        if record.closed or record.kind is not DeadlineKind.EFFECTIVE or alike is None or alike.conflicts:
            continue
        if alike.ties or (alike.targets is Targets.EQUAL and ALL not in said.measure.targets):
            return True
    return False
