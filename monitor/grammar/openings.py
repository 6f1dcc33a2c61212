"""How the matches of a pattern begin, so that a search looks at a few places instead of trying the pattern at every letter. **Pure.**"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from re import _constants as op  # type: ignore[attr-defined]
from typing import Any

from monitor.grammar.signs import DIGIT, exact_words, parsed

_MOST = 400
_MOST_KNOWN = 900
"""Openings that are sought; the names of all countries have some 460."""
_LONGEST = 5
"""Letters of an opening that are compared; more gain nothing."""


Narrow = Callable[[], Mapping[str, re.Pattern[str]]]


class Places:
    """Finds the places where a pattern may match, in the lower-case text."""

    def __init__(self, pattern: re.Pattern[str], narrow: Narrow | None = None) -> None:
        """`narrow`: makes, by lower-case first letter, a pattern that matches there what the whole one would."""
        self._pattern = pattern
        self._make_narrow = narrow

    @cached_property
    def _narrow(self) -> Mapping[str, re.Pattern[str]]:
        return self._make_narrow() if self._make_narrow else {}

    @cached_property
    def _finder(self) -> re.Pattern[str] | None:
        nodes = parsed(self._pattern.pattern, self._pattern.flags)
        words, empty = _openings(nodes)
        known = {word[:_LONGEST] for word in words} if words and not empty else set()
        at_word = bool(nodes) and nodes[0] == (op.AT, op.AT_BOUNDARY)
        return _finder(known, at_word=at_word) if 0 < len(known) <= _MOST_KNOWN else None

    def matches(self, text: str, lower: str) -> Iterator[re.Match[str]]:
        """As the pattern's `finditer`; `lower` is the text in lower case."""
        if self._finder is None or len(lower) != len(text):
            yield from self._pattern.finditer(text)
            return
        end, narrow, whole = 0, self._narrow, self._pattern
        for place in self._finder.finditer(lower):
            start = place.start()
            if start >= end and (match := narrow.get(lower[start], whole).match(text, start)):
                yield match
                end = match.end()


def first_letters(pattern: str) -> frozenset[str] | None:
    """Lower-case letters of which a match begins with one; None where they are not known."""
    words, empty = _openings(parsed(pattern, 0))
    return None if words is None or empty else frozenset(word[0] for word in words)


def _finder(words: set[str], *, at_word: bool) -> re.Pattern[str]:
    """One letter of which an opening follows. All first letters stand in one set or in plain branches: that is what is searched quickly."""
    rests: dict[str, set[str]] = {}
    for word in words:
        rests.setdefault(word[0], set()).add(word[1:])
    guard = r"(?<!\w.)" if at_word and all(first == DIGIT or first.isalnum() for first in rests) else ""
    digits = rests.pop(DIGIT, None) is not None
    branches = [(first, "" if "" in ends else f"(?={'|'.join(_cut(ends))})") for first, ends in sorted(rests.items())]
    if not digits:
        return re.compile("|".join(f"{re.escape(first)}{guard}{rest}" for first, rest in branches), re.DOTALL)
    letters = "".join(re.escape(first) for first, _ in branches)
    after = "".join(f"|(?<={re.escape(first)}){rest}" for first, rest in branches)
    return re.compile(rf"[\d{letters}]{guard}(?:(?<=\d){after})", re.DOTALL)


def _cut(ends: Iterable[str]) -> list[str]:
    """The ends as patterns, up to the first digit, without those that a shorter one covers."""
    cut = sorted({end.partition(DIGIT)[0] for end in ends})
    return [re.escape(end) for end in cut if not any(end != other and end.startswith(other) for other in cut)]


def _openings(nodes: Any) -> tuple[frozenset[str] | None, bool]:
    """Lower-case words of which a match begins with one (None: unknown), and whether it may match nothing at all."""
    found: frozenset[str] = frozenset()
    run = frozenset({""})
    for node in nodes:
        exact = exact_words(node)
        if exact is not None and len(run) * len(exact) <= _MOST:
            run = frozenset(left if len(left) > _LONGEST else left + right for left in run for right in exact)
            continue
        found |= run - {""}
        if "" not in run:
            return found, False
        inner, empty = _of_node(*node)
        if inner is None:
            return None, False
        found |= inner
        if not empty:
            return found, False
        run = frozenset({""})
    return found | (run - {""}), "" in run


def _of_node(kind: Any, given: Any) -> tuple[frozenset[str] | None, bool]:
    if kind is op.LITERAL and chr(given).isalpha() and len(chr(given).lower()) == 1:
        return frozenset({chr(given).lower()}), False
    if kind is op.SUBPATTERN:
        return _openings(given[3])
    if kind is op.BRANCH:
        each = [_openings(branch) for branch in given[1]]
        if any(words is None for words, _ in each):
            return None, False
        return frozenset().union(*(words or () for words, _ in each)), any(empty for _, empty in each)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        words, empty = _openings(given[2])
        return words, empty or given[0] == 0
    return None, False
