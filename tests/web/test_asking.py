"""What an address asks for, and that every view is a link."""

from datetime import UTC, date, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest

from monitor.types import MeasureKind, Status
from monitor.web.asking import Asked, AskError, asked

NOW = datetime(2026, 8, 20, 23, 30, tzinfo=UTC)


def read(query: str) -> Asked:
    return asked(parse_qsl(query, keep_blank_values=True))


def test_an_empty_form_asks_for_everything() -> None:
    assert read("text=&country=&measure=&role=&status=&watch=&start=&days=&zone=") == Asked()


def test_a_question_written_as_an_address_is_read_as_the_same_question() -> None:
    question = Asked(
        ("CA", "EU"),
        (MeasureKind.TARIFF,),
        (),
        (Status.LAPSED,),
        "Steel & co",
        "stahl ü",
        date(2026, 8, 1),
        30,
        "Asia/Tokyo",
    )
    address = question.address("/calendar.ics")
    assert address.startswith("/calendar.ics?")
    assert read(urlsplit(address).query) == question


def test_defaults_are_left_out_and_pages_begin_anew() -> None:
    assert Asked().address("/") == "/"
    assert Asked(after="2026-08-22T04:01:00+00:00 k", days=30).address("/") == "/?days=30"


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("country=Canada", "country"),
        ("country=%3Cb", "country"),
        ("measure=tarif", "measure"),
        ("role=effect", "role"),
        ("status=new", "status"),
        ("start=2026-02-30", "start"),
        ("start=0001-01-01", "start"),
        ("days=0", "days"),
        ("days=3661", "days"),
        ("days=%D9%A3", "days"),
        ("days=" + "9" * 5000, "days"),
        ("limit=201", "limit"),
        ("zone=Mars/Olympus", "zone"),
        ("zone=../../etc/passwd", "zone"),
        ("after=tomorrow", "after"),
        ("after=2026-08-22T04:01:00 k", "after"),
    ],
)
def test_what_means_nothing_is_refused_by_name(query: str, named: str) -> None:
    with pytest.raises(AskError, match=f"^{named}:"):
        read(query)


def test_days_are_counted_in_the_readers_zone() -> None:
    here, there = Asked(days=1).view(NOW, "UTC"), Asked(days=1, zone="Asia/Tokyo").view(NOW, "UTC")
    assert (here.since, here.until) == (datetime(2026, 8, 20, tzinfo=UTC), datetime(2026, 8, 21, tzinfo=UTC))
    assert (there.since, there.until) == (datetime(2026, 8, 20, 15, tzinfo=UTC), datetime(2026, 8, 21, 15, tzinfo=UTC))


def test_a_day_of_25_hours_is_a_day() -> None:
    view = Asked(start=date(2026, 10, 25), days=1).view(NOW, "Europe/Brussels")
    assert (view.until - view.since).total_seconds() == 25 * 3600


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_first_and_the_last_day_can_be_asked_for_in_every_zone(zone: str) -> None:
    for day in ("1900-01-01", "2200-12-31"):
        assert read(f"start={day}&days=3660&zone={zone}").view(NOW, "UTC").until.tzinfo is UTC
