"""Lines kept at hand are the lines that would be made anew."""

from dataclasses import replace

import pytest
from web_room import CANADA, DUTY, Reader, due, duty, learn, many

from monitor.ports import Store
from monitor.web import shelf
from monitor.web.lines import still_line
from monitor.web.shelf import Shelf

HERE = "Europe/Brussels"


def test_a_line_is_made_once_and_anew_with_each_revision_zone_and_watchlist() -> None:
    kept, watches = Shelf(), (CANADA,)
    (first,) = kept.lines([duty()], HERE, watches)
    assert kept.lines([duty()], HERE, watches)[0] is first
    assert kept.lines([duty()], "Asia/Tokyo", watches)[0].clock.endswith("Tokyo")
    moved = duty(revision=2, due=due(26))
    assert kept.lines([moved], HERE, watches) == [still_line(moved, HERE, watches)]
    assert kept.lines([duty()], HERE, ())[0].watches == ()


def test_what_nobody_asks_for_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "KEPT", 10)
    kept, watches = Shelf(), (CANADA,)
    for record in many(200):
        kept.lines([record, duty()], HERE, watches)
    assert len(kept._young) + len(kept._old) <= 22
    assert ("us-ca", 1, HERE) in {**kept._young, **kept._old}


def test_watches_that_change_show_at_once(store: Store) -> None:
    reader = Reader(store)
    learn(store, duty())
    assert "watched by Canada trade" in reader.get("/").text
    reader.config = replace(reader.config, watches=(replace(CANADA, name="The north"),))
    assert "watched by The north" in reader.get("/").text


def test_what_comes_from_outside_is_escaped_once(store: Store) -> None:
    learn(store, duty(measure=replace(DUTY, products=("nuts & bolts",)), ended_day=None))
    text = Reader(store).get("/").text
    assert "[nuts &amp; bolts]" in text
    assert "&amp;amp;" not in text
