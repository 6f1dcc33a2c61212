"""Keys as people write them: in full, or as much of the beginning as no other key shares."""

import difflib

from monitor.errors import UsageError
from monitor.ports import Query, Transaction
from monitor.types import Deadline

COMPARED = 10_000
"""Keys among which near ones are looked for."""
SHOWN = 5


def unknown(tx: Transaction, key: str) -> UsageError:
    """The error for a key that no deadline has, with the nearest that there are."""
    keys = [deadline.key for deadline in tx.deadlines(Query(limit=COMPARED))]
    near = difflib.get_close_matches(key, keys, 3, 0.4)
    return UsageError(f"no deadline has the key {key!r}" + (f"; near: {', '.join(near)}" if near else ""))


def in_full(tx: Transaction, key: str) -> str:
    """The only key that begins so, or is just this. Raises UsageError where there is none, or more than one."""
    found = tx.keys(key, SHOWN + 1) if key else []
    if not found:
        raise unknown(tx, key)
    if key in found or len(found) == 1:
        return key if key in found else found[0]
    more = ", ..." if len(found) > SHOWN else ""
    raise UsageError(f"more than one key begins with {key!r}: {', '.join(found[:SHOWN])}{more}; write more of it")


def named(tx: Transaction, key: str) -> Deadline:
    """The deadline of this key, or of the only one that begins so. Raises UsageError."""
    found = tx.deadline(in_full(tx, key))
    if found is None:
        raise UsageError(f"{key!r} was withdrawn: no text tells it any more (`monitor history` shows how it came)")
    return found
