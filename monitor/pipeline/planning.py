"""When each deadline is looked at again: planned for many deadlines in one go, and anew when watches or the clock have changed."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from monitor import policy
from monitor.errors import StoreError
from monitor.pipeline.queueing import queue
from monitor.pipeline.world import World
from monitor.ports import Transaction
from monitor.types import Alert, Deadline, Mark, Watch

log = logging.getLogger(__name__)

JUST_BEFORE = timedelta(microseconds=1)
AFTER_A_FAULT = timedelta(hours=1)
"""When a deadline whose reminders cannot be planned is looked at again."""
ENOUGH = 5_000
"""Alerts queued in one transaction, but for those of one deadline, which stay together."""
HEARD = 100
"""Sets of receivers whose watches are picked out once."""
PAGE = 1_000
"""Deadlines looked at in one transaction when watches have changed."""


@dataclass(frozen=True, slots=True)
class Look:
    """A deadline to be planned. `due_at`: since when (UTC); what fell due before was queued then. `remind_at`: as it is stored.

    `among`: the watches of those receivers that may have to hear something, where it is not all of them: what is planned stays
    unless one of these comes sooner.
    """

    deadline: Deadline
    due_at: datetime
    remind_at: datetime | None
    among: Sequence[Watch] | None = None


def plan_all(
    tx: Transaction,
    looks: Sequence[Look],
    watches: Sequence[Watch],
    now: datetime,
    *,
    marks: Mapping[str, Sequence[Mark]],
    offline: tuple[datetime, datetime] | None = None,
) -> tuple[list[Alert], int]:
    """Queues the reminders that are due and writes down when the next are; the alerts, and how many looks were taken.

    `marks`: what readers said, by deadline, oldest first. `offline`: from when to when nobody ran, if that ended just now.
    """
    alerts: list[Alert] = []
    plans: dict[str, datetime | None] = {}
    taken = 0
    for look in looks:
        if len(alerts) >= ENOUGH:
            break
        taken += 1
        plan = _plan(look, look.among or watches, now, marks.get(look.deadline.key, ()), offline)
        alerts += plan.alerts
        if plan.next_at != look.remind_at:
            plans[look.deadline.key] = plan.next_at
    try:
        with tx.savepoint():
            tx.set_reminders(plans)
            queue(tx, alerts, now)
    except StoreError:
        raise
    except Exception:
        _one_by_one(tx, alerts, plans, now)
    return alerts, taken


def _plan(
    look: Look,
    watches: Sequence[Watch],
    now: datetime,
    marks: Sequence[Mark],
    offline: tuple[datetime, datetime] | None,
) -> policy.Plan:
    """What goes wrong with one deadline is logged, and the others go on."""
    planned_at = look.due_at - JUST_BEFORE
    try:
        plan = policy.reminders(look.deadline, watches, now, planned_at=planned_at, marks=marks, offline=offline)
    except Exception:
        log.exception("%s: its reminders cannot be planned", look.deadline.key)
        return policy.Plan((), now + AFTER_A_FAULT)
    if look.among is None:
        return plan
    return replace(plan, next_at=min(filter(None, (look.remind_at, plan.next_at)), default=None))


def _one_by_one(tx: Transaction, alerts: Sequence[Alert], plans: Mapping[str, datetime | None], now: datetime) -> None:
    """Some of the alerts cannot be queued: those of one deadline stop no other's."""
    tx.set_reminders(plans)
    for key in dict.fromkeys(alert.key for alert in alerts):
        try:
            with tx.savepoint():
                queue(tx, [alert for alert in alerts if alert.key == key], now)
        except StoreError:
            raise
        except Exception:
            log.exception("%s: its reminders cannot be queued", key)
            tx.set_reminder(key, now + AFTER_A_FAULT)


async def replan_all(world: World, now: datetime, *, learnt_since: datetime | None = None) -> None:
    """Makes every deadline due for planning that can have a reminder, or those learnt since then; a slice in each transaction."""
    after: str | None = ""
    while after is not None:
        after = await world.db(lambda tx, last=after: tx.replan_reminders(now, learnt_since=learnt_since, after=last))  # type: ignore[misc]


async def replan_changed(world: World, changed: policy.Watchlist, now: datetime) -> int:
    """Plans anew what the changed watches ask for, or asked for, and returns how many deadlines that were.

    Only their receivers may have to hear something at once, or sooner than was planned. A deadline may then be looked at sooner than
    it need be, which costs a look.
    """
    after: str | None = ""
    touched = 0
    heard = lru_cache(maxsize=HEARD)(policy.Watchlist(world.watches).of)
    while after is not None and changed:
        after, count = await world.db(lambda tx, last=after: _page(tx, heard, changed, now, last))  # type: ignore[misc]
        touched += count
    return touched


def _page(
    tx: Transaction,
    heard: Callable[[frozenset[str]], Sequence[Watch]],
    changed: policy.Watchlist,
    now: datetime,
    after: str,
) -> tuple[str | None, int]:
    ahead = tx.deadlines_ahead(policy.first_day(now), after, PAGE)
    looks = [
        Look(deadline, now, remind_at, heard(frozenset(receiver for watch in asked for receiver in watch.receivers)))
        for deadline, remind_at in ahead
        # One that is due is planned in a moment, for everybody.
        if (remind_at is None or remind_at > now) and (asked := policy.asking(changed, deadline))
    ]
    marks = tx.marks(look.deadline.key for look in looks)
    _, taken = plan_all(tx, looks, (), now, marks=marks)
    if taken < len(looks):
        return looks[taken - 1].deadline.key, taken
    return ahead[-1][0].key if len(ahead) == PAGE else None, taken
