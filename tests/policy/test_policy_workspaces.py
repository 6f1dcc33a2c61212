"""A mark bears on the receivers of its own workspace, and on no other's."""

from dataclasses import replace
from datetime import timedelta

import pytest
from policy_timeline import a_deadline, a_watch, instant

from monitor.policy import change_alerts, given_up_alerts, reminders
from monitor.types import Change, ChangeReason, Mark, MarkKind, Parcel, Watch, plain_name, qualified, utc, workspace_of

DUE = a_deadline()
OURS = a_watch()
THEIRS = replace(OURS, receivers=("acme/desk", "acme/pager"), workspace="acme")
MOVED = replace(a_deadline("2026-08-25 00:01", told="2026-08-14 10:00"), revision=2)
CHANGE = Change(ChangeReason.MOVED_LATER, MOVED, DUE, MOVED.learnt_at)


def said(kind: MarkKind, workspace: str, until: str | None = None) -> Mark:
    end = utc(instant(until)) if until else None
    return Mark(DUE.key, kind, "Ada", utc(instant("2026-08-13 09:00")), "", end, workspace)


def reminded(marks: list[Mark], at: str = "2026-08-18 00:01") -> set[str]:
    now = instant(at)
    plan = reminders(DUE, [OURS, THEIRS], now, planned_at=now - timedelta(seconds=1), marks=marks)
    return {workspace_of(alert.receiver) for alert in plan.alerts}


@pytest.mark.parametrize("kind", [MarkKind.ACKNOWLEDGED, MarkKind.SNOOZED, MarkKind.MUTED])
@pytest.mark.parametrize("workspace", ["", "acme"])
def test_reminders_of_the_other_workspace_go_on(workspace: str, kind: MarkKind) -> None:
    assert reminded([]) == {"", "acme"}
    until = None if kind is MarkKind.ACKNOWLEDGED else "2026-08-18 20:00"
    assert reminded([said(kind, workspace, until)]) == {"", "acme"} - {workspace}


def test_the_next_look_is_the_first_that_any_workspace_needs() -> None:
    muted = said(MarkKind.MUTED, "acme", "2026-08-18 10:00")
    both = reminders(DUE, [OURS, THEIRS], instant("2026-08-13 10:00"), marks=[muted])
    alone = reminders(DUE, [THEIRS], instant("2026-08-13 10:00"), marks=[muted])
    nobody = reminders(DUE, [], instant("2026-08-13 10:00"), marks=[muted])
    assert alone.next_at == nobody.next_at == muted.until
    assert both.next_at == reminders(DUE, [OURS], instant("2026-08-13 10:00")).next_at
    assert both.next_at is not None
    assert muted.until is not None
    assert both.next_at < muted.until


def test_a_change_is_told_to_those_who_have_not_muted_and_names_their_own_marks() -> None:
    marks = [said(MarkKind.MUTED, "", "2026-08-18 10:00"), said(MarkKind.ACKNOWLEDGED, "acme")]
    told = change_alerts(CHANGE, [OURS, THEIRS], instant("2026-08-14 10:00"), marks)
    assert [alert.receiver for alert in told] == ["acme/desk", "acme/pager"]
    assert {mark.workspace for alert in told for mark in alert.marks} == {"acme"}


def test_of_what_is_given_up_the_others_of_its_workspace_hear() -> None:
    alert = change_alerts(CHANGE, [THEIRS], instant("2026-08-14 10:00"))[0]
    notes = given_up_alerts(
        Parcel.of(alert), "gone", [OURS, THEIRS, replace(OURS, receivers=("globex/x",), workspace="globex")]
    )
    assert [note.receiver for note in notes] == ["acme/pager"]


@pytest.mark.parametrize(
    ("workspace", "name"), [("", "desk"), ("acme", "desk"), ("acme-corp", "Desk_1.x"), ("4", "a"), ("", "console")]
)
def test_a_receiver_s_name_is_taken_apart_as_it_was_put_together(workspace: str, name: str) -> None:
    whole = qualified(workspace, name)
    assert (workspace_of(whole), plain_name(whole)) == (workspace, name)


@pytest.mark.parametrize("name", ["a/b/c", "</script>", "Acme/desk", "/desk", "acme/", "a b/desk", "acme/de sk"])
def test_what_no_workspace_can_have_made_is_the_default_one_s(name: str) -> None:
    assert (workspace_of(name), plain_name(name)) == ("", name)


def test_ids_of_alerts_hold_the_workspace_and_the_default_one_s_do_not() -> None:
    ours, theirs, _ = change_alerts(CHANGE, [Watch("a", ("desk",)), THEIRS], instant("2026-08-14 10:00"))
    assert theirs.id == ours.id.replace(":desk", ":acme/desk")
    assert (ours.workspace, theirs.workspace) == ("", "acme")
