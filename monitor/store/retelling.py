"""What the past is retold from: records that were alive since a day, what was told of them, measures heard of since."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, exists, func, or_, select
from sqlmodel import col

from monitor.ports import OutboxRow
from monitor.store.outbox import outbox_row
from monitor.store.part import Part, table_of
from monitor.store.tables import AlertRow, DeadlineRow, DocumentRow, MeasureRow, RevisionRow
from monitor.types import AlertReason, MeasureNews

ABOUT_RECORDS = (AlertReason.CHANGE, AlertReason.REMINDER, AlertReason.PASSED, AlertReason.MEASURE)


class Retelling(Part):
    """Questions about the past inside one transaction."""

    def records_since(self, since: datetime, after: str, limit: int) -> list[str]:
        """Keys of deadlines that were open or changed at `since` or later, in order, those after `after`."""
        own = col(DeadlineRow.key)
        changed = exists().where(col(RevisionRow.key) == own, col(RevisionRow.learnt_at) >= since)
        alive = or_(col(DeadlineRow.ended_day).is_(None), changed)
        return list(self.connection.scalars(select(own).where(own > after, alive).order_by(own).limit(limit)))

    def told_since(self, since: datetime, keys: Sequence[str]) -> list[OutboxRow]:
        """What was queued about these deadlines or measures, at `since` or later, whatever became of it."""
        if not keys:
            return []
        told = select(table_of(AlertRow)).where(
            col(AlertRow.key).in_(keys),
            col(AlertRow.queued_at) >= since,
            col(AlertRow.reason).in_([reason.value for reason in ABOUT_RECORDS]),
            *self.mine(col(AlertRow.workspace)),
        )
        return [outbox_row(row) for row in self.connection.execute(told)]

    def measures_since(self, since: datetime, after: str, limit: int) -> list[tuple[datetime, MeasureNews]]:
        """Measures learnt at `since` or later with the instant, in order of learning, those after the one called `after`."""
        row = (col(MeasureRow.learnt_at), col(MeasureRow.published_at), col(MeasureRow.key))
        wanted = select(row[0], col(MeasureRow.snapshot)).where(row[0] >= since).order_by(*row)
        last = self.connection.execute(select(*row).where(row[2] == after)).first() if after else None
        if last is not None:
            later = (
                and_(row[0] == last[0], row[1] == last[1], row[2] > last[2]),
                and_(row[0] == last[0], row[1] > last[1]),
            )
            wanted = wanted.where(or_(row[0] > last[0], *later))
        return [(at, news) for at, news in self.connection.execute(wanted.limit(limit))]

    def first_learnt(self) -> dict[str, datetime]:
        """source -> when its first documents were learnt: those told nothing."""
        first = select(col(DocumentRow.source), func.min(col(DocumentRow.learnt_at))).group_by(col(DocumentRow.source))
        return {name: at for name, at in self.connection.execute(first)}  # noqa: C416  a row is no pair to the type checker
