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
from sqlalchemy import Connection, DateTime, event, inspect
from sqlmodel import UTCDateTime
from store_examples import NOON, document, mention

import monitor.store
from monitor.ports import Query, Transaction
from monitor.store.opening import SqlStore
from monitor.store.schema import MIGRATIONS, bring_up_to_date, revisions
from monitor.store.tables import Table
from monitor.types import Reading


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


QUESTIONS: list[Any] = [
    pytest.param(lambda tx: tx.deadlines_waking(NOON, 50), id="deadlines waking"),
    pytest.param(lambda tx: tx.deadlines_reminding(NOON, 50), id="deadlines reminding"),
    pytest.param(lambda tx: tx.next_due(), id="the next due instant"),
    pytest.param(lambda tx: tx.claim(NOON, 50), id="claim"),
    pytest.param(lambda tx: tx.outbox([], 50), id="the log"),
    pytest.param(lambda tx: tx.has_text("d"), id="known words"),
    pytest.param(lambda tx: tx.known_digests("gazette", [document().url]), id="known addresses"),
    pytest.param(lambda tx: tx.candidates(Reading((mention(),))), id="candidates"),
    pytest.param(lambda tx: tx.supersede("key", NOON), id="superseding"),
    pytest.param(lambda tx: tx.deadlines(Query(known_at=NOON, since=NOON.date())), id="what was known then"),
    pytest.param(lambda tx: tx.doubted(50), id="what is in doubt"),
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_index_answers(memory_store: SqlStore, question: Callable[[Transaction], object]) -> None:
    with memory_store.engine.begin() as connection:
        plans = list(plans_of(connection, question))
    assert plans
    for plan in plans:
        assert "SCAN" not in plan or "USING INDEX" in plan or "USING COVERING INDEX" in plan, plan


@pytest.mark.parametrize("question", QUESTIONS[:2] + QUESTIONS[3:5] + QUESTIONS[-1:])
def test_the_index_gives_the_order_too(memory_store: SqlStore, question: Callable[[Transaction], object]) -> None:
    with memory_store.engine.begin() as connection:
        assert not any("TEMP B-TREE" in plan for plan in plans_of(connection, question))


def plans_of(connection: Connection, question: Callable[[Transaction], object]) -> Iterator[str]:
    """SQLite's plans for all that the question asks."""
    from monitor.store.opening import SqlTransaction

    asked: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        asked.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    question(SqlTransaction(connection, "the database"))
    event.remove(connection, "before_cursor_execute", note)
    for statement, parameters in asked:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        yield "; ".join(row[3] for row in rows)
