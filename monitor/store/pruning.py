"""Rows that nothing asks for any more are deleted, where the settings say so; what a record rests on never is.

| table      | what goes                                                                                              |
|------------|--------------------------------------------------------------------------------------------------------|
| alerts     | sent or withdrawn, queued before the day, and of no date on that day or later: none is made a second time |
| documents  | published, read and last met before the day, that tell nothing; the first ones of a source stay         |
| quarantine | items last met before the day                                                                          |

Revisions, deadlines, steps, marks and measures are the history. Items (`seen`) stay too: by them an old item that comes back is known,
and not told as new.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, exists, select
from sqlmodel import SQLModel, col

from monitor.store.outbox import SENT, SUPERSEDED
from monitor.store.part import Part, of_the_whole
from monitor.store.tables import AlertRow, DeadlineRow, DocumentRow, QuarantineRow, RevisionRow

AT_ONCE = 500
"""Names in one question."""


class Pruning(Part):
    """Deletions inside one transaction."""

    @of_the_whole
    def prune_alerts(self, before: datetime, since: datetime, limit: int) -> tuple[int, datetime | None]:
        """Looks at alerts queued at `since` or later, oldest first; how many went, and from when to go on, None at the end."""
        own, at = col(AlertRow.id), col(AlertRow.queued_at)
        ahead = exists().where(col(DeadlineRow.key) == col(AlertRow.key), col(DeadlineRow.last_day) >= before.date())
        over = (at >= since, at < before, col(AlertRow.state).in_((SENT, SUPERSEDED)), ~ahead)
        found = self.connection.execute(select(own, at).where(*over).order_by(at, own).limit(limit)).all()
        self._drop(AlertRow, own, [name for name, _ in found])
        return len(found), _next([at for _, at in found], len(found), since, limit)

    @of_the_whole
    def prune_documents(
        self, before: datetime, since: datetime, limit: int, first: Mapping[str, datetime]
    ) -> tuple[int, datetime | None]:
        """Looks at documents published at `since` or later, oldest first; the same. `first`: as `first_learnt` tells."""
        own, at, learnt_at = col(DocumentRow.id), col(DocumentRow.published_at), col(DocumentRow.learnt_at)
        rests = exists().where(col(RevisionRow.document) == own)
        old = (at >= since, at < before, learnt_at < before, col(DocumentRow.seen_at) < before)
        over = (col(DocumentRow.telling).is_(False), *old, ~rests)
        looked = select(own, at, col(DocumentRow.source), learnt_at).where(*over).order_by(at, own).limit(limit)
        found = self.connection.execute(looked).all()
        gone = [row.id for row in found if row.learnt_at != first.get(row.source)]
        self._drop(DocumentRow, own, gone)
        return len(gone), _next([row.published_at for row in found], len(gone), since, limit)

    @of_the_whole
    def prune_quarantine(self, before: datetime) -> int:
        """Forgets items that could not be read and have not been met since; how many."""
        return self.connection.execute(delete(QuarantineRow).where(col(QuarantineRow.last_at) < before)).rowcount

    def _drop(self, model: type[SQLModel], own: Any, names: Sequence[str]) -> None:
        for start in range(0, len(names), AT_ONCE):
            self.connection.execute(delete(model).where(own.in_(names[start : start + AT_ONCE])))


def _next(looked: Sequence[datetime], gone: int, since: datetime, limit: int) -> datetime | None:
    """From when to go on. Where none of as many rows of one instant went, the others of that instant stay as well."""
    if len(looked) < limit:
        return None
    return looked[-1] if gone or looked[-1] > since else looked[-1] + timedelta(microseconds=1)
