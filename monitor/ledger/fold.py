"""The ledger as a fold over what was published, in order of publication: who hears it late ends where an early listener ended.

A document is heard at its own place in that order. What was recorded behind that place is heard again, as far as it concerns
a record whose story has parted from what was recorded of it, and no further. **Pure.**
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Protocol

from monitor.ledger.carrying import about
from monitor.ledger.clock import clock_change
from monitor.ledger.decisions import changes
from monitor.ledger.identity import Likeness, likeness, same_date, same_role
from monitor.types import (
    DEMANDS,
    Change,
    ChangeReason,
    Deadline,
    Document,
    Evidence,
    MeasureKind,
    Place,
    Reading,
    Rewrite,
    Step,
)

NEVER = datetime.min.replace(tzinfo=UTC)


class Past(Protocol):
    """What is recorded, as the fold asks for it."""

    def known(self, reading: Reading, place: Place) -> list[Deadline]:
        """Records that the reading may be about, as they stood just before `place`."""
        ...

    def steps(self, key: str, since: Place) -> list[Step]:
        """What is recorded of one record at `since` and after it, in order."""
        ...

    def steps_at(self, place: Place) -> list[Step]:
        """What is recorded of any record at this very place, in order."""
        ...

    def later(self, place: Place) -> Iterable[tuple[Document, Reading]]:
        """Documents that tell anything and stand after `place`, in order."""
        ...

    def stood(self, key: str, place: Place) -> bool:
        """Was there a record of this key just before `place`?"""
        ...

    def present(self, key: str) -> Deadline | None:
        """The newest revision of a record, also of one that was withdrawn."""
        ...


@dataclass(frozen=True, slots=True)
class Told:
    """A change to write down.

    `quiet`: nobody needs to hear of it; the clock's changes were told with the one before. `withdrawn`: no text tells this record any more.
    """

    change: Change
    quiet: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """What comes of a document. `rewrites`: the stretches of the records' stories that read otherwise from now on."""

    told: tuple[Told, ...] = ()
    rewrites: tuple[Rewrite, ...] = ()


def heard(past: Past, document: Document, reading: Reading, now: datetime) -> Heard:
    """Hears a document at its place in the order of publication, and what was recorded behind it again where that matters.

    `now`: aware UTC, when we learn of it; the clock is let run up to it. Raises ValueError for a naive one.
    """
    fold = _Fold(past, now)
    fold.take(document, reading)
    if fold.strands:
        for later, its_reading in past.later(Place.of(document)):
            fold.let_pass(later.published)
            if fold.concerns(later, its_reading):
                fold.take(later, its_reading)
            if not fold.strands:
                break
    fold.let_pass(max(now, document.published))
    return fold.outcome()


@dataclass(slots=True)
class _Strand:
    """One record whose story parts from `recorded` at `since`. `before`: how it stood until then; `state`: None when nothing says it."""

    since: Place
    before: Deadline | None
    state: Deadline | None
    recorded: Sequence[Step]
    steps: list[Step] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def recorded_at(self, place: Place) -> Deadline | None:
        """The recorded state just after `place`."""
        return next((step.state for step in reversed(self.recorded) if step.place <= place), self.before)

    def take(self, place: Place, change: Change, *, quiet: bool) -> None:
        """Goes on by one change."""
        self.state = change.new
        self.steps.append(Step(place, change.reason, change.new))
        self.told.append(Told(change, quiet))


@dataclass(slots=True)
class _Fold:
    past: Past
    now: datetime
    strands: dict[str, _Strand] = field(default_factory=dict)
    rewrites: list[Rewrite] = field(default_factory=list)

    def take(self, document: Document, reading: Reading) -> None:
        """Hears one document on the records as they stand at its place."""
        place = Place.of(document)
        known = {record.key: record for record in self.past.known(reading, place)}
        for key, strand in self.strands.items():
            known.pop(key, None)
            if strand.state is not None:
                known[key] = strand.state
        made: dict[str, list[Change]] = {}
        for change in changes(list(known.values()), reading, document, self.now, lambda key: self._stands(key, place)):
            made.setdefault(change.new.key, []).append(change)
        recorded = {step.state.key for step in self.past.steps_at(place)}
        for key in dict.fromkeys((*made, *sorted(recorded))):
            self._go_on(key, place, known.get(key), made.get(key, []))
        for key in [key for key, strand in self.strands.items() if self._meets(strand, place)]:
            self._close(key, place)

    def _stands(self, key: str, place: Place) -> bool:
        strand = self.strands.get(key)
        return strand.state is not None if strand else self.past.stood(key, place)

    def _go_on(self, key: str, place: Place, before: Deadline | None, made: Sequence[Change]) -> None:
        strand = self.strands.get(key)
        if strand is None:
            strand = self.strands[key] = _Strand(place, before, before, self.past.steps(key, place))
        elif before is None and not made:
            strand.state = None
        for change in made:
            strand.take(place, change, quiet=False)
        for change in _clock_changes(strand.state, place.at):
            strand.take(place, change, quiet=True)

    def _meets(self, strand: _Strand, place: Place) -> bool:
        return same(strand.state, strand.recorded_at(place))

    def _close(self, key: str, place: Place) -> None:
        """The record's story is again what was recorded: what follows holds."""
        strand = self.strands.pop(key)
        old = [step for step in strand.recorded if step.place <= place]
        alike = len(old) == len(strand.steps) and all(map(_same_step, old, strand.steps))
        if not alike:
            self.rewrites.append(Rewrite(key, strand.since, place, tuple(strand.steps)))

    def let_pass(self, until: datetime) -> None:
        """The clock goes on for the records that have parted; for the others it is recorded."""
        for strand in self.strands.values():
            for change in _clock_changes(strand.state, until):
                strand.take(Place(change.at), change, quiet=True)

    def concerns(self, document: Document, reading: Reading) -> bool:
        """May this document be about a record that has parted, or was it recorded as being about one?"""
        place = Place.of(document)
        if reading.corrects is not None:
            if reading.corrects.key in self.strands:
                return True
            reading = Reading(mentions=(reading.corrects.stands,))
        return any(
            any(step.place == place for step in strand.recorded) or _may_be_about(reading, strand)
            for strand in self.strands.values()
        )

    def outcome(self) -> Heard:
        """What to write down."""
        told: list[Told] = []
        for key, strand in self.strands.items():
            told += self._told(key, strand)
            self.rewrites.append(Rewrite(key, strand.since, None, tuple(strand.steps)))
        return Heard(tuple(told), tuple(self.rewrites))

    def _told(self, key: str, strand: _Strand) -> list[Told]:
        if strand.state is None and strand.before is None and not strand.recorded:
            return []
        present = self.past.present(key)
        if not strand.recorded and present == strand.before:
            return strand.told
        if present is None:
            return strand.told
        if same(strand.state, present):
            return []
        if strand.state is None:
            words = self._successors_words(strand, present)
            gone = replace(
                present,
                ended_day=present.due.day_of(self.now),
                revision=present.revision + 1,
                learnt_at=self.now,
                evidence=words,
            )
            change = Change(ChangeReason.SUPERSEDED, gone, present, self.now)
            return [Told(change, quiet=present.closed, withdrawn=True)]
        moved = strand.state.due != present.due
        new = replace(
            strand.state,
            revision=present.revision + 1,
            learnt_at=self.now,
            dated_at=self.now if moved else present.dated_at,
        )
        return [Told(Change(_net_reason(strand, present), new, present, self.now), quiet=_looks_same(new, present))]

    def _successors_words(self, gone: _Strand, present: Deadline) -> Evidence:
        """The words of the record that took the place of one that no text tells any more; its own where nothing did."""
        places = {step.place for step in gone.recorded}
        found = [
            (same_date(state.due, present.due), alike.score, state)
            for strand in self.strands.values()
            if (state := strand.state) is not None
            and same_role(state.kind, present.kind)
            and (alike := _between(state, present)) is not None
            and not alike.conflicts
            and (same_date(state.due, present.due) or any(step.place in places for step in strand.steps))
        ]
        if not found:
            return replace(
                present.evidence, because="no text tells it any more, now that an earlier one has come to light"
            )
        *_, successor = max(found, key=lambda each: (each[0], each[1], each[2].key))
        why = f"an earlier text has come to light, and its words are told under {successor.key} now"
        return replace(successor.evidence, because=why)


def _between(one: Deadline, other: Deadline) -> Likeness | None:
    demands = {one.kind, other.kind} <= DEMANDS
    return likeness(one.measure, one.scope, other.measure, other.scope, demands=demands)


def same(one: Deadline | None, other: Deadline | None) -> bool:
    """Are two states of a record equal, whenever they were learnt?"""
    if one is None or other is None:
        return one is other
    return _timeless(one) == _timeless(other)


def _same_step(one: Step, other: Step) -> bool:
    return one.place == other.place and same(one.state, other.state)


def _timeless(record: Deadline) -> Deadline:
    return replace(record, revision=0, learnt_at=NEVER, dated_at=NEVER)


def _looks_same(new: Deadline, old: Deadline) -> bool:
    """Does nothing differ but the words it rests on?"""
    return (new.due, new.kind, new.status, new.firmness, new.ended_day, new.measure, new.scope) == (
        old.due,
        old.kind,
        old.status,
        old.firmness,
        old.ended_day,
        old.measure,
        old.scope,
    )


def _net_reason(strand: _Strand, present: Deadline) -> ChangeReason:
    """Why the record stands otherwise than yesterday: the one change made to it, else that an earlier text has come to light."""
    loud = [told.change for told in strand.told if not told.quiet]
    if len(loud) == 1 and strand.state is not None and loud[0].new.due == strand.state.due != present.due:
        return loud[0].reason if loud[0].old is not None else ChangeReason.CORRECTED
    return ChangeReason.CORRECTED


def _clock_changes(state: Deadline | None, until: datetime) -> Iterator[Change]:
    while state is not None and (change := clock_change(state, until)):
        yield change
        state = change.new


def _may_be_about(reading: Reading, strand: _Strand) -> bool:
    """Could any statement of the reading be about the record, as it stands or as it was recorded?"""
    return any(_may_concern(reading, state) for state in (strand.state, strand.before) if state is not None)


def _may_concern(reading: Reading, record: Deadline) -> bool:
    if any(about(m, record) for m in reading.mentions):
        return True
    if any(likeness(m.measure, None, record.measure, record.scope) for m in reading.measures):
        return True
    return record.kind in DEMANDS and any(
        m.kind in DEMANDS
        and likeness(replace(m.measure, kind=MeasureKind.OTHER), m.scope, record.measure, record.scope, demands=True)
        for m in reading.mentions
    )
