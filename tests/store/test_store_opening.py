"""Opening a database: made, brought up to date, or refused with a remedy and without a secret."""

import ast
import traceback
from pathlib import Path

import pytest
from store_examples import NOON, deadline, opened

from monitor.errors import NewerSchemaError, StoreError
from monitor.store import open_store
from monitor.store.opening import SqlStore, open_sql_store
from monitor.store.schema import MIGRATIONS, revisions


def test_the_folder_of_a_file_is_made(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path}/new/deep/monitor.db").close()
    assert (tmp_path / "new/deep/monitor.db").is_file()


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg"])
def test_postgresql_is_opened_by_either_of_its_names(empty_postgres: SqlStore, scheme: str) -> None:
    url = empty_postgres.engine.url.set(drivername=scheme)
    store = open_store(url.render_as_string(hide_password=False))
    with store.begin() as tx:
        assert tx.counts()["deadlines"] == 0
    store.close()


def test_two_stores_in_memory_share_nothing() -> None:
    first, second = open_store("sqlite://"), open_store("sqlite:///:memory:")
    with first.begin() as tx:
        tx.note_alive("poll", NOON)
    with second.begin() as tx:
        assert tx.last_alive() == {}


def test_a_database_of_a_newer_version_is_refused_and_left_alone(shared_address: str) -> None:
    store = open_sql_store(shared_address)
    set_revision(store, "9999")
    try:
        with pytest.raises(
            NewerSchemaError, match=r"newer version .*schema 9999.*update the program, or restore the backup"
        ):
            open_store(shared_address)
    finally:
        set_revision(store, revisions()[-1])
        store.close()


def set_revision(store: SqlStore, revision: str) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{revision}'")


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "monitor.db"
    file.write_bytes(b"not a database" * 1000)
    with pytest.raises(StoreError, match=r"monitor\.db: the file is damaged or is no database"):
        open_store(f"sqlite:///{file}")
    assert file.read_bytes() == b"not a database" * 1000


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened; check that the folder exists"):
        open_store(f"sqlite:///{tmp_path}")


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="its folder cannot be made"):
        open_store(f"sqlite:///{tmp_path}/file/below/monitor.db")


def test_a_read_only_database_says_so(tmp_path: Path) -> None:
    store = open_sql_store(f"sqlite:///{tmp_path}/monitor.db")
    with store.begin() as tx:
        tx.connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(StoreError, match="read-only for this user"), store.begin() as tx:
        tx.save_change(opened(deadline()), None, NOON)
    store.close()


def test_a_damaged_record_says_which_part_cannot_be_read(store: SqlStore) -> None:
    with store.begin() as tx:
        tx.save_change(opened(deadline()), None, NOON)
        tx.connection.exec_driver_sql("""UPDATE deadlines SET snapshot = '{"key": 3}'""")
    with pytest.raises(StoreError, match=r"a stored record cannot be read \(key\)"), store.begin() as tx:
        tx.deadline(deadline().key)


SECRET = "hunter2"


@pytest.mark.parametrize(
    "address",
    [
        pytest.param(f"postgresql://me:{SECRET}@127.0.0.1:1/deadlines", id="a server that does not answer"),
        pytest.param(f"postgresql://me:{SECRET}@127.0.0.1:1/deadlines?password={SECRET}", id="a password as an option"),
        pytest.param(f"postgresql://me:{SECRET}@127.0.0.1:port/deadlines", id="a port that is no number"),
        pytest.param(f"postgresql://me:{SECRET}/x@127.0.0.1:1/deadlines", id="a slash in the password"),
        pytest.param(f"mysql://me:{SECRET}@127.0.0.1/deadlines", id="a database of another kind"),
        pytest.param(f"me:{SECRET}@127.0.0.1", id="no address at all"),
        pytest.param(f"postgresql://me:{SECRET}@127.0.0.1:1/deadlines?nonsense={SECRET}", id="an option nobody knows"),
    ],
)
def test_a_refusal_never_shows_the_password(address: str) -> None:
    with pytest.raises(StoreError) as refused:
        open_store(address)
    assert SECRET not in str(refused.value)
    shown = "".join(traceback.format_exception(refused.value))
    assert SECRET not in shown.replace(repr(address), "")


def test_a_server_that_does_not_answer_is_named_with_a_remedy() -> None:
    with pytest.raises(
        StoreError,
        match=r"'deadlines' on 127\.0\.0\.1:1: the server cannot be reached, or breaks off; check host and port",
    ):
        open_store(f"postgresql://me:{SECRET}@127.0.0.1:1/deadlines")


def test_a_database_that_is_not_on_the_server_is_named_with_a_remedy(postgres: str) -> None:
    with pytest.raises(StoreError, match="there is no such database on the server; create it"):
        open_store(postgres.replace("/postgres?", "/absent?"))


def say_who_may_go_on(store: SqlStore, revision: str, oldest: str) -> None:
    set_revision(store, revision)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM upgrades")
        connection.exec_driver_sql(f"INSERT INTO upgrades VALUES ('{revision}', '{oldest}')")


@pytest.mark.parametrize(("oldest", "goes_on"), [(revisions()[-1], True), (revisions()[0], True), ("9998", False)])
def test_a_newer_database_is_opened_where_it_says_that_this_schema_may_go_on(
    shared_address: str, oldest: str, goes_on: bool
) -> None:
    store = open_sql_store(shared_address)
    say_who_may_go_on(store, "9999", oldest)
    try:
        if goes_on:
            open_store(shared_address).close()
        else:
            with pytest.raises(NewerSchemaError):
                open_store(shared_address)
    finally:
        say_who_may_go_on(store, revisions()[-1], revisions()[-1])
        store.close()


def test_a_new_database_says_which_programs_may_use_it(memory_store: SqlStore) -> None:
    with memory_store.engine.begin() as connection:
        ((revision, oldest),) = connection.exec_driver_sql("SELECT revision, oldest FROM upgrades").all()
    assert revision == revisions()[-1]
    assert oldest in revisions()


CONTRACTING = {
    "drop_column",
    "drop_table",
    "alter_column",
    "rename_table",
    "drop_constraint",
    "execute",
    "batch_alter_table",
}


@pytest.mark.parametrize("path", sorted((MIGRATIONS / "versions").glob("r*.py")), ids=lambda path: path.stem)
def test_a_migration_that_says_it_only_adds_does_nothing_else(path: Path) -> None:
    tree = ast.parse(path.read_text())
    says = any(isinstance(node, ast.Assign) and ast.unparse(node) == "expands = True" for node in tree.body)
    done = {
        node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not says or not done & CONTRACTING
    added = [
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "op.add_column"
    ]
    for words in map(ast.unparse, added):
        assert not says or "nullable=True" in words or "server_default" in words
