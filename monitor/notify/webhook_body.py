"""A notice as the JSON that a webhook gets; docs/webhook.md and webhook.schema.json describe it. **Pure.**

The structured fields are for programs, `text` and `rows` for people; words from outside are defused in all of them.
"""

from datetime import datetime
from typing import Any

from monitor.notify.clean import cut, defused, link, single_line
from monitor.notify.moments import countdown, difference, due_words
from monitor.notify.notice import DETAILED, Notice, Section, line
from monitor.notify.plain import plain
from monitor.notify.words import rank_words, topic
from monitor.types import Alert, Deadline, Due, Evidence, Mark, Measure, MeasureNews, plain_name, workspace_of

VERSION = 1
WORDS = 500

Json = dict[str, Any]


def body(notice: Notice) -> Json:
    """The whole message."""
    parcel = notice.parcel
    workspace = workspace_of(parcel.receiver)
    return {
        "version": VERSION,
        "id": notice.identity,
        "receiver": plain_name(parcel.receiver),
        **({"workspace": workspace} if workspace else {}),
        "sent_at": _instant(notice.now),
        "possible_repeat": parcel.repeat,
        "headline": notice.headline,
        "text": plain(notice),
        "count": len(parcel.alerts),
        "alerts": [_alert(section, notice.now) for section in notice.sections],
        "more": [
            {"id": alert.id, "key": alert.key, "headline": line(alert, now=notice.now)}
            for alert in parcel.alerts[DETAILED:]
        ],
    }


def _alert(section: Section, now: datetime) -> Json:
    alert = section.alert
    return {
        "id": alert.id,
        "key": alert.key,
        "reason": alert.reason.value,
        "change": alert.change.value if alert.change else None,
        "headline": section.headline,
        "urgency": alert.urgency.value,
        "watches": [{"name": _words(name), "line": single_line(where)} for name, where in alert.watches],
        "zone": alert.zone,
        "lead": alert.lead.iso if alert.lead else None,
        "missed": [lead.iso for lead in alert.missed],
        "offline_from": _instant(alert.offline[0]) if alert.offline else None,
        "offline_to": _instant(alert.offline[1]) if alert.offline else None,
        "reader_marks": [_mark(mark) for mark in alert.marks],
        "next_reminder_at": _instant(alert.next_at) if alert.next_at else None,
        "deadline": _deadline(alert.deadline, now) if alert.deadline else None,
        "previous": _deadline(alert.old, now) if alert.old else None,
        "difference": _difference(alert),
        "measure": _news(alert.measure) if alert.measure else None,
        "rows": [
            {"label": row.label, "text": row.text, "marks": [list(mark) for mark in row.marks]} for row in section.rows
        ],
    }


def _mark(mark: Mark) -> Json:
    return {
        "mark": mark.kind.value,
        "by": _words(mark.by),
        "at": _instant(mark.at),
        "until": _instant(mark.until) if mark.until else None,
        "note": _words(mark.note),
    }


def _difference(alert: Alert) -> str | None:
    if alert.deadline is None or alert.old is None or alert.deadline.due == alert.old.due:
        return None
    return difference(alert.old.due, alert.deadline.due)


def _deadline(deadline: Deadline, now: datetime) -> Json:
    return {
        "key": deadline.key,
        "role": deadline.kind.value,
        "topic": topic(deadline),
        **_due(deadline.due),
        "countdown": countdown(deadline.due, now),
        "status": deadline.status.value,
        "firmness": deadline.firmness.value,
        "revision": deadline.revision,
        "found_at": _instant(deadline.learnt_at),
        "dated_at": _instant(deadline.dated_at),
        "stated_at": _instant(deadline.stated_at),
        "ended": deadline.ended_day.isoformat() if deadline.ended_day else None,
        "scope": _words(deadline.scope),
        **_measure(deadline.measure),
        "evidence": _evidence(deadline.evidence),
    }


def _due(due: Due) -> Json:
    return {
        "date": due.day.isoformat() if due.clock is None else f"{due.day.isoformat()}T{due.clock:%H:%M}",
        "latest": due.latest.isoformat() if due.latest else None,
        "precision": due.precision.value,
        "last_full_day": due.last_full_day.isoformat() if due.last_full_day else None,
        "deadline_zone": due.zone,
        "opens_at": _instant(due.opens_at),
        "closes_at": _instant(due.closes_at),
        "date_words": due_words(due),
        "trace": _words(due.trace),
    }


def _measure(measure: Measure) -> Json:
    return {
        "measure": measure.kind.value,
        "issuer": _words(measure.issuer),
        "targets": [cut(defused(target), 60) for target in measure.targets],
        "rate_percent": measure.rate_percent,
        "instrument": _words(measure.instrument),
        "authority": _words(measure.authority),
        "products": [cut(defused(product), WORDS) for product in measure.products],
        "reason": _words(measure.reason),
    }


def _news(news: MeasureNews) -> Json:
    mention = news.mention
    return {
        "key": news.key,
        "status": mention.status.value,
        "firmness": mention.firmness.value,
        "stated_day": mention.stated_day.isoformat() if mention.stated_day else None,
        **_measure(mention.measure),
        "evidence": _evidence(news.evidence),
    }


def _evidence(evidence: Evidence) -> Json:
    return {
        "source": _words(evidence.source),
        "rank": evidence.rank,
        "rank_words": rank_words(evidence.rank),
        "url": link(evidence.url),
        "title": _words(evidence.title),
        "quote": _words(evidence.quote),
        "published": _instant(evidence.published),
        "document": evidence.document,
        "confidence": evidence.confidence,
        "warnings": [cut(defused(warning), WORDS) for warning in evidence.warnings],
    }


def _words(text: str | None) -> str | None:
    return cut(defused(text), WORDS) if text else None


def _instant(instant: datetime) -> str:
    return instant.isoformat().replace("+00:00", "Z")
