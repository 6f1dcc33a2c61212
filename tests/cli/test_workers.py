"""`monitor workers`, and roles where they cannot be."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cli_room import Ask, database
from typer.testing import CliRunner

from monitor.cli.app import app
from monitor.ports import Depth, Presence
from monitor.shown.workers import faults_among
from monitor.store import open_store

NOW = datetime(2026, 8, 20, 12, tzinfo=UTC)


def presence(role: str, seen: timedelta = timedelta(), **more: object) -> Presence:
    return Presence(f"{role}-1", role, "box", 7, "0.1.0", NOW - timedelta(hours=2), NOW - seen, **more)  # type: ignore[arg-type]


def seen_at(now: datetime, *each: Presence) -> list[Presence]:
    return [replace(one, seen_at=now - (NOW - one.seen_at), started_at=now - (NOW - one.started_at)) for one in each]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    monkeypatch.setenv("MONITOR_DATA_DIR", str(tmp_path))
    return lambda *words: CliRunner().invoke(app, list(words))


@pytest.fixture
def known(tmp_path: Path) -> Path:
    store = open_store(database(tmp_path))
    with store.begin() as tx:
        for each in seen_at(
            datetime.now(UTC),
            presence("scheduler", leads=True),
            presence("worker", doing=("poll:us_ofac", "deliver:desk")),
            presence("web", timedelta(minutes=5)),
        ):
            tx.note_presence(each)
    store.close()
    return tmp_path


def test_who_lives_and_what_each_does_is_listed(ask: Ask, known: Path) -> None:
    told = ask("workers")
    assert told.exit_code == 0
    assert "leads" in told.output
    assert "poll:us_ofac, deliver:desk" in told.output
    assert "5 min ago, gone" in told.output


def test_programs_read_the_same_as_json(ask: Ask, known: Path) -> None:
    told = json.loads(ask("workers", "--json").output)
    assert [(each["role"], each["alive"], each["leads"]) for each in told["workers"]] == [
        ("scheduler", True, True),
        ("web", False, False),
        ("worker", True, False),
    ]
    assert told["queue"] == []


def test_without_roles_it_says_so_and_fails(ask: Ask) -> None:
    told = ask("workers")
    assert told.exit_code == 1
    assert "no process has a role here" in told.output


@pytest.mark.parametrize("role", ["scheduler", "worker", "web"])
def test_a_role_needs_postgresql_and_says_how_to_get_it(ask: Ask, role: str) -> None:
    told = ask("run", "--role", role)
    assert told.exit_code != 0
    assert "MONITOR_DATABASE_URL=postgresql://" in str(told.exception)
    assert getattr(told.exception, "exit_code", None) == 2


def test_a_role_that_is_none_is_wrong_usage(ask: Ask) -> None:
    assert ask("run", "--role", "boss").exit_code == 2


def test_a_company_without_worker_or_leader_is_at_fault_and_one_process_is_not() -> None:
    late = [Depth("poll", 5, 0, 0, timedelta(minutes=5))]
    assert list(faults_among([], late, NOW)) == []
    assert list(faults_among([presence("web")], [], NOW)) == []
    assert [fault.partition(":")[0] for fault in faults_among([presence("worker")], late, NOW)] == [
        "scheduler",
        "queue",
    ]
    assert [fault.partition(":")[0] for fault in faults_among([presence("scheduler", leads=True)], [], NOW)] == [
        "workers"
    ]
    assert list(faults_among([presence("scheduler", leads=True), presence("worker")], [], NOW)) == []
