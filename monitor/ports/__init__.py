"""The seam: what the pipeline asks of the world, as Protocols. Tests put fakes here, the product its shells.

`now` is never read inside: it is an argument, or a plain callable `Clock` handed to the shells. **Pure.**
"""

from monitor.ports.store import Store, Transaction
from monitor.ports.values import (
    JOB_KINDS,
    STATES,
    Alarm,
    Claimed,
    Depth,
    Filed,
    Listing,
    Move,
    OutboxRow,
    Presence,
    Query,
    Queue,
    Token,
    View,
)
from monitor.ports.world import Answer, Clock, Fetcher, Notifier, Parser, Turns

__all__ = [
    "JOB_KINDS",
    "STATES",
    "Alarm",
    "Answer",
    "Claimed",
    "Clock",
    "Depth",
    "Fetcher",
    "Filed",
    "Listing",
    "Move",
    "Notifier",
    "OutboxRow",
    "Parser",
    "Presence",
    "Query",
    "Queue",
    "Store",
    "Token",
    "Transaction",
    "Turns",
    "View",
]
