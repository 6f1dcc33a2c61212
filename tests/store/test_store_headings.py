"""Candidates are found under headings: none that the ledger would recognise is missed, however old, wherever it is stored."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from store_examples import AUTUMN, DAY, HOUR, MIDNIGHT, NOON, deadline, mention, opened, revised

from monitor.ledger.carrying import DEFERRED
from monitor.ledger.identity import likeness
from monitor.ports import Store
from monitor.store.headings import filed, sought
from monitor.store.migrations.versions import r0003_headings
from monitor.store.opening import SqlStore
from monitor.types import (
    DEMANDS,
    Change,
    ChangeReason,
    Deadline,
    DeadlineKind,
    Measure,
    MeasureKind,
    Mention,
    Place,
    Reading,
    Rewrite,
    Step,
)

ISSUERS = ("US", "EU", "UK", "GB", "CN", None)
ALL = "ALL"
TARGETS = ("CA", "MX", "CN", "IN", "RU", "GB", "UK", "EU")
OTHERS = ("JP", "KR", "BR", "TW", "CH", "VN")
NUMBERS = (None, None, None, "GL 128", "GL 128A", "GL 13", "EO 14257")

MEASURES = st.builds(
    lambda kind, issuer, targets, number: Measure(kind, issuer, tuple(sorted(targets)), instrument=number),
    st.sampled_from(MeasureKind),
    st.sampled_from(ISSUERS),
    st.sets(st.sampled_from((*TARGETS, ALL)), max_size=3),
    st.sampled_from(NUMBERS),
)
ROLES = st.sampled_from(DeadlineKind)


def recognises(said: Mention, record: Deadline) -> bool:
    """May the ledger take the statement to be about this record?"""
    demands = {said.kind, record.kind} <= DEMANDS
    return likeness(said.measure, said.scope, record.measure, record.scope, demands=demands) is not None


@given(ROLES, MEASURES, ROLES, MEASURES)
def test_whatever_is_alike_shares_a_heading(
    role: DeadlineKind, measure: Measure, known_role: DeadlineKind, known: Measure
) -> None:
    said, record = mention(kind=role, measure=measure), deadline(kind=known_role, measure=known)
    if recognises(said, record):
        assert sought(Reading((said,))).keys() & filed(record)


@pytest.mark.parametrize("kind", sorted(DEFERRED))
def test_a_deferral_and_the_licence_that_carries_it_share_a_heading(kind: MeasureKind) -> None:
    put_off, licence = Measure(kind, "US", ("RS",)), Measure(MeasureKind.LICENCE, "US", ("RS",), instrument="GL 140")
    for said, known in ((put_off, licence), (licence, put_off)):
        assert sought(Reading((mention(measure=said),))).keys() & filed(deadline(measure=known))


@pytest.mark.parametrize(
    ("size", "vague"),
    [
        pytest.param(400, False, id="one that names issuer and target, among four hundred"),
        pytest.param(160, True, id="any, among a hundred and sixty"),
    ],
)
def test_no_record_that_is_recognised_is_lost_to_a_statement(store: Store, size: int, vague: bool) -> None:
    """In a ledger of ordinary size: half of it is of one issuer, and two in five records are tariffs."""
    chance = Random(7)
    records = [_some_record(chance, number) for number in range(size)]
    with store.begin() as tx:
        for record in records:
            tx.save_change(opened(record), None, NOON)
        for _ in range(60):
            said = _some_mention(chance)
            if vague or (said.measure.issuer and set(said.measure.targets) - {"ALL"}):
                found = {record.key for record in tx.candidates(Reading((said,)))}
                lost = [record.key for record in records if recognises(said, record) and record.key not in found]
                assert lost == []


def _some_measure(chance: Random) -> Measure:
    kind = chance.choices(list(MeasureKind), (40, 30, 8, 4, 12, 3, 3))[0]
    issuer = chance.choices(ISSUERS, (50, 20, 8, 2, 15, 5))[0]
    named = chance.choices([*TARGETS, *OTHERS, ALL, ""], (12, 8, 12, 8, 12, 4, 2, 8, *[4] * len(OTHERS), 8, 8))[0]
    rate = chance.choice((None, 10.0, 25.0))
    return Measure(kind, issuer, (named,) if named else (), rate, chance.choice(NUMBERS))


def _some_record(chance: Random, number: int) -> Deadline:
    due = replace(MIDNIGHT, day=date(2026, 8, 3) + timedelta(days=chance.randrange(-500, 300)))
    return deadline(
        f"record {number}",
        kind=chance.choice(list(DeadlineKind)),
        measure=_some_measure(chance),
        due=due,
        stated_at=NOON - chance.randrange(10_000) * HOUR,
        ended_day=due.day if due.day < date(2026, 8, 3) else None,
    )


def _some_mention(chance: Random) -> Mention:
    return mention(kind=chance.choice(list(DeadlineKind)), measure=_some_measure(chance), previous=None)


RUSSIA = Measure(MeasureKind.LICENCE, "US", ("RU",))
CROWD = [
    deadline(f"crowd {n}", measure=RUSSIA, stated_at=NOON - n * HOUR, ended_day=date(2026, 8, 1)) for n in range(300)
]
OLD = deadline(
    "old",
    measure=replace(RUSSIA, instrument="GL 128A"),
    due=replace(MIDNIGHT, day=date(2024, 4, 29)),
    stated_at=NOON - 900 * DAY,
    ended_day=date(2024, 4, 29),
)


@pytest.mark.parametrize(
    ("said", "is_found"),
    [
        pytest.param(mention(measure=replace(RUSSIA, instrument="GL 128B")), True, id="by its number"),
        pytest.param(
            mention(measure=RUSSIA, due=replace(OLD.due, day=date(2024, 4, 28))),
            True,
            id="by its day, give or take one",
        ),
        pytest.param(mention(measure=RUSSIA, previous=OLD.due), True, id="by the day replaced"),
        pytest.param(mention(measure=RUSSIA), False, id="by nothing else"),
    ],
)
def test_an_old_record_behind_a_crowd_is_found(store: Store, said: Mention, is_found: bool) -> None:
    with store.begin() as tx:
        for record in (*CROWD, OLD):
            tx.save_change(opened(record), None, NOON)
        found = {record.key for record in tx.candidates(Reading((said,)))}
    assert ("old" in found) == is_found


def test_a_record_is_found_by_what_it_was_called_before(store: Store) -> None:
    first = opened(deadline(measure=Measure(MeasureKind.TARIFF)))
    second = revised(first.new, measure=Measure(MeasureKind.TARIFF, "US", ("IN",)))
    brazil = Reading((mention(measure=Measure(MeasureKind.TARIFF, "US", ("BR",)), due=AUTUMN, previous=None),))
    with store.begin() as tx:
        for change in (first, second):
            tx.save_change(change, None, NOON)
        assert tx.candidates(brazil) == [second.new]


def test_a_record_is_found_by_what_a_text_found_late_calls_it(store: Store) -> None:
    india = opened(deadline(measure=Measure(MeasureKind.TARIFF, "US", ("IN",))))
    nobody = replace(india.new, measure=Measure(MeasureKind.TARIFF))
    brazil = Reading((mention(measure=Measure(MeasureKind.TARIFF, "US", ("BR",)), due=AUTUMN, previous=None),))
    place = Place(NOON - DAY, "1:d")
    with store.begin() as tx:
        tx.save_change(india, None, NOON)
        assert tx.candidates(brazil) == []
        tx.rewrite(Rewrite(nobody.key, place, place, (Step(place, ChangeReason.NEW, nobody),)))
        assert tx.candidates(brazil) == [india.new]


def test_a_withdrawn_record_is_no_candidate_until_it_is_told_again(store: Store) -> None:
    first = opened(deadline())
    gone = revised(first.new, ChangeReason.SUPERSEDED, ended_day=date(2026, 8, 4))
    back = Change(ChangeReason.NEW, replace(gone.new, ended_day=None, revision=3), gone.new, NOON)
    with store.begin() as tx:
        tx.save_change(first, None, NOON)
        tx.save_change(gone, None, NOON, withdrawn=True)
        assert tx.candidates(Reading((mention(),))) == []
        tx.save_change(back, None, NOON)
        assert tx.candidates(Reading((mention(),))) == [back.new]


def test_a_reading_of_hundreds_of_measures_is_asked_in_parts(store: Store) -> None:
    said = [mention(measure=Measure(MeasureKind.TARIFF, "US", ("CA",), instrument=f"No {n}")) for n in range(450)]
    record = deadline(measure=Measure(MeasureKind.TARIFF, "US", ("MX", "CA")))
    with store.begin() as tx:
        tx.save_change(opened(record), None, NOON)
        assert tx.candidates(Reading(tuple(said))) == [record]


def test_records_of_an_older_schema_are_filed_when_the_database_is_opened(store: SqlStore) -> None:
    first = opened(deadline(measure=Measure(MeasureKind.TARIFF)))
    second = revised(first.new, measure=Measure(MeasureKind.TARIFF, "US", ("IN",)))
    with store.begin() as tx:
        for change in (first, second):
            tx.save_change(change, None, NOON)
            tx.add_step(Step(Place(change.at), change.reason, change.new))
    with store.engine.begin() as connection:
        before = connection.execute(text("SELECT key, heading, closed FROM headings ORDER BY key, heading")).all()
        connection.execute(text("DROP TABLE headings"))
    with store.engine.begin() as connection:
        with Operations.context(MigrationContext.configure(connection)):
            r0003_headings.upgrade()
        after = connection.execute(text("SELECT key, heading, closed FROM headings ORDER BY key, heading")).all()
    assert before == after
    assert len(after) > 4
