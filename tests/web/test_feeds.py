"""The list as a calendar, as feeds and as a table: read by the parsers that readers use."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import feedparser
import pytest
import vobject
from icalendar import Calendar
from web_room import CANADA, CONFIG, DUTY, Reader, due, duty, learn, many, revise

from monitor.ports import Store
from monitor.types import ChangeReason, Due, Lead, Precision, Status
from monitor.web.feeds import plain_cell


@pytest.fixture
def reader(store: Store) -> Reader:
    return Reader(store)


def events(reader: Reader, query: str = "") -> dict[str, Any]:
    """UID -> event, as icalendar reads it; vobject must read the same."""
    answer = reader.get(f"/calendar.ics?{query}")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    body = answer.content
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert max(map(len, body.split(b"\r\n"))) <= 75
    found = {str(event["uid"]): event for event in Calendar.from_ical(body).walk("VEVENT")}
    second = vobject.readOne(body.decode())
    assert {each.uid.value for each in getattr(second, "vevent_list", [])} == set(found)
    for each in getattr(second, "vevent_list", []):
        assert each.dtstart.value == found[each.uid.value]["dtstart"].dt
    return found


def test_a_moved_deadline_keeps_its_uid_and_raises_its_sequence(reader: Reader) -> None:
    learn(reader.store, duty())
    before = events(reader)["us-ca"]
    revise(reader.store, "us-ca", ChangeReason.MOVED_LATER, due=due(26))
    (after,) = events(reader).values()
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["dtstamp"].dt > before["dtstamp"].dt
    assert after["dtstart"].dt - before["dtstart"].dt == timedelta(days=4)


def test_what_moved_into_the_past_or_is_off_is_told_too(reader: Reader) -> None:
    learn(reader.store, duty("past", due=due(1)), duty("off"))
    revise(reader.store, "off", ChangeReason.REVOKED, status=Status.REVOKED, ended_day=date(2026, 8, 18))
    told = events(reader)
    assert told["off"]["status"] == "CANCELLED"
    assert told["off"]["sequence"] == 2
    assert "past" in told
    assert not told["off"].walk("VALARM")


def test_a_deadline_with_an_hour_is_that_instant_in_its_own_zone(reader: Reader) -> None:
    learn(reader.store, duty("summer"), duty("winter", due=due(10, 11)))
    told = events(reader)
    for key, offset in (("summer", -4), ("winter", -5)):
        start = told[key]["dtstart"].dt
        assert (start.hour, start.minute) == (0, 1)
        assert start.utcoffset() == timedelta(hours=offset)
        assert told[key]["dtstart"].params["TZID"] == "America/New_York"


def test_a_deadline_without_an_hour_is_a_whole_day_and_a_month_all_its_days(reader: Reader) -> None:
    september = Due(date(2026, 9, 1), "Europe/Brussels", None, Precision.MONTH, date(2026, 9, 30), inclusive=True)
    learn(reader.store, duty("day", due=due(clock=None)), duty("month", due=september))
    told = events(reader)
    assert (told["day"]["dtstart"].dt, told["day"]["dtend"].dt) == (date(2026, 8, 22), date(2026, 8, 23))
    assert (told["month"]["dtstart"].dt, told["month"]["dtend"].dt) == (date(2026, 9, 1), date(2026, 10, 1))
    assert str(told["month"]["summary"]).startswith("some day")


def alarms(event: Any) -> list[datetime]:
    return sorted(alarm["trigger"].dt for alarm in event.walk("VALARM"))


def test_alarms_ring_at_the_leads_of_the_watches_that_ask(reader: Reader) -> None:
    learn(reader.store, duty(), duty("other", measure=replace(DUTY, targets=("CN",))))
    told = events(reader)
    moment = due().opens_at
    assert alarms(told["us-ca"]) == [moment - timedelta(days=7), moment - timedelta(hours=24)]
    assert alarms(told["other"]) == []


def test_a_day_before_is_the_same_wall_time_across_a_clock_change(store: Store) -> None:
    watch = replace(CANADA, leads=(Lead(days=1), Lead(hours=24)))
    reader = Reader(store, config=replace(CONFIG, watches=(watch,)))
    # Clocks in New York go back on 1 November 2026 at 02:00: that night has 25 hours.
    learn(store, duty(due=due(1, 11, clock=time(17))))
    assert alarms(events(reader, "days=120")["us-ca"]) == [
        datetime(2026, 10, 31, 21, tzinfo=UTC),
        datetime(2026, 10, 31, 22, tzinfo=UTC),
    ]


def test_a_calendar_of_a_watch_holds_what_it_asks_for(reader: Reader) -> None:
    learn(reader.store, duty(), duty("other", measure=replace(DUTY, targets=("CN",))))
    assert list(events(reader, "watch=Canada+trade")) == ["us-ca"]
    assert list(events(reader, "country=CN")) == ["other"]


def test_a_calendar_is_told_anew_in_the_same_bytes(reader: Reader) -> None:
    learn(reader.store, duty())
    first = reader.get("/calendar.ics").content
    reader.clock.now += timedelta(hours=1)
    assert reader.get("/calendar.ics").content == first


def test_an_empty_calendar_is_a_calendar(reader: Reader) -> None:
    assert events(reader) == {}


def test_atom_is_read_by_a_feed_reader(reader: Reader) -> None:
    learn(reader.store, duty(), duty("b", due=due(25)))
    revise(reader.store, "us-ca", ChangeReason.MOVED_LATER, due=due(26))
    answer = reader.get("/feed.atom?country=CA")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert feed.feed.id.endswith("/feed.atom?country=CA")
    assert len({entry.id for entry in feed.entries}) == 2
    first, second = feed.entries
    assert first.link == "http://testserver/deadlines/b"
    assert second.id.endswith("?revision=2")
    assert "moved later, was 22 Aug" in second.summary
    assert feed.feed.updated_parsed == max(entry.updated_parsed for entry in feed.entries)


def test_json_feed_has_what_its_version_asks_for(reader: Reader) -> None:
    learn(reader.store, duty())
    feed = json.loads(reader.get("/feed.json?country=CA").content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://testserver/feed.json?country=CA"
    (item,) = feed["items"]
    assert item["id"] == "us-ca:r1"
    assert item["url"] == "http://testserver/deadlines/us-ca"
    assert datetime.fromisoformat(item["date_published"]).tzinfo
    assert item["content_text"]


def test_the_configured_address_stands_in_feeds(store: Store) -> None:
    learn(store, duty())
    reader = Reader(store, base_url="https://due.example/")
    assert "https://due.example/deadlines/us-ca" in reader.get("/feed.atom", host="evil.example").text
    assert "evil.example" not in reader.get("/feed.json", host="evil.example").text


def rows(reader: Reader, query: str = "") -> list[dict[str, str]]:
    text = reader.get(f"/deadlines.csv?{query}").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_table_has_a_row_for_each_deadline(reader: Reader) -> None:
    learn(reader.store, *many(3))
    told = rows(reader)
    assert [row["key"] for row in told] == ["us-000", "us-001", "us-002"]
    assert told[0]["rate_percent"] == "50"
    assert told[0]["date"] == "2026-08-21T00:01:00-04:00"


@pytest.mark.parametrize(
    "words",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u200b=1", "\ufeff=1", "\x00=1", "=cmd|' /C calc'!A0"],
)
def test_no_cell_is_a_formula(reader: Reader, words: str) -> None:
    measure = replace(DUTY, instrument=words, products=(words,))
    learn(
        reader.store, duty(measure=measure, scope=words, evidence=replace(duty().evidence, quote=words, source=words))
    )
    (row,) = rows(reader)
    for cell in row.values():
        assert not cell.lstrip().startswith(("=", "+", "@")), cell
    assert plain_cell(-5) == -5
    assert plain_cell("a = b") == "a = b"


def test_more_than_a_page_is_in_one_feed(reader: Reader) -> None:
    learn(reader.store, *many(120))
    assert len(rows(reader, "days=365")) == 120
    assert len(events(reader, "days=365&limit=5")) == 120
