"""What the words of a text tell of all patterns at once: which may match in it, and where their matches may begin.

Every pattern has a bit. Each word is looked into once and then remembered: of which pieces it holds one (`signs`), and which patterns may
begin where in it (`openings`). A text is the sum of its words. **Pure.**
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, reduce
from itertools import accumulate, count
from operator import add, itemgetter, or_
from threading import Lock

from monitor.grammar.openings import BREAK, CAPITAL, END, WITHIN, openings
from monitor.grammar.signs import DIGIT, MOST_NEEDS, required

Opens = tuple[int, tuple[tuple[int, int], ...]]
"""The patterns that may begin in a word: all their bits, and the bits at each offset."""
Word = tuple[int, int, tuple[tuple[int, int], ...]]
"""What is known of a word: the bits of what it holds, and `Opens`."""
_ODD = re.compile("[ſıİ\u212a]")
"""Letters that equal s, i or k in a pattern that ignores case, but not in lower case."""
_DIGITS = re.compile(r"\d")
_MOST_WORDS = 20_000
_LONG_WORD = 80
_NOWHERE: Opens = (0, ())
_HELD = itemgetter(0)


class _Pieces:
    """An automaton that finds all pieces of a word in one pass (Aho and Corasick, 1975). `bits`: what each piece stands for."""

    def __init__(self, bits: Mapping[str, int]) -> None:
        self._steps: list[dict[str, int]] = [{}]
        self._held: list[int] = [0]
        for piece, own in bits.items():
            self._take(piece, own)
        self._close()

    def held(self, word: str) -> int:
        """The bits of the pieces that a word holds."""
        found = state = 0
        for letter in word:
            state = self._steps[state].get(letter, 0)
            found |= self._held[state]
        return found

    def _take(self, piece: str, own: int) -> None:
        state = 0
        for letter in piece:
            if letter not in self._steps[state]:
                self._steps[state][letter] = len(self._steps)
                self._steps.append({})
                self._held.append(0)
            state = self._steps[state][letter]
        self._held[state] |= own

    def _close(self) -> None:
        """Gives every state the steps and pieces of its longest proper suffix."""
        suffix = [0] * len(self._steps)
        waiting = deque(self._steps[0].values())
        while waiting:
            state = waiting.popleft()
            shorter = suffix[state]
            self._held[state] |= self._held[shorter]
            for letter, following in self._steps[state].items():
                suffix[following] = self._steps[shorter].get(letter, 0)
                waiting.append(following)
            self._steps[state] = self._steps[shorter] | self._steps[state]


class _Node:
    """A letter of the tree of openings. `anywhere`, `at_word`: the patterns of which an opening ends here."""

    __slots__ = ("anywhere", "at_word", "following")

    def __init__(self) -> None:
        self.anywhere = self.at_word = 0
        self.following: dict[str, _Node] = {}


class _Openings:
    """A tree of the openings of all patterns. `free`: the patterns that may begin anywhere."""

    def __init__(self, patterns: list[re.Pattern[str]]) -> None:
        self.free = 0
        self._root = _Node()
        for number, pattern in enumerate(patterns):
            required(pattern)  # remembered while the parsed pattern is at hand
            known = openings(pattern)
            if known is None:
                self.free |= 1 << number
                continue
            for opening in known.words:
                node = self._root
                for letter in opening:
                    node = node.following.setdefault(letter, _Node())
                node.at_word |= 1 << number
                node.anywhere |= 0 if known.at_word else 1 << number

    def of(self, word: str) -> Opens:
        """The patterns that may begin in a word."""
        lower = word.lower()
        if len(lower) != len(word):
            return _NOWHERE
        lowers = (lower, _DIGITS.sub(DIGIT, lower)) if _DIGITS.search(lower) else (lower,)
        found: list[tuple[int, int]] = []
        for offset in range(len(lower)):
            bits = 0
            inside = offset > 0 and goes_on(lower[offset - 1])
            for letters in lowers:
                bits |= _at(self._root, letters, offset, inside=inside)
            if word[offset].isupper() and CAPITAL in self._root.following:
                bits |= _at(self._root.following[CAPITAL], lower, offset, inside=inside)
            if not inside and WITHIN in self._root.following:
                bits |= self._within(lower, offset)
            if bits:
                found.append((offset, bits))
        return (reduce(or_, (bits for _, bits in found)), tuple(found)) if found else _NOWHERE

    def _within(self, word: str, offset: int) -> int:
        """The patterns of which an opening stands in the run of letters that begins here."""
        bits = 0
        while offset + 1 < len(word) and goes_on(word[offset]):
            offset += 1
            bits |= _at(self._root.following[WITHIN], word, offset, inside=False)
        return bits


def _at(root: _Node, word: str, offset: int, *, inside: bool) -> int:
    """The patterns of which an opening stands here."""
    bits = 0
    node: _Node | None = root
    while node:
        following = node.following
        ends = [node]
        if offset == len(word):
            ends += [following[sign] for sign in (END, BREAK) if sign in following]
        elif BREAK in following and not goes_on(word[offset]):
            ends.append(following[BREAK])
        for end in ends:
            bits |= end.anywhere if inside else end.at_word
        node = following.get(word[offset]) if offset < len(word) else None
        offset += 1
    return bits


def goes_on(letter: str) -> bool:
    """Is this a letter, a digit or an underscore?"""
    return letter in ("_", DIGIT) or letter.isalnum()


class _Words(dict[str, Word]):
    """What is known of each word that was met. It holds a plane of bits for each set of pieces that patterns need, and one for openings."""

    def __init__(self, patterns: list[re.Pattern[str]]) -> None:
        super().__init__()
        self._openings = _Openings(patterns)
        self.free = self._openings.free
        self._width = len(patterns)
        self._begin = MOST_NEEDS * self._width
        self.odd = 1 << self._begin + self._width
        self.base = self.free << self._begin
        bits: dict[str, int] = {}
        for number, pattern in enumerate(patterns):
            needs = required(pattern)
            for plane in range(MOST_NEEDS):
                own = 1 << plane * self._width + number
                if plane >= len(needs):
                    self.base |= own
                    continue
                for piece in needs[plane]:
                    bits[piece] = bits.get(piece, 0) | own
        self._pieces = _Pieces(bits)

    def __missing__(self, word: str) -> Word:
        known = self._of(word)
        if len(word) <= _LONG_WORD:
            if len(self) >= _MOST_WORDS:
                self.clear()
            self[word] = known
        return known

    def _of(self, word: str) -> Word:
        if not word.isascii() and _ODD.search(word):
            return self.odd, 0, ()
        lower = word.lower()
        union, each = self._openings.of(word)
        held = self._pieces.held(lower) | union << self._begin
        if _DIGITS.search(lower):
            held |= self._pieces.held(_DIGITS.sub(DIGIT, lower))
        return held, union, each

    def passed(self, held: int) -> int:
        """The bits of the patterns that may begin, and of whose every set a piece is held."""
        width = self._width
        if held & self.odd:
            return (1 << width) - 1
        both = held & held >> width
        return both & both >> 2 * width & both >> 4 * width & (1 << width) - 1


class Glance:
    """What the words of a text tell. `may`: the bits of the patterns that may match in it."""

    __slots__ = ("_hits", "_sought", "_starts", "_texts", "_words", "free", "held", "may", "text")

    def __init__(self, text: str, words: _Words) -> None:
        self.text = text
        self._texts = text.split()
        self._words = list(map(words.__getitem__, self._texts))
        self.held = reduce(or_, map(_HELD, self._words), words.base)
        self.may = words.passed(self.held)
        # Where a letter is odd, its place in lower case may be another.
        self.free = self.may if self.held & words.odd else words.free
        self._hits: list[tuple[int, int]] | None = None
        self._starts: dict[int, list[int]] = {}
        self._sought = 0

    def starts(self, bit: int, family: int) -> Sequence[int]:
        """The places where matches of a pattern may begin, left to right. `family`: its bit and those of what is asked for next to it."""
        if not bit & self._sought:
            self._seek(family & self.may & ~self._sought)
            self._sought |= family
        return self._starts.get(bit, ())

    def _seek(self, family: int) -> None:
        if self._hits is None:
            self._hits = self._found()
        starts = self._starts
        for start, bits in self._hits:
            here = bits & family
            while here:
                bit = here & -here
                here ^= bit
                if bit in starts:
                    starts[bit].append(start)
                else:
                    starts[bit] = [start]

    def _found(self) -> list[tuple[int, int]]:
        """The places of the text where matches may begin, left to right, each with the bits of the patterns."""
        may = self.may & ~self.free
        hits: list[tuple[int, int]] = []
        for start, (_, union, each) in zip(self._places(), self._words, strict=False):
            if union & may:
                for offset, bits in each:
                    here = bits & may
                    if here:
                        hits.append((start + offset, here))
        return hits

    def _places(self) -> Iterable[int]:
        """Where each word begins."""
        texts = self._texts
        after = [0, *map(add, accumulate(map(len, texts)), count(1))]
        if after[-1] == len(self.text) + 1:
            return after
        places: list[int] = []
        place = 0
        for word in texts:
            place = self.text.find(word, place)
            places.append(place)
            place += len(word)
        return places


def ascending(bits: int) -> Iterator[int]:
    """The single bits, lowest first."""
    while bits:
        bit = bits & -bits
        bits ^= bit
        yield bit


def each_match(
    seen: Glance, pattern: re.Pattern[str], bit: int, family: int, narrow: Mapping[str, re.Pattern[str]] | None = None
) -> Iterator[re.Match[str]]:
    """As the pattern's own `finditer`, but tried only where it may begin. `family`: see `Glance.starts`.

    `narrow`: by first letter a pattern that matches there what the whole one would.
    """
    text = seen.text
    if not seen.may & bit:
        return
    if seen.free & bit:
        yield from pattern.finditer(text)
    elif narrow:
        end = 0
        for start in seen.starts(bit, family):
            if start >= end and (match := narrow.get(text[start], pattern).match(text, start)):
                yield match
                end = match.end()
    else:
        yield from tried(pattern, text, seen.starts(bit, family))


def tried(pattern: re.Pattern[str], text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """As the pattern's own `finditer`, where it may begin only at these places, which rise."""
    end = 0
    for start in starts:
        if start >= end and (match := pattern.match(text, start)):
            yield match
            end = match.end()


PATTERNS: list[re.Pattern[str]] = []
"""Every pattern that has a bit: the first has the lowest."""


def enrol(pattern: re.Pattern[str]) -> int:
    """The bit of a pattern from now on; of a new one at every call."""
    PATTERNS.append(pattern)
    _read_off.cache_clear()
    glance.cache_clear()
    return 1 << len(PATTERNS) - 1


_READING = Lock()


def _known_words() -> _Words:
    """Read off the patterns at the first text, since a command may never come to one; once, however many threads come to a first text."""
    with _READING:
        return _read_off()


@lru_cache(maxsize=1)
def _read_off() -> _Words:
    return _Words(PATTERNS)


@lru_cache(maxsize=1024)
def glance(text: str) -> Glance:
    """A look at a text's words; remembered, as one sentence is asked about many times."""
    return Glance(text, _known_words())


def possible(text: str) -> int:
    """The bits of the patterns that may match in a text, or in a part of it that is cut at white space; nothing is remembered of it."""
    words = _known_words()
    return words.passed(reduce(or_, map(_HELD, map(words.__getitem__, text.split())), words.base))


def may_hold(held: int, word: str) -> int:
    """The bits of the patterns that may match in a text with these bits, and the word beside it."""
    words = _known_words()
    return words.passed(held | words[word][0])
