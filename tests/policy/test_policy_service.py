"""What is told of an ill source, and for which instant the weekly word is due."""

from datetime import UTC, datetime, time, timedelta

import pytest

from monitor.policy.service import falls_ill, is_well_again, last_due, service_alerts
from monitor.types import Ailment, Digest, Service

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize("ailment", Ailment)
def test_every_illness_has_a_headline_of_its_own_and_says_what_it_is_of(ailment: Ailment) -> None:
    note = falls_ill("ofac", ailment, "gave 2 answers in a row without any items", NOW)
    assert note.headline.startswith(f"SOURCE {ailment.upper()}: ofac ")
    assert ("What", "gave 2 answers in a row without any items") in note.rows
    others = {falls_ill("ofac", other, "", NOW).headline.rpartition("ofac")[2] for other in Ailment if other != ailment}
    assert note.headline.rpartition("ofac")[2] not in others


def test_one_illness_has_one_name_and_its_end_another() -> None:
    first, later = (falls_ill("ofac", Ailment.FAILING, f"failed {n} times", NOW - DAY) for n in (30, 40))
    assert first.occasion == later.occasion == "source-failing:ofac:20261121T120000Z"
    ended = is_well_again("ofac", "failing", NOW - DAY, NOW)
    assert ended.occasion == "source-well-after-failing:ofac:20261121T120000Z"
    assert falls_ill("ofac", Ailment.FAILING, "again", NOW).occasion != first.occasion, "another beginning"
    (alert,) = service_alerts(first, Service(("desk", "desk")))
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
