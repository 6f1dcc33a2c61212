"""`monitor health`: is the daemon alive, and does it do its work?"""

import sys
from datetime import datetime, timedelta

from monitor.cli import shell
from monitor.cli.outbox import circuit_words, lines_of
from monitor.errors import StoreError
from monitor.ports import Transaction

TICKS = ("poll", "remind", "deliver")
SILENT = timedelta(minutes=2)
"""A tick that has not run for so long is stuck."""
AUDIT_SILENT = timedelta(hours=3)
"""The audit runs every hour."""
GIVEN_UP = timedelta(days=7)
"""How long an alert that was given up is a fault, unless it is tried again."""
DEAF = timedelta(hours=1)
"""A receiver that has taken nothing for so long is a fault; one that asks for patience is none."""


def health(*, as_json: bool) -> None:
    """Prints what is wrong, or that all is well; exit 1 when something is wrong."""
    found = shell.settings()
    try:
        with shell.opened_store(found) as store, store.begin() as tx:
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


def faults_at(tx: Transaction, now: datetime) -> list[str]:
    """What keeps the daemon from doing its work, in words; empty when all is well. Failing sources are not faults of ours."""
    alive = tx.last_alive()
    faults = []
    for tick in TICKS:
        if tick not in alive:
            faults.append(f"{tick}: has never run; start the daemon with `monitor run`")
        elif now - alive[tick] > SILENT:
            faults.append(f"{tick}: last ran at {alive[tick]:%Y-%m-%d %H:%M:%S} UTC; the daemon is stopped or stuck")
    if "audit" in alive and now - alive["audit"] > AUDIT_SILENT:
        faults.append(f"audit: last ran at {alive['audit']:%Y-%m-%d %H:%M:%S} UTC; it should run every hour")
    faults += [
        f"{circuit.receiver}: takes nothing since {circuit.since:%Y-%m-%d %H:%M} UTC: {circuit.error}"
        for circuit in tx.circuits().values()
        if circuit.broken and circuit.since is not None and now - circuit.since > DEAF
    ]
    if given_up := tx.given_up_since(now - GIVEN_UP):
        what = "1 alert was" if given_up == 1 else f"{given_up} alerts were"
        faults.append(f"{what} given up in the last 7 days; see `monitor outbox`, and `monitor outbox retry ID`")
    return faults


def notes_at(tx: Transaction, now: datetime) -> list[str]:
    """Receivers that are not well at present."""
    lines = ((queue, circuit_words(circuit, now)) for queue, circuit in lines_of(tx))
    return [f"{queue.receiver}: {words}; {queue.pending} waiting" for queue, words in lines if words]
