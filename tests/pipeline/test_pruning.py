"""What is forgotten after a while, and what never is: whatever was told is not told a second time."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pipeline_stage import NEWS, QUIET, Stage, at, let_pass, tariff, told_of_a_duty

from monitor.pipeline import clock
from monitor.pipeline.deliver import deliver
from monitor.pipeline.planning import replan_all
from monitor.pipeline.poll import poll
from monitor.pipeline.pruning import Pruning
from monitor.ports import Query, Store
from monitor.types import Document, Reading

KEEP = timedelta(days=90)
LATER = datetime(2026, 9, 1, 4, tzinfo=UTC)


def pruned(stage: Stage, now: datetime = LATER) -> dict[str, int] | None:
    return asyncio.run(Pruning(KEEP).look(stage.world, now, lambda: False))


@pytest.fixture
def stage(memory_store: Store) -> Stage:
    """A duty began on 20 March; two reminders and its beginning were told."""
    stage = told_of_a_duty(memory_store)
    let_pass(stage, "2026-03-21T00:00", timedelta(hours=6))
    stage.desk.took_in.clear()
    stage.now = LATER
    return stage


def rows(stage: Stage) -> dict[str, int]:
    with stage.store.begin() as tx:
        return tx.counts()


def test_messages_of_long_ago_go_and_are_not_sent_again(stage: Stage) -> None:
    before = rows(stage)
    gone = pruned(stage)
    assert gone is not None
    assert gone["alerts"] == before["alerts_sent"] + before["alerts_superseded"]
    assert rows(stage)["alerts_sent"] == 0
    stage.run(replan_all(stage.world, stage.now))
    stage.run(clock.tick(stage.world, stage.now))
    stage.publish(tariff("2026-03-03T08:30", "March 20"), QUIET)
    stage.run(poll(stage.world, NEWS))
    stage.now += timedelta(minutes=2)
    stage.run(deliver(stage.world))
    assert stage.desk.took_in == []


def test_what_the_record_rests_on_stays(stage: Stage) -> None:
    before = rows(stage)
    pruned(stage)
    after = rows(stage)
    same = ("revisions", "deadlines", "steps", "mentions", "measures")
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    with stage.store.begin() as tx:
        (duty,) = tx.deadlines(Query(limit=5))
        assert tx.filed([duty.evidence.document or ""]) != []


def test_messages_about_a_date_that_is_still_to_come_stay(memory_store: Store) -> None:
    stage = told_of_a_duty(memory_store)
    with memory_store.begin() as tx:
        (duty,) = tx.deadlines(Query(limit=5))
        (row,) = tx.outbox([], 5)
        far = replace(duty, due=replace(duty.due, day=LATER.date()))
        tx.connection.exec_driver_sql("UPDATE deadlines SET last_day = '2026-09-01'")  # type: ignore[attr-defined]
    assert far.key == row.alert.key
    stage.now = LATER
    gone = pruned(stage)
    assert gone is not None
    assert gone["alerts"] == 0


def test_what_waits_and_what_was_given_up_stays(memory_store: Store) -> None:
    stage = told_of_a_duty(memory_store)
    with memory_store.begin() as tx:
        tx.connection.exec_driver_sql("UPDATE alerts SET state = 'dead'")  # type: ignore[attr-defined]
    assert pruned(stage) == {"alerts": 0, "documents": 0, "quarantine": 0}


def paper(number: int, when: datetime) -> Document:
    return Document(f"wire:{number}", "wire", f"https://wire.example/{number}", "Weather", "Fair.", when)


def test_texts_that_told_nothing_go_but_for_the_first_of_a_source(memory_store: Store) -> None:
    stage = Stage(memory_store, LATER)
    with memory_store.begin() as tx:
        for number, when in enumerate(("2025-01-01", "2025-02-01", "2026-03-01", "2026-08-30")):
            tx.add_document(paper(number, at(when)), Reading(), at(when))
    gone = pruned(stage)
    assert gone is not None
    assert gone["documents"] == 2
    with memory_store.begin() as tx:
        assert [each.document.id for each in tx.filed(f"wire:{n}" for n in range(4))] == ["wire:0", "wire:3"]
        assert tx.first_learnt() == {"wire": at("2025-01-01")}


def test_items_that_could_not_be_read_are_forgotten(memory_store: Store) -> None:
    stage = Stage(memory_store, LATER)
    with memory_store.begin() as tx:
        tx.quarantine("wire", "https://wire.example/old", "no date", at("2026-01-01"))
        tx.quarantine("wire", "https://wire.example/new", "no date", at("2026-08-30"))
    pruned(stage)
    with memory_store.begin() as tx:
        assert tx.set_aside() == {"wire": 1}


def test_it_is_done_once_a_night_and_gives_up_when_the_daemon_stops(memory_store: Store) -> None:
    stage, pruning = Stage(memory_store, LATER), Pruning(KEEP)

    async def looks() -> list[bool]:
        return [
            await pruning.look(stage.world, LATER, lambda: True) is not None,
            await pruning.look(stage.world, LATER, lambda: False) is not None,
            await pruning.look(stage.world, LATER + timedelta(hours=5), lambda: False) is not None,
            await pruning.look(stage.world, LATER + timedelta(days=1), lambda: False) is not None,
        ]

    assert stage.run(looks()) == [True, True, False, True]


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_many_go_slice_by_slice_also_where_they_are_of_one_instant(store: Store, limit: int) -> None:
    with store.begin() as tx:
        for number in range(7):
            tx.add_document(
                paper(number, at("2025-01-01")), Reading(), at("2025-01-01" if number < 3 else "2025-01-02")
            )
    since: datetime | None = at("2024-01-01")
    gone = 0
    with store.begin() as tx:
        first = tx.first_learnt()
        while since is not None:
            count, since = tx.prune_documents(at("2026-01-01"), since, limit, first)
            gone += count
        assert gone == 4 or limit < 4
        assert len(tx.filed(f"wire:{n}" for n in range(7))) == 7 - gone
