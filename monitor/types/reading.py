"""What was published, and what was read in it. **Pure.**"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from monitor.types.instants import Due, utc
from monitor.types.names import DeadlineKind, Firmness, MeasureKind, Status

_SHORT = 1000
"""Characters up to which parts are remembered with their digest: those of one item are asked for some ten times during a poll."""


def digest_of(*parts: str) -> str:
    """SHA-256 over the parts, as 64 hexadecimal digits; the same parts always give the same digest."""
    return _remembered(parts) if sum(map(len, parts)) <= _SHORT else _digest(parts)


@lru_cache(maxsize=4096)
def _remembered(parts: tuple[str, ...]) -> str:
    return _digest(parts)


def _digest(parts: tuple[str, ...]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Stated:
    """A day that the publisher states beside the text, in a field of its own such as `effective_on` (`name`)."""

    kind: DeadlineKind
    day: date
    name: str


@dataclass(frozen=True, slots=True)
class Document:
    """One publication, as it was when we read it.

    `published`: aware UTC. `signed`: the day an instrument bears, in `zone`. `rank`: authority of the publisher, 5 legal
    instrument, 4 implementing notice, 3 agency release, 2 leader's post, 1 news, 0 aggregator; 6, above them all, a person's
    correction. `issuer`: the publisher's own jurisdiction (US, EU, UK, ...) or None for a news outlet. `zone`: IANA zone in which
    bare days of this text are counted.
    `day_only`: the publisher gave a day and no hour. `stated`: days given beside the text, counted in `zone`; they can be wrong.
    """

    id: str
    source: str
    url: str
    title: str
    text: str
    published: datetime
    signed: date | None = None
    official: bool = False
    rank: int = 1
    issuer: str | None = None
    zone: str | None = None
    day_only: bool = False
    stated: tuple[Stated, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "published", utc(self.published))

    @property
    def digest(self) -> str:
        """Fingerprint of the words, whatever the address: equal digests are the same text."""
        return digest_of(self.title, self.text)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is imposed, by whom, on whom.

    `issuer`: jurisdiction (US, EU, UK, CN, UN ...). `targets`: sorted ISO 3166-1 alpha-2 codes, "EU" or "ALL".
    `rate_percent`: 25.0 is 25 %. `products`: the goods in the text's own words.
    """

    kind: MeasureKind
    issuer: str | None = None
    targets: tuple[str, ...] = ()
    rate_percent: float | None = None
    instrument: str | None = None
    authority: str | None = None
    products: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in one document that states a deadline.

    `start`, `end`: code points in the document's text or title (`where`) that `quote` covers. `confidence`: 0 to 1.
    `previous`: the date that this text says is replaced. `alternatives`: other readings of the same words.
    """

    kind: DeadlineKind
    due: Due
    measure: Measure
    status: Status
    firmness: Firmness
    quote: str
    start: int
    end: int
    rule: str
    confidence: float = 1.0
    where: str = "text"
    scope: str | None = None
    previous: Due | None = None
    alternatives: tuple[Due, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureMention:
    """One place in one document that states a measure, dated (`stated_day`) or not."""

    measure: Measure
    status: Status
    firmness: Firmness
    quote: str
    start: int
    end: int
    stated_day: date | None = None
    where: str = "text"


@dataclass(frozen=True, slots=True)
class Remark:
    """Words that give no date of a deadline, and why: an event ("until the Secretary notifies"), or a date nobody claimed."""

    quote: str
    start: int
    end: int
    reason: str
    kind: DeadlineKind | None = None


@dataclass(frozen=True, slots=True)
class Timex:
    """A date expression, deadline or not. `type`: DATE, TIME, DURATION or SET; `value`: TIMEX3; `resolved`: ISO day or local date-time."""

    start: int
    end: int
    type: str
    value: str
    resolved: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of one record. `due`, `status`, `rate_percent`: what is so instead; None: that stays as it is.

    `stands`: the whole record as the person left it, its quote the person's reason, `previous` the date it had; it counts when no
    text tells the record any more.
    """

    key: str
    by: str
    stands: Mention
    due: Due | None = None
    status: Status | None = None
    rate_percent: float | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one document. `truncated`: the text was longer than what is read.

    `corrects`: the document is a person's correction, and says nothing else.
    """

    mentions: tuple[Mention, ...] = ()
    measures: tuple[MeasureMention, ...] = ()
    unresolved: tuple[Remark, ...] = ()
    unclaimed: tuple[Remark, ...] = ()
    timexes: tuple[Timex, ...] = ()
    truncated: bool = False
    corrects: Correction | None = None

    @property
    def telling(self) -> bool:
        """Was anything read that the ledger hears of?"""
        return bool(self.mentions or self.measures or self.corrects)
