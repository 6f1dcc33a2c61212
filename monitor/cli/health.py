"""`monitor health`: is the daemon alive, and does it do its work?"""

import sys

from monitor.cli import shell
from monitor.errors import StoreError
from monitor.shown.health import faults_at


def health(*, as_json: bool) -> None:
    """Prints what is wrong, or that all is well; exit 1 when something is wrong."""
    found = shell.settings()
    try:
        with shell.opened_store(found) as store, store.read() as tx:
            faults, counts = faults_at(tx, shell.now()), tx.counts()
    except StoreError as error:
        faults, counts = [f"database: {error}"], {}
    if as_json:
        shell.print_json({"ok": not faults, "faults": faults, "counts": counts})
    elif faults:
        print("\n".join(faults), file=sys.stderr)  # noqa: T201
    else:
        words = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in sorted(counts.items()))
        print(f"ok: {words}")  # noqa: T201
    sys.exit(1 if faults else 0)
