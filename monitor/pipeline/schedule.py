"""When each source is asked next: the column is the schedule, and the tick asks what is due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor import listening
from monitor.errors import EmptyError, FetchError, MonitorError, SlotError
from monitor.pipeline.world import World
from monitor.ports import Transaction
from monitor.types import Source, SourceState

TURN = timedelta(minutes=1)
ONE_OUTAGE = timedelta(hours=2)
"""Sources that fell silent this long before the one that answers again may have fallen silent with it."""


def after_success(state: SourceState, source: Source, began: datetime, now: datetime) -> SourceState:
    """The source's state after a poll that went well. `began`: when the poll began; `now`: when it was over."""
    return replace(
        state,
        next_poll_at=listening.next_poll_at(source, state, began, now),
        baseline=True,
        failures=0,
        error="",
        last_ok_at=now,
        failing_since=None,
        unanswered=False,
    )


def after_failure(
    state: SourceState, source: Source, error: MonitorError, now: datetime, chance: float, *, offline: bool = False
) -> SourceState:
    """The source's state after a failed poll: soon again, then later and later, or when the publisher asks us to come back."""
    failures = state.failures + 1
    asked = wish(error)
    rest = asked or listening.pause(failures, source.every, chance, offline=offline)
    return replace(
        state,
        next_poll_at=now + rest,
        failures=failures,
        error=str(error),
        failing_since=state.failing_since or now,
        unanswered=isinstance(error, FetchError) and error.status is None,
        empty=state.empty + isinstance(error, EmptyError),
    )


def wish(error: MonitorError) -> timedelta | None:
    """How long the publisher asks to be left alone, if it does."""
    asked = error.retry_after if isinstance(error, FetchError) else None
    return None if asked is None else listening.obeyed(asked)


def is_offline(tx: Transaction, state: SourceState, now: datetime) -> bool:
    """Has nobody at all answered since this source began to fail? Then the network is ours to mend, not theirs."""
    newest = tx.last_success_at()
    return newest is None or newest < (state.failing_since or now)


def to_wake(state: SourceState) -> datetime | None:
    """A publisher answers again that gave no answer: those that fell silent since then, with it, are asked at once."""
    return state.failing_since - ONE_OUTAGE if state.unanswered and state.failing_since is not None else None


@dataclass(frozen=True, slots=True)
class Turn:
    """A source that is ours to ask, with what was remembered of it when it was taken.

    `slot`: the `next_poll_at` that had come, where the poll is stored only while that stands; else None.
    """

    source: Source
    state: SourceState
    taken_at: datetime
    slot: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Can nobody else have taken it since?"""
        return timedelta() <= now - self.taken_at < TURN


async def take_due(world: World, listed: Sequence[Source]) -> list[Turn]:
    """The enabled sources whose time has come; each is ours for TURN.

    Written down before anything is fetched: a database that takes no writing must not make us ask publishers over and over, and
    of two daemons on one database only one polls.
    """
    now = world.clock()
    able = [source for source in listed if source.enabled]

    def take(tx: Transaction) -> list[Turn]:
        unknown = [source.name for source in able if source.name not in world.polled]
        states = tx.source_states(unknown)
        world.polled.update(states)
        states |= tx.sources_due(now, now + listening.LONGEST_WAIT)
        near = (source for source in able if source.name in states or source.name not in world.polled)
        asked = [Turn(each, states.get(each.name) or SourceState(each.name, now), now) for each in near]
        turns = [turn for turn in asked if _is_due(turn.state.next_poll_at, turn.source, now)]
        tx.save_sources([replace(turn.state, next_poll_at=now + TURN) for turn in turns])
        return turns

    return await world.db(take)


def due_slots(tx: Transaction, listed: Mapping[str, Source], now: datetime) -> list[tuple[str, datetime]]:
    """(source, slot) of those listed whose time has come, the longest due first. The slot is the `next_poll_at` that has come.

    Nothing is written down: the poll that is stored moves the source on, and is stored only while the slot stands.
    """
    return [
        (name, slot)
        for name, slot in tx.slots(now, listening.LONGEST_WAIT)
        if name in listed and listed[name].enabled and _is_due(slot, listed[name], now)
    ]


async def take_slot(world: World, source: Source, slot: datetime) -> Turn:
    """The source's turn in this slot. Raises SlotError where it is done."""
    now = world.clock()

    def take(tx: Transaction) -> Turn:
        state = tx.source_states([source.name]).get(source.name)
        if state is None or state.next_poll_at != slot:
            raise SlotError(f"{source.name}: the slot of {slot:%H:%M:%S} UTC is done")
        return Turn(source, state, now, slot)

    return await world.db(take)


def hold_slot(tx: Transaction, turn: Turn) -> None:
    """Raises SlotError where the source has been moved on from the turn's slot."""
    if turn.slot is not None and tx.slots_done({turn.source.name: turn.slot}):
        raise SlotError(f"{turn.source.name}: the slot of {turn.slot:%H:%M:%S} UTC is done")


def _is_due(at: datetime, source: Source, now: datetime) -> bool:
    """A next poll further ahead than any pause was planned by a clock that was wrong, or for another gap between polls."""
    return not timedelta() < at - now <= max(source.every, listening.LONGEST_WAIT)
