"""How the matches of a pattern begin, so that it is tried at a few places of a text instead of at every letter. **Pure.**"""

import re
from dataclasses import dataclass
from re import _constants as op  # type: ignore[attr-defined]
from typing import Any

from monitor.grammar.signs import DIGIT, exact_words, parsed

END, BREAK = "\1", "\2"
"""At the end of an opening: the word ends there; no letter, digit or underscore follows there."""
_MOST = 400
_MOST_OPENINGS = 3000
_LONGEST = 14
"""Letters of an opening that are compared; more gain nothing."""
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Openings:
    """Lower-case beginnings of every match; `DIGIT`, `END` and `BREAK` have their meanings. `at_word`: each begins a word."""

    words: frozenset[str]
    at_word: bool


def openings(pattern: re.Pattern[str]) -> Openings | None:
    """How the matches of a pattern begin; None where that is not known, or may be with too much."""
    nodes = parsed(pattern.pattern, pattern.flags)
    words, empty = _openings(nodes)
    known = frozenset(map(_shortened, words)) if words and not empty else frozenset()
    if not 0 < len(known) <= _MOST_OPENINGS:
        return None
    return Openings(known, bool(nodes) and _after_no_letter(*nodes[0]) and all(map(_is_letter, known)))


def first_letters(pattern: str) -> frozenset[str] | None:
    """Lower-case letters of which a match begins with one; None where they are not known."""
    words, empty = _openings(parsed(pattern, 0))
    return None if words is None or empty else frozenset(word[0] for word in words)


def _shortened(word: str) -> str:
    short = word[:_LONGEST]
    return _DIGITS.sub(DIGIT, short) if DIGIT in short else short


def _is_letter(opening: str) -> bool:
    return opening[0] == DIGIT or opening[0].isalnum()


def _after_no_letter(kind: Any, given: Any) -> bool:
    """Is this node a word boundary, or does it forbid a letter, a digit and an underscore before it?"""
    return (kind is op.AT and given is op.AT_BOUNDARY) or _forbids_letter(kind, given, -1)


def _forbids_letter(kind: Any, given: Any, side: int) -> bool:
    """Does a node forbid a letter before (-1) or after (1) it?"""
    if kind is not op.ASSERT_NOT or given[0] != side or len(given[1]) != 1:
        return False
    inner, letters = given[1][0]
    return inner is op.IN and (op.CATEGORY, op.CATEGORY_WORD) in letters


def _is_blank(kind: Any, given: Any) -> bool:
    """Is this node white space, of whatever length but none?"""
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT) and given[0] > 0 and len(given[2]) == 1:
        return _is_blank(*given[2][0])
    return kind is op.IN and list(given) == [(op.CATEGORY, op.CATEGORY_SPACE)]


def _closed(word: str, sign: str) -> str:
    """The opening, ended by a sign; a boundary after no letter tells nothing of what follows."""
    if word.endswith((END, BREAK)) or not word or (sign == BREAK and not (word[-1] == DIGIT or word[-1].isalnum())):
        return word
    return word + sign


def _openings(nodes: Any) -> tuple[frozenset[str] | None, bool]:
    """Lower-case words of which a match begins with one (None: unknown), and whether it may match nothing at all."""
    found: frozenset[str] = frozenset()
    run = frozenset({""})
    for kind, given in nodes:
        if (kind is op.AT and given is op.AT_BOUNDARY) or _forbids_letter(kind, given, 1):
            run = frozenset(_closed(word, BREAK) for word in run)
        if "" not in run and _is_blank(kind, given):
            return found | {_closed(word, END) for word in run}, False
        exact = exact_words((kind, given))
        if exact is not None and len(run) * len(exact) <= _MOST:
            run = frozenset(left if _ended(left) else left + right for left in run for right in exact)
            continue
        found |= run - {""}
        if "" not in run:
            return found, False
        inner, empty = _of_node(kind, given)
        if inner is None:
            return None, False
        found |= inner
        if not empty:
            return found, False
        run = frozenset({""})
    return found | (run - {""}), "" in run


def _ended(opening: str) -> bool:
    return len(opening) > _LONGEST or opening.endswith((END, BREAK))


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
