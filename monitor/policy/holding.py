"""When an alert may go out: at once, after a moment in which others gather, with the next digest, or when quiet hours end. **Pure.**"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from monitor.types import Alert, AlertReason, Digest, Due, QuietHours, Urgency, utc

GATHER = timedelta(seconds=30)
"""How long an alert waits for others that can go in the same message."""
IMMINENT = timedelta(hours=72)
"""A deadline nearer than this is told at once, and by itself."""
DIGEST_DAYS = 8
"""Within so many days there is one of every weekday."""


class HoldReason(StrEnum):
    """Why an alert waits, in the words in which it is shown."""

    GATHERING = "gathering"
    DIGEST = "digest"
    QUIET = "quiet hours"


@dataclass(frozen=True, slots=True)
class Hold:
    """An alert waits. `until`: aware UTC."""

    until: datetime
    why: HoldReason


def held(alert: Alert, now: datetime) -> Hold | None:
    """How long the alert waits when it is queued at `now` (aware UTC); None: not at all.

    What is critical waits for nothing. A digest holds back nothing whose deadline, or whose next reminder, would come too
    close; quiet hours nothing whose deadline falls before they end.
    """
    now = utc(now)
    if alert.urgency is Urgency.CRITICAL or alert.reason is AlertReason.TEST:
        return None
    if (slot := _next_digest(alert, now)) is not None:
        return Hold(_quiet_until(alert, slot) or slot, HoldReason.DIGEST)
    if (ends := _quiet_until(alert, now)) is not None:
        return Hold(ends, HoldReason.QUIET)
    return None if imminent(alert, now) else Hold(now + GATHER, HoldReason.GATHERING)


def imminent(alert: Alert, now: datetime) -> bool:
    """Is a date that it tells of, new or old, still ahead and less than IMMINENT away?"""
    ahead = _nearest(alert, now)
    return ahead is not None and ahead - now < IMMINENT


def _nearest(alert: Alert, now: datetime) -> datetime | None:
    """The first of its dates that is still ahead: readers may count on the old one."""
    dues = (told.due for told in (alert.deadline, alert.old) if told is not None)
    return min((at for due in dues if (at := _ahead(due, now)) is not None), default=None)


def _ahead(due: Due, now: datetime) -> datetime | None:
    """When it can fall first, or last where it has begun; None when it is over."""
    opens = due.opens_at
    if opens > now or due.latest is None:
        return opens if opens > now else None
    return due.closes_at if due.closes_at > now else None


def _next_digest(alert: Alert, now: datetime) -> datetime | None:
    """The next digest, unless the alert cannot wait for it."""
    if alert.digest is None:
        return None
    slot = _slot_after(alert.digest, now, ZoneInfo(alert.zone))
    ahead = _nearest(alert, now)
    if slot is None or (ahead is not None and ahead - slot < IMMINENT):
        return None
    return None if alert.next_at is not None and now < alert.next_at <= slot else slot


def _slot_after(digest: Digest, now: datetime, zone: ZoneInfo) -> datetime | None:
    today = now.astimezone(zone).date()
    slots = [
        instant(day, clock, zone)
        for day in (today + timedelta(days=n) for n in range(DIGEST_DAYS))
        if day.weekday() in digest.weekdays
        for clock in digest.at
    ]
    return min((slot for slot in slots if slot > now), default=None)


def _quiet_until(alert: Alert, at: datetime) -> datetime | None:
    """When the quiet hours end in which the instant lies; None outside them, and for what cannot wait so long."""
    if alert.quiet is None or (ends := quiet_end(alert.quiet, at, ZoneInfo(alert.zone))) is None:
        return None
    ahead = _nearest(alert, at)
    return None if ahead is not None and ahead <= ends else ends


def quiet_end(quiet: QuietHours, at: datetime, zone: ZoneInfo) -> datetime | None:
    """When the quiet hours around the instant end (UTC); None when it lies outside them."""
    local = at.astimezone(zone)
    clock = local.time().replace(fold=0)
    over_midnight = quiet.end < quiet.start
    if not (quiet.start <= clock or clock < quiet.end if over_midnight else quiet.start <= clock < quiet.end):
        return None
    tomorrow = over_midnight and clock >= quiet.start
    ends = instant(local.date() + timedelta(days=1) if tomorrow else local.date(), quiet.end, zone)
    # In an hour that the clocks go through twice they ended the first time.
    return ends if ends > at else None


def instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The wall time as an instant (UTC): the first of two, and where the clocks leap over it, as long after the leap."""
    return datetime.combine(day, clock, zone).astimezone(UTC)
