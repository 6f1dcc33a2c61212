"""A tiny registry of rules: a rule is a decorated function that carries its examples and refusals.

In a pattern a blank stands for a run of white space and " ?" for a run or nothing; `(?P<span>...)` narrows what the rule
covers. Rules are tried in the order in which they are written, and only those whose words the text holds (`signs`). **Pure.**
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar

from monitor.grammar.openings import Narrow, Places
from monitor.grammar.signs import holds, masks, required, signs

T = TypeVar("T")


def spaced(pattern: str) -> str:
    """A pattern whose blanks stand for white space of any length."""
    return pattern.replace(" ?", r"\s*").replace(" ", r"\s+")


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """One rule. `needs`: lower-case words of which one must occur for the rule to be tried; empty always tries."""

    name: str
    pattern: re.Pattern[str]
    make: Callable[[re.Match[str]], T | None]
    examples: Mapping[str, str]
    refusals: tuple[str, ...]
    needs: tuple[str, ...]
    places: Places

    def found(self, text: str, lower: str = "") -> Iterator["Found[T]"]:
        """What this rule reads in `text`, left to right. `lower`: the text in lower case, where it is at hand."""
        for match in self.places.matches(text, lower):
            value = self.make(match)
            if value is not None:
                group = "span" if "span" in self.pattern.groupindex else 0
                yield Found(match.start(group), match.end(group), value, self.name)


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value read at `start` to `end`, and the rule that read it."""

    start: int
    end: int
    value: T
    rule: str


class Watched:
    """A pattern that is only tried on a text which holds its words; for whole sentences, asked of again and again."""

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG, narrow: Narrow | None = None) -> None:
        """`narrow`: see `openings.Places`."""
        self.pattern = re.compile(pattern, flags)
        self._places = Places(self.pattern, narrow)
        WATCHED.append(self)

    @cached_property
    def _masks(self) -> tuple[int, ...]:
        return masks(self.pattern)

    def prepare(self) -> None:
        """Reads the words off the pattern now: all patterns at once cost less than one after the other."""
        _ = self._masks

    def may_match(self, text: str) -> bool:
        """False only where the pattern can't match anywhere in `text`."""
        needed = self._masks
        held = signs(text)
        return holds(held, needed)

    def search(self, text: str) -> re.Match[str] | None:
        """As the pattern's own."""
        return next(self.matches(text), None)

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """As the pattern's own `finditer`."""
        return self._places.matches(text, text.lower()) if self.may_match(text) else iter(())


class Grammar(Generic[T]):
    """Rules of one family. `show` writes a value as the examples write it."""

    def __init__(self, name: str, show: Callable[[T], str] = str) -> None:
        self.name = name
        self.show = show
        self._rules: list[Rule[T]] = []
        self._watched: list[tuple[int, tuple[int, ...], Rule[T]]] = []
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
            rule = Rule(name, compiled, make, examples, refusals, needs, Places(compiled))
            self._rules.append(rule)
            return make

        return register

    def candidates(self, text: str, also: str = "") -> list[Rule[T]]:
        """The rules whose words the text (or `also`) holds, in their order; no other can read anything in it."""
        watched = self._watched if len(self._watched) == len(self._rules) else self._watch()
        held = signs(text) | signs(also)
        return [
            rule for first, rest, rule in watched if held & first and (not rest or all(held & bits for bits in rest))
        ]

    def _watch(self) -> list[tuple[int, tuple[int, ...], Rule[T]]]:
        """Reads the rules' words off their patterns; at the first text, since a command may never come to one."""
        known: list[Grammar[Any]] = [*GRAMMARS, self]
        for grammar in known:
            grammar._watched = [
                (first, tuple(rest), rule) for rule in grammar._rules for first, *rest in [masks(rule.pattern)]
            ]
        for pattern in WATCHED:
            pattern.prepare()
        return self._watched

    def found(self, text: str) -> list[Found[T]]:
        """The longest readings that do not overlap, left to right; of equals the rule written first."""
        rules = self.candidates(text)
        if not rules:
            return []
        lower = text.lower()
        everything = [
            found
            for rule in rules
            if not rule.needs or _implied(rule.needs, rule.pattern) or any(word in lower for word in rule.needs)
            for found in rule.found(text, lower)
        ]
        if len(everything) < 2:
            return everything
        return _apart(everything, len(text))

    def first(self, text: str) -> Found[T] | None:
        """The first reading of the first rule that reads anything."""
        lower = text.lower()
        for rule in self.candidates(text):
            for found in rule.found(text, lower):
                return found
        return None


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


WATCHED: list[Watched] = []
GRAMMARS: list[Grammar[object]] = []
"""Every grammar, for the test that runs all examples."""
