"""Decides what a document, or the clock, changes in what is known: identity, precedence and revisions.

`statements` (what a document says, once each) -> `identity` (which record it is about) -> `precedence` (may it overrule) ->
`decisions` (what follows) -> `revisions` (the next state); `clock` is what time alone brings, `heard` is measures without a date. **Pure.**
"""

from monitor.ledger.clock import clock_change, wakes_at
from monitor.ledger.decisions import changes
from monitor.ledger.heard import measure_news

__all__ = ["changes", "clock_change", "measure_news", "wakes_at"]
