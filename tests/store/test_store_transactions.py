"""What a transaction promises: all or nothing, one at a time, nobody's write lost."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from store_examples import NOON, deadline, document, opened, reading, reminder, source_state

from monitor.errors import ReadError, StoreError, UndoneError
from monitor.ports import Store, Transaction
from monitor.store import open_store
from monitor.store.opening import SqlStore, SqlTransaction, open_sql_store


def test_an_exception_leaves_nothing_behind_and_goes_on(store: Store) -> None:
    with pytest.raises(KeyError, match="boom"), store.begin() as tx:
        write_everywhere_and_fail(tx)
    with store.begin() as tx:
        assert set(tx.counts().values()) == {0}


def test_a_savepoint_is_undone_alone(store: Store) -> None:
    with store.begin() as tx:
        tx.save_source(source_state(name="before"))
        with pytest.raises(KeyError, match="boom"), tx.savepoint():
            write_everywhere_and_fail(tx)
        with tx.savepoint():
            tx.save_source(source_state(name="after"))
    with store.begin() as tx:
        assert set(tx.source_states(["before", "gazette", "after"])) == {"before", "after"}


def test_a_savepoint_may_stand_inside_another(store: Store) -> None:
    with store.begin() as tx, tx.savepoint():
        tx.note_alive("poll", NOON)
        with pytest.raises(KeyError, match="boom"), tx.savepoint():
            write_everywhere_and_fail(tx)
    with store.begin() as tx:
        assert (tx.last_alive(), tx.source_states(["gazette"])) == ({"poll": NOON}, {})


def test_a_transaction_that_the_database_has_let_go_of_is_told_as_undone(store: SqlStore) -> None:
    with pytest.raises(UndoneError, match="boom"), store.begin() as tx:
        write_and_lose_the_transaction(tx)
    with store.begin() as tx:
        assert tx.last_alive() == {}


def write_and_lose_the_transaction(tx: SqlTransaction) -> None:
    tx.note_alive("poll", NOON)
    with tx.savepoint():
        tx.connection.exec_driver_sql("ROLLBACK")  # as SQLite does by itself when a disk fails it
        raise KeyError("boom")


def write_everywhere_and_fail(tx: Transaction) -> None:
    tx.save_source(source_state())
    tx.add_document(document(), reading(), NOON)
    tx.save_change(opened(deadline()), NOON, NOON)
    tx.enqueue([reminder()], NOON)
    raise KeyError("boom")


def test_words_that_the_database_refuses_are_one_documents_fault(store: Store) -> None:
    with store.begin() as tx:
        tx.save_change(opened(deadline()), None, NOON)
        with pytest.raises(ReadError, match="refuses"), tx.savepoint():
            tx.save_change(opened(deadline()), None, NOON)
        tx.note_alive("poll", NOON)
    with store.begin() as tx:
        assert tx.last_alive() == {"poll": NOON}


def test_transactions_do_not_nest(store: Store) -> None:
    with store.begin() as tx:
        tx.note_alive("poll", NOON)
        with pytest.raises(RuntimeError, match="do not nest"), store.begin():
            pass
    with store.begin() as tx:
        assert tx.last_alive() == {"poll": NOON}


def test_threads_of_one_store_take_turns(store: Store) -> None:
    assert count_up([store] * 4, 20) == 80


def test_two_stores_on_one_database_lose_no_update(shared_address: str) -> None:
    stores = [open_store(shared_address) for _ in range(2)]
    assert count_up(stores * 2, 20) == 80
    for each in stores:
        each.close()


def count_up(stores: list[Store], times: int) -> int:
    """Every store's thread reads, adds one and writes; returns where the count ends."""
    with stores[0].begin() as tx:
        tx.save_source(source_state(failures=0))

    def count(store: Store) -> None:
        for _ in range(times):
            with store.begin() as tx:
                state = tx.source_states(["gazette"])["gazette"]
                tx.save_source(replace(state, failures=state.failures + 1))

    with ThreadPoolExecutor(len(stores)) as threads:
        list(threads.map(count, stores))
    with stores[0].begin() as tx:
        return tx.source_states(["gazette"])["gazette"].failures


def test_two_stores_never_claim_the_same_alert(shared_address: str) -> None:
    first, second = open_store(shared_address), open_store(shared_address)
    with first.begin() as tx:
        tx.enqueue([reminder(f"key {n}") for n in range(100)], NOON)

    def claims(store: Store) -> list[str]:
        found: list[str] = []
        while True:
            with store.begin() as tx:
                claimed = tx.claim(NOON, 7)
            if not claimed:
                return found
            found += [alert.id for each in claimed for alert in each.parcel.alerts]

    with ThreadPoolExecutor(2) as threads:
        taken = [each for found in threads.map(claims, (first, second)) for each in found]
    assert len(taken) == len(set(taken)) == 100
    first.close()
    second.close()


def test_waiting_too_long_for_another_writer_says_so(shared_address: str) -> None:
    holder, waiting = open_store(shared_address), open_sql_store(shared_address, lock_seconds=0.05)
    with holder.begin() as tx:
        tx.note_alive("poll", NOON)
        with pytest.raises(StoreError, match="another process keeps it locked"), waiting.begin():
            pass
    with waiting.begin() as tx:
        assert tx.last_alive() == {"poll": NOON}
    holder.close()
    waiting.close()


def test_what_was_committed_is_there_after_closing_and_opening(shared_address: str) -> None:
    store = open_store(shared_address)
    with store.begin() as tx:
        tx.save_change(opened(deadline()), NOON, NOON)
    store.close()
    again = open_store(shared_address)
    with again.begin() as tx:
        assert tx.deadline(deadline().key) == deadline()
    again.close()


def test_a_server_that_breaks_off_is_told_in_words_and_found_again(empty_postgres: SqlStore) -> None:
    with pytest.raises(StoreError, match="cannot be reached, or breaks off"), empty_postgres.begin() as tx:
        tx.connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
    with empty_postgres.begin() as tx:
        tx.note_alive("poll", NOON)


def test_a_full_disk_is_told_in_words_and_loses_nothing_stored(tmp_path: Path) -> None:
    store = open_sql_store(f"sqlite:///{tmp_path}/monitor.db")
    with store.begin() as tx:
        tx.note_alive("poll", NOON)
        tx.connection.exec_driver_sql("PRAGMA max_page_count = 1")
    full = document(text="x" * 1_000_000)
    with pytest.raises(StoreError, match=r"monitor\.db: the disk is full"), store.begin() as tx, tx.savepoint():
        tx.add_document(full, reading(), NOON)
    with store.begin() as tx:
        assert tx.last_alive() == {"poll": NOON}
    store.close()


def test_sqlite_writes_through_to_the_disk_and_keeps_its_references(tmp_path: Path) -> None:
    store = open_sql_store(f"sqlite:///{tmp_path}/monitor.db")
    assert settings(store) == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}
    store.close()


def settings(store: SqlStore) -> dict[str, object]:
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    with store.engine.begin() as connection:
        return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names}


def test_a_reader_waits_for_no_writer_and_sees_what_was_committed(shared_address: str) -> None:
    writer, reader = open_store(shared_address), open_store(shared_address)
    with writer.begin() as tx:
        tx.note_alive("poll", NOON)
        with reader.read() as looking:
            assert looking.last_alive() == {}
    with reader.read() as looking:
        assert looking.last_alive() == {"poll": NOON}
    for each in (writer, reader):
        each.close()


def test_a_store_is_opened_and_read_while_another_process_writes(shared_address: str) -> None:
    with open_store(shared_address).begin() as tx:
        tx.note_alive("poll", NOON)
        with open_store(shared_address).read() as looking:
            assert looking.last_alive() == {}


def test_a_reader_that_writes_is_refused_and_the_next_writer_is_not(shared_address: str) -> None:
    store = open_store(shared_address)
    with pytest.raises(StoreError), store.read() as looking:
        looking.note_alive("poll", NOON)
    with store.begin() as tx:
        assert tx.last_alive() == {}
        tx.note_alive("poll", NOON)
    store.close()
