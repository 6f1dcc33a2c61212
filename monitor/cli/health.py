"""`monitor health`: is the daemon alive, and does it do its work?"""

import sys
from datetime import datetime

from monitor.cli import shell
from monitor.errors import StoreError
from monitor.ports import Transaction
from monitor.shown.health import faults_at
from monitor.shown.receivers import circuit_words, lines_of


def health(*, as_json: bool, workspace: str | None = None) -> None:
    """Prints what is wrong, or that all is well; exit 1 when something is wrong. `workspace`: None for receivers and alerts of all."""
    found = shell.settings()
    own = None if workspace is None else shell.workspace_named(found, workspace)
    try:
        with shell.opened_store(found) as store, (store if own is None else store.within(own)).read() as tx:
            faults, notes, counts = faults_at(tx, shell.now()), notes_at(tx, shell.now()), tx.counts()
    except StoreError as error:
        faults, notes, counts = [f"database: {error}"], [], {}
    if as_json:
        shell.print_json({"ok": not faults, "faults": faults, "notes": notes, "counts": counts})
    elif faults:
        print("\n".join([*faults, *notes]), file=sys.stderr)  # noqa: T201
    else:
        words = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in sorted(counts.items()))
        print("\n".join([f"ok: {words}", *notes]))  # noqa: T201
    sys.exit(1 if faults else 0)


def notes_at(tx: Transaction, now: datetime) -> list[str]:
    """Receivers that are not well at present."""
    lines = ((queue, circuit_words(circuit, now)) for queue, circuit in lines_of(tx))
    return [f"{queue.receiver}: {words}; {queue.pending} waiting" for queue, words in lines if words]
