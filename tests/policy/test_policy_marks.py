"""What readers say on a timeline: acknowledged, snoozed, muted, wrong; what is then told, and what no more."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from policy_timeline import DAY, FOUR_HOURS, WEEK, a_deadline, a_watch, instant, written

from monitor.policy import change_alerts, muted_change, reminders, snoozed_until, standing
from monitor.types import (
    Alert,
    AlertReason,
    Change,
    ChangeReason,
    Deadline,
    DeadlineKind,
    Mark,
    MarkKind,
    Revision,
    Status,
    utc,
)

DUE = a_deadline()
KEY = DUE.key


def said(kind: MarkKind, at: str, until: str | None = None) -> Mark:
    return Mark(KEY, kind, "Ada", utc(instant(at)), "", utc(instant(until)) if until else None)


def told(marks: list[Mark], at: str, deadline: Deadline = DUE) -> list[str]:
    now = instant(at)
    plan = reminders(deadline, [a_watch()], now, planned_at=now - timedelta(seconds=1), marks=marks)
    return [written(alert) for alert in plan.alerts]


def next_at(marks: list[Mark], at: str, deadline: Deadline = DUE) -> object:
    return reminders(deadline, [a_watch()], instant(at), marks=marks).next_at


ACK = said(MarkKind.ACKNOWLEDGED, "2026-08-13 09:00")
SNOOZE = said(MarkKind.SNOOZED, "2026-08-13 09:00", "2026-08-18 12:00")
MUTE = said(MarkKind.MUTED, "2026-08-13 09:00", "2026-08-18 12:00")


def moved(when: str = "2026-08-25 00:01", at: str = "2026-08-14 10:00") -> Deadline:
    return replace(a_deadline(when, told=at), revision=2)


def test_who_has_acknowledged_is_not_reminded_again() -> None:
    assert told([ACK], "2026-08-18 00:01") == []
    assert next_at([ACK], "2026-08-13 10:00") is None


def test_who_has_acknowledged_hears_of_changes_and_that_a_new_date_reminds_again() -> None:
    change = Change(ChangeReason.MOVED_LATER, moved(), DUE, instant("2026-08-14 10:00"))
    (alert,) = change_alerts(change, [a_watch()], instant("2026-08-14 10:00"), [ACK])
    assert (alert.marks, alert.next_at) == ((ACK,), instant("2026-08-18 00:01"))
    assert told([ACK], "2026-08-24 00:01", moved()) == ["slack T-1d"]


def test_a_change_that_keeps_the_date_keeps_the_acknowledgement() -> None:
    rate = replace(DUE, revision=2, learnt_at=instant("2026-08-14 10:00"))
    change = Change(ChangeReason.MODIFIED, rate, DUE, instant("2026-08-14 10:00"))
    (alert,) = change_alerts(change, [a_watch()], instant("2026-08-14 10:00"), [ACK])
    assert (alert.marks, alert.next_at) == ((ACK,), None)


def test_an_acknowledgement_taken_back_reminds_of_the_last_rung() -> None:
    back = said(MarkKind.ACKNOWLEDGED, "2026-08-18 09:00", "2026-08-18 09:00")
    assert told([ACK, back], "2026-08-18 09:00") == ["slack T-1d"]
    assert next_at([ACK, back], "2026-08-18 09:00") == instant("2026-08-18 20:01")


def test_a_snooze_keeps_silent_until_its_end_and_then_reminds() -> None:
    assert told([SNOOZE], "2026-08-18 00:01") == []
    assert next_at([SNOOZE], "2026-08-13 09:00") == instant("2026-08-18 12:00")
    plan = reminders(DUE, [a_watch()], instant("2026-08-18 12:00"), marks=[SNOOZE])
    (alert,) = plan.alerts
    assert (alert.reason, alert.lead, alert.snooze) == (AlertReason.REMINDER, None, SNOOZE)
    assert alert.id == f"{KEY}:20260819T0401Z:snoozed-20260818T160000Z:slack"
    assert plan.next_at == instant("2026-08-18 20:01")
    assert told([SNOOZE], "2026-08-18 20:01") == ["slack T-4h"]


def test_a_second_snooze_reminds_a_second_time() -> None:
    again = said(MarkKind.SNOOZED, "2026-08-18 12:10", "2026-08-18 15:00")
    (alert,) = reminders(DUE, [a_watch()], instant("2026-08-18 15:00"), marks=[SNOOZE, again]).alerts
    assert alert.id.endswith("snoozed-20260818T190000Z:slack")


def test_a_date_that_moves_ends_the_snooze() -> None:
    sooner = moved("2026-08-16 00:01")
    assert told([SNOOZE], "2026-08-15 00:01", sooner) == ["slack T-1d"]


def test_who_wants_no_reminders_gets_none_from_a_snooze() -> None:
    assert reminders(DUE, [a_watch(leads=())], instant("2026-08-18 12:00"), marks=[SNOOZE]).alerts == ()


@pytest.mark.parametrize(
    ("now", "asked", "until"),
    [
        ("2026-08-13 09:00", "2026-08-14 09:00", "2026-08-14 09:00"),
        ("2026-08-13 09:00", "2026-09-30 09:00", "2026-08-18 20:01"),
        ("2026-08-18 22:01", "2026-08-20 09:00", "2026-08-18 23:01"),
        ("2026-08-18 23:55", "2026-08-20 09:00", None),
        ("2026-08-20 09:00", "2026-08-21 09:00", None),
    ],
    ids=["well before", "past the date: four hours before it", "less is left: half way", "too late", "passed"],
)
def test_no_snooze_passes_the_date_without_a_warning(now: str, asked: str, until: str | None) -> None:
    assert snoozed_until(DUE, instant(asked), instant(now)) == (instant(until) if until else None)


def test_a_mute_silences_reminders_and_changes_until_it_ends() -> None:
    change = Change(ChangeReason.MOVED_LATER, moved(), DUE, instant("2026-08-14 10:00"))
    assert change_alerts(change, [a_watch()], instant("2026-08-14 10:00"), [MUTE]) == []
    assert told([MUTE], "2026-08-18 00:01") == []
    assert next_at([MUTE], "2026-08-14 10:00") == instant("2026-08-18 12:00")
    assert told([MUTE], "2026-08-18 12:00") == ["slack T-1d"], "the rung that fell into the mute, and no word of misses"


def history(*steps: tuple[ChangeReason, Deadline]) -> list[Revision]:
    states = [None, *(state for _, state in steps)]
    return [
        Revision(Change(reason, new, old, new.learnt_at), new.learnt_at)
        for (reason, new), old in zip(steps, states, strict=False)
    ]


def test_after_a_mute_all_that_changed_is_told_as_one_change() -> None:
    confirmed = replace(moved(), revision=3, learnt_at=instant("2026-08-15 10:00"))
    known = history((ChangeReason.NEW, DUE), (ChangeReason.MOVED_LATER, moved()), (ChangeReason.CONFIRMED, confirmed))
    change = muted_change(known, [MUTE], instant("2026-08-18 12:00"))
    assert change is not None
    assert (change.reason, change.old, change.new) == (ChangeReason.MOVED_LATER, DUE, confirmed)
    (alert,) = change_alerts(change, [a_watch()], instant("2026-08-18 12:00"), [MUTE])
    assert alert.id == f"{KEY}:r3:moved_later:slack"


def test_nothing_is_told_after_a_mute_in_which_nothing_changed_or_that_is_long_over() -> None:
    known = history((ChangeReason.NEW, DUE), (ChangeReason.MOVED_LATER, moved()))
    later = replace(moved(), revision=3, learnt_at=instant("2026-08-18 13:00"))
    assert muted_change(known[:1], [MUTE], instant("2026-08-18 12:00")) is None
    assert muted_change(known, [MUTE], instant("2026-08-26 12:00")) is None
    assert muted_change(known, [], instant("2026-08-18 12:00")) is None
    told_since = history((ChangeReason.NEW, DUE), (ChangeReason.MOVED_LATER, moved()), (ChangeReason.MODIFIED, later))
    assert muted_change(told_since, [MUTE], instant("2026-08-18 13:00")) is None


def test_a_mute_that_was_lifted_ends_then() -> None:
    lifted = said(MarkKind.MUTED, "2026-08-15 09:00", "2026-08-15 09:00")
    assert told([MUTE, lifted], "2026-08-18 00:01") == ["slack T-1d"]
    known = history((ChangeReason.NEW, DUE), (ChangeReason.MOVED_LATER, moved()))
    assert muted_change(known, [MUTE, lifted], instant("2026-08-15 09:00")) is not None


def test_an_acknowledgement_outlives_a_mute() -> None:
    assert told([ACK, MUTE], "2026-08-18 20:01") == []
    assert told([MUTE, ACK], "2026-08-18 20:01") == []


def test_a_wrong_date_is_reminded_of_and_says_so_until_somebody_settles_it() -> None:
    doubt = said(MarkKind.WRONG, "2026-08-13 09:00")
    (alert,) = reminders(DUE, [a_watch()], instant("2026-08-18 00:01"), marks=[doubt]).alerts
    assert (written(alert), alert.marks) == ("slack T-1d", (doubt,))
    by_person = replace(DUE, revision=2, learnt_at=instant("2026-08-14 09:00"), evidence=replace(DUE.evidence, rank=6))
    for settled in (moved(), by_person):
        assert standing([doubt], settled, instant("2026-08-15 09:00")).wrong is None


def test_what_is_said_later_is_not_known_yet() -> None:
    assert told([ACK], "2026-08-12 00:01") == ["slack T-7d"]


def test_a_demand_acknowledged_asks_no_more_whether_it_happened() -> None:
    threat = a_deadline(kind=DeadlineKind.ULTIMATUM, status=Status.THREATENED)
    assert told([ACK], "2026-08-19 00:01", threat) == []
    assert told([SNOOZE], "2026-08-19 00:01", threat) == ["slack passed"]


def test_rungs_that_fell_into_an_outage_say_when_that_was() -> None:
    offline = (instant("2026-08-11 03:10"), instant("2026-08-18 00:30"))
    before = instant("2026-08-12 00:00")
    (alert,) = reminders(DUE, [a_watch()], offline[1], planned_at=before, offline=offline, marks=[]).alerts
    assert (written(alert), alert.offline) == ("slack T-1d missed 7d", offline)
    (only,) = reminders(DUE, [a_watch(leads=(DAY,))], offline[1], planned_at=before, offline=offline).alerts
    assert (only.missed, only.offline) == ((), offline), "told late, and why"
    on_time = instant("2026-08-18 20:01")
    (alert,) = reminders(DUE, [a_watch()], on_time, planned_at=on_time - timedelta(seconds=1), offline=None).alerts
    assert alert.offline is None


def test_a_closed_record_is_not_reminded_of_whatever_was_said() -> None:
    closed = replace(DUE, ended_day=date(2026, 8, 14), status=Status.REVOKED)
    assert told([SNOOZE], "2026-08-18 12:00", closed) == []


def test_two_watches_of_one_receiver_end_their_snooze_in_one_message() -> None:
    watches = [a_watch("Canada", leads=(WEEK,)), a_watch("Alcohol", leads=(FOUR_HOURS,))]
    alerts: tuple[Alert, ...] = reminders(DUE, watches, instant("2026-08-18 12:00"), marks=[SNOOZE]).alerts
    assert [name for name, _ in alerts[0].watches] == ["Canada", "Alcohol"]
    assert len(alerts) == 1
