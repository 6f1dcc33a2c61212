"""Deadlines, watches and the present instant -> whom to tell what, and when to look again. **Pure.**"""

from monitor.policy.changes import change_alerts, measure_alerts
from monitor.policy.matching import Match, matches, matches_measure
from monitor.policy.reminders import Plan, reminders

__all__ = ["Match", "Plan", "change_alerts", "matches", "matches_measure", "measure_alerts", "reminders"]
