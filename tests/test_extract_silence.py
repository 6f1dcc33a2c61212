"""Texts that are left after one look at their words hold nothing that the whole reader reads."""

import os
import re
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.cli.documents import Broken, documents
from monitor.extract import explained, read
from monitor.extract.silence import is_silent
from monitor.grammar.engine import GRAMMARS
from monitor.grammar.scan import clean_of
from monitor.types import DeadlineKind, Document, Reading, Stated
from tests.ordinary.news import ordinary_news

PASSAGES = [
    *sorted((Path(__file__).parent / "passages").glob("*/*.docs.jsonl")),
    *sorted(
        Path(os.environ.get("DEADLINE_CORPUS", "")).glob("*.docs.jsonl") if "DEADLINE_CORPUS" in os.environ else ()
    ),
]
EXAMPLES = sorted({*chain(*((*rule.examples, *rule.refusals) for grammar in GRAMMARS for rule in grammar.rules))})
DATED = [words.replace("@", "August 7").replace("#", "May 3, 2026") for words in EXAMPLES]
QUIET = (
    "The bakery on the corner has new owners who keep the old ovens.",
    "Engineers said that the bridge is safe, and traffic flows again.",
    "Scientists found a new kind of frog in the hills; nobody had seen it.",
    "A survey found that most readers prefer printed books.",
    "The striker scored twice as his team won easily.",
    "Shares of the bank fell as doubts about its loans spread.",
)
PIECES = st.sampled_from([*DATED, *QUIET, "–", "**", "</p>", "&nbsp;", "\n\n", "\n- ", "ſix", "\u2028", "x" * 3100])
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=6).flatmap(
    lambda parts: st.sampled_from([" ", ". ", "", "\n"]).map(lambda between: between.join(parts))
)


def item(text: str, *, title: str = "", official: bool = False) -> Document:
    return Document(
        "n", "news", "", title, text, datetime(2026, 5, 4, 12, tzinfo=UTC), day_only=True, official=official
    )


def silent(document: Document) -> bool:
    return is_silent(document, clean_of(document))


@pytest.mark.parametrize("official", [False, True])
def test_every_example_is_read_as_by_the_whole_reader(official: bool) -> None:
    for words in DATED:
        document = item(words, official=official)
        assert read(document) == explained(document)[0], words


def test_ordinary_news_is_read_as_by_the_whole_reader_with_its_dates_and_without_them() -> None:
    for _, document in ordinary_news(400, seed=11):
        undated = item(re.sub(r"[\d:]|\b[A-Z][a-z]+day\b", "", document.text), title=document.title)
        for one in (document, undated):
            assert read(one) == explained(one)[0], one.text


@pytest.mark.parametrize("path", PASSAGES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_each_passage_is_read_as_by_the_whole_reader(path: Path) -> None:
    for document in documents([path], None):
        assert not isinstance(document, Broken)
        assert read(document) == explained(document)[0], document.id


@given(TEXTS, st.sampled_from(["", "Tariffs on steel", *QUIET]), st.booleans())
@settings(max_examples=150, deadline=None)
def test_whatever_is_left_holds_nothing(text: str, title: str, official: bool) -> None:
    document = item(text, title=title, official=official)
    if silent(document):
        assert explained(document) == (Reading(), ())
    assert read(document) == explained(document)[0]


def test_quiet_news_is_left_at_once() -> None:
    assert all(silent(item(words, title=QUIET[0])) for words in (*QUIET, " ".join(QUIET), " ".join(QUIET * 9)))


@pytest.mark.parametrize(
    "words",
    [
        "See you Friday.",
        "The duties end on August 7.",
        "The bloc imposed tariffs on steel.",
        "It lasts until the talks’ conclusion.",
    ],
)
def test_a_date_an_event_or_a_measure_is_looked_into(words: str) -> None:
    assert not silent(item(f"{QUIET[0]} {words}"))


def test_an_act_that_ends_a_measure_is_looked_into_though_no_date_is_in_it() -> None:
    words = "Executive Order 14257 is hereby revoked."
    assert not silent(item(words, official=True))


def test_a_day_that_only_a_field_gives_is_not_left() -> None:
    stated = (Stated(DeadlineKind.EFFECTIVE, date(2026, 6, 1), "effective_on"),)
    document = Document("n", "news", "", "", QUIET[0], datetime(2026, 5, 4, tzinfo=UTC), stated=stated)
    assert not silent(document)


def test_a_text_that_is_too_long_is_not_left_as_its_reading_says_so() -> None:
    document = item(f"{QUIET[0]} " * 12_000)
    assert not silent(document)
    assert read(document).truncated
