"""Kill -9 at any moment: no alert is lost, and none is told twice, or a receiver that cannot be asked reads that it may be.

The test itself is `bench/crash.py`: real daemons on one database, and servers that fail as servers do.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

CRASH = Path(__file__).parents[2] / "bench" / "crash.py"
BOTH = ("sqlite", "postgresql")


def figures(*arguments: str) -> dict[str, int]:
    """The last line of the run."""
    run = subprocess.run(
        [sys.executable, str(CRASH), *arguments], check=False, capture_output=True, text=True, timeout=600
    )
    print(run.stdout, run.stderr)
    return {name: int(number) for name, number in re.findall(r"(\w+)=(\d+)", run.stdout.splitlines()[-1])}


def assert_nothing_went_wrong(told: dict[str, int], kills: int, alerts: int) -> None:
    assert told["kills"] == kills
    assert told["alerts"] >= alerts
    assert {name: told[name] for name in ("lost", "repeated_askable", "repeated_unmarked")} == {
        "lost": 0,
        "repeated_askable": 0,
        "repeated_unmarked": 0,
    }


def test_twenty_kills_lose_and_repeat_nothing() -> None:
    told = figures("--kills", "20", "--alerts", "150", "--database", "sqlite", "--seed", "3")
    assert_nothing_went_wrong(told, 20, 150)


@pytest.mark.parametrize("database", BOTH)
def test_sixty_kills_lose_and_repeat_nothing(database: str) -> None:
    told = figures("--kills", "60", "--alerts", "600", "--database", database, "--seed", "5")
    assert_nothing_went_wrong(told, 60, 600)


def test_two_daemons_on_one_database_lose_and_repeat_nothing() -> None:
    told = figures("--kills", "60", "--alerts", "600", "--database", "postgresql", "--daemons", "2", "--seed", "7")
    assert_nothing_went_wrong(told, 60, 600)
