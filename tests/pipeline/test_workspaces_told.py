"""Two workspaces hear of one duty: what readers of one say, and what becomes of its messages, is nothing to the other."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pipeline_stage import EVERYTHING, NEWS, QUIET, Stage, at, let_pass, tariff

from monitor.errors import SendError
from monitor.pipeline import audit, clock, life
from monitor.pipeline.deliver import deliver
from monitor.pipeline.mark import lift, mark
from monitor.pipeline.poll import poll
from monitor.pipeline.simulate import Difference, simulated
from monitor.policy.holding import GATHER
from monitor.ports import Query, Store
from monitor.types import AlertReason, Digest, MarkKind, Service, SourceState

THEIRS = replace(EVERYTHING, receivers=("acme/desk",), workspace="acme")
BOTH = (EVERYTHING, THEIRS)


@pytest.fixture
def stage(memory_store: Store) -> Stage:
    """A duty that begins on 20 March, told to both desks, with reminders a week and a day before."""
    stage = Stage(memory_store, at("2026-03-03T09:00"), BOTH)
    stage.publish(QUIET)
    stage.run(poll(stage.world, NEWS))
    stage.now += timedelta(minutes=1)
    stage.publish(tariff("2026-03-03T08:30", "March 20"), QUIET)
    stage.run(poll(stage.world, NEWS))
    stage.now += GATHER
    stage.run(deliver(stage.world))
    assert told(stage) == {"desk": ["new"], "acme/desk": ["new"]}
    stage.desk.took_in.clear()
    return stage


def told(stage: Stage) -> dict[str, list[str]]:
    """What came to each receiver, in order."""
    found: dict[str, list[str]] = {}
    for (alert, _), why in zip(stage.desk.took_in, stage.desk.whys, strict=True):
        found.setdefault(alert.receiver, []).append(why)
    return found


def say(stage: Stage, workspace: str, kind: MarkKind, until: str | None = None) -> None:
    with stage.store.within(workspace).begin() as tx:
        (duty,) = tx.deadlines(Query())
        mark(tx, duty, kind, stage.now, by=f"of {workspace}", until=at(until) if until else None)


def delay(stage: Stage, published: str) -> None:
    words = "President Trump signed an order that delays the 30% tariff on imports from Brazil from March 20 to March 30, 2026."
    stage.publish((published, "Brazil gets ten days more", words), QUIET)
    stage.now = at(published)
    stage.run(poll(stage.world, NEWS))


def test_ids_of_the_default_workspace_are_as_ever_and_others_hold_their_name(stage: Stage) -> None:
    with stage.store.read() as tx:
        ids = sorted(row.id for row in tx.outbox([], 9))
    key = ids[0].split(":")[0]
    assert ids == [f"{key}:r1:new:acme/desk", f"{key}:r1:new:desk"]


@pytest.mark.parametrize("kind", [MarkKind.ACKNOWLEDGED, MarkKind.SNOOZED, MarkKind.MUTED])
@pytest.mark.parametrize(("quiet", "other"), [("", "acme/desk"), ("acme", "desk")])
def test_what_one_workspace_puts_off_reminds_the_other(stage: Stage, quiet: str, other: str, kind: MarkKind) -> None:
    say(stage, quiet, kind, None if kind is MarkKind.ACKNOWLEDGED else "2026-03-19T23:00")
    let_pass(stage, "2026-03-19T12:00")
    assert told(stage) == {other: ["T-7d", "T-24h"]}


def test_a_reminder_that_waits_is_withdrawn_for_those_who_acknowledge_alone(stage: Stage) -> None:
    stage.now = at("2026-03-13T06:00")
    with stage.store.begin() as tx:
        (duty,) = tx.deadlines(Query())
    stage.run(clock.tick(stage.world, stage.now))
    say(stage, "acme", MarkKind.ACKNOWLEDGED)
    let_pass(stage, "2026-03-14T00:00")
    assert told(stage) == {"desk": ["T-7d"]}
    with stage.store.within("acme").begin() as tx:
        lift(tx, duty, MarkKind.ACKNOWLEDGED, stage.now, by="of acme")
    let_pass(stage, "2026-03-14T01:00")
    assert told(stage) == {"desk": ["T-7d"], "acme/desk": ["T-7d"]}


def test_a_mute_keeps_a_change_from_its_workspace_and_tells_it_when_it_is_over(stage: Stage) -> None:
    say(stage, "acme", MarkKind.MUTED, "2026-03-12T00:00")
    delay(stage, "2026-03-05T09:00")
    let_pass(stage, "2026-03-06T00:00")
    assert told(stage) == {"desk": ["moved_later"]}
    let_pass(stage, "2026-03-13T00:00")
    assert told(stage) == {"desk": ["moved_later"], "acme/desk": ["moved_later"]}


def test_a_message_names_no_mark_of_another_workspace(stage: Stage) -> None:
    say(stage, "acme", MarkKind.WRONG)
    say(stage, "", MarkKind.SNOOZED, "2026-03-18T00:00")
    let_pass(stage, "2026-03-21T00:00")
    by = {(alert.receiver, mark.by) for alert, _ in stage.desk.took_in for mark in alert.marks}
    assert by == {("acme/desk", "of acme"), ("desk", "of ")}


def test_a_doubt_of_one_workspace_survives_a_revision_and_stays_its_own(stage: Stage) -> None:
    say(stage, "acme", MarkKind.WRONG)
    again = "The White House says the 30% tariff on imports from Brazil takes effect on March 20, 2026."
    stage.publish(("2026-03-04T08:30", "Brazil tariff stands", again), QUIET)
    stage.now = at("2026-03-04T09:00")
    stage.run(poll(stage.world, NEWS))
    listed = {}
    for name in ("", "acme"):
        with stage.store.within(name).read() as tx:
            listed[name] = len(tx.doubted(9))
    assert listed == {"": 0, "acme": 1}
    delay(stage, "2026-03-05T09:00")
    with stage.store.within("acme").read() as tx:
        assert tx.doubted(9) == []


def test_what_is_given_up_is_told_in_its_workspace_alone(stage: Stage) -> None:
    spare = replace(THEIRS, name="spare", receivers=("acme/pager",), kinds=())
    other = replace(EVERYTHING, name="theirs", receivers=("globex/desk",), workspace="globex")
    stage.watches = (*BOTH, spare, other)
    stage.__post_init__()
    stage.desk.refusals["acme/desk"] = SendError("no such channel", permanent=True)
    stage.now = at("2026-03-13T06:00")
    let_pass(stage, "2026-03-13T08:00")
    notes = [alert for alert, _ in stage.desk.took_in if alert.reason is AlertReason.SERVICE]
    assert [note.receiver for note in notes] == ["acme/pager"]
    assert notes[0].service is not None
    rows = dict(notes[0].service.rows)
    assert rows["Receiver"] == "desk"
    assert rows["Try again"].startswith("monitor outbox retry --workspace acme '")
    assert "desk did not take it" in notes[0].service.headline


def test_the_audit_misses_nothing_and_asks_each_workspace_s_marks(stage: Stage) -> None:
    say(stage, "acme", MarkKind.ACKNOWLEDGED)
    stage.now = at("2026-03-13T06:00")
    found = stage.run(audit.audit(stage.world, stage.now))
    assert [alert.receiver for alert in found] == ["desk"]


SERVICES = (
    Service(("desk",), "UTC", Digest((at("2026-01-01T09:00").time(),), (0,)), ("desk",)),
    Service(("acme/desk",), "UTC", Digest((at("2026-01-01T10:00").time(),), (0,)), ("acme/desk",), "acme"),
)


def test_every_workspace_hears_of_an_ill_source_once(stage: Stage) -> None:
    with stage.store.begin() as tx:
        state = SourceState(NEWS.name, stage.now, failing_since=stage.now - timedelta(days=3), failures=9, error="503")
        tx.save_source(state)
        first = life.look(tx, [NEWS], SERVICES, stage.now)
        assert life.look(tx, [NEWS], SERVICES, stage.now) == []
    assert [(alert.receiver, str(alert.service and alert.service.occasion)[:14]) for alert in first] == [
        ("desk", "source-failing"),
        ("acme/desk", "source-failing"),
    ]


def test_the_weekly_word_comes_at_each_one_s_hour_and_counts_its_own(stage: Stage) -> None:
    stage.desk.refusals["acme/desk"] = SendError("busy")
    stage.now = at("2026-03-13T06:00")
    let_pass(stage, "2026-03-13T07:00")
    words: dict[str, list[tuple[str, str]]] = {}
    with stage.store.begin() as tx:
        for when in ("2026-03-09T12:00", "2026-03-16T09:30", "2026-03-16T10:30"):
            for alert in life.look(tx, [NEWS], SERVICES, at(when)):
                assert alert.service is not None
                words[alert.receiver] = [(when[11:], row[1]) for row in alert.service.rows if row[0] == "Outbox"]
                assert not [row for row in alert.service.rows if "acme" in row[1]]
    assert words == {
        "desk": [("09:30", "0 waiting, 0 given up so far")],
        "acme/desk": [("10:30", "1 waiting, 0 given up so far")],
    }


def test_a_simulation_asks_what_was_told_to_its_workspace(stage: Stage) -> None:
    found = {}
    for name, watch in (("", EVERYTHING), ("acme", THEIRS)):
        own = stage.store.within(name)
        found[name] = [
            (one.difference, one.alert.receiver) for one in simulated(own, [watch], at("2026-03-01T00:00"), stage.now)
        ]
    assert found == {"": [(Difference.SAME, "desk")], "acme": [(Difference.SAME, "acme/desk")]}
