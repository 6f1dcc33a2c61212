"""Measures heard of, and the numbers that describe the whole."""

from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import SQLModel, col

from monitor.ports import STATES
from monitor.store.part import Part, of_the_whole, table_of
from monitor.store.tables import (
    AlertRow,
    DeadlineRow,
    DocumentRow,
    MeasureRow,
    MentionRow,
    QuarantineRow,
    RevisionRow,
    SourceRow,
    StepRow,
)
from monitor.types import MeasureNews

COUNTED: dict[str, type[SQLModel]] = {
    "sources": SourceRow,
    "documents": DocumentRow,
    "mentions": MentionRow,
    "deadlines": DeadlineRow,
    "revisions": RevisionRow,
    "steps": StepRow,
    "measures": MeasureRow,
    "quarantined": QuarantineRow,
}


class Facts(Part):
    """Measures and counts inside one transaction."""

    @of_the_whole
    def add_measure(self, news: MeasureNews, learnt_at: datetime) -> bool:
        """Stores a measure heard of; False when its key was known."""
        row = {
            "key": news.key,
            "kind": news.mention.measure.kind.value,
            "issuer": news.mention.measure.issuer,
            "status": news.mention.status.value,
            "stated_day": news.mention.stated_day,
            "published_at": news.evidence.published,
            "learnt_at": learnt_at,
            "snapshot": news,
        }
        return self.add_new(MeasureRow, [row]) == 1

    def measures(self, limit: int) -> list[MeasureNews]:
        """Newest first: by when we learnt them, then by publication."""
        order = (MeasureRow.learnt_at, MeasureRow.published_at, MeasureRow.key)
        newest = select(col(MeasureRow.snapshot)).order_by(*(col(column).desc() for column in order))
        return list(self.connection.scalars(newest.limit(limit)))

    def counts(self) -> dict[str, int]:
        """Rows by table and state; a state without rows counts 0."""
        every = [select(func.count()).select_from(table_of(model)).scalar_subquery() for model in COUNTED.values()]
        still_open = select(func.count()).where(col(DeadlineRow.ended_day).is_(None)).scalar_subquery()
        totals = self.connection.execute(select(*every, still_open)).one()
        counted = select(col(AlertRow.state), func.count()).where(*self.mine(col(AlertRow.workspace)))
        by_state = counted.group_by(col(AlertRow.state))
        alerts = dict(self.connection.execute(by_state).all())
        return dict(zip([*COUNTED, "deadlines_open"], totals, strict=True)) | {
            f"alerts_{state}": alerts.get(state, 0) for state in STATES
        }
