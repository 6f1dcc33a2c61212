"""The one line that must tell it all: verb or countdown, what, who, then the date. **Pure.**"""

from datetime import datetime, timedelta

from monitor.notify.clean import cut, defused, no_encoded_words, single_line
from monitor.notify.moments import brief_countdown, brief_due, countdown, difference, due_words, span
from monitor.notify.words import CHANGES, ROLES, measure_words, rate_words, topic
from monitor.types import Alert, AlertReason, ChangeReason, Deadline, plain_name

LONGEST = 120
IN_SIGHT = 60
"""How much of a subject a telephone shows."""
REPEAT = " (possible repeat)"
_SHORT = {CHANGES[ChangeReason.EXPIRY_ADDED]: "END SET"}
"""Shorter forms of verbs whose first word does not say enough."""
_MOVES = (ChangeReason.MOVED_LATER, ChangeReason.MOVED_EARLIER)
_ENDS = (
    ChangeReason.SUSPENDED,
    ChangeReason.SUPERSEDED,
    ChangeReason.REVOKED,
    ChangeReason.STRUCK_DOWN,
    ChangeReason.EXPIRED,
    ChangeReason.LAPSED,
    ChangeReason.EXPIRY_REMOVED,
)


def subject(alert: Alert, *, now: datetime, repeat: bool = False) -> str:
    """One line of at most 120 characters; what matters stands in the first 60."""
    mark = REPEAT if repeat else ""
    line = no_encoded_words(single_line(_line(alert, now)))
    goods = _goods(alert.deadline)
    room = LONGEST - len(mark)
    return (line + goods if len(line + goods) <= room else cut(line, room)) + mark


def _goods(deadline: Deadline | None) -> str:
    """Tells duties on one country apart; left out where the goods are the topic already, or the line has no room."""
    if deadline is None or not deadline.measure.products or deadline.measure.targets in ((), ("ALL",)):
        return ""
    named = cut(no_encoded_words(single_line(defused(deadline.measure.products[0]))), 40)
    return f" [{named}{', ...' if len(deadline.measure.products) > 1 else ''}]"


def _line(alert: Alert, now: datetime) -> str:
    if alert.deadline is not None and alert.reason is not AlertReason.TEST:
        return _deadline_line(alert, alert.deadline, now)
    if alert.measure is not None:
        mention = alert.measure.mention
        dated = "" if mention.stated_day is None else f", dated {mention.stated_day.isoformat()}"
        return f"MEASURE {mention.status.replace('_', ' ')}: {measure_words(mention.measure)}{dated}"
    if alert.service is not None:
        return defused(alert.service.headline)
    return f"TEST: the deadline monitor reaches {defused(plain_name(alert.receiver))}"


def _deadline_line(alert: Alert, deadline: Deadline, now: datetime) -> str:
    if alert.reason is AlertReason.PASSED or (alert.reason is AlertReason.REMINDER and now >= deadline.due.closes_at):
        silence = now - deadline.due.closes_at
        ago = f"{span(silence)} ago" if silence >= timedelta(minutes=1) else "just now"
        return f"PASSED {ago}: {topic(deadline)} ({due_words(deadline.due)}): did it happen?"
    if alert.reason is AlertReason.REMINDER:
        left = countdown(deadline.due, now)
        return f"{left[0].upper()}{left[1:]}: {_happening(deadline)}"
    return _change_line(alert, deadline, now)


def _change_line(alert: Alert, deadline: Deadline, now: datetime) -> str:
    reason = alert.change
    verb = CHANGES[reason] if reason is not None else "CHANGED"
    if reason in _MOVES and alert.old is not None:
        verb = _moved(alert.old, deadline, now)
    elif reason is ChangeReason.MODIFIED and alert.old is not None:
        verb += _rates(alert.old, deadline)
    elif reason is ChangeReason.IN_FORCE:
        return f"{verb}: {topic(deadline)} (since {due_words(deadline.due)})"
    elif reason is ChangeReason.RESUMED:
        return f"{verb}: {measure_words(deadline.measure)} ({due_words(deadline.due)})"
    elif reason in _ENDS:
        silence = ", no measure followed" if reason is ChangeReason.LAPSED else ""
        return f"{verb}: {topic(deadline)} (date was {due_words((alert.old or deadline).due)}){silence}"
    if now >= deadline.due.closes_at:
        return f"{verb}, date already passed: {_happening(deadline)}"
    return f"{_with_countdown(verb, deadline, now)}: {_happening(deadline)}"


def _with_countdown(verb: str, deadline: Deadline, now: datetime) -> str:
    """The verb and the time left; where the topic would not be in sight then, the verb's shorter form, or the verb alone."""
    left = brief_countdown(deadline.due, now)
    first, _, rest = verb.partition(" ")
    for head in (f"{verb}, {left}", f"{rest if '->' in rest else _SHORT.get(verb, first)}, {left}"):
        if _in_sight(head, deadline):
            return head
    return verb


def _in_sight(head: str, deadline: Deadline) -> bool:
    return len(f"{head}: {topic(deadline)}".rstrip(",")) <= IN_SIGHT


def _moved(old: Deadline, new: Deadline, now: datetime) -> str:
    moved = f"MOVED {difference(old.due, new.due)}"
    with_date = f"{moved} to {brief_due(new.due, now)}"
    # What, who and the time left must stand in the first 60 characters; the date is told again at the end of the line.
    return with_date if _in_sight(f"{with_date}, {brief_countdown(new.due, now)}", new) else moved


def _rates(old: Deadline, new: Deadline) -> str:
    if old.measure.rate_percent == new.measure.rate_percent:
        return ""
    return f" {rate_words(old.measure.rate_percent)} -> {rate_words(new.measure.rate_percent)}"


def _happening(deadline: Deadline) -> str:
    return f"{topic(deadline)} {ROLES[deadline.kind].verb} {due_words(deadline.due)}"
