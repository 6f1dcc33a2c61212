"""What was known at an instant of the past, on every database: later documents change no answer."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from store_examples import AUTUMN, DAY, HOUR, MIDNIGHT, NOON, deadline, document, evidence, mention, opened, revised

from monitor.pipeline.learn import learn
from monitor.ports import Query, Store
from monitor.store.opening import SqlStore
from monitor.store.schema import MIGRATIONS
from monitor.types import ChangeReason, Due, Firmness, Measure, MeasureKind, Reading, Status

FIRST = opened(deadline())
MOVED = revised(FIRST.new, ChangeReason.MOVED_LATER, due=AUTUMN)
ENDED = revised(MOVED.new, ChangeReason.REVOKED, status=Status.REVOKED, ended_day=date(2026, 8, 9))


@pytest.fixture
def lived(store: Store) -> Store:
    """A record that was opened, moved a day later, and revoked two days later."""
    with store.begin() as tx:
        for number, change in enumerate((FIRST, MOVED, ENDED)):
            tx.save_change(change, None, NOON + number * DAY)
    return store


@pytest.mark.parametrize(
    ("instant", "known"),
    [
        pytest.param(NOON - HOUR, [], id="nothing before it was learnt"),
        pytest.param(NOON, [FIRST.new], id="the first date from the very instant on at which it was learnt"),
        pytest.param(NOON + DAY - HOUR, [FIRST.new], id="the first date until the move was learnt"),
        pytest.param(NOON + DAY, [MOVED.new], id="then the second"),
        pytest.param(NOON + 9 * DAY, [ENDED.new], id="and at last how it ended"),
    ],
)
def test_a_record_is_shown_as_it_was_known(lived: Store, instant: datetime, known: list[object]) -> None:
    with lived.begin() as tx:
        assert tx.deadlines(Query(known_at=instant)) == known


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({"until": date(2026, 8, 31)}, True, id="its date of that day counts, not the present one"),
        pytest.param({"since": date(2026, 8, 31)}, False, id="nor the one it got later"),
        pytest.param({"open_only": True}, True, id="it was open then"),
        pytest.param({"statuses": (Status.REVOKED,)}, False, id="it was not revoked then"),
        pytest.param({"country": "MX"}, True, id="by target"),
        pytest.param({"country": "NO"}, False, id="not by another country"),
        pytest.param({"issuer": "US", "kinds": (deadline().kind,)}, True, id="by issuer and kind"),
    ],
)
def test_the_other_filters_look_at_that_day_s_record(lived: Store, asked: dict[str, Any], found: bool) -> None:
    with lived.begin() as tx:
        assert tx.deadlines(Query(known_at=NOON + HOUR, **asked)) == ([FIRST.new] if found else [])


def test_a_withdrawn_record_shows_while_it_was_known(store: Store) -> None:
    with store.begin() as tx:
        tx.save_change(FIRST, None, NOON)
        tx.save_change(ENDED, None, NOON + DAY, withdrawn=True)
    with store.begin() as tx:
        assert tx.deadlines(Query(known_at=NOON + HOUR)) == [FIRST.new]
        assert tx.deadlines(Query(known_at=NOON + DAY)) == tx.deadlines(Query()) == []
        assert [written.withdrawn for written in tx.history(FIRST.new.key)] == [False, True]
        assert [written.learnt_at for written in tx.history(FIRST.new.key)] == [NOON, NOON + DAY]


def test_they_come_by_date_and_no_more_than_asked(store: Store) -> None:
    with store.begin() as tx:
        for key, due in (("later", AUTUMN), ("b", MIDNIGHT), ("a", MIDNIGHT)):
            tx.save_change(opened(deadline(key, due=due)), None, NOON)
        assert [each.key for each in tx.deadlines(Query(known_at=NOON))] == ["a", "b", "later"]
        assert [each.key for each in tx.deadlines(Query(known_at=NOON, limit=2))] == ["a", "b"]


PAPERS = st.lists(
    st.tuples(
        st.integers(0, 20),  # hours before NOON at which it was published
        st.sampled_from([1, 2, 3, 5]),
        st.sampled_from([3, 9, 10, 24]),
        st.sampled_from([Status.ANNOUNCED, Status.EXTENDED, Status.THREATENED, Status.REVOKED]),
        st.sampled_from([("CA",), ("NO",), ("ALL",)]),
    ),
    min_size=2,
    max_size=6,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(papers=PAPERS)
def test_documents_that_arrive_later_change_no_answer(store: Store, papers: list[Any]) -> None:
    answers = {}
    with store.begin() as tx:
        outer = tx.connection.begin_nested()  # type: ignore[attr-defined]  each example leaves the store empty
        for number, (hours, rank, day, status, targets) in enumerate(papers):
            published = NOON - hours * HOUR
            said = mention(
                kind=deadline().kind,
                due=Due(date(2026, 9, day), "America/New_York"),
                measure=Measure(MeasureKind.TARIFF, "US", targets, 50.0),
                status=status,
                firmness=Firmness.SIGNED if rank == 5 else Firmness.SAID,
                previous=None,
                alternatives=(),
            )
            paper = document(id=f"d{number}", rank=rank, official=rank > 2, published=published, text=str(number))
            now = NOON + number * HOUR
            learn(tx, paper, Reading((said,)), (), now)
            answers[now] = tx.deadlines(Query())
            assert all(tx.deadlines(Query(known_at=then)) == answers[then] for then in answers)
            half_an_hour = timedelta(minutes=30)
            assert all(tx.deadlines(Query(known_at=then + half_an_hour)) == answers[then] for then in answers)
        outer.rollback()


def test_revisions_of_before_are_found_too(store: SqlStore) -> None:
    """What the columns hold after the migration is what they would hold had the program written them."""
    columns = "issuer, targets, kind, status, due_at, due_day, last_day, ended_day, withdrawn"
    with store.begin() as tx:
        tx.save_change(FIRST, None, NOON)
        tx.save_change(MOVED, None, NOON + DAY)
        tx.save_change(ENDED, None, NOON + 2 * DAY, withdrawn=True)
        tx.save_change(opened(deadline("bare", measure=Measure(MeasureKind.OTHER))), NOON, NOON)
        tx.save_change(opened(deadline("doubted")), NOON, NOON)
        tx.save_change(opened(deadline("sure", evidence=evidence(warnings=()))), NOON, NOON)
        tx.save_change(opened(deadline("unsure", evidence=evidence(warnings=(), confidence=0.6))), NOON, NOON)
        disputed = evidence(warnings=("disputed: 2026-08-25 according to gazette",))
        tx.save_change(opened(deadline("settled", status=Status.IN_FORCE, evidence=disputed)), None, NOON)
    with store.engine.begin() as connection:
        ordered = text(f"SELECT {columns} FROM revisions ORDER BY id")
        written = connection.execute(ordered).all()
        doubted = text("SELECT key, doubted_at FROM deadlines ORDER BY key")
        in_doubt = connection.execute(doubted).all()
        connection.execute(text("DROP INDEX ix_revisions_last_day"))
        connection.execute(text("DROP INDEX ix_deadlines_doubted_at_key"))
        connection.execute(text("ALTER TABLE deadlines DROP COLUMN doubted_at"))
        for column in columns.split(", "):
            connection.execute(text(f"ALTER TABLE revisions DROP COLUMN {column}"))
        with Operations.context(MigrationContext.configure(connection)):
            migration("0004").upgrade()
        assert connection.execute(ordered).all() == written
        assert connection.execute(doubted).all() == in_doubt
        assert [(key, at is not None) for key, at in in_doubt] == IN_DOUBT


IN_DOUBT = [
    ("bare", True),
    ("doubted", True),
    ("settled", True),
    ("sure", False),
    ("unsure", True),
    (FIRST.new.key, False),
]


def migration(name: str) -> Any:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(config).get_revision(name).module
