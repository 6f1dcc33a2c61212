"""The API: pages without a gap, ETags, errors that programs can read."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from store_examples import measure_news, reminder, source_state
from web_room import NOW, Reader, due, duty, learn, many, revise

from monitor.ports import Store
from monitor.types import ChangeReason, Status
from monitor.web.app import describe

PROBLEM = "application/problem+json"


@pytest.fixture
def reader(store: Store) -> Reader:
    return Reader(store)


def asked(reader: Reader, address: str) -> Any:
    answer = reader.get(f"/api/v1/{address}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    return json.loads(answer.content)


@pytest.mark.parametrize("limit", [1, 2, 5, 23, 50])
def test_pages_follow_each_other_without_gap_or_double(reader: Reader, limit: int) -> None:
    learn(reader.store, *many(23))
    told: list[str] = []
    address: str | None = f"/api/v1/deadlines?limit={limit}&days=365&measure=tariff"
    while address:
        page = json.loads(reader.get(address).content)
        assert len(page["deadlines"]) <= limit
        told += [each["key"] for each in page["deadlines"]]
        following = page["next"] and urlsplit(page["next"])
        address = f"{following.path}?{following.query}" if following else None
    assert told == [f"us-{number:03}" for number in range(23)]


def test_a_record_learnt_between_two_pages_neither_doubles_nor_hides_another(reader: Reader) -> None:
    learn(reader.store, *many(6))
    first = asked(reader, "deadlines?limit=3")
    learn(reader.store, duty("early", due=due(21)))
    second = reader.get(first["next"].removeprefix("http://testserver"))
    assert [each["key"] for each in json.loads(second.content)["deadlines"]] == ["us-003", "us-004", "us-005"]


def test_a_watch_is_paged_like_everything_else(reader: Reader) -> None:
    learn(reader.store, *many(9))
    page = asked(reader, "deadlines?watch=Canada+trade&limit=4")
    rest = json.loads(reader.get(page["next"].removeprefix("http://testserver")).content)
    assert [each["key"] for each in page["deadlines"] + rest["deadlines"]] == [f"us-{n:03}" for n in range(8)]


@pytest.mark.parametrize(
    "address", ["deadlines", "deadlines/us-ca", "deadlines/us-ca/history", "measures", "alerts", "sources"]
)
def test_what_the_asker_holds_is_not_sent_again(reader: Reader, address: str) -> None:
    learn(reader.store, duty())
    first = reader.get(f"/api/v1/{address}")
    tag = first.headers["etag"]
    for held in (tag, f'"old", {tag}', f"W/{tag}"):
        again = reader.get(f"/api/v1/{address}", if_none_match=held)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    assert reader.get(f"/api/v1/{address}", if_none_match='"other"').status_code == 200


def test_the_tag_changes_with_the_record(reader: Reader) -> None:
    learn(reader.store, duty())
    tag = reader.get("/api/v1/deadlines").headers["etag"]
    revise(reader.store, "us-ca", ChangeReason.MOVED_LATER, due=due(26))
    assert reader.get("/api/v1/deadlines", if_none_match=tag).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("deadlines?days=0", 422),
        ("deadlines?days=x", 422),
        ("deadlines?limit=201", 422),
        ("deadlines?country=Canada", 400),
        ("deadlines?measure=x", 422),
        ("deadlines?zone=Nowhere", 400),
        ("deadlines?after=x", 400),
        ("deadlines?start=2026-13-01", 422),
        ("deadlines/none", 404),
        ("deadlines/none/history", 404),
        ("deadlines/us-ca?as_of=x", 422),
        ("no-such-list", 404),
        ("alerts?limit=0", 422),
    ],
)
def test_an_error_is_a_problem_that_programs_read(reader: Reader, address: str, status: int) -> None:
    learn(reader.store, duty())
    answer = reader.get(f"/api/v1/{address}")
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == PROBLEM
    problem = json.loads(answer.content)
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]


def test_a_method_that_is_not_there_is_a_problem_too(reader: Reader) -> None:
    answer = reader.post("/api/v1/deadlines")
    assert answer.status_code == 405
    assert answer.headers["content-type"] == PROBLEM
    assert "GET" in answer.headers["allow"]


def test_a_record_is_told_as_it_was_known(reader: Reader) -> None:
    learn(reader.store, duty(learnt_at=NOW - timedelta(days=10)))
    revise(reader.store, "us-ca", ChangeReason.MOVED_LATER, due=due(26))
    assert asked(reader, "deadlines/us-ca")["date"].startswith("2026-08-26")
    assert asked(reader, "deadlines/us-ca?as_of=2026-08-10")["date"].startswith("2026-08-22")
    assert reader.get("/api/v1/deadlines/us-ca?as_of=2026-08-09").status_code == 404


def test_a_history_tells_every_revision(reader: Reader) -> None:
    learn(reader.store, duty())
    revise(reader.store, "us-ca", ChangeReason.LAPSED, status=Status.LAPSED)
    told = asked(reader, "deadlines/us-ca/history")["revisions"]
    assert [each["reason"] for each in told] == ["new", "lapsed"]


def test_what_else_is_stored_is_listed(reader: Reader) -> None:
    learn(reader.store, duty())
    with reader.store.begin() as tx:
        tx.add_measure(measure_news(), NOW)
        tx.enqueue([reminder()], NOW)
        tx.save_source(source_state())
    assert asked(reader, "measures")["measures"][0]["measure"] == "tariff"
    (alert,) = asked(reader, "alerts?state=pending")["alerts"]
    assert alert["receiver"] == "desk"
    assert asked(reader, "alerts?state=sent")["alerts"] == []
    (source,) = asked(reader, "sources")["sources"]
    assert (source["name"], source["failures"]) == ("gazette", 2)


def test_the_description_names_every_address_and_holds_nothing_stored(reader: Reader) -> None:
    made = json.loads(reader.get("/api/v1/openapi.json").content)
    assert made["openapi"].startswith("3.")
    assert {"/api/v1/deadlines", "/api/v1/deadlines/{key}", "/api/v1/alerts"} <= made["paths"].keys()
    assert describe(reader.app.app) == made


def test_instants_have_a_zone(reader: Reader) -> None:
    learn(reader.store, duty())
    told = asked(reader, "deadlines")["deadlines"][0]
    assert datetime.fromisoformat(told["instant"]).astimezone(UTC) == due().opens_at
