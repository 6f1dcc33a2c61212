"""The worker takes up changed files: what its jobs learnt meanwhile is planned anew."""

import asyncio
from datetime import timedelta

from engine_stage import START, Works
from pipeline_stage import EVERYTHING
from store_examples import deadline, opened

from monitor.engine.jobs import Job
from monitor.settings import Config


def test_only_what_was_learnt_while_its_jobs_ran_is_planned_anew(works: Works) -> None:
    later = START + timedelta(days=1)
    with works.store.begin() as tx:
        for key, learnt_at in (("old", START - timedelta(days=1)), ("new", START)):
            tx.save_change(opened(deadline(key, learnt_at=learnt_at, dated_at=learnt_at)), None, START)
            tx.set_reminder(key, later)

    async def story() -> None:
        job = asyncio.get_running_loop().create_future()
        works.worker._doing[Job("poll", "gazette")] = job
        await works.worker.take_up(Config((), (EVERYTHING,), {}))
        job.set_result(None)
        await asyncio.gather(*works.worker._replans)

    works.run(story())
    with works.store.begin() as tx:
        assert {record.key: at for record, at in tx.deadlines_ahead(START.date(), "", 9)} == {
            "new": START,
            "old": later,
        }
