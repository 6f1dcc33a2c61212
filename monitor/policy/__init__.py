"""Deadlines, watches and the present instant -> whom to tell what, and when to look again. **Pure.**"""

from monitor.policy.auditing import crossed, missing
from monitor.policy.changes import change_alerts, measure_alerts, muted_change
from monitor.policy.circuits import Circuit, failed, probed
from monitor.policy.given_up import given_up_alerts
from monitor.policy.holding import Hold, HoldReason, held
from monitor.policy.joining import Bundle, Waiting, bundles
from monitor.policy.marks import Standing, by_workspace, last_mute, snoozed_until, standing
from monitor.policy.matching import Match, matches, matches_measure
from monitor.policy.outdating import outdates, with_missed
from monitor.policy.reminders import STALE, Plan, first_day, reminders
from monitor.policy.watchlist import Watchlist, asking, changed

__all__ = [
    "STALE",
    "Bundle",
    "Circuit",
    "Hold",
    "HoldReason",
    "Match",
    "Plan",
    "Standing",
    "Waiting",
    "Watchlist",
    "asking",
    "bundles",
    "by_workspace",
    "change_alerts",
    "changed",
    "crossed",
    "failed",
    "first_day",
    "given_up_alerts",
    "held",
    "last_mute",
    "matches",
    "matches_measure",
    "measure_alerts",
    "missing",
    "muted_change",
    "outdates",
    "probed",
    "reminders",
    "snoozed_until",
    "standing",
    "with_missed",
]
