"""A person's correction: it names a record, says what is wrong with it, and stands above every publisher.

A correction of a record that no text tells any more opens it again as the person left it: what a person has settled is never lost
because an earlier text came to light. **Pure.**
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from monitor.ledger.identity import Targets, likeness, same_date
from monitor.ledger.revisions import opened
from monitor.ledger.statements import ENDED, PASSED
from monitor.types import (
    Change,
    ChangeReason,
    Correction,
    Deadline,
    DeadlineKind,
    Document,
    Due,
    Evidence,
    Firmness,
    Mention,
    Status,
)

RULE = "correction"


def correction(
    record: Deadline,
    now: datetime,
    by: str,
    reason: str,
    *,
    due: Due | None = None,
    status: Status | None = None,
    rate_percent: float | None = None,
) -> Correction:
    """What the person `by` says of the record as it stands `now` (aware UTC); None: that stays as it is."""
    measure = record.measure if rate_percent is None else replace(record.measure, rate_percent=rate_percent)
    stands = Mention(
        kind=record.kind,
        due=due or record.due,
        measure=measure,
        status=status or _status_at(record, due, now),
        firmness=record.firmness,
        quote=reason,
        start=0,
        end=len(reason),
        rule=RULE,
        scope=record.scope,
        previous=record.due,
    )
    return Correction(record.key, by, stands, due, status, rate_percent)


def corrected(known: Sequence[Deadline], said: Correction, document: Document, learnt_at: datetime) -> Change:
    """The record as the person says it is, whatever it rested on; opened again from the person's words where nothing tells it."""
    record = _meant(known, said)
    before = record or opened(said.key, said.stands, document, learnt_at, said.stands.status)
    due = said.due or before.due
    status = said.status or _status_at(before, said.due, document.published)
    new = replace(
        before,
        due=due,
        measure=before.measure
        if said.rate_percent is None
        else replace(before.measure, rate_percent=said.rate_percent),
        status=status,
        revision=before.revision + 1 if record else 1,
        stated_at=document.published,
        learnt_at=learnt_at,
        dated_at=before.dated_at if due == before.due else learnt_at,
        ended_day=_ended_day(before, said, due, status, document),
    )
    evidence = _evidence(said, document, _denied(before, said, new))
    return Change(ChangeReason.CORRECTED, replace(new, evidence=evidence), record, learnt_at)


def _meant(known: Sequence[Deadline], said: Correction) -> Deadline | None:
    """The record that the person named, unless another one tells the date that the person saw.

    An earlier text found late may have taken the key for another date of the same measure.
    """
    stands, saw = said.stands, said.stands.previous
    named = next((record for record in known if record.key == said.key), None)
    if saw is None or (named is not None and same_date(saw, named.due)):
        return named
    for record in sorted(known, key=lambda record: record.key):
        alike = likeness(stands.measure, stands.scope, record.measure, record.scope)
        certain = alike is not None and alike.targets is Targets.EQUAL and not alike.conflicts - {"rate"}
        if certain and record.kind is stands.kind and same_date(saw, record.due):
            return record
    return named


def _status_at(record: Deadline, due: Due | None, now: datetime) -> Status:
    """The status that goes with the date: what had passed or begun lies ahead again when the new date does."""
    if due is None or due.closes_at <= now:
        return record.status
    if record.kind is DeadlineKind.SUSPENSION_END and record.status is Status.IN_FORCE:
        return Status.SUSPENDED
    begun = record.kind is DeadlineKind.EFFECTIVE and record.status is Status.IN_FORCE
    if begun or record.status in PASSED:
        return Status.THREATENED if record.firmness is Firmness.SAID else Status.ANNOUNCED
    return record.status


def _ended_day(before: Deadline, said: Correction, due: Due, status: Status, document: Document) -> date | None:
    if status is Status.EXPIRED:
        return due.last_day
    if status not in ENDED | PASSED:
        return None
    if said.status is None and before.ended_day is not None:
        return before.ended_day
    return due.day_of(document.published)


def _denied(before: Deadline, said: Correction, new: Deadline) -> tuple[Due, ...]:
    """Dates that the person has said are wrong: later texts that tell them do not begin the deadline anew.

    When a person ends a deadline, its own date is among them.
    """
    replaced = () if said.stands.previous is None else (said.stands.previous,)
    denied = [due for due in (*before.evidence.denied, *replaced, before.due) if not same_date(due, new.due)]
    if new.status in ENDED:
        denied.append(new.due)
    return tuple(dict.fromkeys(denied))


def _evidence(said: Correction, document: Document, denied: tuple[Due, ...]) -> Evidence:
    return Evidence(
        document=document.id,
        source=document.source,
        url=document.url,
        title=document.title,
        quote=said.stands.quote,
        published=document.published,
        rank=document.rank,
        rule=RULE,
        denied=denied,
    )
