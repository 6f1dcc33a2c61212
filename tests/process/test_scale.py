"""Several machines in small: processes die and PostgreSQL is stopped; no slot is missed or doubled, nothing is lost or told twice.

The test itself is `bench/scale.py`: a scheduler that leads, one that stands by, and workers, as processes of their own.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pgqueuer", reason="the extra scale is not installed")

SCALE = Path(__file__).parents[2] / "bench" / "scale.py"


@pytest.mark.slow
def test_deaths_and_stops_miss_double_lose_and_repeat_nothing() -> None:
    small = ["--feeds", "200", "--cadence", "60", "--minutes", "1", "--kill-every", "15", "--stops", "1"]
    run = subprocess.run([sys.executable, str(SCALE), *small], check=False, capture_output=True, text=True, timeout=900)
    print(run.stdout, run.stderr)
    told = {name: int(number) for name, number in re.findall(r"(\w+)=(\d+)", run.stdout.splitlines()[-1])}
    recovery = told.pop("recovery_s")
    assert told == {"slots_missed": 0, "slots_doubled": 0, "lost": 0, "repeated": 0}
    assert recovery < 60
