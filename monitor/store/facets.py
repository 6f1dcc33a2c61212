"""By what a list of deadlines can be narrowed, as rows of an index, so that a page costs what it shows and not what is stored.

| facet                                    | is read as                                                              |
|------------------------------------------|-------------------------------------------------------------------------|
| country CA                               | issued by Canada or aimed at it; the United Kingdom is GB on both sides |
| measure tariff, role expiry, status lapsed | the record's own words                                                |
| word steel                               | stands in its instrument, authority, goods, scope, reason or title      |
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, delete, exists, func, or_, select, union
from sqlalchemy.orm import aliased
from sqlmodel import UTCDateTime, col

from monitor.ports import Listing, View
from monitor.store.part import Part
from monitor.store.tables import DeadlineRow, FacetRow
from monitor.types import Deadline

INDEXED = 60
"""Words of one record that are indexed at most."""
COUNTED = 300
"""How far the rows of a facet are counted to find the rarest."""
Row = type[DeadlineRow] | type[FacetRow]
_WORD = re.compile(r"\w[\w.'’-]{0,60}\w|\w")


def facets(record: Deadline) -> set[str]:
    """All facets of this state of a record."""
    measure, evidence = record.measure, record.evidence
    countries = {_country(code) for code in (measure.issuer, *measure.targets) if code}
    said = (measure.instrument, measure.authority, *measure.products, record.scope, measure.reason, evidence.title)
    found = islice((word for part in said if part for word in words(part)), INDEXED)
    return {
        f"measure {measure.kind}",
        f"role {record.kind}",
        f"status {record.status}",
        *(f"country {code}" for code in countries),
        *(f"word {word}" for word in found),
    }


def words(text: str) -> Iterator[str]:
    """The words of a text as they are indexed and looked for: without case, one thing standing for many."""
    for word in _WORD.findall(text.casefold()):
        yield word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _country(code: str) -> str:
    return "GB" if code.upper() == "UK" else code.upper()


def _wanted(view: View) -> list[tuple[str, ...]]:
    """Groups of facets: a record needs one of each group."""
    groups = [
        tuple(dict.fromkeys(f"country {_country(code)}" for code in view.countries)),
        tuple(f"measure {kind}" for kind in view.measures),
        tuple(f"role {kind}" for kind in view.kinds),
        tuple(f"status {status}" for status in view.statuses),
        *((f"word {word}",) for word in dict.fromkeys(words(view.text))),
    ]
    return [group for group in groups if group]


class Facets(Part):
    """Lists of deadlines inside one transaction."""

    def listing(self, view: View) -> Listing:
        """By date, earliest first, from `view.after` on."""
        groups = self._rarest_first(_wanted(view), view)
        values: dict[str, Any] = {
            "since": view.since,
            "until": view.until,
            "after_at": view.after[0] if view.after else view.since,
            "after_key": view.after[1] if view.after else "",
            "most": view.limit + 1,
        }
        values |= {f"facet_{g}_{n}": facet for g, group in enumerate(groups) for n, facet in enumerate(group)}
        question = _narrowed(tuple(map(len, groups))) if groups else _all()
        found = self.connection.scalars(question, values).all()
        return Listing(tuple(found[: view.limit]), len(found) > view.limit)

    def _rarest_first(self, groups: list[tuple[str, ...]], view: View) -> list[tuple[str, ...]]:
        if len(groups) < 2:
            return groups
        named = list(dict.fromkeys(facet for group in groups for facet in group))
        values = {f"facet_{number}": facet for number, facet in enumerate(named)}
        row = self.connection.execute(_counts(len(named)), {"since": view.since, "until": view.until, **values}).one()
        counted = dict(zip(named, row, strict=True))
        return sorted(groups, key=lambda group: sum(counted[facet] for facet in group))

    def index(self, record: Deadline, *, withdrawn: bool = False) -> None:
        """Files the record under its facets, and under no others."""
        self.connection.execute(delete(FacetRow).where(col(FacetRow.key) == record.key))
        rows = [] if withdrawn else facet_rows(record)
        if rows:
            self.connection.execute(self.insert(FacetRow), rows)


def facet_rows(record: Deadline) -> list[dict[str, Any]]:
    """The rows of one record."""
    return [{"key": record.key, "facet": facet, "due_at": record.due.opens_at} for facet in sorted(facets(record))]


@cache
def _counts(facets: int) -> Select[Any]:
    """How many rows each of so many facets has in the span of the view, up to COUNTED."""
    few = [
        select(col(FacetRow.key))
        .where(col(FacetRow.facet) == bindparam(f"facet_{n}"), _within(FacetRow))
        .limit(COUNTED)
        for n in range(facets)
    ]
    return select(*(select(func.count()).select_from(each.subquery()).scalar_subquery() for each in few))


@cache
def _all() -> Select[Any]:
    present = select(col(DeadlineRow.snapshot)).where(col(DeadlineRow.withdrawn).is_(False), *_ahead(DeadlineRow))
    return _ordered(present, DeadlineRow)


@cache
def _narrowed(sizes: tuple[int, ...]) -> Select[Any]:
    """Walks along the rows of the first group, and asks for each record whether it has one of every other group."""
    others = [_has(group, size) for group, size in enumerate(sizes) if group]
    lists = [_ordered(_keys(f"facet_0_{n}", others), FacetRow).subquery() for n in range(sizes[0])]
    keys = union(*(select(each.c.key) for each in lists)).subquery()
    found = select(col(DeadlineRow.snapshot)).join(keys, keys.c.key == col(DeadlineRow.key))
    return _ordered(found, DeadlineRow)


def _keys(name: str, others: Sequence[ColumnElement[bool]]) -> Select[Any]:
    return select(col(FacetRow.key)).where(col(FacetRow.facet) == bindparam(name), *_ahead(FacetRow), *others)


def _has(group: int, size: int) -> ColumnElement[bool]:
    other = aliased(FacetRow)
    wanted: list[Any] = [bindparam(f"facet_{group}_{n}") for n in range(size)]
    same = (col(other.due_at) == col(FacetRow.due_at), col(other.key) == col(FacetRow.key))
    # A plain comparison where one can be made: a statement with IN is written anew each time it is executed.
    return exists().where(
        col(other.facet) == wanted[0] if size == 1 else or_(*(col(other.facet) == w for w in wanted)), *same
    )


def _ordered(wanted: Select[Any], row: Row) -> Select[Any]:
    return wanted.order_by(col(row.due_at), col(row.key)).limit(bindparam("most"))


def _ahead(row: Row) -> tuple[ColumnElement[bool], ...]:
    """In the span of the view, and after the last one shown."""
    at: Any = _instant("after_at")
    key: Any = bindparam("after_key")
    later = or_(col(row.due_at) > at, and_(col(row.due_at) == at, col(row.key) > key))
    return _within(row), col(row.due_at) >= at, later


def _within(row: Row) -> ColumnElement[bool]:
    return and_(col(row.due_at) >= _instant("since"), col(row.due_at) < _instant("until"))


def _instant(name: str) -> Any:
    return bindparam(name, type_=UTCDateTime())
