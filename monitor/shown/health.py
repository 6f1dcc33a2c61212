"""Is the daemon alive, and does it do its work?"""

from datetime import datetime, timedelta

from monitor.ports import Transaction

TICKS = ("poll", "remind", "deliver")
SILENT = timedelta(minutes=2)
"""A tick that has not run for so long is stuck."""


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
