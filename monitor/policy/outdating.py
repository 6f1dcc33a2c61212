"""Which reminder that still waits has nothing left to tell, because a later alert tells it too. **Pure.**"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from monitor.types import Alert, AlertReason, Deadline, Lead, Status

TURNED = (Status.IN_FORCE, Status.EXPIRED, Status.LAPSED)


def outdates(new: Alert, old: Alert) -> bool:
    """Is `old` a reminder of the same deadline to the same receiver that `new` makes needless?

    A later rung tells the time that is left, the passing of a date that none is left, and so does the change that the date brought.
    """
    if old.reason is not AlertReason.REMINDER or old.lead is None or old.deadline is None or new.deadline is None:
        return False
    if (new.key, new.receiver) != (old.key, old.receiver) or new.id == old.id:
        return False
    if new.reason is AlertReason.REMINDER and new.lead is not None:
        return _rung(new.deadline, new.lead) > _rung(old.deadline, old.lead)
    return new.reason is AlertReason.PASSED or (
        new.reason is AlertReason.CHANGE and (new.deadline.closed or new.deadline.status in TURNED)
    )


def with_missed(new: Alert, old: Sequence[Alert]) -> Alert:
    """The alert, naming the reminders in whose place it goes."""
    leads = [lead for each in old for lead in (*each.missed, each.lead) if lead is not None and lead != new.lead]
    return replace(new, missed=tuple(dict.fromkeys((*leads, *new.missed)))) if leads else new


def _rung(deadline: Deadline, lead: Lead) -> datetime:
    return lead.before(deadline.due)
