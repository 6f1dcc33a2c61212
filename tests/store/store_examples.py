"""One value of every type with every field filled, for the tests of the store."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from monitor.types import (
    Alert,
    AlertReason,
    Change,
    ChangeReason,
    Deadline,
    DeadlineKind,
    Document,
    Due,
    Evidence,
    Firmness,
    Lead,
    Measure,
    MeasureKind,
    MeasureMention,
    MeasureNews,
    Mention,
    Precision,
    Reading,
    Remark,
    SourceState,
    Status,
    Timex,
)

NOON = datetime(2026, 8, 3, 12, 0, 0, 250_000, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

MIDNIGHT = Due(date(2026, 8, 22), "America/New_York", time(0, 1), Precision.MINUTE, trace="12:01 a.m. of the day named")
AUTUMN = Due(
    date(2026, 9, 1), "Europe/Brussels", None, Precision.MONTH, date(2026, 9, 30), inclusive=True, trace="September"
)
STEEL = Measure(
    MeasureKind.TARIFF, "US", ("CA", "MX"), 12.5, "Proclamation 1", "s.232", ("steel pipes", "7304"), "imports"
)
QUOTE = "is suspended until 12:01 a.m. on August 22 — “as amended”"


def mention(**changes: Any) -> Mention:
    """A mention with nothing left out."""
    full = Mention(
        kind=DeadlineKind.SUSPENSION_END,
        due=MIDNIGHT,
        measure=STEEL,
        status=Status.SUSPENDED,
        firmness=Firmness.SIGNED,
        quote=QUOTE,
        start=3,
        end=3 + len(QUOTE),
        rule="until",
        confidence=0.85,
        where="title",
        scope="pipes only",
        previous=replace(MIDNIGHT, day=date(2026, 8, 19)),
        alternatives=(AUTUMN,),
        warnings=("EST is written in August",),
    )
    return replace(full, **changes)


def measure_mention(**changes: Any) -> MeasureMention:
    """A measure stated somewhere."""
    return replace(
        MeasureMention(STEEL, Status.ANNOUNCED, Firmness.PUBLISHED, QUOTE, 3, 60, date(2026, 8, 1), "title"), **changes
    )


def reading(*mentions: Mention) -> Reading:
    """A reading of these mentions, or of one, with something of everything else."""
    return Reading(
        mentions=mentions or (mention(),),
        measures=(measure_mention(),),
        unresolved=(Remark("until the Secretary notifies", 1, 29, "ends on an event", DeadlineKind.EXPIRY),),
        unclaimed=(Remark("on 4 July", 40, 49, "no rule claims it"),),
        timexes=(Timex(1, 5, "DATE", "2026-07-04", "2026-07-04"),),
        truncated=True,
    )


def document(**changes: Any) -> Document:
    """A document with nothing left out."""
    full = Document(
        id="gazette:0123456789abcdef",
        source="gazette",
        url="https://gazette.example/1",
        title="A title",
        text="A text of some words",
        published=NOON - HOUR,
        signed=date(2026, 8, 2),
        official=True,
        rank=5,
        issuer="US",
        zone="America/New_York",
        day_only=True,
    )
    return replace(full, **changes)


def evidence(**changes: Any) -> Evidence:
    """The words of a revision."""
    full = Evidence(
        "gazette:01", "gazette", "https://gazette.example/1", "A title", QUOTE, NOON - HOUR, 5, "until", 0.85, ("odd",)
    )
    return replace(full, **changes)


def deadline(key: str = "us:tariff:steel", **changes: Any) -> Deadline:
    """A deadline with nothing left out but its end."""
    full = Deadline(
        key=key,
        kind=DeadlineKind.SUSPENSION_END,
        due=MIDNIGHT,
        measure=STEEL,
        status=Status.SUSPENDED,
        firmness=Firmness.SIGNED,
        revision=1,
        stated_at=NOON - HOUR,
        learnt_at=NOON,
        dated_at=NOON,
        evidence=evidence(),
        scope="pipes only",
    )
    return replace(full, **changes)


def opened(new: Deadline) -> Change:
    """The change that opens a deadline."""
    return Change(ChangeReason.NEW, new, None, new.learnt_at)


def revised(old: Deadline, reason: ChangeReason = ChangeReason.MODIFIED, **changes: Any) -> Change:
    """The next revision of a deadline, a day later."""
    new = replace(old, revision=old.revision + 1, learnt_at=old.learnt_at + DAY, **changes)
    return Change(reason, new, old, new.learnt_at)


def reminder(key: str = "us:tariff:steel", receiver: str = "desk", **changes: Any) -> Alert:
    """A reminder a week ahead."""
    full = Alert(
        reason=AlertReason.REMINDER,
        receiver=receiver,
        watches=(("steel", "watchlists.yaml:12"),),
        zone="Europe/London",
        deadline=deadline(key),
        lead=Lead(days=7),
        missed=(Lead(days=30), Lead(hours=400)),
        next_at=NOON + DAY,
    )
    return replace(full, **changes)


def change_alert(change: Change, receiver: str = "desk") -> Alert:
    """The news of a change."""
    return Alert(
        AlertReason.CHANGE,
        receiver,
        (("steel", "w.yaml:1"),),
        "UTC",
        change.new,
        change.old,
        change.reason,
        next_at=NOON,
    )


def measure_news(key: str = "us:tariff:steel:CA", **changes: Any) -> MeasureNews:
    """A measure heard of."""
    return MeasureNews(key, measure_mention(), evidence(**changes))


def source_state(**changes: Any) -> SourceState:
    """What is remembered of a source."""
    validators = {"etag": '"abc"', "last-modified": "Mon, 03 Aug 2026 12:00:00 GMT"}
    full = SourceState("gazette", NOON, True, validators, "d1", 2, "answered 503", NOON - DAY, NOON - HOUR, 40)
    return replace(full, **changes)
