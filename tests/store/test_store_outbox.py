"""The outbox, on every database: what waits is sent by one, what is unclear comes back, nothing is lost or told twice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from time import perf_counter

import pytest
from store_examples import DAY, HOUR, NOON, change_alert, deadline, measure_news, opened, reminder, revised

from monitor.policy import Circuit, Hold, HoldReason
from monitor.ports import Claimed, OutboxRow, Queue, Store
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
    came = [alert for claimed in claim(store) for alert in claimed.parcel.alerts]
    assert sorted(came, key=lambda alert: alert.id) == sorted(alerts, key=lambda alert: alert.id)


def test_an_alert_is_queued_once_whatever_its_state(store: Store) -> None:
    assert queue(store) == 0
    assert queue(store, reminder(), reminder(), reminder(receiver="night desk")) == 2
    assert queue(store, reminder()) == 0
    claim(store)
    assert queue(store, reminder()) == 0
    with store.begin() as tx:
        tx.mark_all_sent([(Parcel.of(reminder()), None)], NOON)
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
        tx.mark_all_sent([(Parcel.of(reminder()), None)], NOON + SECOND)
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
        tx.mark_all_sent([(Parcel.of(reminder()), None)], NOON + LEASE)
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


def test_superseding_withdraws_the_word_that_the_date_has_passed_too(store: Store) -> None:
    passed = Alert(AlertReason.PASSED, "desk", (), "UTC", deadline())
    queue(store, passed, change_alert(revised(deadline())))
    with store.begin() as tx:
        assert tx.supersede(deadline().key, NOON) == 1
    assert [row.id for row in rows(store, ["superseded"])] == [passed.id]


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
        seen += [alert.id for each in claimed for alert in each.parcel.alerts]
    assert len(set(seen)) == len(seen) == 3_000


def near(number: int, receiver: str = "desk") -> Alert:
    """A reminder that stands alone: its deadline is a day ahead."""
    soon = replace(deadline().due, day=(NOON + DAY).date())
    return reminder(receiver=receiver, deadline=deadline(f"near {number}", due=soon))


def test_a_burst_is_one_parcel_and_the_very_same_one_after_a_crash(store: Store) -> None:
    queue(store, *(reminder(f"key {n}") for n in range(6)))
    [first] = claim(store)
    queue(store, *(reminder(f"later {n}") for n in range(6)))
    again = claim(store, NOON + LEASE)
    assert replace(again[0].parcel, repeat=False) == first.parcel
    assert [len(each.parcel.alerts) for each in again] == [6, 6]


def test_a_parcel_cut_by_the_limit_comes_back_whole(store: Store) -> None:
    queue(store, *(reminder(f"key {n}") for n in range(9)))
    [first] = claim(store, limit=9)
    [again] = claim(store, NOON + LEASE, limit=2)
    assert set(again.parcel.alerts) == set(first.parcel.alerts)


def test_after_a_clear_refusal_alerts_may_go_with_others_after_an_unclear_one_not(store: Store) -> None:
    queue(store, *(reminder(f"key {n}") for n in range(4)))
    [first] = claim(store)
    with store.begin() as tx:
        tx.mark_retry(first.parcel, NOON + SECOND, "answered 503")
        tx.enqueue([reminder("fifth")], NOON)
    [second] = claim(store, NOON + SECOND)
    assert len(second.parcel.alerts) == 5
    with store.begin() as tx:
        tx.mark_retry(second.parcel, NOON + HOUR, "no answer", unclear=True)
        tx.enqueue([reminder("sixth")], NOON)
    repeats = {each.parcel.id: each.parcel.repeat for each in claim(store, NOON + HOUR)}
    assert repeats == {second.parcel.id: True, reminder("sixth").id: False}


def test_a_parcel_taken_apart_is_tried_one_by_one(store: Store) -> None:
    queue(store, *(reminder(f"key {n}") for n in range(5)))
    [together] = claim(store)
    with store.begin() as tx:
        tx.split(together.parcel, "too large", NOON)
    assert [len(each.parcel.alerts) for each in claim(store)] == [1] * 5


def test_a_receiver_left_alone_gets_nothing_then_one_probe_then_all(store: Store) -> None:
    queue(store, *(near(n) for n in range(10)))
    broken = Circuit("desk", 5, NOON, NOON + 30 * SECOND, "no connection")
    with store.begin() as tx:
        tx.save_circuit(broken)
        assert tx.circuits() == {"desk": broken}
    assert claim(store, NOON + 29 * SECOND) == []
    [probe] = claim(store, NOON + 30 * SECOND)
    assert claim(store, NOON + 31 * SECOND) == []
    with store.begin() as tx:
        tx.mark_all_sent([(probe.parcel, None)], NOON + 32 * SECOND)
        assert tx.circuits() == {}
    assert len(claim(store, NOON + 32 * SECOND)) == 9


def test_what_waited_for_its_next_try_is_due_when_its_receiver_is_back(store: Store) -> None:
    queue(store, near(1), near(2))
    first, second = claim(store)
    with store.begin() as tx:
        tx.mark_retry(first.parcel, NOON + HOUR, "no connection")
        tx.save_circuit(Circuit("desk", 9, NOON, NOON, "no connection"))
        tx.mark_all_sent([(second.parcel, None)], NOON + SECOND)
    assert [each.parcel.id for each in claim(store, NOON + SECOND)] == [first.parcel.id]


def test_a_held_alert_is_not_due_before_and_says_why(store: Store) -> None:
    hold = Hold(NOON + HOUR, HoldReason.QUIET)
    with store.begin() as tx:
        tx.enqueue([near(1)], NOON, {near(1).id: hold})
    [row] = rows(store)
    assert (row.held, row.next_at) == ("quiet hours", NOON + HOUR)
    assert claim(store, NOON + HOUR - SECOND) == []
    assert len(claim(store, NOON + HOUR)) == 1


def test_a_reminder_told_by_a_later_one_is_not_taken_up_again(store: Store) -> None:
    week, day = reminder(lead=Lead(days=7)), reminder(lead=Lead(days=1))
    queue(store, week)
    with store.begin() as tx:
        assert tx.outdate([day], NOON) == {day.id: [week]}
        assert tx.outdate([day], NOON) == {}
        assert tx.enqueue([week, day], NOON) == 1
    assert [(row.state, row.told_by) for row in rows(store, ["superseded"])] == [("superseded", day.id)]


def test_the_first_message_about_a_deadline_is_followed_until_it_is_gone(store: Store) -> None:
    queue(store, near(1), change_alert(revised(near(1).deadline)))  # type: ignore[arg-type]
    with store.begin() as tx:
        tx.mark_all_sent([(Parcel.of(near(1)), "first")], NOON)
    [later] = claim(store)
    assert later.parcel.thread == "first"
    with store.begin() as tx:
        tx.mark_all_sent([(later.parcel, "another, for the first was deleted")], NOON)
        tx.enqueue([near(1), reminder(deadline=near(1).deadline, lead=Lead(hours=4))], NOON)
    assert [each.parcel.thread for each in claim(store)] == ["another, for the first was deleted"]


def test_queues_count_by_receiver(store: Store) -> None:
    queue(store, near(1), near(2), near(3), near(1, "mail"))
    with store.begin() as tx:
        tx.mark_dead(tx.claim(NOON, 1, only="desk")[0].parcel, "revoked", NOON)
        assert tx.queues() == [Queue("desk", 2, 0, 1, NOON), Queue("mail", 1, 0, 0, NOON)]
        assert (tx.given_up_since(NOON), tx.given_up_since(NOON + SECOND)) == (1, 0)


@pytest.mark.slow
def test_ten_thousand_alerts_are_claimed_and_marked_in_batches(memory_store: Store) -> None:
    queue(memory_store, *(near(n) for n in range(10_000)))
    started = perf_counter()
    while claimed := claim(memory_store, NOON, 50):
        with memory_store.begin() as tx:
            tx.mark_all_sent([(each.parcel, None) for each in claimed], NOON)
    assert perf_counter() - started < 10, "on a quiet machine it takes about a second"
    with memory_store.begin() as tx:
        assert tx.counts()["alerts_sent"] == 10_000


def test_a_receiver_with_much_to_come_hides_no_other(store: Store) -> None:
    queue(store, *(near(n) for n in range(700)))
    late = replace(reminder("other"), receiver="other-desk")
    with store.begin() as tx:
        tx.enqueue([late], NOON + timedelta(minutes=1))
        assert tx.receivers_due(NOON) == ["desk"]
        assert sorted(tx.receivers_due(NOON + timedelta(minutes=1))) == ["desk", "other-desk"]
        claimed = tx.claim(NOON + timedelta(minutes=1), 50)
    assert {each.parcel.receiver for each in claimed} == {"desk", "other-desk"}
