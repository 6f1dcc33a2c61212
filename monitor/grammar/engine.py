"""A tiny registry of rules: a rule is a decorated function that carries its examples and refusals.

In a pattern a blank stands for a run of white space and " ?" for a run or nothing; `(?P<span>...)` narrows what the rule
covers. Rules are tried in the order in which they are written, and only those whose words the text holds (`lexicon`). **Pure.**
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import attrgetter, itemgetter
from typing import Any, Generic, TypeVar

from monitor.grammar.lexicon import ascending, each_match, enrol, glance, goes_on, may_hold, tried
from monitor.grammar.signs import required

T = TypeVar("T")


def spaced(pattern: str) -> str:
    """A pattern whose blanks stand for white space of any length."""
    return pattern.replace(" ?", r"\s*").replace(" ", r"\s+")


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """One rule. `needs`: lower-case words of which one must occur for the rule to be tried; empty always tries. `bit`: see `lexicon`.

    `span`: the group that it covers.
    """

    name: str
    pattern: re.Pattern[str]
    make: Callable[[re.Match[str]], T | None]
    examples: Mapping[str, str]
    refusals: tuple[str, ...]
    needs: tuple[str, ...]
    bit: int
    span: int | str

    def found(self, text: str) -> "list[Found[T]]":
        """What this rule reads in `text`, left to right."""
        read = [(match, self.make(match)) for match in each_match(glance(text), self.pattern, self.bit, self.bit)]
        return [Found(*match.span(self.span), value, self.name) for match, value in read if value is not None]


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value read at `start` to `end`, and the rule that read it."""

    start: int
    end: int
    value: T
    rule: str


Narrow = Callable[[], Mapping[str, re.Pattern[str]]]


class Watched:
    """A pattern that is only tried on a text which holds its words; for whole sentences, asked of again and again."""

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG, narrow: Narrow | None = None) -> None:
        """`narrow`: see `lexicon.each_match`; made at the first text."""
        self.pattern = re.compile(pattern, flags)
        self.bit = enrol(self.pattern)
        self._make_narrow = narrow

    @cached_property
    def _narrow(self) -> Mapping[str, re.Pattern[str]] | None:
        return self._make_narrow() if self._make_narrow else None

    def may_match(self, text: str) -> bool:
        """False only where the pattern can't match anywhere in `text`."""
        return glance(text).may & self.bit != 0

    def search(self, text: str) -> re.Match[str] | None:
        """As the pattern's own."""
        seen = glance(text)
        return next(each_match(seen, self.pattern, self.bit, self.bit), None) if seen.may & self.bit else None

    def matches(self, text: str) -> list[re.Match[str]]:
        """As the pattern's own `finditer`."""
        seen = glance(text)
        return list(each_match(seen, self.pattern, self.bit, self.bit, self._narrow)) if seen.may & self.bit else []

    def search_part(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """As the pattern's own search in `text[start:end]`; see `matches_in_part`."""
        start = max(start, 0)
        # Most parts are asked in vain, of a text that holds no match at all.
        if not glance(text).may & self.bit and not _amid(text, start):
            return None
        return next(self._in_part(text, start, end), None)

    def matches_in_part(self, text: str, start: int, end: int) -> list[re.Match[str]]:
        """As the pattern's own `finditer` in `text[start:end]`. A `start` below 0 is 0; `end` must not stand amid a word."""
        return list(self._in_part(text, start, end))

    def _in_part(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        start = max(start, 0)
        seen = glance(text)
        may = seen.may & self.bit
        # A part that begins amid a word may begin with a match where the whole text has none.
        amid = _amid(text, start)
        if may & seen.free:
            yield from self.pattern.finditer(text[start:end])
        elif may or amid:
            places = seen.starts(self.bit, self.bit) if may else ()
            inner = [place - start for place in places[bisect_left(places, start) : bisect_left(places, end)]]
            yield from tried(self.pattern, text[start:end], [0, *inner] if amid else inner)

    def blanked(self, text: str) -> str:
        """The text with blanks in place of what matches."""
        for match in self.matches(text):
            start, end = match.span()
            text = text[:start] + " " * (end - start) + text[end:]
        return text


class Grammar(Generic[T]):
    """Rules of one family. `show` writes a value as the examples write it."""

    def __init__(self, name: str, show: Callable[[T], str] = str) -> None:
        self.name = name
        self.show = show
        self._rules: list[Rule[T]] = []
        self._by_bit: dict[int, Rule[T]] = {}
        self._bits = 0
        GRAMMARS.append(self)  # type: ignore[arg-type]

    @property
    def rules(self) -> tuple[Rule[T], ...]:
        """All rules, in the order in which they are tried."""
        return tuple(self._rules)

    @property
    def bits(self) -> int:
        """Those of all rules, see `lexicon`."""
        return self._bits

    def rule(
        self,
        pattern: str,
        *,
        examples: Mapping[str, str],
        refusals: tuple[str, ...] = (),
        needs: tuple[str, ...] = (),
        exact_case: bool = False,
    ) -> Callable[[Callable[[re.Match[str]], T | None]], Callable[[re.Match[str]], T | None]]:
        """Registers the decorated function. Raises ValueError for a rule without examples, or with a name used before."""

        def register(make: Callable[[re.Match[str]], T | None]) -> Callable[[re.Match[str]], T | None]:
            name = make.__name__
            if not examples or any(known.name == name for known in self._rules):
                raise ValueError(f"rule {self.name}.{name} has no examples, or its name is taken")
            flags = re.NOFLAG if exact_case else re.IGNORECASE
            compiled = re.compile(spaced(pattern), flags)
            span = "span" if "span" in compiled.groupindex else 0
            rule = Rule(name, compiled, make, examples, refusals, needs, enrol(compiled), span)
            self._rules.append(rule)
            self._by_bit[rule.bit] = rule
            self._bits |= rule.bit
            return make

        return register

    def may_read(self, text: str, also: str = "") -> bool:
        """False only where no rule can read anything in the text and the word `also`."""
        seen = glance(text)
        return (may_hold(seen.held, also) if also else seen.may) & self._bits != 0

    def candidates(self, text: str) -> "list[Rule[T]]":
        """The rules whose words the text holds, in their order; no other can read anything in it."""
        return [self._by_bit[bit] for bit in ascending(glance(text).may & self._bits)]

    def found(self, text: str) -> "list[Found[T]]":
        """The longest readings that do not overlap, left to right; of equals the rule written first."""
        seen = glance(text)
        may = seen.may & self._bits
        if not may:
            return []
        everything: list[tuple[int, int, int, Found[T]]] = []
        while may:
            bit = may & -may
            may ^= bit
            rule = self._by_bit[bit]
            for match in each_match(seen, rule.pattern, bit, self._bits):
                value = rule.make(match)
                if value is not None and (not rule.needs or _needed(rule, text)):
                    start, end = match.span(rule.span)
                    everything.append((start - end, bit, start, Found(start, end, value, rule.name)))
        return _apart(everything, len(text)) if len(everything) > 1 else [one[3] for one in everything]

    def first(self, text: str) -> "Found[T] | None":
        """The first reading of the first rule that reads anything."""
        seen = glance(text)
        may = seen.may & self._bits
        while may:
            bit = may & -may
            may ^= bit
            rule = self._by_bit[bit]
            for match in each_match(seen, rule.pattern, bit, self._bits):
                value = rule.make(match)
                if value is not None:
                    return Found(*match.span(rule.span), value, rule.name)
        return None


def _amid(text: str, place: int) -> bool:
    """Does this place lie within a word?"""
    return place > 0 and goes_on(text[place - 1]) and goes_on(text[place])


def _needed(rule: Rule[Any], text: str) -> bool:
    if not rule.needs or _implied(rule.needs, rule.pattern):
        return True
    lower = text.lower()
    return any(word in lower for word in rule.needs)


@lru_cache(maxsize=512)
def _implied(needs: tuple[str, ...], pattern: re.Pattern[str]) -> bool:
    """Does every text that holds the pattern's own words hold one that is needed?"""
    return any(all(any(word in piece for word in needs) for piece in clause) for clause in required(pattern))


def _apart(everything: list[tuple[int, int, int, Found[T]]], length: int) -> list[Found[T]]:
    """The longest that do not overlap, left to right; of equals the rule written first."""
    taken = bytearray(length + 1)
    kept: list[Found[T]] = []
    for shorter, _, start, found in sorted(everything, key=itemgetter(0, 1, 2)):
        if not any(taken[start : start - shorter]):
            taken[start : start - shorter] = b"\x01" * -shorter
            kept.append(found)
    return sorted(kept, key=attrgetter("start"))


GRAMMARS: list[Grammar[object]] = []
"""Every grammar, for the test that runs all examples."""
