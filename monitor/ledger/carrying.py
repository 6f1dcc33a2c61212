"""A deferral and the licence that carries it: two families of measures, one date.

"Sanctions on the refinery are put off until 29 April" and "General License 128 runs through 29 April" tell one deadline. **Pure.**
"""

from monitor.ledger.identity import Likeness, Targets, codes, likeness, same_date
from monitor.types import DEMANDS, Deadline, DeadlineKind, MeasureKind, Mention, Status

DEFERRED = frozenset({MeasureKind.SANCTIONS, MeasureKind.IMPORT_BAN, MeasureKind.EXPORT_CONTROL, MeasureKind.OTHER})
"""Families that a licence can put off."""
_PUT_OFF = frozenset({Status.EXTENDED, Status.SUSPENDED})
_DEFERRALS = frozenset({DeadlineKind.EFFECTIVE, DeadlineKind.EXPIRY, DeadlineKind.SUSPENSION_END})
_RUNS_TO = frozenset({DeadlineKind.EXPIRY, DeadlineKind.WIND_DOWN_END})


def about(said: Mention, record: Deadline) -> Likeness | None:
    """How alike a statement and a record are, as measures or as deferral and licence; None when they are plainly two."""
    demands = {said.kind, record.kind} <= DEMANDS
    alike = likeness(said.measure, said.scope, record.measure, record.scope, demands=demands)
    if alike is None and is_carried(said, record):
        return Likeness(Targets.EQUAL, same_issuer=True, ties=frozenset(), conflicts=frozenset())
    return alike


def is_carried(said: Mention, other: Mention | Deadline) -> bool:
    """Are these a deferral and the licence that carries it: of one issuer, on the same targets, told of one date?"""
    deferral, licence = (said, other) if other.measure.kind is MeasureKind.LICENCE else (other, said)
    families = licence.measure.kind is MeasureKind.LICENCE and deferral.measure.kind in DEFERRED
    roles = licence.kind in _RUNS_TO and deferral.kind in _DEFERRALS and deferral.status in _PUT_OFF
    if not (families and roles) or deferral.measure.instrument:
        return False
    one, two = deferral.measure, licence.measure
    alike = one.issuer is not None and codes([one.issuer]) == codes([two.issuer or ""])
    if not alike or not one.targets or codes(one.targets) != codes(two.targets):
        return False
    dates = (said.due, *((said.previous,) if said.previous is not None else ()))
    return any(same_date(due, other.due) for due in dates)


def without_carried(told: list[Mention]) -> list[Mention]:
    """Leaves out deferrals that a licence of the same document carries."""
    licences = [mention for mention in told if mention.measure.kind is MeasureKind.LICENCE]
    return [
        mention
        for mention in told
        if mention.measure.kind is MeasureKind.LICENCE
        or not any(same_date(mention.due, licence.due) and is_carried(mention, licence) for licence in licences)
    ]
