"""The quick reader gives what feedparser gives, or gives up; it is never alone in losing an entry."""

import pytest

from monitor.errors import ParseError
from monitor.sources import _quick, feed
from monitor.sources._entries import items_of
from monitor.sources._fragments import simple_text
from monitor.sources._markup import text_of, tree
from monitor.sources._text import decoded
from monitor.sources._xml import feed_bytes, feed_text, mended
from monitor.types import Source

SOURCE = Source("agency", "https://news.example/feed.xml", official=True)
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"'
)
ITEMS = {
    "the first title counts": "<title>One</title><media:title>Two</media:title><title>Three</title>",
    "a media title counts until there is another": "<media:title>One</media:title><title>Two</title>",
    "a deeper title counts less": "<media:group><media:title>Deep</media:title></media:group><title>One</title>",
    "a second description is content": "<description>One</description><description>Two, which is longer</description>",
    "content before a description": "<content:encoded>Long content</content:encoded><description>Short</description>",
    "a media description counts last": "<description>A</description><content:encoded>C</content:encoded>"
    "<media:description>M</media:description>",
    "the guid is the link where there is none": "<guid>https://news.example/1</guid>",
    "the guid is no link where it says so": '<guid isPermaLink="false">https://news.example/1</guid>',
    "an empty link stays empty": "<link/><guid>https://news.example/1</guid>",
    "an Atom link inside RSS": '<atom:link rel="self" href="https://news.example/f"/><atom:link href="https://news.example/2"/>',
    "the last publication date counts": "<pubDate>1 Jan 2026</pubDate><pubDate>2 Jan 2026</pubDate><dc:date>2026-01-03</dc:date>",
    "UTF-8 taken for Latin-1": "<title>D\u00c3\u00a9lai</title><description>\u0093quoted\u0094</description>",
    "markup in a title": "<title>&lt;b&gt;Bold&lt;/b&gt; &amp;amp; more</title>",
    "the source of another feed": '<source url="https://a.example/">A title</source><title>One</title>',
}  # fmt: skip


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS.keys())
def test_the_same_words_link_and_date_as_feedparser(item):
    text = feed_text(
        f"<rss version='2.0' {SPACES}><channel><title>t</title><item>{item}</item></channel></rss>"
    ).encode()
    ours, theirs = (
        [feed._entry(fields, SOURCE) for fields in found] for found in (_quick.entries(text), feed._parsed(text))
    )
    assert items_of(ours, SOURCE) == items_of(theirs, SOURCE)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('<rss xml:base="https://a.example/"><channel><item/></channel></rss>', id="addresses with a base"),
        pytest.param("<rss><channel><group><item/></group></channel></rss>", id="an entry in an unusual place"),
        pytest.param("<rss><channel><item><title>a</title></channel></rss>", id="a tag that is never closed"),
        pytest.param(
            "<rss><channel><item><x:title>a</x:title></item></channel></rss>", id="a prefix that means nothing"
        ),
        pytest.param("<channel><item/></channel>", id="a format of its own"),
        pytest.param(
            "<rss><channel><iTem/><item/></channel></rss>", id="an entry that is oddly written, before another"
        ),
        pytest.param("<rss><channel><item/><iTem/></channel></rss>", id="an entry that is oddly written, at the end"),
        pytest.param("<rss><channel><item><item/></item></channel></rss>", id="an entry inside another"),
    ],
)
def test_what_may_be_read_otherwise_is_left_to_feedparser(text):
    with pytest.raises(_quick.BeyondError):
        list(_quick.entries(text.encode()))


BARE = "<rss version='2.0'><channel><title>D\u00e9lai \u2013 t</title><item><title>a</title></item></channel></rss>"


@pytest.mark.parametrize(
    "body",
    [
        BARE.encode(),
        b'<?xml version="1.0" encoding="UTF-8"?>\n' + BARE.encode() + b"\n",
        b"  \n<?xml version='1.0'?><?xml-stylesheet href='a.xsl'?>" + BARE.encode(),
        BARE.encode() + b"<!-- served in 3 ms -->",
        b"\xef\xbb\xbf" + BARE.encode(),
        BARE.replace("rss", "x:RDF").encode(),
        BARE.replace("</rss>", "</rss >").encode(),
        BARE.replace("<title>a", "<title><![CDATA[</rss>]]>a").encode(),
        BARE.encode("utf-16"),
        b'<?xml version="1.0" encoding="windows-1252"?>' + BARE.encode("cp1252"),
        b"<!DOCTYPE rss>" + BARE.encode(),
    ],
)
def test_bytes_that_go_to_the_parser_as_they_came_are_those_of_the_characters(body):
    bare = feed_bytes(body)
    assert bare in (None, feed_text(decoded(body)).encode())
    (item,) = feed.items(body, SOURCE)
    assert item.title in ("a", "</rss>a")


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"<html><body/></html>", b"<rss><channel>", BARE[:-6].encode(), b"<urlset></urlset>"]
)
def test_what_is_no_whole_feed_is_not_taken_for_one(body):
    assert feed_bytes(body) is None
    with pytest.raises(ParseError):
        feed.items(body, SOURCE)


def test_bytes_that_are_no_utf_8_are_read_as_windows_1252():
    (item,) = feed.items(BARE.replace("<title>a", "<title>D\u00e9lai & a").encode("cp1252"), SOURCE)
    assert item.title == "D\u00e9lai & a"


def test_the_commonest_faults_are_mended_and_not_guessed_at():
    text = "<rss><channel><item><title>R&D &eacute;t&eacute;\x0b</title><link>https://a.example/?a=1&copy=3</link></item></channel></rss>"
    (entry,) = _quick.entries(mended(text).encode())
    assert (entry["title"], entry["link"]) == ("R&D été", "https://a.example/?a=1&copy=3")


@pytest.mark.parametrize(
    "fragment",
    [
        "<p>One <b>bold</b> word.</p>\n<p>Two&nbsp;&amp; three</p>",
        "<div><p>Deep</p></div>after<br/>a break<br>and one",
        '<ul>\n<li>first</li>\n<li>second <a href="https://a.example/?a=1&amp;b=2">link</a></li></ul>tail',
        "<h2>Head</h2>text <em>with</em> <span class='x'>spans</span> &#8220;quoted&#8221;",
        "plain",
        "<p>never closed",
    ],
)
def test_simple_html_is_read_without_a_tree_as_with_one(fragment):
    assert simple_text(fragment) == text_of(tree(f"<div>{fragment}</div>"))


@pytest.mark.parametrize(
    "fragment",
    ["a < b", "<table><tr><td>1</td></tr></table>", "day<sup>2</sup>", "<script>x</script>", '<a title="a>b">c</a>'],
)
def test_what_is_not_simple_needs_a_tree(fragment):
    assert simple_text(fragment) is None
