"""Which words a pattern cannot do without, and which of them a text holds, so that most rules need not be tried.

A pattern's needs are read off the pattern itself: a list of sets of lower-case pieces, of each of which one must occur. All pieces of all
patterns are numbered; what a text holds is one integer with a bit for each. **Pure.**
"""

import re
from collections import deque
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

DIGIT = "\0"
"""Stands for any decimal digit among the pieces; a piece that holds it holds no other digits."""
ANY = 1
"""The bit that every text holds."""
_MOST_EXACT = 300
_MOST_CLAUSES = 12
_MOST_NEEDS = 5
_MOST_REPEATS = 4
_ODD = re.compile("[ſı\u0307\u212a]")
"""Letters that equal s, i or k in a pattern that ignores case, but not in lower case."""
_DIGITS = re.compile(r"\d")
_MOST_WORDS = 20_000
_LONG_WORD = 40

Clauses = tuple[frozenset[str], ...]
Exact = frozenset[str] | None
_EMPTY: frozenset[str] = frozenset({""})


# -- what a pattern needs ----------------------------------------------------------------------------------------------
@lru_cache(maxsize=512)
def parsed(pattern: str, flags: int) -> Any:
    """The nodes of a pattern."""
    return _parser.parse(pattern, flags)


@lru_cache(maxsize=512)
def required(pattern: re.Pattern[str]) -> Clauses:
    """Sets of lower-case pieces without white space: a text the pattern matches holds at least one of each set. The rarest first."""
    exact, clauses = _sequence(parsed(pattern.pattern, pattern.flags))
    kept: list[frozenset[str]] = []
    for clause in sorted(_best((*clauses, *_clause(exact))), key=lambda clause: (len(clause), sorted(clause))):
        if not any(other <= clause for other in kept):
            kept.append(clause)
    return tuple(_best(kept)[:_MOST_NEEDS])


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
    whole = True
    run: frozenset[str] = _EMPTY
    clauses: Clauses = ()
    for node in nodes:
        exact, more = _node(*node)
        clauses += more
        if exact is not None and len(run) * len(exact) <= _MOST_EXACT:
            run = frozenset(left + right for left in run for right in exact)
            continue
        whole = False
        clauses += _clause(run)
        run = _EMPTY if exact is None else exact
    return (run, clauses) if whole else (None, clauses + _clause(run))


def _node(kind: Any, given: Any) -> tuple[Exact, Clauses]:
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
    alike = (frozenset(map(_any_digits, clause)) for clause in clauses)
    short = (frozenset(a for a in clause if not any(b != a and b in a for b in clause)) for clause in alike)
    useful = [clause for clause in dict.fromkeys(short) if min(map(_worth, clause)) > 1]
    return sorted(useful, key=lambda clause: (-min(map(_worth, clause)), len(clause), sorted(clause)))[:_MOST_CLAUSES]


def _combinations(each: list[list[frozenset[str]]]) -> int:
    total = 1
    for clauses in each:
        total *= len(clauses)
    return total


# -- what a text holds -------------------------------------------------------------------------------------------------
class _Pieces:
    """All pieces, numbered, in an automaton that finds those of a word in one pass (Aho and Corasick, 1975)."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.steps: list[dict[str, int]] = []
        self.held: list[int] = []
        self.words: dict[str, int] = {}

    def mask(self, clause: frozenset[str]) -> int:
        """The bits of these pieces; new ones are taken in."""
        self.steps.clear()
        self.words.clear()
        signs.cache_clear()
        return sum(1 << self.numbers.setdefault(piece, len(self.numbers) + 1) for piece in sorted(clause))

    def of_word(self, word: str) -> int:
        """The bits of the pieces that a lower-case word without white space holds."""
        if not self.steps:
            self._build()
        if not word.isascii() and _ODD.search(word):
            return (2 << len(self.numbers)) - 1
        found = self._held(word)
        if _DIGITS.search(word):
            found |= self._held(_DIGITS.sub(DIGIT, word))
        if len(word) <= _LONG_WORD:
            if len(self.words) >= _MOST_WORDS:
                self.words.clear()
            self.words[word] = found
        return found

    def _held(self, word: str) -> int:
        found = state = 0
        for letter in word:
            state = self.steps[state].get(letter, 0)
            found |= self.held[state]
        return found

    def _build(self) -> None:
        self.steps, self.held = [{}], [0]
        for piece, number in self.numbers.items():
            state = 0
            for letter in piece:
                if letter not in self.steps[state]:
                    self.steps[state][letter] = len(self.steps)
                    self.steps.append({})
                    self.held.append(0)
                state = self.steps[state][letter]
            self.held[state] |= 1 << number
        self._close()

    def _close(self) -> None:
        """Gives every state the steps and pieces of its longest proper suffix."""
        suffix = [0] * len(self.steps)
        waiting = deque(self.steps[0].values())
        while waiting:
            state = waiting.popleft()
            shorter = suffix[state]
            self.held[state] |= self.held[shorter]
            for letter, following in self.steps[state].items():
                suffix[following] = self.steps[shorter].get(letter, 0)
                waiting.append(following)
            self.steps[state] = self.steps[shorter] | self.steps[state]


_PIECES = _Pieces()


@lru_cache(maxsize=1024)
def signs(text: str) -> int:
    """The bits of the pieces that a text holds, whatever the case. Remembered, as one sentence is asked about many times."""
    known, held = _PIECES.words, ANY
    for word in text.lower().split():
        bits = known.get(word)
        held |= _PIECES.of_word(word) if bits is None else bits
    return held


def masks(pattern: re.Pattern[str]) -> tuple[int, ...]:
    """Bits of which a text must hold one of each integer, else the pattern can't match in it; see `signs`. Never empty."""
    return tuple(map(_PIECES.mask, required(pattern))) or (ANY,)


def holds(held: int, needed: tuple[int, ...]) -> bool:
    """Does a text with these bits hold one of each integer? A plain loop, as it runs for every rule on every sentence."""
    for bits in needed:  # noqa: SIM110
        if not held & bits:
            return False
    return True
