"""No pattern and no reading takes longer than in proportion to the text, however hostile the text."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import monitor.grammar
import monitor.grammar.mentioned
from monitor.extract import read
from monitor.grammar.engine import GRAMMARS, Watched
from monitor.grammar.lexicon import PATTERNS
from monitor.grammar.signs import DIGIT, required
from monitor.types import Document

SHORT, LONG = 25_000, 50_000
SAMPLE = SHORT // 10
QUICK_SECONDS = 0.05
"""A pattern with a quadratic walk needs seconds for the short text."""
MOST_GROWTH = 3.2
RUN_SECONDS = 0.5
"""What a pattern may take for a run of `SHORT`."""
PAGES = [6_000, pytest.param(100_000, marks=pytest.mark.slow)]
"""Code points of the shorter hostile document."""
ANCHORED = (
    "_CLOCK_DAY", "_DAY_CLOCK", "_COUNT_DAY", "_RESTATED", "PRESSED", "_OWNS", "_ACTS", "_NOT_RATE", "_SUFFERS",
    "_SUPPOSED", "_SOME_VERB", "_WARES", "_RATE_LEADS", "_AGENCY", "_LEADS", "_LABEL", "_RELIEF", "_TAXED", "_DEADLINE", "_HEADS",
    "_IMPOSES", "_ONLY_SPEAKS", "_BREAK", "_DATED_FROM", "_OPENING", "_SPAN", "_PORTS",
)  # fmt: skip
"""Patterns that are matched at a given place and never searched for."""
RUNS = ("a", "A", "9", " ", "\n", "a ", "A. ", "9 ", "9-", "<a", "](", "&#1", "the ", "August 7, ", "#, ", "@ ")


def module_patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.walk_packages(monitor.grammar.__path__, "monitor.grammar."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if value is PATTERNS:
                continue
            for number, one in enumerate(value if isinstance(value, tuple | list) else [value]):
                found = one[0] if isinstance(one, tuple) and one else one
                if isinstance(found, Watched | re.Pattern):
                    pattern = found.pattern if isinstance(found, Watched) else found
                    yield f"{module.name.removeprefix('monitor.grammar.')}.{name}.{number}", pattern


@cache
def every_pattern() -> dict[str, re.Pattern[str]]:
    """Each pattern once, by the first name that it bears."""
    rules = ((f"{grammar.name}.{rule.name}", rule.pattern) for grammar in GRAMMARS for rule in grammar.rules)
    named = {pattern: name for name, pattern in reversed([*rules, *module_patterns()])}
    return {name: pattern for pattern, name in reversed(named.items())}


def hostile(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Repeats and runs of what the pattern looks for: all of it in a row, each of its words, each followed by blanks or letters."""
    words = [next(iter(sorted(clause))).replace(DIGIT, "9") for clause in required(pattern)]
    for unit in dict.fromkeys(
        (" ".join(words) + " ", " ".join(reversed(words)) + " ", *(f"{word} " for word in words))
    ):
        yield (unit * (length // max(1, len(unit)) + 1))[:length]
    start = " ".join(words)
    for run in (" ", "a", "9"):
        yield start + run * (length - len(start))


def seconds(pattern: re.Pattern[str], text: str, *, anchored: bool = False) -> float:
    started = time.process_time()
    if anchored:
        pattern.match(text)
    else:
        for _ in pattern.finditer(text):
            pass
    return time.process_time() - started


@pytest.mark.parametrize(("name", "pattern"), every_pattern().items(), ids=every_pattern())
def test_a_pattern_takes_time_in_proportion_to_the_text(name: str, pattern: re.Pattern[str]) -> None:
    anchored = any(f".{one}." in name for one in ANCHORED)
    for short, long in zip(hostile(pattern, SHORT), hostile(pattern, LONG), strict=True):
        spent = seconds(pattern, short, anchored=anchored)
        if spent > QUICK_SECONDS:
            again = seconds(pattern, short, anchored=anchored)
            growth = min(seconds(pattern, long, anchored=anchored) for _ in range(2)) / min(spent, again)
            assert growth < MOST_GROWTH, f"{name}: {growth:.1f} times as long for twice {short[:60]!r}..."


@pytest.mark.parametrize("run", RUNS)
def test_every_pattern_survives_a_run(run: str) -> None:
    slow = {}
    for name, pattern in every_pattern().items():
        anchored = any(f".{one}." in name for one in ANCHORED)
        # A tenth of the text tells of most patterns that not even a cubic walk could take too long for all of it.
        if seconds(pattern, (run * SAMPLE)[:SAMPLE], anchored=anchored) * 10**3 > RUN_SECONDS:
            spent = seconds(pattern, (run * SHORT)[:SHORT], anchored=anchored)
            slow |= {name: spent} if spent > RUN_SECONDS else {}
    assert not slow


def document(text: str, *, official: bool = False) -> Document:
    return Document("d", "s", "u", "Tariff on steel", text, datetime(2026, 1, 5, 12, tzinfo=UTC), official=official)


def reading_seconds(one: Document) -> float:
    started = time.process_time()
    read(one, timexes=True)
    return time.process_time() - started


@pytest.mark.parametrize(
    "unit",
    [
        "a tariff on Brazil until August 7, ",
        "to 5% tariff by August 7 ",
        "loaded before August 7 and entered before ",
        "within 90 days the secretary shall ",
        "? A ",
        "<!--",
        "<a",
        "9",
        "\n",
        "Brazil, Canada ",
        "for 90 days from August 7 ",
        "planned to pay in 1998 a year earlier ",
        "now that quarter, last spring ",
    ],
)
@pytest.mark.parametrize("official", [False, True])
@pytest.mark.parametrize("pages", PAGES)
def test_a_hostile_document_is_read_in_time_in_proportion_to_its_length(unit: str, official: bool, pages: int) -> None:
    spent = []
    for length in (pages, 4 * pages):
        one = document((unit * (length // len(unit) + 1))[:length], official=official)
        spent.append(min(reading_seconds(one) for _ in range(2)))
    assert spent[1] < max(3e-6 * pages, 0.05) or spent[1] / spent[0] < 8


@given(
    st.text(max_size=300)
    | st.lists(
        st.sampled_from([*RUNS, *chain(*(rule.examples for grammar in GRAMMARS for rule in grammar.rules))]),
        max_size=12,
    ).map(" ".join),
    st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_no_text_makes_a_reading_raise(text: str, official: bool) -> None:
    read(document(text, official=official), timexes=True)
