"""Why words were taken to be about a record, so that who reads its history can judge the match. **Pure.**"""

from collections.abc import Iterator

from monitor.ledger.carrying import is_carried
from monitor.ledger.identity import Likeness, Targets, likeness, same_date, words
from monitor.types import DEMANDS, Deadline, Measure, Mention

NAMED = 4
"""Targets and words that are written out."""


def because(said: Mention, record: Deadline) -> str:
    """What ties the statement to the record: "the same issuer (US) and targets (IN), rate 25 % in both"."""
    if is_carried(said, record):
        return f"a deferral and the licence that carries it: the same issuer and targets ({_listed(record.measure.targets)}) and date"
    dates = []
    if said.previous is not None and same_date(said.previous, record.due):
        dates = ["it names the record's date as the one it replaces"]
    elif same_date(said.due, record.due):
        dates = ["the same date"]
    demands = {said.kind, record.kind} <= DEMANDS
    return ", ".join([*_told(said.measure, said.scope, record, demands=demands), *dates])


def because_of_measure(measure: Measure, scope: str | None, record: Deadline) -> str:
    """The same for words about a measure that name no date of the record."""
    return ", ".join(_told(measure, scope, record, demands=False))


def _told(measure: Measure, scope: str | None, record: Deadline, *, demands: bool) -> Iterator[str]:
    alike = likeness(measure, scope, record.measure, record.scope, demands=demands)
    if alike is None:
        return
    yield _whom(alike, measure, record.measure)
    if demands:
        yield "both are demands, whatever is threatened"
    for tie in sorted(alike.ties):
        yield _in_both(tie, measure, scope, record)
    for conflict in sorted(alike.conflicts):
        yield f"although the {conflict} differs"


def _whom(alike: Likeness, said: Measure, known: Measure) -> str:
    issuer = f"the same issuer ({known.issuer})" if alike.same_issuer else ""
    if alike.targets is Targets.EQUAL:
        return (
            f"{issuer} and targets ({_listed(known.targets)})"
            if issuer
            else f"the same targets ({_listed(known.targets)})"
        )
    if alike.targets is Targets.UNKNOWN:
        poorer = "the words name" if not said.targets else "the record names"
        targets = f"{poorer} no target"
    else:
        targets = f"{alike.targets} ({_listed(said.targets)}; {_listed(known.targets)})"
    return f"{issuer}, {targets}" if issuer else targets


def _in_both(tie: str, said: Measure, scope: str | None, record: Deadline) -> str:
    known = record.measure
    if tie == "rate":
        return f"rate {known.rate_percent:g} % in both"
    if tie == "authority":
        return f"authority {known.authority} in both"
    if tie == "instrument":
        if said.instrument == known.instrument:
            return f"instrument {known.instrument} in both"
        return f"instrument {said.instrument} goes on from {known.instrument}"
    shared = words(scope, said.products) & words(record.scope, known.products)
    return f"scope in both: {_listed(sorted(shared))}"


def _listed(codes: tuple[str, ...] | list[str]) -> str:
    more = len(codes) - NAMED
    return ", ".join(codes[:NAMED]) + (f" and {more} more" if more > 0 else "")
