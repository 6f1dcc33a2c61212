"""From posting to the receiver: under the interval and two seconds, whenever something is posted."""

import asyncio
from datetime import timedelta

from pipeline_stage import Stage, at

from monitor.pipeline.deliver import deliver
from monitor.pipeline.poll import poll, take_due
from monitor.ports import Store
from monitor.types import Source

FAST = Source("fast", "https://fast.example/feed", every=timedelta(minutes=2))
POLL_TICK, DELIVER_TICK = 5, 2
POSTS = [7 * n + 131 * n for n in range(1, 16)]


def entry(stage: Stage, number: int) -> tuple[str, str, str]:
    text = (
        f"The United States will impose a {10 + number}% tariff on imports from Brazil from March {5 + number}, 2026."
    )
    return (f"{stage.now:%Y-%m-%dT%H:%M}", f"Duty {number} on Brazil", text)


def test_what_is_posted_is_told_within_the_interval(memory_store: Store) -> None:
    """Second by second: the daemon's ticks every 5 s and every 2 s, and something posted at odd moments."""
    stage = Stage(memory_store, at("2026-03-03T09:00"))
    entries = [("2026-03-02T08:00", "Harbour opens", "The new harbour was opened by the mayor.")]
    stage.publish(*entries, source=FAST)
    waits = []

    async def go() -> None:
        posted: int | None = None
        for second in range(POSTS[-1] + 130):
            stage.now = at("2026-03-03T09:00") + timedelta(seconds=second)
            if second in POSTS:
                assert posted is None, "the one before has not been told"
                entries.insert(0, entry(stage, POSTS.index(second)))
                stage.publish(*entries, source=FAST)
                posted = second
            if second % POLL_TICK == 0:
                for turn in await take_due(stage.world, [FAST]):
                    await poll(stage.world, turn.source, turn)
            if second % DELIVER_TICK == 1 and posted is not None:
                before = len(stage.desk.whys)
                await deliver(stage.world)
                if len(stage.desk.whys) > before:
                    waits.append(second - posted)
                    posted = None

    asyncio.run(go())
    assert len(waits) == len(POSTS)
    assert max(waits) <= 120, waits
