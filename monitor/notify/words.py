"""The field's closed lists as a reader says them, and a measure or a deadline as one phrase. **Pure.**"""

from functools import lru_cache
from typing import NamedTuple

from monitor.notify.clean import cut, defused
from monitor.types import ChangeReason, Deadline, DeadlineKind, Firmness, Measure, MeasureKind, Status
from monitor.types.countries import country_name


class Role(NamedTuple):
    """A kind of date in words: what it is about, what happens, and what that means for the reader."""

    topic: str
    verb: str
    meaning: str


ROLES = {
    DeadlineKind.EFFECTIVE: Role("{measure}", "begins", "the measure applies from then on"),
    DeadlineKind.EXPIRY: Role("{measure}", "expires", "it no longer applies after that, unless it is extended"),
    DeadlineKind.SUSPENSION_END: Role(
        "pause of {measure}", "ends", "the measure applies again after that, unless the pause is extended"
    ),
    DeadlineKind.WIND_DOWN_END: Role(
        "wind-down under {measure}", "ends", "wind-down transactions must be finished by then"
    ),
    DeadlineKind.IN_TRANSIT_LOAD_BY: Role(
        "transit loading, {measure},", "closes", "goods must be loaded before that to count as in transit"
    ),
    DeadlineKind.IN_TRANSIT_ENTER_BY: Role(
        "transit entry, {measure},", "closes", "goods in transit must be entered before that"
    ),
    DeadlineKind.COMMENT_CLOSE: Role("comments on {measure}", "close", "comments must be filed by then"),
    DeadlineKind.HEARING: Role("hearing on {measure}", "takes place", "a hearing is held"),
    DeadlineKind.REPORT_DUE: Role("report on {measure}", "is due", "an authority must report by then"),
    DeadlineKind.REVIEW: Role("review of {measure}", "is due", "the measure is looked at again"),
    DeadlineKind.COMPLIANCE: Role("compliance with {measure}", "is due", "those named must comply by then"),
    DeadlineKind.ULTIMATUM: Role(
        "{issuer}ultimatum{to}", "runs out", "a measure is threatened after that; it needs an act of its own"
    ),
    DeadlineKind.NEGOTIATION: Role("talks on {measure}", "run out", "the talks are meant to end by then"),
    DeadlineKind.OTHER: Role("date for {measure}", "falls", "see the source for what is due"),
}
NOUNS = {
    MeasureKind.TARIFF: "tariff",
    MeasureKind.SANCTIONS: "sanctions",
    MeasureKind.EXPORT_CONTROL: "export controls",
    MeasureKind.IMPORT_BAN: "import ban",
    MeasureKind.LICENCE: "licence",
    MeasureKind.QUOTA: "quota",
    MeasureKind.OTHER: "measure",
}
STATUSES = {
    Status.THREATENED: "threatened (no legal act yet)",
    Status.ANNOUNCED: "announced (the date is still to come)",
    Status.IN_FORCE: "in force",
    Status.SUSPENDED: "suspended",
    Status.EXTENDED: "extended",
    Status.EXPIRED: "expired (the date is past)",
    Status.REVOKED: "revoked",
    Status.STRUCK_DOWN: "struck down by a court",
    Status.LAPSED: "lapsed (the date passed without the measure)",
}
FIRMNESS = {
    Firmness.SAID: "only said so far",
    Firmness.SIGNED: "signed",
    Firmness.PUBLISHED: "published",
    Firmness.IMPLEMENTED: "implemented",
}
RANKS = (
    "aggregator",
    "news",
    "leader's post or speech",
    "agency release",
    "implementing notice",
    "legal instrument",
    "a person's correction",
)
CHANGES = {
    ChangeReason.NEW: "NEW",
    ChangeReason.CONFIRMED: "CONFIRMED",
    ChangeReason.MOVED_LATER: "MOVED LATER",
    ChangeReason.MOVED_EARLIER: "MOVED EARLIER",
    ChangeReason.SUSPENDED: "SUSPENDED",
    ChangeReason.RESUMED: "RESUMED",
    ChangeReason.EXPIRY_ADDED: "END DATE SET",
    ChangeReason.EXPIRY_REMOVED: "END DATE REMOVED",
    ChangeReason.MODIFIED: "MODIFIED",
    ChangeReason.SUPERSEDED: "REPLACED",
    ChangeReason.REVOKED: "REVOKED",
    ChangeReason.STRUCK_DOWN: "STRUCK DOWN",
    ChangeReason.IN_FORCE: "NOW IN FORCE",
    ChangeReason.EXPIRED: "EXPIRED",
    ChangeReason.LAPSED: "LAPSED",
    ChangeReason.CORRECTED: "CORRECTED",
    ChangeReason.DISPUTED: "DISPUTED",
}


def rank_words(rank: int) -> str:
    """The authority of a publisher, 0 to 5, in words; 6 is a person who corrects."""
    return RANKS[max(0, min(rank, len(RANKS) - 1))]


def countries(codes: tuple[str, ...], most: int = 2) -> str:
    """Canada, Mexico + 3 more."""
    named = ", ".join(country_name(cut(defused(code), 20)) for code in codes[:most])
    return named + (f" + {len(codes) - most} more" if len(codes) > most else "")


def rate_words(rate: float | None) -> str:
    """25% or 12.5%; "no rate" for None."""
    return "no rate" if rate is None else f"{rate:.6g}%"


@lru_cache(maxsize=1024)
def measure_words(measure: Measure) -> str:
    """US 25% tariff on India; US licence GL 128B for Russia; EU quota on steel."""
    issuer = f"{cut(defused(measure.issuer), 20)} " if measure.issuer else ""
    rate = f"{rate_words(measure.rate_percent)} " if measure.rate_percent is not None else ""
    name = (
        f" {cut(defused(measure.instrument), 30)}" if measure.kind is MeasureKind.LICENCE and measure.instrument else ""
    )
    whom = countries(measure.targets)
    if measure.products and measure.targets in ((), ("ALL",)):
        whom = cut(defused(measure.products[0]), 40)
    link = "for" if measure.kind is MeasureKind.LICENCE else "on"
    return f"{issuer}{rate}{NOUNS[measure.kind]}{name}" + (f" {link} {whom}" if whom else "")


def topic(deadline: Deadline) -> str:
    """What the date belongs to: US 25% tariff on India; US ultimatum to Russia; pause of EU tariff on the US."""
    return _topic(deadline.measure, deadline.kind)


@lru_cache(maxsize=1024)
def _topic(measure: Measure, kind: DeadlineKind) -> str:
    issuer = f"{cut(defused(measure.issuer), 20)} " if measure.issuer else ""
    to = f" to {countries(measure.targets)}" if measure.targets else ""
    words = ROLES[kind].topic.format(measure=measure_words(measure), issuer=issuer, to=to)
    return words.strip()
