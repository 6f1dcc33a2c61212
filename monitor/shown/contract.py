"""The JSON that other programs rely on: fields may be added, never renamed."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from monitor.notify.words import rank_words
from monitor.shown.timeline import has_new_words
from monitor.types import (
    Deadline,
    Document,
    Due,
    MeasureMention,
    Mention,
    Precision,
    Reading,
    Remark,
    Revision,
    Timex,
)

if TYPE_CHECKING:
    from monitor.pipeline.learn import Learnt
    from monitor.pipeline.replay import Event

Json = dict[str, Any]


def reading_json(document: Document, reading: Reading, *, timexes: bool) -> Json:
    """One line of `monitor extract --json`."""
    line: Json = {
        "id": document.id,
        "deadlines": [mention_json(mention) for mention in reading.mentions],
        "measures": [measure_json(measure) for measure in reading.measures],
        "unresolved": [{"role": remark.kind, **remark_json(remark)} for remark in reading.unresolved],
        "unclaimed": [remark_json(remark) for remark in reading.unclaimed],
        "truncated": reading.truncated,
    }
    if timexes:
        line["timexes"] = [timex_json(timex) for timex in reading.timexes]
    return line


def due_text(due: Due) -> str:
    """2025-08-08, 2025-08-27T00:01:00-04:00 or 2026-06, as precise as the text was."""
    if due.precision is Precision.MONTH:
        return due.day.strftime("%Y-%m")
    if due.clock is not None and due.precision is Precision.MINUTE:
        return due.opens_at.astimezone(ZoneInfo(due.zone)).isoformat()
    return due.day.isoformat()


def percent(rate: float | None) -> float | int | None:
    """25 for 25.0, 6.1 for 6.1."""
    return int(rate) if rate is not None and rate == int(rate) else rate


def mention_json(mention: Mention) -> Json:
    due, measure = mention.due, mention.measure
    return {
        "date": due_text(due),
        "precision": due.precision,
        "latest": due.latest.isoformat() if due.latest else None,
        "last_full_day": due.last_full_day.isoformat() if due.last_full_day else None,
        "role": mention.kind,
        "measure": measure.kind,
        "issuer": measure.issuer,
        "targets": list(measure.targets),
        "rate_percent": percent(measure.rate_percent),
        "instrument": measure.instrument,
        "authority": measure.authority,
        "products": list(measure.products),
        "scope": mention.scope,
        "status": mention.status,
        "firmness": mention.firmness,
        "quote": mention.quote,
        "in": mention.where,
        "start": mention.start,
        "end": mention.end,
        "rule": mention.rule,
        "trace": due.trace,
        "confidence": mention.confidence,
        "previous": due_text(mention.previous) if mention.previous else None,
        "alternatives": [due_text(other) for other in mention.alternatives],
        "warnings": list(mention.warnings),
        "zone": due.zone,
    }


def measure_json(mention: MeasureMention) -> Json:
    measure = mention.measure
    return {
        "measure": measure.kind,
        "issuer": measure.issuer,
        "targets": list(measure.targets),
        "rate_percent": percent(measure.rate_percent),
        "instrument": measure.instrument,
        "status": mention.status,
        "firmness": mention.firmness,
        "date": mention.stated_day.isoformat() if mention.stated_day else None,
        "reason": measure.reason,
        "quote": mention.quote,
        "in": mention.where,
        "start": mention.start,
        "end": mention.end,
    }


def remark_json(remark: Remark) -> Json:
    return {"quote": remark.quote, "start": remark.start, "end": remark.end, "reason": remark.reason}


def timex_json(timex: Timex) -> Json:
    return {
        "start": timex.start,
        "end": timex.end,
        "type": timex.type,
        "value": timex.value,
        "resolved": timex.resolved,
    }


def instant_text(moment: datetime) -> str:
    """RFC 3339 in UTC with a Z."""
    return moment.isoformat().replace("+00:00", "Z")


def deadline_json(deadline: Deadline) -> Json:
    """One deadline as `deadlines --json` and the last line of `replay --json` show it."""
    return {
        "key": deadline.key,
        "role": deadline.kind,
        "measure": deadline.measure.kind,
        "issuer": deadline.measure.issuer,
        "targets": list(deadline.measure.targets),
        "rate_percent": percent(deadline.measure.rate_percent),
        "date": due_text(deadline.due),
        "precision": deadline.due.precision,
        "latest": deadline.due.latest.isoformat() if deadline.due.latest else None,
        "last_full_day": deadline.due.last_full_day.isoformat() if deadline.due.last_full_day else None,
        "zone": deadline.due.zone,
        "instant": instant_text(deadline.due.opens_at),
        "status": deadline.status,
        "firmness": deadline.firmness,
        "scope": deadline.scope,
        "instrument": deadline.measure.instrument,
        "ended": deadline.ended_day.isoformat() if deadline.ended_day else None,
        "revision": deadline.revision,
        "quote": deadline.evidence.quote,
        "source": deadline.evidence.source,
        "url": deadline.evidence.url,
    }


def event_json(event: "Event") -> Json:
    """One line of `monitor replay --json`."""
    if event.change is not None:
        new, old = event.change.new, event.change.old
        return {
            "at": instant_text(event.change.at),
            "event": "change",
            "reason": event.change.reason,
            "key": new.key,
            "role": new.kind,
            "measure": new.measure.kind,
            "issuer": new.measure.issuer,
            "targets": list(new.measure.targets),
            "rate_percent": percent(new.measure.rate_percent),
            "date": due_text(new.due),
            "previous": due_text(old.due) if old is not None and old.due != new.due else None,
            "status": new.status,
            "firmness": new.firmness,
            "revision": new.revision,
            "document": new.evidence.document,
            "quote": new.evidence.quote,
        }
    alert = event.alert
    assert alert is not None
    from monitor.notify.message import render

    return {
        "at": instant_text(event.at),
        "event": "alert",
        "reason": alert.change or alert.reason,
        "lead": alert.lead.iso if alert.lead else None,
        "watch": ", ".join(name for name, _ in alert.watches),
        "receiver": alert.receiver,
        "key": alert.key,
        "subject": render(alert, now=event.at).subject,
        "id": alert.id,
    }


def revision_json(revision: Revision) -> Json:
    """One revision with both its times, what it changed, and the words it rests on."""
    change = revision.change
    new, old, evidence = change.new, change.old, change.new.evidence
    return {
        "at": instant_text(change.at),
        "reason": change.reason,
        "previous": due_text(old.due) if old else None,
        "trace": new.due.trace,
        **deadline_json(new),
        "title": evidence.title,
        "stated_at": instant_text(new.stated_at),
        "learnt_at": instant_text(revision.learnt_at),
        "said_at": instant_text(evidence.published) if has_new_words(revision) else None,
        "withdrawn": revision.withdrawn,
        "document": evidence.document,
        "rank": evidence.rank,
        "rank_words": rank_words(evidence.rank),
        "rule": evidence.rule,
        "confidence": evidence.confidence,
        "alternatives": [due_text(other) for other in evidence.alternatives],
        "warnings": list(evidence.warnings),
        "because": evidence.because or None,
    }


def corrected_json(record: Deadline, learnt: "Learnt") -> Json:
    """What came of a correction of this record."""
    first = learnt.changes[0]
    return {
        "reason": first.reason,
        "previous": due_text(record.due) if record.due != first.new.due else None,
        **deadline_json(learnt.changes[-1].new),
        "document": first.new.evidence.document,
        "alerts": len(learnt.alerts),
    }
