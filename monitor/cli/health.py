"""`monitor health`: is the daemon alive, and does it do its work?"""

import sys
from datetime import datetime, timedelta

from monitor.cli import shell
from monitor.errors import StoreError
from monitor.ports import Transaction

TICKS = ("poll", "remind", "deliver")
SILENT = timedelta(minutes=2)
"""A tick that has not run for so long is stuck."""


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


def faults_at(tx: Transaction, now: datetime) -> list[str]:
    """What keeps the daemon from doing its work, in words; empty when all is well. Failing sources are not faults of ours."""
    alive = tx.last_alive()
    faults = []
    for tick in TICKS:
        if tick not in alive:
            faults.append(f"{tick}: has never run; start the daemon with `monitor run`")
        elif now - alive[tick] > SILENT:
            faults.append(f"{tick}: last ran at {alive[tick]:%Y-%m-%d %H:%M:%S} UTC; the daemon is stopped or stuck")
    return faults
