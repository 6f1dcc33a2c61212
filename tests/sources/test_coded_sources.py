"""Every source that is shipped enabled, and every reader with a source of its own, has a fixture beside it and is read as expected."""

import json
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from time import process_time

import pytest
from reading_fixtures import CONFIG, FOLDERS, answer_of, source_of, told

from monitor.errors import ParseError, ReadError
from monitor.settings import load_config
from monitor.sources import coded_sources, reader, reader_names
from monitor.types import Item

CODED = [name for name in reader_names() if reader(name).source is not None]
SHIPPED = load_config(CONFIG, {}).sources
GENERAL = {"feed", "jsonfeed", "mailbox", "watched"}
"""Readers of a form, not of a publisher: each has tests of its own."""


def test_the_folder_is_the_registry():
    assert set(reader_names()) == GENERAL | {"govuk"} | set(CODED)
    assert {coded.reader for coded in coded_sources().values()} == set(CODED)
    with pytest.raises(KeyError):
        reader("_text")


def test_the_white_house_is_polled_often_and_believed_most():
    source = coded_sources()["us_whitehouse_actions"]
    assert (source.every, source.rank, source.issuer, source.zone) == (
        timedelta(minutes=2),
        5,
        "US",
        "America/New_York",
    )
    assert source.official
    assert source.page


@pytest.mark.parametrize("source", [source for source in SHIPPED if source.enabled], ids=lambda source: source.name)
class TestEachEnabledSource:
    def test_has_a_fixture_and_an_expected_reading(self, source):
        assert source.name in FOLDERS, f"write tests/sources/fixtures/{source.name}/feed.*"
        names = {path.stem for path in FOLDERS[source.name].iterdir()}
        assert {"feed", "expected"} | ({"page"} if source.page else set()) <= names

    def test_says_what_a_healthy_answer_looks_like(self, source):
        assert source.usual_gap is not None
        assert source.usual_gap > source.every
        assert 0 <= source.least_items <= 200


@pytest.mark.parametrize("name", CODED)
def test_the_record_of_a_coded_source_names_its_own_reader_and_is_shipped(name):
    source = reader(name).source
    assert source.reader == name
    assert coded_sources()[source.name] is source
    assert source in SHIPPED


@pytest.mark.parametrize("name", FOLDERS)
def test_each_fixture_is_read_as_expected(name):
    assert told(name) == json.loads((FOLDERS[name] / "expected.json").read_text())


HOSTILE = [
    pytest.param(b"", id="nothing"),
    pytest.param(b"   \n", id="blanks"),
    pytest.param(b"<html><body><h1>Just a moment...</h1><script>x()</script></body></html>", id="a challenge"),
    pytest.param(b"{}", id="an empty object"),
    pytest.param(b"[]", id="an empty list"),
    pytest.param(b'{"results": [null, 1, "x"]}', id="a list of nothing"),
    pytest.param(b"[" * 100_000, id="deep nesting"),
    pytest.param(b"\x00\xff\xfe" * 1000, id="noise"),
]


@pytest.mark.parametrize("body", HOSTILE)
@pytest.mark.parametrize("name", FOLDERS)
def test_an_answer_of_another_kind_is_refused_in_words(name, body):
    source = source_of(name)
    with pytest.raises(ParseError):
        assert not reader(source.reader).items(body, source)


@pytest.mark.parametrize("body", HOSTILE)
@pytest.mark.parametrize("name", [name for name in FOLDERS if source_of(name).page])
def test_a_page_of_another_kind_is_refused_or_read_as_the_few_words_it_has(name, body):
    source = source_of(name)
    read = reader(source.reader)
    item = read.items(answer_of(name), source)[0]
    try:
        assert read.parts(item, body, source) == []
        text = read.document(item, body, source).text
    except ParseError:
        return
    assert b"moment" not in body, "a challenge is no text"
    assert len(text) <= len(body)


@pytest.mark.parametrize("name", FOLDERS)
def test_an_answer_cut_anywhere_is_refused_or_gives_whole_items(name):
    source, whole = source_of(name), answer_of(name)
    read = reader(source.reader).items
    urls = {item.url for item in read(whole, source)}
    for end in range(0, len(whole), max(1, len(whole) // 40)):
        try:
            found = read(whole[:end], source)
        except ParseError:
            continue
        assert {item.url for item in found} <= urls or Path(FOLDERS[name] / "feed.html").exists()


def test_an_item_without_a_date_makes_no_document():
    for name in FOLDERS:
        source = source_of(name)
        read = reader(source.reader)
        if read.document is None or not (pages := list(FOLDERS[name].glob("page.*"))):
            continue
        if name in ("us_whitehouse_actions",) or source.reader == "govuk":
            continue  # their pages say when they were posted
        with pytest.raises(ReadError):
            read.document(Item("https://www.gov.example/x", "t", "", None), pages[0].read_bytes(), source)


LONG = [
    pytest.param(b"<item" * 400_000, id="entries that never end"),
    pytest.param(b".update([" * 200_000, id="calls that never end"),
    pytest.param(b"<pre>" + b" " * 2_000_000 + b"x</pre>", id="blanks"),
    pytest.param(b"<table><tr><td>" * 50_000, id="tables in tables"),
    pytest.param(b"<a href='/recent-actions/2026'>" * 10_000, id="links in links"),
    pytest.param(b"\n[" * 500_000, id="brackets"),
]


@pytest.mark.parametrize("body", LONG)
@pytest.mark.parametrize("name", CODED)
def test_much_nonsense_costs_no_more_than_a_moment(name, body):
    read, source = reader(name), reader(name).source
    item = Item("https://www.gov.example/x", "t", "", None)
    began = process_time()
    for work in (lambda: read.items(body, source), lambda: read.document(item, body, source)):
        with suppress(ParseError, ReadError):
            work()
    assert process_time() - began < 5
