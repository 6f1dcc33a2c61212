"""How the matches of a pattern begin, so that it is tried at a few places of a text instead of at every letter. **Pure.**"""

import re
from dataclasses import dataclass
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]
from typing import Any

from monitor.grammar.signs import DIGIT, exact_words, parsed

END, BREAK, CAPITAL, WITHIN = "\1", "\2", "\3", "\4"
"""In an opening. At its end: the word ends there; no letter, digit or underscore follows there. At its beginning: a capital follows; it
stands within a run of letters, after one or more of them."""
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


RECALLED: dict[tuple[str, int], Openings | None] = {}
"""What `openings` has said of these patterns and flags in an earlier run."""


@cache
def openings(pattern: re.Pattern[str]) -> Openings | None:
    """How the matches of a pattern begin; None where that is not known, or may be with too much."""
    named = pattern.pattern, pattern.flags
    return RECALLED[named] if named in RECALLED else _of_pattern(pattern)


def _of_pattern(pattern: re.Pattern[str]) -> Openings | None:
    nodes = parsed(pattern.pattern, pattern.flags)
    words, empty = _openings(nodes, cased=not pattern.flags & re.IGNORECASE)
    known = frozenset(map(_shortened, words)) if words and not empty else frozenset()
    if not 0 < len(known) <= _MOST_OPENINGS:
        return None
    at_word = bool(nodes) and _after_no_letter(*nodes[0]) and all(map(_is_letter, known))
    if not at_word and any(word.startswith(WITHIN) for word in known):
        return None
    return Openings(known, at_word)


def first_letters(pattern: str) -> frozenset[str] | None:
    """Letters of which a match begins with one, for a pattern that minds the case; None where they are not known."""
    return _first_letters(parsed(pattern, 0))[0]


def _first_letters(nodes: Any) -> tuple[frozenset[str] | None, bool]:
    """The first letters as written (None: unknown), and whether a match may be empty."""
    found: frozenset[str] = frozenset()
    for kind, given in nodes:
        letters, empty = _first_of_node(kind, given)
        if letters is None:
            return None, False
        found |= letters
        if not empty:
            return found, False
    return found, True


def _first_of_node(kind: Any, given: Any) -> tuple[frozenset[str] | None, bool]:
    if kind is op.LITERAL:
        return frozenset({chr(given)}), False
    if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return frozenset(), True
    if kind is op.IN and all(one is op.LITERAL for one, _ in given):
        return frozenset(chr(letter) for _, letter in given), False
    if kind is op.SUBPATTERN and not given[1]:
        return _first_letters(given[3])
    if kind is op.BRANCH:
        each = [_first_letters(branch) for branch in given[1]]
        known = [letters for letters, _ in each if letters is not None]
        return (frozenset().union(*known) if len(known) == len(each) else None), any(empty for _, empty in each)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        letters, empty = _first_letters(given[2])
        return letters, empty or given[0] == 0
    return None, False


def _shortened(word: str) -> str:
    short = word[: _LONGEST + 1]
    return _DIGITS.sub(DIGIT, short) if DIGIT in short else short


def _is_letter(opening: str) -> bool:
    opening = opening.lstrip(CAPITAL + WITHIN)
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


def _is_letters(kind: Any, given: Any) -> bool:
    """Is this node a run of letters, of whatever length but none?"""
    return (
        kind in (op.MAX_REPEAT, op.MIN_REPEAT)
        and given[0] > 0
        and [(one, list(of)) for one, of in given[2] if one is op.IN] == [(op.IN, [(op.CATEGORY, op.CATEGORY_WORD)])]
    )


def _closed(word: str, sign: str) -> str:
    """The opening, ended by a sign; a boundary after no letter tells nothing of what follows."""
    if word.endswith((END, BREAK)) or not word or (sign == BREAK and not (word[-1] == DIGIT or word[-1].isalnum())):
        return word
    return word + sign


def _openings(nodes: Any, *, cased: bool) -> tuple[frozenset[str] | None, bool]:
    """Lower-case words of which a match begins with one (None: unknown), and whether it may match nothing at all."""
    words, empty = _beginnings(nodes, cased=cased)
    firsts = _first_letters(nodes)[0] if cased and words else None
    if words and firsts and all(letter.isupper() for letter in firsts):
        words = frozenset(CAPITAL + word.removeprefix(CAPITAL) for word in words)
    return words, empty


def _beginnings(nodes: Any, *, cased: bool) -> tuple[frozenset[str] | None, bool]:
    found: frozenset[str] = frozenset()
    run = frozenset({""})
    for number, (kind, given) in enumerate(nodes):
        if (kind is op.AT and given is op.AT_BOUNDARY) or _forbids_letter(kind, given, 1):
            run = frozenset(_closed(word, BREAK) for word in run)
        if "" not in run and _is_blank(kind, given):
            return found | {_closed(word, END) for word in run}, False
        if run == {""} and _is_letters(kind, given):
            endings, empty = _beginnings(nodes[number + 1 :], cased=False)
            return (None if endings is None or empty else found | {WITHIN + one for one in endings}), False
        exact = exact_words((kind, given))
        if exact is not None and len(run) * len(exact) <= _MOST:
            run = frozenset(left if _ended(left) else left + right for left in run for right in exact)
            continue
        found |= run - {""}
        if "" not in run:
            return found, False
        inner, empty = _of_node(kind, given, cased=cased)
        if inner is None:
            return None, False
        found |= inner
        if not empty:
            return found, False
        run = frozenset({""})
    return found | (run - {""}), "" in run


def _ended(opening: str) -> bool:
    return len(opening) > _LONGEST or opening.endswith((END, BREAK))


def _of_node(kind: Any, given: Any, *, cased: bool) -> tuple[frozenset[str] | None, bool]:
    if kind is op.LITERAL and chr(given).isalpha() and len(chr(given).lower()) == 1:
        return frozenset({chr(given).lower()}), False
    if kind is op.SUBPATTERN:
        return _openings(given[3], cased=cased and not given[1])
    if kind is op.BRANCH:
        each = [_openings(branch, cased=cased) for branch in given[1]]
        if any(words is None for words, _ in each):
            return None, False
        return frozenset().union(*(words or () for words, _ in each)), any(empty for _, empty in each)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        words, empty = _openings(given[2], cased=cased)
        return words, empty or given[0] == 0
    return None, False
