"""Deadlines from well-known cases, in own words, for the tests of messages."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from monitor.types import (
    Alert,
    AlertReason,
    ChangeReason,
    Deadline,
    DeadlineKind,
    Due,
    Evidence,
    Firmness,
    Lead,
    Measure,
    MeasureKind,
    MeasureMention,
    MeasureNews,
    Precision,
    Status,
)

NEW_YORK, BRUSSELS = "America/New_York", "Europe/Brussels"


def at(text: str) -> datetime:
    """An instant: "2026-08-19 02:41" is UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


CANADA_WORDS = Evidence(
    document="white-house:1",
    source="White House",
    url="https://www.whitehouse.gov/presidential-actions/2026/08/canada/",
    title="Changing when the duties on Canada begin",
    quote="the date of 19 August is replaced\nby 22 August 2026, one minute past midnight eastern time",
    published=at("2026-08-19 02:34"),
    rank=5,
    rule="amends",
    confidence=0.95,
)
CANADA = Deadline(
    key="us-tariff-ca-effective-7",
    kind=DeadlineKind.EFFECTIVE,
    due=Due(date(2026, 8, 22), NEW_YORK, time(0, 1), Precision.MINUTE, trace="22 August 2026, 00:01"),
    measure=Measure(MeasureKind.TARIFF, "US", ("CA",), 10.0, "Proclamation 11059", "Section 338", ("dairy", "wine")),
    status=Status.ANNOUNCED,
    firmness=Firmness.SIGNED,
    revision=2,
    stated_at=at("2026-08-19 02:34"),
    learnt_at=at("2026-08-19 02:41"),
    dated_at=at("2026-08-19 02:41"),
    evidence=CANADA_WORDS,
)
CANADA_BEFORE = replace(CANADA, due=replace(CANADA.due, day=date(2026, 8, 19)), revision=1)

INDIA = Deadline(
    key="us-tariff-in-effective-3",
    kind=DeadlineKind.EFFECTIVE,
    due=Due(date(2025, 8, 27), NEW_YORK, time(0, 1), Precision.MINUTE, trace="2025-08-06 + 21 days"),
    measure=Measure(MeasureKind.TARIFF, "US", ("IN",), 25.0, "EO 14329", "IEEPA", (), "buys Russian oil"),
    status=Status.ANNOUNCED,
    firmness=Firmness.SIGNED,
    revision=1,
    stated_at=at("2025-08-06 15:00"),
    learnt_at=at("2025-08-06 15:05"),
    dated_at=at("2025-08-06 15:05"),
    evidence=Evidence(
        "white-house:2",
        "White House",
        "https://www.whitehouse.gov/presidential-actions/2025/08/india/",
        "Russian oil: a duty on India",
        "the duty takes effect one minute past midnight, 21 days after the day of this order",
        at("2025-08-06 15:00"),
        5,
    ),
)
RUSSIA_BEFORE = Deadline(
    key="us-ultimatum-ru-1",
    kind=DeadlineKind.ULTIMATUM,
    due=Due(date(2025, 9, 2), NEW_YORK, trace="2025-07-14 + 50 days"),
    measure=Measure(MeasureKind.TARIFF, "US", ("RU",), 100.0),
    status=Status.THREATENED,
    firmness=Firmness.SAID,
    revision=1,
    stated_at=at("2025-07-14 16:00"),
    learnt_at=at("2025-07-14 16:10"),
    dated_at=at("2025-07-14 16:10"),
    evidence=Evidence(
        "wire:1",
        "A wire service",
        "https://news.example/russia",
        "Ten or twelve days",
        "he now gives Moscow about 10 or 12 days",
        at("2025-07-28 14:00"),
        1,
        confidence=0.8,
        warnings=("the text says about",),
    ),
)
RUSSIA = replace(
    RUSSIA_BEFORE,
    due=Due(date(2025, 8, 7), NEW_YORK, None, Precision.INTERVAL, date(2025, 8, 9), trace="2025-07-28 + 10 to 12 days"),
    revision=2,
    stated_at=at("2025-07-28 14:00"),
    learnt_at=at("2025-07-28 14:20"),
    dated_at=at("2025-07-28 14:20"),
)
OIL_NEWS = MeasureNews(
    key="us-tariff-ru-said",
    mention=MeasureMention(
        Measure(MeasureKind.TARIFF, "US", ("RU",), 100.0, reason="the war"),
        Status.THREATENED,
        Firmness.SAID,
        "duties of 100 percent are on the table",
        0,
        10,
    ),
    evidence=replace(RUSSIA.evidence, quote="duties of 100 percent are on the table"),
)


def changed(new: Deadline, reason: ChangeReason, old: Deadline | None = None, **more: Any) -> Alert:
    """A change alert to a reader in Brussels."""
    return Alert(
        AlertReason.CHANGE,
        "desk",
        (("North America", "watchlists.yaml:12"),),
        BRUSSELS,
        new,
        old,
        reason,
        **more,
    )


def reminded(deadline: Deadline, lead: Lead | None = None, **more: Any) -> Alert:
    """A reminder to a reader in Brussels."""
    watches = (("Oil", "watchlists.yaml:20"), ("India", "watchlists.yaml:31"))
    return Alert(AlertReason.REMINDER, "desk", watches, BRUSSELS, deadline, lead=lead or Lead(days=7), **more)
