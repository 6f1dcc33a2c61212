"""Exactly one poll per source and slot: a job run twice stores nothing twice, whatever came between."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from engine_stage import START, Works
from pipeline_stage import NEWS, QUIET, tariff

from monitor.engine.jobs import Job, offer
from monitor.errors import FetchError, SlotError, StoreError
from monitor.pipeline.poll import poll_list
from monitor.pipeline.schedule import take_slot
from monitor.ports import Query
from monitor.types import SourceState


def counts(works: Works) -> dict[str, int]:
    with works.store.begin() as tx:
        return tx.counts()


def polled_once(works: Works) -> None:
    """A baseline, and the next slot come."""
    works.stage.publish(QUIET)
    works.run(works.scheduler.poll())
    works.poll(works.slot())
    works.stage.now = works.slot()


def test_a_source_never_polled_is_offered_at_once(works: Works) -> None:
    works.run(works.scheduler.poll())
    assert works.queue() == [(f"poll:wire:{START.isoformat()}", "queued")]


def test_a_slot_is_offered_once_however_often_it_is_asked_what_is_due(works: Works) -> None:
    for _ in range(3):
        works.run(works.scheduler.poll())
        works.scheduler._offered.clear()
    assert len(works.queue()) == 1


def test_a_source_that_is_off_is_not_offered(works: Works) -> None:
    works.scheduler.sources = [replace(NEWS, enabled=False)]
    works.run(works.scheduler.poll())
    assert works.queue() == []


def test_a_slot_planned_by_a_clock_that_was_wrong_has_come(works: Works) -> None:
    with works.store.begin() as tx:
        tx.save_source(SourceState(NEWS.name, START + timedelta(days=30)))
    works.run(works.scheduler.poll())
    assert len(works.queue()) == 1


def test_a_job_moves_the_source_on_and_is_nothing_when_run_again(works: Works) -> None:
    polled_once(works)
    works.stage.publish(tariff("2026-03-03T08:30", "March 20"), QUIET)
    slot, asked = works.slot(), len(works.stage.web.asked)
    works.poll(slot)
    assert works.slot() > slot
    before = counts(works)
    assert (before["documents"], before["alerts_pending"]) == (2, 1)
    works.poll(slot)
    assert counts(works) == before
    assert len(works.stage.web.asked) == asked + 1, "the publisher is not asked again either"


def test_of_two_workers_in_one_slot_one_stores(works: Works) -> None:
    polled_once(works)
    works.stage.publish(tariff("2026-03-03T08:30", "March 20"), QUIET)
    slot = works.slot()

    async def both() -> list[object]:
        turns = [await take_slot(works.stage.world, NEWS, slot) for _ in range(2)]
        return await asyncio.gather(
            *(poll_list(works.stage.world, NEWS, turn) for turn in turns), return_exceptions=True
        )

    told = works.run(both())
    assert [type(each).__name__ for each in told].count("SlotError") == 1
    with works.store.begin() as tx:
        assert len(tx.deadlines(Query())) == 1
    assert counts(works)["documents"] == 2


def test_who_wakes_up_late_stores_nothing(works: Works) -> None:
    polled_once(works)
    slot = works.slot()

    async def late() -> None:
        get = works.stage.web.get

        async def slow(url: str, *rest: object) -> object:
            works.stage.web.get = get  # type: ignore[method-assign]
            await poll_list(works.stage.world, NEWS, turns.pop())
            return await get(url, *rest)  # type: ignore[arg-type]

        works.stage.web.get = slow  # type: ignore[assignment, method-assign]
        turns = [await take_slot(works.stage.world, NEWS, slot) for _ in range(2)]
        await poll_list(works.stage.world, NEWS, turns.pop())

    works.stage.publish(tariff("2026-03-03T08:30", "March 20"), QUIET)
    with pytest.raises(SlotError):
        works.run(late())
    assert counts(works)["documents"] == 2


def test_who_wakes_up_late_notes_nothing_where_nothing_was_new_either(works: Works) -> None:
    polled_once(works)
    slot, world = works.slot(), works.stage.world

    async def both() -> list[object]:
        turns = [await take_slot(world, NEWS, slot) for _ in range(2)]
        return [
            await poll_list(world, NEWS, turns[0]),
            *await asyncio.gather(poll_list(world, NEWS, turns[1]), return_exceptions=True),
        ]

    first, second = works.run(both())
    moved = works.slot()
    assert first.unchanged
    assert isinstance(second, SlotError)
    assert works.slot() == moved


def test_a_failed_poll_has_had_its_slot(works: Works) -> None:
    polled_once(works)
    works.stage.web.answers[NEWS.url] = FetchError("busy", status=503)
    slot = works.slot()
    works.poll(slot)
    works.poll(slot)
    with works.store.begin() as tx:
        assert tx.source_states()[NEWS.name].failures == 1
    assert works.slot() > slot


def test_a_database_that_fails_is_no_failure_of_the_source(works: Works) -> None:
    polled_once(works)
    slot, world = works.slot(), works.stage.world

    async def broken(*_: object) -> object:
        raise StoreError("gone")

    works.stage.web.get = broken  # type: ignore[assignment, method-assign]
    with pytest.raises(StoreError):
        works.run(poll_list(world, NEWS, works.run(take_slot(world, NEWS, slot))))
    assert works.slot() == slot


def test_a_job_of_a_source_that_is_watched_no_more_is_nothing(works: Works) -> None:
    works.poll(START, "gone")
    assert works.stage.web.asked == []


def test_what_is_rolled_back_was_not_offered(works: Works) -> None:
    def break_off() -> None:
        with works.store.begin() as tx:
            assert offer(tx, [Job("poll", "wire", "x")]) == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert works.queue() == []
