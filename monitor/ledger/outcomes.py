"""What follows when a statement has found its record: no change, better words, another date, a pause, a dispute. **Pure.**"""

from dataclasses import replace
from datetime import timedelta

from monitor.ledger.because import because
from monitor.ledger.identity import Targets, likeness, same_date
from monitor.ledger.moves import STARTS, is_twin
from monitor.ledger.precedence import AGENCY, by_person, overrules
from monitor.ledger.revisions import dated_anew, finer, narrowed, refined, reworded, status_after, superseded
from monitor.ledger.sitting import Pair, Sitting
from monitor.ledger.statements import ENDED
from monitor.types import Change, ChangeReason, Deadline, DeadlineKind, Document, Firmness, MeasureKind, Mention, Status

ONE_EVENT = timedelta(hours=24)
"""Outlets that differ within this time report the same words differently; later, the words themselves may be new."""


def tells_same_date(pair: Pair) -> bool:
    """Does the statement tell the date that the record has?"""
    said, record = pair.said, pair.record
    if not pair.same_role or pair.carried or record.status in ENDED:
        return False
    if pair.alike.targets is Targets.COVERS or pair.alike.conflicts - {"rate"}:
        return False
    if "rate" in pair.alike.conflicts and pair.alike.targets is not Targets.EQUAL:
        return False
    dues = (said.due, *said.alternatives)
    if said.kind is record.kind:
        return any(same_date(due, record.due) for due in dues)
    # The last day of a pause and the first day of the measure are one instant and two dates: between roles the day decides.
    return any(due.same_as(record.due) for due in dues)


def tells_denied_date(pair: Pair) -> bool:
    """Does the statement tell a date that a person has taken from the record, or one that replaces it?"""
    said, record, alike = pair.said, pair.record, pair.alike
    if not record.evidence.denied or not pair.same_role:
        return False
    if alike.targets is Targets.COVERS or alike.conflicts - {"rate"}:
        return False
    if record.status not in ENDED and same_date(said.due, record.due):
        return False
    told = [said.due] if said.previous is None else [said.due, said.previous]
    return any(same_date(due, denied) for due in told for denied in record.evidence.denied)


def repeated(sitting: Sitting, pair: Pair) -> Change | None:
    """A known date told again: a change only in better words."""
    said, record, at = pair.said, pair.record, sitting.learnt_at
    if pair.alike.targets is Targets.WITHIN:
        return None
    exact = same_date(said.due, record.due)
    better_date = exact and finer(said.due, record.due)
    if not sitting.overrules(pair):
        if not better_date or record.closed or by_person(record) or narrowed(said.due, record.due):
            return None
        return Change(ChangeReason.CONFIRMED, refined(record, said, sitting.document, at), record, at)
    if exact and narrowed(said.due, record.due):
        return dated(sitting, pair)
    if said.kind is DeadlineKind.EFFECTIVE and _pauses(said, record):
        return Change(ChangeReason.SUSPENDED, _paused(sitting, pair), record, at)
    return _reworded(sitting, pair, better_date=better_date)


def _reworded(sitting: Sitting, pair: Pair, *, better_date: bool) -> Change | None:
    said, record, at = pair.said, pair.record, sitting.learnt_at
    new = reworded(record, said, sitting.document, at)
    if better_date:
        new = replace(new, due=said.due, dated_at=at)
    if begun(said, sitting.document) and record.status not in (Status.IN_FORCE, Status.SUSPENDED):
        return Change(ChangeReason.IN_FORCE, replace(new, status=Status.IN_FORCE, ended_day=None), record, at)
    if record.closed:
        return None
    if "rate" in pair.alike.conflicts:
        return Change(ChangeReason.MODIFIED, new, record, at)
    firmer = said.firmness is not record.firmness and said.firmness.at_least(record.firmness)
    if not (better_date or firmer or sitting.document.rank > record.evidence.rank):
        return None
    status = said.status if firmer and record.status is Status.THREATENED else record.status
    return Change(ChangeReason.CONFIRMED, replace(new, status=status), record, at)


def carried_by(sitting: Sitting, pair: Pair) -> Change | None:
    """The deferral, known by words, turns into the licence that carries it; a deferral adds nothing to the licence."""
    said, record, at = pair.said, pair.record, sitting.learnt_at
    if said.measure.kind is not MeasureKind.LICENCE or not sitting.overrules(pair):
        return None
    return Change(ChangeReason.CONFIRMED, dated_anew(record, said, sitting.document, at, said.status), record, at)


def dated(sitting: Sitting, pair: Pair) -> Change | None:
    """Another date for a known record: moved, paused or corrected; a dispute is noted at once and gives None."""
    said, record, document = pair.said, pair.record, sitting.document
    if same_date(said.due, record.due) and not narrowed(said.due, record.due):
        return None
    if not sitting.overrules(pair) or _outlets_disagree(pair, document):
        if not record.closed or by_person(record):
            sitting.dispute(record, str(said.due.day), said.quote, because(said, record))
        return None
    if _pauses(said, record):
        return sitting.revised(pair, _paused(sitting, pair), ChangeReason.SUSPENDED)
    status = Status.IN_FORCE if begun(said, document) else status_after(record, said)
    return sitting.revised(pair, dated_anew(record, said, document, sitting.learnt_at, status))


def begun(said: Mention, document: Document) -> bool:
    """Has the measure begun by the time of this text, by an act and not by mere words?"""
    runs = said.kind is DeadlineKind.EFFECTIVE and said.status not in (Status.THREATENED, Status.SUSPENDED)
    return runs and said.firmness.at_least(Firmness.SIGNED) and said.due.closes_at <= document.published


def close_twins(sitting: Sitting, change: Change | None) -> None:
    """When a pause or the start after it is put off, the other of the two, told a day apart, is no date any more."""
    if change is None or change.old is None or change.old.kind not in STARTS or change.new.due == change.old.due:
        return
    document, old = sitting.document, change.old
    for record in sitting.records:
        if record.key in sitting.held or record.closed or record.status is Status.IN_FORCE or not is_twin(old, record):
            continue
        alike = likeness(old.measure, old.scope, record.measure, record.scope)
        heeded = overrules(document, change.new.firmness, record)
        if heeded and alike is not None and alike.targets is Targets.EQUAL and not alike.conflicts:
            sitting.held.add(record.key)
            sitting.made.append(superseded(record, change.new, sitting.learnt_at))


def _pauses(said: Mention, record: Deadline) -> bool:
    """Does the statement stop a measure that runs or was to begin?"""
    return said.status is Status.SUSPENDED and record.status is not Status.SUSPENDED and record.kind in STARTS


def _paused(sitting: Sitting, pair: Pair) -> Deadline:
    """The record as paused: its date is the pause's end where that is told, and the start that is put off where it is not."""
    said, record = pair.said, pair.record
    if said.kind is DeadlineKind.EFFECTIVE:
        said = replace(said, due=record.due)
    return dated_anew(record, said, sitting.document, sitting.learnt_at, Status.SUSPENDED)


def _outlets_disagree(pair: Pair, document: Document) -> bool:
    """Two outlets, a day apart at most, give two dates and neither says that it changed: one of them errs, we do not know which."""
    said, record = pair.said, pair.record
    reports = document.rank < AGENCY and record.evidence.rank < AGENCY and document.source != record.evidence.source
    silent = said.previous is None and said.status not in (Status.EXTENDED, Status.SUSPENDED)
    apart = not same_date(said.due, record.due) and not record.closed
    return pair.only_words and reports and silent and apart and document.published - record.stated_at < ONE_EVENT
