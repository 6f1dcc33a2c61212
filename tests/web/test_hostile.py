"""Whatever a source, a record or a watch is called, no page and no feed holds an element, an attribute or an address that came from it."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote, urlsplit

import lxml.html
import pytest
import vobject
from icalendar import Calendar
from notify_hostile import strings
from store_examples import document, reading, reminder, source_state
from web_room import CANADA, NOW, Reader, due, duty, learn, revise

from monitor.ports import Store
from monitor.settings import Config
from monitor.store.columns import clean
from monitor.types import ChangeReason, Deadline, Source

COUNT = 200
WORDS = [clean(each) for each in strings(COUNT + 20)]
LIVE = re.compile(r"^\s*(?:javascript|data|vbscript):", re.IGNORECASE)
EVENT = set("UID SEQUENCE DTSTAMP DTSTART DTEND SUMMARY DESCRIPTION STATUS TRANSP CATEGORIES URL".split())  # noqa: SIM905


def hostile(number: int) -> Deadline:
    """A record with another string in each of its fields; over all records every string is in every field."""
    a, b, c, d, e, f, g, h, i, j, k = WORDS[number : number + 11]
    words = replace(
        duty().evidence,
        document=f"gazette:{number}",
        source=a,
        title=b,
        quote=c,
        url=WORDS[number] if number % 2 else f"https://evil.example/{d}",
        rule=e,
        warnings=(f,),
        because=g,
    )
    measure = replace(
        duty().measure,
        issuer=h,
        targets=(i, j),
        instrument=k,
        authority=a,
        products=(b, c),
        reason=d,
        rate_percent=None,
    )
    moment = replace(due(), day=due().day + timedelta(days=number // 20), trace=e)
    key = f"{number} {f}".replace("/", "")  # the ledger makes keys of letters, digits and hyphens
    return duty(key, measure=measure, evidence=words, scope=g, due=moment)


@pytest.fixture
def reader(store: Store) -> Reader:
    """A site on which everything that has a name has a hostile one."""
    with store.begin() as tx:
        for number in range(COUNT):
            a, b = WORDS[number], WORDS[number + 1]
            quoted = f"{a} {hostile(number).evidence.quote} {b}"
            paper = document(
                id=f"gazette:{number}", source=a, title=b, text=quoted, url=f"https://evil.example/{number}"
            )
            tx.add_document(paper, reading(), NOW)
            tx.quarantine(a, b, a, NOW)
            tx.save_source(source_state(name=f"{number} {a}", error=b, digest=a))
            tx.enqueue([reminder(deadline=hostile(number), receiver=b, watches=((a, b),))], NOW)
    learn(store, *map(hostile, range(COUNT)))
    for number in range(0, COUNT, 4):
        revise(store, hostile(number).key, ChangeReason.MOVED_LATER, due=due(25), scope=WORDS[number + 5])
    named = [replace(CANADA, name=each, countries=(), line=each) for each in WORDS[:COUNT]]
    listed = tuple(Source(f"{number} {each}", each) for number, each in enumerate(WORDS[:COUNT]))
    return Reader(store, config=Config(listed, tuple(named[:60:3]), {}))


def skeleton(text: str) -> Iterator[str]:
    """Everything of a page that is no text: elements, attributes, and where its links lead."""
    for element in lxml.html.document_fromstring(text).iter():
        if not isinstance(element.tag, str):
            yield "a comment"
            continue
        yield element.tag
        for name, value in element.attrib.items():
            yield f"{element.tag}@{name}"
            if name in ("href", "src", "action") and not value.startswith(("/", "#", "?", "https://", "http://")):
                yield f"leads to {value}"


@pytest.fixture(scope="module")
def usual() -> set[str]:
    """What pages of an ordinary site are made of."""
    from monitor.store import open_store

    store = open_store("sqlite://")
    with store.begin() as tx:
        words = "duties begin at 12:01 a.m. on August 22, 2026"
        tx.add_document(document(id="p", text=f"So {words} it is."), reading(), NOW)
        tx.enqueue([reminder(deadline=duty("a"))], NOW)
    learn(store, duty("a", evidence=replace(duty().evidence, document="p", quote=words, warnings=("odd",))), duty("b"))
    learn(store, duty("c", evidence=replace(duty().evidence, document="p", quote=words)))
    revise(store, "a", ChangeReason.MOVED_LATER, due=due(25))
    revise(store, "b", ChangeReason.REVOKED, ended_day=due().day)
    ordinary = Reader(store)
    pages = (
        "/",
        "/?limit=1",
        "/?country=CA&watch=Canada+trade",
        "/deadlines/a",
        "/deadlines/a?back=0",
        "/deadlines/b",
        "/nowhere",
    )
    found = {part for address in pages for part in skeleton(ordinary.get(address).text)}
    found |= set(skeleton(ordinary.get("/?days=x").text)) | set(skeleton(ordinary.get("/?country=ZZ").text))
    store.close()
    return found


def test_pages_hold_nothing_that_came_from_what_is_stored(reader: Reader, usual: set[str]) -> None:
    address: str | None = "/?days=365"
    shown = 0
    while address:
        text = reader.get(address).text
        assert not set(skeleton(text)) - usual
        tree = lxml.html.document_fromstring(text)
        shown += len(tree.xpath("//ul[@class='lines']/li"))
        following = tree.xpath("//a[@rel='next']/@href")
        address = following[0] if following else None
    assert shown == COUNT


def test_records_hold_nothing_that_came_from_what_is_stored(reader: Reader, usual: set[str]) -> None:
    for number in range(COUNT):
        answer = reader.get(f"/deadlines/{quote(hostile(number).key, safe='')}")
        assert answer.status_code == 200, hostile(number).key
        assert not set(skeleton(answer.text)) - usual, hostile(number).key


def test_what_the_asker_writes_is_inert_too(reader: Reader, usual: set[str]) -> None:
    for number, words in enumerate(WORDS[:COUNT]):
        name = ("text", "watch", "country", "zone", "start", "days", "after", "measure")[number % 8]
        answer = reader.get(f"/?{name}={quote(words.encode('utf-8', 'replace'))}")
        assert answer.status_code in (200, 400)
        assert not set(skeleton(answer.text)) - usual, words


def test_the_calendar_holds_its_own_events_alone(reader: Reader) -> None:
    body = reader.get("/calendar.ics?days=365").content
    events = Calendar.from_ical(body).walk("VEVENT")
    assert len(events) == COUNT
    assert len({str(event["uid"]) for event in events}) == COUNT
    for event in events:
        assert set(event.keys()) <= EVENT
        assert {part.name for part in event.subcomponents} <= {"VALARM"}
    assert len(list(vobject.readOne(body.decode()).components())) >= COUNT


def test_feeds_hold_their_own_entries_alone(reader: Reader) -> None:
    atom = ET.fromstring(reader.get("/feed.atom?days=365").content)
    tags = {part.tag.removeprefix("{http://www.w3.org/2005/Atom}") for part in atom.iter()}
    assert tags == {"feed", "title", "id", "link", "updated", "author", "name", "entry", "published", "summary"}
    links = [part.get("href", "") for part in atom.iter() if part.tag.endswith("link")]
    assert {urlsplit(link).netloc for link in links} == {"testserver"}
    feed = json.loads(reader.get("/feed.json?days=365").content)
    assert len(feed["items"]) == COUNT
    assert all(urlsplit(item["url"]).netloc == "testserver" for item in feed["items"])
    assert all(reader.get(urlsplit(item["url"]).path).status_code == 200 for item in feed["items"][::10])


def test_the_table_holds_no_formula_and_no_further_row(reader: Reader) -> None:
    text = reader.get("/deadlines.csv?days=365").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == COUNT + 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "@", "-", "\t", "\r"))]


def test_the_api_and_the_numbers_can_be_read(reader: Reader) -> None:
    from prometheus_client.parser import text_string_to_metric_families

    for address in ("deadlines?days=365&limit=200", "alerts?limit=200", "sources", "measures"):
        answer = reader.get(f"/api/v1/{address}")
        assert answer.status_code == 200
        json.loads(answer.content)
    names = {
        sample.labels["source"]
        for family in text_string_to_metric_families(reader.get("/metrics").text)
        for sample in family.samples
        if family.name == "monitor_source_failures"
    }
    assert len(names) == COUNT
