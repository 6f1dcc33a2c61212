"""The question behind `candidates`: many small looks into one index, in one go, and which of the keys found are taken.

Every look reads the newest few entries under one heading, those of open records or those of closed ones, however many there
are. A record's price is its position in such a list times what the list is weighted with; the cheapest are taken.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain, groupby
from operator import itemgetter

from sqlalchemy import Connection

from monitor.store.columns import clean, loads
from monitor.store.driver import driver_rows, mark_of
from monitor.store.tables import REMEMBERED
from monitor.types import Deadline

OPEN, CLOSED = 1, 2
"""How dear records are that still run, and those that have ended."""
LISTS_AT_ONCE = 400
"""SQLite joins at most 500 questions to one."""
SHAPES = 8
"""Questions are padded to a multiple of so many looks, or keys, so that SQLite meets few different ones and can plan them once."""
SPARE = 3
"""So many times what is taken is looked at first: a record stands under several headings, and some lists are short."""

_LOOK = """
    SELECT {n} AS list, key FROM (
        SELECT key FROM headings WHERE heading = ? AND closed = ?
        ORDER BY stated_at DESC, key DESC LIMIT ?) AS newest_{n}"""

_LOOKS_AND_RECORDS = """
    SELECT record.snapshot::text
    FROM (
        SELECT newest.key, min(newest.position * (look.at->>3)::integer) AS price
        FROM json_array_elements(%s::json) AS look(at)
        CROSS JOIN LATERAL (
            SELECT key, row_number() OVER () AS position FROM (
                SELECT key FROM headings WHERE heading = look.at->>0 AND closed = (look.at->>1)::boolean
                ORDER BY stated_at DESC, key DESC LIMIT (look.at->>2)::integer) AS entries) AS newest
        GROUP BY newest.key ORDER BY price, newest.key COLLATE "C" LIMIT %s) AS cheapest
    CROSS JOIN LATERAL (
        SELECT snapshot FROM deadlines WHERE key = cheapest.key AND NOT withdrawn OFFSET 0) AS record"""
"""All of it for PostgreSQL, which would plan hundreds of looks one by one; so written that no guess makes it read a whole table."""

_RECORDS = "SELECT snapshot FROM deadlines WHERE key IN ({keys}) AND NOT withdrawn"
_RECORDS_OF = "SELECT snapshot::text FROM deadlines WHERE key = ANY(ARRAY(SELECT json_array_elements_text(%s::json))) AND NOT withdrawn"

List = tuple[str, int, bool]
"""A heading, how dear one position in it is, and whether of closed records."""


def cheapest(connection: Connection, headings: Mapping[str, int], limit: int) -> list[Deadline]:
    """At most `limit` records under these headings, weighted: those that are cheapest, in no order."""
    lists = [
        (clean(heading), weight * side, side == CLOSED)
        for heading, weight in headings.items()
        for side in (OPEN, CLOSED)
    ]
    if not lists:
        return []
    dearest = max(1, int(SPARE * limit / sum(1 / price for _, price, _ in lists)))
    look = _in_two_questions if mark_of(connection.dialect) == "?" else _in_one_question
    if dearest < limit and (found := look(connection, lists, dearest, limit, whole=False)):
        return found
    return look(connection, lists, limit, limit, whole=True)


def _in_two_questions(
    connection: Connection, lists: Sequence[List], dearest: int, limit: int, *, whole: bool
) -> list[Deadline]:
    """Of the records that cost no more than `dearest` the cheapest; none where they are fewer than the limit and not the `whole`."""
    keys = _cheapest(connection, lists, dearest)
    return snapshots(connection, keys[:limit]) if whole or len(keys) >= limit else []


def _in_one_question(
    connection: Connection, lists: Sequence[List], dearest: int, limit: int, *, whole: bool
) -> list[Deadline]:
    looks = [(heading, closed, dearest // price, price) for heading, price, closed in lists]
    rows = driver_rows(connection, _LOOKS_AND_RECORDS, (json.dumps(looks), limit))
    load = loads(Deadline, REMEMBERED)
    return [load(snapshot) for (snapshot,) in rows] if whole or len(rows) >= limit else []


def snapshots(connection: Connection, keys: Sequence[str]) -> list[Deadline]:
    """The records of these keys, without those that were withdrawn."""
    if not keys:
        return []
    load = loads(Deadline, REMEMBERED)
    if mark_of(connection.dialect) == "?":
        padded = (*keys, *[keys[-1]] * (-len(keys) % SHAPES))
        rows = driver_rows(connection, _records(len(padded)), padded)
    else:
        rows = driver_rows(connection, _RECORDS_OF, (json.dumps(keys),))
    return [load(snapshot) for (snapshot,) in rows]


def _cheapest(connection: Connection, lists: Sequence[List], dearest: int) -> list[str]:
    """All keys that cost no more than `dearest`, the cheapest first, whichever list they stand in."""
    prices = [
        price
        for first in range(0, len(lists), LISTS_AT_ONCE)
        for price in _prices(connection, lists[first : first + LISTS_AT_ONCE], dearest)
    ]
    return list(dict.fromkeys(key for _, key in sorted(prices)))


def _prices(connection: Connection, lists: Sequence[List], dearest: int) -> list[tuple[int, str]]:
    looks = [(heading, closed, dearest // price) for heading, price, closed in lists]
    looks += [("", False, 0)] * (-len(looks) % SHAPES)
    rows = driver_rows(connection, _question(len(looks)), tuple(chain.from_iterable(looks)))
    return [
        (position * lists[number][1], key)
        for number, same in groupby(rows, itemgetter(0))
        for position, (_, key) in enumerate(same, 1)
    ]


@cache
def _question(size: int) -> str:
    return " UNION ALL ".join(_LOOK.format(n=number) for number in range(size))


@cache
def _records(size: int) -> str:
    return _RECORDS.format(keys=", ".join("?" * size))
