"""Changed files while the daemon runs: taken up, refused, or held until a second look."""

import asyncio
import logging
from pathlib import Path

import pytest
from pipeline_stage import NEWS, Stage, at

from monitor.daemon import Daemon
from monitor.pipeline.poll import poll
from monitor.pipeline.reload import Outcome, Reload
from monitor.policy.holding import GATHER
from monitor.settings import Config, load_config
from monitor.settings.loading import texts_of

SOURCES = "sources:\n  - {name: gazette, url: https://gazette.example/feed}\n"
TWO = "watches:\n  - {name: A}\n  - {name: B, countries: [NO]}\n"


class Files:
    """A folder, what is in force, and looks at chosen seconds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("sources.yaml", SOURCES)
        self.write("watchlists.yaml", TWO)
        config = load_config(folder, {})
        self.reload = Reload(folder, {}, config, texts_of(folder))
        self.taken: list[tuple[str, ...]] = []
        self.broken = False

    def write(self, name: str, text: str) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text, "utf-8")

    async def take_up(self, config: Config) -> None:
        if self.broken:
            raise OSError("no database")
        self.taken.append(config.watch_names)

    def look(self, *seconds: float) -> "Files":
        for second in seconds:
            asyncio.run(self.reload.look(second, self.take_up))
        return self


@pytest.fixture
def files(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Files:
    caplog.set_level(logging.INFO)
    return Files(tmp_path)


def test_what_is_added_or_changed_comes_into_force_after_two_seconds(files: Files, caplog) -> None:
    files.look(0)
    files.write("watchlists.yaml", TWO.replace("NO", "SE") + "  - {name: C}\n")
    files.look(1, 2).look(3, 4, 200)
    assert files.taken == [("A", "B", "C")]
    assert [words.partition("is in force: ")[2] for words in caplog.messages] == [
        "1 watch added: C; 1 watch changed: B (countries)"
    ]


def test_files_at_fault_are_told_once_and_the_last_good_ones_stay(files: Files, caplog) -> None:
    files.write("watchlists.yaml", "watches:\n  - {nam: A}\n")
    files.look(0, 2, 3, 40, 80, 300)
    assert files.taken == []
    told = [message.removeprefix(f"{files.folder}/") for message in caplog.messages]
    assert told == [
        "configuration: the changed files are at fault; what was in force stays in force",
        "watchlists.yaml:2:5: watches.0: 'name' is missing",
        "watchlists.yaml:2:6: watches.0.nam: unknown key 'nam', did you mean 'name'?",
    ]
    assert files.reload.config.watch_names == ("A", "B")
    files.write("watchlists.yaml", TWO)
    files.look(301)
    assert caplog.messages[-1] == "configuration: the files say again what is in force"


def test_a_file_that_was_missing_is_found_without_touching_the_others(files: Files) -> None:
    files.write("watchlists.yaml", "receivers: {a: {file: address}}\n" + TWO)
    files.look(0, 2)
    files.write("address", "json://duty.example")
    files.look(20).look(32)
    assert files.taken == [("A", "B")]


def test_what_is_removed_waits_for_a_second_look(files: Files, caplog) -> None:
    files.write("watchlists.yaml", "watches:\n  - {name: A}\n")
    files.look(0, 2, 60)
    assert files.taken == []
    assert "1 watch gone: B; this comes into force in 120 s without another change" in caplog.text
    files.look(119)
    assert files.taken == []
    files.look(120, 121, 300)
    assert files.taken == [("A",)]
    assert caplog.messages[-1].endswith("is in force: 1 watch gone: B")


def test_a_file_that_says_it_is_whole_does_not_wait(files: Files) -> None:
    files.write("watchlists.yaml", "watches:\n  - {name: A}\n...\n")
    files.look(0, 2)
    assert files.taken == [("A",)]


def test_a_save_in_two_halves_removes_nothing(files: Files) -> None:
    files.write("watchlists.yaml", TWO[:22])
    files.look(0, 2, 30)
    files.write("watchlists.yaml", TWO)
    files.look(31, 200)
    assert files.taken == []


def test_a_whole_file_that_disappears_waits_too(files: Files) -> None:
    files.write("watchlists/c.yaml", "watches: [{name: C}]")
    files.look(0, 2)
    (files.folder / "watchlists" / "c.yaml").unlink()
    files.look(10, 12)
    assert files.taken == [("A", "B", "C")]
    files.look(130)
    assert files.taken == [("A", "B", "C"), ("A", "B")]


def test_what_could_not_be_taken_up_is_tried_again(files: Files) -> None:
    files.write("watchlists.yaml", TWO + "  - {name: C}\n")
    files.broken = True
    files.look(0)
    with pytest.raises(OSError, match="no database"):
        files.look(2)
    files.broken = False
    files.look(3)
    assert files.taken == [("A", "B", "C")]


NORWAY = "The United States will impose a 25% tariff on Norway from April 1, 2026."


@pytest.fixture
def stage(store) -> Stage:
    """One deadline is known, and nobody asked for it."""
    stage = Stage(store, at("2026-03-01 12:00"), watches=())
    stage.publish(("2026-03-01 11:00", "Tariff", NORWAY))
    stage.run(poll(stage.world, NEWS))
    return stage


def test_the_daemon_goes_on_with_the_new_watches_and_plans_reminders_for_them(stage: Stage, files: Files) -> None:
    files.write("watchlists.yaml", "watches:\n  - {name: Norway, countries: [NO], remind: [7d]}\n")
    config = load_config(files.folder, {})

    async def story() -> None:
        daemon = Daemon(stage.world, (), reload=files.reload)  # the same receivers: the stage's desk stays
        await daemon.take_up(config)
        stage.now = at("2026-03-25 12:00")
        await daemon.remind()
        stage.now += GATHER
        await daemon.deliver()
        await daemon._couriers.home()
        assert [source.name for source in daemon.sources] == ["gazette"]

    stage.run(story())
    assert stage.desk.whys == ["T-7d"]
    assert stage.desk.took_in[0][0].watches == (("Norway", "watchlists.yaml:2"),)


def test_what_a_poll_under_way_planned_for_the_old_watches_is_planned_anew(stage: Stage) -> None:
    async def story() -> None:
        daemon = Daemon(stage.world, ())
        over = asyncio.Event()
        daemon._polling["slow"] = asyncio.create_task(over.wait())  # type: ignore[assignment, arg-type]
        await daemon.take_up(Config((), (), {}))
        await daemon.remind()
        assert await stage.world.db(lambda tx: tx.deadlines_reminding(stage.now, 9)) == []
        (task,) = daemon._replans
        over.set()
        await task
        assert len(await stage.world.db(lambda tx: tx.deadlines_reminding(stage.now, 9))) == 1

    stage.run(story())


def test_the_outcome_tells_what_was_taken_up_and_when(files: Files) -> None:
    files.reload.clock = lambda: at("2026-08-20T12:00")
    first = files.reload.outcome
    assert (first.words, first.at, first.problems, first.held) == ((), None, (), ())
    files.write("watchlists.yaml", TWO + "  - {name: C}\n")
    files.look(0, 2)
    outcome = files.reload.outcome
    assert (outcome.words, outcome.at) == (("1 watch added: C",), at("2026-08-20T12:00"))
    assert outcome.name != first.name


def test_the_outcome_holds_the_faults_of_what_lies_there_and_no_others(files: Files) -> None:
    files.write("watchlists.yaml", "watches:\n  - {nam: A}\n")
    files.look(0, 2)
    assert [(problem.line, problem.column) for problem in files.reload.outcome.problems] == [(2, 5), (2, 6)]
    files.write("watchlists.yaml", TWO)
    files.look(3)
    assert files.reload.outcome.problems == ()
    files.write("watchlists.yaml", "watches:\n  - {name: A}\n")
    files.look(4, 6)
    assert files.reload.outcome.held == ("1 watch gone: B",)
    files.look(200)
    assert files.reload.outcome.held == ()
    assert files.reload.outcome.words == ("1 watch gone: B",)


ACME = "workspaces/acme/watchlists.yaml"


def test_a_workspace_that_comes_and_goes_is_taken_up_like_any_file(files: Files) -> None:
    files.write(ACME, "watches:\n  - {name: C}\n")
    files.look(0, 2)
    assert list(files.reload.config.workspaces) == ["acme"]
    assert files.reload.outcome_of("acme").words == ("1 watch added: C",)
    (files.folder / ACME).unlink()
    (files.folder / ACME).parent.rmdir()
    files.look(10, 12)
    assert list(files.reload.config.workspaces) == ["acme"], "it waits for a second look"
    assert files.reload.outcome_of("acme").held == ("1 watch gone: C",)
    files.look(140)
    assert list(files.reload.config.workspaces) == []


def test_what_became_of_one_workspace_s_files_is_told_to_it_alone(files: Files) -> None:
    files.write(ACME, "watches:\n  - {name: C}\n")
    files.look(0, 2)
    ours = files.reload.outcome
    files.write(ACME, "watches:\n  - {name: C}\n  - {name: D}\n")
    files.look(10, 12)
    assert files.reload.outcome == ours
    assert (ours.words, ours.at) == ((), None)
    theirs = files.reload.outcome_of("acme")
    files.write("watchlists.yaml", TWO + "  - {name: E}\n")
    files.look(20, 22)
    assert files.reload.outcome_of("acme") == theirs
    assert files.reload.outcome.words == ("1 watch added: E",)
    assert files.reload.outcome_of("nobody") == Outcome()


def test_faults_of_one_workspace_are_shown_to_it_and_let_others_know_that_they_wait(files: Files) -> None:
    files.write(ACME, "watches:\n  - {name: C}\n")
    files.look(0, 2)
    files.write(ACME, "watches:\n  - {nam: C}\n")
    files.look(10, 12)
    assert [problem.line for problem in files.reload.outcome_of("acme").problems] == [2, 2]
    assert (files.reload.outcome.problems, files.reload.outcome.waits) == ((), False), "nothing of ours has changed"
    files.write("watchlists.yaml", TWO + "  - {name: E}\n")
    files.look(20, 22)
    assert (files.reload.outcome.problems, files.reload.outcome.waits) == ((), True)
    assert files.reload.outcome_of("acme").waits is False
    assert files.reload.config.watch_names == ("A", "B")
