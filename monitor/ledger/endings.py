"""Words that end a measure close its open records: revoked, struck down, an expiry taken away. **Pure.**"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from monitor.ledger.because import because_of_measure
from monitor.ledger.identity import ALL, Likeness, Targets, likeness, same_date
from monitor.ledger.precedence import by_person, overrules
from monitor.ledger.revisions import ended, evidence_of, evidence_of_measure
from monitor.ledger.sitting import Sitting
from monitor.ledger.statements import ENDED
from monitor.types import (
    Change,
    ChangeReason,
    Deadline,
    DeadlineKind,
    Evidence,
    Firmness,
    Measure,
    MeasureKind,
    MeasureMention,
    Mention,
    Status,
)

SOON = timedelta(days=2)
"""An end this near closes the record at once; a later one is a deadline of its own."""

ENDABLE = frozenset(
    {
        DeadlineKind.EFFECTIVE,
        DeadlineKind.SUSPENSION_END,
        DeadlineKind.EXPIRY,
        DeadlineKind.WIND_DOWN_END,
        DeadlineKind.IN_TRANSIT_LOAD_BY,
        DeadlineKind.IN_TRANSIT_ENTER_BY,
        DeadlineKind.COMPLIANCE,
        DeadlineKind.ULTIMATUM,
    }
)
"""Roles that end with their measure; comments, hearings and reports run on until somebody says otherwise."""

REASONS = {Status.REVOKED: ChangeReason.REVOKED, Status.STRUCK_DOWN: ChangeReason.STRUCK_DOWN}


@dataclass(frozen=True, slots=True)
class End:
    """The end of a measure, as told. `day`: None when the text names none and the document's own day stands in."""

    measure: Measure
    scope: str | None
    status: Status
    firmness: Firmness
    evidence: Evidence
    day: date | None


def planned(said: Mention, sitting: Sitting) -> bool:
    """Is the end still so far ahead that it is a deadline of its own?"""
    return said.due.opens_at > sitting.document.published + SOON


def end_by_statement(sitting: Sitting, said: Mention) -> bool:
    """Closes what a dated end is about. Was there anything?"""
    if _take_away_expiry(sitting, said):
        return True
    if planned(said, sitting):
        return False
    evidence = evidence_of(said, sitting.document)
    return _end(sitting, End(said.measure, said.scope, said.status, said.firmness, evidence, said.due.day))


def end_by_measures(sitting: Sitting, measures: Iterable[MeasureMention]) -> None:
    """Closes what undated words of an end are about ("shall no longer be in effect")."""
    document = sitting.document
    for mention in measures:
        if mention.status in ENDED:
            day = mention.stated_day
            if day is not None and day > document.published.date() + SOON:
                continue
            evidence = evidence_of_measure(mention, document)
            _end(sitting, End(mention.measure, None, mention.status, mention.firmness, evidence, day))


def _take_away_expiry(sitting: Sitting, said: Mention) -> bool:
    """An amendment that deletes an end date: the measure runs on."""
    # Words that name the end and put no other in its place; an end that is merely told again takes nothing away.
    taken_away = said.previous is not None and same_date(said.previous, said.due)
    if said.kind is not DeadlineKind.EXPIRY or said.measure.kind is MeasureKind.LICENCE or not taken_away:
        return False
    for pair in sitting.pairs([said]):
        record = pair.record
        same = record.kind is DeadlineKind.EXPIRY and not record.closed and same_date(said.due, record.due)
        if same and not pair.alike.conflicts and sitting.overrules(pair):
            evidence = evidence_of(said, sitting.document, record)
            new = ended(record, said.status, evidence, sitting.learnt_at, _today(sitting, record))
            sitting.take(pair, Change(ChangeReason.EXPIRY_REMOVED, new, record, sitting.learnt_at))
            return True
    return False


def _end(sitting: Sitting, end: End) -> bool:
    """Closes every open record of the measure. Was there any, closed now or rightly left alone?"""
    if not (end.firmness.at_least(Firmness.SIGNED) or sitting.document.official):
        return False
    matched = [(record, alike) for record in sitting.records if (alike := _about(sitting, end, record)) is not None]
    untied = [record for record, alike in matched if not alike.ties]
    for record, alike in matched:
        # Bare words about a country that has several measures do not say which of them is gone; what runs is the likeliest.
        running = (
            record.status is Status.IN_FORCE
            and record.kind is DeadlineKind.EFFECTIVE
            and ALL not in record.measure.targets
        )
        rivals = untied if ALL in record.measure.targets else [r for r in untied if r.status is not Status.IN_FORCE]
        if alike.ties or running or len({_details(rival) for rival in rivals}) == 1:
            _close(sitting, end, record)
    return bool(matched)


def _about(sitting: Sitting, end: End, record: Deadline) -> Likeness | None:
    if (
        record.closed
        or record.key in sitting.held
        or record.kind not in ENDABLE
        or sitting.rests_on_this_document(record)
    ):
        return None
    alike = likeness(end.measure, end.scope, record.measure, record.scope)
    if alike is None or alike.conflicts:
        return None
    firm_ties = alike.ties - {"rate"}
    if "instrument" in alike.ties or alike.targets is Targets.EQUAL:
        return alike
    return alike if firm_ties and alike.targets in (Targets.COVERS, Targets.PARTLY) else None


def _close(sitting: Sitting, end: End, record: Deadline) -> None:
    why = because_of_measure(end.measure, end.scope, record)
    # A court stands outside the ladder of publishers: whoever officially passes on its judgment passes on its authority.
    judged = end.status is Status.STRUCK_DOWN and sitting.document.official and not by_person(record)
    if not (overrules(sitting.document, end.firmness, record) or judged):
        sitting.dispute(record, REASONS[end.status], end.evidence.quote, why)
        return
    new = ended(
        record, end.status, replace(end.evidence, because=why), sitting.learnt_at, end.day or _today(sitting, record)
    )
    sitting.held.add(record.key)
    sitting.made.append(Change(REASONS[end.status], new, record, sitting.learnt_at))


def _details(record: Deadline) -> tuple[object, ...]:
    measure = record.measure
    return (measure.rate_percent, measure.instrument, measure.authority, record.scope)


def _today(sitting: Sitting, record: Deadline) -> date:
    """The day the instrument bears, or the day of publication where the record lives."""
    document = sitting.document
    return document.signed or record.due.day_of(document.published)
