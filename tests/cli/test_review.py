"""`monitor review`: what is in doubt, why, and the command that settles it."""

import json
import shlex
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from cli_room import SAID, Ask, asked, configure, hear, paper, states
from click.testing import Result
from typer.testing import CliRunner

from monitor.cli.app import app
from monitor.types import (
    DeadlineKind,
    Due,
    Firmness,
    Precision,
    Reading,
    Status,
)

MIDNIGHT = Due(date(2026, 11, 20), "America/New_York", time(0), Precision.MINUTE)
QUOTE = "until midnight on November 20 \x1b[31m[red]<b>"


def said(target: str, due: Due = MIDNIGHT, firmness: Firmness = Firmness.SIGNED, **more: object) -> Reading:
    standing = {"kind": DeadlineKind.EXPIRY, "status": Status.IN_FORCE, "firmness": firmness}
    return states(due, QUOTE, target, **(standing | more))


LEARNT = [
    (
        "CA",
        5,
        said("CA", alternatives=(replace(MIDNIGHT, day=date(2026, 11, 21)),), warnings=("midnight may be either",)),
    ),
    ("MX", 5, said("MX")),
    ("MX2", 1, said("MX", replace(MIDNIGHT, day=date(2026, 12, 1)), Firmness.SAID, status=Status.EXTENDED)),
    (
        "NO",
        1,
        said("NO", Due(date(2026, 10, 1), "Europe/Oslo", None, Precision.MONTH, date(2026, 10, 31)), confidence=0.4),
    ),
    ("SE", 5, said("SE", confidence=0.95)),
]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """The command line, with what was learnt hour by hour."""
    monkeypatch.setenv("MONITOR_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("MONITOR_CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "80")
    configure(tmp_path, "name: All")
    for hours, (name, rank, reading) in enumerate(LEARNT):
        now = SAID + timedelta(hours=hours)
        document = paper(name, now, rank, "A paper", source="press", url=f"https://press.example/{name}", text=name)
        hear(tmp_path, (document, reading, now))

    def run(*words: str) -> Result:
        return asked(*words, at="2026-07-25 12:00:00")

    return run


def rows(ask: Ask) -> dict[str, dict[str, object]]:
    return {row["targets"][0]: row for row in json.loads(ask("review", "--json").stdout)}


def test_what_is_in_doubt_is_listed_with_the_newest_first_and_the_rest_is_not(ask: Ask) -> None:
    assert list(rows(ask)) == ["NO", "MX", "CA"]
    assert len(json.loads(ask("review", "--json", "--limit", "1").stdout)) == 1


@pytest.mark.parametrize(
    ("target", "why", "words"),
    [
        ("CA", ["ambiguous", "warning"], "ambiguous: the same words can mean Sat 21 Nov 2026, 00:00 New York"),
        ("MX", ["disputed"], "disputed: 2026-12-01 according to press https://press.example/MX2:"),
        ("NO", ["confidence"], "low confidence (40%): parts of it are inferred, not written"),
    ],
)
def test_each_says_why_in_words(ask: Ask, target: str, why: list[str], words: str) -> None:
    doubts = rows(ask)[target]["doubts"]
    assert [doubt["why"] for doubt in doubts] == why  # type: ignore[attr-defined]
    assert doubts[0]["words"].startswith(words)  # type: ignore[index]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("CA", ["--date 2026-11-20T00:00:00-05:00", "--date 2026-11-21T00:00:00-05:00"]),
        ("MX", ["--date 2026-11-20T00:00:00-05:00", "--date 2026-12-01"]),
        ("NO", ["--status in_force"]),
    ],
)
def test_each_names_the_commands_that_settle_it(ask: Ask, target: str, said: list[str]) -> None:
    row = rows(ask)[target]
    assert row["settle"] == [f"monitor correct {row['key']} {each} --by NAME --reason TEXT" for each in said]


@pytest.mark.parametrize("target", ["CA", "MX", "NO"])
@pytest.mark.parametrize("choice", [0, -1])
def test_any_of_them_settles_it(ask: Ask, target: str, choice: int) -> None:
    command = rows(ask)[target]["settle"][choice]  # type: ignore[index]
    done = ask(*shlex.split(command)[1:])
    assert done.exit_code == 0, done.output
    assert target not in rows(ask)


def test_people_read_it_in_eighty_columns_and_foreign_words_command_nothing(ask: Ask) -> None:
    shown = ask("review").stdout
    prose = [line for line in shown.splitlines() if "monitor correct" not in line]
    assert max(map(len, prose)) <= 80
    assert "\x1b" not in shown
    assert "[red]<b>" in shown
    assert "--date 2026-11-21T00:00:00-05:00 --by NAME --reason TEXT" in shown, "a command is there to be copied whole"
    assert "3 in doubt" in shown


def test_nothing_in_doubt_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_DATA_DIR", str(tmp_path))
    assert "nothing to review" in CliRunner().invoke(app, ["review"]).stdout
