"""What a person says of a deadline, in the words in which it is written: instants, lengths of time, corrections."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import isfinite
from zoneinfo import ZoneInfo

from monitor.errors import ReadError, UsageError
from monitor.notify.clean import single_line
from monitor.pipeline.correct import correct as write_correction
from monitor.pipeline.learn import Learnt
from monitor.ports import Transaction
from monitor.types import Deadline, Due, Precision, Status, Watch

HIGHEST_RATE = 10_000.0
UNITS = {"m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, slots=True)
class Correcting:
    """A correction as it is written. `date`: a day in the record's zone, or an instant with its offset. None: that stays as it is."""

    by: str
    reason: str
    date: str | None = None
    status: Status | None = None
    rate: float | None = None
    revoked: bool = False


def moment(value: str) -> tuple[datetime, bool]:
    """An aware UTC instant from a day (12:00 UTC, and True) or RFC 3339 with an offset (and False). Raises ReadError."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return datetime.combine(date.fromisoformat(value), time(12), UTC), True
        parsed = datetime.fromisoformat(value)
        if parsed.tzinfo is None:
            raise ReadError(f"published {value!r} has no offset; write 2025-08-07T12:00:00Z")
        return parsed.astimezone(UTC), False
    except (ValueError, OverflowError) as error:
        raise ReadError(f"published {value!r} is neither a day nor RFC 3339") from error


def length(words: str, name: str) -> timedelta:
    """30m, 4h or 2d. `name`: what the message calls it. Raises UsageError."""
    match = re.fullmatch(r"([1-9]\d{0,4})([mhd])", words)
    if match is None:
        raise UsageError(f"{name} {words[:40]!r} is no length of time; write 30m, 4h or 2d")
    return timedelta(**{UNITS[match[2]]: int(match[1])})


def until_said(words: str, zone: str, name: str) -> datetime:
    """Until this day begins in the zone, or this instant with its offset (aware UTC). Raises UsageError."""
    try:
        instant, day_only = moment(words)
    except ReadError as error:
        raise UsageError(str(error).replace("published", name)) from error
    return datetime.combine(instant.date(), time(0), ZoneInfo(zone)).astimezone(UTC) if day_only else instant


def correct(
    tx: Transaction, record: Deadline, said: Correcting, watches: Sequence[Watch], now: datetime, *, sign: str = ""
) -> Learnt:
    """Writes the correction down and queues its alerts. `sign`: what stands before the names of fields in messages.

    Raises UsageError.
    """
    _check(said, sign)
    return write_correction(
        tx,
        record,
        watches,
        now,
        by=single_line(said.by),
        reason=said.reason.strip(),
        due=_due(said, said.date, record, sign) if said.date is not None else None,
        status=Status.REVOKED if said.revoked else said.status,
        rate_percent=said.rate,
    )


def _check(said: Correcting, sign: str) -> None:
    if said.date is None and said.status is None and said.rate is None and not said.revoked:
        raise UsageError(
            f"say what is so: {sign}date, {sign}status, {sign}rate or {sign}revoked (the date that is known already "
            "settles a doubt about it)"
        )
    if said.revoked and said.status is not None:
        raise UsageError(f"{sign}revoked is a status: leave out {sign}status")
    if not single_line(said.by) or not single_line(said.reason):
        raise UsageError(f"{sign}by and {sign}reason must say who and why")
    if said.rate is not None and not (isfinite(said.rate) and 0 <= said.rate <= HIGHEST_RATE):
        raise UsageError(f"{sign}rate {said.rate}: a rate is between 0 and {HIGHEST_RATE:g} percent")


def _due(said: Correcting, words: str, record: Deadline, sign: str) -> Due:
    """The date in the record's own zone: a day there, or an instant."""
    old, trace = record.due, f"set by {single_line(said.by)}"
    try:
        instant, day_only = moment(words)
    except ReadError as error:
        raise UsageError(str(error).replace("published", f"{sign}date")) from error
    if day_only:
        return Due(instant.date(), old.zone, inclusive=old.inclusive, trace=trace)
    if instant.second or instant.microsecond:
        raise UsageError(f"{sign}date: a deadline is told to the minute")
    return _exact(instant, old.zone, trace)


def _exact(instant: datetime, zone: str, trace: str) -> Due:
    """The instant as wall time of the zone, or of UTC where the zone's clock shows that time twice and the earlier is not meant."""
    for name in (zone, "UTC"):
        local = instant.astimezone(ZoneInfo(name))
        due = Due(local.date(), name, local.time().replace(fold=0), Precision.MINUTE, trace=trace)
        if due.opens_at == instant:
            break
    return due
