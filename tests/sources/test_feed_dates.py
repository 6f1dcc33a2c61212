"""Publication dates: read for certain, or refused."""

import pytest

from monitor.sources._dates import published_at


@pytest.mark.parametrize(
    ("raw", "instant"),
    [
        ("Wed, 01 Jul 2026 23:59:00 GMT", "2026-07-01T23:59:00+00:00"),
        ("Wed, 01 Jul 2026 23:59:00 UT", "2026-07-01T23:59:00+00:00"),
        ("Wed, 01 Jul 2026 23:59:00 +0000", "2026-07-01T23:59:00+00:00"),
        ("Wed, 01 Jul 2026 23:59:00 -0400", "2026-07-02T03:59:00+00:00"),
        ("1 Jul 26 23:59 EDT", "2026-07-02T03:59:00+00:00"),
        ("Wednesday, 1 July 2026 23:59:00 EST", "2026-07-02T04:59:00+00:00"),
        ("Wed, 01 Jul 2026 23:59:00 ET", "2026-07-02T03:59:00+00:00"),
        ("Wed, 01 Jul 2026 23:59:00 CEST", "2026-07-01T21:59:00+00:00"),
        ("Wed, 01 Jul 2026 23:59:00 CET", "2026-07-01T22:59:00+00:00"),
        ("Wed, 01 Jul 2026 23:59:00 JST", "2026-07-01T14:59:00+00:00"),
        ("Wed, 01 Jul 2026 23:59:00 GMT+02:00", "2026-07-01T21:59:00+00:00"),
        ("Wed, 01 Jul 2026 23:59:00 +0200 (CEST)", "2026-07-01T21:59:00+00:00"),
        ("Wed,  01  Jul\n2026 23:59:00 Z", "2026-07-01T23:59:00+00:00"),
        ("2026-07-01T23:59:00Z", "2026-07-01T23:59:00+00:00"),
        ("2026-07-01T23:59:00.123456+02:00", "2026-07-01T21:59:00+00:00"),
        ("2026-07-01 23:59 -0400", "2026-07-02T03:59:00+00:00"),
        ("2026-07-01T23:59+05:30", "2026-07-01T18:29:00+00:00"),
    ],
)
def test_a_date_with_a_zone_is_that_instant(raw, instant):
    moment, day_only = published_at(raw, "America/New_York")
    assert moment.isoformat() == instant
    assert not day_only


@pytest.mark.parametrize(
    ("raw", "zone", "instant"),
    [
        ("2026-07-01T23:59:00", "UTC", "2026-07-01T23:59:00+00:00"),
        ("2026-07-01T23:59:00", "Europe/Brussels", "2026-07-01T21:59:00+00:00"),
        ("Wed, 01 Jul 2026 23:59:00", "America/New_York", "2026-07-02T03:59:00+00:00"),
        ("2026-11-01T01:30:00", "America/New_York", "2026-11-01T05:30:00+00:00"),
        ("2026-03-08T02:30:00", "America/New_York", "2026-03-08T06:30:00+00:00"),
        ("Wed, 01 Jul 2026 12:00:00 BST", "Europe/London", "2026-07-01T11:00:00+00:00"),
        ("Wed, 01 Jul 2026 12:00:00 IST", "Asia/Kolkata", "2026-07-01T06:30:00+00:00"),
        ("Wed, 01 Jul 2026 12:00:00 IST", "Asia/Jerusalem", None),
        ("Wed, 01 Jul 2026 12:00:00 IDT", "Asia/Jerusalem", "2026-07-01T09:00:00+00:00"),
        ("Wed, 01 Jul 2026 12:00:00 CST", "Asia/Shanghai", "2026-07-01T04:00:00+00:00"),
        ("Wed, 01 Jul 2026 12:00:00 BST", "Asia/Dhaka", None),
        ("Wed, 01 Jul 2026 12:00:00 IST", "UTC", None),
        ("Thu, 01 Jan 2026 12:00:00 BST", "Europe/London", None),
    ],
)
def test_a_date_without_a_zone_or_with_a_local_name_is_counted_where_the_source_lives(raw, zone, instant):
    moment, _ = published_at(raw, zone)
    assert (moment and moment.isoformat()) == instant


@pytest.mark.parametrize("raw", ["2026-07-01", "1 July 2026", "Wed, 01 Jul 2026"])
def test_a_day_without_a_clock_is_noon_and_says_so(raw):
    moment, day_only = published_at(raw, "America/New_York")
    assert moment.isoformat() == "2026-07-01T12:00:00+00:00"
    assert day_only


@pytest.mark.parametrize(
    "raw",
    [
        *("", "yesterday", "30 Feb 2026 10:00 GMT", "2026-02-30", "29 Feb 2026", "2026", "2026-07", "9" * 100_000),
        *("2026-07-01T24:00:00Z", "2026-07-01T23:60:00Z", "2026-07-01T23:59:60Z", "2026-07-01T23:59:00Z and more"),
        *("1782950340", "2026-W27-3", "2026-182", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", "2062-13-01"),
        *("01/07/2026", "07/01/2026 11:59 PM", "July 1, 2026 11:59 PM", "1 Juillet 2026"),
        *("Wed, 01 Jul 2026 23:59:00 +9900", "Wed, 01 Jul 2026 23:59:00 XYZ"),
    ],
)
def test_what_cannot_be_read_for_certain_is_refused(raw):
    assert published_at(raw, "UTC") == (None, False)


@pytest.mark.parametrize("day", ["01", "28", "30", "31", "00"])
@pytest.mark.parametrize("month", ["Jan", "Feb", "Dec"])
@pytest.mark.parametrize("clock", ["00:00:00", "23:59:59", "24:00:00", "12:60:00", "12:00:60"])
@pytest.mark.parametrize("zone", ["GMT", "+0000", "-0500", "+1400", "+1445", "-1500", "+0060"])
def test_a_date_as_nearly_all_write_it_is_read_as_any_other(day, month, clock, zone):
    number = {"Jan": "01", "Feb": "02", "Dec": "12"}[month]
    shift = "Z" if zone == "GMT" else f"{zone[:3]}:{zone[3:]}"
    for year in ("2026", "2099", "1999"):
        for raw in (f"Wed, {day} {month} {year} {clock} {zone}", f"{year}-{number}-{day}T{clock}{shift}"):
            # A blank before it, and it is looked at closely.
            assert published_at(raw, "UTC") == published_at(f" {raw}", "UTC")
