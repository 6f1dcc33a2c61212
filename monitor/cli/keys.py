"""Keys that nobody has."""

import difflib

from monitor.errors import UsageError
from monitor.ports import Query, Transaction

COMPARED = 10_000
"""Keys among which near ones are looked for."""


def unknown(tx: Transaction, key: str) -> UsageError:
    """The error for a key that no deadline has, with the nearest that there are."""
    keys = [deadline.key for deadline in tx.deadlines(Query(limit=COMPARED))]
    near = difflib.get_close_matches(key, keys, 3, 0.4)
    return UsageError(f"no deadline has the key {key!r}" + (f"; near: {', '.join(near)}" if near else ""))
