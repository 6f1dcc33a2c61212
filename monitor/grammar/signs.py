"""Which words a pattern cannot do without, read off the pattern: sets of lower-case pieces, of each of which one must occur. **Pure.**"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

DIGIT = "\0"
"""Stands for any decimal digit among the pieces; a piece that holds it holds no other digits."""
_MOST_EXACT = 300
_MOST_CLAUSES = 12
MOST_NEEDS = 5
"""Sets of pieces that are asked of a text before a pattern is tried."""
_MOST_REPEATS = 4
_DIGITS = re.compile(r"\d")

_KNOWN: dict[int, tuple[Any, Any]] = {}
"""What was found for the parts of the pattern that was parsed last, by their id: each is asked of from all parts around it."""

_PLAIN = {code: chr(code).lower() for code in range(128) if not chr(code).isspace()}
"""Letters and signs that a pattern may spell out, as they are compared."""

Clauses = tuple[frozenset[str], ...]
Exact = frozenset[str] | None
_EMPTY: frozenset[str] = frozenset({""})


@lru_cache(maxsize=8)
def parsed(pattern: str, flags: int) -> Any:
    """The nodes of a pattern; remembered for the next who asks of it, as parsing is what costs."""
    _KNOWN.clear()
    return _parser.parse(pattern, flags)


RECALLED: dict[tuple[str, int], Clauses] = {}
"""What `required` has said of these patterns and flags in an earlier run."""


@cache
def required(pattern: re.Pattern[str]) -> Clauses:
    """Sets of lower-case pieces without white space: a text the pattern matches holds at least one of each set. The rarest first."""
    recalled = RECALLED.get((pattern.pattern, pattern.flags))
    return _required(pattern) if recalled is None else recalled


def _required(pattern: re.Pattern[str]) -> Clauses:
    exact, clauses = _sequence(parsed(pattern.pattern, pattern.flags))
    kept: list[frozenset[str]] = []
    for clause in sorted(_best((*clauses, *_clause(exact))), key=lambda clause: (len(clause), sorted(clause))):
        if not any(other <= clause for other in kept):
            kept.append(clause)
    return tuple(_best(kept)[:MOST_NEEDS])


def exact_words(node: Any) -> Exact:
    """All that a node of a parsed pattern can match, in lower case; None where that is much, or not to be written out."""
    return _node(*node)[0]


def _any_digits(piece: str) -> str:
    return _DIGITS.sub(DIGIT, piece) if DIGIT in piece else piece


def _worth(piece: str) -> int:
    """A single letter tells nothing; a digit or a sign does."""
    return len(piece) if piece.isalpha() else len(piece) + 1


def _clause(exact: Exact) -> Clauses:
    return (exact,) if exact and "" not in exact else ()


def _sequence(nodes: Any) -> tuple[Exact, Clauses]:
    """What a row of nodes matches to the letter (None: much else too), and what it cannot do without."""
    known = _KNOWN.get(id(nodes))
    if known is None:
        _KNOWN[id(nodes)] = known = nodes, _of_row(nodes)
    return known[1]


def _of_row(nodes: Any) -> tuple[Exact, Clauses]:
    whole = True
    run: frozenset[str] = _EMPTY
    clauses: Clauses = ()
    for kind, given in _spelled(nodes):
        exact, more = _node(kind, given)
        clauses += more
        if exact is not None and len(run) * len(exact) <= _MOST_EXACT:
            run = frozenset(left + right for left in run for right in exact)
            continue
        whole = False
        clauses += _clause(run)
        run = _EMPTY if exact is None else exact
    return (run, clauses) if whole else (None, clauses + _clause(run))


def _spelled(nodes: Any) -> Iterator[tuple[Any, Any]]:
    """The nodes, letters that follow one another as one node of the kind str."""
    spelled = ""
    for kind, given in nodes:
        if kind is op.LITERAL and given in _PLAIN:
            spelled += _PLAIN[given]
            continue
        if spelled:
            yield str, spelled
            spelled = ""
        yield kind, given
    if spelled:
        yield str, spelled


def _node(kind: Any, given: Any) -> tuple[Exact, Clauses]:
    if kind is str:
        return frozenset((given,)), ()
    if kind is op.LITERAL:
        return _letter(chr(given)), ()
    if kind is op.IN:
        return _letters(given)
    if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return _EMPTY, ()
    if kind is op.SUBPATTERN:
        return _sequence(given[3])
    if kind is op.BRANCH:
        return _branches([_sequence(branch) for branch in given[1]])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        return _repeated(*given)
    return None, ()


def _letter(letter: str) -> Exact:
    return frozenset({letter.lower()}) if letter.isascii() and not letter.isspace() else None


def _letters(given: Any) -> tuple[Exact, Clauses]:
    if all(_digits(*one) for one in given):
        return frozenset({DIGIT}), ()
    letters = [_letter(chr(value)) if kind is op.LITERAL else None for kind, value in given]
    if None in letters or len(letters) > 8:
        return None, ()
    return frozenset().union(*(letter or () for letter in letters)), ()


def _digits(kind: Any, of: Any) -> bool:
    """Is this member of a set some or all digits?"""
    return of is op.CATEGORY_DIGIT or (kind is op.RANGE and ord("0") <= of[0] <= of[1] <= ord("9"))


def _repeated(least: int, most: int, nodes: Any) -> tuple[Exact, Clauses]:
    exact, clauses = _sequence(nodes)
    if least == 0:
        return (exact | {""} if most == 1 and exact is not None else None), ()
    if exact is not None and most <= _MOST_REPEATS and len(exact) ** most <= _MOST_EXACT:
        times = range(least, most + 1)
        return frozenset("".join(parts) for time in times for parts in product(exact, repeat=time)), ()
    return None, clauses + _clause(exact)


def _branches(branches: list[tuple[Exact, Clauses]]) -> tuple[Exact, Clauses]:
    if all(exact is not None for exact, _ in branches):
        together: frozenset[str] = frozenset().union(*(exact or () for exact, _ in branches))
        return (together, ()) if len(together) <= _MOST_EXACT else (None, _clause(together))
    each = [_best([*clauses, *_clause(exact)]) for exact, clauses in branches]
    if not all(each):
        return None, ()
    while len(each) > 1 and _combinations(each) > _MOST_CLAUSES:
        longest = max(each, key=len)
        if len(longest) == 1:
            break
        longest.pop()
    return None, tuple(frozenset().union(*chosen) for chosen in product(*each))


def _best(clauses: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """The telling ones first, at most a few. What holds "days" holds "day"."""
    ranked = {_ranked(clause) for clause in clauses}
    return [clause for worth, _, _, clause in sorted(ranked) if worth < -1][:_MOST_CLAUSES]


@lru_cache(maxsize=8192)
def _ranked(clause: frozenset[str]) -> tuple[int, int, tuple[str, ...], frozenset[str]]:
    """A set without the pieces that hold another, behind what puts the telling ones first. Patterns share many."""
    kept: list[str] = []
    for piece in sorted(map(_any_digits, clause), key=len):
        if not any(one in piece for one in kept):
            kept.append(piece)
    return -min(map(_worth, kept)), len(kept), tuple(sorted(kept)), frozenset(kept)


def _combinations(each: list[list[frozenset[str]]]) -> int:
    total = 1
    for clauses in each:
        total *= len(clauses)
    return total
