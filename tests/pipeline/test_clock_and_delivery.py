"""Reminders follow the clock and the date; alerts are sent once, again after a failure, and given up aloud."""

from datetime import timedelta

import pytest
from pipeline_stage import NEWS, Stage, at

from monitor.errors import SendError
from monitor.pipeline import clock
from monitor.pipeline.deliver import deliver, pause
from monitor.pipeline.poll import poll
from monitor.ports import Store

QUIET = ("2026-03-02T08:00", "Harbour opens", "The new harbour was opened by the mayor.")


def tariff(published: str, day: str) -> tuple[str, str, str]:
    return (
        published,
        f"Brazil faces 30% from {day}",
        f"President Trump signed an executive order imposing a 30% tariff on imports from Brazil, effective {day}, 2026.",
    )


@pytest.fixture
def stage(memory_store: Store) -> Stage:
    """A desk that has been told of a duty that begins on 20 March."""
    stage = Stage(memory_store, at("2026-03-03T09:00"))
    stage.publish(QUIET)
    stage.run(poll(stage.world, NEWS))
    stage.publish(tariff("2026-03-03T08:30", "March 20"), QUIET)
    stage.run(poll(stage.world, NEWS))
    stage.run(deliver(stage.world))
    assert stage.desk.whys == ["new"]
    stage.desk.took.clear()
    return stage


def let_pass(stage: Stage, until: str, step: timedelta = timedelta(minutes=30)) -> None:
    """The daemon's ticks at work until the instant."""
    while stage.now < at(until):
        stage.now = min(stage.now + step, at(until))
        stage.run(clock.tick(stage.world, stage.now))
        stage.run(deliver(stage.world))


def test_reminders_come_at_their_rungs_and_then_the_date_itself(stage: Stage) -> None:
    let_pass(stage, "2026-03-21T00:00")
    assert stage.desk.whys == ["T-7d", "T-24h", "in_force"]


def test_reminders_follow_a_date_that_moves(stage: Stage) -> None:
    let_pass(stage, "2026-03-14T00:00")
    delayed = "President Trump signed an order that delays the 30% tariff on imports from Brazil from March 20 to March 30, 2026."
    stage.publish(("2026-03-14T00:00", "Brazil gets ten days more", delayed), QUIET)
    stage.run(poll(stage.world, NEWS))
    let_pass(stage, "2026-03-31T00:00")
    assert stage.desk.whys == ["T-7d", "moved_later", "T-7d", "T-24h", "in_force"]


def test_after_downtime_only_the_most_urgent_reminder_is_sent(stage: Stage) -> None:
    stage.now = at("2026-03-19T12:00")
    stage.run(clock.tick(stage.world, stage.now))
    stage.run(deliver(stage.world))
    assert stage.desk.whys == ["T-24h"]
    assert [str(lead) for lead in stage.desk.took[0][0].missed] == ["7d"]


def test_a_receiver_that_is_down_gets_the_alert_later_once(stage: Stage) -> None:
    stage.desk.refusals["desk"] = SendError("the mail server does not answer")
    let_pass(stage, "2026-03-13T12:00")
    assert stage.desk.took == []
    stage.desk.refusals.clear()
    let_pass(stage, "2026-03-14T12:00")
    assert stage.desk.whys == ["T-7d"]


def test_a_permanent_refusal_is_given_up_and_kept_in_sight(stage: Stage) -> None:
    stage.desk.refusals["desk"] = SendError("this webhook was revoked", permanent=True)
    let_pass(stage, "2026-03-13T12:00")
    with stage.store.begin() as tx:
        dead = tx.outbox(["dead"], 10)
    assert [row.error for row in dead] == ["this webhook was revoked"]


def test_a_restart_repeats_nothing(stage: Stage) -> None:
    let_pass(stage, "2026-03-14T00:00")
    again = Stage(stage.store, stage.now)
    again.web = stage.web
    with stage.store.begin() as tx:
        tx.replan_reminders(stage.now)
    let_pass(again, "2026-03-14T06:00")
    assert again.desk.took == []


def test_a_stop_leaves_what_was_not_tried_for_the_next_start(stage: Stage) -> None:
    stage.now = at("2026-03-13T12:00")
    stage.run(clock.tick(stage.world, stage.now))
    stage.run(deliver(stage.world, stopping=lambda: True))
    assert stage.desk.took == []
    stage.run(deliver(stage.world))
    assert stage.desk.whys == ["T-7d"]


@pytest.mark.parametrize(("attempt", "longest"), [(1, 5), (2, 10), (5, 80), (11, 3600), (60, 3600)], ids=str)
def test_pauses_between_tries_grow_to_an_hour(attempt: int, longest: int) -> None:
    assert pause(attempt, 1.0) == timedelta(seconds=longest)
    assert timedelta(0) < pause(attempt, 0.0) <= timedelta(seconds=1)
