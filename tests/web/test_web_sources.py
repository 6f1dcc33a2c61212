"""The list of sources: what is wrong stands first, in words, and in the same words as at the command line."""

from dataclasses import replace
from datetime import timedelta

from web_room import CONFIG, NOW, Reader

from monitor.ports import Store
from monitor.settings import Config
from monitor.types import Source, SourceState

NAMES = ("well", "silent", "slow", "fresh", "idle")
LISTED = tuple(
    Source(name, f"https://{name}.example/feed?key=secret", enabled=name != "idle", rank=3) for name in NAMES
)


def site(store: Store) -> Reader:
    """Five sources: well, ill, failing, never asked, switched off."""
    good = SourceState(
        "well",
        NOW + timedelta(minutes=4),
        last_ok_at=NOW - timedelta(minutes=10),
        last_item_at=NOW - timedelta(hours=3),
        items=40,
        usual_gap=timedelta(hours=5),
    )
    failing = replace(good, name="slow", failures=2, error="took too long", failing_since=NOW - timedelta(hours=1))
    with store.begin() as tx:
        tx.save_source(good)
        tx.save_source(replace(good, name="silent", last_item_at=NOW - timedelta(days=9), next_poll_at=NOW))
        tx.save_source(failing)
        for number in range(3):
            tx.quarantine("well", f"https://well.example/{number}", "no date", NOW)
        tx.quarantine("forgotten", "https://old.example/1", "no date", NOW)
    return Reader(store, config=Config(LISTED, (), {}))


def test_what_needs_somebody_stands_first(store: Store) -> None:
    page = site(store).get("/sources").text
    places = [page.index(f'<th scope="row">{name}<') for name in ("silent", "slow", "fresh", "well", "idle")]
    assert places == sorted(places)
    assert "5 sources: 1 ill, 1 fails, for less than a day, 1 not asked yet, 1 well, 1 switched off" in page


def test_each_source_is_told_in_words(store: Store) -> None:
    page = site(store).get("/sources").text
    assert "nothing new since 2026-08-11 12:00 UTC" in page
    assert "took too long" in page
    row = page[page.index('<th scope="row">well<') :].partition("</tr>")[0]
    for words in ("well", "in 4 min", "10 min ago", ">40<", "3 h", "5 h (at most 25 h)", ">3<"):
        assert words in row, words
    assert "Another 1 set aside came from sources that are not configured any more" in page


def test_no_address_is_shown_since_it_may_hold_a_secret(store: Store) -> None:
    assert "secret" not in site(store).get("/sources").text


def test_without_sources_the_page_says_how_to_name_one(store: Store) -> None:
    page = Reader(store, config=replace(CONFIG, sources=())).get("/sources").text
    assert "No source is configured" in page
    assert "sources.yaml" in page
