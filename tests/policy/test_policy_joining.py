"""What goes in one message: bursts and digests, what was tried together, one deadline's alerts; never two urgencies."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from policy_timeline import a_deadline

from monitor.policy import Bundle, HoldReason, Waiting, bundles
from monitor.types import Alert, AlertReason, ChangeReason, Due, Lead, ServiceNote, Urgency

NOW = datetime(2026, 8, 3, 12, tzinfo=UTC)
FAR, NEAR = date(2026, 12, 1), date(2026, 8, 5)


def waiting(
    key: str, day: date = FAR, held: str = "", late: int = 0, batch: str | None = None, **changes: Any
) -> Waiting:
    """An alert due `late` seconds ago."""
    record = replace(a_deadline(), key=key, due=Due(day, "UTC"))
    alert = Alert(AlertReason.CHANGE, "desk", (), "Europe/Berlin", record, change=ChangeReason.NEW)
    return Waiting(replace(alert, **changes), held, batch, "", NOW - timedelta(seconds=late))


def keys(found: list[Bundle]) -> list[list[str]]:
    return [[each.alert.key for each in bundle.waiting] for bundle in found]


def test_four_make_one_message_and_three_do_not() -> None:
    assert keys(bundles([waiting(name) for name in "abcd"], NOW)) == [["a", "b", "c", "d"]]
    assert keys(bundles([waiting(name) for name in "abc"], NOW)) == [["a"], ["b"], ["c"]]


def test_what_still_gathers_goes_along_with_what_is_due() -> None:
    young = [waiting(name, held=HoldReason.GATHERING, late=-20) for name in "cd"]
    assert keys(bundles([waiting("a"), waiting("b"), *young], NOW)) == [["a", "b", "c", "d"]]
    assert keys(bundles([waiting("a"), *young], NOW)) == [["a"]]
    assert bundles([*young, *(replace(each, batch=None) for each in young)], NOW) == []


def test_what_is_not_due_for_another_reason_stays() -> None:
    later = [waiting(name, late=-20) for name in "defg"]
    assert keys(bundles([waiting("a"), *later], NOW)) == [["a"]]


def test_what_is_imminent_stands_alone() -> None:
    found = bundles([waiting(name, NEAR) for name in "abcde"], NOW)
    assert keys(found) == [["a"], ["b"], ["c"], ["d"], ["e"]]
    assert [bundle.id for bundle in found] == [bundle.waiting[0].alert.id for bundle in found]


def test_alerts_of_one_deadline_go_together() -> None:
    moved = waiting("a", NEAR, change=ChangeReason.MODIFIED)
    assert keys(bundles([waiting("a", NEAR), waiting("b", NEAR), moved], NOW)) == [["a", "a"], ["b"]]


def test_urgencies_are_never_mixed() -> None:
    loud = [waiting(name, urgency=Urgency.CRITICAL) for name in "abcd"]
    assert keys(bundles([*loud, *(waiting(name) for name in "efgh")], NOW)) == [list("abcd"), list("efgh")]
    assert keys(bundles([*loud[:2], waiting("e"), waiting("f")], NOW)) == [["a"], ["b"], ["e"], ["f"]]


def test_what_the_monitor_tells_of_itself_is_not_mixed_with_deadlines() -> None:
    notes = [
        waiting(name, reason=AlertReason.SERVICE, deadline=None, service=ServiceNote(name, "NOT DELIVERED"))
        for name in "vwxy"
    ]
    assert keys(bundles([*notes, waiting("a")], NOW)) == [list("vwxy"), ["a"]]


def test_a_digest_is_one_message_whatever_is_in_it() -> None:
    found = bundles(
        [waiting("a", held=HoldReason.DIGEST), waiting("b", NEAR, held=HoldReason.DIGEST), waiting("c")], NOW
    )
    assert keys(found) == [["a", "b"], ["c"]]
    assert found[0].title == "Digest of 2026-08-03 14:00"


def test_what_was_tried_together_is_the_very_same_message_again() -> None:
    [first] = bundles([waiting(name) for name in "abcd"], NOW)
    again = [replace(each, batch=first.id, title="t", due_at=None) for each in first.waiting]
    found = bundles([*again, *(waiting(name) for name in "efgh")], NOW + timedelta(minutes=2))
    assert (found[0].id, found[0].title) == (first.id, "t")
    assert keys(found) == [list("abcd"), list("efgh")]


def test_a_message_tried_before_waits_for_its_time() -> None:
    assert bundles([waiting("a", late=-5, batch="x")], NOW) == []


def test_other_alerts_give_another_id() -> None:
    ids = {bundles([waiting(name) for name in names], NOW)[0].id for names in ("abcd", "abce", "abcde")}
    assert len(ids) == 3


def test_reminders_wait_with_the_rest() -> None:
    told = [waiting(name, reason=AlertReason.REMINDER, change=None, lead=Lead(days=30)) for name in "abcd"]
    assert keys(bundles(told, NOW)) == [list("abcd")]
