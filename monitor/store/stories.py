"""The records' stories in order of publication, which the ledger's fold reads and rewrites."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from sqlalchemy import Row, delete, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from monitor.store.deadlines import Deadlines
from monitor.store.documents import document_of
from monitor.store.driver import driver_rows
from monitor.store.headings import filed
from monitor.store.part import of_the_whole
from monitor.store.tables import DeadlineRow, DocumentRow, MentionRow, StepRow
from monitor.types import ChangeReason, Deadline, Document, Mention, Place, Reading, Rewrite, Step

AT_ONCE = 100
"""Documents that are heard again are read in such parts."""
_NEWEST = "SELECT said_at FROM steps ORDER BY said_at DESC LIMIT 1"
"""Asked for a later one, which there hardly ever is, PostgreSQL reads the whole table once it has planned for any instant."""


class Stories(Deadlines):
    """What `ledger.Past` asks, inside one transaction. `newest_step`: the row that tells of it, once it was asked for."""

    newest_step: list[Any]

    def known(self, reading: Reading, place: Place) -> list[Deadline]:
        """Records that the reading may be about, as they stood just before `place`."""
        if reading.corrects is not None:
            named = self._named(reading.corrects.key, place)
            others = self.known(Reading(mentions=(reading.corrects.stands,)), place)
            return [
                *([named] if named else []),
                *(record for record in others if named is None or record.key != named.key),
            ]
        found = self.candidates(reading)
        if not found or self._is_newest(place):
            return found
        keys = [record.key for record in found]
        later = select(col(StepRow.key)).where(col(StepRow.key).in_(keys), col(StepRow.said_at) >= place.at)
        moved = set(self.connection.scalars(later.distinct()).all())
        before = self._before(moved, place)
        stood = (before.get(record.key) if record.key in moved else record for record in found)
        return [record for record in stood if record is not None]

    def stood(self, key: str, place: Place) -> bool:
        """Was there a record of this key just before `place`?"""
        return key in self._before([key], place)

    def steps(self, key: str, since: Place) -> list[Step]:
        """What is recorded of one record at `since` and after it, in order."""
        rows = self._steps(col(StepRow.key) == key, col(StepRow.said_at) >= since.at)
        return [step for _, step in rows if step.place >= since]

    def steps_at(self, place: Place) -> list[Step]:
        """What is recorded of any record at this very place, in order."""
        return [step for _, step in self._steps(col(StepRow.said_at) == place.at, col(StepRow.turn) == place.turn)]

    def later(self, place: Place) -> Iterator[tuple[Document, Reading]]:
        """Documents that tell anything and stand after `place`, in order; without their texts, which the ledger does not look at."""
        columns = (col(DocumentRow.id), col(DocumentRow.published_at), col(DocumentRow.rank))
        told = select(*columns).where(col(DocumentRow.telling), col(DocumentRow.published_at) >= place.at)
        placed = sorted((Place.told(at, rank, name), name) for name, at, rank in self.connection.execute(told).all())
        names = [name for stands, name in placed if stands > place]
        for first in range(0, len(names), AT_ONCE):
            yield from self._documents(names[first : first + AT_ONCE])

    def present(self, key: str) -> Deadline | None:
        """The newest revision of a record, also of one that was withdrawn."""
        newest: Deadline | None = self.connection.scalar(
            select(col(DeadlineRow.snapshot)).where(col(DeadlineRow.key) == key)
        )
        return newest

    @of_the_whole
    def rewrite(self, rewrite: Rewrite) -> None:
        """Puts the steps of a stretch in the place of those recorded."""
        within = [col(StepRow.key) == rewrite.key, col(StepRow.said_at) >= rewrite.since.at]
        if rewrite.until is not None:
            within.append(col(StepRow.said_at) <= rewrite.until.at)
        until = rewrite.until
        gone = [
            number
            for number, step in self._steps(*within)
            if step.place >= rewrite.since and (until is None or step.place <= until)
        ]
        if gone:
            self.connection.execute(delete(StepRow).where(col(StepRow.id).in_(gone)))
        self.newest_step.clear()
        if rewrite.steps:
            self.add(StepRow, [_step_row(step) for step in rewrite.steps])
            if (present := self.present(rewrite.key)) is not None:
                self.file(present, set().union(*(filed(step.state) for step in rewrite.steps)))

    @of_the_whole
    def add_step(self, step: Step) -> None:
        """Goes on with a record's story; a step of the clock never stands before what was said last."""
        last = select(col(StepRow.said_at), col(StepRow.turn)).where(col(StepRow.key) == step.state.key)
        found = self.connection.execute(last.order_by(col(StepRow.said_at).desc(), col(StepRow.id).desc()).limit(1))
        self.newest_step.clear()
        places = [step.place, *(Place(at, turn) for at, turn in found)]
        self.add(StepRow, [_step_row(Step(max(places), step.reason, step.state))])

    def _named(self, key: str, place: Place) -> Deadline | None:
        later = select(col(StepRow.id)).where(col(StepRow.key) == key, col(StepRow.said_at) >= place.at)
        return (
            self.deadline(key)
            if self.connection.scalar(later.limit(1)) is None
            else self._before([key], place).get(key)
        )

    def _is_newest(self, place: Place) -> bool:
        if not self.newest_step:
            self.newest_step += driver_rows(self.connection, _NEWEST) or [(None,)]
        newest = self.newest_step[0][0]
        return newest is None or newest < self.stored(place.at)

    def _before(self, keys: Collection[str], place: Place) -> dict[str, Deadline]:
        """Those of these records that there were, as they stood just before `place`."""
        if not keys:
            return {}
        own = aliased(StepRow)
        earlier = select(func.max(own.said_at)).where(col(own.key) == col(StepRow.key), col(own.said_at) < place.at)
        at = col(StepRow.said_at)
        rows = self._steps(col(StepRow.key).in_(keys), or_(at == place.at, at == earlier.scalar_subquery()))
        return {step.state.key: step.state for _, step in rows if step.place < place}

    def _steps(self, *where: Any) -> list[tuple[int, Step]]:
        columns = (StepRow.id, StepRow.said_at, StepRow.turn, StepRow.reason, StepRow.snapshot)
        found = self.connection.execute(select(*map(col, columns)).where(*where)).all()
        steps = [
            (number, Step(Place(at, turn), ChangeReason(reason), state)) for number, at, turn, reason, state in found
        ]
        return sorted(steps, key=lambda pair: (pair[1].place, pair[0]))

    def _documents(self, names: Sequence[str]) -> Iterator[tuple[Document, Reading]]:
        columns = [column for column in DocumentRow.__table__.columns if column.name != "text"]  # type: ignore[attr-defined]
        rows = {row.id: row for row in self.connection.execute(select(*columns).where(col(DocumentRow.id).in_(names)))}
        mentions = select(col(MentionRow.document_id), col(MentionRow.snapshot)).where(
            col(MentionRow.document_id).in_(names)
        )
        ordered = mentions.order_by(col(MentionRow.document_id), col(MentionRow.position))
        by_document = {
            name: tuple(mention for _, mention in group)
            for name, group in groupby(self.connection.execute(ordered).all(), key=lambda row: row[0])
        }
        for name in names:
            yield document_of(rows[name], ""), _reading(rows[name], by_document.get(name, ()))


def _step_row(step: Step) -> dict[str, Any]:
    return {
        "key": step.state.key,
        "said_at": step.place.at,
        "turn": step.place.turn,
        "reason": step.reason.value,
        "snapshot": step.state,
    }


def _reading(row: Row[Any], mentions: tuple[Mention, ...]) -> Reading:
    reading: Reading = row.reading
    return replace(reading, mentions=mentions)
