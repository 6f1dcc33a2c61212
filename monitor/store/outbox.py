"""The outbox: alerts that wait, are being sent, went out, or never will. It is the log as well, so nothing is deleted but by `pruning`.

pending -> sending -> sent, or back to pending, or dead; pending -> superseded. A row still sending when its lease has run out
belonged to a process that died between asking the receiver and writing down the answer: nobody knows whether it got through.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, func, not_, or_, select, update
from sqlmodel import col

from monitor.policy import Hold, HoldReason, outdates
from monitor.ports import STATES, OutboxRow, Queue
from monitor.store.part import Part, of_the_whole, table_of
from monitor.store.tables import AlertRow, SourceRow
from monitor.types import Alert, AlertReason

LEASE = timedelta(seconds=60)
"""Longer than any send takes, so that a row whose lease has run out has nobody working on it."""

AT_ONCE = 1000
"""Names in one question."""

PENDING, SENDING, SENT, DEAD, SUPERSEDED = STATES

WITHDRAWN = and_(col(AlertRow.state) == SUPERSEDED, col(AlertRow.told_by).is_(None))
"""Told by no other: it may wait again."""
OUTDATED = (
    update(table_of(AlertRow))
    .where(col(AlertRow.id) == bindparam("name"))
    .values(state=SUPERSEDED, ended_at=bindparam("now"), next_at=None, told_by=bindparam("by"))
)


class Outbox(Part):
    """Alerts inside one transaction; how they are sent is in `sending`."""

    def enqueue(self, alerts: Sequence[Alert], now: datetime, holds: Mapping[str, Hold] | None = None) -> int:
        """Adds alerts and returns how many now wait that did not before. Those whose id is known are left as they are.
        Raises ValueError for one of another workspace.

        A withdrawn one is taken up again, unless another told it: its date moved away and came back, and it has never been told.
        """
        for workspace in {alert.workspace for alert in alerts}:
            self.refuse_others(workspace)
        named = {alert.id: alert for alert in alerts}
        settled = self._settled(named)
        rows = [_row(alert, now, (holds or {}).get(name)) for name, alert in named.items() if name not in settled]
        if not rows:
            return 0
        statement = self.insert(AlertRow)
        names = ("state", "queued_at", "next_at", "ended_at", "snapshot", "held", "batch", "title")
        statement = statement.on_conflict_do_update(
            index_elements=["id"], set_={name: statement.excluded[name] for name in names}, where=WITHDRAWN
        )
        return len(self.connection.execute(statement.returning(col(AlertRow.id)), rows).all())

    def supersede(self, key: str, now: datetime) -> int:
        """Withdraws what waits unsent to remind of this deadline, or to tell that its date has passed."""
        reminding = _waiting(key, AlertReason.REMINDER, AlertReason.PASSED)
        withdrawn = update(AlertRow).where(*reminding, *self._own())
        return self.connection.execute(withdrawn.values(state=SUPERSEDED, ended_at=now, next_at=None)).rowcount

    def outdate(self, alerts: Sequence[Alert], now: datetime) -> dict[str, list[Alert]]:
        """Withdraws the reminders that wait unsent and are told by one of these too."""
        told = {(alert.key, alert.receiver): alert for alert in alerts if alert.deadline is not None}
        found: dict[str, list[Alert]] = {}
        needless: list[dict[str, Any]] = []
        for name, old in self._reminders(told):
            new = told.get((old.key, old.receiver))
            if new is not None and outdates(new, old):
                found.setdefault(new.id, []).append(old)
                needless.append({"name": name, "by": new.id, "now": now})
        if needless:
            self.connection.execute(OUTDATED, needless)
        return found

    def _reminders(self, told: Collection[tuple[str, str]]) -> Iterator[tuple[str, Alert]]:
        """Those that wait unsent, of these keys and receivers, and perhaps of others."""
        keys = list(dict.fromkeys(key for key, _ in told))
        receivers = list(dict.fromkeys(receiver for _, receiver in told))
        waiting = select(col(AlertRow.id), col(AlertRow.snapshot)).where(
            col(AlertRow.state) == PENDING, col(AlertRow.reason) == AlertReason.REMINDER.value, *self._own()
        )
        if len(receivers) <= AT_ONCE:
            waiting = waiting.where(col(AlertRow.receiver).in_(receivers))
        for start in range(0, len(keys), AT_ONCE):
            some = waiting.where(col(AlertRow.key).in_(keys[start : start + AT_ONCE]))
            yield from self.connection.execute(some).all()

    def known_alerts(self, ids: Collection[str]) -> set[str]:
        """Which of these are there, in whatever state."""
        return self._known(ids, select(col(AlertRow.id)))

    def _settled(self, ids: Collection[str]) -> set[str]:
        """Which of these are there and stay as they are."""
        return self._known(ids, select(col(AlertRow.id)).where(not_(WITHDRAWN)))

    def _known(self, ids: Collection[str], wanted: Select[Any]) -> set[str]:
        asked = sorted(ids)
        found: set[str] = set()
        for start in range(0, len(asked), AT_ONCE):
            some = col(AlertRow.id).in_(asked[start : start + AT_ONCE])
            found.update(self.connection.scalars(wanted.where(some, *self._own())))
        return found

    def revive(self, name: str, now: datetime) -> int:
        """Makes what was given up due again, as if queued now."""
        named = or_(col(AlertRow.id) == name, col(AlertRow.batch) == name)
        again = update(AlertRow).where(col(AlertRow.state) == DEAD, named, *self._own())
        values = {"state": PENDING, "queued_at": now, "next_at": now, "attempts": 0, "ended_at": None, "held": ""}
        return self.connection.execute(again.values(**values)).rowcount

    @of_the_whole
    def settle_clock(self, now: datetime, back: timedelta) -> None:
        """What waits for a time of day waits for it by any clock; all else is due, and no lease lasts longer than LEASE.

        Polls come as long after the last ones as they would have come.
        """
        by_the_day = (HoldReason.QUIET.value, HoldReason.DIGEST.value)
        waiting = (col(AlertRow.state) == PENDING, col(AlertRow.next_at) > now, col(AlertRow.held).not_in(by_the_day))
        self.connection.execute(update(AlertRow).where(*waiting).values(next_at=now))
        leased = (col(AlertRow.state) == SENDING, col(AlertRow.lease_until) > now + LEASE)
        self.connection.execute(update(AlertRow).where(*leased).values(lease_until=now + LEASE))
        if back:
            polls = self.connection.execute(select(col(SourceRow.name), col(SourceRow.next_poll_at))).all()
            for name, at in polls:
                moved = update(SourceRow).where(col(SourceRow.name) == name)
                self.connection.execute(moved.values(next_poll_at=max(now, at - back)))

    def alerts_about(self, key: str, limit: int) -> list[OutboxRow]:
        """Alerts of one deadline or measure, newest first."""
        wanted = select(table_of(AlertRow)).where(col(AlertRow.key) == key, *self._own())
        newest = wanted.order_by(col(AlertRow.queued_at).desc(), col(AlertRow.id).desc())
        return [outbox_row(row) for row in self.connection.execute(newest.limit(limit))]

    def outbox(self, states: Sequence[str], limit: int) -> list[OutboxRow]:
        """Newest first; no states means all."""
        newest = (col(AlertRow.queued_at).desc(), col(AlertRow.id).desc())
        wanted = select(table_of(AlertRow)).where(*self._own()).order_by(*newest)
        if states:
            wanted = wanted.where(col(AlertRow.state).in_(states))
        return [outbox_row(row) for row in self.connection.execute(wanted.limit(limit))]

    def queues(self) -> list[Queue]:
        """What waits, and what was given up, by receiver."""
        name, state = col(AlertRow.receiver), col(AlertRow.state)
        asked = select(name, state, func.count(), func.min(col(AlertRow.queued_at))).where(
            state.in_((PENDING, SENDING, DEAD)), *self._own()
        )
        found: dict[str, dict[str, Any]] = {}
        for receiver, what, count, oldest in self.connection.execute(asked.group_by(name, state).order_by(name)):
            queue = found.setdefault(receiver, {"oldest_at": None})
            queue[what] = count
            if what != DEAD:
                queue["oldest_at"] = min(oldest, queue["oldest_at"] or oldest)
        return [Queue(receiver, **values) for receiver, values in found.items()]

    def given_up_since(self, at: datetime) -> int:
        """How many alerts were given up since then and not revived."""
        asked = select(func.count()).where(col(AlertRow.state) == DEAD, col(AlertRow.ended_at) >= at, *self._own())
        return int(self.connection.scalar(asked) or 0)

    def _own(self) -> tuple[ColumnElement[bool], ...]:
        return self.mine(col(AlertRow.workspace))


def _waiting(key: str, *reasons: AlertReason) -> tuple[Any, ...]:
    return (
        col(AlertRow.key) == key,
        col(AlertRow.state) == PENDING,
        col(AlertRow.reason).in_([reason.value for reason in reasons]),
    )


def _row(alert: Alert, now: datetime, hold: Hold | None) -> dict[str, Any]:
    return {
        "id": alert.id,
        "key": alert.key,
        "reason": alert.reason.value,
        "receiver": alert.receiver,
        "state": PENDING,
        "attempts": 0,
        "unclear": False,
        "queued_at": now,
        "next_at": hold.until if hold else now,
        "lease_until": None,
        "sent_at": None,
        "ended_at": None,
        "error": "",
        "snapshot": alert,
        "held": hold.why.value if hold else "",
        "batch": None,
        "title": "",
        "told_by": None,
        "workspace": alert.workspace,
    }


def outbox_row(row: Row[Any]) -> OutboxRow:
    """A whole row as the log shows it."""
    return OutboxRow(
        id=row.id,
        alert=row.snapshot,
        state=row.state,
        attempts=row.attempts,
        queued_at=row.queued_at,
        next_at=row.next_at,
        sent_at=row.sent_at,
        error=row.error,
        held=row.held if row.state == PENDING else "",
        batch=row.batch if row.batch != row.id else None,
        told_by=row.told_by,
    )
