"""Deadlines as an iCalendar file (RFC 5545): one event each, under one UID for good, told anew with every revision. **Pure.**

The file of a mail has no alarms: the reminders are ours to send, and a calendar that hears of no move would ring for dates that have
moved. A calendar that is subscribed to hears of every move, and may ring.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from monitor.notify.clean import cut, defused, link
from monitor.notify.marking import marked
from monitor.notify.moments import due_words
from monitor.notify.notice import Notice
from monitor.notify.words import FIRMNESS, ROLES, rank_words, topic
from monitor.types import Deadline, Due, Firmness, Lead, Precision, Status

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//deadline monitor//monitor//EN"
_GONE = frozenset({Status.REVOKED, Status.STRUCK_DOWN})
_AROUND = timedelta(days=2 * 365)
"""The clock changes that a time zone is told with, before and after the year of the date."""


def calendar(notice: Notice) -> bytes | None:
    """A calendar of all deadlines that the notice tells of; None where it tells of none."""
    told = {alert.key: alert.deadline for alert in notice.parcel.alerts if alert.deadline is not None}
    return calendar_of(list(told.values()), (("method", "PUBLISH"),)) if told else None


def calendar_of(
    deadlines: Sequence[Deadline],
    properties: Iterable[tuple[str, Any]] = (),
    leads: Callable[[Deadline], Iterable[Lead]] = lambda _: (),
) -> bytes:
    """A calendar of these deadlines. `properties`: of the calendar itself. `leads`: how long before each one it rings."""
    from icalendar import Calendar

    built = Calendar()
    for name, value in (("prodid", PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"), *properties):
        built.add(name, value)
    for deadline in deadlines:
        built.add_component(_event(deadline, leads(deadline)))
    zones = {_zone_and_year(deadline.due) for deadline in deadlines} - {None}
    told = b"".join(_timezone(*each) for each in sorted(filter(None, zones)))
    # Time zones stand before the events that name them; each is written once for all calendars, which is most of the work.
    return bytes(built.to_ical()).replace(b"BEGIN:VEVENT", told + b"BEGIN:VEVENT", 1)


def _event(deadline: Deadline, leads: Iterable[Lead]) -> "Event":
    from icalendar import Alarm, Event

    event = Event()
    for name, value in _properties(deadline):
        event.add(name, value)
    for lead in () if deadline.closed else sorted(set(leads), key=str):
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"{topic(deadline)} {ROLES[deadline.kind].verb}")
        # The very instant: "a day before" is the same wall time of the day before, which no span of hours says over a clock change.
        alarm.add("trigger", lead.before(deadline.due))
        event.add_component(alarm)
    return event


def _properties(deadline: Deadline) -> Iterator[tuple[str, Any]]:
    yield "uid", cut(defused(deadline.key), 200)
    yield "sequence", deadline.revision
    # The instant of the revision and not of sending: a repeat is the same file.
    yield "dtstamp", deadline.learnt_at
    yield from _times(deadline.due)
    vague = "some day: " if deadline.due.precision in (Precision.MONTH, Precision.INTERVAL) else ""
    yield "summary", f"{vague}{topic(deadline)} {ROLES[deadline.kind].verb}"
    yield "description", _description(deadline)
    yield "status", _status(deadline)
    yield "transp", "TRANSPARENT"
    yield "categories", [deadline.kind.value, deadline.measure.kind.value]
    if address := link(deadline.evidence.url):
        yield "url", address


def _description(deadline: Deadline) -> str:
    """What stays true until the next revision: no time left, no next reminder."""
    evidence, role = deadline.evidence, ROLES[deadline.kind]
    words, _ = marked(evidence.quote, deadline.measure, deadline.due)
    lines = (
        due_words(deadline.due),
        f"{role.meaning}; {FIRMNESS[deadline.firmness]}",
        f"{cut(defused(evidence.source), 60)} ({rank_words(evidence.rank)}): {words}",
        f"id {cut(defused(deadline.key), 200)}, revision {deadline.revision}",
    )
    return "\n".join(lines)


def _times(due: Due) -> Iterator[tuple[str, Any]]:
    if due.clock is None:
        yield "dtstart", due.day
        yield "dtend", due.last_day + timedelta(days=1)
        return
    start = datetime.combine(due.day, due.clock, ZoneInfo(due.zone))
    yield "dtstart", start
    if due.last_day != due.day:
        yield "dtend", datetime.combine(due.last_day, due.clock, ZoneInfo(due.zone))


def _status(deadline: Deadline) -> str:
    if deadline.status in _GONE:
        return "CANCELLED"
    return "TENTATIVE" if deadline.firmness is Firmness.SAID or deadline.due.latest else "CONFIRMED"


def _zone_and_year(due: Due) -> tuple[str, int] | None:
    return None if due.clock is None or due.zone == "UTC" else (due.zone, due.day.year)


@lru_cache(maxsize=64)
def _timezone(zone: str, year: int) -> bytes:
    from icalendar import Timezone

    middle = datetime.combine(date(year, 7, 1), time())
    told = Timezone.from_tzid(zone, first_date=(middle - _AROUND).date(), last_date=(middle + _AROUND).date())
    # One RDATE a line: some readers take only the first date of a list.
    lines = told.to_ical().decode().replace("\r\n ", "").split("\r\n")
    return "\r\n".join(
        line.replace(",", "\r\nRDATE:") if line.startswith("RDATE:") else line for line in lines
    ).encode()
