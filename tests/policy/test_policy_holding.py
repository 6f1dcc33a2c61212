"""What waits, how long and why: quiet hours, digests and bursts hold back nothing that cannot wait, by any clock."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from policy_timeline import a_deadline

from monitor.policy import Hold, HoldReason, held
from monitor.types import Alert, AlertReason, Digest, Due, QuietHours, Urgency

NIGHT = QuietHours(time(20), time(8))
MORNINGS = Digest((time(8, 30),))
QUIET, DIGEST, GATHERING = HoldReason.QUIET, HoldReason.DIGEST, HoldReason.GATHERING


def at(text: str) -> datetime:
    """An instant in UTC, or with its offset."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def alert(due: str = "2026-12-01", zone: str = "Europe/Berlin", **changes: Any) -> Alert:
    """The change of a deadline on the day."""
    record = replace(a_deadline(), due=Due(date.fromisoformat(due), "UTC"))
    full = Alert(AlertReason.CHANGE, "desk", (("all", "w.yaml:1"),), zone, record)
    return replace(full, **changes)


def reminder_of(**changes: Any) -> Alert:
    return alert(reason=AlertReason.REMINDER, **changes)


@pytest.mark.parametrize(
    ("what", "now", "until", "why"),
    [
        pytest.param(alert(), "2026-08-03T12:00", "2026-08-03T12:00:30", GATHERING, id="a far deadline gathers"),
        pytest.param(alert("2026-08-06"), "2026-08-03T12:00", None, None, id="one 60 hours away is told at once"),
        pytest.param(alert("2026-08-07"), "2026-08-03T12:00", "2026-08-03T12:00:30", GATHERING, id="84 hours away gathers"),
        pytest.param(
            alert(old=alert("2026-08-04").deadline), "2026-08-03T12:00", None, None, id="put off from tomorrow is told at once"
        ),
        pytest.param(alert(urgency=Urgency.CRITICAL, quiet=NIGHT, digest=MORNINGS), "2026-08-03T23:00", None, None, id="critical"),
        pytest.param(alert(quiet=NIGHT), "2026-08-03T19:00", "2026-08-04T06:00", QUIET, id="quiet in the evening"),
        pytest.param(alert(quiet=NIGHT), "2026-08-03T03:00", "2026-08-03T06:00", QUIET, id="quiet after midnight"),
        pytest.param(alert(quiet=NIGHT), "2026-08-03T06:00", "2026-08-03T06:00:30", GATHERING, id="quiet hours have just ended"),
        pytest.param(alert(quiet=QuietHours(time(12), time(13))), "2026-08-03T10:30", "2026-08-03T11:00", QUIET, id="at noon"),
        pytest.param(alert("2026-08-04", quiet=NIGHT), "2026-08-03T19:00", None, None, id="due before quiet hours end"),
        pytest.param(
            alert("2026-08-05", quiet=NIGHT), "2026-08-03T19:00", "2026-08-04T06:00", QUIET, id="due after quiet hours end"
        ),
        pytest.param(alert(digest=MORNINGS), "2026-08-03T06:00", "2026-08-03T06:30", DIGEST, id="today's digest"),
        pytest.param(alert(digest=MORNINGS), "2026-08-03T07:00", "2026-08-04T06:30", DIGEST, id="tomorrow's digest"),
        pytest.param(
            alert(digest=Digest((time(9), time(16)), (0,))), "2026-08-05T07:00", "2026-08-10T07:00", DIGEST, id="Mondays"
        ),
        pytest.param(
            alert("2026-08-12", digest=Digest((time(9),), (0,))), "2026-08-05T07:00", "2026-08-05T07:00:30", GATHERING,
            id="two days after the digest is too close to wait for it",
        ),
        pytest.param(
            reminder_of(digest=MORNINGS, next_at=at("2026-08-04T05:00")), "2026-08-03T07:00", "2026-08-03T07:00:30", GATHERING,
            id="its next reminder would come before the digest",
        ),
        pytest.param(
            alert(digest=Digest((time(7),)), quiet=NIGHT), "2026-08-03T03:00", "2026-08-03T06:00", DIGEST,
            id="a digest in quiet hours comes when they end",
        ),
        pytest.param(
            alert("2026-08-01", digest=MORNINGS), "2026-08-03T07:00", "2026-08-04T06:30", DIGEST, id="a date gone by can wait"
        ),
    ],
)  # fmt: skip
def test_what_waits_and_until_when(what: Alert, now: str, until: str | None, why: HoldReason | None) -> None:
    expected = None if until is None or why is None else Hold(at(until), why)
    assert held(what, at(now)) == expected


@pytest.mark.parametrize(
    ("quiet", "zone", "now", "until"),
    [
        pytest.param(NIGHT, "Europe/Berlin", "2026-03-28T22:00+01:00", "2026-03-29T08:00+02:00", id="a short night in March"),
        pytest.param(NIGHT, "Europe/Berlin", "2026-10-24T22:00+02:00", "2026-10-25T08:00+01:00", id="a long night in October"),
        pytest.param(NIGHT, "America/New_York", "2026-03-07T22:00-05:00", "2026-03-08T08:00-04:00", id="New York in March"),
        pytest.param(
            QuietHours(time(22), time(2, 30)), "Europe/Berlin", "2026-03-29T01:00+01:00", "2026-03-29T03:30+02:00",
            id="an end that the clocks leap over comes after the leap",
        ),
        pytest.param(
            QuietHours(time(22), time(2, 30)), "Europe/Berlin", "2026-10-25T01:00+02:00", "2026-10-25T02:30+02:00",
            id="an end that comes twice is the first one",
        ),
        pytest.param(
            QuietHours(time(22), time(2, 30)), "Europe/Berlin", "2026-10-25T02:15+01:00", None,
            id="in the hour that comes again quiet hours are over",
        ),
    ],
)  # fmt: skip
def test_quiet_hours_end_by_the_clock_on_the_wall(quiet: QuietHours, zone: str, now: str, until: str | None) -> None:
    hold = held(alert(zone=zone, quiet=quiet), at(now))
    assert hold is not None
    assert hold == (Hold(at(until), QUIET) if until else Hold(at(now) + timedelta(seconds=30), GATHERING))


@pytest.mark.parametrize(
    ("now", "slot"),
    [("2026-03-28T12:00+01:00", "2026-03-29T08:30+02:00"), ("2026-10-24T12:00+02:00", "2026-10-25T08:30+01:00")],
)
def test_digests_come_by_the_clock_on_the_wall(now: str, slot: str) -> None:
    assert held(alert(digest=MORNINGS), at(now)) == Hold(at(slot), DIGEST)


def test_every_minute_of_a_year_with_quiet_hours_waits_less_than_a_day_and_never_backwards() -> None:
    what = alert("2028-01-01", quiet=QuietHours(time(1, 30), time(2, 30)), digest=Digest((time(2, 30),), (5, 6)))
    now = at("2026-01-01T00:00")
    while now < at("2027-01-01"):
        for each in (what, replace(what, digest=None)):
            hold = held(each, now)
            assert hold is not None
            assert timedelta() < hold.until - now <= timedelta(days=7)
        now += timedelta(minutes=67)
