"""Notes of polls that found nothing new: written together, waited for by nobody alone, and not stored for polls broken off."""

import asyncio
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from pipeline_stage import NEWS, QUIET, Stage, at

from monitor.errors import StoreError
from monitor.pipeline.notes import ENOUGH
from monitor.pipeline.poll import Poll, poll, take_due
from monitor.ports import Store, Transaction

MANY = [replace(NEWS, name=f"wire{n}", url=f"https://wire{n}.example/feed") for n in range(ENOUGH + 5)]


class Disk:
    """A database whose disk may be full."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.full = False

    def begin(self) -> AbstractContextManager[Transaction]:
        if self.full:
            raise StoreError("the disk is full")
        return self._store.begin()


@pytest.fixture
def stage(memory_store: Store) -> Stage:
    stage = Stage(Disk(memory_store), at("2026-03-03T09:00"))  # type: ignore[arg-type]
    for source in MANY:
        stage.publish(QUIET, source=source)
    stage.run(swept(stage))
    stage.now = at("2026-03-03T10:00")
    return stage


async def swept(stage: Stage) -> list[Poll]:
    turns = await take_due(stage.world, MANY)
    return await asyncio.gather(*(poll(stage.world, turn.source, turn) for turn in turns))


def answered_now(stage: Stage) -> int:
    with stage.store.begin() as tx:
        return sum(state.last_ok_at == stage.now for state in tx.source_states().values())


def test_every_poll_of_a_sweep_is_noted_when_it_is_over(stage: Stage) -> None:
    results = stage.run(swept(stage))
    assert len(results) == len(MANY)
    assert all(result.unchanged for result in results)
    assert answered_now(stage) == len(MANY)


def test_a_poll_alone_is_noted_at_once(stage: Stage) -> None:
    assert stage.run(poll(stage.world, MANY[0])).unchanged
    assert answered_now(stage) == 1


def test_a_note_that_cannot_be_stored_fails_all_that_wrote_it(stage: Stage) -> None:
    turns = stage.run(take_due(stage.world, MANY))

    async def go() -> list[object]:
        polls = (poll(stage.world, turn.source, turn) for turn in turns)
        return list(await asyncio.gather(*polls, return_exceptions=True))

    stage.store.full = True  # type: ignore[attr-defined]
    assert {type(result) for result in stage.run(go())} == {StoreError}


def test_polls_that_were_broken_off_leave_no_note_to_others(stage: Stage) -> None:
    async def broken_off() -> None:
        tasks = [asyncio.create_task(poll(stage.world, source)) for source in MANY[:3]]
        await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    stage.run(broken_off())
    assert stage.run(poll(stage.world, MANY[3])).unchanged
