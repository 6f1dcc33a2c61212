"""What the table of deadlines says of the time left, at a clock that stands still."""

import json
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from cli_room import duty
from freezegun import freeze_time
from typer.testing import CliRunner

from monitor.cli.app import app
from monitor.store import open_store
from monitor.types import (
    Change,
    ChangeReason,
    Due,
    Precision,
)

LEARNT = datetime(2026, 7, 20, 21, tzinfo=UTC)
DUE = Due(date(2026, 8, 22), "America/New_York", time(0, 1), Precision.MINUTE)
DUTY = duty("us-tariff-ca-effective", DUE, LEARNT)


@pytest.fixture(autouse=True)
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that knows one duty."""
    monkeypatch.setenv("MONITOR_DATA_DIR", str(tmp_path))
    store = open_store(f"sqlite:///{tmp_path}/monitor.db")
    with store.begin() as tx:
        tx.save_change(Change(ChangeReason.NEW, DUTY, None, LEARNT), DUE.opens_at, LEARNT)
    store.close()


@pytest.mark.parametrize(
    ("now", "left"),
    [
        ("2026-08-15 04:01:00", "7 d"),
        ("2026-08-20 04:01:00", "48 h"),
        ("2026-08-22 00:01:00", "4 h"),
        ("2026-08-22 03:59:00", "2 min"),
        ("2026-08-22 04:02:00", "-"),
    ],
)
def test_the_time_left_is_told_in_its_largest_unit(now: str, left: str) -> None:
    with freeze_time(now):
        shown = CliRunner().invoke(app, ["deadlines"])
    assert f" {left} " in shown.stdout


@pytest.mark.parametrize(("days", "found"), [("3", 0), ("30", 1)])
def test_only_what_is_due_soon_is_listed_on_demand(days: str, found: int) -> None:
    with freeze_time("2026-08-01 12:00:00"):
        shown = CliRunner().invoke(app, ["deadlines", "--days", days, "--json"])
    assert len(json.loads(shown.stdout)) == found
