"""The outbox, on every database: what waits is sent by one, what is unclear comes back, nothing is lost or told twice."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from store_examples import DAY, HOUR, NOON, change_alert, deadline, measure_news, opened, reminder, revised

from monitor.ports import Claimed, OutboxRow, Store
from monitor.store.outbox import LEASE
from monitor.types import Alert, AlertReason, Lead, Parcel

SECOND = timedelta(seconds=1)


def queue(store: Store, *alerts: Alert) -> int:
    with store.begin() as tx:
        return tx.enqueue(alerts, NOON)


def claim(store: Store, now: object = NOON, limit: int = 10) -> list[Claimed]:
    with store.begin() as tx:
        return tx.claim(now, limit)  # type: ignore[arg-type]


def rows(store: Store, states: Sequence[str] = ()) -> list[OutboxRow]:
    with store.begin() as tx:
        return tx.outbox(states, 100)


def test_every_kind_of_alert_comes_back_as_it_was_queued(store: Store) -> None:
    alerts = [
        reminder(),
        change_alert(revised(deadline())),
        Alert(AlertReason.PASSED, "desk", (), "UTC", deadline()),
        Alert(AlertReason.MEASURE, "desk", (("steel", "w.yaml:3"),), "UTC", measure=measure_news()),
        Alert(AlertReason.TEST, "desk", (), "UTC"),
    ]
    assert queue(store, *alerts) == 5
    assert sorted((claimed.parcel.alerts[0] for claimed in claim(store)), key=lambda a: a.id) == sorted(
        alerts, key=lambda a: a.id
    )


def test_an_alert_is_queued_once_whatever_its_state(store: Store) -> None:
    assert queue(store) == 0
    assert queue(store, reminder(), reminder(), reminder(receiver="night desk")) == 2
    assert queue(store, reminder()) == 0
    claim(store)
    assert queue(store, reminder()) == 0
    with store.begin() as tx:
        tx.mark_sent(Parcel.of(reminder()), NOON)
    assert queue(store, reminder()) == 0
    assert len(rows(store)) == 2


def test_what_waits_is_claimed_once_and_its_try_counted(store: Store) -> None:
    queue(store, reminder())
    assert claim(store) == [Claimed(Parcel.of(reminder()), attempt=1, queued_at=NOON)]
    assert claim(store, NOON + LEASE - SECOND) == []


def test_the_oldest_in_the_queue_goes_first(store: Store) -> None:
    with store.begin() as tx:
        for minutes, key in ((3, "third"), (1, "first"), (2, "second")):
            tx.enqueue([reminder(key)], NOON + timedelta(minutes=minutes))
    assert [each.parcel.alerts[0].key for each in claim(store, NOON + HOUR, 2)] == ["first", "second"]
    assert [each.parcel.alerts[0].key for each in claim(store, NOON + HOUR, 2)] == ["third"]


def test_a_lease_that_ran_out_comes_back_as_a_possible_repeat(store: Store) -> None:
    queue(store, reminder())
    claim(store)
    assert claim(store, NOON + LEASE) == [Claimed(Parcel.of(reminder(), repeat=True), attempt=2, queued_at=NOON)]


def test_a_busy_receiver_gets_nothing_and_holds_up_no_other(store: Store) -> None:
    with store.begin() as tx:
        tx.enqueue([reminder(f"d{n}", receiver="deaf") for n in range(5)], NOON)
        tx.enqueue([reminder(receiver="desk")], NOON + SECOND)
        assert [each.parcel.receiver for each in tx.claim(NOON + SECOND, 3, busy={"deaf"})] == ["desk"]
        assert {each.parcel.receiver for each in tx.claim(NOON + SECOND, 3)} == {"deaf"}


def test_a_try_without_an_answer_makes_the_next_a_possible_repeat(store: Store) -> None:
    queue(store, reminder())
    claim(store)
    with store.begin() as tx:
        tx.mark_retry(Parcel.of(reminder()), NOON + HOUR, "no answer within 30 s", unclear=True)
    assert claim(store, NOON + HOUR) == [Claimed(Parcel.of(reminder(), repeat=True), attempt=2, queued_at=NOON)]


def test_a_possible_repeat_stays_one_after_a_clear_refusal(store: Store) -> None:
    queue(store, reminder())
    claim(store)
    claim(store, NOON + LEASE)
    with store.begin() as tx:
        tx.mark_retry(Parcel.of(reminder()), NOON + HOUR, "answered 503")
    assert claim(store, NOON + HOUR) == [Claimed(Parcel.of(reminder(), repeat=True), attempt=3, queued_at=NOON)]


def test_abandoned_alerts_are_claimed_in_their_old_place(store: Store) -> None:
    queue(store, reminder("abandoned"))
    claim(store)
    with store.begin() as tx:
        tx.enqueue([reminder("fresh")], NOON + SECOND)
    assert [each.parcel.alerts[0].key for each in claim(store, NOON + LEASE)] == ["abandoned", "fresh"]


def test_a_refused_alert_waits_until_its_next_try(store: Store) -> None:
    queue(store, reminder())
    claim(store)
    with store.begin() as tx:
        tx.mark_retry(Parcel.of(reminder()), NOON + HOUR, "answered 503")
    [row] = rows(store, ["pending"])
    assert (row.attempts, row.next_at, row.error, row.sent_at) == (1, NOON + HOUR, "answered 503", None)
    assert claim(store, NOON + HOUR - SECOND) == []
    assert claim(store, NOON + HOUR) == [Claimed(Parcel.of(reminder()), attempt=2, queued_at=NOON)]


def test_a_released_alert_is_due_at_once_and_its_try_not_counted(store: Store) -> None:
    queue(store, reminder())
    claim(store)
    with store.begin() as tx:
        tx.release(Parcel.of(reminder()), NOON)
    assert claim(store) == [Claimed(Parcel.of(reminder()), attempt=1, queued_at=NOON)]


def test_a_sent_alert_is_done_and_logged(store: Store) -> None:
    queue(store, reminder())
    claim(store)
    with store.begin() as tx:
        tx.mark_retry(Parcel.of(reminder()), NOON, "answered 503")
    claim(store)
    with store.begin() as tx:
        tx.mark_sent(Parcel.of(reminder()), NOON + SECOND)
    assert claim(store, NOON + DAY) == []
    assert rows(store) == [OutboxRow(reminder().id, reminder(), "sent", 2, NOON, None, NOON + SECOND, "")]


def test_a_dead_alert_is_never_claimed_and_says_why(store: Store) -> None:
    queue(store, reminder())
    claim(store)
    with store.begin() as tx:
        tx.mark_dead(Parcel.of(reminder()), "no such webhook", NOON)
    assert claim(store, NOON + DAY) == []
    [row] = rows(store, ["dead"])
    assert (row.error, row.attempts) == ("no such webhook", 1)


@pytest.mark.parametrize("late", ["mark_retry", "mark_dead", "release"])
def test_a_late_word_on_an_alert_that_another_process_sent_changes_nothing(store: Store, late: str) -> None:
    queue(store, reminder())
    claim(store)
    claim(store, NOON + LEASE)
    with store.begin() as tx:
        tx.mark_sent(Parcel.of(reminder()), NOON + LEASE)
        {
            "mark_retry": lambda: tx.mark_retry(Parcel.of(reminder()), NOON, "timed out"),
            "mark_dead": lambda: tx.mark_dead(Parcel.of(reminder()), "timed out", NOON),
            "release": lambda: tx.release(Parcel.of(reminder()), NOON),
        }[late]()
    assert [row.state for row in rows(store)] == ["sent"]


def test_superseding_withdraws_waiting_reminders_of_that_deadline_alone(store: Store) -> None:
    news = change_alert(opened(deadline()))
    underway = reminder(lead=Lead(days=1))
    queue(store, underway)
    claim(store)
    queue(store, reminder(), news, reminder("another deadline"))
    with store.begin() as tx:
        assert tx.supersede(deadline().key, NOON) == 1
        assert tx.supersede(deadline().key, NOON) == 0
    assert [row.id for row in rows(store, ["superseded"])] == [reminder().id]
    assert {each.parcel.id for each in claim(store)} == {news.id, reminder("another deadline").id}


def test_a_withdrawn_reminder_is_taken_up_again_when_its_date_comes_back(store: Store) -> None:
    queue(store, reminder())
    with store.begin() as tx:
        tx.supersede(deadline().key, NOON)
        assert tx.enqueue([reminder(missed=())], NOON + HOUR) == 1
    assert claim(store, NOON + HOUR) == [Claimed(Parcel.of(reminder(missed=())), attempt=1, queued_at=NOON + HOUR)]


def test_the_log_shows_the_newest_first_and_filters_by_state(store: Store) -> None:
    with store.begin() as tx:
        for hours, key in enumerate(("first", "second", "third")):
            tx.enqueue([reminder(key)], NOON + hours * HOUR)
        tx.claim(NOON, 1)
        assert [row.alert.key for row in tx.outbox([], 2)] == ["third", "second"]
        assert [row.alert.key for row in tx.outbox(["sending", "dead"], 10)] == ["first"]
        counts = tx.counts()
    assert (counts["alerts_pending"], counts["alerts_sending"], counts["alerts_dead"]) == (2, 1, 0)


def test_thousands_of_reminders_of_one_minute_are_all_claimed_once(memory_store: Store) -> None:
    assert queue(memory_store, *(reminder(f"key {n}") for n in range(3_000))) == 3_000
    seen = []
    while claimed := claim(memory_store, NOON, 800):
        seen += [each.parcel.id for each in claimed]
    assert len(set(seen)) == len(seen) == 3_000
