"""How loudly and when people want to be told: urgency, quiet hours, digests. For a watch, by default, or for a receiver."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from monitor.settings.section import Section
from monitor.settings.values import Zone, one_of
from monitor.settings.wording import did_you_mean, shown
from monitor.types import Digest, QuietHours, Urgency

NONE: Literal["none"] = "none"
"""Takes back what holds by default."""

_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS: dict[str, tuple[int, ...]] = {
    "daily": (0, 1, 2, 3, 4, 5, 6),
    "weekdays": (0, 1, 2, 3, 4),
    "weekends": (5, 6),
    **{name[:length]: (number,) for number, name in enumerate(_WEEK) for length in (3, len(name))},
}
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d"
_QUIET = re.compile(rf"({_CLOCK})\s*[-–]\s*({_CLOCK})")
_DIGEST = re.compile(
    rf"(?P<days>[a-z]+(?:(?:\s*,\s*|\s+)[a-z]+)*)\s+(?P<clocks>{_CLOCK}(?:(?:\s*,\s*|\s+){_CLOCK})*)", re.I
)


def quiet_hours(text: object) -> QuietHours | Literal["none"]:
    """ "20:00-07:00", or "none". Raises ValueError."""
    if text == NONE:
        return NONE
    match = _QUIET.fullmatch(str(text))
    if match is None:
        raise ValueError(f"{shown(text)} are no quiet hours; write two times of day, such as 20:00-07:00, or none")
    start, end = _clock(match[1]), _clock(match[2])
    if start == end:
        raise ValueError(f"{shown(text)} begin when they end; write two different times, such as 20:00-07:00, or none")
    return QuietHours(start, end)


def digest(text: object) -> Digest | Literal["none"]:
    """ "weekdays 08:30", "daily 07:00, 16:00", "Mon 09:00", or "none". Raises ValueError."""
    if text == NONE:
        return NONE
    match = _DIGEST.fullmatch(str(text))
    if match is None:
        raise ValueError(
            f"{shown(text)} is no digest; write days and times, such as weekdays 08:30 or Mon 09:00, or none"
        )
    days: set[int] = set()
    for word in re.findall(r"[a-z]+", match["days"], re.I):
        if word.lower() not in _DAYS:
            known = [day for day in _DAYS if len(day) != 3]
            raise ValueError(f"unknown day {shown(word)}{did_you_mean(word, known)}")
        days.update(_DAYS[word.lower()])
    clocks = {_clock(word) for word in re.findall(_CLOCK, match["clocks"])}
    return Digest(tuple(sorted(clocks)), tuple(sorted(days)))


def _clock(text: str) -> time:
    hour, _, minute = text.partition(":")
    return time(int(hour), int(minute))


QuietText = Annotated[
    QuietHours | Literal["none"] | None,
    PlainValidator(quiet_hours),
    WithJsonSchema({"type": "string", "pattern": rf"^({_CLOCK}\s*[-–]\s*{_CLOCK}|none)$"}),
    Field(description="Wall times between which only critical alerts are sent: 20:00-07:00; none for none."),
]
DigestText = Annotated[
    Digest | Literal["none"] | None,
    PlainValidator(digest),
    WithJsonSchema({"type": "string", "pattern": rf"^([A-Za-z]+[A-Za-z, ]* {_CLOCK}(,? *{_CLOCK})*|none)$"}),
    Field(
        description="Everything in one message at these times: weekdays 08:30, daily 07:00, Mon 09:00; none for none."
    ),
]
UrgencyWord = Annotated[
    Urgency | None,
    one_of(Urgency, "urgency"),
    Field(description="critical is told at once, whatever quiet hours and digests say."),
]


class Manner(Section):
    """The keys that a watch, the defaults and a receiver share."""

    urgency: UrgencyWord = None
    quiet_hours: QuietText = None
    digest: DigestText = None


class PlacedManner(Manner):
    """With the zone in which the people behind it live."""

    timezone: Annotated[Zone | None, Field(description="Zone in which its readers live.")] = None


@dataclass(frozen=True, slots=True)
class Told:
    """A manner with nothing left open."""

    zone: str
    urgency: Urgency = Urgency.NORMAL
    quiet: QuietHours | None = None
    digest: Digest | None = None

    def then(self, said: Manner | None) -> "Told":
        """The same, but for what is said here."""
        if said is None:
            return self
        return Told(
            (said.timezone if isinstance(said, PlacedManner) else None) or self.zone,
            said.urgency or self.urgency,
            self.quiet if said.quiet_hours is None else None if said.quiet_hours == NONE else said.quiet_hours,
            self.digest if said.digest is None else None if said.digest == NONE else said.digest,
        )


def manners(
    receivers: Sequence[str], told: Told, of_receivers: Mapping[str, Manner]
) -> Iterator[tuple[tuple[str, ...], Told]]:
    """Receivers that are told in one manner together, in the order in which they are named; what a receiver says comes last."""
    groups: dict[Told, list[str]] = {}
    for name in receivers:
        groups.setdefault(told.then(of_receivers.get(name)), []).append(name)
    for manner, names in groups.items():
        yield tuple(names), manner
