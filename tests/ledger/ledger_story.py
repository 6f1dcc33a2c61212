"""Stories about the ledger: `at(...).sees(...).then_changed(...)`, with the clock running in between."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from ledger_memory import Memory

from monitor.ledger import correction
from monitor.types import (
    Change,
    Correction,
    Deadline,
    DeadlineKind,
    Document,
    Due,
    Firmness,
    Measure,
    MeasureKind,
    MeasureMention,
    Mention,
    Precision,
    Reading,
    Status,
)

NEW_YORK = "America/New_York"
WIRE, LEADER, AGENCY, ORDER, PERSON = 1, 2, 3, 5, 6


def instant(words: str, zone: str = NEW_YORK) -> datetime:
    """'2026-08-18 22:34' as that wall time in `zone`."""
    return datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(zone))


def due(words: str, zone: str = NEW_YORK, *, inclusive: bool = False) -> Due:
    """'2026-08-19 00:01', '2026-08-19', '2025-08-07..2025-08-09' (interval) or '2025-07' (month)."""
    if ".." in words:
        first, last = (date.fromisoformat(part) for part in words.split(".."))
        return Due(first, zone, precision=Precision.INTERVAL, latest=last)
    if len(words) == 7:
        first = date.fromisoformat(f"{words}-01")
        last = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return Due(first, zone, precision=Precision.MONTH, latest=date.fromordinal(last.toordinal() - 1))
    if " " in words:
        day, clock = words.split()
        return Due(date.fromisoformat(day), zone, time.fromisoformat(clock), Precision.MINUTE)
    return Due(date.fromisoformat(words), zone, inclusive=inclusive)


def tariff(targets: str = "", rate: float | None = None, issuer: str | None = "US", **details: object) -> Measure:
    """A tariff of the United States on the targets, 'CA MX'."""
    kind = details.pop("kind", MeasureKind.TARIFF)
    return Measure(kind, issuer, tuple(targets.split()), rate, **details)  # type: ignore[arg-type]


def says(
    kind: str,
    when: str,
    measure: Measure,
    status: str = "announced",
    firmness: str = "signed",
    *,
    scope: str | None = None,
    was: str | None = None,
    zone: str = NEW_YORK,
    inclusive: bool = False,
    trace: str = "",
) -> Mention:
    """A mention as the reader of texts would hand it over. `was`: the date it says is replaced."""
    stated = replace(due(when, zone, inclusive=inclusive), trace=trace)
    quote = f"{kind} {when} {status}"
    return Mention(
        kind=DeadlineKind(kind),
        due=stated,
        measure=measure,
        status=Status(status),
        firmness=Firmness(firmness),
        quote=quote,
        start=0,
        end=len(quote),
        rule="story",
        scope=scope,
        previous=due(was, zone) if was else None,
    )


def written(moment: Due) -> str:
    """A date as the stories write it."""
    if moment.precision is Precision.INTERVAL:
        return f"{moment.day}..{moment.latest}"
    if moment.precision is Precision.MONTH:
        return f"{moment.day:%Y-%m}"
    return f"{moment.day} {moment.clock:%H:%M}" if moment.clock else f"{moment.day}"


def told(change: Change) -> str:
    """'moved_later effective 2026-08-19 00:01 -> 2026-08-22 00:01 announced'; the old date only where it differs."""
    old = written(change.old.due) if change.old else "nothing"
    new = written(change.new.due)
    dates = new if old == new else f"{old} -> {new}"
    return f"{change.reason} {change.new.kind} {dates} {change.new.status}"


class Story:
    """A ledger in memory, and all that it told since the last `then_changed`."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.untold: list[Change] = []
        self.now = instant("2000-01-01 00:00")
        self.documents = 0

    @property
    def records(self) -> dict[str, Deadline]:
        """What is known now."""
        return self.memory.records

    def at(self, words: str) -> "Story":
        """Lets the clock run up to this New York wall time."""
        self.now = instant(words)
        self.untold += self.memory.turns(self.now)
        return self

    def sees(
        self,
        *mentions: Mention,
        rank: int = WIRE,
        source: str = "wire",
        published: str | None = None,
        measures: Sequence[MeasureMention] = (),
        name: str | None = None,
    ) -> "Story":
        """A document arrives now; it was `published` now unless an earlier time is given."""
        self.documents += 1
        document = a_document(
            name or f"d{self.documents:02d}", instant(published) if published else self.now, rank=rank, source=source
        )
        self.untold += self.memory.hears(document, Reading(mentions=mentions, measures=tuple(measures)), self.now)
        return self

    def corrects(
        self, key: str, when: str | None = None, *, status: Status | None = None, rate: float | None = None
    ) -> "Story":
        """A person corrects a record now."""
        self.documents += 1
        stated = due(when) if when else None
        said = correction(
            self.records[key], self.now, "Ada", "the annex says so", due=stated, status=status, rate_percent=rate
        )
        return self.hears_correction(f"d{self.documents:02d}", said, self.now)

    def hears_correction(self, name: str, said: Correction, published: datetime) -> "Story":
        """A correction arrives now."""
        by_person = replace(
            a_document(name, published, rank=PERSON, source="correction"),
            title=f"Correction by {said.by}",
            official=False,
        )
        self.untold += self.memory.hears(by_person, Reading(corrects=said), self.now)
        return self

    def then_changed(self, *expected: str) -> "Story":
        """All that was told since, in any order."""
        heard = sorted(told(change) for change in self.untold)
        assert heard == sorted(expected)
        self.untold.clear()
        return self

    def state(self) -> set[tuple[str, str, str, tuple[str, ...]]]:
        """What is known now, apart from keys."""
        return {(r.kind, written(r.due), r.status, r.measure.targets) for r in self.records.values()}


def a_document(name: str, published: datetime, *, rank: int = WIRE, source: str = "wire") -> Document:
    """A document; official from agency rank on."""
    return Document(
        id=name,
        source=source,
        url=f"https://{source}.example/{name}",
        title="",
        text="",
        published=published,
        official=rank >= AGENCY,
        rank=rank,
    )
