"""The question behind `candidates`: many small looks into one index, in one go, and which of the keys found are taken.

Every look reads the newest few entries under one heading, those of open records or those of closed ones, however many there
are. A record's price is its position in such a list times what the list is weighted with; the cheapest are taken.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection

from monitor.store.columns import clean, loads
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
    prices: dict[str, int] = {}
    for first in range(0, len(lists), LISTS_AT_ONCE):
        for key, price in _found(connection, lists[first : first + LISTS_AT_ONCE], limit):
            prices[key] = min(price, prices.get(key, price))
    return sorted(prices, key=lambda key: (prices[key], key))[:limit]


def snapshots(connection: Connection, keys: Sequence[str]) -> list[Deadline]:
    """The records of these keys, without those that were withdrawn."""
    if not keys:
        return []
    padded = (*keys, *[keys[-1]] * (-len(keys) % KEYS))
    rows = connection.exec_driver_sql(_records(len(padded), _mark(connection)), padded)
    load = loads(Deadline, REMEMBERED)
    return [load(snapshot) for (snapshot,) in rows]


def _found(connection: Connection, lists: Sequence[tuple[str, int, bool]], limit: int) -> Iterable[tuple[str, int]]:
    padded = [*lists, *[("", limit, False)] * (-len(lists) % SHAPES)]
    values: list[Any] = []
    for heading, weight, closed in padded:
        values += (clean(heading), closed, -(-limit // weight))
    position, last = 0, -1
    for number, key in connection.exec_driver_sql(_question(len(padded), _mark(connection)), tuple(values)):
        position = position + 1 if number == last else 1
        last = number
        yield key, position * padded[number][1]


def _mark(connection: Connection) -> str:
    """How the driver writes a value that is given apart."""
    return "?" if connection.dialect.name == "sqlite" else "%s"


@cache
def _question(size: int, mark: str) -> str:
    return " UNION ALL ".join(_LOOK.format(n=number, mark=mark) for number in range(size))


@cache
def _records(size: int, mark: str) -> str:
    return _RECORDS.format(keys=", ".join([mark] * size))
