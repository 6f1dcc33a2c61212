"""No page, feed or answer of one workspace shows anything of another: asked of every address that the site has.

An address that is not in the list below fails the first test: whoever adds one says here whose it is.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from web_forms import token_on
from web_room import NOW, Reader
from workspace_examples import KEY, ROOMS, desk, fill, foreign, word
from workspace_site import DOORS, Insider, site_over

import monitor.web
from monitor.ports import Store
from monitor.types import MarkKind

OTHERS = [name for name in ROOMS if name]
DEADLINE = f"/deadlines/{KEY}"
PASTED = "watches:\n  - {name: Pasted, countries: [CA], receivers: [console], remind: [7d]}\n"


@dataclass(frozen=True)
class Shown:
    """What is shown to whoever has come in. `own`: the word of the workspace must be there; `doors`: by which one comes here."""

    at: str
    own: bool = False
    doors: tuple[str, ...] = DOORS


@dataclass(frozen=True)
class Done:
    """What acts in the workspace of whoever asks. `form`: the page that gives it; empty for the API."""

    at: str
    form: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    answer: int = 303
    changes: bool = True


@dataclass(frozen=True)
class Shared:
    """What concerns all workspaces, and is refused to readers of others than the default one."""

    at: str
    form: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


PEOPLE = ("password", "proxy")
OPEN = (
    "GET /healthz",
    "GET /readyz",
    "GET /login",
    "POST /login",
    "GET /api/v1/openapi.json",
    "GET /static/monitor.css",
    "GET /static/monitor.js",
    "GET /static/monitor.svg",
)
"""What anybody may ask who has not come in."""

SHOWN: dict[str, Shown] = {
    "GET /": Shown("/", True, PEOPLE),
    "GET /deadlines/{key}": Shown(DEADLINE, True, PEOPLE),
    "GET /deadlines/{key}/{name}": Shown(f"{DEADLINE}/ack", True, PEOPLE),
    "GET /review": Shown("/review", True, PEOPLE),
    "GET /sources": Shown("/sources", False, PEOPLE),
    "GET /outbox": Shown("/outbox", True, PEOPLE),
    "GET /configuration": Shown("/configuration", True, PEOPLE),
    "GET /calendar.ics": Shown("/calendar.ics"),
    "GET /feed.atom": Shown("/feed.atom"),
    "GET /feed.json": Shown("/feed.json"),
    "GET /deadlines.csv": Shown("/deadlines.csv"),
    "GET /api/v1/deadlines": Shown("/api/v1/deadlines"),
    "GET /api/v1/deadlines/{key}": Shown(f"/api/v1{DEADLINE}"),
    "GET /api/v1/deadlines/{key}/history": Shown(f"/api/v1{DEADLINE}/history"),
    "GET /api/v1/measures": Shown("/api/v1/measures"),
    "GET /api/v1/alerts": Shown("/api/v1/alerts?limit=200", True),
    "GET /api/v1/sources": Shown("/api/v1/sources"),
}

DONE: dict[str, Done] = {
    "POST /deadlines/{key}/lift": Done(f"{DEADLINE}/lift", DEADLINE, {"kind": "wrong"}),
    "POST /deadlines/{key}/{name}": Done(f"{DEADLINE}/mute", DEADLINE),
    "POST /outbox/retry": Done("/outbox/retry", "/outbox", {"id": "DEAD"}),
    "POST /configuration/simulate": Done(
        "/configuration/simulate", "/configuration", {"watchlist": PASTED}, answer=200, changes=False
    ),
    "POST /logout": Done("/logout", "/", changes=False),
    "POST /api/v1/deadlines/{key}/marks": Done(
        f"/api/v1{DEADLINE}/marks", fields={"mark": "wrong", "lift": True}, answer=201
    ),
    "POST /api/v1/outbox/{id:path}/retry": Done("/api/v1/outbox/DEAD/retry", answer=200),
}

SHARED: dict[str, Shared] = {
    "GET /metrics": Shared("/metrics"),
    "POST /deadlines/{key}/correct": Shared(f"{DEADLINE}/correct", DEADLINE, {"reason": "r", "date": "2026-09-01"}),
    "POST /api/v1/deadlines/{key}/corrections": Shared(
        f"/api/v1{DEADLINE}/corrections", fields={"reason": "r", "date": "2026-09-01"}
    ),
}


@pytest.fixture
def reader(store: Store) -> Reader:
    """Everything of three workspaces is stored and configured."""
    fill(store)
    return site_over(store)


def addresses(reader: Reader) -> Iterator[str]:
    """All that the site answers, as the application knows it; files of the pages without the part that changes with their content."""
    for route in flat(reader.app.app.routes):
        for method in sorted(route.methods - {"HEAD"}):
            yield f"{method} {re.sub('/static/[0-9a-f]+/', '/static/', route.path)}"


def flat(routes: Any) -> Iterator[Any]:
    """The routes of the application and of all routers in it."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        yield from [route] if inner is None else flat(inner.routes)


def rows(store: Store, workspace: str) -> object:
    """All that is of one workspace."""
    with store.within(workspace).read() as tx:
        tokens = [token for token in tx.tokens() if not token.name.endswith("program")]
        return tx.marks([KEY]), tx.outbox([], 99), tx.circuits(), tokens, [record.key for record in tx.doubted(9)]


def dead(store: Store, workspace: str) -> str:
    with store.within(workspace).read() as tx:
        return tx.outbox(["dead"], 1)[0].id


def test_every_address_has_its_decision(reader: Reader) -> None:
    decided = [*OPEN, *SHOWN, *DONE, *SHARED]
    assert sorted(addresses(reader)) == sorted(decided), "decide whose it is what a new address shows, and add it here"


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("workspace", ROOMS)
def test_what_is_shown_is_of_one_workspace(reader: Reader, workspace: str, door: str) -> None:
    insider = Insider(reader, workspace, door, "read")
    for name, shown in SHOWN.items():
        if door in shown.doors:
            answer = insider.get(shown.at)
            assert answer.status_code == 200, (name, answer.text)
            assert not foreign(workspace, answer.text), f"{name} shows what is of others"
            assert word(workspace) in answer.text or not shown.own, f"{name} does not show what is its own"


@pytest.mark.parametrize("name", [name for name, shown in SHOWN.items() if "token" not in shown.doors])
def test_pages_are_not_for_tokens(reader: Reader, name: str) -> None:
    assert Insider(reader, "acme", "token").get(SHOWN[name].at).status_code == 401


@pytest.mark.parametrize("name", DONE)
@pytest.mark.parametrize("workspace", ROOMS)
def test_what_is_done_changes_one_workspace(reader: Reader, store: Store, workspace: str, name: str) -> None:
    done, own = DONE[name], dead(store, workspace)
    insider = Insider(reader, workspace, "password" if done.form else "token")
    before = {each: rows(store, each) for each in ROOMS}
    answer = act(insider, done, own)
    assert answer.status_code == done.answer, answer.text
    assert not foreign(workspace, answer.text)
    after = {each: rows(store, each) for each in ROOMS}
    assert [each for each in ROOMS if before[each] != after[each]] == ([workspace] if done.changes else [])


def act(insider: Insider, done: Done | Shared, own: str) -> Any:
    fields = {
        name: value.replace("DEAD", own) if isinstance(value, str) else value for name, value in done.fields.items()
    }
    if not done.form:
        return insider.post(done.at.replace("DEAD", own), json=fields)
    return insider.post(done.at, {"token": token_on(insider.reader, done.form), **fields})


@pytest.mark.parametrize("name", ["POST /outbox/retry", "POST /api/v1/outbox/{id:path}/retry"])
def test_what_another_s_alert_is_called_opens_nothing(reader: Reader, store: Store, name: str) -> None:
    done, theirs = DONE[name], dead(store, "globex")
    insider = Insider(reader, "acme", "password" if done.form else "token")
    before = {each: rows(store, each) for each in ROOMS}
    answer = act(insider, done, theirs)
    assert answer.status_code == 404
    assert {each: rows(store, each) for each in ROOMS} == before


@pytest.mark.parametrize("name", SHARED)
@pytest.mark.parametrize("workspace", OTHERS)
def test_what_is_about_all_is_the_default_workspace_s(reader: Reader, store: Store, workspace: str, name: str) -> None:
    shared = SHARED[name]
    insider = Insider(reader, workspace, "password" if shared.form else "token")
    answer = insider.get(shared.at) if name.startswith("GET") else act(insider, shared, "")
    assert answer.status_code == 403, answer.text
    assert "default workspace" in answer.text
    assert not foreign(workspace, answer.text)
    with store.read() as tx:
        assert len(tx.history(KEY)) == 1


def test_numbers_of_the_whole_name_no_workspace(reader: Reader) -> None:
    answer = Insider(reader, "", "token").get("/metrics")
    assert answer.status_code == 200
    assert not foreign("", answer.text)
    assert 'monitor_rows{what="alerts_dead"} 6.0' in answer.text


def test_a_correction_is_told_to_everybody_and_counted_for_its_own(reader: Reader, store: Store) -> None:
    answer = act(Insider(reader, "", "token"), SHARED["POST /api/v1/deadlines/{key}/corrections"], "")
    assert (answer.status_code, answer.json()["alerts"]) == (201, 1)
    for workspace in ROOMS:
        with store.within(workspace).read() as tx:
            newest = tx.outbox(["pending"], 1)[0].alert
            assert (newest.change, newest.receiver) == ("corrected", desk(workspace))


def test_who_has_not_come_in_is_told_nothing_of_anybody(reader: Reader) -> None:
    for name in OPEN[:3]:
        answer = reader.get(name.removeprefix("GET "))
        assert not [own for own in (*ROOMS.values(), *OTHERS) if own in answer.text], name
    for name, shown in SHOWN.items():
        assert reader.get(shown.at).status_code == 401, name


def test_a_receiver_of_another_workspace_makes_nobody_s_site_unready(reader: Reader, store: Store) -> None:
    with store.begin() as tx:
        for tick in ("poll", "remind", "deliver"):
            tx.note_alive(tick, NOW)
        for row in tx.within("").outbox(["dead"], 9):
            tx.revive(row.id, NOW)
        tx.save_circuit(type(tx.circuit("x"))(desk("")))
    assert (reader.get("/readyz").status_code, reader.get("/readyz").text) == (200, "ok\n")


def test_a_watch_of_another_workspace_narrows_to_nothing(reader: Reader) -> None:
    insider = Insider(reader, "acme", "token")
    found = {own: insider.get(f"/api/v1/deadlines?watch={own} watch").json()["deadlines"] for own in ROOMS.values()}
    assert {own: len(each) for own, each in found.items()} == {"quokka": 0, "walrus": 1, "ocelot": 0}


def test_who_may_not_correct_sees_no_form_for_it(reader: Reader) -> None:
    for address in (DEADLINE, "/review"):
        theirs, ours = (Insider(reader, each, "proxy").get(address).text for each in ("acme", ""))
        assert "Corrections are made in the default workspace alone" in theirs
        assert f"{DEADLINE}/correct" not in theirs
        assert f"{DEADLINE}/correct" in ours


def test_a_mark_of_one_workspace_is_none_of_the_other(reader: Reader, store: Store) -> None:
    act(Insider(reader, "acme", "token"), DONE["POST /api/v1/deadlines/{key}/marks"], "")
    with store.read() as tx:
        lifts = [mark.workspace for mark in tx.marks([KEY])[KEY] if mark.kind is MarkKind.WRONG and mark.lifts]
    assert lifts == ["acme"]


HOUSE = {
    "acts.py": ("correct",),
    "api_acts.py": ("correct", "work"),
    "doors.py": ("login", "enter", "_asked"),
    "feeds.py": ("base",),
    "pages.py": (
        "site_of",
        "_entered",
        "_visitor_of",
        "program_of",
        "address_of",
        "page",
        "set_cookie",
        "form_of",
    ),
    "service.py": ("healthz", "readyz", "metrics"),
}
"""Who takes the site with all of its workspaces, and not as one of them sees it."""


def test_nobody_else_takes_the_site_as_a_whole() -> None:
    folder = Path(monitor.web.__file__).parent
    taken: dict[str, set[str]] = {}
    for path in folder.glob("*.py"):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                named = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
                attributes = {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)}
                if "house_of" in named or (
                    {"state", "site"} <= attributes and function.name not in ("house_of", "build")
                ):
                    taken.setdefault(path.name, set()).add(function.name)
    assert taken == {name: set(functions) for name, functions in HOUSE.items()}
