"""`monitor correct`: a person's word, stored like a document, told like a change."""

import json
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from cli_room import SAID, Ask, asked, configure, hear, paper, states
from click.testing import Result

from monitor.errors import UsageError
from monitor.types import (
    Document,
    Due,
    Precision,
    Reading,
    Status,
)

KEY = "us-tariff-ca-effective-2026-11"
WHO = ("--by", "Ada Lovelace", "--reason", "the annex says so")


def order(name: str, day: int, published: datetime, status: Status = Status.ANNOUNCED) -> tuple[Document, Reading]:
    """An order that sets a duty on Canada for a day in November, at 00:01 New York."""
    due = Due(date(2026, 11, day), "America/New_York", time(0, 1), Precision.MINUTE)
    document = paper(name, published, 5, "Duties", source="us", url=f"https://us.example/{name}", text=name)
    return document, states(due, "on a day", status=status)


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """The command line, a day after an order was heard, for a reader who watches Canada."""
    monkeypatch.setenv("MONITOR_DATA_DIR", str(tmp_path))
    configure(tmp_path, "name: Canada\n    countries: [CA]")
    monkeypatch.setenv("MONITOR_CONFIG_DIR", str(tmp_path))
    hear(tmp_path, (*order("first", 19, SAID), SAID))

    def run(*words: str, at: str = "2026-07-21 12:00:00") -> Result:
        return asked(*words, at=at)

    return run


def standing(ask: Ask) -> dict[str, object]:
    (row,) = json.loads(ask("deadlines", "--all", "--json").stdout)
    return row  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        (("--date", "2026-11-20"), "date", "2026-11-20"),
        (("--date", "2026-11-20T06:00:00Z"), "date", "2026-11-20T01:00:00-05:00"),
        (("--date", "2026-11-01T06:30:00Z"), "instant", "2026-11-01T06:30:00Z"),
        (("--status", "suspended"), "status", "suspended"),
        (("--rate", "12.5"), "rate_percent", 12.5),
        (("--revoked",), "status", "revoked"),
        (("--revoked",), "ended", "2026-07-21"),
    ],
)
def test_what_a_person_says_is_so_from_then_on(ask: Ask, words: tuple[str, ...], field: str, value: object) -> None:
    done = ask("correct", KEY, *words, *WHO)
    assert done.exit_code == 0, done.output
    assert standing(ask)[field] == value


def test_it_is_kept_with_name_and_reason_and_told_to_who_asked(ask: Ask) -> None:
    done = ask("correct", KEY, "--date", "2026-11-20", *WHO, "--json")
    said = json.loads(done.stdout)
    assert (said["reason"], said["previous"], said["date"]) == ("corrected", "2026-11-19T00:01:00-05:00", "2026-11-20")
    assert said["alerts"] == 1
    last = json.loads(ask("history", KEY, "--json").stdout)[-1]
    assert (last["title"], last["quote"]) == ("Correction by Ada Lovelace", "the annex says so")
    assert (last["rank"], last["rank_words"], last["source"]) == (6, "a person's correction", "correction")
    assert (last["document"], last["trace"]) == (said["document"], "set by Ada Lovelace")
    (alert,) = json.loads(ask("alerts", "--json").stdout)
    assert (alert["state"], alert["reason"], alert["watches"]) == ("pending", "corrected", ["Canada"])
    assert "CORRECTED" in alert["subject"]


def test_people_read_what_changed_and_who_is_told(ask: Ask) -> None:
    shown = ask("correct", KEY, "--date", "2026-11-20", *WHO).stdout
    assert "date: was Thu 19 Nov 2026, 00:01 New York; now Fri 20 Nov 2026" in shown
    assert "1 alert queued: the daemon sends it" in shown


def test_the_next_order_disputes_it_and_another_correction_undoes_it(ask: Ask, tmp_path: Path) -> None:
    ask("correct", KEY, "--date", "2026-11-20", *WHO)
    second = datetime(2026, 7, 22, 9, tzinfo=UTC)
    hear(tmp_path, (*order("second", 25, second, Status.EXTENDED), second))
    assert standing(ask)["date"] == "2026-11-20"
    done = ask("correct", KEY, "--date", "2026-11-25T00:01:00-05:00", *WHO, at="2026-07-23 12:00:00")
    assert done.exit_code == 0
    assert standing(ask)["date"] == "2026-11-25T00:01:00-05:00"
    reasons = [row["reason"] for row in json.loads(ask("history", KEY, "--json").stdout)]
    assert reasons == ["new", "corrected", "disputed", "corrected"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(("correct", KEY, *WHO), "say what is so", id="nothing is said"),
        pytest.param(("correct", KEY.replace("ca", "ka"), "--revoked", *WHO), f"near: {KEY}", id="no such key"),
        pytest.param(("correct", KEY, "--date", "soon", *WHO), "--date 'soon' is neither", id="no day"),
        pytest.param(("correct", KEY, "--date", "2026-11-20T10:00", *WHO), "has no offset", id="no offset"),
        pytest.param(("correct", KEY, "--date", "2026-11-20T10:00:30Z", *WHO), "to the minute", id="seconds"),
        pytest.param(("correct", KEY, "--revoked", "--status", "announced", *WHO), "leave out", id="two states"),
        pytest.param(("correct", KEY, "--rate", "nan", *WHO), "between 0 and", id="no rate"),
        pytest.param(("correct", KEY, "--rate", "-5", *WHO), "between 0 and", id="a rate below nothing"),
        pytest.param(("correct", KEY, "--revoked", "--by", " ", "--reason", "x"), "must say", id="nobody"),
    ],
)
def test_a_wrong_use_is_told_and_changes_nothing(ask: Ask, words: tuple[str, ...], told: str) -> None:
    done = ask(*words)
    assert isinstance(done.exception, UsageError), done.output
    assert told in str(done.exception)
    assert done.exception.exit_code == 2
    assert len(json.loads(ask("history", KEY, "--json").stdout)) == 1


@pytest.mark.parametrize(
    "words", [("--revoked", "--by", "Ada"), ("--revoked", "--reason", "x"), ("--status", "odd", *WHO)]
)
def test_who_and_why_must_be_said_and_a_status_must_exist(ask: Ask, words: tuple[str, ...]) -> None:
    assert ask("correct", KEY, *words).exit_code == 2


def test_a_correction_is_lost_by_no_text_found_late(ask: Ask, tmp_path: Path) -> None:
    ask("correct", KEY, "--date", "2026-11-20", *WHO)
    earlier = datetime(2026, 7, 1, 9, tzinfo=UTC)
    hear(tmp_path, (*order("earlier", 12, earlier), earlier))
    rows = json.loads(ask("deadlines", "--all", "--json").stdout)
    assert [row["date"] for row in rows] == ["2026-11-12T00:01:00-05:00", "2026-11-20"]
