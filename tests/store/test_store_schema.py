"""The schema: migrations lead to the tables of the code, instants are UTC, and due questions are answered by an index."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, DateTime, inspect
from sqlmodel import UTCDateTime
from statements import listening
from store_examples import DAY, NOON, deadline, document, mention, opened, reading, reminder, revised

import monitor.store
from monitor.ports import Query, Transaction
from monitor.store.opening import SqlStore
from monitor.store.schema import MIGRATIONS, bring_up_to_date, revisions
from monitor.store.tables import Table
from monitor.types import ChangeReason, DeadlineKind, Measure, MeasureKind, Parcel, Place, Reading, Rewrite, Step


def test_migrations_lead_to_the_tables_of_the_code(store: SqlStore) -> None:
    with store.engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Table.metadata) == []


def test_the_names_of_the_migration_files_are_their_revisions_in_order() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == revisions()[-1:]
    assert [each.revision for each in script.walk_revisions()] == revisions()[::-1]


def test_a_migration_that_stops_half_way_leaves_nothing(store: SqlStore) -> None:
    with store.engine.begin() as connection:
        Table.metadata.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE alembic_version")
    with store.engine.connect() as connection:
        bring_up_to_date(connection, "the database")
        assert inspect(connection).has_table("deadlines")
        connection.rollback()
    with store.engine.begin() as connection:
        assert inspect(connection).get_table_names() == []
        bring_up_to_date(connection, "the database")
    with store.begin() as tx:
        assert tx.counts()["deadlines"] == 0


def test_every_instant_in_a_table_is_utc() -> None:
    columns = [column for table in Table.metadata.tables.values() for column in table.columns]
    instants = [column for column in columns if isinstance(column.type, DateTime | UTCDateTime)]
    assert instants
    assert [column for column in instants if not isinstance(column.type, UTCDateTime)] == []


def test_nobody_names_a_raw_date_time_column() -> None:
    named = [
        f"{path.name}:{node.lineno}"
        for path in Path(monitor.store.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Name | ast.Attribute | ast.alias)
        and {getattr(node, "id", ""), getattr(node, "attr", ""), getattr(node, "name", "")}
        & {"DateTime", "TIMESTAMP", "NaiveDatetime"}
    ]
    assert named == []


EARLY, LATE = Place(NOON - DAY, "1:d"), Place(NOON, "1:d")
ULTIMATUM = mention(kind=DeadlineKind.ULTIMATUM, measure=Measure(MeasureKind.OTHER))
QUESTIONS: list[Any] = [
    pytest.param(lambda tx: tx.deadlines_waking(NOON, 50), id="deadlines waking"),
    pytest.param(lambda tx: tx.deadlines_reminding(NOON, 50), id="deadlines reminding"),
    pytest.param(lambda tx: tx.next_due(), id="the next due instant"),
    pytest.param(lambda tx: tx.claim(NOON, 50), id="claim"),
    pytest.param(lambda tx: tx.outbox([], 50), id="the log"),
    pytest.param(lambda tx: tx.known_texts(["d"]), id="known words"),
    pytest.param(lambda tx: tx.known_digests("gazette", [document().url]), id="known addresses"),
    pytest.param(lambda tx: tx.seen("gazette", [document().url]), id="items"),
    pytest.param(lambda tx: tx.listed("gazette", ["l"]), id="items by how they are listed"),
    pytest.param(lambda tx: tx.texts_of("gazette", ["d"]), id="texts of a source"),
    pytest.param(lambda tx: tx.to_read_again("gazette", NOON, 5), id="pages to read again"),
    pytest.param(lambda tx: tx.tells_date_between("gazette", document().url, NOON, NOON + DAY), id="near dates"),
    pytest.param(lambda tx: tx.last_success_at(), id="the last success"),
    pytest.param(lambda tx: tx.wake_sources(NOON, NOON), id="waking sources"),
    pytest.param(lambda tx: tx.slots(NOON, DAY), id="slots that have come"),
    pytest.param(lambda tx: tx.slots_done({"gazette": NOON}), id="slots that are done"),
    pytest.param(lambda tx: tx.receivers_due(NOON), id="receivers for whom something is due"),
    pytest.param(lambda tx: tx.backfill("gazette"), id="a backfill"),
    pytest.param(lambda tx: tx.candidates(Reading((mention(),))), id="candidates"),
    pytest.param(lambda tx: tx.candidates(Reading((ULTIMATUM,))), id="candidates of an ultimatum of nobody to nobody"),
    pytest.param(lambda tx: tx.known(Reading((mention(),)), EARLY), id="records as they stood"),
    pytest.param(lambda tx: tx.stood("key", EARLY), id="was there a record"),
    pytest.param(lambda tx: tx.steps("key", EARLY), id="a record's story"),
    pytest.param(lambda tx: tx.steps_at(EARLY), id="what was recorded at a place"),
    pytest.param(lambda tx: list(tx.later(EARLY)), id="later documents"),
    pytest.param(lambda tx: tx.add_step(Step(LATE, ChangeReason.IN_FORCE, deadline())), id="the clock's step"),
    pytest.param(lambda tx: tx.rewrite(Rewrite(deadline().key, EARLY, LATE, ())), id="rewriting"),
    pytest.param(lambda tx: tx.save_change(revised(deadline()), None, NOON), id="saving a change"),
    pytest.param(lambda tx: tx.history("key"), id="history"),
    pytest.param(lambda tx: tx.supersede("key", NOON), id="superseding"),
    pytest.param(lambda tx: tx.outdate([reminder()], NOON), id="outdating"),
    pytest.param(lambda tx: tx.mark_all_sent([(Parcel.of(reminder()), "thread")], NOON), id="marking"),
    pytest.param(lambda tx: tx.known_alerts(["key"]), id="known alerts"),
    pytest.param(lambda tx: tx.queues(), id="queues"),
    pytest.param(lambda tx: tx.given_up_since(NOON), id="given up"),
    pytest.param(lambda tx: tx.deadlines(Query(known_at=NOON, since=NOON.date())), id="what was known then"),
    pytest.param(lambda tx: tx.marks(["key", "other"]), id="what readers said"),
    pytest.param(lambda tx: tx.within("acme").outbox([], 50), id="the log of a workspace"),
    pytest.param(lambda tx: tx.within("acme").doubted(50), id="what is in doubt"),
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_index_answers(memory_store: SqlStore, question: Callable[[Transaction], object]) -> None:
    with told(memory_store).engine.begin() as connection:
        plans = list(plans_of(connection, question, "EXPLAIN QUERY PLAN"))
    assert plans
    for plan in plans:
        assert "SCAN" not in plan or "USING INDEX" in plan or "USING COVERING INDEX" in plan, plan


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_index_answers_on_postgresql(empty_postgres: SqlStore, question: Callable[[Transaction], object]) -> None:
    with told(empty_postgres).engine.begin() as connection:
        # Among a handful of rows reading them all is cheapest: what is asked here is whether there is another way.
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        plans = list(plans_of(connection, question, "EXPLAIN"))
    assert plans
    for plan in plans:
        assert "Seq Scan" not in plan, plan


def test_each_look_for_candidates_reads_one_index_and_no_more_than_it_needs(memory_store: SqlStore) -> None:
    with memory_store.engine.begin() as connection:
        first = next(plans_of(connection, lambda tx: tx.candidates(Reading((mention(),))), "EXPLAIN QUERY PLAN"))
    looks = [part for part in first.split("; ") if part.startswith("SEARCH")]
    assert set(looks) == {
        "SEARCH headings USING COVERING INDEX ix_headings_heading_closed_stated_at_key (heading=? AND closed=?)"
    }
    assert "TEMP B-TREE" not in first


def told(store: SqlStore) -> SqlStore:
    """The store, in which a record has a story that the questions meet."""
    with store.begin() as tx:
        tx.add_document(document(), reading(), NOON)
        tx.save_change(opened(deadline()), None, NOON)
        tx.enqueue([reminder()], NOON)
        tx.rewrite(Rewrite(deadline().key, EARLY, None, (Step(LATE, ChangeReason.NEW, deadline()),)))
    return store


@pytest.mark.parametrize("question", QUESTIONS[:2] + QUESTIONS[3:5] + QUESTIONS[-2:])
def test_the_index_gives_the_order_too(memory_store: SqlStore, question: Callable[[Transaction], object]) -> None:
    with memory_store.engine.begin() as connection:
        assert not any("TEMP B-TREE" in plan for plan in plans_of(connection, question, "EXPLAIN QUERY PLAN"))


def plans_of(connection: Connection, question: Callable[[Transaction], object], explain: str) -> Iterator[str]:
    """The database's plans for all that the question asks."""
    from monitor.store.opening import SqlTransaction

    with listening(connection) as asked:
        question(SqlTransaction(connection, "the database"))
    for statement, parameters in asked:
        if statement.split()[0] in ("SELECT", "UPDATE", "DELETE"):
            rows = connection.exec_driver_sql(f"{explain} {statement}", parameters)
            yield "; ".join(row[-1] for row in rows)
