"""What comes back from the child is believed only when it is what it should be."""

import json
from datetime import UTC, date, datetime

import pytest

from monitor.errors import ParseError, ReadError
from monitor.parse.wire import (
    DOCUMENT,
    ERROR,
    HEAD,
    ITEMS,
    opened,
    read_document,
    read_error,
    read_items,
    written,
    written_error,
)
from monitor.types import Document, Item

ITEM = Item("https://a.example/1", "A «title»", "Words\n\nmore", datetime(2026, 7, 1, 12, tzinfo=UTC), True)
DOCUMENT_READ = Document(
    "s:1", "s", "https://a.example/1", "T", "Text", datetime(2026, 7, 1, tzinfo=UTC), date(2026, 6, 30), True, 5
)


def body(message: bytes, kind: bytes) -> bytes:
    assert opened(message[:HEAD]) == (kind, len(message) - HEAD)
    return message[HEAD:]


def test_items_arrive_as_they_were_sent():
    undated = Item("https://a.example/2", "", "", None)
    assert read_items(body(written([ITEM, undated]), ITEMS)) == [ITEM, undated]


def test_a_document_arrives_as_it_was_sent():
    assert read_document(body(written(DOCUMENT_READ), DOCUMENT)) == DOCUMENT_READ


def test_errors_of_ours_keep_their_kind_and_others_are_named():
    assert isinstance(read_error(body(written_error(ParseError("cut short")), ERROR)), ParseError)
    unexpected = read_error(body(written_error(TypeError("no\nway")), ERROR))
    assert isinstance(unexpected, ReadError)
    assert str(unexpected) == "unexpected: TypeError: no way"


@pytest.mark.parametrize(
    "forged",
    [
        b"",
        b"null",
        b"\x80\x04.",
        b'{"url": "x"}',
        json.dumps([{"url": 1, "title": "", "summary": "", "published": None}]).encode(),
        json.dumps([{"url": "x", "title": "", "summary": "", "published": "2026-07-01T00:00:00"}]).encode(),
        json.dumps([{"url": "x", "title": "", "summary": "", "published": "soon"}]).encode(),
        json.dumps([{"title": ""}]).encode(),
    ],
)
def test_anything_else_is_no_item(forged):
    with pytest.raises(ValueError, match=r".*"):
        read_items(forged)


@pytest.mark.parametrize("forged", [b"[]", b'["SystemExit", "x"]', b'["ParseError", 1]', b"{}", b'"x"'])
def test_anything_else_is_no_error(forged):
    with pytest.raises(ValueError, match="no error"):
        read_error(forged)


def test_a_document_with_a_naive_instant_is_none():
    forged = json.loads(body(written(DOCUMENT_READ), DOCUMENT)) | {"published": "2026-07-01T00:00:00"}
    with pytest.raises(ValueError, match=r".*"):
        read_document(json.dumps(forged).encode())


def test_a_frame_that_is_too_long_is_not_waited_for():
    with pytest.raises(ValueError, match="bytes"):
        opened(b"I\xff\xff\xff\xff")
