"""By what a list of deadlines can be narrowed, as rows of an index, so that a page costs what it shows and not what is stored.

| facet                                    | is read as                                                              |
|------------------------------------------|-------------------------------------------------------------------------|
| country CA                               | issued by Canada or aimed at it; the United Kingdom is GB on both sides |
| measure tariff, role expiry, status lapsed | the record's own words                                                |
| word steel                               | stands in its instrument, authority, goods, scope, reason or title      |
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Dialect, Select, bindparam, exists, or_, select, union
from sqlalchemy.orm import aliased
from sqlmodel import UTCDateTime, col

from monitor.ports import Listing, View
from monitor.store.driver import driver_rows
from monitor.store.lookups import snapshots
from monitor.store.part import Part
from monitor.store.present import Present
from monitor.store.rarity import Rarity
from monitor.store.rows import as_stored
from monitor.store.tables import FacetRow
from monitor.types import Deadline, Status

INDEXED = 60
"""Words of one record that are indexed at most."""
INSTANTS = frozenset({"begin", "until"})
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
    """Groups of facets: a record needs one of each group. Every record that was not withdrawn has a status."""
    groups = [
        tuple(dict.fromkeys(f"country {_country(code)}" for code in view.countries)),
        tuple(f"measure {kind}" for kind in view.measures),
        tuple(f"role {kind}" for kind in view.kinds),
        tuple(f"status {status}" for status in view.statuses),
        *((f"word {word}",) for word in dict.fromkeys(words(view.text))),
    ]
    return [group for group in groups if group] or [tuple(f"status {status}" for status in Status)]


class Facets(Part):
    """Lists of deadlines inside one transaction. `at_hand`: records, for a transaction that only looks."""

    at_hand: Present | None = None
    rarity: Rarity

    def listing(self, view: View) -> Listing:
        """By date, earliest first, from `view.after` on."""
        newest = self.at_hand.newest(self.connection) if self.at_hand else 0
        groups = self._rarest_first(_wanted(view), view, newest)
        values: dict[str, Any] = {
            **_beginning(view),
            "until": view.until,
            "most": view.limit + 1,
        }
        values |= {f"facet_{g}_{n}": facet for g, group in enumerate(groups) for n, facet in enumerate(group)}
        words = _in_words(tuple(map(len, groups)), self.connection.dialect)
        keys = [key for (key,) in driver_rows(self.connection, words.text, words.given(values))]
        return Listing(tuple(self._records(keys[: view.limit], newest)), len(keys) > view.limit)

    def _records(self, keys: Sequence[str], newest: int) -> list[Deadline]:
        if self.at_hand is not None:
            return self.at_hand.records(self.connection, keys, newest)
        found = {record.key: record for record in snapshots(self.connection, keys)}
        return [found[key] for key in keys]

    def _rarest_first(self, groups: list[tuple[str, ...]], view: View, newest: int) -> list[tuple[str, ...]]:
        if len(groups) < 2:
            return groups
        named = [facet for group in groups for facet in group]
        counted = self.rarity.counts(self.connection, named, view.since, view.until, newest)
        return sorted(groups, key=lambda group: sum(counted[facet] for facet in group))

    def index(self, record: Deadline, *, withdrawn: bool = False) -> None:
        """Files the record under its facets, and under no others."""
        self.do("DELETE FROM facets WHERE key = {mark}", record.key)
        self.add(FacetRow, [] if withdrawn else facet_rows(record))


def facet_rows(record: Deadline) -> list[dict[str, Any]]:
    """The rows of one record."""
    return [{"key": record.key, "facet": facet, "due_at": record.due.opens_at} for facet in sorted(facets(record))]


@dataclass(frozen=True, slots=True)
class Words:
    """A question put into a driver's words once, for every page asks it. `order`: of values, where they have no names."""

    text: str
    order: tuple[str, ...]
    constants: dict[str, Any]
    stored: Callable[[Any], Any]

    def given(self, values: Mapping[str, Any]) -> Any:
        """The values as the driver takes them; instants (aware) as they are stored."""
        known = self.constants | {
            name: self.stored(value) if name in INSTANTS else value for name, value in values.items()
        }
        return tuple(known[name] for name in self.order) if self.order else known


@lru_cache(maxsize=200)
def _in_words(sizes: tuple[int, ...], dialect: Dialect) -> Words:
    compiled = _narrowed(sizes).compile(dialect=dialect)
    return Words(str(compiled), tuple(compiled.positiontup or ()), dict(compiled.params), as_stored(dialect))


def _narrowed(sizes: tuple[int, ...]) -> Select[Any]:
    """Walks along the rows of the first group, and asks for each record whether it has one of every other group."""
    others = [_has(group, size) for group, size in enumerate(sizes) if group]
    lists = [_ordered(_keys(f"facet_0_{n}", others)) for n in range(sizes[0])]
    if len(lists) == 1:
        return lists[0].with_only_columns(col(FacetRow.key))
    found = union(*(select(each.subquery()) for each in lists)).subquery()
    return select(found.c.key).order_by(found.c.due_at, found.c.key).limit(bindparam("most"))


def _keys(name: str, others: Sequence[ColumnElement[bool]]) -> Select[Any]:
    wanted: Any = select(col(FacetRow.due_at), col(FacetRow.key)).where(col(FacetRow.facet) == bindparam(name))
    ahead: Select[Any] = wanted.where(*_ahead(), *others)
    return ahead


def _has(group: int, size: int) -> ColumnElement[bool]:
    other = aliased(FacetRow)
    wanted: list[Any] = [bindparam(f"facet_{group}_{n}") for n in range(size)]
    same = (col(other.due_at) == col(FacetRow.due_at), col(other.key) == col(FacetRow.key))
    # A plain comparison where one can be made: a statement with IN is written anew each time it is executed.
    return exists().where(
        col(other.facet) == wanted[0] if size == 1 else or_(*(col(other.facet) == w for w in wanted)), *same
    )


def _ordered(wanted: Select[Any]) -> Select[Any]:
    return wanted.order_by(col(FacetRow.due_at), col(FacetRow.key)).limit(bindparam("most"))


def _beginning(view: View) -> dict[str, Any]:
    """Where the page begins: one bound and no second one, or all pages before it would be walked along as well."""
    at, key = view.after or (view.since, "")
    return {"begin": at, "after_key": key} if at >= view.since else {"begin": view.since, "after_key": ""}


def _ahead() -> tuple[ColumnElement[bool], ...]:
    """In the span of the view, and after the last one shown."""
    due_at, begin = col(FacetRow.due_at), _instant("begin")
    return due_at >= begin, due_at < _instant("until"), or_(due_at > begin, col(FacetRow.key) > bindparam("after_key"))


def _instant(name: str) -> Any:
    return bindparam(name, type_=UTCDateTime())
