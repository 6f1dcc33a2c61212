"""What one document says, each date once: repeats joined, recited old dates put beside the new date that replaces them. **Pure.**"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from monitor.ledger.carrying import without_carried
from monitor.ledger.identity import Likeness, Targets, likeness, same_date, same_role
from monitor.types import DeadlineKind, Firmness, Measure, Mention, Precision, Reading, Status

ENDED = frozenset({Status.REVOKED, Status.STRUCK_DOWN})
PASSED = frozenset({Status.EXPIRED, Status.LAPSED})
"""What the clock has closed, a date ahead opens again; what words have ended, a date alone does not."""
COUNTED = " + "
"""Stands in the trace of a date that was counted from another."""
ROUNDING = timedelta(days=7)
"""How far "for six months" may miss the last day that the text names as well."""
LASTING = frozenset(
    {DeadlineKind.SUSPENSION_END, DeadlineKind.EXPIRY, DeadlineKind.ULTIMATUM, DeadlineKind.NEGOTIATION}
)
PAUSE_ENDS = {DeadlineKind.EXPIRY, DeadlineKind.SUSPENSION_END}
"""Once the text has said that what expires is a pause, "extended until" is told of the pause too."""
GRAINS = {Precision.MINUTE: 3, Precision.DAY: 2, Precision.INTERVAL: 1, Precision.MONTH: 1}


def statements(reading: Reading) -> list[Mention]:
    """The document's mentions in order of place, each date of each measure once; different scopes, rates or targets stay apart."""
    joined: list[Mention] = []
    for mention in sorted((_plain(m) for m in reading.mentions), key=_richness, reverse=True):
        place = next((i for i, other in enumerate(joined) if _repeats(mention, other)), None)
        if place is None:
            joined.append(mention)
        else:
            joined[place] = _joined(joined[place], mention)
    told = _without_recitals([_with_previous(mention, joined) for mention in joined])
    told = _without_counts(_without_pause_starts(told))
    told = without_carried(told)
    return sorted(told, key=lambda m: (m.where != "title", m.start, m.due.opens_at, m.kind))


def recited(mention: Mention, told: Sequence[Mention]) -> bool:
    """Is its date one that another statement of the document replaces?

    One that replaces a date itself may be a stage put off ("the first from June to July, the second from July to August") or a step
    of the past: which of them, only what is known tells.
    """
    return any(
        other.previous is not None
        and other is not mention
        and same_date(other.previous, mention.due)
        and same_role(mention.kind, other.kind)
        and of_one_measure(mention, other) is not None
        for other in told
    )


def of_one_measure(one: Mention, other: Mention) -> Likeness | None:
    """How alike the measures of two statements of one document are; None when a detail parts them."""
    alike = likeness(one.measure, one.scope, other.measure, other.scope)
    return alike if alike is not None and not alike.conflicts else None


def _plain(mention: Mention) -> Mention:
    """A pause that expires is the end of a suspension; a date that replaces itself replaces nothing, unless it is taken away."""
    if mention.kind is DeadlineKind.EXPIRY and mention.status is Status.SUSPENDED:
        mention = replace(mention, kind=DeadlineKind.SUSPENSION_END)
    goes_on = mention.status not in ENDED
    if goes_on and mention.previous is not None and same_date(mention.previous, mention.due):
        mention = replace(mention, previous=None)
    return mention


def _richness(mention: Mention) -> tuple[int, int, float, int]:
    measure = mention.measure
    known = (measure.issuer, measure.targets, measure.rate_percent, measure.instrument, mention.scope, mention.previous)
    return (sum(bool(field) for field in known), GRAINS[mention.due.precision], mention.confidence, -mention.start)


def _repeats(mention: Mention, other: Mention) -> bool:
    if mention.kind is not other.kind or not same_date(mention.due, other.due):
        return False
    if (mention.status in ENDED) != (other.status in ENDED):
        return False
    alike = of_one_measure(mention, other)
    return alike is not None and alike.targets in (Targets.EQUAL, Targets.UNKNOWN)


def _joined(rich: Mention, poor: Mention) -> Mention:
    """One statement from two places: what the richer lacks is taken from the poorer, the quote stays the richer's."""
    finer = GRAINS[poor.due.precision] > GRAINS[rich.due.precision]
    telling = poor.status in (Status.EXTENDED, Status.SUSPENDED) and rich.status is Status.ANNOUNCED
    return replace(
        rich,
        measure=filled(rich.measure, poor.measure),
        due=poor.due if finer else rich.due,
        status=poor.status if telling else rich.status,
        firmness=firmest(rich.firmness, poor.firmness),
        scope=rich.scope or poor.scope,
        previous=rich.previous or poor.previous,
        alternatives=rich.alternatives or poor.alternatives,
    )


def filled(rich: Measure, poor: Measure) -> Measure:
    """The first measure, with what it does not name taken from the second."""
    return replace(
        rich,
        issuer=rich.issuer or poor.issuer,
        targets=rich.targets or poor.targets,
        rate_percent=poor.rate_percent if rich.rate_percent is None else rich.rate_percent,
        instrument=rich.instrument or poor.instrument,
        authority=rich.authority or poor.authority,
        products=rich.products or poor.products,
        reason=rich.reason or poor.reason,
    )


def firmest(one: Firmness, other: Firmness) -> Firmness:
    """The more solid of two."""
    return one if one.at_least(other) else other


def _with_previous(mention: Mention, told: Sequence[Mention]) -> Mention:
    """An extension that does not name the old date, beside the one earlier date of the same measure: that is the old date."""
    if mention.status is not Status.EXTENDED or mention.previous is not None:
        return mention
    earlier = [
        other
        for other in told
        if (other.kind is mention.kind or {other.kind, mention.kind} == PAUSE_ENDS)
        and other.status not in ENDED
        and other.due.closes_at < mention.due.opens_at
        and of_one_measure(mention, other) is not None
    ]
    return replace(mention, kind=earlier[0].kind, previous=earlier[0].due) if len(earlier) == 1 else mention


def _without_recitals(told: list[Mention]) -> list[Mention]:
    """Leaves out dates told only to say what replaces them."""

    return [mention for mention in told if mention.previous is not None or not recited(mention, told)]


def _without_pause_starts(told: list[Mention]) -> list[Mention]:
    """Leaves out the day on which a pause begins where its end is told too: the end is the deadline."""
    ends = [mention for mention in told if mention.kind is DeadlineKind.SUSPENSION_END]

    def opens_a_pause(mention: Mention) -> bool:
        paused = mention.kind is DeadlineKind.EFFECTIVE and mention.status is Status.SUSPENDED
        return paused and any(of_one_measure(mention, end) is not None for end in ends)

    return [mention for mention in told if not opens_a_pause(mention)]


def _without_counts(told: list[Mention]) -> list[Mention]:
    """Leaves out an end counted from a duration where the text names the day: "for six months, until 7 February" is one end."""

    def named_too(mention: Mention) -> bool:
        return COUNTED in mention.due.trace and any(
            other.kind is mention.kind
            and COUNTED not in other.due.trace
            and abs(other.due.opens_at - mention.due.opens_at) <= ROUNDING
            and of_one_measure(mention, other) is not None
            for other in told
        )

    return [mention for mention in told if mention.kind not in LASTING or not named_too(mention)]
