"""The question behind `candidates`: many small looks into one index, in one go, and which of the keys found are taken.

Every look reads the newest few entries under one heading, those of open records or those of closed ones, however many there
are. A record's price is its position in such a list times what the list is weighted with; the cheapest are taken.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from sqlalchemy import Boolean, Connection, TextClause, bindparam, text

from monitor.store.columns import Words

OPEN, CLOSED = 1, 2
"""How dear records are that still run, and those that have ended."""
LISTS_AT_ONCE = 400
"""SQLite joins at most 500 questions to one."""
SHAPES = 4
"""Questions are padded to a multiple of so many looks, so that the database meets few different ones and can plan them once."""

_LOOK = """
    SELECT {n} AS list, key FROM (
        SELECT key FROM headings WHERE heading = :heading_{n} AND closed = :closed_{n}
        ORDER BY stated_at DESC, key DESC LIMIT {depth}) AS newest_{n}"""


def cheapest(connection: Connection, headings: Mapping[str, int], limit: int) -> list[str]:
    """The keys of at most `limit` records under these headings, weighted; the cheapest first."""
    lists = [
        (weight * side, heading, side == CLOSED) for heading, weight in headings.items() for side in (OPEN, CLOSED)
    ]
    # Lists of one weight stand together: questions differ in as few ways as possible.
    lists.sort()
    prices: dict[str, int] = {}
    for first in range(0, len(lists), LISTS_AT_ONCE):
        part = lists[first : first + LISTS_AT_ONCE]
        for key, price in _found(connection, part, limit):
            prices[key] = min(price, prices.get(key, price))
    return sorted(prices, key=lambda key: (prices[key], key))[:limit]


def _found(connection: Connection, lists: Sequence[tuple[int, str, bool]], limit: int) -> Iterable[tuple[str, int]]:
    padded = [*lists, *[(lists[-1][0], "", False)] * (-len(lists) % SHAPES)]
    values = {f"heading_{n}": heading for n, (_, heading, _) in enumerate(padded)}
    sides = {f"closed_{n}": closed for n, (_, _, closed) in enumerate(padded)}
    position, last = 0, -1
    for number, key in connection.execute(
        _question(tuple(weight for weight, *_ in padded), limit), values | sides
    ).all():
        position = position + 1 if number == last else 1
        last = number
        yield key, position * padded[number][0]


@lru_cache(maxsize=500)
def _question(weights: tuple[int, ...], limit: int) -> TextClause:
    looks = (_LOOK.format(n=number, depth=-(-limit // weight)) for number, weight in enumerate(weights))
    typed = [bindparam(f"heading_{number}", type_=Words()) for number in range(len(weights))]
    sides = [bindparam(f"closed_{number}", type_=Boolean()) for number in range(len(weights))]
    return text(" UNION ALL ".join(looks)).bindparams(*typed, *sides)
