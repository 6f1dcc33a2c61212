"""Which of the processes that share the work live, and what is amiss among them."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from monitor.ports import Depth, Presence

GONE = timedelta(seconds=30)
"""A process that was not seen for so long is gone: it shows itself every five seconds."""
LATE = timedelta(minutes=2)
"""So long a job that could begin may wait."""


def lives(each: Presence, now: datetime) -> bool:
    """Was it seen lately?"""
    return now - each.seen_at <= GONE


def faults_among(known: Sequence[Presence], depths: Sequence[Depth], now: datetime) -> Iterator[str]:
    """What keeps them from their work, in words; nothing where no process has a role."""
    alive = [each for each in known if lives(each, now)]
    if not any(each.role in ("scheduler", "worker") for each in alive):
        return
    if not any(each.role == "worker" for each in alive):
        yield "workers: none is alive; start one with `monitor run --role worker`"
    if not any(each.leads for each in alive):
        yield "scheduler: none leads; start one with `monitor run --role scheduler`"
    for depth in depths:
        if depth.lag > LATE:
            late = round(depth.lag.total_seconds() / 60)
            yield f"queue: jobs of the kind {depth.kind} wait for {late} min; `monitor workers` shows who does what"
