"""Work on the database: what waits together shares a transaction, and none keeps other processes waiting for long."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest
from pipeline_stage import Stage, at

from monitor.errors import StoreError, UndoneError
from monitor.ports import Store
from monitor.store.opening import SqlStore


@dataclass
class Counted:
    """A store that counts its transactions."""

    store: Store
    begun: int = 0

    @contextmanager
    def begin(self) -> Iterator[Any]:
        self.begun += 1
        with self.store.begin() as tx:
            yield tx


@pytest.mark.parametrize(("share", "most"), [(60.0, 2), (0.0, 5)])
def test_a_transaction_that_takes_long_takes_up_nothing_more(memory_store: Store, share: float, most: int) -> None:
    counted = Counted(memory_store)
    world = replace(Stage(memory_store, at("2026-03-03T09:00")).world, store=counted, share=share)  # type: ignore[arg-type]
    done: list[int] = []

    async def story() -> None:
        def work(number: int) -> None:
            if number == 0:  # the others come to wait while the first is done
                asyncio.run_coroutine_threadsafe(asyncio.sleep(0), loop).result()
            done.append(number)

        loop = asyncio.get_running_loop()
        await asyncio.gather(*(world.db(lambda _, n=n: work(n)) for n in range(5)))

    asyncio.run(story())
    assert done == [0, 1, 2, 3, 4]
    assert counted.begun <= most if share else counted.begun == most


def test_what_shared_an_undone_transaction_is_not_told_as_done(memory_store: SqlStore) -> None:
    world = Stage(memory_store, at("2026-03-03T09:00")).world

    def undo(tx: Any) -> None:
        tx.connection.exec_driver_sql("ROLLBACK")
        raise KeyError("boom")

    async def story() -> list[object]:
        loop = asyncio.get_running_loop()
        first = world.db(lambda _: asyncio.run_coroutine_threadsafe(asyncio.sleep(0), loop).result())
        works = (
            lambda tx: tx.note_alive("poll", world.clock()),
            undo,
            lambda tx: tx.note_alive("remind", world.clock()),
        )
        return list(await asyncio.gather(first, *map(world.db, works), return_exceptions=True))

    assert [type(each) for each in asyncio.run(story())] == [type(None), UndoneError, UndoneError, UndoneError]
    with memory_store.begin() as tx:
        assert tx.last_alive() == {}


@pytest.mark.parametrize("many", [1, 3], ids=["alone", "among others"])
def test_a_refusal_of_the_database_is_told_in_the_words_of_the_store(memory_store: SqlStore, many: int) -> None:
    world = Stage(memory_store, at("2026-03-03T09:00")).world

    async def story() -> list[object]:
        loop = asyncio.get_running_loop()
        first = world.db(lambda _: asyncio.run_coroutine_threadsafe(asyncio.sleep(0), loop).result())
        works = [lambda tx: tx.connection.exec_driver_sql("SELECT nothing FROM nowhere")] * many
        return list(await asyncio.gather(first, *map(world.db, works), return_exceptions=True))

    assert {type(each) for each in asyncio.run(story())[1:]} == {StoreError}
