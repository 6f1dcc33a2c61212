"""Who may overrule whom: legal instrument > implementing notice > agency release > leader's words > report > aggregator.

A person's correction stands above them all.

Documents are heard in order of publication (`fold`): between equals the newer one holds, and a lower one never overrules. **Pure.**
"""

from monitor.types import Deadline, Document, Firmness

LEADER, AGENCY, PERSON = 2, 3, 6


def overrules(document: Document, firmness: Firmness, record: Deadline) -> bool:
    """May words of this firmness in this document replace those the record rests on? Lower ones can only dispute."""
    return authority(document.rank, firmness) >= authority(record.evidence.rank, record.firmness)


def by_person(record: Deadline) -> bool:
    """Does the record rest on a person's correction?"""
    return record.evidence.rank >= PERSON


def authority(rank: int, firmness: Firmness) -> int:
    """The rank that counts: what a leader merely said weighs no more than the report of what was said next."""
    return 1 if rank == LEADER and firmness is Firmness.SAID else rank
