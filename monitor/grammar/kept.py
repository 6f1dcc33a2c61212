"""What was read off all patterns, as bytes that can be kept for the next run: reading it off takes half a second. **Pure.**

Each pattern's part stands under the pattern itself: one that is new or was changed is read off as ever.
"""

import re
from typing import Any

import msgspec

from monitor.grammar import openings, signs
from monitor.grammar.lexicon import PATTERNS

_Kept = list[tuple[str, int, list[list[str]], list[str] | None, bool]]


def written() -> bytes:
    """What was read off the patterns that are enrolled by now."""
    return msgspec.json.encode([_written(pattern) for pattern in PATTERNS])


def recall(kept: bytes) -> None:
    """Takes what an earlier run has written, of the same version of this room. Raises ValueError for what nobody has written."""
    try:
        rows = msgspec.json.decode(kept, type=_Kept)
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from None
    for pattern, flags, needs, begins, at_word in rows:
        signs.RECALLED[pattern, flags] = tuple(map(frozenset, needs))
        openings.RECALLED[pattern, flags] = None if begins is None else openings.Openings(frozenset(begins), at_word)


def _written(pattern: re.Pattern[str]) -> tuple[Any, ...]:
    begins = openings.openings(pattern)
    needs = [sorted(clause) for clause in signs.required(pattern)]
    told = (None, False) if begins is None else (sorted(begins.words), begins.at_word)
    return (pattern.pattern, pattern.flags, needs, *told)
