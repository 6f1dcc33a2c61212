"""What one alert says, row by row, in the order in which a reader needs it; how it looks is for the channels. **Pure.**"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from monitor.ledger.precedence import PERSON
from monitor.notify.clean import cut, defused, link, single_line
from monitor.notify.marking import marked
from monitor.notify.moments import (
    countdown,
    day_words,
    difference,
    due_words,
    in_utc,
    instant_words,
    place,
    span,
    when,
)
from monitor.notify.words import (
    FIRMNESS,
    NOUNS,
    ROLES,
    STATUSES,
    countries,
    measure_words,
    rank_words,
    rate_words,
    topic,
)
from monitor.types import (
    Alert,
    AlertReason,
    ChangeReason,
    Deadline,
    Due,
    Evidence,
    Lead,
    Mark,
    MarkKind,
    Measure,
    MeasureNews,
    plain_name,
)

MOST = 5
_COUNTED = re.compile(r"\d{4}-\d{2}-\d{2}|seen from| [+-] \d")
"""A trace that starts from another day than the one it arrives at."""
_PLAIN_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,150}")


class Form(StrEnum):
    """How a row's text wants to be shown."""

    WORDS = "words"
    QUOTE = "quote"
    LINK = "link"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `label`: empty where it goes on from the row above. `marks`: what to stress, as (start, end) in `text`."""

    label: str
    text: str
    form: Form = Form.WORDS
    marks: tuple[tuple[int, int], ...] = ()


def rows(alert: Alert, now: datetime, site: str = "") -> Iterator[Row]:
    """The alert as seen at `now` (aware UTC). Every word from outside is defused already. `site`: where readers find our pages."""
    if alert.service is not None:
        for label, text in alert.service.rows:
            yield Row(label, cut(defused(text), 200))
        yield Row("Sent", instant_words(now, "UTC", alert.zone))
        return
    if alert.reason is AlertReason.TEST:
        yield Row(
            "Test",
            f"this message was asked for to see that {defused(plain_name(alert.receiver))} can be reached; no deadline is behind it",
        )
        yield Row("Sent", instant_words(now, "UTC", alert.zone))
        return
    if alert.deadline is not None:
        yield from _deadline_rows(alert, alert.deadline, now)
    elif alert.measure is not None:
        yield from _news_rows(alert.measure, alert.zone)
    yield from _reader_rows(alert)
    if alert.deadline is not None:
        yield from _record_rows(alert.deadline, site.rstrip("/"))
    yield Row("Id", cut(defused(alert.id), 200))


def _deadline_rows(alert: Alert, deadline: Deadline, now: datetime) -> Iterator[Row]:
    yield from _when_rows(alert, deadline, now)
    yield from _change_rows(alert, deadline)
    yield Row("What", f"{topic(deadline)} {ROLES[deadline.kind].verb}: {ROLES[deadline.kind].meaning}")
    yield from _measure_rows(deadline.measure, deadline.scope)
    yield Row("Status", f"{STATUSES[deadline.status]}; {FIRMNESS[deadline.firmness]}")
    yield from _evidence_rows(deadline.evidence, alert.zone, deadline.measure, deadline.due)
    yield Row("Certainty", _certainty(deadline))
    for warning in deadline.evidence.warnings[:MOST]:
        yield Row("Caution", cut(defused(warning), 160))


def _when_rows(alert: Alert, deadline: Deadline, now: datetime) -> Iterator[Row]:
    due = deadline.due
    first, *others = when(due, alert.zone)
    yield Row("When", first)
    for line in others:
        yield Row("", line)
    yield Row("", f"{countdown(due, now)}{_last_full_day(deadline)}")
    if deadline.ended_day is not None:
        yield Row("Ended", f"{day_words(deadline.ended_day)} ({place(due.zone)})")
    if alert.reason is AlertReason.PASSED:
        yield Row("Question", "the date has passed and no source that we read says what happened: did it happen?")


def _last_full_day(deadline: Deadline) -> str:
    day = deadline.due.last_full_day
    return "" if day is None else f"; last full day: {day_words(day)} ({place(deadline.due.zone)})"


def _change_rows(alert: Alert, deadline: Deadline) -> Iterator[Row]:
    if alert.old is None or alert.reason is not AlertReason.CHANGE:
        return
    label = "Changed"
    for line in differences(alert.old, deadline):
        yield Row(label, line)
        label = ""
    if alert.change is ChangeReason.SUPERSEDED and deadline.evidence.because:
        yield Row(label, cut(defused(deadline.evidence.because), 200))
    if alert.change is ChangeReason.DISPUTED:
        yield Row(label, "another source says otherwise: see the words below; the record stands as it was")


def differences(old: Deadline, new: Deadline) -> Iterator[str]:
    """What a revision changes, a line each: "date: was ...; now ... (3 days later)"."""
    if old.due != new.due and due_words(old.due) != due_words(new.due):
        yield f"date: was {due_words(old.due)}; now {due_words(new.due)} ({difference(old.due, new.due)})"
    before, after = old.measure, new.measure
    pairs = (
        ("rate", rate_words(before.rate_percent), rate_words(after.rate_percent)),
        ("targets", countries(before.targets, MOST), countries(after.targets, MOST)),
        ("scope", _or_none(old.scope), _or_none(new.scope)),
        ("goods", _goods(before), _goods(after)),
        ("instrument", _or_none(before.instrument), _or_none(after.instrument)),
        ("status", STATUSES[old.status], STATUSES[new.status]),
        ("firmness", FIRMNESS[old.firmness], FIRMNESS[new.firmness]),
    )
    for name, was, now in pairs:
        if was != now:
            yield f"{name}: was {was or 'none'}; now {now or 'none'}"


def _or_none(text: str | None) -> str:
    return cut(defused(text), 100) if text else ""


def _goods(measure: Measure) -> str:
    more = len(measure.products) - MOST
    return cut(defused("; ".join(measure.products[:MOST])), 120) + (f" + {more} more" if more > 0 else "")


def _measure_rows(measure: Measure, scope: str | None = None) -> Iterator[Row]:
    facts = (
        ("rate", "" if measure.rate_percent is None else rate_words(measure.rate_percent)),
        ("issued by", countries((measure.issuer,)) if measure.issuer else ""),
        ("on", countries(measure.targets, MOST)),
        ("instrument", _or_none(measure.instrument)),
        ("authority", _or_none(measure.authority)),
    )
    yield Row("Measure", "; ".join([NOUNS[measure.kind], *(f"{name}: {value}" for name, value in facts if value)]))
    if measure.products:
        yield Row("Goods", _goods(measure))
    if scope:
        yield Row("Scope", cut(defused(scope), 160))
    if measure.reason:
        yield Row("Reason", cut(defused(measure.reason), 160))


def _evidence_rows(evidence: Evidence, zone: str, measure: Measure, due: Due | None = None) -> Iterator[Row]:
    yield Row(
        "Source",
        f"{cut(defused(evidence.source), 60)} ({rank_words(evidence.rank)}), {instant_words(evidence.published, 'UTC', zone)}",
    )
    if evidence.document is None:
        yield Row("", "told by the calendar, not by a new document; the newest words are these")
    if evidence.title:
        yield Row("", cut(defused(evidence.title), 120))
    if evidence.quote:
        words, marks = marked(evidence.quote, measure, due)
        yield Row("", words, Form.QUOTE, marks)
    if address := link(evidence.url):
        yield Row("Link", address, Form.LINK)
    elif evidence.url or evidence.rank < PERSON:
        yield Row("Link", "withheld: what the source gave is no plain web address")


def _certainty(deadline: Deadline) -> str:
    trace = cut(defused(deadline.due.trace), 120)
    stated = f"stated in the text ({trace})" if trace else "stated in the text"
    how = f"computed: {trace}" if _COUNTED.search(trace) else stated
    confidence = deadline.evidence.confidence
    return how if confidence >= 1 else f"{how}; confidence {confidence:.0%}"


def _news_rows(news: MeasureNews, zone: str) -> Iterator[Row]:
    mention = news.mention
    yield Row(
        "When",
        "no deadline is known"
        if mention.stated_day is None
        else f"the text names {day_words(mention.stated_day)}; no deadline is known",
    )
    yield Row("What", measure_words(mention.measure))
    yield from _measure_rows(mention.measure)
    yield Row("Status", f"{STATUSES[mention.status]}; {FIRMNESS[mention.firmness]}")
    yield from _evidence_rows(news.evidence, zone, mention.measure)


def _reader_rows(alert: Alert) -> Iterator[Row]:
    label = "Why you"
    for name, line in alert.watches[:MOST]:
        yield Row(label, f'watch "{cut(defused(name), 80)}"' + (f" ({cut(single_line(line), 80)})" if line else ""))
        label = ""
    if len(alert.watches) > MOST:
        yield Row("", f"and {len(alert.watches) - MOST} watches more")
    yield from _missed_rows(alert)
    for mark in alert.marks:
        yield Row("Marked", mark_words(mark, alert))
    if alert.next_at is not None:
        zone = alert.deadline.due.zone if alert.deadline else "UTC"
        yield Row("Next", f"reminder on {instant_words(alert.next_at, zone, alert.zone)}")
    elif alert.reason is AlertReason.REMINDER:
        yield Row("Next", "no further reminder is planned")


def _missed_rows(alert: Alert) -> Iterator[Row]:
    """What fell due and was not sent, and when nobody ran, if that is why."""
    count, when = len(alert.missed), _stretch(alert)
    if count:
        leads = ", ".join(map(_lead, alert.missed))
        what = f"{count} earlier reminder{' was' if count == 1 else 's were'}"
        why = f"missed while the monitor was not running{when}" if when else "not sent at the time"
        yield Row("Missed", f"{what} {why}: {leads}")
    elif alert.offline is not None:
        yield Row("Late", f"fell due while the monitor was not running{when}")


def _stretch(alert: Alert) -> str:
    """From Sun 22 Nov 2026, 03:10 to 19:40 Brussels, in the reader's zone."""
    if alert.offline is None:
        return ""
    first, last = (instant.astimezone(ZoneInfo(alert.zone)) for instant in alert.offline)
    other_day = "" if first.date() == last.date() else f"{day_words(last.date())}, "
    return f" from {day_words(first.date())}, {first:%H:%M} to {other_day}{last:%H:%M} {place(alert.zone)}"


def mark_words(mark: Mark, alert: Alert) -> str:
    """What a reader said, and what follows from it for this alert."""
    who, said_at = cut(defused(mark.by), 80), instant_words(mark.at, alert.zone)
    note = f" ({cut(defused(mark.note), 160)})" if mark.note else ""
    by = f"by {who} on {said_at}{note}"
    if mark.kind is MarkKind.WRONG:
        return f"said to be wrong {by}; `monitor review` lists what is in doubt"
    if alert.deadline is not None and mark.at < alert.deadline.dated_at:
        return f"{mark.kind} {by}; the date has changed since, so that it is reminded of again"
    if mark.until is None:
        return f"{mark.kind} {by}: no reminders while this date stands"
    until = instant_words(mark.until, alert.zone)
    return f"{mark.kind} {by} until {until}" + (", which is now" if alert.snooze is mark else "")


def _lead(lead: Lead) -> str:
    return f"{span(timedelta(days=lead.days, hours=lead.hours))} before"


def _record_rows(deadline: Deadline, site: str) -> Iterator[Row]:
    yield Row(
        "Found",
        f"{in_utc(deadline.learnt_at)} (revision {deadline.revision}); newest words published {in_utc(deadline.stated_at)}",
    )
    if deadline.dated_at != deadline.learnt_at:
        yield Row("", f"this date is known since {in_utc(deadline.dated_at)}")
    if _PLAIN_KEY.fullmatch(deadline.key):
        # Anything else could say more to a shell than a key.
        if site:
            yield Row("Page", f"{site}/deadlines/{deadline.key}", Form.LINK)
        yield Row("History", f"monitor history {deadline.key}", Form.COMMAND)
        yield Row("Archive", f"monitor export --audit {deadline.key}", Form.COMMAND)
        yield Row(
            "Answer", f"monitor ack {deadline.key}, or with snooze, mute or wrong in the place of ack", Form.COMMAND
        )
