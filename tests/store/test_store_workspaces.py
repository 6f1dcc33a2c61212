"""What one workspace sees of the database, asked of every method that a transaction has: each must have its decision here."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from statements import listening
from store_examples import DAY, HOUR, NOON, deadline, document, measure_news, opened, reading, source_state
from workspace_examples import KEY, ROOMS, desk, fill, foreign, own_alerts, word

from monitor.policy import Circuit
from monitor.ports import Alarm, Presence, Query, Store, Token, Transaction, View
from monitor.store.opening import SqlStore
from monitor.types import Alert, AlertReason, Backfill, Mark, MarkKind, Parcel, Place, Reading, Rewrite, Step, qualified

Ask = Callable[[Transaction], Any]


def passing(workspace: str) -> Alert:
    """What makes the workspace's reminders needless."""
    return replace(own_alerts(workspace)[0], reason=AlertReason.PASSED, lead=None)


PARCEL = Parcel.of(own_alerts("acme")[0])
EARLY = Place(NOON - DAY, "1:d")

OWN: dict[str, Ask] = {
    "marks": lambda tx: tx.marks([KEY]),
    "outbox": lambda tx: tx.outbox([], 99),
    "alerts_about": lambda tx: tx.alerts_about(KEY, 99),
    "told_since": lambda tx: tx.told_since(NOON - DAY, [KEY]),
    "known_alerts": lambda tx: tx.known_alerts({alert.id for name in ROOMS for alert in own_alerts(name)}),
    "queues": lambda tx: tx.queues(),
    "circuits": lambda tx: tx.circuits(),
    "tokens": lambda tx: tx.tokens(),
    "last_sent": lambda tx: tx.last_sent([desk(name) for name in ROOMS], NOON - DAY),
}
"""What answers with words of the workspace, and with no others'."""

COUNTED: dict[str, Ask] = {
    "counts": lambda tx: tx.counts()["alerts_dead"],
    "given_up_since": lambda tx: tx.given_up_since(NOON - DAY),
}
"""What answers with a number: one of the default workspace, two and three of the others."""

WRITTEN: dict[str, Ask] = {
    "add_mark": lambda tx: tx.add_mark(Mark(KEY, MarkKind.MUTED, "x", NOON, "", NOON + DAY, "acme")),
    "set_doubt": lambda tx: tx.set_doubt(KEY, None, "acme"),
    "enqueue": lambda tx: tx.enqueue([replace(own_alerts("acme")[0], lead=None)], NOON),
    "add_token": lambda tx: tx.add_token(Token("new", "read", NOON, "acme"), "another digest"),
    "drop_token": lambda tx: [tx.drop_token(f"{own} tool") for own in ROOMS.values()],
    "supersede": lambda tx: tx.supersede(KEY, NOON),
    "outdate": lambda tx: tx.outdate([passing(name) for name in ROOMS], NOON),
    "revive": lambda tx: [tx.revive(row, NOON) for row in dead_of_all],
}
"""What writes, and changes nothing of others; `acme` is the one that acts."""

WHOLE: dict[str, Ask] = {
    "claim": lambda tx: tx.claim(NOON, 5),
    "release": lambda tx: tx.release(PARCEL, NOON),
    "mark_all_sent": lambda tx: tx.mark_all_sent([(PARCEL, None)], NOON),
    "mark_retry": lambda tx: tx.mark_retry(PARCEL, NOON, "x"),
    "split": lambda tx: tx.split(PARCEL, "x", NOON),
    "mark_dead": lambda tx: tx.mark_dead(PARCEL, "x", NOON),
    "circuit": lambda tx: tx.circuit(desk("globex")),
    "save_circuit": lambda tx: tx.save_circuit(Circuit(desk("globex"))),
    "settle_clock": lambda tx: tx.settle_clock(NOON, HOUR),
    "raise_alarm": lambda tx: tx.raise_alarm(Alarm("gazette", "silent", None, NOON)),
    "end_alarm": lambda tx: tx.end_alarm(Alarm("gazette", "silent", None, NOON)),
    "token_of": lambda tx: tx.token_of("digest of ocelot"),
    "next_due": lambda tx: tx.next_due(),
    "deadlines_reminding": lambda tx: tx.deadlines_reminding(NOON, 5),
    "replan_reminders": lambda tx: tx.replan_reminders(NOON),
    "set_reminders": lambda tx: tx.set_reminders({KEY: NOON}),
    "deadlines_ahead": lambda tx: tx.deadlines_ahead(NOON.date(), "", 5),
    "receivers_due": lambda tx: tx.receivers_due(NOON),
    "prune_alerts": lambda tx: tx.prune_alerts(NOON, NOON - DAY, 5),
    "prune_documents": lambda tx: tx.prune_documents(NOON, NOON - DAY, 5, {}),
    "prune_quarantine": lambda tx: tx.prune_quarantine(NOON),
    "save_change": lambda tx: tx.save_change(opened(deadline("new")), None, NOON),
    "rewrite": lambda tx: tx.rewrite(Rewrite(KEY, EARLY, None, ())),
    "add_step": lambda tx: tx.add_step(Step(EARLY, opened(deadline()).reason, deadline())),
    "add_document": lambda tx: tx.add_document(document(), reading(), NOON),
    "add_documents": lambda tx: tx.add_documents([(document(), reading())], NOON),
    "add_measure": lambda tx: tx.add_measure(measure_news(), NOON),
}
"""What the daemon does with everybody's, and what writes the shared ledger: refused to one workspace."""

SHARED: dict[str, Ask] = {
    "source_states": lambda tx: tx.source_states(),
    "save_source": lambda tx: tx.save_source(source_state()),
    "last_success_at": lambda tx: tx.last_success_at(),
    "wake_sources": lambda tx: tx.wake_sources(NOON, NOON),
    "backfill": lambda tx: tx.backfill("gazette"),
    "save_backfill": lambda tx: tx.save_backfill(Backfill("gazette", NOON.date())),
    "seen": lambda tx: tx.seen("gazette", ["u"]),
    "listed": lambda tx: tx.listed("gazette", ["l"]),
    "texts_of": lambda tx: tx.texts_of("gazette", ["d"]),
    "save_seen": lambda tx: tx.save_seen([]),
    "to_read_again": lambda tx: tx.to_read_again("gazette", NOON, 5),
    "tells_date_between": lambda tx: tx.tells_date_between("gazette", "u", NOON, NOON + DAY),
    "known_digests": lambda tx: tx.known_digests("gazette", ["u"]),
    "known_texts": lambda tx: tx.known_texts(["d"]),
    "save_sources": lambda tx: tx.save_sources([source_state()]),
    "sources_due": lambda tx: tx.sources_due(NOON, NOON + DAY),
    "polled_sources": lambda tx: tx.polled_sources(),
    "slots": lambda tx: tx.slots(NOON, DAY),
    "slots_done": lambda tx: tx.slots_done({"gazette": NOON}),
    "presences": lambda tx: tx.presences(),
    "note_presence": lambda tx: tx.note_presence(Presence("w", "worker", "h", 1, "1", NOON, NOON)),
    "drop_presence": lambda tx: tx.drop_presence("w"),
    "forget_presences": lambda tx: tx.forget_presences(NOON),
    "depths": lambda tx: tx.depths(),
    "filed": lambda tx: tx.filed(["gazette:01"]),
    "quarantine": lambda tx: tx.quarantine("gazette", "u", "odd", NOON),
    "set_aside": lambda tx: tx.set_aside(),
    "deadlines_waking": lambda tx: tx.deadlines_waking(NOON, 5),
    "deadlines": lambda tx: tx.deadlines(Query()),
    "listing": lambda tx: tx.listing(View(NOON - DAY, NOON + 90 * DAY, countries=("CA",))),
    "moves": lambda tx: tx.moves([KEY]),
    "related": lambda tx: tx.related(KEY, 5),
    "deadline": lambda tx: tx.deadline(KEY),
    "history": lambda tx: tx.history(KEY),
    "keys": lambda tx: tx.keys("us", 5),
    "set_reminder": lambda tx: tx.set_reminder(KEY, NOON),
    "measures": lambda tx: tx.measures(5),
    "records_since": lambda tx: tx.records_since(NOON - DAY, "", 5),
    "measures_since": lambda tx: tx.measures_since(NOON - DAY, "", 5),
    "first_learnt": lambda tx: tx.first_learnt(),
    "alarms": lambda tx: tx.alarms(),
    "note_alive": lambda tx: tx.note_alive("poll", NOON),
    "known": lambda tx: tx.known(Reading(), EARLY),
    "steps": lambda tx: tx.steps(KEY, EARLY),
    "steps_at": lambda tx: tx.steps_at(EARLY),
    "later": lambda tx: list(tx.later(EARLY)),
    "stood": lambda tx: tx.stood(KEY, EARLY),
    "present": lambda tx: tx.present(KEY),
}
"""What is of sources, documents, the ledger and the daemon's pulse: the same for all, and no question asks a table of workspaces."""

APART = {"doubted", "last_alive"}
"""These have tests of their own."""
BEYOND = {"workspace", "within", "savepoint"}

TENANTS = ("alerts", "marks", "tokens", "circuits", "threads", "doubts")
dead_of_all: list[str] = []


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    fill(store)
    with store.begin() as tx:
        dead_of_all[:] = [row.id for row in tx.outbox(["dead"], 99)]
    assert len(dead_of_all) == 6
    return store


def test_every_method_of_a_transaction_has_its_decision() -> None:
    methods = {name for name in dir(Transaction) if not name.startswith("_")}
    decided = [*OWN, *COUNTED, *WRITTEN, *WHOLE, *SHARED, *APART, *BEYOND]
    assert sorted(methods) == sorted(decided), "decide whose it is what a new method answers, and add it here"


@pytest.mark.parametrize("workspace", ROOMS)
def test_a_workspace_sees_its_own_and_nothing_of_others(filled: SqlStore, workspace: str) -> None:
    with filled.within(workspace).read() as tx:
        for name, ask in OWN.items():
            answer = repr(ask(tx))
            assert word(workspace) in answer, f"{name} does not find what is there"
            assert not foreign(workspace, answer), f"{name} shows what is of others"


def test_what_is_counted_is_its_own(filled: SqlStore) -> None:
    for number, workspace in enumerate(ROOMS, 1):
        with filled.within(workspace).read() as tx:
            assert {name: ask(tx) for name, ask in COUNTED.items()} == dict.fromkeys(COUNTED, number)
    with filled.read() as tx:
        assert {name: ask(tx) for name, ask in COUNTED.items()} == dict.fromkeys(COUNTED, 6)


@pytest.mark.parametrize("name", WRITTEN)
def test_what_it_writes_changes_nothing_of_others(filled: SqlStore, name: str) -> None:
    before = {workspace: rows(filled, workspace) for workspace in ROOMS}
    with filled.within("acme").begin() as tx:
        WRITTEN[name](tx)
    after = {workspace: rows(filled, workspace) for workspace in ROOMS}
    assert [each for each in ROOMS if before[each] != after[each]] == ["acme"]


def rows(store: Store, workspace: str) -> object:
    """All that is of one workspace."""
    with store.begin() as tx:
        own = tx.within(workspace)
        doubted = [record.key for record in own.doubted(9)]
        return own.marks([KEY]), own.outbox([], 99), own.circuits(), own.tokens(), doubted


@pytest.mark.parametrize(
    "write",
    [
        lambda tx: tx.add_mark(Mark(KEY, MarkKind.MUTED, "x", NOON, "", NOON + DAY, "globex")),
        lambda tx: tx.set_doubt(KEY, NOON, ""),
        lambda tx: tx.enqueue(own_alerts("globex"), NOON),
        lambda tx: tx.add_token(Token("new", "read", NOON), "d"),
    ],
)
def test_it_writes_for_no_other(filled: SqlStore, write: Ask) -> None:
    with pytest.raises(ValueError, match="of another workspace"), filled.within("acme").begin() as tx:
        write(tx)


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_about_all_is_refused_to_one(filled: SqlStore, name: str) -> None:
    with pytest.raises(RuntimeError, match="about all workspaces"), filled.within("acme").begin() as tx:
        WHOLE[name](tx)


@pytest.mark.parametrize("name", SHARED)
def test_what_is_shared_asks_no_table_of_workspaces(filled: SqlStore, name: str) -> None:
    with filled.begin() as whole, listening(whole.connection) as asked:
        SHARED[name](whole.within("acme"))
    named = [(table, each) for each, _ in asked for table in TENANTS if re.search(rf"\b{table}\b", each)]
    assert named == []


def test_the_tables_of_workspaces_are_those_that_have_receivers_or_a_workspace() -> None:
    from monitor.store.tables import Table

    found = {name for name, table in Table.metadata.tables.items() if {"workspace", "receiver"} & set(table.c.keys())}
    assert found == set(TENANTS)


def test_a_reader_s_doubt_is_listed_in_their_workspace_alone(store: SqlStore) -> None:
    fill(store, "a", "b")
    with store.begin() as tx:
        tx.save_change(opened(deadline("odd")), None, NOON)
        tx.set_doubt("a", None, "acme")
        tx.set_doubt("a", NOON + 3 * HOUR, "globex")
    listed = {name: list(doubted(store, name)) for name in ROOMS}
    assert listed == {"": ["b", "a", "odd"], "acme": ["b", "odd"], "globex": ["a", "b", "odd"]}


def doubted(store: Store, workspace: str) -> Iterator[str]:
    with store.within(workspace).read() as tx:
        yield from [record.key for record in tx.doubted(9)]


def test_the_pulse_is_shared_but_for_what_ticks_for_one_workspace(filled: SqlStore) -> None:
    with filled.begin() as tx:
        tx.note_alive("poll", NOON)
    for workspace in ROOMS:
        with filled.within(workspace).read() as tx:
            assert set(tx.last_alive()) == {"poll", "summary", qualified(workspace, "summary")}


def test_two_workspaces_may_each_have_a_token_of_one_name(store: SqlStore) -> None:
    with store.begin() as tx:
        assert tx.add_token(Token("tool", "read", NOON), "1")
        assert tx.add_token(Token("tool", "act", NOON, "acme"), "2")
        assert not tx.add_token(Token("tool", "act", NOON, "acme"), "3")
        assert tx.token_of("2") == Token("tool", "act", NOON, "acme")
    with store.within("acme").begin() as tx:
        assert tx.drop_token("tool")
        assert not tx.drop_token("tool")
    with store.begin() as tx:
        assert [token.workspace for token in tx.tokens()] == [""]


def test_the_view_of_one_workspace_leads_to_no_other(filled: SqlStore) -> None:
    own = filled.within("acme")
    assert own.within("acme") is own
    with pytest.raises(RuntimeError):
        own.within("globex")
    with own.read() as tx, pytest.raises(RuntimeError):
        tx.within("")
