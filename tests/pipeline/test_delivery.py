"""Delivery through outages, crashes and clocks that are set: nothing lost, nothing told twice, nobody waits for another."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from pipeline_stage import EVERYTHING, Desk, Stage, at

from monitor.daemon import Daemon
from monitor.errors import SendError
from monitor.pipeline import clock
from monitor.pipeline.audit import audit
from monitor.pipeline.deliver import Couriers, deliver
from monitor.pipeline.mark import lift, mark
from monitor.pipeline.queueing import queue
from monitor.ports import Store
from monitor.types import (
    Alert,
    AlertReason,
    Change,
    ChangeReason,
    Deadline,
    DeadlineKind,
    Digest,
    Due,
    Evidence,
    Firmness,
    Lead,
    MarkKind,
    Measure,
    MeasureKind,
    Parcel,
    Status,
    Urgency,
    Watch,
)

SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
START = at("2026-03-03T09:00")
LADDER = (Lead(days=7), Lead(hours=48), Lead(hours=24), Lead(hours=4))


@dataclass
class Office(Desk):
    """A desk that keeps the messages too, can be asked, does something before it answers, and loses answers."""

    parcels: list[Parcel] = field(default_factory=list)
    memory: bool = False
    lose_answers: int = 0
    before: Callable[[], None] = lambda: None

    async def send(self, parcel: Parcel, *, now: datetime) -> str | None:
        self.before()
        await super().send(parcel, now=now)
        self.parcels.append(parcel)
        if self.lose_answers:
            self.lose_answers -= 1
            raise SendError("no answer within 30 s", unclear=True)
        return f"ts-{len(self.parcels)}"

    async def took(self, parcel: Parcel) -> bool | None:
        return parcel.id in {each.id for each in self.parcels} if self.memory else None

    @property
    def told(self) -> list[str]:
        """The alerts that came, by id."""
        return [alert.id for parcel in self.parcels for alert in parcel.alerts]


def record(key: str, due: datetime) -> Deadline:
    """A deadline at this instant, learnt long ago."""
    long_ago = START - 90 * DAY
    words = Evidence("d", "gazette", "https://gazette.example/1", "A title", "on the day", long_ago, 5, confidence=0.9)
    return Deadline(
        key=key,
        kind=DeadlineKind.COMPLIANCE,
        due=Due(due.date(), "UTC", due.time()),
        measure=Measure(MeasureKind.TARIFF, "US", ("CA",)),
        status=Status.ANNOUNCED,
        firmness=Firmness.SIGNED,
        revision=1,
        stated_at=long_ago,
        learnt_at=long_ago,
        dated_at=long_ago,
        evidence=words,
    )


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def stage(memory_store: Store, office: Office) -> Stage:
    return Stage(memory_store, START, (replace(EVERYTHING, leads=LADDER),), desk=office)


def know(stage: Stage, *records: Deadline) -> None:
    """The ledger holds these deadlines, their reminders planned."""
    with stage.store.begin() as tx:
        for each in records:
            tx.save_change(Change(ChangeReason.NEW, each, None, each.learnt_at), None, each.learnt_at)
        tx.replan_reminders(stage.now)


def wait(stage: Stage, *alerts: Alert) -> None:
    with stage.store.begin() as tx:
        assert queue(tx, alerts, stage.now) == len(alerts)


def change(key: str, away: timedelta = DAY, receiver: str = "desk", **more: Any) -> Alert:
    """The news of a deadline so far away from the start."""
    new = record(key, START + away)
    return replace(Alert(AlertReason.CHANGE, receiver, (), "UTC", new, change=ChangeReason.NEW), **more)


def let_pass(stage: Stage, until: datetime, step: timedelta = MINUTE) -> None:
    while stage.now < until:
        stage.now = min(stage.now + step, until)
        stage.run(clock.tick(stage.world, stage.now))
        stage.run(deliver(stage.world))


def states(stage: Stage) -> Counter[str]:
    with stage.store.begin() as tx:
        return Counter(row.state for row in tx.outbox([], 10_000))


# what goes together


def test_a_burst_is_one_message_after_half_a_minute(stage: Stage, office: Office) -> None:
    wait(stage, *(change(f"d{n}", 30 * DAY) for n in range(9)))
    stage.run(deliver(stage.world))
    assert office.parcels == []
    stage.now += 30 * SECOND
    stage.run(deliver(stage.world))
    assert [len(parcel.alerts) for parcel in office.parcels] == [9]
    assert states(stage) == {"sent": 9}


def test_a_digest_is_one_message_at_its_time(stage: Stage, office: Office) -> None:
    morning = Digest((at("2026-03-04T08:30").time(),))
    wait(stage, *(change(f"d{n}", 30 * DAY, digest=morning) for n in range(3)))
    let_pass(stage, at("2026-03-04T08:29"), HOUR)
    assert office.parcels == []
    let_pass(stage, at("2026-03-04T08:31"))
    assert [(len(parcel.alerts), parcel.title) for parcel in office.parcels] == [(3, "Digest of 2026-03-04 08:30")]


def test_a_message_refused_for_good_is_taken_apart_and_only_what_is_bad_is_given_up(
    stage: Stage, office: Office
) -> None:
    wait(stage, *(change(f"d{n}", 30 * DAY) for n in range(6)))
    office.refusals["d3"] = SendError("the text is not acceptable", permanent=True)
    stage.now += MINUTE
    stage.run(deliver(stage.world))
    assert states(stage) == {"sent": 5, "dead": 1}
    assert {len(parcel.alerts) for parcel in office.parcels} == {1}


def test_later_messages_follow_the_first_about_their_deadline(stage: Stage, office: Office) -> None:
    first = change("d")
    wait(stage, first, change("other"))
    stage.run(deliver(stage.world))
    wait(stage, replace(first, change=ChangeReason.MODIFIED))
    stage.run(deliver(stage.world))
    wait(stage, replace(first, change=ChangeReason.CONFIRMED))
    stage.run(deliver(stage.world))
    started = office.parcels[0] if office.parcels[0].alerts[0].key == "d" else office.parcels[1]
    handle = f"ts-{office.parcels.index(started) + 1}"
    assert [parcel.thread for parcel in office.parcels if parcel.alerts[0].key == "d"] == [None, handle, "ts-3"]


# answers that do not come


def test_a_receiver_that_can_be_asked_is_asked_and_told_once(stage: Stage, office: Office) -> None:
    office.memory, office.lose_answers = True, 1
    wait(stage, change("d"))
    let_pass(stage, START + 5 * MINUTE)
    assert Counter(office.told) == {change("d").id: 1}
    assert states(stage) == {"sent": 1}


def test_a_receiver_that_did_not_get_it_gets_it_without_the_mark_of_a_repeat(stage: Stage, office: Office) -> None:
    office.memory = True
    office.refusals["desk"] = SendError("the line broke", unclear=True)
    wait(stage, change("d"))
    stage.run(deliver(stage.world))
    office.refusals.clear()
    let_pass(stage, START + 5 * MINUTE)
    assert [parcel.repeat for parcel in office.parcels] == [False]


def test_one_that_cannot_be_asked_gets_a_marked_repeat(stage: Stage, office: Office) -> None:
    office.lose_answers = 1
    wait(stage, change("d"))
    let_pass(stage, START + 5 * MINUTE)
    assert [parcel.repeat for parcel in office.parcels] == [False, True]


@pytest.mark.parametrize("memory", [True, False], ids=["can be asked", "cannot be asked"])
def test_a_crash_between_sending_and_writing_down_repeats_the_very_same_parcels(
    stage: Stage, office: Office, memory: bool
) -> None:
    office.memory = memory
    wait(stage, *(change(f"far{n}", 30 * DAY) for n in range(5)), *(change(f"near{n}") for n in range(3)))
    stage.now += MINUTE
    with stage.store.begin() as tx:
        lost = tx.claim(stage.now, 50)
    for claimed in lost:
        stage.run(office.send(claimed.parcel, now=stage.now))
    first = {parcel.id: parcel.alerts for parcel in office.parcels}
    wait(stage, *(change(f"later{n}", 30 * DAY) for n in range(5)))
    stage.now += 2 * MINUTE
    stage.run(deliver(stage.world))
    again = [parcel for parcel in office.parcels[len(first) :] if parcel.id in first]
    assert all(parcel.repeat and parcel.alerts == first[parcel.id] for parcel in again)
    assert len(again) == (0 if memory else len(first))
    assert states(stage) == {"sent": 13}


# outages


def test_a_receiver_that_was_down_for_six_hours_gets_one_message_a_deadline_within_ten_minutes(
    stage: Stage, office: Office
) -> None:
    know(stage, *(record(f"d{n}", START + timedelta(hours=26 + n % 4, minutes=n)) for n in range(40)))
    tried: list[datetime] = []
    office.before = lambda: tried.append(stage.now)
    stage.desk.refusals["desk"] = SendError("no connection to the mail server")
    wait(stage, *(change(f"new{n}", 20 * DAY) for n in range(30)))
    let_pass(stage, START + 6 * HOUR)
    assert office.parcels == []
    with stage.store.begin() as tx:
        assert tx.circuit("desk").broken
    assert len(tried) < 90, "what waits uses no tries"
    stage.desk.refusals.clear()
    let_pass(stage, START + 6 * HOUR + 10 * MINUTE)
    assert states(stage)["pending"] == 0
    told = Counter(key for parcel in office.parcels for key in {alert.key for alert in parcel.alerts})
    assert set(told) == {*(f"d{n}" for n in range(40)), *(f"new{n}" for n in range(30))}
    assert set(told.values()) == {1}


def test_a_later_rung_takes_the_place_of_one_that_did_not_get_through_and_names_it(
    stage: Stage, office: Office
) -> None:
    know(stage, record("d", START + 49 * HOUR))
    stage.desk.refusals["desk"] = SendError("no connection")
    let_pass(stage, START + 46 * HOUR, HOUR)
    stage.desk.refusals.clear()
    let_pass(stage, START + 46 * HOUR + 10 * MINUTE)
    [alert] = [alert for parcel in office.parcels for alert in parcel.alerts]
    assert (str(alert.lead), [str(lead) for lead in alert.missed]) == ("4h", ["48h", "24h"])
    assert states(stage) == {"sent": 1, "superseded": 2}


def test_a_receiver_that_asks_to_wait_is_left_alone_as_long_with_all_its_messages(stage: Stage, office: Office) -> None:
    tried: list[datetime] = []
    office.before = lambda: tried.append(stage.now)
    office.refusals["desk"] = SendError("too many messages", retry_after=10 * MINUTE)
    wait(stage, *(change(f"d{n}") for n in range(8)))
    let_pass(stage, START + 9 * MINUTE)
    assert len(tried) == 1
    office.refusals.clear()
    let_pass(stage, START + 11 * MINUTE)
    assert states(stage) == {"sent": 8}


def test_what_is_given_up_is_told_to_every_other_receiver_once(stage: Stage, office: Office) -> None:
    watch = Watch("everything", ("desk", "mail", "pager"), line="w.yaml:1")
    stage.watches = (watch,)
    stage.__post_init__()
    wait(stage, change("d", receiver="mail", urgency=Urgency.CRITICAL))
    office.refusals["mail"] = SendError("no such mailbox", permanent=True)
    let_pass(stage, START + 2 * MINUTE)
    notes = [alert for parcel in office.parcels for alert in parcel.alerts]
    assert {(note.receiver, note.reason, note.urgency) for note in notes} == {
        ("desk", AlertReason.SERVICE, Urgency.CRITICAL),
        ("pager", AlertReason.SERVICE, Urgency.CRITICAL),
    }
    assert notes[0].service is not None
    assert ("Why", "no such mailbox") in notes[0].service.rows


def test_a_note_that_cannot_be_delivered_breeds_no_notes(stage: Stage, office: Office) -> None:
    stage.watches = (Watch("everything", ("desk", "mail"), line="w.yaml:1"),)
    stage.__post_init__()
    wait(stage, change("d", receiver="mail"))
    for name in ("desk", "mail"):
        office.refusals[name] = SendError("no such mailbox", permanent=True)
    let_pass(stage, START + 10 * MINUTE)
    assert states(stage) == {"dead": 2}


def test_what_was_given_up_is_sent_when_a_person_asks_for_it(stage: Stage, office: Office) -> None:
    wait(stage, change("d"))
    office.refusals["desk"] = SendError("revoked", permanent=True)
    stage.run(deliver(stage.world))
    office.refusals.clear()
    with stage.store.begin() as tx:
        assert tx.given_up_since(START - DAY) == 1
        assert (tx.revive(change("d").id, stage.now), tx.revive("another", stage.now)) == (1, 0)
        assert tx.given_up_since(START - DAY) == 0
    stage.run(deliver(stage.world))
    assert states(stage) == {"sent": 1}


# clocks and restarts


@pytest.mark.parametrize("step", [-HOUR, HOUR, 30 * DAY], ids=["an hour back", "an hour ahead", "thirty days ahead"])
def test_a_clock_that_is_set_misses_nothing_and_doubles_nothing(stage: Stage, office: Office, step: timedelta) -> None:
    know(stage, *(record(f"d{n}", START + timedelta(hours=25, minutes=n)) for n in range(20)))
    let_pass(stage, START + 70 * MINUTE)
    wait(stage, *(change(f"new{n}", 100 * DAY) for n in range(9)))
    with stage.store.begin() as tx:
        tx.claim(stage.now, 3)
    stage.now += step
    daemon = Daemon(stage.world, ())
    stage.run(daemon.stepped(step))
    let_pass(stage, stage.now + 2 * MINUTE, 5 * SECOND)
    assert {f"new{n}" for n in range(9)} <= {alert.key for parcel in office.parcels for alert in parcel.alerts}
    let_pass(stage, START + 30 * HOUR, 15 * MINUTE)
    unmarked = Counter(alert.id for parcel in office.parcels for alert in parcel.alerts if not parcel.repeat)
    assert set(unmarked.values()) == {1}
    assert {f"d{n}" for n in range(20)} <= {alert.key for parcel in office.parcels for alert in parcel.alerts}
    assert set(states(stage)) <= {"sent", "superseded"}


def test_after_a_restart_what_is_overdue_is_sent_within_a_minute(stage: Stage, office: Office) -> None:
    know(stage, record("d", START + 25 * HOUR))
    stage.now = START + 2 * HOUR
    daemon = Daemon(stage.world, ())

    async def story() -> None:
        await stage.world.db(lambda tx: tx.settle_clock(stage.now, timedelta()))
        await stage.world.db(lambda tx: tx.replan_reminders(stage.now))
        for _ in range(12):
            await daemon.remind()
            await daemon.deliver()
            await daemon._couriers.home()
            stage.now += 5 * SECOND

    stage.run(story())
    assert [str(alert.lead) for parcel in office.parcels for alert in parcel.alerts] == ["24h"]


def test_two_daemons_on_one_database_tell_everything_once(store: Store) -> None:
    office = Office()
    first, second = (Stage(store, START, (EVERYTHING,), desk=office) for _ in range(2))
    wait(first, *(change(f"d{n}", receiver=f"r{n % 3}") for n in range(60)))

    async def story() -> None:
        couriers = [Couriers(stage.world) for stage in (first, second)]
        for _ in range(4):
            await asyncio.gather(*(each.send_out() for each in couriers))
            await asyncio.gather(*(each.home() for each in couriers))

    asyncio.run(story())
    assert set(Counter(office.told).values()) == {1}
    assert len(office.told) == 60


def test_a_reminder_costs_no_job(stage: Stage) -> None:
    def jobs() -> int:
        daemon = Daemon(stage.world, ())
        return len(daemon._ticking.pump(daemon._ticks(), daemon.every).get_jobs())

    async def story() -> tuple[int, int]:
        before = jobs()
        await stage.world.db(lambda tx: None)
        know(stage, *(record(f"d{n}", START + timedelta(days=1 + n)) for n in range(50)))
        return before, jobs()

    before, after = stage.run(story())
    assert before == after == 4


def test_a_slow_receiver_makes_no_other_wait(stage: Stage, office: Office) -> None:
    stage.desk.silent.add("slow")
    wait(stage, *(change(f"s{n}", receiver="slow") for n in range(200)), change("quick", receiver="quick"))

    async def story() -> float:
        couriers, began = Couriers(stage.world), asyncio.get_running_loop().time()
        await couriers.send_out()
        while not office.parcels:  # noqa: ASYNC110  no event tells that one of several is back
            await asyncio.sleep(0.001)
        took = asyncio.get_running_loop().time() - began
        await couriers.give_up()
        return took

    assert stage.run(story()) < 1
    assert office.told == [change("quick", receiver="quick").id]


# the audit


def test_the_audit_finds_nothing_where_all_is_well(stage: Stage) -> None:
    know(stage, *(record(f"d{n}", START + timedelta(hours=n)) for n in range(1, 200, 19)))
    for hours in range(0, 200, 31):
        stage.now = START + hours * HOUR
        stage.run(clock.tick(stage.world, stage.now))
        assert stage.run(audit(stage.world, stage.now)) == []


def test_the_audit_queues_a_reminder_that_was_forgotten_and_says_so(
    stage: Stage, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    know(stage, record("d", START + 25 * HOUR))
    with stage.store.begin() as tx:
        tx.set_reminder("d", None)
    stage.now = START + 2 * HOUR
    assert [alert.key for alert in stage.run(audit(stage.world, stage.now))] == ["d"]
    assert "fault of ours" in caplog.text
    stage.run(deliver(stage.world))
    assert [str(alert.lead) for parcel in office.parcels for alert in parcel.alerts] == ["24h"]
    assert stage.run(audit(stage.world, stage.now)) == []


@pytest.mark.parametrize(
    ("kind", "until"),
    [(MarkKind.ACKNOWLEDGED, None), (MarkKind.SNOOZED, START + 3 * HOUR), (MarkKind.MUTED, START + 3 * HOUR)],
    ids=["acknowledged", "snoozed", "muted"],
)
def test_the_audit_asks_for_nothing_that_a_reader_silenced(
    stage: Stage, kind: MarkKind, until: datetime | None
) -> None:
    duty = record("d", START + 25 * HOUR)
    know(stage, duty, record("e", START + 25 * HOUR))
    with stage.store.begin() as tx:
        mark(tx, duty, kind, START, by="Ada", until=until)
        tx.set_reminder("d", None)
        tx.set_reminder("e", None)
    stage.now = START + 2 * HOUR
    assert [alert.key for alert in stage.run(audit(stage.world, stage.now))] == ["e"]
    with stage.store.begin() as tx:
        lift(tx, duty, kind, stage.now, by="Ada")
        tx.set_reminder("d", None)
    stage.now += 11 * MINUTE
    assert [alert.key for alert in stage.run(audit(stage.world, stage.now))] == ["d"], "taken back, it is owed again"


def test_far_dates_and_none_at_all_are_audited_too(stage: Stage) -> None:
    stage.watches = ()
    stage.__post_init__()
    know(stage, record("d", at("2026-12-31T00:00")), replace(record("e", START), due=Due(date(9999, 12, 30), "UTC")))
    assert stage.run(audit(stage.world, stage.now)) == []
