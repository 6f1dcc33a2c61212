"""Which changes are news, and to whom."""

from dataclasses import replace
from datetime import date, time

import pytest
from policy_timeline import DAY, a_deadline, a_watch, instant

from monitor.policy import change_alerts, measure_alerts
from monitor.types import (
    AlertReason,
    Change,
    ChangeReason,
    Deadline,
    DeadlineKind,
    Due,
    Firmness,
    Measure,
    MeasureKind,
    MeasureMention,
    MeasureNews,
    Precision,
    Status,
)

NOW = instant("2026-08-01 09:00")


def a_change(reason: ChangeReason, new: Deadline | None = None, old: Deadline | None = None) -> Change:
    return Change(reason, new or a_deadline(revision=2), old, NOW)


@pytest.mark.parametrize("reason", [reason for reason in ChangeReason if reason is not ChangeReason.CONFIRMED])
def test_every_reason_is_news(reason: ChangeReason) -> None:
    (alert,) = change_alerts(a_change(reason, old=a_deadline()), [a_watch()], NOW)
    assert (alert.reason, alert.change, alert.old) == (AlertReason.CHANGE, reason, a_deadline())
    assert alert.id == f"us-tariff-ca-effective-alcohol-2026-08:r2:{reason}:slack"


@pytest.mark.parametrize(
    ("old", "told"),
    [
        (a_deadline(firmness=Firmness.SAID), 1),
        (a_deadline("2026-08-19"), 1),
        (
            a_deadline(
                due=Due(date(2026, 8, 1), "America/New_York", precision=Precision.MONTH, latest=date(2026, 8, 31))
            ),
            1,
        ),
        (a_deadline(), 0),
        (a_deadline(firmness=Firmness.PUBLISHED), 0),
    ],
    ids=["firmer words", "the minute", "the day of a month", "a higher source alone", "softer words"],
)
def test_a_confirmation_is_news_when_it_brings(old: Deadline, told: int) -> None:
    assert len(change_alerts(a_change(ChangeReason.CONFIRMED, old=old), [a_watch()], NOW)) == told


def test_a_date_long_past_when_learnt_is_no_news_but_the_end_of_a_running_measure_is() -> None:
    long_ago = a_deadline("2026-06-01 00:01", told="2026-08-01 08:00")
    assert change_alerts(a_change(ChangeReason.NEW, long_ago), [a_watch()], NOW) == []
    assert change_alerts(a_change(ChangeReason.IN_FORCE, long_ago, long_ago), [a_watch()], NOW) == []
    revoked = replace(long_ago, status=Status.REVOKED, ended_day=date(2026, 8, 1))
    assert change_alerts(a_change(ChangeReason.REVOKED, revoked, long_ago), [a_watch()], NOW)
    stale = replace(revoked, stated_at=instant("2026-06-20 09:00"))
    assert change_alerts(a_change(ChangeReason.REVOKED, stale, long_ago), [a_watch()], NOW) == []


def test_a_receiver_of_two_watches_gets_one_alert_that_names_both_and_its_next_reminder() -> None:
    watches = [
        a_watch("Canada", "slack", "mail", leads=(DAY,)),
        a_watch("Alcohol", "slack"),
        a_watch("China", countries=("CN",)),
    ]
    slack, mail = change_alerts(a_change(ChangeReason.NEW), watches, NOW)
    assert [name for name, _ in slack.watches] == ["Canada", "Alcohol"]
    assert slack.next_at == instant("2026-08-12 00:01")
    assert mail.next_at == instant("2026-08-18 00:01")


def test_who_was_told_of_a_date_is_told_that_it_no_longer_fits_the_watch() -> None:
    watch = a_watch(min_firmness=Firmness.SIGNED)
    softened = a_deadline(firmness=Firmness.SAID, revision=2)
    assert change_alerts(a_change(ChangeReason.MOVED_LATER, softened, a_deadline()), [watch], NOW)
    assert not change_alerts(a_change(ChangeReason.NEW, softened), [watch], NOW)


def test_a_measure_without_a_date_is_told_to_those_who_ask_for_its_country_and_not_for_certain_dates() -> None:
    measure = Measure(MeasureKind.TARIFF, "US", ("IN",), 25.0)
    mention = MeasureMention(measure, Status.THREATENED, Firmness.SAID, "a tariff of 25 percent on India", 0, 31)
    news = MeasureNews("us-tariff-in-25", mention, a_deadline().evidence)
    watches = [
        a_watch("India", "slack", "mail", countries=("IN",)),
        a_watch("Comments", "desk", kinds=(DeadlineKind.COMMENT_CLOSE,)),
        a_watch("Firm", "desk", min_firmness=Firmness.SIGNED),
    ]
    alerts = measure_alerts(news, watches)
    assert [alert.id for alert in alerts] == ["us-tariff-in-25:measure:slack", "us-tariff-in-25:measure:mail"]
    assert alerts[0].measure == news


def test_the_clock_time_of_a_day_known_before_is_a_rise_in_precision() -> None:
    day = a_deadline("2026-08-19")
    minute = replace(day, due=replace(day.due, clock=time(0, 1), precision=Precision.MINUTE), revision=2)
    assert change_alerts(a_change(ChangeReason.CONFIRMED, minute, day), [a_watch()], NOW)
