"""`monitor outbox`, `alerts` and `health`: what waits and why, what was given up, and how receivers are."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from monitor.cli import shell
from monitor.cli.app import app
from monitor.pipeline.queueing import queue
from monitor.policy import Circuit
from monitor.store import open_store
from monitor.types import Alert, AlertReason, QuietHours, ServiceNote

Ask = Callable[..., Result]
HOUR = timedelta(hours=1)


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """One alert waits out quiet hours, one was given up, and a receiver has failed for two hours."""
    now = shell.now()
    note = Alert(AlertReason.SERVICE, "desk", (), "UTC", service=ServiceNote("a", "NOT DELIVERED: one"))
    night = QuietHours((now - HOUR).time(), (now + 2 * HOUR).time().replace(second=0, microsecond=0))
    held = replace(note, service=ServiceNote("held", "one that waits"), quiet=night)
    store = open_store(f"sqlite:///{tmp_path}/monitor.db")
    with store.begin() as tx:
        queue(tx, [note, held, replace(note, receiver="mail")], now - timedelta(minutes=5))
        [claimed] = tx.claim(now, 9, only="desk")
        tx.mark_dead(claimed.parcel, "the webhook was revoked", now)
        tx.save_circuit(Circuit("mail", 9, now - 2 * HOUR, now + timedelta(minutes=3), "no connection"))
        for tick in ("poll", "remind", "deliver", "audit"):
            tx.note_alive(tick, now)
    store.close()
    monkeypatch.setenv("MONITOR_DATABASE_URL", f"sqlite:///{tmp_path}/monitor.db")
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words: str) -> Result:
        return CliRunner().invoke(app, list(words))

    return run


def test_outbox_shows_each_receiver_and_why_it_is_left_alone(ask: Ask) -> None:
    shown = ask("outbox")
    assert shown.exit_code == 0
    assert "failed 9 times in a row: no connection" in shown.output
    desk, mail = json.loads(ask("outbox", "--json").output)
    assert (desk["receiver"], desk["pending"], desk["dead"], desk["failures"]) == ("desk", 1, 1, 0)
    assert (mail["receiver"], mail["pending"], mail["failures"]) == ("mail", 1, 9)
    assert mail["left_alone_until"] is not None


def test_alerts_say_until_when_they_are_held_and_why(ask: Ask) -> None:
    assert "(quiet hours)" in ask("alerts").output
    rows = {row["id"]: row for row in json.loads(ask("alerts", "--json").output)}
    assert rows["held:service:desk"]["held"] == "quiet hours"


def test_health_is_at_fault_for_what_was_given_up_and_for_a_deaf_receiver(ask: Ask) -> None:
    shown = ask("health", "--json")
    told = json.loads(shown.output)
    assert shown.exit_code == 1
    assert [fault.split(":")[0] for fault in told["faults"]] == [
        "mail",
        "1 alert was given up in the last 7 days; see `monitor outbox`, and `monitor outbox retry ID`",
    ]
    assert len(told["notes"]) == 1


def test_a_retry_makes_it_wait_again_and_another_name_is_wrong_use(ask: Ask) -> None:
    assert ask("outbox", "retry", "a:service:desk").exit_code == 0
    desk = json.loads(ask("outbox", "--json").output)[0]
    assert (desk["pending"], desk["dead"]) == (2, 0)
    assert ask("outbox", "retry", "a:service:desk").exit_code != 0
