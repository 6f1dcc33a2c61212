"""A deadline, the watches of a watchlist, and a timeline on which each receiver's messages are expected: `at` and `want`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from monitor.policy import reminders
from monitor.types import (
    Alert,
    Deadline,
    DeadlineKind,
    Due,
    Evidence,
    Firmness,
    Lead,
    Measure,
    MeasureKind,
    Precision,
    Status,
    Watch,
)

NEW_YORK = "America/New_York"
WEEK, DAY, DAY_IN_HOURS, FOUR_HOURS = Lead(days=7), Lead(days=1), Lead(hours=24), Lead(hours=4)


def instant(words: str, zone: str = NEW_YORK) -> datetime:
    """'2026-08-18 22:34' as that wall time in `zone`."""
    return datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(zone))


def a_deadline(when: str = "2026-08-19 00:01", *, told: str = "2026-07-20 17:00", **fields: object) -> Deadline:
    """50 % on Canadian alcohol by an American order, unless `fields` say otherwise. `told`: when we learnt the date."""
    moment = datetime.fromisoformat(when)
    clock = moment.time() if moment.time() != time(0) else None
    precision = Precision.MINUTE if clock else Precision.DAY
    learnt_at = instant(told)
    deadline = Deadline(
        key="us-tariff-ca-effective-alcohol-2026-08",
        kind=DeadlineKind.EFFECTIVE,
        due=Due(moment.date(), NEW_YORK, clock, precision),
        measure=Measure(
            MeasureKind.TARIFF, "US", ("CA",), 50.0, products=("wine and spirits",), authority="section 338"
        ),
        status=Status.ANNOUNCED,
        firmness=Firmness.SIGNED,
        revision=1,
        stated_at=learnt_at,
        learnt_at=learnt_at,
        dated_at=learnt_at,
        evidence=Evidence(
            "d1",
            "gazette",
            "https://gazette.example/1",
            "A Proclamation",
            "on or after 12:01 a.m.",
            learnt_at,
            5,
            confidence=0.9,
        ),
    )
    return replace(deadline, **fields)  # type: ignore[arg-type]


def a_watch(name: str = "Canada", *receivers: str, **fields: object) -> Watch:
    """A watch for everything, with a week's, a day's and four hours' notice, unless `fields` say otherwise."""
    watch = Watch(name, receivers or ("slack",), leads=(WEEK, DAY, FOUR_HOURS), line=f"watchlists.yaml:{len(name)}")
    return replace(watch, **fields)  # type: ignore[arg-type]


def written(alert: Alert) -> str:
    """'slack T-7d', 'slack T-1d missed 7d', 'slack passed'."""
    what = "passed" if alert.lead is None else f"T-{alert.lead}"
    missed = f" missed {' '.join(map(str, alert.missed))}" if alert.missed else ""
    return f"{alert.receiver} {what}{missed}"


class Timeline:
    """Asks for reminders as the daemon would; what was sent once is not sent again."""

    def __init__(self, deadline: Deadline, *watches: Watch) -> None:
        self.deadline = deadline
        self.watches: Sequence[Watch] = watches
        self.sent: set[str] = set()
        self.asked_at: datetime | None = None
        self.next_at: datetime | None = None

    def at(self, words: str) -> "Timeline":
        """Asks at this New York wall time."""
        now = instant(words)
        plan = reminders(self.deadline, self.watches, now, planned_at=self.asked_at)
        assert plan.next_at is None or plan.next_at > now
        self.asked_at, self.next_at = now, plan.next_at
        self.fresh = [alert for alert in plan.alerts if alert.id not in self.sent]
        self.sent |= {alert.id for alert in plan.alerts}
        return self

    def want(self, *messages: str, then: str | None = None) -> "Timeline":
        """Exactly these messages were new; `then` is when to ask next, None for never."""
        assert [written(alert) for alert in self.fresh] == list(messages)
        assert self.next_at == (instant(then) if then else None)
        return self

    def moves(self, when: str, told: str) -> "Timeline":
        """The date moves."""
        moved = a_deadline(when, told=told)
        self.deadline = replace(moved, revision=self.deadline.revision + 1)
        return self
