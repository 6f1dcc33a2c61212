"""A database of the schema before workspaces, with rows in it, and what is found in it afterwards."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from schema_stage import migrate_to
from sqlalchemy import Connection, create_engine, text
from store_examples import HOUR, NOON, deadline, evidence, reminder

from monitor.ports import Store, Token
from monitor.store.columns import dumped
from monitor.store.engine import engine_for, read_url
from monitor.store.opening import open_sql_store
from monitor.types import Mark, MarkKind

SURE = evidence(confidence=1.0, warnings=(), alternatives=())
RECORDS = {
    "sound": deadline("sound", evidence=SURE),
    "odd": deadline("odd"),
    "said-wrong": deadline("said-wrong", evidence=SURE),
    "odd-and-said-wrong": deadline("odd-and-said-wrong"),
    "taken-back": deadline("taken-back", evidence=SURE),
}
ALERT = reminder("sound")


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database of revision 0010 with a record of each kind, marks, an alert that waits, and a token."""
    address = f"sqlite:///{tmp_path}/old.db"
    if request.param == "postgresql":
        new_postgres: Callable[[str], str] = request.getfixturevalue("new_postgres")
        address = new_postgres("before_workspaces")
    engine = create_engine(read_url(address), json_serializer=lambda text: text)
    with engine.begin() as connection:
        migrate_to(connection, "0010")
        _fill(connection)
    engine.dispose()
    return address


def _fill(connection: Connection) -> None:
    columns = "key, targets, measure, kind, status, due_at, due_day, last_day, stated_at, learnt_at, revision, snapshot, doubted_at"
    values = ", ".join(f":{name}" for name in columns.split(", "))
    for key, record in RECORDS.items():
        row = {
            "key": key,
            "targets": "|CA|",
            "measure": "tariff",
            "kind": record.kind.value,
            "status": record.status.value,
        }
        row |= {
            "due_at": _instant(record.due.opens_at),
            "due_day": str(record.due.day),
            "last_day": str(record.due.last_day),
        }
        row |= {"stated_at": _instant(NOON), "learnt_at": _instant(NOON), "revision": "1"}
        row |= {
            "snapshot": dumped(record),
            "doubted_at": None if key in ("sound", "taken-back") else _instant(NOON),
        }
        connection.execute(text(f"INSERT INTO deadlines ({columns}) VALUES ({values})"), row)
    for key in ("said-wrong", "odd-and-said-wrong", "taken-back"):
        _mark(connection, key, None)
    _mark(connection, "taken-back", _instant(NOON))
    row = {"id": ALERT.id, "snapshot": dumped(ALERT), "now": _instant(NOON)}
    connection.execute(
        text(
            "INSERT INTO alerts (id, key, reason, receiver, state, attempts, unclear, queued_at, next_at, error, snapshot) "
            "VALUES (:id, 'sound', 'reminder', 'desk', 'pending', 0, false, :now, :now, '', :snapshot)"
        ),
        row,
    )
    _token(connection, "old tool", "d1")


def _mark(connection: Connection, key: str, until: str | None) -> None:
    values = "(:key, 'wrong', 'Ada', :at, :until, '')"
    row = {"key": key, "at": _instant(NOON), "until": until}
    connection.execute(text(f"INSERT INTO marks (key, kind, said_by, at, until, note) VALUES {values}"), row)


def _token(connection: Connection, name: str, digest: str) -> None:
    """As the older version writes it."""
    row = {"name": name, "digest": digest, "at": _instant(NOON)}
    connection.execute(
        text(
            "INSERT INTO tokens (name, digest, scope, made_at) VALUES (:name, :digest, 'read', :at) ON CONFLICT DO NOTHING"
        ),
        row,
    )


def _instant(moment: object) -> str:
    return str(moment).replace("+00:00", "")


@pytest.fixture
def new(old: str) -> Iterator[Store]:
    store = open_sql_store(old)
    yield store
    store.close()


def test_all_of_it_is_the_default_workspace_s(new: Store) -> None:
    with new.within("").read() as tx:
        assert [(row.id, row.alert, row.state) for row in tx.outbox([], 9)] == [(ALERT.id, ALERT, "pending")]
        assert tx.marks(["said-wrong"]) == {"said-wrong": [Mark("said-wrong", MarkKind.WRONG, "Ada", NOON)]}
        assert tx.tokens() == [Token("old tool", "read", NOON)]
    with new.within("acme").read() as tx:
        assert (tx.outbox([], 9), tx.marks(list(RECORDS)), tx.tokens()) == ([], {}, [])


def test_what_a_reader_doubted_is_parted_from_what_its_own_words_put_in_doubt(new: Store) -> None:
    with new.within("").read() as tx:
        assert {record.key for record in tx.doubted(9)} == {"odd", "said-wrong", "odd-and-said-wrong"}
    with new.within("acme").read() as tx:
        assert {record.key for record in tx.doubted(9)} == {"odd", "odd-and-said-wrong"}
    with new.begin() as tx:
        for key in RECORDS:
            tx.set_doubt(key, None)
        assert {record.key for record in tx.doubted(9)} == {"odd", "odd-and-said-wrong"}


def test_an_older_version_that_is_still_at_work_writes_for_the_default_workspace(old: str, new: Store) -> None:
    engine = engine_for(read_url(old), 5.0)
    with engine.begin() as connection:
        _token(connection, "newer tool", "d2")
        _token(connection, "newer tool", "d3")
        _mark(connection, "sound", None)
    engine.dispose()
    with new.within("").read() as tx:
        assert [token.name for token in tx.tokens()] == ["newer tool", "old tool"]
        assert list(tx.marks(["sound"])) == ["sound"]


def test_what_waited_is_sent_under_the_name_that_it_had(new: Store) -> None:
    with new.begin() as tx:
        [claimed] = tx.claim(NOON + HOUR, 9)
        assert (claimed.parcel.id, claimed.parcel.receiver) == (ALERT.id, "desk")
        assert tx.enqueue([ALERT], NOON) == 0
