"""A tiny registry of rules: a rule is a decorated function that carries its examples and refusals.

In a pattern a blank stands for a run of white space and " ?" for a run or nothing; `(?P<span>...)` narrows what the rule
covers. Rules are tried in the order in which they are written, and only those whose words the text holds (`lexicon`). **Pure.**
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar

from monitor.grammar.lexicon import enrol, glance
from monitor.grammar.signs import required

T = TypeVar("T")


def spaced(pattern: str) -> str:
    """A pattern whose blanks stand for white space of any length."""
    return pattern.replace(" ?", r"\s*").replace(" ", r"\s+")


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """One rule. `needs`: lower-case words of which one must occur for the rule to be tried; empty always tries. `bit`: see `lexicon`."""

    name: str
    pattern: re.Pattern[str]
    make: Callable[[re.Match[str]], T | None]
    examples: Mapping[str, str]
    refusals: tuple[str, ...]
    needs: tuple[str, ...]
    bit: int

    def found(self, text: str) -> "list[Found[T]]":
        """What this rule reads in `text`, left to right."""
        read = [(match, self.make(match)) for match in matches(self.pattern, self.bit, text)]
        group = "span" if "span" in self.pattern.groupindex else 0
        return [
            Found(match.start(group), match.end(group), value, self.name) for match, value in read if value is not None
        ]


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value read at `start` to `end`, and the rule that read it."""

    start: int
    end: int
    value: T
    rule: str


Narrow = Callable[[], Mapping[str, re.Pattern[str]]]


def matches(pattern: re.Pattern[str], bit: int, text: str, narrow: Mapping[str, re.Pattern[str]] | None = None) -> list[re.Match[str]]:
    """As the pattern's own `finditer`. `narrow`: by lower-case first letter a pattern that matches there what the whole one would."""
    seen = glance(text)
    if not seen.may & bit:
        return []
    if seen.free & bit:
        return list(pattern.finditer(text))
    found: list[re.Match[str]] = []
    end = 0
    for start, bits in seen.hits():
        if bits & bit and start >= end:
            match = (narrow.get(text[start].lower(), pattern) if narrow else pattern).match(text, start)
            if match:
                found.append(match)
                end = match.end()
    return found


class Watched:
    """A pattern that is only tried on a text which holds its words; for whole sentences, asked of again and again."""

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG, narrow: Narrow | None = None) -> None:
        """`narrow`: see `matches`; made at the first text."""
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
        if not seen.may & self.bit:
            return None
        if seen.free & self.bit:
            return self.pattern.search(text)
        for start, bits in seen.hits():
            if bits & self.bit and (match := self.pattern.match(text, start)):
                return match
        return None

    def matches(self, text: str) -> list[re.Match[str]]:
        """As the pattern's own `finditer`."""
        return matches(self.pattern, self.bit, text, self._narrow)


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
            rule = Rule(name, compiled, make, examples, refusals, needs, enrol(compiled))
            self._rules.append(rule)
            self._by_bit[rule.bit] = rule
            self._bits |= rule.bit
            return make

        return register

    def may_read(self, text: str, also: str = "") -> bool:
        """False only where no rule can read anything in the text and the word `also`."""
        seen = glance(text)
        return (seen.may_with(also) if also else seen.may) & self._bits != 0

    def candidates(self, text: str) -> "list[Rule[T]]":
        """The rules whose words the text holds, in their order; no other can read anything in it."""
        may = glance(text).may & self._bits
        rules: list[Rule[T]] = []
        while may:
            lowest = may & -may
            rules.append(self._by_bit[lowest])
            may ^= lowest
        return rules

    def found(self, text: str) -> "list[Found[T]]":
        """The longest readings that do not overlap, left to right; of equals the rule written first."""
        everything = [
            found for rule in self.candidates(text) if _needed(rule, text) for found in rule.found(text)
        ]
        return _apart(everything, len(text)) if len(everything) > 1 else everything

    def first(self, text: str) -> "Found[T] | None":
        """The first reading of the first rule that reads anything."""
        for rule in self.candidates(text):
            if found := rule.found(text):
                return found[0]
        return None


def _needed(rule: Rule[Any], text: str) -> bool:
    if not rule.needs or _implied(rule.needs, rule.pattern):
        return True
    lower = text.lower()
    return any(word in lower for word in rule.needs)


@lru_cache(maxsize=512)
def _implied(needs: tuple[str, ...], pattern: re.Pattern[str]) -> bool:
    """Does every text that holds the pattern's own words hold one that is needed?"""
    return any(all(any(word in piece for word in needs) for piece in clause) for clause in required(pattern))


def _apart(everything: list[Found[T]], length: int) -> list[Found[T]]:
    """The longest that do not overlap, left to right."""
    everything.sort(key=lambda found: found.start - found.end)
    taken = bytearray(length + 1)
    kept: list[Found[T]] = []
    for found in everything:
        if not any(taken[found.start : found.end]):
            taken[found.start : found.end] = b"\x01" * (found.end - found.start)
            kept.append(found)
    return sorted(kept, key=lambda found: found.start)


GRAMMARS: list[Grammar[object]] = []
"""Every grammar, for the test that runs all examples."""
