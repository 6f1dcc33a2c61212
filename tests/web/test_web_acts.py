"""What readers do on a deadline's page, and what a mere link never does."""

from dataclasses import replace
from datetime import timedelta

import pytest
from web_forms import fill, followed, token_on
from web_room import KEY, NOW, Reader, duty, learn, revise

from monitor.ports import Store
from monitor.types import ChangeReason, Mark, MarkKind
from monitor.web.access import Access
from monitor.web.bodies import LARGEST
from monitor.web.pages import SESSION

PAGE = "/deadlines/us-ca"


@pytest.fixture
def reader(store: Store) -> Reader:
    """A browser before a site that asks for no password."""
    learn(store, duty())
    return Reader(store)


@pytest.fixture
def ada(store: Store) -> Reader:
    """A browser that has come in under a name."""
    learn(store, duty())
    reader = Reader(store, Access(KEY, "open sesame"))
    reader.client.cookies.set(SESSION, reader.access.session("Ada"))
    return reader


def marks(reader: Reader) -> list[Mark]:
    with reader.store.read() as tx:
        return tx.marks(["us-ca"]).get("us-ca", [])


@pytest.mark.parametrize("name", ["ack", "snooze", "mute", "wrong"])
def test_a_link_shows_a_page_with_one_button_and_does_nothing(reader: Reader, name: str) -> None:
    answer = reader.get(f"{PAGE}/{name}")
    assert answer.status_code == 200
    assert answer.text.count("<button") == 1
    assert marks(reader) == []


def test_a_link_can_say_for_how_long(reader: Reader) -> None:
    assert '<option value="2d" selected>' in reader.get(f"{PAGE}/snooze?for=2d").text


@pytest.mark.parametrize("name", ["ack", "snooze", "mute", "wrong", "lift", "correct"])
def test_a_form_that_is_not_ours_is_refused(reader: Reader, name: str) -> None:
    reader.get(PAGE)
    assert reader.post(f"{PAGE}/{name}", {"token": "forged", "kind": "muted"}).status_code == 403
    assert marks(reader) == []


def test_who_came_in_signs_with_that_name_and_no_other(ada: Reader) -> None:
    page = followed(ada, fill(ada, PAGE, f"{PAGE}/ack", {"note": "filed on Friday", "name": "Eve"}))
    assert marks(ada) == [Mark("us-ca", MarkKind.ACKNOWLEDGED, "Ada", NOW, "filed on Friday")]
    assert 'role="status">US 50% tariff on Canada begins: acknowledged by Ada; no more reminders of this date' in page
    assert "acknowledged by Ada on Thu 20 Aug 2026, 14:00 Brussels (CEST, UTC+2): filed on Friday" in page
    assert "Your name" not in page
    assert 'role="status"' not in ada.get(PAGE).text


def test_without_a_password_a_reader_may_say_who_they_are(reader: Reader) -> None:
    fill(reader, PAGE, f"{PAGE}/ack", {"name": "  Ada\u202e "})
    reader.clock.now += timedelta(minutes=1)
    fill(reader, PAGE, f"{PAGE}/wrong")
    assert [mark.by for mark in marks(reader)] == ["Ada", "somebody"]


@pytest.mark.parametrize(
    ("name", "fields", "lasts"),
    [
        ("snooze", {}, timedelta(hours=24)),
        ("snooze", {"snooze_for": "4h", "mute_for": "7d"}, timedelta(hours=4)),
        ("snooze", {"for": "30m"}, timedelta(minutes=30)),
        ("mute", {"mute_for": "90d"}, timedelta(days=90)),
    ],
)
def test_a_snooze_and_a_mute_last_as_long_as_chosen(
    reader: Reader, name: str, fields: dict[str, str], lasts: timedelta
) -> None:
    assert fill(reader, PAGE, f"{PAGE}/{name}", fields).status_code == 303
    (said,) = marks(reader)
    assert said.until == NOW + lasts


@pytest.mark.parametrize(
    ("name", "fields", "status", "told"),
    [
        ("snooze", {"for": "2w"}, 422, "write 30m, 4h or 2d"),
        ("mute", {"for": "91d"}, 422, "a mute lasts at most 90 days"),
        ("lift", {"kind": "muted"}, 409, "us-ca is not muted: there is nothing to take back"),
        ("lift", {"kind": "loud"}, 422, "kind &#39;loud&#39; is not known"),
        ("praise", {}, 404, "knows ack, snooze, mute, wrong, lift and correct"),
    ],
)
def test_what_cannot_be_is_told_on_a_page(
    reader: Reader, name: str, fields: dict[str, str], status: int, told: str
) -> None:
    answer = fill(reader, PAGE, f"{PAGE}/{name}", fields)
    assert (answer.status_code, told in answer.text) == (status, True), answer.text
    assert marks(reader) == []


def test_what_was_said_is_taken_back_and_kept_as_said_before(reader: Reader) -> None:
    fill(reader, PAGE, f"{PAGE}/mute", {"name": "Ada"})
    assert "Take back: muted" in reader.get(PAGE).text
    reader.clock.now += timedelta(minutes=1)
    page = followed(reader, fill(reader, PAGE, f"{PAGE}/lift", {"kind": "muted", "name": "Bea"}))
    assert "Take back" not in page
    assert "Said before (2)" in page
    assert "no longer muted by Bea" in page


def test_a_record_that_is_not_there_takes_no_answer(reader: Reader) -> None:
    assert reader.get("/deadlines/us-mx/ack").status_code == 404
    assert fill(reader, PAGE, "/deadlines/us-mx/ack").status_code == 404


def test_the_timeline_shows_what_readers_said(reader: Reader) -> None:
    fill(reader, PAGE, f"{PAGE}/mute")
    reader.clock.now += timedelta(minutes=1)
    fill(reader, PAGE, f"{PAGE}/wrong")
    listed = reader.get("/").text
    assert "muted to 27 Aug" in listed
    assert "said to be wrong" in listed


def test_an_earlier_day_shows_what_was_said_by_then_and_offers_nothing(reader: Reader) -> None:
    fill(reader, PAGE, f"{PAGE}/ack")
    page = reader.get(f"{PAGE}?day=2026-08-18").text
    assert "Nobody has put off" in page
    assert f'action="{PAGE}/' not in page


class TestCorrections:
    """The record as a person knows it."""

    def test_a_date_is_corrected_and_told(self, ada: Reader) -> None:
        fields = {"date": "2026-08-26", "reason": "the annex says so", "name": "Eve"}
        page = followed(ada, fill(ada, PAGE, f"{PAGE}/correct", fields))
        assert "corrected. It stands now: Wed 26 Aug 2026" in page
        assert "set by Ada" in page
        with ada.store.read() as tx:
            assert [row.alert.change for row in tx.outbox([], 5)] == [ChangeReason.CORRECTED]

    @pytest.mark.parametrize(
        ("fields", "status", "told"),
        [
            ({"reason": "so", "date": "2026-08-26"}, 422, "say who you are"),
            ({"name": "Ada", "date": "2026-08-26"}, 422, "by and reason must say who and why"),
            ({"name": "Ada", "reason": "so"}, 422, "say what is so: date, status, rate or revoked"),
            ({"name": "Ada", "reason": "so", "date": "26 August"}, 422, "date &#39;26 August&#39; is neither a day"),
            ({"name": "Ada", "reason": "so", "rate": "lots"}, 422, "is no number; write 12.5"),
            ({"name": "Ada", "reason": "so", "rate": "nan"}, 422, "between 0 and 10000 percent"),
            ({"name": "Ada", "reason": "so", "status": "off"}, 422, "is not known; known: threatened"),
            ({"name": "Ada", "reason": "so", "status": "suspended", "revoked": "yes"}, 422, "leave out status"),
        ],
    )
    def test_what_cannot_be_is_told(self, reader: Reader, fields: dict[str, str], status: int, told: str) -> None:
        answer = fill(reader, PAGE, f"{PAGE}/correct", fields)
        assert (answer.status_code, told in answer.text) == (status, True), answer.text

    def test_a_rate_is_read_as_people_write_it(self, reader: Reader) -> None:
        fill(reader, PAGE, f"{PAGE}/correct", {"name": "Ada", "reason": "so", "rate": "12,5 %"})
        with reader.store.read() as tx:
            record = tx.deadline("us-ca")
        assert record is not None
        assert record.measure.rate_percent == 12.5

    @pytest.mark.parametrize("there", ["//evil.example", "https://evil.example", "/\\evil.example"])
    def test_it_leads_to_no_other_site(self, reader: Reader, there: str) -> None:
        fields = {"name": "Ada", "reason": "so", "revoked": "yes", "next": there}
        assert fill(reader, PAGE, f"{PAGE}/correct", fields).headers["location"] == "/"

    def test_what_has_ended_cannot_be_put_off(self, reader: Reader) -> None:
        revise(reader.store, "us-ca", ChangeReason.REVOKED, ended_day=NOW.date())
        answer = fill(reader, PAGE, f"{PAGE}/ack")
        assert (answer.status_code, "nothing reminds of it any more" in answer.text) == (409, True)


def test_too_large_a_form_is_refused_while_it_is_sent(reader: Reader) -> None:
    fields = {"token": token_on(reader, PAGE), "note": "x" * LARGEST}
    assert reader.post(f"{PAGE}/ack", fields).status_code == 413
    assert marks(reader) == []


def test_a_note_is_words_on_the_page_and_nothing_else(reader: Reader) -> None:
    page = followed(reader, fill(reader, PAGE, f"{PAGE}/ack", {"name": "<b>", "note": "<script>alert(1)</script>"}))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert replace(marks(reader)[0], at=NOW).note == "<script>alert(1)</script>"


def test_what_was_done_is_told_only_by_this_site(reader: Reader) -> None:
    reader.client.cookies.set("monitor_told", "forged words")
    assert "forged words" not in reader.get(PAGE).text
