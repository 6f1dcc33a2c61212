"""JSON Feed, whole and broken."""

import json
from datetime import UTC, datetime

import pytest

from monitor.errors import ParseError
from monitor.sources import reader
from monitor.types import Item, Source

SOURCE = Source("outlet", "https://news.example/feed.json", reader="jsonfeed")
VERSION = "https://jsonfeed.org/version/1.1"


def read(feed: object) -> list[Item]:
    body = feed if isinstance(feed, bytes) else json.dumps(feed).encode()
    return reader("jsonfeed").items(body, SOURCE)


def test_an_entry_gives_plain_title_summary_address_and_instant():
    entry = {
        "id": 1,
        "url": "/a",
        "title": "Duties &amp; quotas",
        "content_html": "<p>From 1 May.</p>",
        "date_published": "2026-04-01T10:00:00+02:00",
    }
    assert read({"version": VERSION, "title": "t", "items": [entry]}) == [
        Item("https://news.example/a", "Duties & quotas", "From 1 May.", datetime(2026, 4, 1, 8, tzinfo=UTC))
    ]


def test_entries_of_the_wrong_shape_do_not_lose_the_others():
    entries = [
        None,
        7,
        {"title": ["x"], "url": {}, "date_published": 5},
        {"title": "good", "summary": "s", "content_text": "body"},
    ]
    assert [(item.title, item.summary, item.published) for item in read({"version": VERSION, "items": entries})] == [
        ("", "", None),
        ("good", "s", None),
    ]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b"<rss></rss>", "XML or a web page"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', "not complete JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[1]", "no JSON Feed"),
        (b"1" * 5000, "not complete JSON"),
        ({"items": []}, "no JSON Feed"),
        ({"version": VERSION, "items": {}}, "no list of items"),
        ({"version": VERSION, "items": [1, 2]}, "none can be read"),
    ],
)
def test_what_is_no_json_feed_is_refused(body, words):
    with pytest.raises(ParseError, match=words):
        read(body)
