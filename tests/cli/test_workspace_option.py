"""`--workspace`: whose marks, alerts, receivers and tokens a command is about."""

import json
from pathlib import Path
from typing import Any

import pytest
from cli_room import Ask, database
from click.testing import Result
from freezegun import freeze_time
from typer.testing import CliRunner
from workspace_examples import KEY, ROOMS, fill, foreign, word

from monitor.cli.app import app
from monitor.errors import UsageError
from monitor.store import open_store
from monitor.web.tokens import opens

LIST = "receivers:\n  {0}-desk: {{url: 'console://'}}\nwatches:\n  - {{name: {0} watch, countries: [CA]}}\n"
LISTS: dict[str, list[str]] = {
    "alerts": ["alerts", "--limit", "99"],
    "outbox": ["outbox"],
    "tokens": ["token", "list"],
    "deadlines": ["deadlines", "--all"],
    "history": ["history", KEY],
    "review": ["review"],
    "why": ["why", KEY],
    "health": ["health"],
    "simulate": ["simulate", "--since", "2026-08-01"],
    "audit": ["export", "--audit", KEY],
}
"""Every command that shows what is of a workspace."""


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """The command line over three workspaces, at noon of 10 August."""
    for workspace in ROOMS:
        folder = tmp_path / "config" / "workspaces" / workspace if workspace else tmp_path / "config"
        folder.mkdir(parents=True)
        (folder / "watchlists.yaml").write_text(LIST.format(word(workspace)))
    (tmp_path / "config" / "sources.yaml").write_text("sources:\n  - {name: us, url: https://us.example/feed}\n")
    monkeypatch.setenv("MONITOR_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("MONITOR_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "300")
    store = open_store(database(tmp_path))
    fill(store)
    store.close()

    def run(*words: str, at: str = "2026-08-10 12:00:00") -> Result:
        with freeze_time(at):
            return CliRunner().invoke(app, list(words))

    return run


def option(workspace: str) -> list[str]:
    return ["--workspace", workspace] if workspace else []


@pytest.mark.parametrize("as_json", [True, False])
@pytest.mark.parametrize("name", LISTS)
def test_what_is_shown_is_of_one_workspace(ask: Ask, name: str, as_json: bool) -> None:
    for workspace in ROOMS:
        chosen = ["--workspace", workspace or "default"]
        done = ask(*LISTS[name], *chosen, *(["--json"] if as_json and name != "audit" else []))
        assert done.exit_code in (0, 1), done.output
        shown = done.output.replace(f"--workspace {workspace}", "")
        assert not foreign(workspace, shown), f"{name} shows what is of others"
        assert word(workspace) in shown or name == "deadlines", f"{name} does not show what is its own"


@pytest.mark.parametrize("name", [name for name in LISTS if name != "health"])
def test_without_the_option_it_is_the_default_one_s(ask: Ask, name: str) -> None:
    assert ask(*LISTS[name]).output == ask(*LISTS[name], "--workspace", "default").output


def test_health_looks_at_all_unless_one_is_named(ask: Ask) -> None:
    assert all(own in ask("health").output for own in ROOMS.values())


def test_marks_are_written_where_they_are_said(ask: Ask, tmp_path: Path) -> None:
    done = ask("ack", KEY, "--by", "Ada", "--workspace", "acme")
    assert done.exit_code == 0, done.output
    store = open_store(database(tmp_path))
    with store.read() as tx:
        said = [mark.workspace for mark in tx.marks([KEY])[KEY] if mark.by == "Ada"]
        waiting = {name: len(tx.within(name).outbox(["pending"], 9)) for name in ROOMS}
    store.close()
    assert said == ["acme"]
    assert waiting == {"": 1, "acme": 0, "globex": 3}


def test_the_way_back_that_is_shown_names_the_workspace(ask: Ask) -> None:
    assert (
        f"monitor mute {KEY} --lift --workspace acme" in ask("mute", KEY, "--by", "Ada", "--workspace", "acme").output
    )


def test_a_token_opens_its_workspace_and_is_ended_there(ask: Ask, tmp_path: Path) -> None:
    secret = ask("token", "create", "erp", "--workspace", "acme").stdout.strip()
    store = open_store(database(tmp_path))
    token = opens(store, secret, "read")
    assert token is not None
    assert (token.name, token.workspace) == ("erp", "acme")
    assert ask("token", "end", "erp").exit_code == 1
    assert opens(store, secret, "read") is not None
    assert ask("token", "end", "erp", "--workspace", "acme").exit_code == 0
    assert opens(store, secret, "read") is None
    store.close()


def test_what_was_given_up_is_sent_again_by_its_own_workspace(ask: Ask) -> None:
    dead = json.loads(ask("alerts", "--state", "dead", "--json", "--workspace", "acme").stdout)[0]["id"]
    for other in ("", "globex"):
        done = ask("outbox", "retry", dead, *option(other))
        assert isinstance(done.exception, UsageError)
    assert ask("outbox", "retry", dead, "--workspace", "acme").exit_code == 0


def test_a_test_goes_to_the_receiver_of_its_workspace(ask: Ask) -> None:
    done = ask("test-alert", "walrus-desk", "--workspace", "acme")
    assert (done.exit_code, "walrus-desk" in done.stdout) == (0, True)
    refused = ask("test-alert", "walrus-desk")
    assert isinstance(refused.exception, UsageError)
    assert "watchlists.yaml names console, quokka-desk" in str(refused.exception)


def test_a_workspace_that_is_not_there_is_wrong_usage(ask: Ask) -> None:
    for words in (["alerts"], ["why", KEY], ["token", "list"], ["health"]):
        done: Any = ask(*words, "--workspace", "acne")
        assert isinstance(done.exception, UsageError)
        assert str(done.exception) == "there is no workspace 'acne', did you mean 'acme'?"


def test_a_correction_is_told_to_everybody(ask: Ask, tmp_path: Path) -> None:
    done = ask("correct", KEY, "--date", "2026-09-01", "--by", "Ada", "--reason", "read it", "--json")
    assert json.loads(done.stdout)["alerts"] == 3
    store = open_store(database(tmp_path))
    with store.read() as tx:
        told = {row.alert.workspace for row in tx.outbox([], 99) if row.alert.change == "corrected"}
    store.close()
    assert told == set(ROOMS)


def test_the_check_counts_every_workspace(ask: Ask) -> None:
    found = json.loads(ask("check", "--json").stdout)
    assert (found["watches"], found["receivers"]) == (1, ["console", "quokka-desk"])
    assert found["workspaces"] == {
        "acme": {"watches": 1, "receivers": ["console", "walrus-desk"]},
        "globex": {"watches": 1, "receivers": ["console", "ocelot-desk"]},
    }
    assert "ok: workspace acme: 1 watches, receivers: console, walrus-desk" in ask("check").stdout
