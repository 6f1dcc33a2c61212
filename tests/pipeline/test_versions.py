"""Edited pages and texts that go to and fro: facts are compared, not bytes, and nothing is told twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from pipeline_stage import NEWS, Stage, at

from monitor.errors import FetchError
from monitor.pipeline.poll import poll
from monitor.ports import Query, Store
from monitor.types import Source

QUIET = ("2026-03-02T08:00", "Harbour opens", "The new harbour was opened by the mayor.")
OFFICE = Source(
    "office",
    "https://office.example/feed",
    every=timedelta(minutes=5),
    rank=5,
    issuer="US",
    zone="America/New_York",
    official=True,
    page=True,
)
AGENCY = replace(OFFICE, page=False)


def duty(day: str, *, rate: int = 30, more: str = "") -> str:
    return f"President Trump will impose a {rate}% tariff on imports from Brazil from {day}, 2026.{more}"


@pytest.fixture
def stage(memory_store: Store) -> Stage:
    return Stage(memory_store, at("2026-03-03T09:00"))


def feed(stage: Stage, source: Source, *entries: tuple[str, str, str, str]) -> None:
    """Makes the feed hold these entries: (address, published, title, text)."""
    stage.publish(*(entry[1:] for entry in entries), source=source)
    body = stage.web.answers[source.url]
    assert isinstance(body, bytes)
    for link, (address, *_) in zip(stage.links(source), entries, strict=True):
        body = body.replace(link.encode(), address.encode(), 1)
    stage.web.answers[source.url] = body


def page(stage: Stage, text: str, etag: str = "") -> None:
    stage.web.answers["https://office.example/1"] = (
        f"<!doctype html><html><body><main><h1>Order on Brazil</h1><p>{text}</p></main></body></html>".encode()
    )
    if etag:
        stage.web.etags["https://office.example/1"] = etag


def polls(stage: Stage, source: Source, after: timedelta = timedelta(minutes=5)) -> list[str]:
    """Lets the time pass, polls, and says what is told."""
    stage.now += after
    result = stage.run(poll(stage.world, source))
    assert result.error == ""
    return [str(alert.change or alert.reason) for alert in result.learnt.alerts]


def dates(stage: Stage) -> list[str]:
    with stage.store.begin() as tx:
        return [deadline.due.day.isoformat() for deadline in tx.deadlines(Query())]


def posted(stage: Stage, text: str) -> list[str]:
    """An order is posted on a page of its own, after a first poll that told nothing."""
    feed(stage, OFFICE, ("https://office.example/0", *QUIET))
    stage.web.answers["https://office.example/0"] = (
        b"<html><body><main><p>The harbour is open.</p></main></body></html>"
    )
    assert polls(stage, OFFICE) == []
    page(stage, text)
    entries = (
        ("https://office.example/1", "2026-03-03T09:00", "Order on Brazil", "Read more"),
        ("https://office.example/0", *QUIET),
    )
    feed(stage, OFFICE, *entries)
    return polls(stage, OFFICE)


def test_an_edited_page_is_heard_though_the_feed_says_nothing_of_it(stage: Stage) -> None:
    assert posted(stage, duty("March 20")) == ["new"]
    page(stage, duty("March 25"))
    assert polls(stage, OFFICE) == [], "it is not its time yet"
    assert polls(stage, OFFICE, timedelta(minutes=10)) == ["moved_later"]
    assert dates(stage) == ["2026-03-25"]


def test_other_words_for_the_same_facts_are_no_news(stage: Stage) -> None:
    posted(stage, duty("March 20"))
    page(stage, duty("March 20", more=" The mayor was there, it was said."))
    assert polls(stage, OFFICE, timedelta(minutes=15)) == []
    with stage.store.begin() as tx:
        assert tx.counts()["documents"] == 2


def test_an_edit_that_is_taken_back_is_heard_too(stage: Stage) -> None:
    posted(stage, duty("March 20"))
    page(stage, duty("March 25"))
    assert polls(stage, OFFICE, timedelta(minutes=15)) == ["moved_later"]
    page(stage, duty("March 20"))
    assert polls(stage, OFFICE, timedelta(hours=1)) == ["moved_earlier"]
    assert dates(stage) == ["2026-03-20"]


def test_a_page_is_read_again_for_three_days_and_then_no_more(stage: Stage) -> None:
    posted(stage, duty("March 20"))
    stage.web.asked.clear()
    end = stage.now + timedelta(days=5)
    while stage.now < end:
        polls(stage, OFFICE)
    reads = [url for url, _ in stage.web.asked].count("https://office.example/1")
    assert 8 <= reads <= 20
    page(stage, duty("March 25"))
    assert polls(stage, OFFICE, timedelta(hours=13)) == []


def test_a_page_is_asked_for_with_its_own_validators(stage: Stage) -> None:
    page(stage, duty("March 20"), etag='"p1"')
    posted(stage, duty("March 20"))
    polls(stage, OFFICE, timedelta(minutes=15))
    assert stage.web.asked[-1] == ("https://office.example/1", {"ETag": '"p1"'})


def test_an_item_that_is_listed_anew_has_its_page_read_at_once(stage: Stage) -> None:
    posted(stage, duty("March 20"))
    page(stage, duty("March 25"))
    feed(stage, OFFICE, ("https://office.example/1", "2026-03-12T09:00", "Order on Brazil (amended)", "Read more"))
    assert polls(stage, OFFICE, timedelta(days=9)) == ["moved_later"]


def test_a_page_that_vanishes_is_no_failure_and_withdraws_nothing(stage: Stage) -> None:
    posted(stage, duty("March 20"))
    stage.web.answers["https://office.example/1"] = FetchError("office.example answered 410 Gone", status=410)
    assert polls(stage, OFFICE, timedelta(minutes=15)) == []
    assert dates(stage) == ["2026-03-20"]


def test_a_publisher_that_asks_for_rest_is_asked_for_no_page_until_then(stage: Stage) -> None:
    posted(stage, duty("March 20"))
    busy = FetchError("office.example answered 429", status=429, retry_after=timedelta(hours=2))
    stage.web.answers["https://office.example/1"] = busy
    polls(stage, OFFICE, timedelta(minutes=15))
    page(stage, duty("March 25"))
    assert polls(stage, OFFICE, timedelta(hours=1)) == []
    assert polls(stage, OFFICE, timedelta(hours=1)) == ["moved_later"]


def news(
    stage: Stage, text: str, *, published: str = "2026-03-03T08:30", address: str = "https://wire.example/1"
) -> None:
    feed(stage, NEWS, (address, published, "Brazil faces duty", text), ("https://wire.example/0", *QUIET))


@pytest.fixture
def wire(stage: Stage) -> Stage:
    """News of a duty from 20 March has been told."""
    feed(stage, NEWS, ("https://wire.example/0", *QUIET))
    assert polls(stage, NEWS) == []
    news(stage, duty("March 20"))
    assert polls(stage, NEWS) == ["new"]
    return stage


def test_news_that_goes_to_and_fro_is_told_once_in_six_hours(wire: Stage) -> None:
    told = []
    for turn in range(72):
        news(wire, duty("April 2" if turn % 2 == 0 else "March 20"))
        told += polls(wire, NEWS)
    assert told == ["moved_later"], "six hours of flapping"
    for turn in range(73, 145):
        news(wire, duty("April 2" if turn % 2 == 0 else "March 20"))
        told += polls(wire, NEWS)
    assert len(told) == 2


def test_an_agency_that_goes_to_and_fro_is_believed_each_time(stage: Stage) -> None:
    feed(stage, AGENCY, ("https://office.example/0", *QUIET))
    polls(stage, AGENCY)
    told = []
    for day in ("March 20", "March 25", "March 20"):
        feed(stage, AGENCY, ("https://office.example/1", "2026-03-03T09:00", "Order on Brazil", duty(day)))
        told += polls(stage, AGENCY)
    assert told == ["new", "moved_later", "moved_earlier"]


def test_a_date_less_than_72_hours_away_never_waits(stage: Stage) -> None:
    feed(stage, NEWS, ("https://wire.example/0", *QUIET))
    polls(stage, NEWS)
    told = []
    for day in ("March 5", "March 6", "March 5"):
        news(stage, duty(day))
        told += polls(stage, NEWS)
    assert told == ["new", "moved_later", "moved_earlier"]


def test_items_that_all_vanish_and_come_back_withdraw_nothing_and_tell_nothing(wire: Stage) -> None:
    whole = wire.web.answers[NEWS.url]
    wire.web.answers[NEWS.url] = b"<rss version='2.0'><channel><title>Wire</title></channel></rss>"
    for _ in range(4):
        wire.now += timedelta(hours=12)
        assert "no items" in wire.run(poll(wire.world, NEWS)).error
    assert dates(wire) == ["2026-03-20"]
    wire.web.answers[NEWS.url] = whole
    assert polls(wire, NEWS) == []
    assert dates(wire) == ["2026-03-20"]


def redated(stage: Stage, turn: int) -> None:
    news(stage, duty("March 20"), published=f"2026-03-03T{9 + turn:02}:00")


def readdressed(stage: Stage, turn: int) -> None:
    news(stage, duty("March 20"), address=f"https://wire.example/1?visit={turn}")


def both(stage: Stage, turn: int) -> None:
    news(
        stage,
        duty("March 20"),
        published=f"2026-03-03T{9 + turn:02}:00",
        address=f"https://wire.example/1?visit={turn}",
    )


@pytest.mark.parametrize("again", [redated, readdressed, both], ids=lambda again: again.__name__)
def test_an_old_item_that_comes_as_new_is_neither_told_nor_kept_again(
    wire: Stage, again: Callable[[Stage, int], None]
) -> None:
    told = []
    for turn in range(6):
        again(wire, turn)
        told += polls(wire, NEWS)
    assert told == []
    with wire.store.begin() as tx:
        assert tx.counts()["documents"] == 2


def test_a_page_whose_address_changes_at_every_poll_is_fetched_once(stage: Stage) -> None:
    posted(stage, duty("March 20"))
    stage.web.asked.clear()
    for turn in range(3):
        address = f"https://office.example/1?visit={turn}"
        feed(stage, OFFICE, (address, "2026-03-03T09:00", "Order on Brazil", "Read more"))
        assert polls(stage, OFFICE, timedelta(minutes=1)) == []
    assert [url for url, _ in stage.web.asked if "visit" in url] == []


def test_entries_that_share_one_address_are_told_apart_by_their_words(stage: Stage) -> None:
    home = "https://wire.example/"
    feed(stage, NEWS, (home, *QUIET))
    polls(stage, NEWS)
    mexico = duty("March 28", rate=10).replace("Brazil", "Mexico")
    entries = (
        (home, "2026-03-03T08:30", "Brazil faces duty", duty("March 20")),
        (home, "2026-03-03T08:40", "Mexico faces duty", mexico),
        (home, *QUIET),
    )
    feed(stage, NEWS, *entries)
    assert polls(stage, NEWS) == ["new", "new"]
    feed(stage, NEWS, *reversed(entries))
    assert [polls(stage, NEWS), polls(stage, NEWS)] == [[], []]
    assert dates(stage) == ["2026-03-20", "2026-03-28"]


def test_an_item_without_id_and_address_is_known_by_its_words(stage: Stage) -> None:
    bare = "<rss version='2.0'><channel><title>Wire</title><item><title>Brazil</title><description>{}</description></item></channel></rss>"
    stage.web.answers[NEWS.url] = bare.format("The harbour is open.").encode()
    polls(stage, NEWS)
    stage.web.answers[NEWS.url] = bare.format(duty("March 20")).encode()
    assert polls(stage, NEWS) == ["new"]
    assert polls(stage, NEWS) == []
