"""What a million pairs of watch and deadline cost: planning reminders anew after a change, and a tick with little to do.

    python bench/pairs.py [--database sqlite|postgresql] [--changes watch,...] [--stored 10000,100000,1000000] [--folder DIR]

Changes, each of which touches 10,000 pairs of a million, or as many deadlines:
  watch     one of 100 watches that ask for 10,000 deadlines is edited
  dates     100 of these deadlines move
  crowd     one of 100 deadlines moves that 10,000 watches of as many receivers ask for
  many      one of 100,000 watches is edited; each deadline of 10,000 is asked for by a few

Ticks: nine things are due, all else waits: reminders and clock changes, alerts to claim, sources to poll.

The last line is for programs: `replan_watch_s=… replan_dates_s=… replan_crowd_s=… replan_many_s=… tick_ms_1e4=… tick_ms_1e5=…
tick_ms_1e6=…`: seconds and milliseconds of wall time, a tick being the sum of its three questions; the lines before give processor
time as well, which other work on the machine disturbs less.
"""

import argparse
import asyncio
import itertools
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))

from ledger import an_address
from ledger_fill import COUNTRIES, GOODS, NOW, some_deadline
from pairs_fill import fill_alerts, fill_deadlines, fill_sources, settle

from monitor.pipeline import clock, planning
from monitor.pipeline.learn import write
from monitor.pipeline.schedule import take_due
from monitor.pipeline.world import World
from monitor.policy import Watchlist, changed
from monitor.store.opening import SqlStore, open_sql_store
from monitor.types import Change, ChangeReason, Deadline, Lead, MeasureKind, Source, Watch

LADDER = tuple(Lead(days=days) for days in (30, 7)) + tuple(Lead(hours=hours) for hours in (48, 24, 4))
TURNS = 20


def main() -> None:
    """Prints a figure a line, the summary last."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    asked.add_argument("--changes", default="watch,dates,crowd,many", help="which of the changes above")
    asked.add_argument("--stored", default="10000,100000,1000000", help="how much is stored while a tick is timed")
    asked.add_argument("--folder", type=Path, default=None, help="where databases are made; default: the system's")
    given = asked.parse_args()
    figures: list[str] = []
    changes = {"watch": a_watch, "dates": some_dates, "crowd": a_crowd, "many": one_of_many}
    for name in filter(None, given.changes.split(",")):
        with a_database(given.database, given.folder) as address:
            figures.append(f"replan_{name}_s={changes[name](address):.2f}")
    for count in map(int, filter(None, given.stored.split(","))):
        with a_database(given.database, given.folder) as address:
            figures.append(f"tick_ms_1e{len(str(count)) - 1}={a_tick(address, count):.2f}")
    print(f"database={given.database}", *figures)


@contextmanager
def a_database(kind: str, folder: Path | None) -> Iterator[str]:
    """The address of an empty one, gone afterwards."""
    with tempfile.TemporaryDirectory(dir=folder, prefix="pairs-") as made, an_address(kind, Path(made)) as address:
        yield address


def a_watch(address: str) -> float:
    """One of 100 watches gets another lead; all 10,000 deadlines are asked for by all of them."""
    before = tuple(everything(number, f"team-{number % 10}") for number in range(100))
    store, _ = stored(address, 10_000)
    after = (replace(before[0], leads=(Lead(days=60), *LADDER)), *before[1:])
    return replanned("watch", store, before, after)


def some_dates(address: str) -> float:
    """100 of 10,000 deadlines move, each asked for by 100 watches of as many receivers."""
    watches = Watchlist(everything(number, f"desk-{number}") for number in range(100))
    store, records = stored(address, 10_000)
    return moved("dates", store, records[:100], watches)


def a_crowd(address: str) -> float:
    """One of 100 deadlines moves, asked for by 10,000 watches of as many receivers."""
    watches = Watchlist(everything(number, f"desk-{number}") for number in range(10_000))
    store, records = stored(address, 100)
    return moved("crowd", store, records[:1], watches)


def one_of_many(address: str) -> float:
    """One of 100,000 watches, that asks for all that the United States do, is edited; 10,000 deadlines."""
    chance = Random(7)
    before = (everything(0, "team-0"), *(a_narrow(chance, number) for number in range(1, 100_000)))
    store, records = stored(address, 10_000)
    listed = Watchlist(before)
    started = time.process_time()
    asked = [len(clock.policy.asking(listed, record)) for record in records[:1000]]
    spent = time.process_time() - started
    print(
        f"many: filed and asked for 1,000 deadlines in {spent:.2f} s of processor, {statistics.mean(asked):.0f} watches each"
    )
    started = time.process_time()
    for record in records[1000:2000]:
        clock.policy.asking(listed, record)
    print(f"many: {(time.process_time() - started):.2f} ms of processor a deadline once they are filed")
    after = (replace(before[0], leads=(Lead(days=60), *LADDER)), *before[1:])
    return replanned("many", store, listed, after)


def replanned(name: str, store: SqlStore, before: tuple[Watch, ...], after: tuple[Watch, ...]) -> float:
    """Wall seconds from the new watches to the last reminder planned for them."""
    world = world_of(store, before)
    asyncio.run(planned(world))
    world = replace(world, watches=Watchlist(after))
    wall, busy = time.perf_counter(), time.process_time()
    touched = asyncio.run(planning.replan_changed(world, changed(before, world.watches), NOW))
    return told(name, store, wall, busy, f"{touched} deadlines planned anew")


async def planned(world: World) -> None:
    """All reminders as the daemon would have planned them."""
    wall, busy = time.perf_counter(), time.process_time()
    await planning.replan_all(world, NOW)
    await clock.tick(world, NOW)
    print(f"... all planned in {time.perf_counter() - wall:.2f} s, {time.process_time() - busy:.2f} s of our processor")


def moved(name: str, store: SqlStore, records: list[Deadline], watches: Watchlist) -> float:
    """Wall seconds for dates to be written down, told and planned: alerts queued, and the next reminders."""
    queued = 0
    wall, busy = time.perf_counter(), time.process_time()
    for old in records:
        due = replace(old.due, day=old.due.day + timedelta(days=3))
        new = replace(old, due=due, revision=2, learnt_at=NOW, dated_at=NOW, stated_at=NOW)
        with store.begin() as tx:
            change = Change(ChangeReason.MOVED_LATER, new, old, NOW)
            queued += len(write(tx, change, watches, NOW, quiet=False).alerts)
    return told(name, store, wall, busy, f"{queued} alerts queued")


def told(name: str, store: SqlStore, wall: float, busy: float, what: str) -> float:
    spent = time.perf_counter() - wall
    print(f"{name}: {what} in {spent:.2f} s, {time.process_time() - busy:.2f} s of our processor")
    store.close()
    return spent


def a_tick(address: str, count: int) -> float:
    """Median milliseconds of reminders and clock, claim and sources together, with nine of each due; median of TURNS."""
    store = open_sql_store(address, lasting=False)
    fill_deadlines(store, records_ahead(count))
    fill_alerts(store, count)
    fill_sources(store, count)
    settle(store)
    world = world_of(store, (everything(0, "desk-0"),))
    listed = [Source(f"source-{number}", "https://feed.example") for number in range(min(count, 10_000))]
    asyncio.run(take_due(world, listed))
    questions: list[tuple[str, Callable[[], object]]] = [
        ("clock.tick", lambda: asyncio.run(clock.tick(world, NOW + passed()))),
        ("claim", lambda: asyncio.run(world.db(lambda tx: tx.claim(NOW + passed(), 50)))),
        ("take_due", lambda: asyncio.run(take_due(replace(world, clock=lambda: NOW + passed()), listed))),
    ]
    turn = [0]

    def passed() -> timedelta:
        return timedelta(seconds=turn[0])

    total = 0.0
    for name, question in questions:
        walls, works = [], []
        for turn[0] in range(1, TURNS + 1):
            wall, busy = time.perf_counter(), time.process_time()
            question()
            walls.append((time.perf_counter() - wall) * 1000)
            works.append((time.process_time() - busy) * 1000)
        middle = statistics.median(walls)
        total += middle
        print(
            f"{count} stored: {name:10} median {middle:.2f} ms, worst {max(walls):.2f} ms, our processor {statistics.median(works):.2f} ms"
        )
    store.close()
    return total


def stored(address: str, count: int) -> tuple[SqlStore, list[Deadline]]:
    """A database with so many deadlines of the United States ahead."""
    records = list(records_ahead(count))
    filling = open_sql_store(address, lasting=False)
    fill_deadlines(filling, records)
    settle(filling)
    filling.close()
    return open_sql_store(address), records


def records_ahead(count: int) -> Iterator[Deadline]:
    """So many open deadlines of the United States."""
    chance = Random(11)
    ahead = (record for number in itertools.count() if not (record := some_deadline(chance, number)).closed)
    for record in itertools.islice(ahead, count):
        yield replace(record, measure=replace(record.measure, issuer="US"))


def everything(number: int, receiver: str) -> Watch:
    """A watch for all that the United States do."""
    return Watch(f"all {number}", (receiver,), countries=("US",), leads=LADDER, line=f"watchlists.yaml:{number}")


def a_narrow(chance: Random, number: int) -> Watch:
    """What a customer asks for: a country or two, and some goods or, one in twenty, a family of measures."""
    by_goods = chance.random() < 0.95
    return Watch(
        f"customer {number}",
        (f"desk-{number}",),
        countries=tuple(chance.sample(COUNTRIES, chance.choice((1, 1, 2)))),
        measures=() if by_goods else (chance.choice(tuple(MeasureKind)),),
        products=(f"{chance.choice(GOODS)} grade {chance.randrange(1000)}",) if by_goods else (),
        leads=LADDER,
        line=f"watchlists.yaml:{number}",
    )


def world_of(store: SqlStore, watches: tuple[Watch, ...]) -> World:
    """A world in which nothing is fetched or sent."""
    return World(store, None, None, lambda: NOW, watches)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
