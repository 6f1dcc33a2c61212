"""How rare facets are: a list is walked along the rarest of those it is narrowed by.

The figures say where to begin looking, never what is found, so that they may be a little old.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select
from sqlmodel import UTCDateTime, col

from monitor.store.tables import FacetRow

COUNTED = 300
"""How far the rows of a facet are counted."""
KEPT = 20_000
"""Figures kept at most."""
ERA = 1000
"""Revisions after which figures are found anew."""

Span = tuple[datetime, datetime]


class Rarity:
    """Figures by facet and span of whole months. Threads may share it."""

    def __init__(self) -> None:
        self._era = 0
        self._counts: dict[tuple[str, Span], int] = {}

    def counts(
        self, connection: Connection, facets: Iterable[str], since: datetime, until: datetime, newest: int
    ) -> Mapping[str, int]:
        """How many rows each facet has from `since` to `until` (aware UTC), roughly. `newest`: number of the newest revision."""
        if newest // ERA != self._era or len(self._counts) > KEPT:
            self._era, self._counts = newest // ERA, {}
        kept, span = self._counts, months(since, until)
        named = list(dict.fromkeys(facets))
        missing = [facet for facet in named if (facet, span) not in kept]
        fresh = _counted(connection, missing, span) if missing else {}
        kept.update({(facet, span): count for facet, count in fresh.items()})
        return {facet: fresh[facet] if facet in fresh else kept[facet, span] for facet in named}


def months(since: datetime, until: datetime) -> Span:
    """The whole months (UTC) in which a span lies, so that many spans share their figures."""
    first, last = (moment.astimezone(UTC) for moment in (since, until))
    begin = datetime(first.year, first.month, 1, tzinfo=UTC)
    return begin, (datetime(last.year, last.month, 1, tzinfo=UTC) + timedelta(days=32)).replace(day=1)


def _counted(connection: Connection, facets: list[str], span: Span) -> dict[str, int]:
    values: dict[str, Any] = {f"facet_{number}": facet for number, facet in enumerate(facets)}
    row = connection.execute(_counts(len(facets)), values | {"since": span[0], "until": span[1]}).one()
    return dict(zip(facets, row, strict=True))


@cache
def _counts(facets: int) -> Select[Any]:
    at: Any = col(FacetRow.due_at)
    since, until = (bindparam(name, type_=UTCDateTime()) for name in ("since", "until"))
    few = [
        select(col(FacetRow.key))
        .where(col(FacetRow.facet) == bindparam(f"facet_{n}"), at >= since, at < until)
        .limit(COUNTED)
        for n in range(facets)
    ]
    return select(*(select(func.count()).select_from(each.subquery()).scalar_subquery() for each in few))
