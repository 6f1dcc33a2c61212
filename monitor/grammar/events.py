"""Terms that end on an event instead of a date: reported with their words, never with an invented day. **Pure.**"""

import re
from dataclasses import dataclass

from monitor.grammar.engine import Grammar
from monitor.types import DeadlineKind


@dataclass(frozen=True, slots=True)
class Event:
    """An end that no calendar knows yet."""

    kind: DeadlineKind
    reason: str

    def __str__(self) -> str:
        return self.reason


NO_START = "counted from a day that is not given"
EVENTS: Grammar[Event] = Grammar("events")
_END = (
    r"(?:notif\w+|determin\w+|certif\w+|expir\w+|terminat\w+|effective date|further notice|completion|"
    r"conclusion|revoked|lifted|reached|renewed)"
)


@EVENTS.rule(
    rf"\b(?:until|upon|pending)\b (?:such time as )?[^.,;@#\d]{{0,70}}?\b{_END}\b[^.,;@#]{{0,60}}",
    examples={
        "until the Secretary notifies the President": "ends on an event",
        "upon notification by the Secretary": "ends on an event",
    },
    refusals=("until @", "unless expressly reduced, modified or terminated"),
)
def on_event(_: re.Match[str]) -> Event:
    return Event(DeadlineKind.EXPIRY, "ends on an event")


@EVENTS.rule(
    r"\b(?:delay\w*|postpon\w*|paus\w+|last|suspen\w+)\b[^.;@]{0,140}\bfor @",
    examples={"to delay the increase for @": "counted from a day that is not given"},
    refusals=("paused until @",),
)
def undated_length(_: re.Match[str]) -> Event:
    return Event(DeadlineKind.EXPIRY, NO_START)
