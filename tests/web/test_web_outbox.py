"""What waits and why, what was given up, and another try for it."""

from datetime import timedelta

import pytest
from web_forms import fill, followed
from web_room import NOW, Reader, duty, learn

from monitor.policy import Circuit, Hold, HoldReason
from monitor.ports import Store
from monitor.types import Alert, AlertReason, Lead


def alert(receiver: str) -> Alert:
    return Alert(AlertReason.REMINDER, receiver, (("Canada trade", "w.yaml:1"),), "UTC", duty(), lead=Lead(days=7))


@pytest.fixture
def reader(store: Store) -> Reader:
    """One alert was given up, one is held for the digest, and a third waits for a receiver that fails."""
    learn(store, duty())
    with store.begin() as tx:
        tx.enqueue([alert("dead")], NOW - timedelta(hours=2))
        (claimed,) = tx.claim(NOW, 1)
        tx.mark_dead(claimed.parcel, "channel_not_found: <b>no such channel", NOW)
        held = alert("held")
        tx.enqueue([held], NOW, {held.id: Hold(NOW + timedelta(hours=6), HoldReason.DIGEST)})
        tx.enqueue([alert("broken")], NOW)
        tx.save_circuit(Circuit("broken", 5, NOW - timedelta(hours=1), NOW + timedelta(minutes=3), "503"))
    return Reader(store)


def test_receivers_and_alerts_are_told_in_words(reader: Reader) -> None:
    page = reader.get("/outbox").text
    for words in (
        "left alone until 12:03:00 UTC, failed 5 times in a row: 503",
        "for the digest, until Thu 20 Aug 2026, 18:00 UTC",
        "channel_not_found: &lt;b&gt;no such channel",
        "given up",
        'href="/deadlines/us-ca"',
    ):
        assert words in page, words


def test_what_was_given_up_is_sent_again_with_one_button(reader: Reader) -> None:
    name = alert("dead").id
    assert f'value="{name}"' in reader.get("/outbox").text
    page = followed(reader, fill(reader, "/outbox", "/outbox/retry", {"id": name}))
    assert "1 alert waits to be sent again." in page
    assert "Send again" not in page
    assert fill(reader, "/deadlines/us-ca", "/outbox/retry", {"id": name}).status_code == 404


def test_a_form_that_is_not_ours_sends_nothing_again(reader: Reader) -> None:
    reader.get("/outbox")
    assert reader.post("/outbox/retry", {"id": alert("dead").id, "token": "x"}).status_code == 403
    assert reader.get("/outbox/retry").status_code == 405


def test_an_empty_outbox_says_what_will_come(store: Store) -> None:
    page = Reader(store).get("/outbox").text
    assert "Nothing was queued yet" in page
    assert "Nothing waits, and no receiver has failed lately." in page
