"""What a person should look at before relying on a record. **Pure.**"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from monitor.ledger.clock import wakes_at
from monitor.ledger.precedence import by_person
from monitor.ledger.revisions import DISPUTED, FINER
from monitor.types import Deadline, Due

SURE = 0.7
"""Confidence below this has at least two things inferred that the text does not say; see `grammar.claims`."""


class Doubting(StrEnum):
    """Why a record is in doubt."""

    CONFIDENCE = "confidence"
    AMBIGUOUS = "ambiguous"
    WARNING = "warning"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to look. `note`: the words kept beside the record's own. `other`: the date that may be meant instead, if any."""

    why: Doubting
    note: str = ""
    other: Due | None = None


def doubts(record: Deadline) -> tuple[Doubt, ...]:
    """The doubts about a record whose date is still ahead; of one that runs or has ended by a person's word, only what disputes that."""
    return tuple(_doubts(record))


def _doubts(record: Deadline) -> Iterator[Doubt]:
    evidence = record.evidence
    disputes = [Doubt(Doubting.DISPUTED, note) for note in evidence.warnings if note.startswith(DISPUTED)]
    if not record.closed or by_person(record):
        yield from disputes
    if record.closed or wakes_at(record) is None:
        return
    yield from (Doubt(Doubting.AMBIGUOUS, other=due) for due in evidence.alternatives if due != record.due)
    yield from (Doubt(Doubting.WARNING, note) for note in evidence.warnings if not note.startswith((DISPUTED, FINER)))
    if evidence.confidence < SURE:
        yield Doubt(Doubting.CONFIDENCE)
