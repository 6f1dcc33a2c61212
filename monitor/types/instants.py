"""Dates as texts give them, and the instants they stand for. **Pure.**"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from monitor.types.names import Precision


def utc(moment: datetime) -> datetime:
    """The same instant in UTC. Raises ValueError for a naive datetime."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone")
    return moment.astimezone(UTC)


def _earlier(local: datetime) -> datetime:
    """A wall time that happens twice, or never, is read as the earlier instant: too early is safe, too late is not."""
    return min(local.replace(fold=0).astimezone(UTC), local.replace(fold=1).astimezone(UTC))


@dataclass(frozen=True, slots=True)
class Due:
    """A date as the text gave it, counted in `zone` (IANA name).

    `clock` is local wall time, None when the text names none. `latest` is the last day of an interval or month.
    `inclusive`: the day itself still counts ("until 31 July"); it has no meaning beside a clock.
    `trace`: the rule and the arithmetic in words.
    """

    day: date
    zone: str
    clock: time | None = None
    precision: Precision = Precision.DAY
    latest: date | None = None
    inclusive: bool = False
    trace: str = ""

    @property
    def last_day(self) -> date:
        """The last calendar day on which it can fall."""
        return self.latest or self.day

    @property
    def opens_at(self) -> datetime:
        """The first instant (UTC) at which it can fall: what reminders count towards."""
        return self._instant(self.day)

    @property
    def closes_at(self) -> datetime:
        """The last instant (UTC) at which it can fall: when the clock may call it past. Equal to `opens_at` for a point in time."""
        return self._instant(self.last_day)

    @property
    def last_full_day(self) -> date | None:
        """The last calendar day that lies wholly before the instant; None where the text gives no day."""
        if self.precision in (Precision.MONTH, Precision.INTERVAL):
            return None
        if self.inclusive or (self.clock is not None and self.clock >= time(23, 59)):
            return self.day
        return self.day - timedelta(days=1)

    def day_of(self, instant: datetime) -> date:
        """The calendar day of an aware instant in the zone in which this date is counted."""
        return instant.astimezone(ZoneInfo(self.zone)).date()

    def _instant(self, day: date) -> datetime:
        return _opening(day, self.clock, self.zone, self.inclusive)

    def same_as(self, other: "Due") -> bool:
        """Do both name the same date, as far as the coarser of them says?"""
        if Precision.MONTH in (self.precision, other.precision) or Precision.INTERVAL in (
            self.precision,
            other.precision,
        ):
            return self.day <= other.last_day and other.day <= self.last_day
        if self.clock is None or other.clock is None:
            return self.day == other.day
        return self.opens_at == other.opens_at


@lru_cache(maxsize=8192)
def _opening(day: date, clock: time | None, zone: str, inclusive: bool) -> datetime:
    if clock is None and inclusive:
        day += timedelta(days=1)
    return _earlier(datetime.combine(day, clock or time(0), ZoneInfo(zone)))


@dataclass(frozen=True, slots=True)
class Lead:
    """How long before a deadline a reminder is due.

    `days` are calendar days at the same wall time in the deadline's zone; `hours` are exact. 24h and 1d differ over a clock change.
    """

    days: int = 0
    hours: int = 0

    def before(self, due: Due) -> datetime:
        """The instant (UTC) of the reminder."""
        moment = due.opens_at
        if self.days:
            local = moment.astimezone(ZoneInfo(due.zone)).replace(tzinfo=None) - timedelta(days=self.days)
            moment = _earlier(local.replace(tzinfo=ZoneInfo(due.zone)))
        return moment - timedelta(hours=self.hours)

    @property
    def iso(self) -> str:
        """ISO 8601 duration: P7D, PT48H."""
        return f"P{self.days}D" if self.days else f"PT{self.hours}H"

    def __str__(self) -> str:
        return f"{self.days}d" if self.days else f"{self.hours}h"
