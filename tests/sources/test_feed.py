"""RSS and Atom as publishers write them, and as attackers and accidents do."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.errors import ParseError, ReadError
from monitor.sources import reader, summary_document
from monitor.types import Item, Source

SOURCE = Source("outlet", "https://news.example/world/feed.xml")
OFFICIAL = replace(SOURCE, name="agency", official=True, rank=3, issuer="EU", zone="Europe/Brussels")


def rss(*entries: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    return f'{head}<rss version="2.0"><channel><title>t</title>{"".join(entries)}</channel></rss>'


def read(body: str | bytes, source: Source = SOURCE) -> list[Item]:
    return reader("feed").items(body.encode() if isinstance(body, str) else body, source)


def only(entry: str, source: Source = SOURCE) -> Item:
    (item,) = read(rss(f"<item>{entry}</item>"), source)
    return item


def test_an_rss_entry_gives_plain_title_summary_address_and_instant():
    item = only(
        "<title>Duties &amp; quotas: <![CDATA[<b>what</b> changes]]></title><link>https://news.example/a?x=1&amp;y=2</link>"
        "<description>&lt;p&gt;From 1&amp;nbsp;May.&lt;/p&gt;"
        "&lt;p&gt;Then more&lt;script&gt;steal()&lt;/script&gt;.&lt;/p&gt;</description>"
        "<pubDate>Wed, 01 Jul 2026 23:59:00 -0400</pubDate>"
    )
    assert item == Item(
        url="https://news.example/a?x=1&y=2",
        title="Duties & quotas: what changes",
        summary="From 1 May.\n\nThen more.",
        published=datetime(2026, 7, 2, 3, 59, tzinfo=UTC),
    )


def test_an_atom_entry_is_dated_by_its_publication_not_by_its_last_edit():
    feed = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><id>urn:1</id>
    <title type="html">A &lt;i&gt;notice&lt;/i&gt;</title><link rel="alternate" href="/notice/1"/><summary>Words.</summary>
    <published>2026-03-01T10:00:00+01:00</published><updated>2026-05-05T00:00:00Z</updated></entry></feed>"""
    (item,) = read(feed)
    assert (item.title, item.url) == ("A notice", "https://news.example/notice/1")
    assert item.published == datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def test_an_atom_entry_without_publication_is_dated_by_its_update():
    feed = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a</title><updated>2026-05-05T00:00:00Z</updated></entry></feed>'
    assert read(feed)[0].published == datetime(2026, 5, 5, tzinfo=UTC)


def test_an_rdf_feed_is_read_too():
    feed = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>t</title></channel>
    <item rdf:about="https://news.example/1"><title>One</title><link>https://news.example/1</link><dc:date>2026-05-05</dc:date></item></rdf:RDF>"""
    (item,) = read(feed)
    assert (item.title, item.day_only) == ("One", True)


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/a/b", "https://news.example/a/b"),
        ("c.html", "https://news.example/world/c.html"),
        ("//other.example/d", "https://other.example/d"),
        ("  https://news.example/e\n", "https://news.example/e"),
    ],
)
def test_links_are_resolved_against_the_source(link, address):
    assert only(f"<title>a</title><link>{link}</link>").url == address


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "https://u:p@news.example/",
        "https://a\\@b/",
        "https://[",
        "mailto:a@b.c",
        "",
    ],
)
def test_an_entry_without_a_usable_link_gets_the_sources_address_and_a_fingerprint(link):
    first = only(f"<title>a</title><link>{link}</link>")
    assert first.url.startswith("https://news.example/world/feed.xml#")
    assert first.url == only(f"<title>a</title><link>{link}</link>").url
    assert first.url != only(f"<title>b</title><link>{link}</link>").url


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<!DOCTYPE html><html><body><p>Are you a robot?</p></body></html>", "a web page, not a feed"),
        ("\n<html><head><title>x</title></head></html>", "a web page, not a feed"),
        ("<!-- banner --><!doctype HTML PUBLIC 'x'><div>x</div>", "a web page, not a feed"),
        ('{"items": []}', "JSON, not an RSS or Atom feed"),
        ("", "the answer is empty"),
        (" \r\n\ufeff ", "the answer is empty"),
        ("/etc/passwd", "not a feed"),
        ("http://127.0.0.1/feed", "not a feed"),
        ("<urlset><url/></urlset>", "begins with <urlset>"),
        ("<rss/>", "the feed is empty"),
        (rss("<item><title>a</title></item>")[:-9], "cut short"),
        (rss("<item><title>a</title></item>")[:90], "cut short"),
        ("<rss><channel><item><title>a" + "<!--" * 400_000 + "</title></item></channel></rss>", "cut short"),
    ],
)  # fmt: skip
def test_what_is_no_whole_feed_is_refused_in_words_a_user_understands(body, words):
    with pytest.raises(ParseError, match=words):
        read(body)


def test_a_feed_without_entries_is_no_error():
    assert read(rss()) == []


BOMB = (
    '<!DOCTYPE r [<!ENTITY a "'
    + "x" * 1000
    + '"><!ENTITY b "'
    + "&a;" * 1000
    + '"><!ENTITY c "'
    + "&b;" * 1000
    + '">]>'
)


@pytest.mark.parametrize(
    ("head", "entity"),
    [
        pytest.param(BOMB, "&c;", id="F1 billion laughs"),
        pytest.param('<!DOCTYPE r [<!ENTITY a "' + "x" * 100_000 + '">]>', "&a;" * 2000, id="F2 quadratic entity"),
        pytest.param('<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;", id="F3 external entity"),
        pytest.param('<!DOCTYPE r SYSTEM "http://127.0.0.1/x.dtd">', "&a;", id="F4 external document type"),
    ],
)
def test_entities_that_a_feed_declares_stay_unexpanded(head, entity):
    (item,) = read(rss(f"<item><title>before {entity} after</title></item>", head=head))
    assert item.title.startswith("before &")
    assert len(item.title) <= 1000


def test_html_entities_that_xml_does_not_know_are_read():
    assert only("<title>Caf&eacute;&nbsp;&mdash; duties</title>").title == "Café — duties"


def test_of_very_many_entries_the_thousand_newest_are_kept_in_their_order():
    entries = [
        f"<item><title>{n}</title><pubDate>{n % 28 + 1} Jan {2000 + n // 60} 00:00 GMT</pubDate></item>"
        for n in range(1200)
    ]
    items = read(rss(*entries))
    assert len(items) == 1000
    assert [int(item.title) for item in items] == sorted(int(item.title) for item in items)
    assert {item.published.year for item in items} >= set(range(2004, 2020))
    assert 2002 not in {item.published.year for item in items}


def test_one_endless_word_becomes_a_title_of_bounded_length():
    assert len(only(f"<title>{'a' * 1_000_000}</title>").title) == 1000


def test_fifty_thousand_nested_tags_do_not_lose_the_words():
    assert only(f"<title>{'<b>' * 50_000}duties{'</b>' * 50_000}</title>").title == "duties"


def test_a_long_title_on_one_line_full_of_markup_is_read():
    assert only(f"<title>{'&lt;b&gt;word&lt;/b&gt; ' * 20_000}</title>").title.startswith("word word word")


def test_one_bad_byte_costs_one_character_and_not_the_feed():
    body = rss("<item><title>Délai à l’été — bad ? byte</title></item>").encode().replace(b"?", b"\xff", 3)
    body = body.replace(b"\xff", b"?", 2)
    (item,) = read(body)
    assert item.title == "Délai à l’été — bad \ufffd byte"


TITLE = "Zölle – “délai”"


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        pytest.param("windows-1252", "cp1252", id="windows-1252"),
        pytest.param("iso-8859-1", "cp1252", id="windows-1252 that says Latin-1, as many do"),
        pytest.param("utf-8", "cp1252", id="windows-1252 that says UTF-8"),
        pytest.param("utf-16", "utf-16", id="UTF-16 with a mark"),
        pytest.param("utf-16", "utf-16-le", id="UTF-16 without a mark"),
        pytest.param("utf-16", "utf-16-be", id="UTF-16 the other way round"),
        pytest.param("utf-16", "utf-8", id="UTF-8 that says UTF-16"),
        pytest.param("unicode_escape", "utf-8", id="a name that is no character set"),
        pytest.param("no-such", "utf-8-sig", id="UTF-8 with a mark and an unknown label"),
    ],
)
def test_the_encoding_is_found_out_whatever_the_label_says(label, codec):
    body = rss(f"<item><title>{TITLE}</title></item>", head=f'<?xml version="1.0" encoding="{label}"?>').encode(codec)
    assert read(body)[0].title == TITLE


def test_utf_7_is_not_decoded_into_markup():
    body = rss("<item><title>+ADw-b+AD4- 1</title></item>", head='<?xml version="1.0" encoding="utf-7"?>')
    assert read(body)[0].title == "+ADw-b+AD4- 1"


def test_control_bidi_and_zero_width_characters_are_removed():
    title = "A\x00u\x07g&#8238;ust&#x200b; 1\u2066&#0;&#xFEFF;5"
    assert only(f"<title>{title}</title>").title == "August 15"


def test_a_news_body_is_cut_to_a_summary_but_an_official_text_is_kept():
    entry = f"<title>a</title><description>Short.</description><content:encoded>{'word ' * 2000}</content:encoded>"
    feed = rss(f"<item>{entry}</item>").replace(
        "<rss ", '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    )
    assert read(feed)[0].summary == "Short."
    assert len(read(feed, OFFICIAL)[0].summary) > 9000
    bodily = feed.replace("<description>Short.</description>", "")
    assert len(read(bodily)[0].summary) <= 2000
    assert read(bodily)[0].summary.endswith("…")


def test_a_summary_document_carries_what_its_source_is_worth():
    item = only(
        "<title>Quota opens</title><link>/q</link><description>On 1 May.</description><pubDate>2026-04-01</pubDate>",
        OFFICIAL,
    )
    document = summary_document(item, OFFICIAL)
    assert document.id.startswith("agency:")
    assert len(document.id) == len("agency:") + 16
    assert (document.title, document.text, document.url) == ("Quota opens", "On 1 May.", "https://news.example/q")
    assert (document.official, document.rank, document.issuer, document.zone, document.day_only) == (
        True,
        3,
        "EU",
        "Europe/Brussels",
        True,
    )
    assert document.published == datetime(2026, 4, 1, 12, tzinfo=UTC)


def test_the_id_follows_the_words_not_the_poll():
    item = only("<title>a</title><link>/q</link><pubDate>2026-04-01</pubDate>")
    again = replace(item, published=datetime(2026, 4, 2, tzinfo=UTC))
    changed = replace(item, summary="other")
    assert summary_document(item, SOURCE).id == summary_document(again, SOURCE).id
    assert summary_document(item, SOURCE).id != summary_document(changed, SOURCE).id


def test_an_entry_without_a_date_makes_no_document():
    with pytest.raises(ReadError, match="no readable publication date"):
        summary_document(only("<title>a</title>"), SOURCE)
