"""Which workspace a reader comes into: by its password, by the proxy's word, by a token; and when a workspace is no more."""

from dataclasses import replace

import pytest
from web_forms import fill as fill_form
from web_room import Reader
from workspace_examples import ROOMS, fill, foreign, word
from workspace_site import DOORS, ROOM, USER, Insider, password, site_over

from monitor.ports import Store
from monitor.web.access import Access
from monitor.web.pages import SESSION

NAMES = ["acme", "globex"]


@pytest.fixture
def reader(store: Store) -> Reader:
    fill(store)
    return site_over(store)


def log_in(reader: Reader, workspace: str, words: str) -> int:
    return reader.post("/login", {"name": "Ada", "workspace": workspace, "password": words, "next": "/"}).status_code


@pytest.mark.parametrize("workspace", ["", "default", *NAMES])
def test_a_password_leads_into_its_workspace(reader: Reader, workspace: str) -> None:
    own = "" if workspace == "default" else workspace
    assert log_in(reader, workspace, password(own)) == 303
    text = reader.get("/outbox").text
    assert word(own) in text
    assert not foreign(own, text)


@pytest.mark.parametrize(
    ("workspace", "words"),
    [
        ("acme", password("globex")),
        ("acme", password("")),
        ("", password("acme")),
        ("nobody", ""),
        ("No Name!", "x"),
        ("acme", ""),
    ],
)
def test_no_other_password_does_and_the_answer_tells_no_workspace_apart(
    reader: Reader, workspace: str, words: str
) -> None:
    answer = reader.post("/login", {"workspace": workspace, "password": words, "next": "/"})
    assert answer.status_code == 403
    assert "That is not the password." in answer.text
    assert reader.get("/outbox").status_code == 401


def test_where_there_is_one_workspace_the_form_asks_for_none(store: Store) -> None:
    alone = Reader(store, Access("k" * 30, "secret"))
    assert 'name="workspace"' not in alone.get("/login").text
    assert 'name="workspace"' in site_over(store).get("/login").text


def test_the_cookie_of_one_workspace_cannot_be_made_one_of_another(reader: Reader) -> None:
    theirs = reader.access.session("Ada", "acme")
    for forged in (theirs.removeprefix("acme:"), theirs.replace("acme:", "globex:"), f"globex:{theirs}"):
        reader.client.cookies.set(SESSION, forged)
        assert reader.get("/outbox").status_code == 401
    reader.client.cookies.set(SESSION, theirs)
    assert reader.get("/outbox").status_code == 200


def test_a_new_password_ends_the_sessions_of_its_workspace_alone(reader: Reader) -> None:
    kept = {name: reader.access.session("Ada", name) for name in ROOMS}
    changed = replace(reader.access, passwords={**reader.access.passwords, "acme": "another"})
    assert {name: changed.visitor(cookie) is not None for name, cookie in kept.items()} == {
        "": True,
        "acme": False,
        "globex": True,
    }


def test_a_form_of_one_workspace_is_none_of_another(reader: Reader) -> None:
    given = {}
    for name in NAMES:
        visitor = reader.access.visitor(reader.access.session("Ada", name))
        assert visitor is not None
        given[name] = (visitor, reader.access.form_token(visitor))
    assert not reader.access.gave(given["acme"][1], given["globex"][0])


def test_what_was_done_is_told_in_its_workspace_alone(reader: Reader) -> None:
    Insider(reader, "acme", "password")
    answer = fill_form(reader, "/deadlines/us-ca", "/deadlines/us-ca/mute", {"note": "walrus"})
    assert answer.status_code == 303
    reader.client.cookies.set(SESSION, reader.access.session("Bob", "globex"))
    assert "walrus" not in reader.get("/deadlines/us-ca").text


@pytest.mark.parametrize("named", ["", "nobody", "Acme", "../acme"])
def test_a_proxy_that_must_name_the_workspace_and_does_not_lets_nobody_in(reader: Reader, named: str) -> None:
    assert reader.get("/outbox", **{USER: "ada", ROOM: named}).status_code == 401


def test_the_word_of_somebody_else_than_the_proxy_names_no_workspace(reader: Reader) -> None:
    stranger = replace(reader.access, proxies=frozenset({"10.0.0.1"}))
    other = Reader(reader.store, stranger, reader.config)
    assert other.get("/outbox", **{USER: "ada", ROOM: "acme"}).status_code == 401


def test_without_that_header_the_proxy_s_readers_are_of_the_default_workspace(reader: Reader) -> None:
    plain = Reader(reader.store, replace(reader.access, workspace_header=""), reader.config)
    text = plain.get("/outbox", **{USER: "ada", ROOM: "acme"}).text
    assert word("") in text
    assert not foreign("", text)


@pytest.mark.parametrize("door", DOORS)
def test_a_workspace_that_is_no_more_lets_nobody_in(reader: Reader, door: str) -> None:
    insider = Insider(reader, "acme", door)
    address = "/api/v1/alerts" if door == "token" else "/outbox"
    assert insider.get(address).status_code == 200
    rooms = {name: each for name, each in reader.config.workspaces.items() if name != "acme"}
    reader.config = replace(reader.config, workspaces=rooms)
    assert insider.get(address).status_code == 401


def test_a_site_without_a_password_is_the_default_workspace_s_and_others_come_in_by_theirs(reader: Reader) -> None:
    access = Access("k" * 30, passwords={"acme": password("acme")})
    half_open = Reader(reader.store, access, reader.config)
    assert word("") in half_open.get("/outbox").text
    assert log_in(half_open, "acme", password("acme")) == 303
    text = half_open.get("/outbox").text
    assert word("acme") in text
    assert not foreign("acme", text)


def test_the_name_of_the_workspace_stands_at_the_top_but_for_the_default_one(reader: Reader) -> None:
    heads = {name: Insider(reader, name, "proxy").get("/").text.partition("<nav")[0] for name in ("", "acme")}
    assert ("acme" in heads["acme"], "default" in heads[""]) == (True, False)


def test_who_may_leave_is_who_came_in_by_a_password(reader: Reader) -> None:
    assert 'action="/logout"' in Insider(reader, "acme", "password").get("/").text
