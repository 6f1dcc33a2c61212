"""Under which headings a record is filed, and under which ones a reading looks for the records it may be about.

Whatever `ledger.identity.likeness` does not tell apart shares a heading, whether the ledger holds ten records or a million.

| heading             | is read as                                                                              |
|---------------------|-----------------------------------------------------------------------------------------|
| tariff US CA        | family, issuer and target; `-` stands for one that is not named, `*` for whichever it is |
| demand US RU        | the same for ultimatums and talks, whatever they threaten                               |
| tariff US 2026-08-19| family, issuer and a day: a date told again is found however old it is                  |
| licence # gl 128    | family and the number that stays when an instrument is reissued                         |
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import product

from monitor.ledger.carrying import DEFERRED
from monitor.ledger.identity import ALL, codes, instrument_root
from monitor.types import DEMANDS, Deadline, DeadlineKind, Due, Measure, MeasureKind, Reading

ANY, UNNAMED = "*", "-"
DEMAND = "demand"

NEAR, FAR = 1, 3
"""How dear a record is that is found under a heading: what the text names outright, and what it merely does not rule out."""

A_DAY = timedelta(days=1)
"""'Until 11 August' and 'from 12 August' name the same night."""


def filed(record: Deadline) -> set[str]:
    """The headings under which this state of a record is found."""
    measure = record.measure
    families = {measure.kind.value} | ({DEMAND} if record.kind in DEMANDS else set())
    issuers, targets = {_issuer(measure) or UNNAMED, ANY}, {*(codes(measure.targets) or {UNNAMED}), ANY}
    headings = {_heading(*parts) for parts in product(families, issuers, targets)}
    return headings | set(_days(measure.kind, measure, record.due, 0)) | set(_number(measure))


def sought(reading: Reading) -> dict[str, int]:
    """heading -> NEAR or FAR, for all that the reading says."""
    found: dict[str, int] = {}
    for heading, nearness in _sought(reading):
        found[heading] = min(nearness, found.get(heading, nearness))
    return found


def _sought(reading: Reading) -> Iterator[tuple[str, int]]:
    kinds: dict[Measure, set[DeadlineKind]] = {each.measure: set() for each in reading.measures}
    for mention in reading.mentions:
        kinds.setdefault(mention.measure, set()).add(mention.kind)
        for due in filter(None, (mention.due, mention.previous)):
            for family in (mention.measure.kind, *_carrying(mention.measure.kind)):
                yield from ((heading, NEAR) for heading in _days(family, mention.measure, due, 1))
    for measure, roles in kinds.items():
        yield from ((heading, NEAR) for heading in _number(measure))
        for family in (measure.kind.value, *((DEMAND,) if roles & DEMANDS else ())):
            yield from _measured(family, measure)
        for family in _related(measure.kind):
            yield from ((_heading(family, issuer, ANY), FAR) for issuer in _issuers(measure))


def _measured(family: str, measure: Measure) -> Iterator[tuple[str, int]]:
    """What is said of all, or of nobody in particular, may be about any target; the rest about its own, all, or unnamed ones."""
    named = codes(measure.targets)
    targets = (ANY,) if not named or ALL in named else (*sorted(named), ALL, UNNAMED)
    for issuer, target in product(_issuers(measure), targets):
        outright = issuer != UNNAMED and (target == ANY or target in named)
        yield _heading(family, issuer, target), NEAR if outright else FAR


def _issuers(measure: Measure) -> tuple[str, ...]:
    issuer = _issuer(measure)
    return (issuer, UNNAMED) if issuer else (ANY,)


def _related(kind: MeasureKind) -> tuple[MeasureKind, ...]:
    """A family that a text could not name may be any."""
    if kind is MeasureKind.OTHER:
        return tuple(other for other in MeasureKind if other is not kind)
    return (MeasureKind.OTHER,)


def _carrying(kind: MeasureKind) -> Iterable[MeasureKind]:
    """A deferral and the licence that carries it are one date in two families."""
    if kind is MeasureKind.LICENCE:
        return sorted(DEFERRED)
    return (MeasureKind.LICENCE,) if kind in DEFERRED else ()


def _days(family: MeasureKind, measure: Measure, due: Due, around: int) -> Iterator[str]:
    if measure.issuer:
        for day in {due.day, due.last_day}:
            yield from (f"{family} {_issuer(measure)} {near}" for near in _around(day, around))


def _around(day: date, days: int) -> Iterator[date]:
    for distance in range(-days, days + 1):
        if date.min + A_DAY <= day <= date.max - A_DAY or not distance:
            yield day + distance * A_DAY


def _number(measure: Measure) -> Iterator[str]:
    if root := instrument_root(measure.instrument):
        yield f"{measure.kind} # {root}"


def _issuer(measure: Measure) -> str | None:
    return next(iter(codes([measure.issuer]))) if measure.issuer else None


def _heading(family: str, issuer: str, target: str) -> str:
    return f"{family} {issuer} {target}"
