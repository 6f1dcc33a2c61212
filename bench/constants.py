"""The constants of docs/scale.md that one machine can measure: processor time, rows and bytes for each document, deadline and alert.

    python bench/constants.py [--database sqlite|postgresql] [--documents 2000]

Made-up documents are read and replayed into a database of its own. Processor time, not wall time: other work disturbs it less. The last
line is for programs: `read_cpu_ms=… store_cpu_ms=… rows_per_document=… bytes_per_document=… bytes_per_deadline=… bytes_per_alert=…`,
milliseconds and bytes of the database on disk, indexes included.
"""

import argparse
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from ledger import an_address
from pipeline import WATCHES, documents

from monitor import extract
from monitor.pipeline.replay import events
from monitor.store.opening import SqlStore, open_sql_store

OF_A_DOCUMENT = ("documents", "mentions", "seen")
OF_A_DEADLINE = ("deadlines", "revisions", "steps", "headings", "facets", "marks", "measures")


def main() -> None:
    """Prints the tables, the summary last."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--database", choices=("sqlite", "postgresql"), default="postgresql")
    asked.add_argument("--documents", type=int, default=2000)
    given = asked.parse_args()
    made = list(documents(given.documents))
    reading = sum(_busy(lambda each=each: extract.read(each)) for each in made) / len(made)  # type: ignore[misc]
    with (
        tempfile.TemporaryDirectory(prefix="constants-") as folder,
        an_address(given.database, Path(folder)) as address,
    ):
        store = open_sql_store(address)
        until = made[-1].published + timedelta(days=120)
        whole = _busy(lambda: sum(1 for _ in events(store, made, WATCHES, until))) / len(made)
        rows, sizes = counted(store), measured(store)
        store.close()
    for name in sorted(rows):
        print(f"{name:12} {rows[name]:8} rows  {sizes.get(name, 0) / max(1, rows[name]):8.0f} bytes a row")
    per = {
        what: sum(sizes.get(name, 0) for name in names) for what, names in (("d", OF_A_DOCUMENT), ("l", OF_A_DEADLINE))
    }
    print(
        f"read_cpu_ms={reading:.2f} store_cpu_ms={whole - reading:.2f} rows_per_document={sum(rows.values()) / len(made):.1f} "
        f"bytes_per_document={per['d'] / len(made):.0f} bytes_per_deadline={per['l'] / rows['deadlines']:.0f} "
        f"bytes_per_alert={sizes.get('alerts', 0) / rows['alerts']:.0f}"
    )


def _busy(work: "object") -> float:
    """Milliseconds of our processor."""
    started = time.process_time()
    work()  # type: ignore[operator]
    return (time.process_time() - started) * 1000


def counted(store: SqlStore) -> dict[str, int]:
    """table -> its rows."""
    from monitor.store.tables import Table

    with store.engine.begin() as connection:
        return {
            name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()
            for name in Table.metadata.tables
        }


def measured(store: SqlStore) -> dict[str, int]:
    """table -> its bytes with its indexes; nothing where the database does not tell."""
    with store.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            rows = connection.exec_driver_sql(
                "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r' "
                "AND relnamespace = 'public'::regnamespace"
            ).all()
        else:
            rows = connection.exec_driver_sql(
                "SELECT m.tbl_name, sum(s.pgsize) FROM dbstat s JOIN sqlite_master m ON m.name = s.name GROUP BY 1"
            ).all()
        return {name: int(size) for name, size in rows}


if __name__ == "__main__":
    main()
