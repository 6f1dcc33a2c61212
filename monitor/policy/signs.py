"""What a matter bears outwardly, and of what one must bear something for a watch to ask for it: how a few watches are found among many.

| sign                 | a matter bears it                                       | a watch is filed under it for              |
|----------------------|---------------------------------------------------------|--------------------------------------------|
| country, family      | when the country issues it or is its target             | `countries`, with `measures` where it has any |
| word                 | when the word stands in it, whatever the case           | `keywords`, `products`, other `instruments` |
| number               | when these digits stand in it                           | `instruments` with a number                |
| chapter              | when it speaks of a tariff code of the chapter          | `codes`                                    |

A watch is found by one of its criteria: whatever it asks for bears one of the signs under which it is filed. **Pure.**
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from monitor.policy.codes import codes_in, digits
from monitor.policy.instruments import number_of
from monitor.policy.matching import EU, EU_MEMBERS, EVERYBODY, Facts, plain
from monitor.types import Watch

Sign = tuple[str, str]
"""Its kind, and what is borne."""

# In small letters, as no code of a country is written.
WHICHEVER = "whichever"
_MEMBERS, _ALL = "members of the EU", "all partners"
PLACE = "place"
_WORD, _BEFORE_A_LETTER, _NUMBER, _CHAPTER = "word", "word, perhaps with a letter behind it", "number", "chapter"

NEVER: list[set[Sign]] = [set()]
"""How blanks are found: no text says them."""
_RUN = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_I = str.maketrans("İı", "ii")
"""Patterns that ignore case take these for an i; `casefold` does not."""


@dataclass(frozen=True, slots=True)
class Filing:
    """A way of finding a watch. `whole`: does it ask for everything that bears one of the signs?"""

    signs: frozenset[Sign]
    whole: bool = False

    @property
    def telling(self) -> Iterator[Sign]:
        """Those that tell how rare it is: what concerns many countries at once concerns nearly every watch with countries."""
        return (sign for sign in self.signs if not sign[1].startswith((_ALL, _MEMBERS)))


def filings(watch: Watch) -> Iterator[Filing]:
    """All ways in which the watch can be found; each is enough. None for a watch that must be held against everything."""
    yield from _ways(watch.instruments, _cited)
    yield from _ways(watch.codes, _in_chapter)
    yield from _ways(watch.products, _named)
    yield from _ways(watch.any_words, _said)
    for word in watch.all_words:
        yield from _ways((word,), _said)
    if watch.countries or watch.measures:
        yield Filing(frozenset(_placed(watch)), whole=not _has_more(watch))


def borne(facts: Facts, kind: str) -> set[str]:
    """What a matter bears of one kind of signs."""
    if kind == PLACE:
        return set(_places(facts))
    if kind == _CHAPTER:
        return {own[:2] for _, own in codes_in(*facts.coded)}
    if kind == _NUMBER:
        return set(_DIGITS.findall(facts.said))
    words = set(map(str.casefold, _RUN.findall(facts.said.translate(_I))))
    return words if kind == _WORD else words | {word[:-1] for word in words}


def _places(facts: Facts) -> Iterator[str]:
    issuer, targets = facts.parties
    at_large = {_ALL: EVERYBODY in targets, _MEMBERS: issuer == EU or EU in targets, WHICHEVER: True}
    for place in (issuer, *targets, *(name for name, so in at_large.items() if so)):
        yield from (f"{place} {family}" for family in (WHICHEVER, facts.measure.kind))


def _placed(watch: Watch) -> Iterator[Sign]:
    codes = {plain(country) for country in watch.countries}
    places = codes | {_ALL} | ({_MEMBERS} if codes & EU_MEMBERS else set()) if codes else {WHICHEVER}
    for family in watch.measures or (WHICHEVER,):
        yield from ((PLACE, f"{place} {family}") for place in places)


def _has_more(watch: Watch) -> bool:
    """Does it restrict anything besides countries and families?"""
    worded = (watch.authorities, watch.programmes, watch.instruments, watch.codes, watch.products)
    keywords = (watch.any_words, watch.all_words, watch.not_words)
    return any((watch.kinds, *worded, *keywords, watch.min_confidence)) or watch.min_firmness != "said"


def _ways(entries: Sequence[str], ways_of: Callable[[str], list[set[Sign]]]) -> Iterator[Filing]:
    """By any of these; nothing where one of them can be found by no sign. One alone may be found in several ways."""
    ways = [ways_of(entry) for entry in entries]
    if len(ways) == 1:
        yield from (Filing(frozenset(signs)) for signs in ways[0])
    elif ways and all(ways):
        yield Filing(frozenset().union(*(of_one[0] for of_one in ways)))


def _cited(instrument: str) -> list[set[Sign]]:
    if number := number_of(instrument):
        return [{(_NUMBER, number)}]
    return [{(_BEFORE_A_LETTER if last else _WORD, word)} for word, last in _runs(instrument)]


def _in_chapter(code: str) -> list[set[Sign]]:
    own = digits(code)
    return [{(_CHAPTER, own[:2])}] if len(own) > 1 else []


def _named(goods: str) -> list[set[Sign]]:
    found = [{(_WORD, word + ending) for ending in (("", "s", "es") if last else ("",))} for word, last in _runs(goods)]
    return found if goods.strip() else NEVER


def _said(words: str) -> list[set[Sign]]:
    return [{(_WORD, word)} for word, _ in _runs(words)] if words.strip() else NEVER


def _runs(words: str) -> list[tuple[str, bool]]:
    """Its words, the longest first, and whether it ends with this one, behind which a text may write a letter or two more."""
    runs = [(match[0], match.end() == len(words.rstrip())) for match in _RUN.finditer(words)]
    return [(_folded(run), last) for run, last in sorted(runs, key=lambda run: (run[1], -len(run[0])))]


def _folded(word: str) -> str:
    return word.translate(_I).casefold()
