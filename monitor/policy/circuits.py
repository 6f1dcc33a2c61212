"""When a receiver that takes nothing is left alone, and for how long. **Pure.**"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

TRIES = 5
"""Failures in a row, of whatever messages, after which a receiver is left alone."""
FIRST_REST, LONGEST_REST = timedelta(seconds=30), timedelta(minutes=5)
"""Between two probes. What waits is sent as soon as one succeeds: five minutes after the receiver is back at the latest."""
LONGEST_WISH = timedelta(hours=1)
"""How long a receiver that asks for patience is left alone at most."""
PROBE = timedelta(seconds=90)
"""How long a probe may be under way before another one is sent."""


@dataclass(frozen=True, slots=True)
class Circuit:
    """How a receiver has been lately. `failures`: in a row; `since`: when they began; `until`: left alone till then (both aware UTC)."""

    receiver: str
    failures: int = 0
    since: datetime | None = None
    until: datetime | None = None
    error: str = ""

    @property
    def broken(self) -> bool:
        """Has it failed so often that only a probe goes there?"""
        return self.failures >= TRIES

    def resting(self, now: datetime) -> bool:
        """Is it left alone now? An end further away than any rest lasts was reckoned before the clock was set back."""
        return self.until is not None and now < self.until <= now + LONGEST_WISH


def probed(circuit: Circuit, now: datetime) -> Circuit:
    """One message is on its way to find out; nothing else is sent until it is answered, or lost."""
    return replace(circuit, until=now + PROBE)


def failed(circuit: Circuit, now: datetime, error: str, retry_after: timedelta | None) -> Circuit:
    """After a failure that another message would have met too. A receiver that asks to wait is alive: that is no failure."""
    if retry_after is not None:
        return replace(circuit, until=now + min(retry_after, LONGEST_WISH), error=error)
    failures = circuit.failures + 1
    rest = min(LONGEST_REST, FIRST_REST * 2 ** min(max(0, failures - TRIES), 10))
    until = now + rest if failures >= TRIES else circuit.until
    return Circuit(circuit.receiver, failures, circuit.since or now, until, error)
