"""Reminders planned for many deadlines at once, and anew for what changed alone: what is told is the same."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pipeline_stage import Stage

from monitor import policy
from monitor.pipeline import clock, planning
from monitor.pipeline.schedule import take_due
from monitor.ports import Store
from monitor.types import (
    Change,
    ChangeReason,
    Deadline,
    DeadlineKind,
    Due,
    Evidence,
    Firmness,
    Lead,
    Measure,
    MeasureKind,
    QuietHours,
    Source,
    SourceState,
    Status,
    Watch,
)

NOW = datetime(2026, 8, 3, 12, tzinfo=UTC)
LEARNT = NOW - timedelta(days=45)
"""Before the first reminder of any of them: the earliest date is 12 days past, the longest lead 30 days."""


def duty(number: int, country: str, ahead: int, kind: DeadlineKind = DeadlineKind.EFFECTIVE) -> Deadline:
    """So many days ahead, learnt long ago."""
    due = Due(NOW.date() + timedelta(days=ahead), "UTC", trace="the day named")
    words = Evidence("d", "gazette", "https://gazette.example", "A title", "words", LEARNT, 5)
    measure = Measure(MeasureKind.TARIFF, "US", (country,))
    return Deadline(
        f"duty-{number}", kind, due, measure, Status.ANNOUNCED, Firmness.SIGNED, 1, LEARNT, LEARNT, LEARNT, words
    )


def keep(store: Store, deadlines: Sequence[Deadline]) -> None:
    with store.begin() as tx:
        for deadline in deadlines:
            tx.save_change(Change(ChangeReason.NEW, deadline, None, LEARNT), None, LEARNT)


def told(store: Store) -> set[str]:
    with store.begin() as tx:
        return {row.id for row in tx.outbox([], 10_000)}


def planned(store: Store) -> dict[str, datetime | None]:
    with store.begin() as tx:
        return {deadline.key: at for deadline, at in tx.deadlines_ahead(date.min, "", 1000)}


def run_to(store: Store, watches: Sequence[Watch], now: datetime) -> Stage:
    """The daemon began long ago with these watches and has ticked ever since."""
    stage = Stage(store, LEARNT, tuple(watches))
    stage.run(planning.replan_all(stage.world, LEARNT))
    while stage.now < now:
        stage.run(clock.tick(stage.world, stage.now))
        stage.now = min(now, stage.now + timedelta(days=1))
    stage.run(clock.tick(stage.world, now))
    return stage


COUNTRIES = ("CA", "MX", "NO")
KINDS = (DeadlineKind.EFFECTIVE, DeadlineKind.ULTIMATUM)
DUTIES = st.lists(
    st.tuples(st.sampled_from(COUNTRIES), st.integers(-12, 40), st.sampled_from(KINDS)), min_size=1, max_size=4
)
LEADS = st.lists(st.sampled_from((Lead(days=30), Lead(days=7), Lead(hours=24))), max_size=3, unique=True).map(tuple)
WATCHES = st.lists(
    st.builds(
        lambda country, leads, receivers: Watch("w", receivers, countries=(country,), leads=leads),
        st.sampled_from(COUNTRIES),
        LEADS,
        st.sampled_from((("a",), ("b",), ("a", "b"))),
    ),
    max_size=4,
)


def named(watches: Sequence[Watch]) -> tuple[Watch, ...]:
    return tuple(replace(watch, name=f"w{number}") for number, watch in enumerate(watches))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DUTIES, WATCHES, WATCHES)
def test_planning_anew_what_changed_tells_what_planning_all_anew_tells(
    new_memory_store: Callable[[], Store],
    duties: list[tuple[str, int, DeadlineKind]],
    before: list[Watch],
    after: list[Watch],
) -> None:
    deadlines = [duty(number, *each) for number, each in enumerate(duties)]
    stores = [new_memory_store() for _ in range(2)]
    for narrow, store in zip((True, False), stores, strict=True):
        keep(store, deadlines)
        stage = run_to(store, named(before), NOW)
        world = replace(stage.world, watches=named(after))
        if narrow:
            stage.run(planning.replan_changed(world, policy.changed(named(before), named(after)), NOW))
        else:
            stage.run(planning.replan_all(world, NOW))
        stage.run(clock.tick(world, NOW))
    assert told(stores[0]) == told(stores[1])
    for key, at in planned(stores[1]).items():
        sooner = planned(stores[0])[key]
        assert at is None or (sooner is not None and NOW < sooner <= at)
    for store in stores:
        store.close()


def test_only_what_the_changed_watch_asks_for_is_looked_at(memory_store: Store) -> None:
    keep(memory_store, [duty(number, country, 20) for number, country in enumerate(("CA", "CA", "NO"))])
    before = (Watch("canada", ("desk",), countries=("CA",), leads=(Lead(days=7),)),)
    stage = run_to(memory_store, before, NOW)
    after = (*before, Watch("norway", ("desk",), countries=("NO",), leads=(Lead(days=7),)))
    world = replace(stage.world, watches=after)
    assert stage.run(planning.replan_changed(world, policy.changed(before, after), NOW)) == 1
    assert stage.run(planning.replan_changed(world, policy.changed(after, after), NOW)) == 0


def test_what_is_due_in_a_moment_is_left_to_the_tick_for_everybody(memory_store: Store) -> None:
    keep(memory_store, [duty(0, "CA", 20)])
    watches = (Watch("canada", ("desk",), countries=("CA",), leads=(Lead(days=30),)),)
    stage = Stage(memory_store, NOW, watches)
    stage.run(planning.replan_all(stage.world, NOW))
    assert stage.run(planning.replan_changed(stage.world, policy.Watchlist(watches), NOW)) == 0
    stage.run(clock.tick(stage.world, NOW))
    assert len(told(memory_store)) == 1


def test_an_alert_that_cannot_be_queued_stops_those_of_no_other_deadline(memory_store: Store) -> None:
    keep(memory_store, [duty(0, "CA", 20), duty(1, "NO", 20), duty(2, "CA", 20)])
    good = Watch("canada", ("desk",), countries=("CA",), leads=(Lead(days=30),))
    night = QuietHours(datetime(2026, 1, 1, 20).time(), datetime(2026, 1, 1, 7).time())  # noqa: DTZ001
    lost = Watch("norway", ("desk",), countries=("NO",), leads=(Lead(days=30),), zone="Nowhere/Land", quiet=night)
    stage = Stage(memory_store, NOW, (good, lost))
    stage.run(planning.replan_all(stage.world, NOW))
    stage.run(clock.tick(stage.world, NOW))
    assert {name.split(":")[0] for name in told(memory_store)} == {"duty-0", "duty-2"}
    assert planned(memory_store)["duty-1"] == NOW + planning.AFTER_A_FAULT


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
def test_all_are_made_due_slice_by_slice(store: Store, limit: int) -> None:
    keep(store, [duty(number, "CA", ahead) for number, ahead in enumerate((20, 20, 20, -30))])
    slices = 0
    after: str | None = ""
    with store.begin() as tx:
        while after is not None:
            after = tx.replan_reminders(NOW, after=after, limit=limit)
            slices += 1
        assert sorted(found.key for found, _ in tx.deadlines_reminding(NOW, 9)) == ["duty-0", "duty-1", "duty-2"]
    assert slices == (1 if limit > 3 else 3 // limit + 1)


def test_those_learnt_since_then_alone_are_made_due(store: Store) -> None:
    keep(store, [duty(0, "CA", 20)])
    with store.begin() as tx:
        tx.replan_reminders(NOW, learnt_since=LEARNT + timedelta(seconds=1))
        assert tx.deadlines_reminding(NOW, 9) == []
        tx.replan_reminders(NOW, learnt_since=LEARNT)
        assert len(tx.deadlines_reminding(NOW, 9)) == 1


def test_sources_are_taken_when_due_when_never_polled_and_when_planned_by_a_clock_that_was_wrong(store: Store) -> None:
    listed = [Source(name, "https://wire.example") for name in ("new", "due", "later", "wrong", "off")]
    listed[4] = replace(listed[4], enabled=False)
    plans = {"due": 0, "later": 60, "wrong": 60 * 24 * 400, "off": 0}
    with store.begin() as tx:
        for name, minutes in plans.items():
            tx.save_source(SourceState(name, NOW + timedelta(minutes=minutes), True))
    stage = Stage(store, NOW)

    async def taken() -> list[str]:
        return [turn.source.name for turn in await take_due(stage.world, listed)]

    async def story() -> list[list[str]]:
        found = [await taken(), await taken()]
        stage.now += timedelta(minutes=2)
        found.append(await taken())
        stage.now += timedelta(minutes=60)
        return [*found, await taken()]

    first, again, soon, later = stage.run(story())
    assert first == ["new", "due", "wrong"]
    assert again == []
    assert soon == ["new", "due", "wrong"]
    assert later == ["new", "due", "later", "wrong"]
