"""Deadlines, their history and their next instants, on every database."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from store_examples import (
    AUTUMN,
    DAY,
    HOUR,
    MIDNIGHT,
    NOON,
    STEEL,
    deadline,
    document,
    measure_mention,
    mention,
    opened,
    revised,
)

from monitor.ports import Query, Store
from monitor.types import Change, ChangeReason, Deadline, DeadlineKind, Measure, MeasureKind, Reading, Status


def save(store: Store, *deadlines: Deadline) -> None:
    with store.begin() as tx:
        for each in deadlines:
            tx.save_change(opened(each), None, NOON)


def keys(deadlines: list[Deadline]) -> list[str]:
    return [each.key for each in deadlines]


def test_an_unknown_key_has_no_deadline_and_no_history(store: Store) -> None:
    with store.begin() as tx:
        assert tx.deadline("nothing") is None
        assert tx.history("nothing") == []


def test_a_deadline_comes_back_as_it_was_saved(store: Store) -> None:
    full = deadline(ended_day=date(2026, 8, 1))
    bare = deadline("bare", due=AUTUMN, measure=Measure(MeasureKind.OTHER), scope=None)
    save(store, full, bare)
    with store.begin() as tx:
        assert tx.deadline(full.key) == full
        assert tx.deadline("bare") == bare


def test_history_keeps_every_revision_with_what_was_before(store: Store) -> None:
    first = opened(deadline())
    second = revised(first.new, ChangeReason.MOVED_LATER, due=AUTUMN)
    third = revised(second.new, ChangeReason.REVOKED, status=Status.REVOKED, ended_day=date(2026, 8, 9))
    with store.begin() as tx:
        for change in (first, second, third):
            tx.save_change(change, None, NOON)
    with store.begin() as tx:
        assert [written.change for written in tx.history(first.new.key)] == [first, second, third]
        assert tx.deadline(first.new.key) == third.new


def test_the_same_revision_is_never_written_twice(store: Store) -> None:
    save(store, deadline())
    with pytest.raises(Exception, match="refuses"):
        save(store, deadline())
    with store.begin() as tx:
        assert len(tx.history(deadline().key)) == 1


@pytest.mark.parametrize("name", ["stated_at", "learnt_at", "dated_at"])
def test_a_naive_instant_is_refused(store: Store, name: str) -> None:
    with pytest.raises(ValueError, match="zone"):
        save(store, deadline(**{name: NOON.replace(tzinfo=None)}))
    with store.begin() as tx:
        assert tx.counts()["deadlines"] == 0


def test_a_naive_now_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="zone"), store.begin() as tx:
        tx.deadlines_waking(NOON.replace(tzinfo=None), 1)


def test_waking_deadlines_are_those_whose_instant_has_come_earliest_first(store: Store) -> None:
    with store.begin() as tx:
        for key, wakes_at in (("later", NOON + HOUR), ("second", NOON), ("first", NOON - HOUR), ("never", None)):
            tx.save_change(opened(deadline(key)), wakes_at, NOON)
        assert keys(tx.deadlines_waking(NOON, 10)) == ["first", "second"]
        assert keys(tx.deadlines_waking(NOON, 1)) == ["first"]


def test_a_new_revision_replaces_the_instant_of_waking_and_keeps_the_reminder(store: Store) -> None:
    with store.begin() as tx:
        tx.save_change(opened(deadline()), NOON, NOON)
        tx.set_reminder(deadline().key, NOON)
        tx.save_change(revised(deadline()), None, NOON)
        assert tx.deadlines_waking(NOON + DAY, 10) == []
        assert keys([found for found, _ in tx.deadlines_reminding(NOON, 10)]) == [deadline().key]


def test_a_reminder_is_due_at_its_instant_and_can_be_taken_away(store: Store) -> None:
    save(store, deadline())
    with store.begin() as tx:
        tx.set_reminder(deadline().key, NOON)
        assert tx.deadlines_reminding(NOON - HOUR, 10) == []
        assert keys([found for found, _ in tx.deadlines_reminding(NOON, 10)]) == [deadline().key]
        tx.set_reminder(deadline().key, None)
        assert tx.deadlines_reminding(NOON, 10) == []


def test_the_next_due_instant_is_the_earliest_of_both_kinds(store: Store) -> None:
    with store.begin() as tx:
        assert tx.next_due() is None
        tx.save_change(opened(deadline("a")), NOON + DAY, NOON)
        tx.save_change(opened(deadline("b")), None, NOON)
        assert tx.next_due() == NOON + DAY
        tx.set_reminder("b", NOON + HOUR)
        assert tx.next_due() == NOON + HOUR


def test_replanning_keeps_since_when_a_reminder_is_overdue(store: Store) -> None:
    save(store, deadline("late"), deadline("early"))
    with store.begin() as tx:
        tx.set_reminder("late", NOON - HOUR)
        tx.set_reminder("early", NOON + HOUR)
        tx.replan_reminders(NOON)
        assert [(found.key, since) for found, since in tx.deadlines_reminding(NOON, 10)] == [
            ("late", NOON - HOUR),
            ("early", NOON),
        ]


def test_replanning_makes_every_open_deadline_due_and_no_closed_one(store: Store) -> None:
    save(store, deadline("open"), deadline("closed", ended_day=date(2026, 8, 1)))
    with store.begin() as tx:
        tx.replan_reminders(NOON)
        assert keys([found for found, _ in tx.deadlines_reminding(NOON, 10)]) == ["open"]


EU_QUOTA = deadline(
    "quota",
    measure=Measure(MeasureKind.QUOTA, "EU", ("ALL",)),
    kind=DeadlineKind.EXPIRY,
    due=AUTUMN,
    status=Status.IN_FORCE,
)
CLOSED = deadline("closed", ended_day=date(2026, 8, 1), due=replace(MIDNIGHT, day=date(2026, 8, 30)))
LISTED = [deadline("steel"), CLOSED, EU_QUOTA]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param(Query(), ["steel", "closed", "quota"], id="all are listed by date"),
        pytest.param(Query(limit=2), ["steel", "closed"], id="a limit keeps the earliest"),
        pytest.param(Query(open_only=True), ["steel", "quota"], id="closed ones can be left out"),
        pytest.param(Query(issuer="EU"), ["quota"], id="by issuer"),
        pytest.param(Query(country="MX"), ["steel", "closed"], id="a country is found among targets"),
        pytest.param(Query(country="EU"), ["quota"], id="a country is found as issuer"),
        pytest.param(Query(country="%"), [], id="a percent sign is no wildcard"),
        pytest.param(Query(country="M"), [], id="half a code finds nothing"),
        pytest.param(Query(kinds=(DeadlineKind.EXPIRY, DeadlineKind.REVIEW)), ["quota"], id="by kind"),
        pytest.param(Query(statuses=(Status.SUSPENDED,)), ["steel", "closed"], id="by status"),
        pytest.param(Query(since=date(2026, 9, 15)), ["quota"], id="a month counts until its last day"),
        pytest.param(
            Query(until=date(2026, 9, 15)), ["steel", "closed", "quota"], id="a month counts from its first day"
        ),
        pytest.param(
            Query(since=date(2026, 8, 22), until=date(2026, 8, 22)), ["steel"], id="a day is its own zone's day"
        ),
    ],
)
def test_a_query_lists(store: Store, query: Query, expected: list[str]) -> None:
    save(store, *LISTED)
    with store.begin() as tx:
        assert keys(tx.deadlines(query)) == expected


@pytest.mark.parametrize("country", ["UK", "GB"])
def test_the_united_kingdom_is_found_by_either_of_its_codes(store: Store, country: str) -> None:
    by_it = deadline("by it", measure=Measure(MeasureKind.SANCTIONS, "UK", ("RU",)))
    on_it = deadline("on it", measure=Measure(MeasureKind.TARIFF, "US", ("GB",)))
    save(store, by_it, on_it, EU_QUOTA)
    with store.begin() as tx:
        assert sorted(keys(tx.deadlines(Query(country=country)))) == ["by it", "on it"]


def about(kind: MeasureKind = MeasureKind.TARIFF, issuer: str | None = "US") -> Reading:
    return Reading((mention(measure=Measure(kind, issuer)),))


def known(key: str, kind: MeasureKind, issuer: str | None, **changes: Any) -> Deadline:
    return deadline(key, measure=Measure(kind, issuer), **changes)


KNOWN = [
    known("us tariff", MeasureKind.TARIFF, "US", stated_at=NOON),
    known("some tariff", MeasureKind.TARIFF, None, stated_at=NOON - HOUR),
    known("eu tariff", MeasureKind.TARIFF, "EU", stated_at=NOON - 2 * HOUR),
    known("us sanctions", MeasureKind.SANCTIONS, "US", stated_at=NOON - 3 * HOUR),
    known("us other", MeasureKind.OTHER, "US", stated_at=NOON - 4 * HOUR),
]


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        pytest.param(Reading(), [], id="nothing read is about nothing"),
        pytest.param(about(), ["us tariff", "some tariff", "us other"], id="same kind or other, same issuer or none"),
        pytest.param(
            about(issuer=None), ["us tariff", "some tariff", "eu tariff", "us other"], id="no issuer may be any"
        ),
        pytest.param(
            about(MeasureKind.OTHER),
            ["us tariff", "some tariff", "us sanctions", "us other"],
            id="other may be any kind",
        ),
        pytest.param(about(MeasureKind.OTHER, None), [each.key for each in KNOWN], id="other of nobody may be all"),
        pytest.param(
            Reading(measures=(measure_mention(),)),
            ["us tariff", "some tariff", "us other"],
            id="a measure without a date counts",
        ),
        pytest.param(
            Reading(about(MeasureKind.SANCTIONS).mentions + about(issuer="EU").mentions),
            ["some tariff", "eu tariff", "us sanctions", "us other"],
            id="each mention brings its own pair of kind and issuer",
        ),
    ],
)
def test_candidates_are(store: Store, read: Reading, expected: list[str]) -> None:
    save(store, *KNOWN)
    with store.begin() as tx:
        assert keys(tx.candidates(read)) == expected


def test_closed_deadlines_never_crowd_out_open_candidates(store: Store) -> None:
    old = known("old and open", MeasureKind.TARIFF, "US", stated_at=NOON - 300 * DAY)
    closed = [
        known(f"closed {n}", MeasureKind.TARIFF, "US", stated_at=NOON - n * HOUR, ended_day=date(2026, 8, 1))
        for n in range(200)
    ]
    save(store, old, *closed)
    with store.begin() as tx:
        found = keys(tx.candidates(about()))
    assert len(found) == 81
    assert (found[0], found[-1]) == ("closed 0", "old and open")
    assert "closed 80" not in found


def test_a_change_is_stored_whatever_its_words_hold(store: Store) -> None:
    hostile = deadline(scope="\x00\ud800", measure=replace(STEEL, products=("\udc00",), targets=("%", "_")))
    with store.begin() as tx:
        tx.add_document(document(), Reading(), NOON)
        tx.save_change(Change(ChangeReason.NEW, hostile, None, NOON), None, NOON)
        assert tx.deadline(hostile.key) == replace(
            hostile, scope="\ufffd\ufffd", measure=replace(hostile.measure, products=("\ufffd",))
        )
