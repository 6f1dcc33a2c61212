"""`monitor backup`, `monitor restore` and `monitor token` as they are used."""

import hashlib
import json
from pathlib import Path

import pytest
from cli_room import asked, database

from monitor.errors import UsageError
from monitor.store import open_store
from monitor.web.tokens import SCOPES, opens

NOON = "2026-08-01 12:00"


@pytest.fixture
def folder(tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a database, as MONITOR_DATA_DIR."""
    (tmp_path / "monitor.db").write_bytes(migrated_file.read_bytes())
    monkeypatch.setenv("MONITOR_DATA_DIR", str(tmp_path))
    return tmp_path


def test_a_backup_lies_in_its_folder_named_by_the_time(folder: Path) -> None:
    done = asked("backup", "--json", at=NOON)
    told, file = json.loads(done.stdout), folder / "backups" / "monitor-20260801T120000Z.db"
    assert (done.exit_code, told["file"], told["bytes"]) == (0, str(file), file.stat().st_size)
    assert told["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert asked("restore", str(file), "--check", at=NOON).stdout.startswith(
        f"ok: {file} can be restored: SQLite, schema"
    )


@pytest.mark.parametrize(
    ("to", "name"),
    [("mine.db", "mine.db"), ("sub/", "sub/monitor-20260801T120000Z.db"), (".", "monitor-20260801T120000Z.db")],
)
def test_it_goes_to_a_file_or_into_a_folder(folder: Path, to: str, name: str) -> None:
    assert asked("backup", "--to", f"{folder}/{to}", at=NOON).exit_code == 0
    assert (folder / name).is_file()


def test_a_check_changes_nothing_and_fails_for_a_damaged_file(folder: Path) -> None:
    asked("backup", "--to", f"{folder}/mine.db", at=NOON)
    (folder / "mine.db").write_bytes((folder / "mine.db").read_bytes()[:50_000])
    before = (folder / "monitor.db").read_bytes()
    done = asked("restore", "--check", f"{folder}/mine.db", at=NOON)
    assert done.exit_code == 1
    assert (folder / "monitor.db").read_bytes() == before


def test_a_backup_is_restored_and_the_old_database_kept(folder: Path) -> None:
    asked("backup", "--to", f"{folder}/mine.db", at=NOON)
    asked("token", "create", "late", at=NOON)
    assert isinstance(asked("restore", f"{folder}/mine.db", at=NOON).exception, UsageError)
    done = asked("restore", f"{folder}/mine.db", "--force", at=NOON)
    assert done.exit_code == 0
    assert "monitor.db.replaced-20260801T120000Z; delete it once all is well" in done.stdout
    assert asked("token", "list", at=NOON).stdout == "no tokens; `monitor token create NAME` makes one\n"


def test_a_tokens_secret_is_printed_once_alone(folder: Path) -> None:
    done = asked("token", "create", "prometheus", at=NOON)
    secret = done.stdout.strip()
    assert (done.exit_code, secret[:3], len(secret.split())) == (0, "dm_", 1)
    assert secret not in done.stderr
    assert "'prometheus' may read" in done.stderr
    assert secret not in asked("token", "list", at=NOON).stdout
    assert secret.encode() not in (folder / "monitor.db").read_bytes()
    store = open_store(database(folder))
    found = opens(store, secret, "read")
    assert (found and found.name, opens(store, secret, "act")) == ("prometheus", None)
    store.close()


@pytest.mark.parametrize("scope", SCOPES)
def test_every_scope_can_be_given_and_is_listed(folder: Path, scope: str) -> None:
    assert asked("token", "create", "ours", "--scope", scope, at=NOON).exit_code == 0
    assert json.loads(asked("token", "list", "--json", at=NOON).stdout) == {
        "tokens": [{"name": "ours", "scope": scope, "made_at": "2026-08-01T12:00:00Z"}]
    }


def test_a_token_that_was_ended_opens_nothing(folder: Path) -> None:
    secret = asked("token", "create", "ours", "--scope", "admin", at=NOON).stdout.strip()
    assert asked("token", "end", "ours", at=NOON).exit_code == 0
    store = open_store(database(folder))
    assert opens(store, secret, "read") is None
    store.close()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("create", "ours"), "there is a token 'ours' already"),
        (("create", ""), "is no name of a token"),
        (("create", "a\nb"), "is no name of a token"),
        (("end", "our"), "there is no token 'our', did you mean 'ours'?"),
    ],
)
def test_what_cannot_be_done_is_told(folder: Path, words: tuple[str, ...], told: str) -> None:
    asked("token", "create", "ours", at=NOON)
    done = asked("token", *words, at=NOON)
    assert isinstance(done.exception, UsageError)
    assert told in str(done.exception)
