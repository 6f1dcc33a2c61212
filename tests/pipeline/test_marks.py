"""What readers say, obeyed by the daemon's ticks from the store on; and what an outage made late."""

from datetime import timedelta

import pytest
from pipeline_stage import NEWS, QUIET, Stage, at, let_pass, told_of_a_duty

from monitor.pipeline import clock
from monitor.pipeline.deliver import deliver
from monitor.pipeline.mark import lift, mark
from monitor.pipeline.poll import poll
from monitor.ports import Query, Store, Transaction
from monitor.types import Deadline, Mark, MarkKind

ACK, SNOOZE, MUTE, WRONG = MarkKind.ACKNOWLEDGED, MarkKind.SNOOZED, MarkKind.MUTED, MarkKind.WRONG


@pytest.fixture
def stage(memory_store: Store) -> Stage:
    """A desk that has been told of a duty that begins on 20 March, with reminders a week and a day before."""
    return told_of_a_duty(memory_store)


def say(stage: Stage, kind: MarkKind, until: str | None = None) -> Mark:
    with stage.store.begin() as tx:
        return mark(tx, duty_of(tx), kind, stage.now, by="Ada", until=at(until) if until else None).mark


def duty_of(tx: Transaction) -> Deadline:
    return tx.deadlines(Query())[0]


def delay(stage: Stage, published: str) -> None:
    words = "President Trump signed an order that delays the 30% tariff on imports from Brazil from March 20 to March 30, 2026."
    stage.publish((published, "Brazil gets ten days more", words), QUIET)
    stage.run(poll(stage.world, NEWS))
    stage.run(deliver(stage.world))


def test_after_an_acknowledgement_only_changes_come_and_the_new_date_reminds(stage: Stage) -> None:
    say(stage, ACK)
    let_pass(stage, "2026-03-15T00:00")
    assert stage.desk.whys == []
    delay(stage, "2026-03-15T00:00")
    let_pass(stage, "2026-03-31T00:00")
    assert stage.desk.whys == ["moved_later", "T-7d", "T-24h", "in_force"]


def test_a_reminder_that_waits_is_withdrawn_and_comes_when_the_acknowledgement_is_taken_back(stage: Stage) -> None:
    stage.now = at("2026-03-13T06:00")
    stage.run(clock.tick(stage.world, stage.now))
    say(stage, ACK)
    let_pass(stage, "2026-03-14T00:00")
    assert stage.desk.whys == []
    with stage.store.begin() as tx:
        lift(tx, duty_of(tx), ACK, stage.now, by="Ada")
    let_pass(stage, "2026-03-14T01:00")
    assert stage.desk.whys == ["T-7d"]


def test_a_snooze_is_silent_until_its_end(stage: Stage) -> None:
    say(stage, SNOOZE, "2026-03-15T10:00")
    let_pass(stage, "2026-03-15T09:59")
    assert stage.desk.whys == []
    let_pass(stage, "2026-03-21T00:00")
    assert stage.desk.whys == ["reminder", "T-24h", "in_force"]
    assert stage.desk.took_in[0][0].snooze is not None


def test_a_mute_is_silent_and_then_tells_what_changed_meanwhile_once(stage: Stage) -> None:
    say(stage, MUTE, "2026-03-16T10:00")
    let_pass(stage, "2026-03-14T00:00")
    delay(stage, "2026-03-14T00:00")
    let_pass(stage, "2026-03-16T09:59")
    assert stage.desk.whys == []
    let_pass(stage, "2026-03-17T00:00")
    assert stage.desk.whys == ["moved_later"]
    again = Stage(stage.store, stage.now)
    with stage.store.begin() as tx:
        tx.replan_reminders(stage.now)
    let_pass(again, "2026-03-31T00:00")
    assert again.desk.whys == ["T-7d", "T-24h", "in_force"]


def test_a_doubt_survives_a_revision_that_settles_nothing_and_ends_with_a_new_date(stage: Stage) -> None:
    say(stage, WRONG)
    again = "The White House says the 30% tariff on imports from Brazil takes effect on March 20, 2026."
    stage.publish(("2026-03-04T08:30", "Brazil tariff stands", again), QUIET)
    stage.now = at("2026-03-04T09:00")
    stage.run(poll(stage.world, NEWS))
    with stage.store.begin() as tx:
        assert [record.key for record in tx.doubted(5)] == [duty_of(tx).key]
    stage.now = at("2026-03-14T00:00")
    delay(stage, "2026-03-14T00:00")
    with stage.store.begin() as tx:
        assert tx.doubted(5) == []


def test_after_an_outage_the_reminder_says_from_when_to_when_nobody_ran(stage: Stage) -> None:
    with stage.store.begin() as tx:
        tx.note_alive("remind", at("2026-03-12T03:10"))
    stage.now = at("2026-03-19T19:40")
    stage.run(clock.tick(stage.world, stage.now))
    stage.run(deliver(stage.world))
    (alert,) = [alert for alert, _ in stage.desk.took_in]
    assert [str(lead) for lead in alert.missed] == ["7d"]
    assert alert.offline == (at("2026-03-12T03:10"), at("2026-03-19T19:40"))


def test_a_short_stop_makes_nothing_late(stage: Stage) -> None:
    with stage.store.begin() as tx:
        tx.note_alive("remind", at("2026-03-13T03:55"))
    stage.now = at("2026-03-13T04:00") + timedelta(minutes=1)
    stage.run(clock.tick(stage.world, stage.now))
    with stage.store.begin() as tx:
        assert [row.alert.offline for row in tx.outbox(["pending"], 5)] == [None]
