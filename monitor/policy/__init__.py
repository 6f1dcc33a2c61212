"""Deadlines, watches and the present instant -> whom to tell what, and when to look again. **Pure.**"""

from monitor.policy.auditing import crossed, missing
from monitor.policy.changes import change_alerts, measure_alerts
from monitor.policy.circuits import Circuit, failed, probed
from monitor.policy.given_up import given_up_alerts
from monitor.policy.holding import Hold, HoldReason, held
from monitor.policy.joining import Bundle, Waiting, bundles
from monitor.policy.matching import Match, matches, matches_measure
from monitor.policy.outdating import outdates, with_missed
from monitor.policy.reminders import Plan, reminders

__all__ = [
    "Bundle",
    "Circuit",
    "Hold",
    "HoldReason",
    "Match",
    "Plan",
    "Waiting",
    "bundles",
    "change_alerts",
    "crossed",
    "failed",
    "given_up_alerts",
    "held",
    "matches",
    "matches_measure",
    "measure_alerts",
    "missing",
    "outdates",
    "probed",
    "reminders",
    "with_missed",
]
