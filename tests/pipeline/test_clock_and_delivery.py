"""Reminders follow the clock and the date; alerts are sent once, again after a failure, and given up aloud."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pipeline_stage import NEWS, QUIET, Stage, at, let_pass, told_of_a_duty

from monitor.errors import SendError
from monitor.pipeline import clock
from monitor.pipeline.deliver import Couriers, deliver, pause
from monitor.pipeline.poll import poll
from monitor.policy.holding import GATHER
from monitor.ports import Query, Store
from monitor.types import Alert, AlertReason, Change, ChangeReason, Deadline


@pytest.fixture
def stage(memory_store: Store) -> Stage:
    """A desk that has been told of a duty that begins on 20 March."""
    return told_of_a_duty(memory_store)


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
    assert [str(lead) for lead in stage.desk.took_in[0][0].missed] == ["7d"]


def test_a_receiver_that_is_down_gets_the_alert_later_once(stage: Stage) -> None:
    stage.desk.refusals["desk"] = SendError("the mail server does not answer")
    let_pass(stage, "2026-03-13T12:00")
    assert stage.desk.took_in == []
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
    assert again.desk.took_in == []


async def sent_out_and_stopped(stage: Stage) -> None:
    answers = iter([False])  # the stop comes when the courier has its alerts and has not begun to send
    couriers = Couriers(stage.world, lambda: next(answers, True))
    assert await couriers.send_out()
    await couriers.home()


async def sent_out_and_called_back(stage: Stage) -> None:
    couriers = Couriers(stage.world)
    assert await couriers.send_out()
    async with asyncio.timeout(20):
        while couriers.busy() > stage.desk.silent:  # noqa: ASYNC110  no event tells that one of several is back
            await asyncio.sleep(0.001)
    await couriers.give_up()


def many_watches(stage: Stage, *receivers: str) -> None:
    """All receivers wait for twenty-five alerts of deadlines a day ahead, the first of them for the oldest."""
    tomorrow = replace(duty(stage).due, day=stage.now.date() + timedelta(days=1))
    near = replace(duty(stage), due=tomorrow)
    for receiver in receivers:
        alerts = [Alert(AlertReason.CHANGE, receiver, (), "UTC", replace(near, key=f"duty-{n}")) for n in range(25)]
        with stage.store.begin() as tx:
            tx.enqueue(alerts, stage.now)
        stage.now += timedelta(seconds=1)


def duty(stage: Stage) -> Deadline:
    with stage.store.begin() as tx:
        return tx.deadlines(Query())[0]


def test_a_receiver_that_never_answers_holds_up_no_other(stage: Stage) -> None:
    many_watches(stage, "deaf", "desk")
    stage.desk.silent.add("deaf")
    stage.run(sent_out_and_called_back(stage))
    assert len(stage.desk.took_in) == 25
    stage.desk.silent.clear()
    stage.now += timedelta(minutes=2)
    stage.run(deliver(stage.world))
    came = Counter((alert.receiver, repeat) for alert, repeat in stage.desk.took_in)
    assert came == {("desk", False): 25, ("deaf", True): 25}


def test_a_receiver_that_always_fails_holds_up_no_other_and_is_left_alone(stage: Stage) -> None:
    many_watches(stage, "broken", "desk")
    stage.desk.refusals["broken"] = SendError("answered HTTP 500")
    stage.run(deliver(stage.world))
    with stage.store.begin() as tx:
        tries = sum(row.attempts for row in tx.outbox(["pending"], 100))
        assert tx.circuit("broken").broken
    assert (len(stage.desk.took_in), tries) == (25, 5)


def test_a_message_that_alone_is_refused_holds_up_no_other(stage: Stage) -> None:
    many_watches(stage, "desk")
    stage.desk.refusals["duty-0"] = SendError("the text is not acceptable", permanent=True)
    stage.run(deliver(stage.world))
    assert len(stage.desk.took_in) == 24


def test_a_try_without_an_answer_makes_the_next_a_possible_repeat(stage: Stage) -> None:
    many_watches(stage, "desk")
    stage.desk.refusals["duty-0"] = SendError("no answer within 30 s", unclear=True)
    stage.run(deliver(stage.world))
    stage.desk.refusals.clear()
    stage.now += timedelta(hours=1)
    stage.run(deliver(stage.world))
    assert [alert.key for alert, repeat in stage.desk.took_in if repeat] == ["duty-0"]
    assert len(stage.desk.took_in) == 25


def test_a_deadline_that_cannot_be_taken_further_stops_no_other(stage: Stage) -> None:
    spoilt = replace(duty(stage), key="spoilt", due=replace(duty(stage).due, day=date.max))
    with stage.store.begin() as tx:
        tx.save_change(Change(ChangeReason.NEW, spoilt, None, stage.now), stage.now, stage.now)
        tx.set_reminder("spoilt", stage.now)
    let_pass(stage, "2026-03-14T00:00")
    assert stage.desk.whys == ["T-7d"]


def test_a_stop_leaves_what_was_not_tried_for_the_next_start(stage: Stage) -> None:
    stage.now = at("2026-03-13T12:00")
    stage.run(clock.tick(stage.world, stage.now))
    stage.now += GATHER
    stage.run(sent_out_and_stopped(stage))
    assert stage.desk.took_in == []
    stage.run(deliver(stage.world))
    assert stage.desk.whys == ["T-7d"]


@pytest.mark.parametrize(("attempt", "longest"), [(1, 5), (2, 10), (5, 80), (11, 3600), (60, 3600)], ids=str)
def test_pauses_between_tries_grow_to_an_hour(attempt: int, longest: int) -> None:
    assert pause(attempt, 1.0) == timedelta(seconds=longest)
    assert timedelta(0) < pause(attempt, 0.0) <= timedelta(seconds=1)
