"""The question behind `candidates`: many small looks into one index, in one go.

Every look reads the newest few entries under one heading, those of open records or those of closed ones, and no more than that,
however many there are. A record's price is its position in the best of these lists times what the list is weighted with;
the cheapest are taken.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Boolean, TextClause, bindparam, text

from monitor.store.columns import Words

CLOSED = 2
"""By how much a closed record is dearer than an open one."""
SHAPES = 4
"""Questions are padded to a multiple of so many headings, so that the database meets few different ones and can plan them once."""

_LOOK = """
    SELECT key, row_number() OVER (ORDER BY stated_at DESC, key DESC) * {weight} AS price FROM (
        SELECT key, stated_at FROM headings WHERE heading = :heading_{n} AND closed = :{closed}
        ORDER BY stated_at DESC, key DESC LIMIT {depth}) AS newest"""
_CHEAPEST = """
    SELECT deadlines.snapshot FROM (
        SELECT key FROM ({looks}) AS found GROUP BY key ORDER BY min(price), key LIMIT {limit}) AS cheapest
    JOIN deadlines ON deadlines.key = cheapest.key WHERE NOT deadlines.withdrawn"""


def lookup(wanted: Sequence[tuple[str, int]], limit: int) -> tuple[TextClause, dict[str, Any]]:
    """The question for the snapshots, as text, of at most `limit` records under these headings with their weights; and its values."""
    size = -(-len(wanted) // SHAPES) * SHAPES
    values: dict[str, Any] = {f"heading_{number}": "" for number in range(size)} | {"yes": True, "no": False}
    weights = sorted(weight for _, weight in wanted)
    for number, (heading, _) in enumerate(sorted(wanted, key=lambda each: each[1])):
        values[f"heading_{number}"] = heading
    return _question((*weights, *[weights[-1]] * (size - len(wanted))), limit), values


@lru_cache(maxsize=500)
def _question(weights: tuple[int, ...], limit: int) -> TextClause:
    looks = " UNION ALL ".join(
        _LOOK.format(n=number, closed=closed, weight=price, depth=-(-limit // price))
        for number, weight in enumerate(weights)
        for closed, price in (("no", weight), ("yes", weight * CLOSED))
    )
    typed = [bindparam(f"heading_{number}", type_=Words()) for number in range(len(weights))]
    sides = [bindparam(side, type_=Boolean()) for side in ("yes", "no")]
    return text(_CHEAPEST.format(looks=looks, limit=limit)).bindparams(*typed, *sides)
