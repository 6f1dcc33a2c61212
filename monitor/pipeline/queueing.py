"""Puts alerts into the outbox: each with its reason to wait, and reminders that it makes needless taken out."""

from collections.abc import Sequence
from datetime import datetime

from monitor import policy
from monitor.ports import Transaction
from monitor.types import Alert


def queue(tx: Transaction, alerts: Sequence[Alert], now: datetime) -> int:
    """Queues the alerts and returns how many are new."""
    outdated = tx.outdate(alerts, now)
    told = [policy.with_missed(alert, outdated.get(alert.id, ())) for alert in alerts]
    holds = {alert.id: hold for alert in told if (hold := policy.held(alert, now)) is not None}
    return tx.enqueue(told, now, holds)
