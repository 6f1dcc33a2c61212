"""The next state of a record: opened, moved, paused, confirmed, disputed, ended. One function per transition. **Pure.**"""

from dataclasses import replace
from datetime import date, datetime

from monitor.ledger.because import because
from monitor.ledger.statements import GRAINS, firmest
from monitor.types import (
    Change,
    ChangeReason,
    Deadline,
    DeadlineKind,
    Document,
    Due,
    Evidence,
    Firmness,
    Measure,
    MeasureKind,
    MeasureMention,
    Mention,
    Precision,
    Status,
)

INSTRUMENT = 4
"""From this rank on a text is law or tells customs how to apply it, and is drafted to the word."""
DISPUTED = "disputed:"
FINER = "finer date from"
QUOTED = 160
"""Characters of a disputing quote that are kept beside the record's own words."""
TAKEN = "taken for this deadline because: "


def evidence_of(mention: Mention, document: Document, record: Deadline | None = None) -> Evidence:
    """The words of this mention as the ground of a revision, of `record` where there was one."""
    return Evidence(
        document=document.id,
        source=document.source,
        url=document.url,
        title=document.title,
        quote=mention.quote,
        published=document.published,
        rank=document.rank,
        rule=mention.rule,
        confidence=mention.confidence,
        warnings=mention.warnings,
        alternatives=mention.alternatives,
        because=because(mention, record) if record is not None else "",
    )


def evidence_of_measure(mention: MeasureMention, document: Document) -> Evidence:
    """The words about a measure, as the ground of what is told of it."""
    return Evidence(
        document.id, document.source, document.url, document.title, mention.quote, document.published, document.rank
    )


def opened(
    key: str, mention: Mention, document: Document, learnt_at: datetime, status: Status, ended_day: date | None = None
) -> Deadline:
    """The first revision of a record."""
    return Deadline(
        key=key,
        kind=mention.kind,
        due=mention.due,
        measure=mention.measure,
        status=status,
        firmness=mention.firmness,
        revision=1,
        stated_at=document.published,
        learnt_at=learnt_at,
        dated_at=learnt_at,
        evidence=evidence_of(mention, document),
        scope=mention.scope,
        ended_day=ended_day,
    )


def dated_anew(record: Deadline, mention: Mention, document: Document, learnt_at: datetime, status: Status) -> Deadline:
    """The record with the mention's date, reopened if it was closed. The role follows the date: a pause's end, or a start."""
    # "Expires on" is how a pause's end is told as well; it does not turn the pause into a measure that ends.
    keeps = record.kind is DeadlineKind.SUSPENSION_END and mention.kind is DeadlineKind.EXPIRY
    # Nor do words of deferral turn the licence that carries it into something else.
    keeps = keeps or (record.measure.kind is MeasureKind.LICENCE is not mention.measure.kind)
    return replace(
        reworded(record, mention, document, learnt_at),
        kind=record.kind if keeps else mention.kind,
        due=_with_hour_kept(mention, record, document),
        status=status,
        firmness=mention.firmness,
        dated_at=record.dated_at if mention.due == record.due else learnt_at,
        ended_day=None,
    )


def _with_hour_kept(mention: Mention, record: Deadline, document: Document) -> Due:
    """The new date; an instrument that replaces the day alone ("deleting August 19 and inserting August 22") leaves the hour as it was."""
    due, old = mention.due, record.due
    day_replaced = mention.previous is not None and mention.previous.clock is None and due.clock is None
    if document.rank < INSTRUMENT or not day_replaced or old.clock is None or due.precision is not Precision.DAY:
        return due
    trace = f"{due.trace}; the hour stays {old.clock:%H:%M}".removeprefix("; ")
    return replace(due, clock=old.clock, zone=old.zone, precision=Precision.MINUTE, inclusive=False, trace=trace)


def reworded(record: Deadline, mention: Mention, document: Document, learnt_at: datetime) -> Deadline:
    """The record resting on the mention's words, its date as it was."""
    return replace(
        record,
        measure=_updated(record.measure, mention.measure),
        scope=record.scope or mention.scope,
        firmness=firmest(record.firmness, mention.firmness),
        revision=record.revision + 1,
        stated_at=document.published,
        learnt_at=learnt_at,
        evidence=evidence_of(mention, document, record),
    )


def refined(record: Deadline, mention: Mention, document: Document, learnt_at: datetime) -> Deadline:
    """The record with the finer date of a lower source; it goes on resting on its own words."""
    note = f"{FINER} {document.source} {document.url}".rstrip()
    evidence = replace(record.evidence, warnings=(*record.evidence.warnings, note))
    return replace(
        record,
        due=mention.due,
        revision=record.revision + 1,
        learnt_at=learnt_at,
        dated_at=learnt_at,
        evidence=evidence,
    )


def disputed(
    record: Deadline, what: str, quote: str, why: str, document: Document, learnt_at: datetime
) -> Deadline | None:
    """The record with a note that a lesser source says otherwise; None when the same was noted before.

    `what`: the other date, or how the measure is said to have ended. `why`: what ties the source's words to this record, which goes
    on resting on its own words.
    """
    mark = f"{DISPUTED} {what} "
    if any(warning.startswith(mark) for warning in record.evidence.warnings):
        return None
    note = f"{mark}according to {document.source} {document.url}".rstrip() + f': "{quote[:QUOTED]}" ({TAKEN}{why})'
    evidence = replace(record.evidence, warnings=(*record.evidence.warnings, note))
    return replace(record, revision=record.revision + 1, learnt_at=learnt_at, evidence=evidence)


def direction(old: Due, new: Due) -> ChangeReason:
    """Whether the date moved later or earlier, by its first possible instant."""
    was, now_is = (old.opens_at, old.closes_at), (new.opens_at, new.closes_at)
    return ChangeReason.MOVED_LATER if now_is > was else ChangeReason.MOVED_EARLIER


def finer(said: Due, known: Due) -> bool:
    """Does a repeat of the same date say it more precisely?"""
    return GRAINS[said.precision] > GRAINS[known.precision]


def narrowed(said: Due, known: Due) -> bool:
    """Does a single day replace an interval whose first day was another? Reminders count to the first day, so it moved."""
    return known.precision is Precision.INTERVAL and finer(said, known) and said.day != known.day


def superseded(record: Deadline, by: Deadline, learnt_at: datetime) -> Change:
    """The record closed because the words of another one have overtaken its date."""
    day = record.due.day_of(by.stated_at)
    why = f"a pause and the start after it, told a day apart: {by.key} has another date now"
    new = replace(
        record,
        ended_day=day,
        revision=record.revision + 1,
        stated_at=by.stated_at,
        learnt_at=learnt_at,
        evidence=replace(by.evidence, because=why),
    )
    return Change(ChangeReason.SUPERSEDED, new, record, learnt_at)


def ended(record: Deadline, status: Status, evidence: Evidence, learnt_at: datetime, day: date) -> Deadline:
    """The record closed by words; its date stays the last one."""
    return replace(
        record,
        status=status,
        ended_day=day,
        revision=record.revision + 1,
        stated_at=evidence.published,
        learnt_at=learnt_at,
        evidence=evidence,
    )


def status_after(record: Deadline, mention: Mention) -> Status:
    """The status that goes with a new date."""
    if mention.status is Status.EXTENDED:
        if DeadlineKind.SUSPENSION_END in (mention.kind, record.kind) and mention.kind is not DeadlineKind.EFFECTIVE:
            return Status.SUSPENDED
        if mention.firmness is Firmness.SAID and record.status in (Status.THREATENED, Status.LAPSED):
            return Status.THREATENED
    return mention.status


def _updated(known: Measure, said: Measure) -> Measure:
    """What the new words name replaces what was known; the targets, the goods and the first order, which make the identity, stay.

    Later orders amend and revoke the first one by its number; a licence goes by the letter it has reached.
    """
    reissued = said.kind is MeasureKind.LICENCE and said.instrument is not None
    return replace(
        known,
        kind=said.kind if said.kind is MeasureKind.LICENCE else known.kind,
        issuer=known.issuer or said.issuer,
        targets=known.targets or said.targets,
        rate_percent=known.rate_percent if said.rate_percent is None else said.rate_percent,
        instrument=said.instrument if reissued else known.instrument or said.instrument,
        authority=known.authority or said.authority,
        products=known.products or said.products,
        reason=said.reason or known.reason,
    )
