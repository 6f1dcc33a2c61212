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
from collections.abc import Callable, Iterable, Iterator
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
    worded = (
        _each(watch.instruments, _cited),
        _each(watch.codes, _in_chapter),
        _each(watch.products, _named),
        _each(watch.any_words, _said),
        *(_each((word,), _said) for word in watch.all_words),
    )
    yield from filter(None, worded)
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


def _each(entries: Iterable[str], signs_of: Callable[[str], set[Sign] | None]) -> Filing | None:
    """By any of these; None where there are none, or where one of them can be found by no sign."""
    found = [signs_of(entry) for entry in entries]
    signs = [each for each in found if each is not None]
    return Filing(frozenset().union(*signs)) if found and len(signs) == len(found) else None


def _cited(instrument: str) -> set[Sign] | None:
    if number := number_of(instrument):
        return {(_NUMBER, number)}
    word, last = _telling(instrument)
    return {(_BEFORE_A_LETTER if last else _WORD, word)} if word else None


def _in_chapter(code: str) -> set[Sign] | None:
    own = digits(code)
    return {(_CHAPTER, own[:2])} if len(own) > 1 else None


def _named(goods: str) -> set[Sign] | None:
    word, last = _telling(goods)
    endings = ("", "s", "es") if last else ("",)
    return {(_WORD, word + ending) for ending in endings} if word else None if goods.strip() else set()


def _said(words: str) -> set[Sign] | None:
    word, _ = _telling(words)
    return {(_WORD, word)} if word else None if words.strip() else set()


def _telling(words: str) -> tuple[str, bool]:
    """The longest word, and whether the words end with it: there a text may write a letter more. Rather one within than the last."""
    runs = [(match[0], match.end() == len(words.rstrip())) for match in _RUN.finditer(words)]
    word, last = max(runs, key=lambda run: (not run[1], len(run[0])), default=("", False))
    return _folded(word), last


def _folded(word: str) -> str:
    return word.translate(_I).casefold()
