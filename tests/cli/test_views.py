"""What `deadlines --as-of` and `history` show of a record that lived through much."""

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from cli_room import SAID, Ask, asked, database, hear, paper, states
from click.testing import Result

from monitor.errors import UsageError
from monitor.store import open_store
from monitor.types import (
    Due,
    Firmness,
    Precision,
    Reading,
    Status,
)

KEY = "us-tariff-ca-effective-2026-08"
HOSTILE = "Duties <b>now</b> \x1b[31m[red]on[/red] Canada"


def says(day: int, status: Status = Status.ANNOUNCED, firmness: Firmness = Firmness.SIGNED, **more: object) -> Reading:
    due = Due(date(2026, 8, day), "America/New_York", time(0, 1), Precision.MINUTE, trace="2026-07-20 + 30 days")
    quote = f"effective on August {day}, 2026"
    return states(due, quote, status=status, firmness=firmness, confidence=0.75, **more)


@pytest.fixture(autouse=True)
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An order known the next day, a newspaper that errs, and a proclamation that moves the duty."""
    monkeypatch.setenv("MONITOR_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "80")
    gazette, proclamation = SAID + timedelta(days=2), SAID + timedelta(days=29)
    hear(
        tmp_path,
        (paper("order", SAID, 5, HOSTILE), says(19), SAID + timedelta(days=1)),
        (paper("gazette", gazette, 1, "A paper"), says(25, firmness=Firmness.SAID), gazette),
        (paper("proclamation", proclamation, 5, "Amending"), says(22, Status.EXTENDED), proclamation),
    )


@pytest.fixture
def ask() -> Ask:
    def run(*words: str) -> Result:
        return asked(*words, at="2026-08-20 12:00:00")

    return run


@pytest.mark.parametrize(
    ("as_of", "dates"),
    [
        ("2026-07-20", []),
        ("2026-07-21", ["2026-08-19T00:01:00-04:00"]),
        ("2026-07-21T20:59:59Z", []),
        ("2026-07-21T23:00:00+02:00", ["2026-08-19T00:01:00-04:00"]),
        ("2026-08-18", ["2026-08-22T00:01:00-04:00"]),
        ("2026-08-20", ["2026-08-22T00:01:00-04:00"]),
    ],
)
def test_deadlines_are_listed_as_they_were_known_at_the_end_of_a_day_or_at_an_instant(
    ask: Ask, as_of: str, dates: list[str]
) -> None:
    shown = ask("deadlines", "--as-of", as_of, "--json")
    assert [row["date"] for row in json.loads(shown.stdout)] == dates


def test_days_and_the_time_left_are_counted_from_that_day(ask: Ask) -> None:
    assert json.loads(ask("deadlines", "--as-of", "2026-07-21", "--days", "10", "--json").stdout) == []
    shown = ask("deadlines", "--as-of", "2026-08-15", "--days", "10").stdout
    assert "as known on Sat 15 Aug 2026, 23:59 UTC" in shown
    assert " 3 d " in shown


def test_other_filters_hold_for_that_day_too(ask: Ask) -> None:
    assert len(json.loads(ask("deadlines", "--as-of", "2026-08-15", "--country", "CA", "--json").stdout)) == 1
    assert json.loads(ask("deadlines", "--as-of", "2026-08-15", "--country", "MX", "--json").stdout) == []
    assert "no deadlines" in ask("deadlines", "--as-of", "2020-01-01").stdout


@pytest.mark.parametrize(
    ("as_of", "words"),
    [
        ("2026-08-21", "lies ahead"),
        ("2026-08-20T12:00:01Z", "lies ahead"),
        ("2026-08-01T10:00", "has no offset"),
        ("soon", "neither a day nor RFC 3339"),
        ("9999-12-31", "lies ahead"),
    ],
)
def test_a_day_ahead_or_no_day_is_a_wrong_use(ask: Ask, as_of: str, words: str) -> None:
    error = ask("deadlines", "--as-of", as_of).exception
    assert isinstance(error, UsageError)
    assert words in str(error)
    assert "published" not in str(error)


def test_history_tells_what_was_said_when_and_when_we_learnt_it(ask: Ask) -> None:
    shown = ask("history", KEY).stdout
    for words in (
        "US 50% tariff on Canada begins",
        "said       Mon 20 Jul 2026, 21:00 UTC",
        "learnt     Tue 21 Jul 2026, 21:00 UTC, 24 h later",
        '"effective on August 19, 2026"',
        "order (legal instrument)",
        "https://order.example/1",
        "reckoned   2026-07-20 + 30 days",
        "DISPUTED",
        "disputed: 2026-08-25 according to gazette",
        "MOVED LATER  Sat 22 Aug 2026, 00:01 New York",
        "date: was Wed 19 Aug 2026, 00:01 New York; now Sat 22 Aug 2026",
        "taken for this deadline because: the same issuer (US) and targets",
        "certainty  75%",
    ):
        assert words in shown


def test_history_keeps_to_eighty_columns_and_foreign_words_command_nothing(ask: Ask) -> None:
    shown = ask("history", KEY).stdout
    assert max(map(len, shown.splitlines())) <= 80
    assert "\x1b" not in shown
    assert "<b>now</b>" in shown
    assert "[red]on[/red]" in shown


def test_history_for_programs_has_both_times_the_rank_and_the_reason_of_the_match(ask: Ask) -> None:
    first, disputed, moved = json.loads(ask("history", KEY, "--json").stdout)
    assert (first["said_at"], first["learnt_at"]) == ("2026-07-20T21:00:00Z", "2026-07-21T21:00:00Z")
    assert (first["rank"], first["rank_words"], first["document"]) == (5, "legal instrument", "order")
    assert (first["because"], first["previous"], first["trace"]) == (None, None, "2026-07-20 + 30 days")
    assert (disputed["reason"], len(disputed["warnings"])) == ("disputed", 1)
    assert (moved["previous"], moved["date"]) == ("2026-08-19T00:01:00-04:00", "2026-08-22T00:01:00-04:00")
    assert moved["because"].startswith("the same issuer (US) and targets (CA)")
    assert [row["withdrawn"] for row in (first, disputed, moved)] == [False] * 3


def test_what_the_clock_brought_names_no_publisher(ask: Ask, tmp_path: Path) -> None:
    from monitor.pipeline import clock

    store = open_store(database(tmp_path))
    with store.begin() as tx:
        clock.turn(tx, (), datetime(2026, 8, 22, 5, 1, tzinfo=UTC))
    store.close()
    last = ask("history", KEY).stdout.split("NOW IN FORCE")[1]
    assert "by the calendar and not by a new" in last
    assert "source" not in last
    assert json.loads(ask("history", KEY, "--json").stdout)[-1]["said_at"] is None


def test_a_wrong_key_is_answered_with_near_ones(ask: Ask) -> None:
    error = ask("history", KEY.replace("effective", "efective")).exception
    assert isinstance(error, UsageError)
    assert f"near: {KEY}" in str(error)
