"""Decides what a document, or the clock, changes in what is known: identity, precedence and revisions.

`fold` (documents in order of publication) asks `decisions` what one document changes:
`statements` (what a document says, once each) -> `identity` (which record it is about) -> `precedence` (may it overrule) ->
`decisions` (what follows) -> `revisions` (the next state);
`correcting` is what a person says instead, `clock` is what time alone brings, `measure_news` is measures without a date,
`doubts` is what a person should look at. **Pure.**
"""

from monitor.ledger.clock import clock_change, wakes_at
from monitor.ledger.correcting import correction
from monitor.ledger.doubts import Doubt, Doubting, doubts
from monitor.ledger.fold import Heard, Past, Told, heard
from monitor.ledger.measure_news import measure_news

__all__ = [
    "Doubt",
    "Doubting",
    "Heard",
    "Past",
    "Told",
    "clock_change",
    "correction",
    "doubts",
    "heard",
    "measure_news",
    "wakes_at",
]
