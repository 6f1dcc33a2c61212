"""A day without any network: no traceback, the truth throughout, and all are asked at once when it returns."""

import asyncio
import logging
import random
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from pipeline_stage import Stage, at

from monitor.errors import FetchError
from monitor.pipeline.poll import poll, take_due
from monitor.ports import Store
from monitor.shown.health import TICKS, faults_at
from monitor.types import Source

QUIET = ("2026-03-02T08:00", "Harbour opens", "The new harbour was opened by the mayor.")
TICK = timedelta(seconds=5)
CATALOGUE = [
    Source(f"paper{number}", f"https://paper{number}.example/feed", every=timedelta(minutes=minutes))
    for number, minutes in enumerate((2, 5, 15, 60))
]


class Days(Stage):
    """The daemon's poll tick over a simulated time, from one due instant to the next."""

    def online(self) -> None:
        for source in CATALOGUE:
            self.publish(QUIET, source=source)

    def offline(self) -> None:
        for number, source in enumerate(CATALOGUE):
            words = f"no connection to paper{number}.example: the name service does not answer"
            self.web.answers[source.url] = FetchError(words)

    async def tick(self) -> None:
        for turn in await take_due(self.world, CATALOGUE):
            self.chance = self.dice.random()
            await poll(self.world, turn.source, turn)
        await self.world.db(lambda tx: [tx.note_alive(name, self.now) for name in TICKS])

    def live(self, until: datetime) -> list[tuple[datetime, list[str]]]:
        """What `health` says along the way."""
        self.dice, said = random.Random(7), []

        async def go() -> None:
            while self.now < until:
                await self.tick()
                said.append((self.now, await self.world.db(lambda tx: faults_at(tx, self.now))))
                states = await self.world.db(lambda tx: tx.source_states())
                self.now = max(self.now + TICK, min(state.next_poll_at for state in states.values()))

        asyncio.run(go())
        return said

    def successes(self) -> list[datetime | None]:
        with self.store.begin() as tx:
            return [state.last_ok_at for state in tx.source_states().values()]


@pytest.fixture
def days(memory_store: Store) -> Days:
    days = Days(memory_store, at("2026-03-03T09:00"))
    days.online()
    assert [faults for _, faults in days.live(at("2026-03-03T09:30")) if faults] == []
    return days


@pytest.mark.parametrize("hours", [2, pytest.param(24, marks=pytest.mark.slow)], ids="{} hours".format)
def test_a_time_without_network(days: Days, hours: int, caplog: pytest.LogCaptureFixture) -> None:
    lost = days.now
    days.offline()
    caplog.set_level(logging.DEBUG)
    said = days.live(lost + timedelta(hours=hours))
    assert [record for record in caplog.records if record.exc_info] == []
    loud = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(loud) == len(CATALOGUE), "each says once that it fails"
    deaf = [(moment, faults) for moment, faults in said if faults]
    first = deaf[0][0]
    assert first - lost <= timedelta(minutes=15)
    assert all(faults for moment, faults in said if moment >= first)
    assert "nobody has answered" in deaf[-1][1][0]

    days.online()
    back = days.now
    days.live(back + timedelta(minutes=6))
    assert all(success is not None and success >= back for success in days.successes())
    first_heard = min(success for success in days.successes() if success is not None)
    assert first_heard - back <= timedelta(minutes=5)
    with days.store.begin() as tx:
        assert faults_at(tx, days.now) == []


def test_one_that_answers_again_wakes_those_that_fell_silent_with_it(days: Days) -> None:
    days.offline()
    days.live(days.now + timedelta(minutes=30))
    days.online()
    days.run(poll(days.world, CATALOGUE[0]))
    assert len(days.due(CATALOGUE)) == len(CATALOGUE) - 1


def test_one_that_answers_again_wakes_none_that_refuses(days: Days) -> None:
    days.offline()
    days.web.answers[CATALOGUE[1].url] = FetchError("answered 429", status=429, retry_after=timedelta(hours=9))
    days.live(days.now + timedelta(minutes=30))
    days.online()
    days.run(poll(days.world, CATALOGUE[0]))
    assert CATALOGUE[1] not in days.due(CATALOGUE)


def test_a_publisher_that_was_long_gone_is_not_woken_by_another(days: Days) -> None:
    days.offline()
    days.live(days.now + timedelta(minutes=30))
    days.now += timedelta(hours=5)
    other = replace(CATALOGUE[0], name="other", url="https://other.example/feed")
    days.web.answers[other.url] = FetchError("no connection to other.example: nobody answers there")
    days.run(poll(days.world, other))
    days.publish(QUIET, source=other)
    resting = days.now + timedelta(minutes=30)
    with days.store.begin() as tx:
        for state in tx.source_states().values():
            tx.save_source(replace(state, next_poll_at=resting))
    days.run(poll(days.world, other))
    assert days.due(CATALOGUE) == []
