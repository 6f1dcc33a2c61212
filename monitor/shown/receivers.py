"""How each receiver is: what waits for it, what was given up, and why it is left alone."""

from datetime import datetime

from monitor.policy import Circuit
from monitor.ports import Queue, Transaction

Line = tuple[Queue, Circuit]


def lines_of(tx: Transaction) -> list[Line]:
    """Each receiver of which there is something to say, by name."""
    circuits = tx.circuits()
    queues = {queue.receiver: queue for queue in tx.queues()}
    return [
        (queues.get(name) or Queue(name), circuits.get(name) or Circuit(name)) for name in sorted({*queues, *circuits})
    ]


def circuit_words(circuit: Circuit, now: datetime) -> str:
    """How the receiver is, in words; empty where it is well."""
    error = f": {circuit.error}" if circuit.error else ""
    if circuit.resting(now) and circuit.until is not None:
        why = f"failed {circuit.failures} times in a row" if circuit.broken else "asked to wait"
        return f"left alone until {circuit.until:%H:%M:%S} UTC, {why}{error}"
    if circuit.broken:
        return f"failed {circuit.failures} times in a row, the next message is a probe{error}"
    return f"failed {circuit.failures} times in a row{error}" if circuit.failures else ""
