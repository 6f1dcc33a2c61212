"""Which record a statement is about: how alike the two measures are, and by which words they are tied.

A text may be poorer than the record (no target, no rate): what is missing neither ties nor parts. **Pure.**
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from monitor.types import DeadlineKind, Due, Firmness, Measure, MeasureKind, Precision, Status

WHOLE_DAY_SLACK = timedelta(hours=1)
"""'Until 11 August' and '12:01 a.m. on 12 August' are the same end, told with and without a clock."""
CLOCK_SLACK = timedelta(minutes=2)
"""'Midnight' and '12:01 a.m.' are the same instant in the mouth of a newspaper."""

COMMON_WORDS = frozenset(
    """
    about additional all and annex any article articles certain companies countries country covered described duties duty entities
    entry export exports for from general goods import imported imports including item items licence license listed listing list
    measure measures new other others partners persons product products rate rates section tariff tariffs that the their these this
    trade trading under which with
    """.split()  # noqa: SIM905
)
"""Words of a scope that tell nothing about which goods or persons are meant."""


THREATENED = frozenset({MeasureKind.TARIFF, MeasureKind.SANCTIONS, MeasureKind.OTHER})
"""Families of measures that are threatened in one breath: "sanctions and secondary tariffs"."""


ALL = "ALL"
"""The target of a measure on all partners."""

PARTS = re.compile(
    r"\b(article|annex|schedule|appendix|section|regulation|part|clause)s? ([ivxlc]+|\d{1,3}[a-z]{0,2})\b"
)
"""Numbered parts of an act; those of a single document (paragraphs, instructions to its editors) are not among them."""


class Targets(StrEnum):
    """How the targets of a statement lie to those of a record."""

    EQUAL = "the same targets"
    COVERS = "it covers the record's targets and more"
    WITHIN = "it is about a part of the record's targets"
    PARTLY = "some targets are shared"
    UNKNOWN = "one of the two names no target"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two measures are. `ties`: details both name and share; `conflicts`: details both name and differ in."""

    targets: Targets
    same_issuer: bool
    ties: frozenset[str]
    conflicts: frozenset[str]

    @property
    def score(self) -> int:
        """Orders the records that a statement may be about; it is not a measure of certainty."""
        by_target = {Targets.EQUAL: 4, Targets.COVERS: 1, Targets.WITHIN: 1, Targets.PARTLY: 2, Targets.UNKNOWN: 1}
        return by_target[self.targets] + self.same_issuer + 2 * len(self.ties) - 3 * len(self.conflicts)


def likeness(
    said: Measure, scope: str | None, known: Measure, known_scope: str | None, *, demands: bool = False
) -> Likeness | None:
    """How alike the measure of a statement and that of a record are; None when they are plainly two.

    `demands`: both are ultimatums or talks; what is threatened changes from speech to speech, and the demand stays the same.
    """
    same_kind = said.kind is known.kind or (demands and {said.kind, known.kind} <= THREATENED)
    if not same_kind or (said.issuer and known.issuer and _issuer(said) != _issuer(known)):
        return None
    targets = _targets(codes(said.targets), codes(known.targets))
    if targets is None:
        return None
    ties: set[str] = set()
    conflicts: set[str] = set()
    for detail, mine, theirs in (
        ("instrument", instrument_root(said.instrument), instrument_root(known.instrument)),
        ("authority", (said.authority or "").casefold(), (known.authority or "").casefold()),
        ("rate", said.rate_percent, known.rate_percent),
    ):
        if mine and theirs:
            (ties if mine == theirs else conflicts).add(detail)
    mine_words, their_words = words(scope, said.products), words(known_scope, known.products)
    if mine_words and their_words:
        (ties if mine_words & their_words else conflicts).add("scope")
    if "instrument" in ties and _are_apart(parts(scope), parts(known_scope)):
        conflicts.add("scope")
    if "instrument" in conflicts:
        # Orders amend one another under new numbers; a licence is its number, whatever letter it has reached.
        if said.kind is MeasureKind.LICENCE:
            return None
        conflicts.discard("instrument")
    return Likeness(targets, bool(said.issuer and known.issuer), frozenset(ties), frozenset(conflicts))


def codes(targets: Iterable[str]) -> frozenset[str]:
    """Country codes with one code for the United Kingdom."""
    return frozenset("GB" if code == "UK" else code for code in targets)


def instrument_root(instrument: str | None) -> str:
    """The number that stays when a licence is reissued: GL 128, GL 128A and GL 128B are one chain; empty when there is none."""
    if not instrument:
        return ""
    plain = re.sub(r"\s+", " ", instrument).strip().casefold()
    return re.sub(r"(?<=\d)[a-z]{1,2}$", "", plain)


def words(scope: str | None, products: Iterable[str] = ()) -> frozenset[str]:
    """The telling words of a scope, in lower case and without a plural s."""
    found = re.findall(r"[^\W\d_]{3,}|\d{4,}", " ".join([scope or "", *products]).casefold())
    return frozenset(word.removesuffix("s") for word in found if word not in COMMON_WORDS)


def parts(scope: str | None) -> frozenset[str]:
    """The numbered parts of an act that a scope names: "article 5aa"; its paragraphs are left out."""
    return frozenset(" ".join(found) for found in PARTS.findall((scope or "").casefold()))


def same_date(said: Due, known: Due) -> bool:
    """Do both name the same date of one role, as far as the coarser of them says, and as far as clock habits go?"""
    if said.same_as(known):
        return True
    points = (Precision.MINUTE, Precision.DAY)
    if said.precision not in points or known.precision not in points:
        return False
    slack = CLOCK_SLACK if said.clock and known.clock else WHOLE_DAY_SLACK
    return abs(said.closes_at - known.closes_at) <= slack


def same_role(said: DeadlineKind, known: DeadlineKind, *, threat: bool = False) -> bool:
    """May a statement of one role be about a record of the other? `threat`: both are words only."""
    return said is known or frozenset((said, known)) in SISTER_ROLES or (threat and {said, known} <= THREAT_ROLES)


SISTER_ROLES = frozenset(
    frozenset(pair)
    for pair in (
        (DeadlineKind.EFFECTIVE, DeadlineKind.SUSPENSION_END),
        (DeadlineKind.EXPIRY, DeadlineKind.SUSPENSION_END),
        (DeadlineKind.EXPIRY, DeadlineKind.WIND_DOWN_END),
        (DeadlineKind.ULTIMATUM, DeadlineKind.NEGOTIATION),
    )
)
THREAT_ROLES = {DeadlineKind.ULTIMATUM, DeadlineKind.EFFECTIVE}
"""Before there is an act, 'by Friday' and 'from Friday' are told of the same date."""


def only_words(status: Status, firmness: Firmness) -> bool:
    """Is there nothing but words: no act signed yet?"""
    return status is Status.THREATENED or firmness is Firmness.SAID


def _are_apart(said: frozenset[str], known: frozenset[str]) -> bool:
    """Do both name parts of the act, and none in common? Only parts of one kind can be told apart: an article may set an annex in force."""
    kinds = {part.split()[0] for part in said} & {part.split()[0] for part in known}
    return bool(kinds) and not said & known


def _issuer(measure: Measure) -> str | None:
    return "GB" if measure.issuer == "UK" else measure.issuer


def _targets(said: frozenset[str], known: frozenset[str]) -> Targets | None:
    if not said or not known:
        return Targets.UNKNOWN
    if said == known:
        return Targets.EQUAL
    if ALL in said or said > known:
        return Targets.COVERS
    if ALL in known or said < known:
        return Targets.WITHIN
    return Targets.PARTLY if said & known else None
