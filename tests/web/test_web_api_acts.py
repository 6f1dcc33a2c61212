"""Marks, corrections and second tries by the API: whose token may do what, and what it is told."""

import asyncio
from typing import Any

import pytest
from httpx import Response
from web_forms import token_for
from web_room import NOW, Reader, duty, learn

from monitor.ports import Store
from monitor.types import Alert, AlertReason, Lead, Parcel

KEY = "us-ca"
MARKS, CORRECTIONS = f"/api/v1/deadlines/{KEY}/marks", f"/api/v1/deadlines/{KEY}/corrections"
WAITING = Alert(AlertReason.REMINDER, "desk", (("Canada trade", "w.yaml:1"),), "UTC", duty(), lead=Lead(days=7))


@pytest.fixture
def reader(store: Store) -> Reader:
    learn(store, duty())
    return Reader(store)


def send(reader: Reader, address: str, body: Any, scope: str = "act") -> Response:
    """The answer to JSON of a program with a token of this scope; of none with ""."""
    headers = {"authorization": token_for(reader.store, scope)} if scope else {}
    return asyncio.run(reader.client.post(address, json=body, headers=headers))


def given_up(store: Store) -> str:
    with store.begin() as tx:
        tx.enqueue([WAITING], NOW)
        (claimed,) = tx.claim(NOW, 1)
        tx.mark_dead(claimed.parcel, "channel_not_found", NOW)
    return Parcel.of(WAITING).id


def test_a_mark_is_signed_with_the_name_of_the_token(reader: Reader) -> None:
    answer = send(reader, MARKS, {"mark": "snoozed", "for": "4h", "note": "in a meeting"})
    assert answer.status_code == 201
    assert answer.json() == {
        "key": KEY,
        "mark": "snoozed",
        "by": "desk tool",
        "at": "2026-08-20T12:00:00Z",
        "until": "2026-08-20T16:00:00Z",
        "note": "in a meeting",
        "lifted": False,
        "shortened": False,
        "withdrawn": 0,
        "settle": None,
    }


def test_a_mark_is_lifted_once(reader: Reader, store: Store) -> None:
    send(reader, MARKS, {"mark": "wrong"})
    headers = {"authorization": token_for(store, "act", "other")}
    lift = {"mark": "wrong", "lift": True}
    answers = [asyncio.run(reader.client.post(MARKS, json=lift, headers=headers)) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 409]
    assert answers[1].headers["content-type"] == "application/problem+json"
    assert answers[1].json()["detail"] == "us-ca is not wrong: there is nothing to take back"


def test_a_correction_is_told_as_the_command_tells_it(reader: Reader) -> None:
    answer = send(reader, CORRECTIONS, {"date": "2026-08-26", "reason": "the annex says so"})
    assert answer.status_code == 201
    told = answer.json()
    assert (told["reason"], told["date"], told["previous"]) == ("corrected", "2026-08-26", "2026-08-22T00:01:00-04:00")
    assert (told["revision"], told["alerts"]) == (2, 1)


@pytest.mark.parametrize("scope", ["", "read"])
@pytest.mark.parametrize("address", [MARKS, CORRECTIONS, "/api/v1/outbox/a/retry"])
def test_who_may_only_read_may_not_act(reader: Reader, address: str, scope: str) -> None:
    answer = send(reader, address, {"mark": "muted", "reason": "so", "revoked": True}, scope)
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")


@pytest.mark.parametrize(
    ("address", "body", "status", "told"),
    [
        (MARKS, {"mark": "loud"}, 422, "mark: Input should be 'acknowledged'"),
        (MARKS, {"mark": "muted", "for": "2w"}, 422, "write 30m, 4h or 2d"),
        (MARKS, {"mark": "muted", "for": "2d", "until": "2026-08-24"}, 422, "the same thing twice"),
        (MARKS, {"mark": "acknowledged", "for": "2d"}, 422, "acknowledged has no end of its own"),
        (MARKS, {"mark": "muted", "until": "2026-08-01"}, 422, "is not ahead"),
        (MARKS, {"mark": "muted", "lift": True, "for": "2d"}, 422, "leave out for and until"),
        (MARKS, {"mark": "muted", "loud": True}, 422, "loud: Extra inputs are not permitted"),
        ("/api/v1/deadlines/us-mx/marks", {"mark": "muted"}, 404, "no deadline has this key"),
        (CORRECTIONS, {"reason": "so"}, 422, "say what is so: date, status, rate or revoked"),
        (CORRECTIONS, {"reason": "so", "date": "soon"}, 422, "date 'soon' is neither a day"),
        (CORRECTIONS, {"reason": "so", "rate_percent": -1}, 422, "rate_percent"),
    ],
)
def test_what_cannot_be_is_a_problem_in_words(reader: Reader, address: str, body: Any, status: int, told: str) -> None:
    answer = send(reader, address, body)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
    assert told in answer.json()["detail"]


def test_only_an_admin_sends_again_what_was_given_up(reader: Reader, store: Store) -> None:
    name = given_up(store)
    address = f"/api/v1/outbox/{name}/retry"
    assert send(reader, address, None).status_code == 401
    headers = {"authorization": token_for(store, "admin", "operator")}
    answers = [asyncio.run(reader.client.post(address, headers=headers)) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 404]
    assert answers[0].json() == {"id": name, "alerts": 1}
    with store.read() as tx:
        assert [row.state for row in tx.outbox([], 5)] == ["pending"]


def test_the_description_names_what_can_be_done(reader: Reader) -> None:
    paths = reader.get("/api/v1/openapi.json").json()["paths"]
    assert set(paths["/api/v1/deadlines/{key}/marks"]["post"]["responses"]) >= {"201", "401", "404", "409", "422"}
    assert "/api/v1/deadlines/{key}/corrections" in paths
    assert any(path.startswith("/api/v1/outbox/") for path in paths)
