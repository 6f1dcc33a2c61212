"""When a source has been ill for so long that somebody should be told. **Pure.**"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.types import Source, SourceState

FAILING_FOR = timedelta(hours=24)
FAILURES_OF_A_DAY = 29
"""Of a source that never answered no beginning is remembered; with pauses that grow to an hour so many failures take a day."""
SILENT_TIMES = 5
LEAST_SILENCE = timedelta(hours=12)
"""A night without news is none."""


class Ailment(StrEnum):
    """What can be wrong with a source for longer than a moment."""

    FAILING = "failing"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Fault:
    """An ailment in words. `since`: when it began (UTC), as far as is known."""

    ailment: Ailment
    words: str
    since: datetime | None


def faults(source: Source, state: SourceState, now: datetime, usual_gap: timedelta | None = None) -> Iterator[Fault]:
    """Failing for a day, or silent for five times its usual gap. `usual_gap`: between two of its items, None while unknown."""
    if not source.enabled:
        return
    if state.failures and _failing_for_a_day(state, now):
        since = f"since {state.last_ok_at:%Y-%m-%d %H:%M} UTC" if state.last_ok_at else "from the first poll on"
        yield Fault(Ailment.FAILING, f"fails {since}: {state.error}", state.last_ok_at)
    limit = None if usual_gap is None else max(SILENT_TIMES * usual_gap, LEAST_SILENCE)
    if limit is not None and state.last_item_at is not None and now - state.last_item_at >= limit:
        words = f"nothing new since {state.last_item_at:%Y-%m-%d %H:%M} UTC, five times as long as usual or longer"
        yield Fault(Ailment.SILENT, words, state.last_item_at)


def _failing_for_a_day(state: SourceState, now: datetime) -> bool:
    if state.last_ok_at is None:
        return state.failures >= FAILURES_OF_A_DAY
    return now - state.last_ok_at >= FAILING_FOR
