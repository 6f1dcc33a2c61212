"""What a document changes: ends close, named replacements move, repeats confirm, likely dates move, the rest opens. **Pure.**"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.ledger.because import because
from monitor.ledger.correcting import corrected
from monitor.ledger.endings import end_by_measures, end_by_statement, planned
from monitor.ledger.identity import Targets, same_date
from monitor.ledger.moves import may_move, may_replace
from monitor.ledger.opening import open_record
from monitor.ledger.outcomes import carried_by, close_twins, dated, repeated, tells_denied_date, tells_same_date
from monitor.ledger.sitting import Sitting
from monitor.ledger.statements import ENDED, recited, statements
from monitor.types import Change, Deadline, DeadlineKind, Document, Mention, Reading, Status, utc


def changes(
    known: Sequence[Deadline],
    reading: Reading,
    document: Document,
    learnt_at: datetime,
    taken: Callable[[str], bool],
) -> list[Change]:
    """The changes this document makes to what is known; at most one for each record, and none for what is told again.

    A person's correction is obeyed before all else.

    `known`: records, open and closed, that the reading may be about, as they stood before this document was published.
    `taken`: does a record of this key exist? `learnt_at`: aware UTC. Raises ValueError for a naive one.
    """
    if reading.corrects is not None:
        return [corrected(known, reading.corrects, document, utc(learnt_at))]
    sitting = Sitting(sorted(known, key=lambda record: record.key), document, utc(learnt_at), taken)
    said = statements(reading)
    unmet = [mention for mention in said if mention.status in ENDED and not end_by_statement(sitting, mention)]
    end_by_measures(sitting, reading.measures)
    ends = [_as_expiry(mention) if planned(mention, sitting) else mention for mention in unmet]
    going_on = [mention for mention in (*said, *ends) if mention.status not in ENDED]
    _take_denied(sitting, going_on)
    _take_replacements(sitting, [mention for mention in going_on if not sitting.is_placed(mention)])
    going_on = [mention for mention in going_on if sitting.is_placed(mention) or not recited(mention, going_on)]
    _take_repeats(sitting, going_on)
    _take_moves(sitting, going_on)
    _take_carried(sitting, going_on)
    for mention in (*going_on, *(end for end in ends if end.status in ENDED)):
        if not sitting.is_placed(mention):
            open_record(sitting, mention)
    return sitting.made


def _as_expiry(mention: Mention) -> Mention:
    """An end announced well ahead is a date on which the measure expires."""
    return replace(mention, kind=DeadlineKind.EXPIRY, status=Status.ANNOUNCED)


def _take_denied(sitting: Sitting, said: Sequence[Mention]) -> None:
    """Statements of a date that a person has said is wrong, or that set out from it, only dispute the person's word."""
    for pair in sitting.pairs(said):
        if pair.record.key not in sitting.held and not sitting.is_placed(pair.said) and tells_denied_date(pair):
            sitting.dispute(pair.record, str(pair.said.due.day), pair.said.quote, because(pair.said, pair.record))
            sitting.take(pair, None)


def _take_replacements(sitting: Sitting, said: Sequence[Mention]) -> None:
    """Statements that name the old date move every record that stands at it and that no other statement fits better."""
    for pair in sitting.pairs([mention for mention in said if mention.previous is not None]):
        if pair.record.key not in sitting.held and may_replace(pair):
            sitting.take(pair, change := dated(sitting, pair))
            close_twins(sitting, change)


def _take_repeats(sitting: Sitting, said: Sequence[Mention]) -> None:
    """Statements of a known date: no change, unless in better words. Every record at that date counts as spoken for."""
    for pair in sitting.pairs([mention for mention in said if not sitting.is_placed(mention)]):
        if pair.record.key not in sitting.held and tells_same_date(pair):
            first = not sitting.is_placed(pair.said)
            sitting.take(pair, repeated(sitting, pair) if first else None)


def _take_moves(sitting: Sitting, said: Sequence[Mention]) -> None:
    """Statements that give a known measure another date, the likest pair first; each moves one record."""
    for pair in sitting.pairs([mention for mention in said if not sitting.is_placed(mention)]):
        record = pair.record
        if record.key in sitting.held or sitting.rests_on_this_document(record) or not may_move(pair, sitting.document):
            continue
        if pair.alike.targets is Targets.COVERS:
            # An act for all settles what was said of one, and stays to be told of the others.
            if (change := dated(sitting, pair)) is not None:
                sitting.held.add(record.key)
                sitting.made.append(change)
        elif not sitting.is_placed(pair.said):
            sitting.take(pair, change := dated(sitting, pair))
            close_twins(sitting, change)


def _take_carried(sitting: Sitting, said: Sequence[Mention]) -> None:
    """Licences that found no record of their own meet the deferrals that they carry, and the other way round."""
    for pair in sitting.pairs([mention for mention in said if not sitting.is_placed(mention)]):
        record = pair.record
        free = record.key not in sitting.held and not record.closed and not sitting.is_placed(pair.said)
        if free and pair.carried and same_date(pair.said.due, record.due):
            sitting.take(pair, carried_by(sitting, pair))
