"""`monitor ack`, `snooze`, `mute`, `wrong`: what they write down, what they tell, how they refuse, and where it is shown."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from cli_room import duty
from click.testing import Result
from freezegun import freeze_time
from typer.testing import CliRunner

from monitor.cli.app import app
from monitor.errors import MonitorError, UsageError
from monitor.store import open_store
from monitor.types import (
    Alert,
    AlertReason,
    Change,
    ChangeReason,
    Due,
    Lead,
    Precision,
)

KEY = "us-tariff-ca-effective-2026-11"
OTHER = "us-tariff-mx-effective-2026-11"
SAID = datetime(2026, 11, 1, 12, tzinfo=UTC)
DUE = Due(date(2026, 11, 19), "America/New_York", time(0, 1), Precision.MINUTE)
DUTY = duty(KEY, DUE, SAID)
WAITING = Alert(AlertReason.REMINDER, "desk", (("Canada", "w.yaml:1"),), "UTC", DUTY, lead=Lead(days=7))

Ask = Callable[..., Result]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """The command line, with two duties and a reminder of the first that waits; it is noon of 10 November unless said otherwise."""
    monkeypatch.setenv("MONITOR_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("MONITOR_DATABASE_URL", raising=False)
    store = open_store(f"sqlite:///{tmp_path}/monitor.db")
    with store.begin() as tx:
        for deadline in (DUTY, replace(DUTY, key=OTHER, measure=replace(DUTY.measure, targets=("MX",)))):
            tx.save_change(Change(ChangeReason.NEW, deadline, None, SAID), DUE.closes_at, SAID)
        tx.enqueue([WAITING], SAID)
    store.close()

    def run(*words: str, at: str = "2026-11-10 12:00:00") -> Result:
        with freeze_time(at):
            return CliRunner().invoke(app, list(words))

    return run


def said(ask: Ask, *words: str, **at: str) -> dict[str, object]:
    done = ask(*words, "--by", "Ada", "--json", **at)
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    assert isinstance(answer, dict)
    return answer


def test_an_acknowledgement_withdraws_the_reminders_that_wait(ask: Ask) -> None:
    answer = said(ask, "ack", KEY, "--note", "filed on Friday")
    assert answer == {
        "key": KEY,
        "mark": "acknowledged",
        "by": "Ada",
        "at": "2026-11-10T12:00:00Z",
        "until": None,
        "note": "filed on Friday",
        "lifted": False,
        "shortened": False,
        "withdrawn": 1,
        "settle": None,
    }
    assert [row["state"] for row in json.loads(ask("alerts", "--json").stdout)] == ["superseded"]


def test_as_much_of_the_key_as_no_other_shares_is_enough(ask: Ask) -> None:
    assert said(ask, "ack", "us-tariff-c")["key"] == KEY
    assert [row["key"] for row in json.loads(ask("history", "us-tariff-m", "--json").stdout)] == [OTHER]


@pytest.mark.parametrize(
    ("words", "until", "shortened"),
    [
        (("snooze", KEY), "2026-11-11T12:00:00Z", False),
        (("snooze", KEY, "--for", "4h"), "2026-11-10T16:00:00Z", False),
        (("snooze", KEY, "--until", "2026-11-12"), "2026-11-12T00:00:00Z", False),
        (("snooze", KEY, "--until", "2026-11-12T09:00:00-05:00"), "2026-11-12T14:00:00Z", False),
        (("snooze", KEY, "--for", "30d"), "2026-11-19T01:01:00Z", True),
        (("mute", KEY), "2026-11-17T12:00:00Z", False),
        (("mute", KEY, "--for", "90d"), "2027-02-08T12:00:00Z", False),
    ],
)
def test_a_snooze_and_a_mute_end_and_say_when(ask: Ask, words: tuple[str, ...], until: str, shortened: bool) -> None:
    answer = said(ask, *words)
    assert (answer["until"], answer["shortened"]) == (until, shortened)


def test_people_read_what_follows(ask: Ask) -> None:
    shown = ask("snooze", KEY, "--for", "30d", "--by", "Ada").stdout
    assert "US 50% tariff on Canada begins: snoozed" in shown
    assert "shorter than asked: no snooze passes a date without a warning, this one comes 4 h before" in " ".join(
        shown.split()
    )
    shown = " ".join(ask("mute", KEY, "--for", "20d", "--by", "Ada").stdout.split())
    assert "till then nothing is told, changes neither; after that, what changed" in shown
    assert "7 days unless said otherwise, 90 at most" in shown
    assert "caution the date falls into the mute: nobody will be warned of it" in shown
    shown = " ".join(ask("wrong", KEY, "--by", "Ada").stdout.split())
    assert f"to mend monitor correct {KEY} --date DATE --by NAME --reason TEXT" in shown


def test_a_wrong_date_stands_in_the_review_and_changes_nothing(ask: Ask) -> None:
    before = json.loads(ask("deadlines", "--json").stdout)
    answer = said(ask, "wrong", KEY, "--note", "the annex says 26")
    (row,) = json.loads(ask("review", "--json").stdout)
    assert row["doubts"] == [
        {
            "why": "wrong",
            "words": "said to be wrong by Ada on Tue 10 Nov 2026, 12:00 UTC: the annex says 26",
            "date": None,
        }
    ]
    assert row["settle"] == [
        f"monitor correct {KEY} --date 2026-11-19T00:01:00-05:00 --by NAME --reason TEXT",
        answer["settle"],
    ]
    after = json.loads(ask("deadlines", "--json").stdout)
    assert [{**row, "marks": []} for row in after] == before
    assert "said to be wrong by Ada" in ask("review").stdout
    said(ask, "wrong", KEY, "--lift", at="2026-11-10 13:00:00")
    assert json.loads(ask("review", "--json").stdout) == []


def test_lists_and_history_show_what_was_said(ask: Ask) -> None:
    said(ask, "ack", KEY)
    said(ask, "mute", KEY, at="2026-11-10 13:00:00")
    at = "2026-11-10 14:00:00"
    rows = json.loads(ask("deadlines", "--json", at=at).stdout)
    assert [[mark["mark"] for mark in row["marks"]] for row in rows] == [["muted", "acknowledged"], []]
    assert "muted to 17 Nov; acknowledged" in ask("deadlines", at=at).stdout
    (row,) = json.loads(ask("history", KEY, "--json", at=at).stdout)
    assert [mark["mark"] for mark in row["marks"]] == ["acknowledged", "muted"]
    shown = " ".join(ask("history", KEY, at=at).stdout.split())
    assert "marked muted until Tue 17 Nov 2026, 13:00 UTC by Ada on Tue 10 Nov 2026, 13:00 UTC" in shown
    assert "marks" not in ask("deadlines", "--country", "MX", at=at).stdout


def test_what_was_said_can_be_taken_back_once(ask: Ask) -> None:
    said(ask, "ack", KEY)
    assert said(ask, "ack", KEY, "--lift", at="2026-11-10 13:00:00")["lifted"] is True
    again = ask("ack", KEY, "--lift", at="2026-11-10 14:00:00")
    assert isinstance(again.exception, MonitorError)
    assert again.exception.exit_code == 1
    rows = json.loads(ask("deadlines", "--json", at="2026-11-10 14:00:00").stdout)
    assert [row["marks"] for row in rows] == [[], []]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("ack", "us-tariff"), f"more than one key begins with 'us-tariff': {KEY}, {OTHER}; write more of it"),
        (("ack", "us-tarif-ca-effective-2026-11"), f"near: {KEY}"),
        (("ack", ""), "no deadline has the key ''"),
        (("ack", KEY, "--by", " "), "--by must say who"),
        (("snooze", KEY, "--for", "2w"), "write 30m, 4h or 2d"),
        (("snooze", KEY, "--for", "2d", "--until", "2026-11-12"), "leave one of them out"),
        (("snooze", KEY, "--until", "soon"), "--until 'soon' is neither"),
        (("snooze", KEY, "--until", "2026-11-01"), "is not ahead"),
        (("snooze", KEY, "--lift", "--for", "2d"), "--lift takes back at once"),
        (("mute", KEY, "--for", "91d"), "a mute lasts at most 90 days; it can be renewed"),
    ],
)
def test_a_wrong_use_is_told_with_its_remedy(ask: Ask, words: tuple[str, ...], told: str) -> None:
    done = ask(*words)
    assert isinstance(done.exception, UsageError), done.output
    assert told in str(done.exception)
    assert done.exception.exit_code == 2


def test_where_nothing_can_be_put_off_that_is_said(ask: Ask) -> None:
    done = ask("snooze", KEY, at="2026-11-19 04:55:00")
    assert isinstance(done.exception, MonitorError)
    assert (done.exception.exit_code, "`monitor ack` stops its reminders" in str(done.exception)) == (1, True)
