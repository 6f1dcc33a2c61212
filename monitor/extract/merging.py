"""The same deadline told twice becomes one mention, the surest. **Pure.**"""

from dataclasses import replace
from datetime import timedelta

from monitor.extract.told import Told
from monitor.types import (
    DEMANDS,
    DeadlineKind,
    MeasureKind,
    Mention,
    Precision,
    Status,
)

_JUST_PAST = timedelta(days=7)
_NAMED_DEADLINES = ("deadline_stands", "demanded", "negotiation", "moved_to", "no_deal_by", "done_by")
"""Rules of demands that read a bare "deadline", whatever is to happen then."""


def merged(told: list[Told]) -> list[Told]:
    """One mention for each deadline: the one with a clock, a rate and the surest words; in the order of the text.

    A bare length beside a written end of the same measure is that end told in other words.
    """
    written = {
        (one.mention.kind, one.mention.measure.kind, one.mention.measure.issuer) for one in told if not one.length
    }
    kept: list[Told] = []
    for one in told:
        if _counted_twice(one, told) or _counted_beside(one, told):
            continue
        if _restated_demand(one, told):
            continue
        if one.length and (one.mention.kind, one.mention.measure.kind, one.mention.measure.issuer) in written:
            continue
        twin = next((number for number, other in enumerate(kept) if _same(one, other)), None)
        if twin is None:
            kept.append(one)
        elif _worth(one) > _worth(kept[twin]):
            kept[twin] = replace(one, mention=_richer(one.mention, kept[twin].mention))
        else:
            kept[twin] = replace(kept[twin], mention=_richer(kept[twin].mention, one.mention))
    return kept


def _restated_demand(one: Told, told: list[Told]) -> bool:
    """Does "the August 1 deadline" only name the day on which the same text says that the measure starts or ends?"""
    named = one.mention.kind in DEMANDS and one.mention.rule.rpartition("/")[2] in _NAMED_DEADLINES
    return named and any(
        other.mention.kind in (DeadlineKind.EFFECTIVE, DeadlineKind.EXPIRY)
        and other.mention.due.day == one.mention.due.day
        and other.mention.measure.issuer == one.mention.measure.issuer
        for other in told
    )


def _counted_twice(one: Told, told: list[Told]) -> bool:
    """Is this end counted from a length, in a sentence that writes the last day too: "for one year from #, until @"?"""
    return (
        one.mention.kind is DeadlineKind.EXPIRY
        and " + " in one.mention.due.trace
        and any(
            other.sentence is one.sentence
            and other.mention.kind is DeadlineKind.EXPIRY
            and " + " not in other.mention.due.trace
            and abs(other.mention.due.day - one.mention.due.day) <= _JUST_PAST
            for other in told
        )
    )


def _counted_beside(one: Told, told: list[Told]) -> bool:
    """Is this close of comments counted from publication, in a paper that writes it out elsewhere?"""
    comments = DeadlineKind.COMMENT_CLOSE
    return (
        one.mention.kind is comments
        and " + " in one.mention.due.trace
        and any(
            other.mention.kind is comments
            and " + " not in other.mention.due.trace
            and abs(other.mention.due.day - one.mention.due.day) <= _JUST_PAST
            for other in told
        )
    )


def _richer(mention: Mention, twin: Mention) -> Mention:
    """The mention, with what only its twin tells: the date it replaces, and that an act suspends what it sets for the meantime."""
    paused = twin.status is Status.SUSPENDED and mention.status in (Status.ANNOUNCED, Status.IN_FORCE)
    ends = mention.kind is DeadlineKind.EXPIRY and mention.measure.kind is not MeasureKind.LICENCE
    return replace(
        mention,
        previous=mention.previous or twin.previous,
        status=twin.status if paused and ends else mention.status,
    )


def _same(one: Told, two: Told) -> bool:
    if one.mention.kind is not two.mention.kind or not (
        one.mention.due.same_as(two.mention.due) or _midnight_twins(one.mention, two.mention)
    ):
        return False
    if one.mention.kind in DEMANDS:
        return True
    a, b = one.mention.measure, two.mention.measure
    if a.products and b.products and not set(a.products) & set(b.products):
        return False
    rates = {a.rate_percent, b.rate_percent} - {None}
    titled = "title" in (one.mention.where, two.mention.where)
    part = set(a.targets) <= set(b.targets) or set(b.targets) <= set(a.targets)
    targets = a.targets == b.targets or not (one.aimed and two.aimed) or (titled and part)
    return a.kind is b.kind and (a.issuer == b.issuer or None in (a.issuer, b.issuer)) and targets and len(rates) < 2


def _midnight_twins(one: Mention, two: Mention) -> bool:
    """Is one the bare day whose midnight, at either end, is the other?"""
    return any(
        bare.due.clock is None and any(bare.due.same_as(other) for other in at_night.alternatives)
        for bare, at_night in ((one, two), (two, one))
    )


def _worth(told: Told) -> tuple[bool, bool, bool, bool, bool, float]:
    mention = told.mention
    named = mention.measure.kind is not MeasureKind.OTHER
    return (
        mention.due.clock is not None and not mention.alternatives,
        mention.due.precision not in (Precision.MONTH, Precision.INTERVAL),
        named,
        told.aimed,
        mention.measure.rate_percent is not None,
        mention.confidence,
    )
