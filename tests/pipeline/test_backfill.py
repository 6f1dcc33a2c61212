"""The past of a source: page by page back to a day, politely, and on from where it stopped."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pipeline_stage import Stage, at

from monitor import sources
from monitor.errors import FetchError
from monitor.pipeline.backfill import REST, Backfilling, Progress
from monitor.pipeline.poll import poll
from monitor.ports import Query, Store

WHITEHOUSE = replace(sources.coded_sources()["us_whitehouse_actions"], page=False, url="https://white.example/feed/")


@pytest.fixture
def stage(memory_store: Store) -> Stage:
    """A feed of ten pages with three items each, one a day, the newest on 30 June."""
    stage = Stage(memory_store, at("2026-07-01T09:00"))
    for number in range(1, 11):
        days = range(30 - 3 * (number - 1), 30 - 3 * number, -1)
        entries = [(f"2026-06-{day:02}T12:00", f"Order {day}", order(day)) for day in days]
        page = replace(WHITEHOUSE, url=sources.reader("whitehouse").older_page(WHITEHOUSE, number))  # type: ignore[misc]
        stage.publish(*entries, source=page)
    return stage


def order(day: int) -> str:
    return f"I hereby order that from August {day}, 2026, a duty of {day} percent shall apply to imports of steel from Brazil."


class Rests(list[timedelta]):
    async def __call__(self, rest: timedelta) -> None:
        self.append(rest)


def run(stage: Stage, since: date, rests: Rests | None = None, pages: int = 50) -> list[Progress]:
    """One run, at most so many pages long."""
    work = Backfilling(stage.world, WHITEHOUSE, since, rests if rests is not None else Rests())

    async def go() -> list[Progress]:
        state, made = await work.begin(), []
        while len(made) < pages and not (made and made[-1].done):
            made.append(await work.page(state))
            state = made[-1].backfill
        return made

    return asyncio.run(go())


def asked(stage: Stage) -> list[str]:
    return [url.removeprefix(WHITEHOUSE.url) for url, _ in stage.web.asked]


def test_pages_are_fetched_back_to_the_day_and_no_further(stage: Stage) -> None:
    made = run(stage, date(2026, 6, 24))
    assert asked(stage) == ["", "?paged=2", "?paged=3"]
    assert [progress.documents for progress in made] == [3, 3, 1]
    assert made[-1].done == "all of that time is fetched"


def test_nothing_is_told_and_dates_ahead_are_known(stage: Stage) -> None:
    run(stage, date(2026, 6, 28))
    with stage.store.begin() as tx:
        assert tx.outbox([], 10) == []
        assert tx.deadlines(Query())
        assert tx.next_due() is not None


def test_a_run_that_broke_off_goes_on_with_the_page_it_could_not_fetch(stage: Stage) -> None:
    second = f"{WHITEHOUSE.url}?paged=2"
    whole = stage.web.answers[second]
    stage.web.answers[second] = FetchError("answered 503", status=503)
    with pytest.raises(FetchError):
        run(stage, date(2026, 6, 22))
    stage.web.answers[second] = whole
    stage.web.asked.clear()
    run(stage, date(2026, 6, 22))
    assert asked(stage) == ["?paged=2", "?paged=3", "?paged=4"]


def test_a_later_run_to_another_day_begins_anew_and_stores_nothing_twice(stage: Stage) -> None:
    run(stage, date(2026, 6, 25))
    made = run(stage, date(2026, 6, 22))
    assert sum(progress.documents for progress in made) == 3


@pytest.mark.parametrize("status", [400, 404, 410], ids=str)
def test_the_end_of_the_pages_is_the_end(stage: Stage, status: int) -> None:
    for number in (4, 5):
        stage.web.answers[f"{WHITEHOUSE.url}?paged={number}"] = FetchError("no such page", status=status)
    assert run(stage, date(2020, 1, 1))[-1].done == "the publisher has no older pages"
    assert len(stage.web.asked) == 4


def test_a_publisher_that_repeats_itself_is_not_asked_for_ever(stage: Stage) -> None:
    for number in range(3, 11):
        stage.web.answers[f"{WHITEHOUSE.url}?paged={number}"] = stage.web.answers[f"{WHITEHOUSE.url}?paged=2"]
    assert "repeats itself" in run(stage, date(2020, 1, 1))[-1].done
    assert len(stage.web.asked) == 3


def test_a_feed_without_older_pages_gives_what_it_has_and_says_so(stage: Stage) -> None:
    plain = replace(WHITEHOUSE, name="plain", reader="feed")
    work = Backfilling(stage.world, plain, date(2026, 1, 1), Rests())

    async def go() -> Progress:
        first = await work.page(await work.begin())
        return await work.page(first.backfill)

    assert "no older pages" in asyncio.run(go()).done


def test_pages_of_items_are_fetched_one_by_one_with_a_rest_before_each(stage: Stage) -> None:
    rests = Rests()
    paged = replace(WHITEHOUSE, page=True, reader="feed")
    for link in stage.links(WHITEHOUSE):
        stage.web.answers[link] = b"<html><body><main><p>The harbour is open to everybody.</p></main></body></html>"
    work = Backfilling(stage.world, paged, date(2026, 6, 1), rests)

    async def go() -> Progress:
        return await work.page(await work.begin())

    assert asyncio.run(go()).documents == 3
    assert rests == [REST] * 3


def test_what_was_fetched_is_not_told_by_the_next_poll(stage: Stage) -> None:
    run(stage, date(2026, 6, 28))
    result = stage.run(poll(stage.world, WHITEHOUSE))
    assert (result.learnt.documents, result.learnt.alerts) == (0, [])
