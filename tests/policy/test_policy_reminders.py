"""Reminders on a timeline: which rung is due, what was missed, when to look again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from policy_timeline import DAY, DAY_IN_HOURS, FOUR_HOURS, WEEK, Timeline, a_deadline, a_watch, instant, written

from monitor.policy import reminders
from monitor.types import AlertReason, DeadlineKind, Due, Lead, Precision, Status


def test_each_rung_is_told_once_and_on_time() -> None:
    line = Timeline(a_deadline(), a_watch())
    line.at("2026-07-20 17:00").want(then="2026-08-12 00:01")
    line.at("2026-08-12 00:01").want("slack T-7d", then="2026-08-18 00:01")
    line.at("2026-08-12 00:02").want(then="2026-08-18 00:01")
    line.at("2026-08-18 00:01").want("slack T-1d", then="2026-08-18 20:01")
    line.at("2026-08-18 20:01").want("slack T-4h")
    line.at("2026-08-19 00:01").want()


def test_rungs_that_the_change_already_told_are_skipped() -> None:
    line = Timeline(a_deadline(told="2026-08-17 09:00"), a_watch())
    line.at("2026-08-17 09:00").want(then="2026-08-18 00:01")
    Timeline(a_deadline(told="2026-08-18 00:01"), a_watch()).at("2026-08-18 00:01").want(then="2026-08-18 20:01")


def test_a_moved_date_has_rungs_of_its_own() -> None:
    line = Timeline(a_deadline(), a_watch()).at("2026-07-20 17:00")
    line.at("2026-08-18 20:01").want("slack T-4h missed 7d 1d")
    line.moves("2026-08-22 00:01", told="2026-08-18 22:34")
    line.at("2026-08-18 22:34").want(then="2026-08-21 00:01")
    line.at("2026-08-21 00:01").want("slack T-1d", then="2026-08-21 20:01")


def test_after_an_outage_only_the_most_urgent_is_sent_and_says_what_was_missed() -> None:
    line = Timeline(a_deadline(), a_watch())
    line.at("2026-08-11 00:00").want(then="2026-08-12 00:01")
    line.at("2026-08-18 19:40").want("slack T-1d missed 7d", then="2026-08-18 20:01")
    late = Timeline(a_deadline(), a_watch())
    late.at("2026-08-12 00:01").want("slack T-7d", then="2026-08-18 00:01")
    late.at("2026-08-19 06:00").want("slack T-4h missed 1d")


def test_without_word_of_the_last_planning_a_reminder_on_time_claims_no_misses() -> None:
    deadline, watch = a_deadline(), a_watch()
    on_time = reminders(deadline, [watch], instant("2026-08-18 00:05"))
    late = reminders(deadline, [watch], instant("2026-08-18 00:30"))
    assert [written(alert) for plan in (on_time, late) for alert in plan.alerts] == [
        "slack T-1d",
        "slack T-1d missed 7d",
    ]


def test_asking_twice_gives_the_same_messages() -> None:
    deadline, now = a_deadline(), instant("2026-08-18 00:05")
    once, twice = (reminders(deadline, [a_watch()], now) for _ in range(2))
    assert once == twice
    assert [alert.id for alert in once.alerts] == ["us-tariff-ca-effective-alcohol-2026-08:20260819T0401Z:T-1d:slack"]


def test_nothing_is_sent_a_week_after_the_date() -> None:
    deadline = a_deadline()
    assert reminders(deadline, [a_watch()], instant("2026-08-26 00:00")).alerts
    assert not reminders(deadline, [a_watch()], instant("2026-08-26 00:02")).alerts


def test_a_day_is_wall_time_and_24_hours_are_hours_over_a_clock_change() -> None:
    deadline = a_deadline("2026-11-01 12:00")
    watch = a_watch(leads=(DAY, DAY_IN_HOURS))
    plan = reminders(deadline, [watch], instant("2026-10-01 00:00"))
    assert plan.next_at == datetime(2026, 10, 31, 16, tzinfo=UTC)
    (alert,) = reminders(deadline, [watch], datetime(2026, 10, 31, 16, tzinfo=UTC)).alerts
    assert (alert.lead, alert.next_at) == (DAY, datetime(2026, 10, 31, 17, tzinfo=UTC))


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"ended_day": date(2026, 8, 1), "status": Status.REVOKED}, "it was revoked"),
        ({"status": Status.IN_FORCE}, "it has begun"),
        ({"status": Status.SUSPENDED}, "its start is put off without a new date"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_no_reminder_when(fields: dict[str, object], why: str) -> None:
    plan = reminders(a_deadline(**fields), [a_watch()], instant("2026-08-18 00:05"))
    assert (plan.alerts, plan.next_at) == ((), None), why


def test_the_scheduled_end_of_a_running_measure_is_reminded_of() -> None:
    end = a_deadline(kind=DeadlineKind.EXPIRY, status=Status.IN_FORCE)
    Timeline(end, a_watch()).at("2026-08-12 00:01").want("slack T-7d", then="2026-08-18 00:01")


def test_reminders_of_an_interval_count_to_its_first_day_and_its_passing_is_asked_after_its_last() -> None:
    interval = Due(date(2025, 8, 7), "America/New_York", precision=Precision.INTERVAL, latest=date(2025, 8, 9))
    threat = a_deadline(told="2025-07-28 10:00", kind=DeadlineKind.ULTIMATUM, due=interval, status=Status.THREATENED)
    line = Timeline(threat, a_watch(leads=(DAY,)))
    line.at("2025-07-28 10:00").want(then="2025-08-06 00:00")
    line.at("2025-08-06 00:00").want("slack T-1d", then="2025-08-09 00:00")
    line.at("2025-08-08 00:00").want(then="2025-08-09 00:00")
    line.at("2025-08-09 00:00").want("slack passed")
    assert line.fresh[0].reason is AlertReason.PASSED


def test_at_the_instant_itself_the_passing_is_told_and_no_reminder() -> None:
    talks = a_deadline("2026-08-19 12:00", kind=DeadlineKind.NEGOTIATION)
    line = Timeline(talks, a_watch(leads=(FOUR_HOURS, Lead(hours=0))))
    line.at("2026-08-19 08:00").want("slack T-4h", then="2026-08-19 12:00")
    line.at("2026-08-19 12:00").want("slack passed")


def test_watches_that_share_a_receiver_send_it_one_message_and_each_receiver_its_own_next_instant() -> None:
    watches = [
        a_watch("Canada", "slack", "mail", leads=(WEEK, DAY), zone="Europe/Brussels"),
        a_watch("Alcohol", "slack", leads=(DAY, FOUR_HOURS)),
        a_watch("Steel", "slack", any_words=("steel",)),
    ]
    slack, mail = reminders(a_deadline(), watches, instant("2026-08-18 00:01")).alerts
    assert slack.watches == (("Canada", "watchlists.yaml:6"), ("Alcohol", "watchlists.yaml:7"))
    assert (slack.zone, slack.next_at) == ("Europe/Brussels", instant("2026-08-18 20:01"))
    assert (mail.watches, mail.next_at) == ((("Canada", "watchlists.yaml:6"),), None)
    assert reminders(a_deadline(), watches, instant("2026-08-18 00:01")).next_at == instant("2026-08-18 20:01")


def test_a_watch_without_leads_or_that_asks_for_something_else_is_never_reminded() -> None:
    watches = [a_watch(leads=()), a_watch("China", countries=("CN",))]
    assert reminders(a_deadline(), watches, instant("2026-08-18 00:01")).next_at is None


def test_whenever_it_is_asked_the_next_instant_lies_ahead_and_nothing_is_skipped() -> None:
    deadline, watch = a_deadline(), a_watch()
    now, end, sent = deadline.dated_at, deadline.due.closes_at + timedelta(days=1), []
    while now < end:
        plan = reminders(deadline, [watch], now)
        sent += [written(alert) for alert in plan.alerts]
        if plan.next_at is None:
            break
        assert plan.next_at > now
        now = plan.next_at
    assert sent == ["slack T-7d", "slack T-1d", "slack T-4h"]
    assert reminders(replace(deadline, ended_day=date(2026, 8, 1)), [watch], now).alerts == ()
