"""The White House's pages: whole texts, the heading of the page, and the day that was signed."""

import html
import os
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml

from monitor.errors import ParseError, ReadError
from monitor.sources import reader
from monitor.types import Document, Item

SOURCE = reader("whitehouse").source
CORPUS = Path(os.environ.get("DEADLINE_CORPUS", Path(__file__).parents[2] / "../shared/corpus")) / "whitehouse"
ITEM = Item(
    "https://www.whitehouse.gov/presidential-actions/x/", "From the feed", "", datetime(2026, 8, 19, 2, 34, tzinfo=UTC)
)


def page(body: str, head: str = "", headline: str = "") -> str:
    return (
        f"<html><head>{head}</head><body><nav>Menu</nav><div class='entry-content wp-block-post-content'>"
        f"<div class='wp-block-whitehouse-topper'><h1 class='wp-block-whitehouse-topper__headline'>{headline}</h1></div>{body}</div>"
        "<footer>Footer</footer></body></html>"
    )


def read(body: str | bytes, item: Item = ITEM) -> Document:
    return reader("whitehouse").document(item, body.encode() if isinstance(body, str) else body, SOURCE)


def posted(instant: str) -> str:
    return f'<meta property="article:published_time" content="{instant}">'


@pytest.mark.parametrize(
    ("words", "posted_at", "signed"),
    [
        pytest.param(
            "No date.",
            "2026-08-19T02:34:00+00:00",
            date(2026, 8, 18),
            id="late in the evening it is still the day before",
        ),
        pytest.param(
            "THE WHITE HOUSE,<br> August 17, 2026.",
            "2026-08-18T15:00:00+00:00",
            date(2026, 8, 17),
            id="the closing dateline",
        ),
        pytest.param(
            "hereunto set my hand this thirty-first day of December, in the year",
            "2026-01-01T15:00:00+00:00",
            date(2025, 12, 31),
            id="a testimonium over the turn of the year",
        ),
        pytest.param(
            "hereunto set my hand this twenty‑second day of<br>May, in the year",
            "2026-05-22T15:00:00+00:00",
            date(2026, 5, 22),
            id="a testimonium with a no-break hyphen",
        ),
        pytest.param(
            "THE WHITE HOUSE,<br> August 1, 2025.",
            "2026-08-18T15:00:00+00:00",
            date(2026, 8, 18),
            id="a dateline of a quoted text",
        ),
        pytest.param(
            "THE WHITE HOUSE,<br> August 20, 2026.",
            "2026-08-18T15:00:00+00:00",
            date(2026, 8, 18),
            id="a dateline in the future",
        ),
        pytest.param(
            "THE WHITE HOUSE,<br> February 30, 2026.",
            "2026-03-01T15:00:00+00:00",
            date(2026, 3, 1),
            id="a day that is none",
        ),
    ],
)
def test_the_day_that_was_signed(words, posted_at, signed):
    document = read(page(f"<p>{words}</p>", posted(posted_at)))
    assert document.signed == signed
    assert document.published == datetime.fromisoformat(posted_at)


def test_the_heading_of_the_page_counts_and_without_one_the_feeds():
    assert read(page("<p>a</p>", headline="From the <em>page</em>")).title == "From the page"
    assert read(page("<p>a</p>", '<meta property="og:title" content="Shared – The White House">')).title == "Shared"
    assert read(page("<p>a</p>")).title == "From the feed"


def test_without_a_posting_time_on_the_page_the_feeds_counts():
    assert read(page("<p>a</p>")).published == ITEM.published


def test_a_time_beside_another_action_is_not_this_ones():
    assert (
        read(page("<p>a</p><div class='wp-block-query'><time datetime='2020-01-01T00:00:00Z'>x</time></div>")).published
        == ITEM.published
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"<html><body><p>Checking your browser</p></body></html>",
        page("").encode(),
        page("<script>x</script>").encode(),
        b"{}",
        b"\x00\xff" * 50,
    ],
)
def test_a_page_without_a_text_is_refused(body):
    with pytest.raises(ParseError):
        read(body)


def test_a_page_and_feed_without_any_date_make_no_document():
    with pytest.raises(ReadError):
        read(page("<p>a</p>"), Item(ITEM.url, "t", "", None))


@pytest.mark.parametrize(
    ("codec", "head"),
    [
        ("utf-8", ""),
        ("utf-8", "<meta charset='utf-8'>"),
        ("cp1252", ""),
        ("cp1252", "<meta charset='windows-1252'>"),
        ("cp1252", "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'>"),
        ("utf-16", ""),
        ("utf-8", "<meta charset='utf-16'>"),
    ],
)
def test_the_characters_are_right_whatever_is_declared(codec, head):
    assert read(page("<p>Côte d’Ivoire – “duty”</p>", head).encode(codec)).text == "Côte d’Ivoire – “duty”"


def test_a_raised_note_number_does_not_become_part_of_a_day():
    assert read(page("<p>until August 1<sup><a href='#n'>2</a></sup>, 2026</p>")).text == "until August 1[2], 2026"


def test_a_script_in_the_heading_stays_out():
    assert read(page("<p>a</p>", headline="A<script>alert(1)</script> B<svg/onload=alert(1)>")).title == "A B"


def stored_texts() -> list[Path]:
    return sorted(CORPUS.glob("*.md")) if CORPUS.is_dir() else []


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus at DEADLINE_CORPUS")
def test_every_stored_text_arrives_complete_when_set_as_a_page():
    for path in stored_texts():
        _, front, text = path.read_text().split("---\n", 2)
        title = yaml.safe_load(front)["title"]
        paragraphs = (
            html.escape(part).replace("  \n", "<br>\n") for part in re.split(r"\n\s*\n", text) if part.strip()
        )
        document = read(page("".join(f"<p>{part}</p>\n" for part in paragraphs), headline=html.escape(title)))
        assert "".join(document.text.split()) == "".join(text.split()), path.name
        assert document.title == " ".join(title.split()), path.name
