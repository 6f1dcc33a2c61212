"""When a source is ill enough to be told of, and for which instant the weekly word is due."""

from datetime import UTC, datetime, time, timedelta

import pytest

from monitor.policy.ailing import Ailment, faults
from monitor.policy.service import falls_ill, is_well_again, last_due, service_alerts
from monitor.types import Digest, Service, Source, SourceState

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OFAC = Source("ofac", "https://ofac.example/feed")


def state(**fields: object) -> SourceState:
    return SourceState("ofac", NOW, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("known", "gap", "ill"),
    [
        ({"failures": 40, "last_ok_at": NOW - DAY}, None, [Ailment.FAILING]),
        ({"failures": 40, "last_ok_at": NOW - 23 * HOUR}, None, []),
        ({"failures": 0, "last_ok_at": NOW - 3 * DAY}, None, []),
        ({"failures": 29}, None, [Ailment.FAILING]),
        ({"failures": 28}, None, []),
        ({"last_item_at": NOW - 25 * HOUR}, 5 * HOUR, [Ailment.SILENT]),
        ({"last_item_at": NOW - 24 * HOUR}, 5 * HOUR, []),
        ({"last_item_at": NOW - 11 * HOUR}, HOUR, []),
        ({"last_item_at": NOW - 12 * HOUR}, HOUR, [Ailment.SILENT]),
        ({"last_item_at": NOW - 90 * DAY}, None, []),
        ({"last_item_at": NOW - 9 * DAY, "failures": 40, "last_ok_at": NOW - DAY}, DAY, list(Ailment)),
    ],
)
def test_a_source_is_ill(known: dict[str, object], gap: timedelta | None, ill: list[Ailment]) -> None:
    assert [fault.ailment for fault in faults(OFAC, state(**known), NOW, gap)] == ill


def test_a_source_that_is_not_polled_is_never_ill() -> None:
    idle = Source("ofac", "https://ofac.example/feed", enabled=False)
    assert list(faults(idle, state(failures=99), NOW)) == []


def test_one_illness_has_one_name_and_its_end_another() -> None:
    first, later = (
        next(iter(faults(OFAC, state(failures=n, last_ok_at=NOW - DAY, error="answered 503"), NOW + n * HOUR)))
        for n in (30, 40)
    )
    assert falls_ill("ofac", first).occasion == falls_ill("ofac", later).occasion
    assert falls_ill("ofac", first).occasion == "source-failing:ofac:20261121T120000Z"
    assert (
        is_well_again("ofac", "failing", first.since, NOW).occasion == "source-well-after-failing:ofac:20261121T120000Z"
    )
    (alert,) = service_alerts(falls_ill("ofac", first), Service(("desk", "desk")))
    assert alert.id == "source-failing:ofac:20261121T120000Z:service:desk"


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-23T08:00", "2026-11-23T08:00"),
        ("2026-11-23T07:59", "2026-11-16T08:00"),
        ("2026-11-29T23:00", "2026-11-23T08:00"),
        ("2026-10-26T08:00", "2026-10-26T08:00"),
        ("2026-10-26T07:00", "2026-10-19T07:00"),
    ],
)
def test_the_weekly_word_is_due_at_the_wall_time_of_its_zone(now: str, due: str) -> None:
    monday = Digest((time(9),), (0,))
    at = last_due(monday, "Europe/Brussels", datetime.fromisoformat(now).replace(tzinfo=UTC))
    assert at == datetime.fromisoformat(due).replace(tzinfo=UTC)
