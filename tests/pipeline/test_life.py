"""Proof of life: the weekly word, ill sources and their recovery, each told once whoever looks; pings that show no secret."""

import asyncio
from dataclasses import replace
from datetime import time, timedelta

import pytest
from pipeline_stage import NEWS, QUIET, Stage, at, tariff

from monitor.daemon import Daemon
from monitor.errors import FetchError
from monitor.listening import health
from monitor.pipeline import life
from monitor.pipeline.deliver import deliver
from monitor.pipeline.poll import poll
from monitor.ports import Alarm, Store
from monitor.types import Alert, AlertReason, Digest, Service, SourceState

MONDAY = Digest((time(9),), (0,))
SERVICE = Service(("desk", "mail"), "Europe/Brussels", MONDAY, ("desk", "mail", "pager"))
HOUR = timedelta(hours=1)


@pytest.fixture
def stage(memory_store: Store) -> Stage:
    return Stage(memory_store, at("2026-03-03T09:00"))


def look(stage: Stage, when: str, service: Service = SERVICE) -> list[str]:
    """The occasions that were newly queued, without their receivers."""
    stage.now = at(when)
    with stage.store.begin() as tx:
        known = {row.id for row in tx.outbox([], 1000)}
        life.look(tx, [NEWS], [service], stage.now)
        fresh = [row.alert for row in tx.outbox([], 1000) if row.id not in known]
    assert {alert.reason for alert in fresh} <= {AlertReason.SERVICE}
    assert {alert.receiver for alert in fresh} in (set(), set(service.receivers))
    return sorted({alert.key for alert in fresh})


def remember(stage: Stage, **fields: object) -> None:
    with stage.store.begin() as tx:
        tx.save_source(replace(SourceState(NEWS.name, stage.now), **fields))  # type: ignore[arg-type]


def test_the_weekly_word_comes_once_and_not_to_who_has_only_just_begun(stage: Stage) -> None:
    assert look(stage, "2026-03-03T09:00") == []
    assert look(stage, "2026-03-09T07:59") == []
    assert look(stage, "2026-03-09T08:00") == ["still-watching:20260309T0800Z"]
    assert look(stage, "2026-03-09T08:01") == []
    assert look(stage, "2026-03-27T12:00") == ["still-watching:20260323T0800Z"], "after an outage the newest alone"
    assert look(stage, "2026-03-30T07:00") == ["still-watching:20260330T0700Z"], "09:00 in summer"


def test_nobody_gets_it_where_nobody_wants_it(stage: Stage) -> None:
    silent = replace(SERVICE, summary=None)
    assert look(stage, "2026-03-03T09:00", silent) == []
    assert look(stage, "2026-03-09T08:00", silent) == []


def test_it_says_how_sources_are_what_comes_next_and_who_took_something_when(stage: Stage) -> None:
    look(stage, "2026-03-02T09:00")
    stage.publish(QUIET)
    stage.run(poll(stage.world, NEWS))
    stage.publish(tariff("2026-03-03T08:30", "March 20"), QUIET)
    stage.now = at("2026-03-03T09:00")
    stage.run(poll(stage.world, NEWS))
    stage.now = at("2026-03-03T09:01")
    stage.run(deliver(stage.world))
    remember(
        stage,
        failures=2,
        last_ok_at=at("2026-03-09T06:45"),
        failing_since=at("2026-03-09T07:00"),
        error="wire.example answered 503",
    )
    look(stage, "2026-03-09T08:00")
    with stage.store.begin() as tx:
        alert: Alert = tx.outbox(["pending"], 1)[0].alert
    assert alert.service is not None
    assert alert.service.headline == "STILL WATCHING: 1 of 1 sources not well, next deadline in 10 days 20 h"
    told = "\n".join(f"{label}: {text}" for label, text in alert.service.rows)
    assert "Sources: 0 of 1 fine, 0 ill, 1 failing" in told
    assert "wire fails since Mon 9 Mar 2026, 07:00 UTC: wire.example answered 503" in told
    assert "Next: in 10 days 20 h: US 30% tariff on Brazil begins Fri 20 Mar 2026" in told
    assert "Delivered: desk: last on Tue 3 Mar 2026, 10:01 Brussels" in told
    assert ": mail: nothing for 60 days" in told
    assert "Outbox: 0 waiting, 0 given up so far" in told


def fails(stage: Stage, since: str) -> None:
    remember(stage, failures=3, last_ok_at=at(since) - HOUR, failing_since=at(since), error="timed out")


def speaks(stage: Stage, ok: str, newest: str, **fields: object) -> None:
    remember(stage, last_ok_at=at(ok), last_item_at=at(newest), **fields)


def test_a_source_that_fails_for_a_day_is_told_once_and_once_more_when_it_is_well(stage: Stage) -> None:
    fails(stage, "2026-03-03T09:00")
    assert look(stage, "2026-03-04T08:59") == []
    assert look(stage, "2026-03-04T09:00") == ["source-failing:wire:20260303T090000Z"]
    assert look(stage, "2026-03-05T09:00") == []
    remember(stage, failures=0, last_ok_at=at("2026-03-05T10:00"))
    assert look(stage, "2026-03-05T10:01") == ["source-well-after-failing:wire:20260303T090000Z"]
    assert look(stage, "2026-03-05T10:02") == []
    fails(stage, "2026-03-05T10:30")
    assert look(stage, "2026-03-06T10:00") == []
    assert look(stage, "2026-03-06T10:30") == ["source-failing:wire:20260305T103000Z"], "another illness"


def test_a_source_that_never_answered_is_told_of_after_a_day_too(stage: Stage) -> None:
    remember(stage, failures=9, failing_since=at("2026-03-03T09:00"), error="no such host")
    assert look(stage, "2026-03-04T08:59") == []
    assert look(stage, "2026-03-04T09:00") == ["source-failing:wire:20260303T090000Z"]


def test_a_source_that_is_silent_for_five_times_its_usual_gap_is_told_once_and_once_more_when_it_speaks(
    stage: Stage,
) -> None:
    usual = {"usual_gap": 5 * HOUR}
    speaks(stage, "2026-03-04T09:59", "2026-03-03T09:00", **usual)
    assert look(stage, "2026-03-04T09:59") == []
    speaks(stage, "2026-03-04T10:00", "2026-03-03T09:00", **usual)
    assert look(stage, "2026-03-04T10:00") == ["source-silent:wire:20260303T090000Z"]
    speaks(stage, "2026-03-05T10:00", "2026-03-03T09:00", **usual)
    assert look(stage, "2026-03-05T10:00") == []
    speaks(stage, "2026-03-05T11:00", "2026-03-05T10:55", **usual)
    assert look(stage, "2026-03-05T11:00") == ["source-well-after-silent:wire:20260303T090000Z"]
    assert look(stage, "2026-03-05T11:01") == []


def test_the_usual_gap_is_what_polls_have_learnt(stage: Stage) -> None:
    """A day of news every hour, then answers that bring nothing new."""
    stage.publish(*(tariff(f"2026-03-03T{hour:02}:30", "March 20") for hour in range(2, 9)))
    stage.run(poll(stage.world, NEWS))
    look(stage, "2026-03-03T20:00")
    stage.run(poll(stage.world, NEWS))
    assert look(stage, "2026-03-03T20:29") == []
    stage.now = at("2026-03-03T20:31")
    stage.run(poll(stage.world, NEWS))
    assert look(stage, "2026-03-03T20:31") == ["source-silent:wire:20260303T083000Z"]


@pytest.mark.parametrize("ailment", ["empty", "undated"])
def test_two_bad_answers_are_told_once_and_each_illness_anew(stage: Stage, ailment: str) -> None:
    remember(stage, **{ailment: 1, "last_ok_at": stage.now})
    assert look(stage, "2026-03-03T09:30") == []
    remember(stage, **{ailment: 2, "last_ok_at": stage.now})
    assert look(stage, "2026-03-03T10:00") == [f"source-{ailment}:wire:20260303T100000Z"]
    remember(stage, **{ailment: 3, "last_ok_at": stage.now})
    assert look(stage, "2026-03-03T10:30") == []
    remember(stage, last_ok_at=stage.now)
    assert look(stage, "2026-03-03T11:00") == [f"source-well-after-{ailment}:wire:20260303T100000Z"]
    remember(stage, **{ailment: 2, "last_ok_at": stage.now})
    assert look(stage, "2026-03-04T10:00") == [f"source-{ailment}:wire:20260304T100000Z"]


def test_what_is_told_of_is_what_the_list_of_sources_shows(stage: Stage) -> None:
    fails(stage, "2026-03-03T09:00")
    look(stage, "2026-03-04T09:00")
    with stage.store.begin() as tx:
        (fault,) = health(NEWS, tx.source_states([NEWS.name])[NEWS.name], stage.now).faults
        told = [row.alert.service for row in tx.outbox([], 10)]
    assert all(note is not None and ("What", fault.words) in note.rows for note in told)


def test_a_source_that_is_watched_no_more_does_not_get_well(stage: Stage) -> None:
    fails(stage, "2026-03-03T09:00")
    assert look(stage, "2026-03-04T09:00")
    with stage.store.begin() as tx:
        assert life.look(tx, [replace(NEWS, enabled=False)], [SERVICE], stage.now) == []
        assert tx.alarms() == []


def test_one_that_was_remembered_already_is_not_told_by_another(stage: Stage) -> None:
    alarm = Alarm(NEWS.name, "undated", stage.now, stage.now)
    with stage.store.begin() as tx:
        assert tx.raise_alarm(alarm)
        assert not tx.raise_alarm(replace(alarm, since=stage.now + HOUR))
        assert tx.alarms() == [alarm]


def test_two_daemons_on_one_database_tell_each_occasion_once(shared_address: str) -> None:
    from monitor.store import open_store

    stores = [open_store(shared_address) for _ in range(2)]
    stages = [Stage(store, at("2026-03-03T09:00")) for store in stores]
    fails(stages[0], "2026-03-03T09:00")
    told = []
    for when in ("2026-03-03T09:00", "2026-03-09T08:00", "2026-03-09T08:01"):
        told += [occasion for stage in stages for occasion in look(stage, when)]
    assert sorted(told) == ["source-failing:wire:20260303T090000Z", "still-watching:20260309T0800Z"]
    for store in stores:
        store.close()


URL = "https://hc.example/secret-uuid?x=1"


def daemon(stage: Stage) -> Daemon:
    return Daemon(stage.world, [NEWS], services=[SERVICE], ping_url=URL)


def alive(stage: Stage, **ticks: str) -> None:
    with stage.store.begin() as tx:
        for tick, when in ticks.items():
            tx.note_alive(tick, at(when))


def test_each_round_is_followed_by_a_ping(stage: Stage) -> None:
    stage.web.answers |= {URL: b"OK"}
    asyncio.run(daemon(stage).live())
    assert [url for url, _ in stage.web.asked] == [URL]


def test_a_tick_that_is_stuck_is_pinged_as_a_failure_but_not_while_we_begin(stage: Stage) -> None:
    alive(stage, poll="2026-03-03T08:00", remind="2026-03-03T08:59", deliver="2026-03-03T08:59")
    asyncio.run(daemon(stage).live())
    alive(stage, life="2026-03-03T08:59")
    asyncio.run(daemon(stage).live())
    assert [url for url, _ in stage.web.asked] == [URL, "https://hc.example/secret-uuid/fail?x=1"]


def test_a_round_that_fails_is_pinged_as_a_failure_and_still_raised(stage: Stage) -> None:
    stage.store.close()
    broken = daemon(stage)
    broken.sources = [None]  # type: ignore[list-item]
    with pytest.raises(AttributeError):
        asyncio.run(broken.live())
    assert [url for url, _ in stage.web.asked] == ["https://hc.example/secret-uuid/fail?x=1"]


def test_a_ping_that_fails_is_logged_once_and_shows_no_address(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    stage.web.answers[URL] = FetchError("hc.example answered 404 Not Found", status=404)
    watched = daemon(stage)

    async def rounds() -> None:
        for _ in range(3):
            await watched.live()

    asyncio.run(rounds())
    assert [record.getMessage() for record in caplog.records] == ["ping: hc.example answered 404 Not Found"]
    assert "ping_url" not in repr(watched)
