"""The question behind `candidates`: many small looks into one index, in one go, and which of the keys found are taken.

Every look reads the newest few entries under one heading, those of open records or those of closed ones, however many there
are. A record's price is its position in such a list times what the list is weighted with; the cheapest are taken.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

from monitor.store.columns import clean, loads
from monitor.store.part import mark_of
from monitor.store.tables import REMEMBERED
from monitor.types import Deadline

OPEN, CLOSED = 1, 2
"""How dear records are that still run, and those that have ended."""
LISTS_AT_ONCE = 400
"""SQLite joins at most 500 questions to one."""
SHAPES, KEYS = 8, 40
"""Questions are padded to a multiple of so many looks, or keys, so that the database meets few different ones and can plan them once."""

_LOOK = """
    SELECT {n} AS list, key FROM (
        SELECT key FROM headings WHERE heading = {mark} AND closed = {mark}
        ORDER BY stated_at DESC, key DESC LIMIT {mark}) AS newest_{n}"""

_RECORDS = "SELECT snapshot FROM deadlines WHERE key IN ({keys}) AND NOT withdrawn"


def cheapest(connection: Connection, headings: Mapping[str, int], limit: int) -> list[str]:
    """The keys of at most `limit` records under these headings, weighted; the cheapest first."""
    lists = [
        (heading, weight * side, side == CLOSED) for heading, weight in headings.items() for side in (OPEN, CLOSED)
    ]
    prices = [
        price
        for first in range(0, len(lists), LISTS_AT_ONCE)
        for price in _prices(connection, lists[first : first + LISTS_AT_ONCE], limit)
    ]
    return list(dict.fromkeys(key for _, key in sorted(prices)))[:limit]


def snapshots(connection: Connection, keys: Sequence[str]) -> list[Deadline]:
    """The records of these keys, without those that were withdrawn."""
    if not keys:
        return []
    padded = (*keys, *[keys[-1]] * (-len(keys) % KEYS))
    load = loads(Deadline, REMEMBERED)
    rows = _rows(connection, _records(len(padded), mark_of(connection)), padded)
    return [load(snapshot) for (snapshot,) in rows]


def _prices(connection: Connection, lists: Sequence[tuple[str, int, bool]], limit: int) -> list[tuple[int, str]]:
    padded = [*lists, *[("", limit, False)] * (-len(lists) % SHAPES)]
    values: list[Any] = []
    for heading, weight, closed in padded:
        values += (clean(heading), closed, -(-limit // weight))
    rows = _rows(connection, _question(len(padded), mark_of(connection)), tuple(values))
    return [
        (position * padded[number][1], key)
        for number, same in groupby(rows, itemgetter(0))
        for position, (_, key) in enumerate(same, 1)
    ]


def _rows(connection: Connection, question: str, values: tuple[Any, ...]) -> Sequence[Any]:
    """As the driver gives them: SQLAlchemy's own rows would cost more than the question."""
    return connection.exec_driver_sql(question, values).cursor.fetchall()


@cache
def _question(size: int, mark: str) -> str:
    return " UNION ALL ".join(_LOOK.format(n=number, mark=mark) for number in range(size))


@cache
def _records(size: int, mark: str) -> str:
    return _RECORDS.format(keys=", ".join([mark] * size))
