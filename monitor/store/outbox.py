"""The outbox: alerts that wait, are being sent, went out, or never will. It is the log as well, so nothing is deleted.

pending -> sending -> sent, or back to pending, or dead; pending -> superseded. A row still sending when its lease has run out
belonged to a process that died between asking the receiver and writing down the answer: nobody knows whether it got through.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, select, update
from sqlmodel import col

from monitor.ports import Claimed, OutboxRow
from monitor.store.part import Part, table_of
from monitor.store.tables import AlertRow
from monitor.types import Alert, AlertReason, Parcel

LEASE = timedelta(seconds=60)
"""Longer than any send takes, so that a row whose lease has run out has nobody working on it."""

PENDING, SENDING, SENT, DEAD, SUPERSEDED = STATES = ("pending", "sending", "sent", "dead", "superseded")


class Outbox(Part):
    """Alerts inside one transaction."""

    def enqueue(self, alerts: Sequence[Alert], now: datetime) -> int:
        """Adds alerts and returns how many now wait that did not before. Those whose id is known are left as they are.

        A withdrawn one is taken up again: its date moved away and came back, and it has never been told.
        """
        rows = {alert.id: _row(alert, now) for alert in alerts}
        if not rows:
            return 0
        statement = self.insert(AlertRow)
        renewed = {name: statement.excluded[name] for name in ("state", "queued_at", "next_at", "ended_at", "snapshot")}
        statement = statement.on_conflict_do_update(
            index_elements=["id"], set_=renewed, where=col(AlertRow.state) == SUPERSEDED
        )
        return len(self.connection.execute(statement.returning(col(AlertRow.id)), list(rows.values())).all())

    def supersede(self, key: str, now: datetime) -> int:
        """Withdraws reminders of this deadline that wait unsent."""
        waiting = (
            col(AlertRow.key) == key,
            col(AlertRow.state) == PENDING,
            col(AlertRow.reason) == AlertReason.REMINDER.value,
        )
        withdrawn = update(AlertRow).where(*waiting).values(state=SUPERSEDED, ended_at=now, next_at=None)
        return self.connection.execute(withdrawn).rowcount

    def claim(self, now: datetime, limit: int, busy: Collection[str] = ()) -> list[Claimed]:
        """Leases due alerts for LEASE, oldest in the queue first, one try counted; none of the receivers in `busy`.

        Commit before sending.
        """
        free = col(AlertRow.receiver).not_in(busy)
        abandoned = self._rows(SENDING, and_(free, col(AlertRow.lease_until) <= now), col(AlertRow.lease_until), limit)
        due = self._rows(PENDING, and_(free, col(AlertRow.next_at) <= now), col(AlertRow.queued_at), limit)
        rows = sorted((*abandoned, *due), key=lambda row: (row.queued_at, row.id))[:limit]
        if rows:
            self._lease([row.id for row in rows], now)
        return [
            Claimed(
                Parcel.of(row.snapshot, repeat=row.unclear or row.state == SENDING),
                row.attempts + 1,
                row.queued_at,
            )
            for row in rows
        ]

    def release(self, parcel: Parcel, now: datetime) -> None:
        """Gives back a leased alert that was not tried: due again at once, the attempt not counted."""
        self._settle(parcel.id, state=PENDING, next_at=now, attempts=col(AlertRow.attempts) - 1)

    def mark_sent(self, parcel: Parcel, now: datetime, thread: str | None = None) -> None:  # noqa: ARG002
        """The receiver took it, whatever happened to the row meanwhile."""
        sent = update(AlertRow).where(col(AlertRow.id) == parcel.id)
        self.connection.execute(
            sent.values(state=SENT, sent_at=now, next_at=None, lease_until=None, ended_at=None, error="")
        )

    def mark_retry(self, parcel: Parcel, next_at: datetime, error: str, *, unclear: bool = False) -> None:
        """The receiver refused for now, or (`unclear`) did not answer."""
        doubt = {"unclear": True} if unclear else {}
        self._settle(parcel.id, state=PENDING, next_at=next_at, error=error, **doubt)

    def mark_dead(self, parcel: Parcel, error: str, now: datetime) -> None:
        """It will not be tried again."""
        self._settle(parcel.id, state=DEAD, ended_at=now, error=error)

    def alerts_about(self, key: str, limit: int) -> list[OutboxRow]:
        """Alerts of one deadline or measure, newest first."""
        wanted = select(table_of(AlertRow)).where(col(AlertRow.key) == key)
        newest = wanted.order_by(col(AlertRow.queued_at).desc(), col(AlertRow.id).desc())
        return [_outbox_row(row) for row in self.connection.execute(newest.limit(limit))]

    def outbox(self, states: Sequence[str], limit: int) -> list[OutboxRow]:
        """Newest first; no states means all."""
        wanted = select(table_of(AlertRow)).order_by(col(AlertRow.queued_at).desc(), col(AlertRow.id).desc())
        if states:
            wanted = wanted.where(col(AlertRow.state).in_(states))
        return [_outbox_row(row) for row in self.connection.execute(wanted.limit(limit))]

    def _rows(self, state: str, ripe: ColumnElement[bool], order: Any, limit: int) -> Sequence[Row[Any]]:
        columns = (
            AlertRow.id,
            AlertRow.state,
            AlertRow.attempts,
            AlertRow.unclear,
            AlertRow.queued_at,
            AlertRow.snapshot,
        )
        wanted = select(*map(col, columns)).where(col(AlertRow.state) == state, ripe)
        oldest = wanted.order_by(order, col(AlertRow.id)).limit(limit)
        # Rows that somebody holds by hand, in a session of their own, are passed over. SQLite locks as a whole and ignores it.
        return self.connection.execute(oldest.with_for_update(skip_locked=True)).all()

    def _lease(self, ids: Sequence[str], now: datetime) -> None:
        unclear = case((col(AlertRow.state) == SENDING, True), else_=col(AlertRow.unclear))
        tried = {"state": SENDING, "attempts": col(AlertRow.attempts) + 1, "unclear": unclear}
        claimed = update(AlertRow).where(col(AlertRow.id).in_(ids))
        self.connection.execute(claimed.values(**tried, lease_until=now + LEASE, next_at=None))

    def _settle(self, alert_id: str, **values: Any) -> None:
        """Only a row being sent: one that another process took over and brought to an end stays as that process left it."""
        sending = update(AlertRow).where(col(AlertRow.id) == alert_id, col(AlertRow.state) == SENDING)
        self.connection.execute(sending.values(lease_until=None, **values))


def _row(alert: Alert, now: datetime) -> dict[str, Any]:
    return {
        "id": alert.id,
        "key": alert.key,
        "reason": alert.reason.value,
        "receiver": alert.receiver,
        "state": PENDING,
        "attempts": 0,
        "unclear": False,
        "queued_at": now,
        "next_at": now,
        "lease_until": None,
        "sent_at": None,
        "ended_at": None,
        "error": "",
        "snapshot": alert,
    }


def _outbox_row(row: Row[Any]) -> OutboxRow:
    return OutboxRow(
        id=row.id,
        alert=row.snapshot,
        state=row.state,
        attempts=row.attempts,
        queued_at=row.queued_at,
        next_at=row.next_at,
        sent_at=row.sent_at,
        error=row.error,
    )
