"""Who may overrule whom: legal instrument > implementing notice > agency release > leader's words > report > aggregator.

Between equals the newer publication holds; an older or a lower one never overrules. **Pure.**
"""

from enum import StrEnum

from monitor.types import Deadline, Document, Firmness

LEADER, AGENCY = 2, 3


class Standing(StrEnum):
    """How a document stands to the words that a record rests on."""

    OVERRULES = "newer, and at least as high"
    CORRECTS = "older, but higher: the record rested on lesser words"
    YIELDS = "newer, but lower: it can only dispute"
    STALE = "older, and no higher: the record has moved on"


def standing(document: Document, firmness: Firmness, record: Deadline) -> Standing:
    """How words of this firmness in this document stand to those the record rests on."""
    mine, theirs = authority(document.rank, firmness), authority(record.evidence.rank, record.firmness)
    newer = document.published >= record.stated_at
    if newer:
        return Standing.OVERRULES if mine >= theirs else Standing.YIELDS
    return Standing.CORRECTS if mine > theirs else Standing.STALE


def authority(rank: int, firmness: Firmness) -> int:
    """The rank that counts: what a leader merely said weighs no more than the report of what was said next."""
    return 1 if rank == LEADER and firmness is Firmness.SAID else rank
