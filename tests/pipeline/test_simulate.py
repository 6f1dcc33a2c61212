"""`monitor simulate`: the stored past under another watchlist, beside what was really sent; nothing is sent or written."""

import asyncio
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from click.testing import Result
from freezegun import freeze_time
from pipeline_stage import EVERYTHING, NEWS, Stage, at, let_pass
from test_delivery import START, know, record
from typer.testing import CliRunner

from monitor.cli.app import app
from monitor.errors import StoreError, UsageError
from monitor.pipeline import clock
from monitor.pipeline.deliver import deliver
from monitor.pipeline.mark import lift, mark
from monitor.pipeline.poll import poll
from monitor.pipeline.simulate import Difference, simulated
from monitor.ports import Query, Store
from monitor.settings import load_watchlist
from monitor.store import open_store
from monitor.types import DeadlineKind, Lead, MarkKind, QuietHours

WATCHLIST = """
watches:
  - name: Brazil
    countries: [BR]
    remind: [7d, 24h]
"""
ENDS = "2026-03-31 00:00:00"

Ask = Callable[..., Result]


def order(published: str, country: str, day: str) -> tuple[str, str, str]:
    text = f"President Trump signed an executive order imposing a 30% tariff on imports from {country}, effective {day}, 2026."
    return published, f"{country} faces 30% from {day}", text


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a month of March with a watch of Brazil: a baseline, two orders, an acknowledgement."""
    folder = tmp_path_factory.mktemp("lived")
    (folder / "watchlists.yaml").write_text(WATCHLIST)
    store = open_store(f"sqlite:///{folder}/monitor.db")
    stage = Stage(store, at("2026-03-02T09:00"), load_watchlist(folder / "watchlists.yaml", {}).watches)
    asyncio.run(live(stage))
    store.close()
    return folder / "monitor.db"


@pytest.fixture
def place(lived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the configuration and that database."""
    copyfile(lived, tmp_path / "monitor.db")
    (tmp_path / "watchlists.yaml").write_text(WATCHLIST)
    (tmp_path / "sources.yaml").write_text("sources: [{name: wire, url: https://wire.example/feed}]")
    monkeypatch.setenv("MONITOR_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("MONITOR_CONFIG_DIR", str(tmp_path))
    monkeypatch.delenv("MONITOR_DATABASE_URL", raising=False)
    return tmp_path


async def live(stage: Stage) -> None:
    old = order("2026-03-01T08:30", "Brazil", "April 20")
    news = [old, order("2026-03-03T08:30", "Brazil", "March 20"), order("2026-03-04T08:30", "Chile", "March 25")]
    for number, day in enumerate(("2026-03-02T09:00", "2026-03-03T09:00", "2026-03-04T09:00")):
        stage.now = at(day)
        stage.publish(*news[: number + 1])
        await poll(stage.world, NEWS)
        await deliver(stage.world)
    while stage.now < at("2026-03-31T00:00"):
        stage.now += timedelta(hours=1)
        if stage.now == at("2026-03-17T00:00"):
            with stage.store.begin() as tx:
                duty = next(one for one in tx.deadlines(Query()) if one.due.day.day == 20 and one.due.day.month == 3)
                mark(tx, duty, MarkKind.ACKNOWLEDGED, stage.now, by="Ada")
        await clock.tick(stage.world, stage.now)
        await deliver(stage.world)


@pytest.fixture
def ask(place: Path) -> Iterator[Ask]:
    """The command line, when the month was over; the database must be the same afterwards, byte for byte."""
    before = digest(place)

    def run(*words: str) -> Result:
        with freeze_time(ENDS):
            return CliRunner().invoke(app, ["simulate", *words])

    yield run
    assert digest(place) == before


def digest(place: Path) -> str:
    return hashlib.sha256((place / "monitor.db").read_bytes()).hexdigest()


def lines(done: Result) -> tuple[list[dict[str, object]], dict[str, object]]:
    assert done.exit_code == 0, done.output
    *rows, total = [json.loads(line) for line in done.stdout.splitlines()]
    return rows, total


def whys(rows: list[dict[str, object]], difference: str) -> list[tuple[object, object]]:
    return [(row["at"], row["lead"] or row["reason"]) for row in rows if row["difference"] == difference]


def test_the_watchlist_in_force_would_have_sent_what_was_sent(ask: Ask) -> None:
    rows, total = lines(ask("--since", "2026-03-01", "--json"))
    assert (total["event"], total["new"], total["gone"]) == ("sum", 0, 0), rows
    assert whys(rows, "same") == [
        ("2026-03-03T09:00:00Z", "new"),
        ("2026-03-13T04:00:00Z", "P7D"),
        ("2026-03-20T04:00:00Z", "in_force"),
    ], "the baseline told nothing, and after the acknowledgement only the change came"
    assert {row["state"] for row in rows} == {"sent"}


def test_an_edited_watchlist_shows_what_it_would_add_and_take_away(ask: Ask, place: Path) -> None:
    (place / "edited.yaml").write_text("watches:\n  - {name: Chile, countries: [CL], remind: [10d]}\n")
    rows, total = lines(ask("--since", "2026-03-01", "--watchlist", str(place / "edited.yaml"), "--json"))
    assert (total["would"], total["was"], total["new"], total["gone"], total["same"]) == (3, 3, 3, 3, 0)
    assert whys(rows, "new") == [
        ("2026-03-04T09:00:00Z", "new"),
        ("2026-03-15T04:00:00Z", "P10D"),
        ("2026-03-25T04:00:00Z", "in_force"),
    ]
    assert [row["at"] for row in rows] == sorted(row["at"] for row in rows)
    shown = ask("--since", "2026-03-01", "--watchlist", str(place / "edited.yaml")).stdout
    assert "+ Sun 15 Mar 2026 04:00 UTC  -> console: 10 days left: US 30% tariff on Chile begins" in shown
    assert "would have sent 3 alerts since 01 Mar 2026 (was 3): +3 new, -3 gone; nothing was sent" in shown


def test_only_what_came_since_counts(ask: Ask) -> None:
    rows, total = lines(ask("--since", "2026-03-14T00:00:00Z", "--json"))
    assert whys(rows, "same") == [("2026-03-20T04:00:00Z", "in_force")]
    assert (total["new"], total["gone"]) == (0, 0)


def test_another_ladder_for_the_same_watch_is_told_apart(ask: Ask, place: Path) -> None:
    (place / "edited.yaml").write_text(WATCHLIST.replace("[7d, 24h]", "[14d, 7d]"))
    rows, _ = lines(ask("--since", "2026-03-01", "--watchlist", str(place / "edited.yaml"), "--json"))
    assert whys(rows, "new") == [("2026-03-06T05:00:00Z", "P14D")]
    assert whys(rows, "gone") == []


@pytest.mark.parametrize(
    ("since", "told"), [("soon", "--since 'soon' is neither"), ("2027-01-01", "lies ahead")], ids=["no day", "ahead"]
)
def test_a_wrong_day_is_told(ask: Ask, since: str, told: str) -> None:
    done = ask("--since", since)
    assert isinstance(done.exception, UsageError)
    assert told in str(done.exception)


def test_faults_of_the_edited_watchlist_are_told_with_their_line(ask: Ask, place: Path) -> None:
    (place / "edited.yaml").write_text("watches:\n  - name: A\n    contries: [BR]\n")
    done = ask("--since", "2026-03-01", "--watchlist", str(place / "edited.yaml"))
    assert isinstance(done.exception, UsageError)
    assert "edited.yaml:3:5: watches.0.contries: unknown key 'contries', did you mean 'countries'?" in str(
        done.exception
    )


def test_what_waited_and_was_withdrawn_is_no_other_alert_than_what_would_have_been_told(memory_store: Store) -> None:
    """Held by night, joined to a later rung, withdrawn by an acknowledgement and queued again: the ids are the same."""
    leads = (Lead(days=7), Lead(hours=26), Lead(hours=24))
    stage = Stage(memory_store, START, (replace(EVERYTHING, leads=leads, quiet=QuietHours(time(20), time(7))),))
    records = {name: record(name, at("2026-03-11T02:00")) for name in ("answered", "taken back", "answered late")}
    # It lapses a day after its date: until then a reader can answer.
    records["answered late"] = replace(records["answered late"], kind=DeadlineKind.ULTIMATUM)
    know(stage, *records.values())

    def say(what: Callable[..., object], name: str) -> None:
        with stage.store.begin() as tx:
            what(tx, records[name], MarkKind.ACKNOWLEDGED, stage.now, by="Ada")

    let_pass(stage, "2026-03-04T05:00")
    for name in ("answered", "taken back"):
        say(mark, name)
    let_pass(stage, "2026-03-04T06:00")
    say(lift, "taken back")
    let_pass(stage, "2026-03-11T05:00")
    say(mark, "answered late")
    let_pass(stage, "2026-03-11T12:00")

    found = list(simulated(memory_store, stage.watches, START, stage.now))
    assert {one.difference for one in found} == {Difference.SAME}
    with memory_store.begin() as tx:
        assert {one.alert.id: one.state for one in found} == {row.id: row.state for row in tx.outbox([], 100)}
    assert sorted((one.alert.key, str(one.alert.lead or "passed")) for one in found if one.state == "superseded") == [
        ("answered", "7d"),
        ("answered late", "26h"),
        ("answered late", "passed"),
        ("taken back", "26h"),
    ]
    gone = list(simulated(memory_store, (), START, stage.now))
    assert {(one.difference, one.state) for one in gone} == {(Difference.GONE, "sent")}
    assert {one.alert.id for one in gone} == {one.alert.id for one in found if one.state == "sent"}


def test_simulating_can_write_nothing(shared_address: str) -> None:
    store = open_store(shared_address)
    with store.read() as tx:
        assert tx.records_since(datetime(2026, 1, 1, tzinfo=UTC), "", 5) == []
    with pytest.raises(StoreError), store.read() as tx:
        tx.note_alive("poll", datetime(2026, 1, 1, tzinfo=UTC))
    store.close()
