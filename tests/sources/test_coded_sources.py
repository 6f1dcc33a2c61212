"""Every source that has code has a fixture beside it, and reads it as expected."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor.sources import coded_sources, reader, reader_names

FIXTURES = Path(__file__).parent / "fixtures"
CODED = [name for name in reader_names() if reader(name).source is not None]


def test_the_folder_is_the_registry():
    assert reader_names() == ("feed", "jsonfeed", "whitehouse")
    assert set(coded_sources()) == {"us_whitehouse_actions"}
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


@pytest.mark.parametrize("name", CODED)
class TestEachCodedSource:
    def test_its_record_names_its_own_reader(self, name):
        source = reader(name).source
        assert source.reader == name
        assert coded_sources()[source.name] is source

    def test_its_fixture_gives_the_expected_items(self, name):
        expected = json.loads((FIXTURES / name / "expected.json").read_text())["items"]
        items = reader(name).items((FIXTURES / name / "feed.xml").read_bytes(), reader(name).source)
        assert [
            {"url": item.url, "title": item.title, "summary": item.summary, "published": item.published.isoformat()}
            for item in items
        ] == expected

    def test_its_fixture_page_gives_the_expected_document(self, name):
        expected = json.loads((FIXTURES / name / "expected.json").read_text())["document"]
        source = reader(name).source
        first = reader(name).items((FIXTURES / name / "feed.xml").read_bytes(), source)[0]
        document = reader(name).document(
            replace(first, title="teaser"), (FIXTURES / name / "page.html").read_bytes(), source
        )
        assert document.text.split("\n\n") == expected["paragraphs"]
        assert document.title == expected["title"]
        assert document.published == datetime.fromisoformat(expected["published"])
        assert document.signed.isoformat() == expected["signed"]
        assert (document.rank, document.issuer, document.zone, document.official) == (
            source.rank,
            source.issuer,
            source.zone,
            source.official,
        )
