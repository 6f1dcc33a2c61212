"""Pages of any publisher: the text without the furniture."""

from datetime import UTC, datetime

import pytest

from monitor.errors import ParseError
from monitor.sources import reader
from monitor.sources._markup import plain
from monitor.types import Item, Source

SOURCE = Source("agency", "https://agency.example/feed", page=True, official=True)
ITEM = Item("https://agency.example/n/1", "Notice on widgets", "Teaser", datetime(2026, 5, 1, tzinfo=UTC))
WORDS = "The agency extends the licence for widgets until 31 July 2026, after which a new permit is needed by each importer. "


def page(main: str) -> bytes:
    links = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(20))
    return (
        f"<html><head><title>Notice on widgets</title></head><body><nav><ul>{links}</ul></nav>"
        f"<main><article><h1>Notice on widgets</h1>{main}"
        f"</article></main><footer><p>Cookies and privacy</p><ul>{links}</ul></footer></body></html>"
    ).encode()


@pytest.mark.parametrize("name", ["feed", "jsonfeed"])
def test_the_text_keeps_its_paragraphs_and_loses_the_furniture(name):
    document = reader(name).document(ITEM, page(f"<p>{WORDS}</p><p>{WORDS.upper()}</p>"), SOURCE)
    assert document.text.split("\n\n") == [WORDS.strip(), WORDS.upper().strip()]
    assert (document.title, document.published) == ("Notice on widgets", ITEM.published)


def test_a_notice_of_one_short_line_is_kept():
    assert "Open until 3 May." in reader("feed").document(ITEM, page("<p>Open until 3 May.</p>"), SOURCE).text


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"<html><body><script>challenge()</script></body></html>"])
def test_a_page_without_a_text_is_refused(body):
    with pytest.raises(ParseError):
        reader("feed").document(ITEM, body, SOURCE)


def test_an_absurdly_long_page_is_refused():
    with pytest.raises(ParseError, match="longer than"):
        reader("feed").document(ITEM, b"a" * 5_000_001, SOURCE)


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("a < b and c > d", "a < b and c > d"),
        ("AT&T &amp; co", "AT&T & co"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<ul><li>a</li> <li>b</li></ul>", "a\nb"),
        ("<table><tr><th>x</th><th>y</th></tr><tr><td>1</td><td></td></tr></table>", "x | y\n1 |"),
        ("<!-- hidden -->shown", "shown"),
        ("a<style>p{}</style>b", "ab"),
        ("<p>un<b>bro</b>ken</p>", "unbroken"),
        ("&lt;b&gt;literal", "<b>literal"),
        ("<img src=x onerror=alert(1)>", ""),
        ("unclosed <b", "unclosed"),
        ("\u202eevil\u202c", "evil"),
        ("line\r\nline\u2028line", "line\nline\nline"),
        ("<" * 1000, "<" * 1000),
    ],
)
def test_markup_becomes_plain_text(fragment, text):
    assert plain(fragment) == text


@pytest.mark.parametrize(
    ("codec", "declared"),
    [
        ("utf-8", ""),
        ("utf-8", "<meta charset='utf-8'>"),
        ("cp1252", ""),
        ("cp1252", "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'>"),
        ("iso-8859-2", "<meta charset='iso-8859-2'>"),
        ("utf-16", ""),
        ("utf-8", "<meta charset='no-such-charset'>"),
    ],
)
def test_the_characters_of_any_page_are_right(codec, declared):
    words = (
        "Měsíc: 31. července 2026 končí dočasná výjimka"
        if codec == "iso-8859-2"
        else "Côte d’Ivoire – “licence” until 31 July 2026"
    )
    body = page(f"<p>{words}</p>").decode().replace("<head>", f"<head>{declared}").encode(codec)
    assert words in reader("feed").document(ITEM, body, SOURCE).text


@pytest.mark.parametrize(
    "words", ["Just a moment...", "Access Denied. You don't have permission.", "Please enable JavaScript to go on."]
)
def test_a_page_that_shows_us_the_door_is_no_text(words):
    with pytest.raises(ParseError, match="proof of being human"):
        reader("feed").document(ITEM, f"<html><body><main><p>{words}</p></main></body></html>".encode(), SOURCE)


def test_a_long_text_that_speaks_of_refusals_is_a_text():
    text = f"{WORDS * 20}Access denied to the market is a barrier."
    assert reader("feed").document(ITEM, page(f"<p>{text}</p>"), SOURCE).text.endswith("is a barrier.")
