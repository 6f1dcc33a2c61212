"""Deliveries, pages read again and the past of a source, as jobs: done once by whoever, and safe to do twice."""

import asyncio
from datetime import date, timedelta
from itertools import pairwise

from engine_stage import START, Works, beside, until
from pipeline_stage import NEWS, QUIET, tariff

from monitor.engine.acts import begin_backfill, lock_of, page_job
from monitor.engine.holding import holding, number_of
from monitor.engine.jobs import Job
from monitor.engine.politeness import SharedTurns
from monitor.policy import Circuit
from monitor.policy.holding import GATHER
from monitor.ports import Presence
from monitor.types import Backfill


def told_something(works: Works) -> None:
    """An alert that waits for the desk, and is due."""
    works.stage.publish(QUIET)
    works.run(works.scheduler.poll())
    works.poll(works.slot())
    works.stage.publish(tariff("2026-03-03T08:30", "March 20"), QUIET)
    works.stage.now = works.slot()
    works.poll(works.slot())
    works.stage.now += GATHER
    works.ask("TRUNCATE monitor_jobs.pgqueuer")


def test_a_receiver_is_offered_a_delivery_when_something_is_due(works: Works) -> None:
    told_something(works)
    works.run(works.scheduler.deliver())
    works.run(works.scheduler.deliver())
    assert works.queue() == [("deliver:desk", "queued")]


def test_a_receiver_that_is_left_alone_is_offered_nothing(works: Works) -> None:
    told_something(works)
    with works.store.begin() as tx:
        tx.save_circuit(Circuit("desk", 9, START, works.stage.now + timedelta(hours=1), "no answer"))
    works.run(works.scheduler.deliver())
    assert works.queue() == []


def test_what_somebody_left_under_way_is_offered_when_its_lease_is_over(works: Works) -> None:
    told_something(works)
    with works.store.begin() as tx:
        assert tx.claim(works.stage.now, 5)
        assert tx.receivers_due(works.stage.now) == []
    works.stage.now += timedelta(minutes=2)
    with works.store.begin() as tx:
        assert tx.receivers_due(works.stage.now) == ["desk"]


def test_a_delivery_run_twice_sends_once(works: Works) -> None:
    told_something(works)

    async def twice() -> None:
        await asyncio.gather(*(works.acts.deliver(Job("deliver", "desk")) for _ in range(2)))
        await works.acts.deliver(Job("deliver", "desk"))

    works.run(twice())
    assert works.stage.desk.whys == ["new"]


def test_the_past_of_a_source_is_a_chain_of_jobs_that_a_second_run_does_not_break(works: Works) -> None:
    works.stage.publish(QUIET)
    state = works.run(begin_backfill(works.stage.world, NEWS, date(2026, 1, 1)))
    assert works.queue() == [("backfill:wire:2026-01-01/1", "queued")]
    for _ in range(2):
        works.run(works.acts.backfill(page_job(state)))
    assert works.queue()[1:] == [("backfill:wire:2026-01-01/2", "queued")]
    works.run(works.acts.backfill(page_job(Backfill("wire", date(2026, 1, 1), 2))))
    with works.store.begin() as tx:
        assert tx.backfill("wire").done  # type: ignore[union-attr]
    asked = len(works.stage.web.asked)
    works.run(works.acts.backfill(page_job(state)))
    assert len(works.stage.web.asked) == asked


def test_a_poll_and_the_pages_of_a_source_take_turns() -> None:
    assert lock_of(Job("poll", "a", "x")) == lock_of(Job("reread", "a")) != lock_of(Job("deliver", "a"))
    assert number_of("source:a") != number_of("source:b")


def test_a_worker_does_what_the_scheduler_offers(works: Works) -> None:
    works.stage.publish(QUIET)
    works.run(works.scheduler.poll())
    first = works.slot()

    async def story() -> None:
        await until(lambda: works.slot() > first)
        await until(lambda: works.queue() == [])

    works.run(beside(story(), works.worker.run(), works.worker.stop))
    with works.store.begin() as tx:
        assert tx.counts()["documents"] == 1
        assert tx.presences() == [], "who ends well is not missed"


def test_a_job_whose_source_is_in_other_hands_waits(works: Works) -> None:
    works.stage.publish(QUIET)
    works.run(works.scheduler.poll())
    first = works.slot()

    async def story() -> None:
        async with holding(works.address, "another") as other:
            assert await other.take("source:wire")
            await until(lambda: any(state == "queued" and _tries(works) for _, state in works.queue()))
            assert works.slot() == first
            assert works.stage.web.asked == []
        await until(lambda: works.slot() > first)

    works.run(beside(story(), works.worker.run(), works.worker.stop))


def _tries(works: Works) -> int:
    return int(works.ask("SELECT max(attempts) FROM monitor_jobs.pgqueuer")[0][0])


def test_one_scheduler_leads_and_the_next_takes_its_place(works: Works) -> None:
    from monitor.engine.scheduler import Scheduler

    other = Scheduler(works.stage.world, [NEWS], address=works.address)
    first = works.scheduler

    async def story() -> None:
        task = asyncio.create_task(first.run())
        await until(lambda: first.leads)
        second = asyncio.create_task(other.run())
        await until(lambda: len(_shown(works)) == 2)
        assert not other.leads
        first.stop.set()
        await task
        await until(lambda: other.leads)
        await until(lambda: [shown.leads for shown in _shown(works)] == [True])
        other.stop.set()
        await second

    works.run(story())


def _shown(works: Works) -> list[Presence]:
    with works.store.read() as tx:
        return tx.presences()


def test_a_leader_whose_session_is_ended_leads_no_longer(works: Works) -> None:
    async def story() -> None:
        await until(lambda: works.scheduler.leads)
        works.ask("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted")
        await until(lambda: not works.scheduler.leads, 5)
        await until(lambda: works.scheduler.leads)

    works.run(beside(story(), works.scheduler.run(), works.scheduler.stop))


def test_the_gap_between_two_requests_to_a_host_holds_for_all_workers(works: Works) -> None:
    asked: list[tuple[float, float]] = []

    async def ask(turns: SharedTurns) -> None:
        loop = asyncio.get_running_loop()
        async with turns.turn("wire.example"):
            began = loop.time()
            await asyncio.sleep(0.05)
            asked.append((began, loop.time()))

    async def story() -> None:
        workers = [SharedTurns(works.address, gap=0.2) for _ in range(3)]
        await asyncio.gather(*(ask(turns) for turns in workers for _ in range(2)))
        for turns in workers:
            await turns.close()

    works.run(story())
    asked.sort()
    gaps = [later[0] - earlier[1] for earlier, later in pairwise(asked)]
    assert len(gaps) == 5
    assert min(gaps) >= 0.19


def test_a_host_that_a_dead_worker_took_is_free_again(works: Works) -> None:
    async def story() -> None:
        dead, alive = SharedTurns(works.address, taken=0.3), SharedTurns(works.address)
        await dead._take("wire.example")
        await dead.close()
        async with asyncio.timeout(10), alive.turn("wire.example"):
            pass
        await alive.close()

    works.run(story())


def test_a_host_stays_taken_as_long_as_the_request_lasts(works: Works) -> None:
    async def story() -> bool:
        slow, other = SharedTurns(works.address, taken=0.4), SharedTurns(works.address)
        async with slow.turn("wire.example"):
            taken_at = works.ask("SELECT free_at FROM hosts")
            await until(lambda: works.ask("SELECT free_at FROM hosts") > taken_at)
            waiting = asyncio.ensure_future(other._take("wire.example"))
            await until(lambda: works.ask("SELECT free_at > %s + interval '1 second' FROM hosts", *taken_at[0])[0][0])
            early = waiting.done()
        await waiting
        for turns in (slow, other):
            await turns.close()
        return early

    assert not works.run(story())


def test_what_waits_is_counted_by_kind(works: Works) -> None:
    told_something(works)
    works.run(works.scheduler.deliver())
    works.ask("UPDATE monitor_jobs.pgqueuer SET execute_after = now() - interval '90 seconds'")
    with works.store.read() as tx:
        [depth] = tx.depths()
    assert (depth.kind, depth.waiting, depth.doing) == ("deliver", 1, 0)
    assert 80 < depth.lag.total_seconds() < 300
