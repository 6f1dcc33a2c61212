"""The pages: small, readable, narrowed by their address, never empty without a word."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from store_examples import document, reading
from web_room import CONFIG, DUTY, NOW, Reader, due, duty, learn, many, revise

from monitor.notify.moments import countdown
from monitor.ports import Store
from monitor.types import ChangeReason, MeasureKind, Status

MOST_BYTES = 60_000


@pytest.fixture
def reader(store: Store) -> Reader:
    return Reader(store)


def shown(text: str) -> list[str]:
    """The keys of the lines of a list."""
    return re.findall(r'<p class="head"><a href="/deadlines/([^"]+)"', text)


def test_fifty_lines_are_a_page_of_less_than_60_kilobytes(reader: Reader) -> None:
    learn(reader.store, *many(60))
    page = reader.get("/")
    assert len(shown(page.text)) == 50
    assert len(page.content) < MOST_BYTES


def test_fifty_revisions_are_a_page_of_less_than_60_kilobytes(reader: Reader) -> None:
    learn(reader.store, duty(learnt_at=NOW - timedelta(days=80)))
    for number in range(49):
        revise(
            reader.store,
            "us-ca",
            ChangeReason.MOVED_LATER,
            due=replace(due(), day=due().day + timedelta(days=number + 1)),
        )
    assert len(reader.get("/deadlines/us-ca").content) < MOST_BYTES


def test_pages_follow_each_other_without_gap_or_double(reader: Reader) -> None:
    learn(reader.store, *many(23))
    told: list[str] = []
    address: str | None = "/?limit=5&days=365"
    while address:
        text = reader.get(address).text
        told += shown(text)
        following = re.search(r'<a rel="next" href="([^"]+)"', text)
        address = following[1].replace("&amp;", "&") if following else None
    assert told == [f"us-{number:03}" for number in range(23)]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", ["us-ca", "eu-cn"]),
        ("country=ca", ["us-ca"]),
        ("country=CN&country=CA", ["us-ca", "eu-cn"]),
        ("measure=sanctions", ["eu-cn"]),
        ("role=effective", ["us-ca", "eu-cn"]),
        ("role=hearing", []),
        ("status=lapsed", ["eu-cn"]),
        ("watch=Canada+trade", ["us-ca"]),
        ("watch=no+such+watch", []),
        ("text=Steel+PIPE", ["us-ca"]),
        ("start=2026-08-23", ["eu-cn"]),
        ("days=3", ["us-ca"]),
        ("country=CA&country=", ["us-ca"]),
        ("unknown=1", ["us-ca", "eu-cn"]),
    ],
)
def test_the_address_narrows_the_list(reader: Reader, query: str, keys: list[str]) -> None:
    other = replace(DUTY, kind=MeasureKind.SANCTIONS, issuer="EU", targets=("CN",), products=("ships",))
    learn(reader.store, duty(), duty("eu-cn", due=due(30), measure=other, status=Status.LAPSED))
    assert shown(reader.get(f"/?{query}").text) == keys


def test_an_address_that_means_nothing_says_which_part(reader: Reader) -> None:
    answer = reader.get("/?days=soon")
    assert answer.status_code == 400
    assert "days: &#39;soon&#39; is no number" in answer.text
    assert answer.headers["content-type"].startswith("text/html")


def test_a_moved_deadline_is_listed_with_its_old_day_and_drawn_with_its_old_place(reader: Reader) -> None:
    learn(reader.store, duty())
    revise(reader.store, "us-ca", ChangeReason.MOVED_LATER, due=due(26))
    text = reader.get("/").text
    assert "moved later, was 22 Aug" in text
    assert 'class="was"' in text


def test_a_moved_deadline_is_listed_anew_at_once(reader: Reader) -> None:
    learn(reader.store, duty())
    assert "22 Aug" in reader.get("/").text
    revise(reader.store, "us-ca", ChangeReason.MOVED_LATER, due=due(26))
    assert 'id="d2026-08-26"' in reader.get("/").text
    reader.clock.now += timedelta(days=2)
    assert countdown(due(26), reader.clock.now) in reader.get("/").text


def test_an_empty_list_teaches(reader: Reader) -> None:
    nothing = reader.get("/").text
    assert "Nothing to show" in nothing
    assert "monitor demo" in nothing
    narrowed = reader.get("/?country=CA&days=7").text
    assert 'href="/?country=CA&amp;days=365"' in narrowed


def test_the_forms_of_a_list_carry_its_query(reader: Reader) -> None:
    text = reader.get("/?country=CA&days=30").text
    for path in ("/calendar.ics", "/feed.atom", "/feed.json", "/deadlines.csv", "/api/v1/deadlines"):
        assert f'"{path}?country=CA&amp;days=30"' in text


def test_a_record_is_shown_as_it_was_known_on_an_earlier_day(reader: Reader) -> None:
    learn(reader.store, duty(due=due(19), learnt_at=NOW - timedelta(days=10)))
    revise(reader.store, "us-ca", ChangeReason.MOVED_LATER, due=due(22))
    now, then = reader.get("/deadlines/us-ca").text, reader.get("/deadlines/us-ca?day=2026-08-10").text
    assert "<strong>" in now
    assert "Sat 22 Aug 2026, 00:01 New York" in now
    assert "Wed 19 Aug 2026, 00:01 New York" in then
    assert "Sat 22 Aug" not in then
    assert "As known at the end of 10 August 2026" in then
    assert reader.get("/deadlines/us-ca?back=0").text.count("As known at the end of 10 August") == 1


@pytest.mark.parametrize(
    "query", ["day=", "day=x", "day=2026-02-30", "back=x", "back=99999999999999999999", "back=-5.5"]
)
def test_a_day_that_is_none_is_refused(reader: Reader, query: str) -> None:
    learn(reader.store, duty())
    assert reader.get(f"/deadlines/us-ca?{query}").status_code == 400


@pytest.mark.parametrize("query", ["day=1800-01-01", "day=9999-12-31", "back=-5", "back=99999"])
def test_days_outside_what_was_known_are_the_nearest_that_was(reader: Reader, query: str) -> None:
    learn(reader.store, duty())
    assert reader.get(f"/deadlines/us-ca?{query}").status_code == 200


def test_the_quoted_words_stand_in_their_context_with_the_date_marked(reader: Reader) -> None:
    quote = "duties begin at 12:01 a.m. on August 22, 2026"
    paper = document(text=f"It is ordered that {quote} on steel pipes.")
    with reader.store.begin() as tx:
        tx.add_document(paper, reading(), NOW)
    words = replace(duty().evidence, document=paper.id, quote=quote)
    learn(reader.store, duty(evidence=words))
    text = reader.get("/deadlines/us-ca").text
    assert "It is ordered that" in text
    assert "on steel pipes." in text
    assert re.search(r"<mark>[^<]*August 22", text)


def test_a_record_without_alerts_and_watches_says_so(reader: Reader) -> None:
    plain = Reader(reader.store, config=replace(CONFIG, watches=()))
    learn(reader.store, duty())
    text = plain.get("/deadlines/us-ca").text
    assert "None was sent" in text
    assert "no watch asks for it" in text


def test_a_record_that_nobody_knows_is_a_page_that_says_so(reader: Reader) -> None:
    for address in ("/deadlines/none", "/deadlines/%00", "/deadlines/a%2Fb", "/no-such-page"):
        answer = reader.get(address)
        assert answer.status_code == 404, address
        assert "There is no such page" in answer.text


def test_keys_with_odd_characters_have_a_page(reader: Reader) -> None:
    for key in ("us:tariff:steel & co", "a?b#c", "ü 100%", "<b>"):
        learn(reader.store, duty(key))
    for address in re.findall(r'<p class="head"><a href="([^"]+)"', reader.get("/").text):
        assert reader.get(address).status_code == 200, address


def test_what_has_ended_is_struck_through(reader: Reader) -> None:
    learn(reader.store, duty(ended_day=date(2026, 8, 18), status=Status.REVOKED))
    assert 'class="ended"' in reader.get("/").text


def test_readiness_tells_what_is_wrong(reader: Reader) -> None:
    answer = reader.get("/readyz")
    assert (answer.status_code == 200) == (answer.text == "ok\n")
    assert reader.get("/healthz").text == "ok\n"


def test_the_numbers_are_in_the_format_of_prometheus(reader: Reader) -> None:
    from prometheus_client.parser import text_string_to_metric_families

    learn(reader.store, duty())
    answer = reader.get("/metrics")
    told = {family.name: family for family in text_string_to_metric_families(answer.text)}
    assert answer.headers["content-type"].startswith("text/plain")
    assert {"monitor_rows", "monitor_faults", "monitor_info"} <= told.keys()
