"""Is the daemon alive, and does it do its work?"""

from datetime import datetime, timedelta

from monitor import listening
from monitor.pipeline.life import STUCK, TICKS
from monitor.ports import Transaction
from monitor.shown.workers import faults_among

AUDIT_SILENT = timedelta(hours=3)
"""The audit runs every hour."""
GIVEN_UP = timedelta(days=7)
"""How long an alert that was given up is a fault, unless it is tried again."""
DEAF = timedelta(hours=1)
"""A receiver that has taken nothing for so long is a fault; one that asks for patience is none."""


def faults_at(tx: Transaction, now: datetime) -> list[str]:
    """What keeps the daemon from doing its work, in words; empty when all is well. A failing source is no fault of ours,
    but when all are silent we hear nothing.
    """
    alive = tx.last_alive()
    faults = []
    for tick in TICKS:
        if tick not in alive:
            faults.append(f"{tick}: has never run; start the daemon with `monitor run`")
        elif now - alive[tick] > STUCK:
            faults.append(f"{tick}: last ran at {alive[tick]:%Y-%m-%d %H:%M:%S} UTC; the daemon is stopped or stuck")
    faults += faults_among(tx.presences(), tx.depths(), now)
    since = listening.deaf_since(tx.source_states().values(), now)
    if since is not None:
        faults.append(f"sources: nobody has answered since {since:%Y-%m-%d %H:%M} UTC; is the network there?")
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
