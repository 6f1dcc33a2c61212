"""Web pages without a feed, read by the user's selectors."""

from datetime import UTC, datetime

import pytest

from monitor.errors import ParseError
from monitor.sources import checked_selector, reader, summary_document
from monitor.types import Item, Selectors, Source

READ = reader("watched")
LIST = b"""<html><body><nav><ul><li><a href="/about">About</a></li></ul></nav><ul class="news">
<li><span class="when">26 July 2026</span> <a href="notices/7">Duty on <b>rice</b> &amp; oats</a><p>From 1 August.</p></li>
<li><time datetime="2026-07-20T16:00:00-03:00">yesterday</time><a href="https://other.example/6">Licences</a></li>
<li><span class="when">07/08/2026</span> <a href="javascript:alert(1)">Ambiguous a &lt; b</a></li>
<li><span class="when">July 1st, 2026</span> Office closed</li></ul></body></html>"""


def watched(**select: str) -> Source:
    return Source(
        "ministry",
        "https://ministry.example/en/list",
        reader="watched",
        zone="America/Sao_Paulo",
        official=True,
        select=Selectors(**select),
    )


def test_each_match_is_an_item_with_its_link_date_and_words() -> None:
    source = watched(items="ul.news > li", date=".when, time")
    rice, licences, ambiguous, closed = READ.items(LIST, source)
    assert rice == Item(
        "https://ministry.example/en/notices/7",
        "Duty on rice & oats",
        "26 July 2026 Duty on rice & oats\n\nFrom 1 August.",
        datetime(2026, 7, 26, 12, tzinfo=UTC),
        day_only=True,
    )
    assert (licences.url, licences.published, licences.day_only) == (
        "https://other.example/6",
        datetime(2026, 7, 20, 19, tzinfo=UTC),
        False,
    )
    assert (ambiguous.title, ambiguous.published) == ("Ambiguous a < b", None)
    assert ambiguous.url.startswith("https://ministry.example/en/list#")
    assert (closed.title, closed.published) == ("July 1st, 2026 Office closed", datetime(2026, 7, 1, 12, tzinfo=UTC))


def test_a_match_may_be_the_link_itself() -> None:
    (one, _, _) = READ.items(LIST, watched(items="ul.news a"))
    assert (one.url, one.title) == ("https://ministry.example/en/notices/7", "Duty on rice & oats")


def test_nothing_that_matches_is_a_failure_and_says_which_selector() -> None:
    with pytest.raises(ParseError, match=r"nothing on the page matches items: div\.gone"):
        READ.items(LIST, watched(items="div.gone"))


PAGE = (
    b"<html><body><h1>Import quota</h1><p class=d>2 March 2026</p>"
    b"<div id=t><p>Open until 30 June 2026.</p></div><p>Visitors: 17</p></body></html>"
)


def test_a_page_that_is_one_publication_changes_only_with_its_text() -> None:
    source = watched(text="#t", date=".d")
    (before,) = READ.items(PAGE, source)
    (counted,) = READ.items(PAGE.replace(b"17", b"18"), source)
    (changed,) = READ.items(PAGE.replace(b"30 June", b"31 July"), source)
    assert (before.url, before.title, before.summary) == (source.url, "Import quota", "Open until 30 June 2026.")
    assert before.published == datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert summary_document(before, source).digest == summary_document(counted, source).digest
    assert summary_document(before, source).digest != summary_document(changed, source).digest


def test_an_items_page_is_read_where_the_user_says_else_its_main_text() -> None:
    (item, *_) = READ.items(LIST, watched(items="ul.news > li", date=".when"))
    assert READ.document(item, PAGE, watched(text="#t")).text == "Open until 30 June 2026."
    assert "Open until 30 June 2026." in READ.document(item, PAGE, watched()).text
    with pytest.raises(ParseError, match=r"nothing on the page matches text: \.gone"):
        READ.document(item, PAGE, watched(text=".gone"))


@pytest.mark.parametrize("selector", ["ul > li", "a[href^='/x']", "tr:not(:first-child)", "h2, h3"])
def test_a_selector_is_taken(selector: str) -> None:
    assert checked_selector(selector) == selector


@pytest.mark.parametrize("selector", ["ul >", "a[", "li:::x", "//div", "p:hover(", "div::text::x"])
def test_what_is_no_selector_is_told(selector: str) -> None:
    with pytest.raises(ValueError, match="is no CSS selector"):
        checked_selector(selector)
