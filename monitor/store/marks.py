"""What readers said of deadlines: a log, so that nothing that was said is written over."""

from collections.abc import Iterable
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from monitor.store.part import Part, of_keys, one_of
from monitor.store.tables import MarkRow
from monitor.types import Mark, MarkKind

AT_ONCE = 500
"""Databases limit how many values one question may carry."""


class Marks(Part):
    """Marks inside one transaction."""

    def add_mark(self, mark: Mark) -> None:
        """Adds what a reader said."""
        row = {
            "key": mark.key,
            "kind": mark.kind.value,
            "said_by": mark.by,
            "at": mark.at,
            "until": mark.until,
            "note": mark.note,
        }
        self.connection.execute(self.insert(MarkRow), row)

    def marks(self, keys: Iterable[str]) -> dict[str, list[Mark]]:
        """key -> all that was said of that deadline, oldest first."""
        asked = iter(dict.fromkeys(keys))
        found: dict[str, list[Mark]] = {}
        while batch := list(islice(asked, AT_ONCE)):
            for row in self.connection.execute(*of_keys(_said, batch)):
                mark = Mark(row.key, MarkKind(row.kind), row.said_by, row.at, row.note, row.until)
                found.setdefault(mark.key, []).append(mark)
        return found


@cache
def _said(keys: int) -> Select[Any]:
    columns = (MarkRow.key, MarkRow.kind, MarkRow.said_by, MarkRow.at, MarkRow.note, MarkRow.until)
    told: Any = select(*map(col, columns))
    question: Select[Any] = told.where(one_of(col(MarkRow.key), keys)).order_by(col(MarkRow.key), col(MarkRow.id))
    return question
