"""Deadlines, watches and the present instant -> whom to tell what, and when to look again. **Pure.**"""

from monitor.policy.changes import change_alerts, measure_alerts, muted_change
from monitor.policy.marks import Standing, last_mute, snoozed_until, standing
from monitor.policy.matching import Match, matches, matches_measure
from monitor.policy.reminders import STALE, Plan, reminders

__all__ = [
    "STALE",
    "Match",
    "Plan",
    "Standing",
    "change_alerts",
    "last_mute",
    "matches",
    "matches_measure",
    "measure_alerts",
    "muted_change",
    "reminders",
    "snoozed_until",
    "standing",
]
