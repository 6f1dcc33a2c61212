"""A backup a night: when it is made, what is kept, what a failure leaves."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.errors import StoreError
from monitor.pipeline.nightly import Nightly

EVENING = datetime(2026, 8, 1, 22, tzinfo=UTC)


@pytest.fixture
def nightly(tmp_path: Path, migrated_file: Path) -> Nightly:
    (tmp_path / "monitor.db").write_bytes(migrated_file.read_bytes())
    return Nightly(f"sqlite:///{tmp_path}/monitor.db", tmp_path / "backups", 3)


def look(nightly: Nightly, now: datetime) -> str | None:
    made = asyncio.run(nightly.look(now, lambda: False))
    return made.name if made else None


def test_one_is_made_each_night_at_three(nightly: Nightly) -> None:
    assert look(nightly, EVENING) == "monitor-2026-08-01.db"
    assert look(nightly, EVENING + timedelta(hours=4, minutes=59)) is None
    assert look(nightly, EVENING + timedelta(hours=5)) == "monitor-2026-08-02.db"
    assert look(nightly, EVENING + timedelta(hours=6)) is None


def test_the_last_few_are_kept_and_those_made_by_hand_are_nobodys(nightly: Nightly) -> None:
    nightly.folder.mkdir()
    (nightly.folder / "monitor-20260701T120000Z.db").touch()
    for day in range(5):
        look(nightly, EVENING + timedelta(days=day))
    assert sorted(path.name for path in nightly.folder.iterdir()) == [
        "monitor-2026-08-03.db",
        "monitor-2026-08-04.db",
        "monitor-2026-08-05.db",
        "monitor-20260701T120000Z.db",
    ]


def test_a_failure_is_told_and_drops_no_older_one(nightly: Nightly, tmp_path: Path) -> None:
    for day in range(3):
        look(nightly, EVENING + timedelta(days=day))
    (tmp_path / "monitor.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 9000)
    with pytest.raises(StoreError, match="damaged"):
        look(nightly, EVENING + timedelta(days=3))
    assert len(list(nightly.folder.iterdir())) == 3
