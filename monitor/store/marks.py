"""What readers said of deadlines: a log, so that nothing that was said is written over; and which of them somebody doubts."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, delete, select
from sqlmodel import col

from monitor.store.part import Part, batches, of_keys, one_of, table_of
from monitor.store.tables import DeadlineRow, DoubtRow, MarkRow
from monitor.types import Deadline, Mark, MarkKind

_MARKED = "SELECT DISTINCT key FROM marks WHERE key IN ({keys})"


class Marks(Part):
    """Marks inside one transaction."""

    def add_mark(self, mark: Mark) -> None:
        """Adds what a reader said. Raises ValueError for one of another workspace."""
        self.refuse_others(mark.workspace)
        row = {
            "key": mark.key,
            "kind": mark.kind.value,
            "said_by": mark.by,
            "at": mark.at,
            "until": mark.until,
            "note": mark.note,
            "workspace": mark.workspace,
        }
        self.add(MarkRow, [row])

    def marks(self, keys: Iterable[str]) -> dict[str, list[Mark]]:
        """key -> all that was said of that deadline, oldest first."""
        found: dict[str, list[Mark]] = {}
        # Of most deadlines nobody has said anything, which is quickly found out.
        for batch in batches(key for (key,) in self.asked(_MARKED, keys)):
            question, values = of_keys(_said if self.workspace is None else _said_here, batch)
            for row in self.connection.execute(question, {**values, "workspace": self.workspace}):
                mark = Mark(row.key, MarkKind(row.kind), row.said_by, row.at, row.note, row.until, row.workspace)
                found.setdefault(mark.key, []).append(mark)
        return found

    def set_doubt(self, key: str, doubted_at: datetime | None, workspace: str = "") -> None:
        """Lists the deadline among those that readers of the workspace doubt, or no more. Raises ValueError for another workspace."""
        self.refuse_others(workspace)
        if doubted_at is not None:
            self.put(DoubtRow, {"workspace": workspace, "key": key, "doubted_at": doubted_at})
            return
        this = (col(DoubtRow.workspace) == workspace, col(DoubtRow.key) == key)
        self.connection.execute(delete(DoubtRow).where(*this))

    def doubted(self, limit: int) -> list[Deadline]:
        """Deadlines that a person should look at, the newest doubt first: for their own words, or because a reader doubts them."""
        present = (col(DeadlineRow.key), col(DeadlineRow.snapshot))
        by_words, by_readers = col(DeadlineRow.doubted_at), col(DoubtRow.doubted_at)
        here = col(DeadlineRow.withdrawn).is_(False)
        # Each question is answered by an index of its own, and the newest of both hold the newest of all.
        questions = (
            select(*present, by_words)
            .where(by_words.is_not(None), here)
            .order_by(by_words.desc(), col(DeadlineRow.key).desc()),
            select(*present, by_readers)
            .join(table_of(DoubtRow), col(DoubtRow.key) == col(DeadlineRow.key))
            .where(*self.mine(col(DoubtRow.workspace)), here)
            .order_by(by_readers.desc(), col(DoubtRow.key).desc()),
        )
        newest: dict[str, tuple[datetime, str, Deadline]] = {}
        for question in questions:
            for key, record, at in self.connection.execute(question.limit(limit)):
                if key not in newest or newest[key][0] < at:
                    newest[key] = (at, key, record)
        ordered = sorted(newest.values(), key=lambda each: each[:2], reverse=True)
        return [record for _, _, record in ordered[:limit]]


@cache
def _said(keys: int) -> Select[Any]:
    told: Any = select(table_of(MarkRow)).where(one_of(col(MarkRow.key), keys))
    question: Select[Any] = told.order_by(col(MarkRow.key), col(MarkRow.id))
    return question


@cache
def _said_here(keys: int) -> Select[Any]:
    return _said(keys).where(col(MarkRow.workspace) == bindparam("workspace"))
