"""How parcels leave the outbox: leased by receiver, the very same parcel at every try whose end is unclear, settled many at a time."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, case, func, literal, or_, select, update
from sqlmodel import col

from monitor.policy import Bundle, HoldReason, Waiting, bundles, probed
from monitor.policy.holding import GATHER
from monitor.policy.joining import MOST
from monitor.ports import Claimed
from monitor.store.outbox import DEAD, LEASE, PENDING, SENDING, SENT
from monitor.store.part import of_the_whole
from monitor.store.tables import AlertRow
from monitor.store.waiting import Waiting as Receivers
from monitor.types import Parcel

RECEIVERS_AT_ONCE = 100
"""To how many receivers alerts are leased in one transaction."""

COLUMNS = tuple(
    col(getattr(AlertRow, name))
    for name in "id receiver state attempts unclear queued_at next_at held batch title snapshot".split()  # noqa: SIM905
)

# These run for every few messages: SQLAlchemy takes longer to build such a statement than the database to carry it out.
NAMED = col(AlertRow.id).in_(bindparam("ids", expanding=True))
MARKED_SENT = (
    update(AlertRow)
    .where(NAMED)
    .values(state=SENT, sent_at=bindparam("now"), next_at=None, lease_until=None, ended_at=None, error="")
)
LEASED = (
    update(AlertRow)
    .where(NAMED)
    .values(
        state=SENDING,
        attempts=col(AlertRow.attempts) + 1,
        unclear=case((col(AlertRow.state) == SENDING, True), else_=col(AlertRow.unclear)),
        # Once tried, it waits for nothing but its next try; what belongs in a digest still does.
        held=case((col(AlertRow.held) == HoldReason.DIGEST.value, HoldReason.DIGEST.value), else_=""),
        lease_until=bindparam("until"),
        next_at=None,
    )
)
LEASED_TOGETHER = LEASED.values(batch=bindparam("together"), title=bindparam("called"))

Ready = tuple[Bundle, list[Row[Any]]]
"""A message, and the rows of its alerts."""


class Sending(Receivers):
    """Claims and marks inside one transaction."""

    @of_the_whole
    def claim(self, now: datetime, limit: int, busy: Collection[str] = (), *, only: str | None = None) -> list[Claimed]:
        """Leases due alerts for LEASE, to each receiver those due the longest, one try counted. Commit before sending."""
        asked = col(AlertRow.receiver).not_in(busy) if only is None else col(AlertRow.receiver) == only
        over = and_(col(AlertRow.state) == SENDING, col(AlertRow.lease_until) <= now, asked)
        abandoned = self._rows(over, col(AlertRow.lease_until), limit)
        waiting = self._waiting_for(now) if only is None else [only]
        names = dict.fromkeys((*(row.receiver for row in abandoned), *waiting))
        circuits = self._circuits_of(names)
        resting = {name for name, circuit in circuits.items() if circuit.resting(now)}
        free = (name for name in names if name not in busy and name not in resting)
        claimed: list[Claimed] = []
        for name in islice(free, RECEIVERS_AT_ONCE):
            circuit = circuits.get(name)
            left = [row for row in abandoned if row.receiver == name]
            ready = self._ready(name, left, now, limit)
            if ready and circuit is not None and circuit.broken:
                ready = ready[:1]
                self.save_circuit(probed(circuit, now))
            claimed += self._leased(name, ready, now)
        return claimed

    @of_the_whole
    def release(self, parcel: Parcel, now: datetime) -> None:
        """Gives back a leased parcel that was not tried: due again at once, the attempt not counted."""
        self._settle(parcel, state=PENDING, next_at=now, attempts=col(AlertRow.attempts) - 1, batch=_kept(False))

    @of_the_whole
    def mark_all_sent(self, handed: Sequence[tuple[Parcel, str | None]], now: datetime) -> None:
        """The receivers took them, whatever happened to the rows meanwhile; many at once."""
        ids = [alert.id for parcel, _ in handed for alert in parcel.alerts]
        self.connection.execute(MARKED_SENT, {"ids": ids, "now": now})
        self._keep_threads(
            (parcel.receiver, parcel.alerts[0].key, thread)
            for parcel, thread in handed
            if thread and len(parcel.alerts) == 1 and parcel.alerts[0].deadline and thread != parcel.thread
        )
        self._recovered({parcel.receiver for parcel, _ in handed}, now)

    @of_the_whole
    def mark_retry(self, parcel: Parcel, next_at: datetime, error: str, *, unclear: bool = False) -> None:
        """The receiver refused for now, or (`unclear`) did not answer."""
        doubt = {"unclear": True} if unclear else {}
        self._settle(parcel, state=PENDING, next_at=next_at, error=error, batch=_kept(unclear), **doubt)

    @of_the_whole
    def split(self, parcel: Parcel, error: str, now: datetime) -> None:
        """Its alerts are tried one by one from now on."""
        self._settle(parcel, state=PENDING, next_at=now, error=error, batch=col(AlertRow.id), title="")

    @of_the_whole
    def mark_dead(self, parcel: Parcel, error: str, now: datetime) -> None:
        """It will not be tried again."""
        self._settle(parcel, state=DEAD, ended_at=now, error=error)

    def _ready(self, receiver: str, abandoned: Sequence[Row[Any]], now: datetime, limit: int) -> list[Ready]:
        mine = and_(col(AlertRow.state) == PENDING, col(AlertRow.receiver) == receiver)
        due = self._rows(and_(mine, col(AlertRow.next_at) <= now + GATHER), col(AlertRow.next_at), limit)
        rows = {row.id: row for row in (*abandoned, *due)}
        if any(row.held == HoldReason.DIGEST and row.next_at and row.next_at <= now for row in rows.values()):
            digest = and_(mine, col(AlertRow.held) == HoldReason.DIGEST.value, col(AlertRow.next_at) <= now)
            rows |= {row.id: row for row in self._rows(digest, col(AlertRow.next_at), MOST)}
        for state, of_state in ((PENDING, due), (SENDING, abandoned)):
            if names := {row.batch for row in of_state if row.batch not in (None, row.id)}:
                whole = and_(col(AlertRow.batch).in_(names), col(AlertRow.state) == state)
                rows |= {row.id: row for row in self._rows(whole, col(AlertRow.queued_at), MOST * len(names))}
        waiting = {id(each): (each, row) for each, row in ((_waiting(row), row) for row in rows.values())}
        found = bundles([each for each, _ in waiting.values()], now)
        return [(bundle, [waiting[id(each)][1] for each in bundle.waiting]) for bundle in found]

    def _leased(self, receiver: str, ready: Sequence[Ready], now: datetime) -> list[Claimed]:
        alone = [rows[0].id for _, rows in ready if len(rows) == 1]
        if alone:
            self.connection.execute(LEASED, {"ids": alone, "until": now + LEASE})
        for bundle, rows in ready:
            if len(rows) > 1:
                names = {"ids": [row.id for row in rows], "together": bundle.id, "called": bundle.title}
                self.connection.execute(LEASED_TOGETHER, {**names, "until": now + LEASE})
        keys = [bundle.waiting[0].alert.key for bundle, rows in ready if len(rows) == 1 and rows[0].snapshot.deadline]
        threads = self._threads(receiver, keys)
        return [_claimed(receiver, bundle, rows, threads) for bundle, rows in ready]

    def _rows(self, wanted: ColumnElement[bool], order: Any, limit: int) -> Sequence[Row[Any]]:
        oldest = select(*COLUMNS).where(wanted).order_by(order, col(AlertRow.id)).limit(limit)
        # Rows that somebody holds by hand, in a session of their own, are passed over. SQLite locks as a whole and ignores it.
        return self.connection.execute(oldest.with_for_update(skip_locked=True)).all()

    def _settle(self, parcel: Parcel, **values: Any) -> None:
        """Only rows being sent: those that another process took over and brought to an end stay as that process left them."""
        mine = col(AlertRow.id).in_([alert.id for alert in parcel.alerts])
        sending = update(AlertRow).where(mine, col(AlertRow.state) == SENDING)
        self.connection.execute(sending.values(lease_until=None, **values))


def _waiting(row: Row[Any]) -> Waiting:
    """What was under way, or may have arrived, is tried again as it was."""
    batch = row.batch or (row.id if row.state == SENDING or row.unclear else None)
    return Waiting(row.snapshot, row.held, batch, row.title, row.next_at)


def _claimed(receiver: str, bundle: Bundle, rows: Sequence[Row[Any]], threads: Mapping[str, str]) -> Claimed:
    alerts = tuple(each.alert for each in bundle.waiting)
    repeat = any(row.unclear or row.state == SENDING for row in rows)
    thread = threads.get(alerts[0].key) if len(alerts) == 1 and alerts[0].deadline else None
    parcel = Parcel(bundle.id, receiver, alerts, repeat, thread, bundle.title)
    return Claimed(parcel, max(row.attempts for row in rows) + 1, min(row.queued_at for row in rows))


def _kept(unclear: bool) -> Any:
    """The batch of a parcel that comes back: the same if it may have arrived, or must go alone; else it may go with others."""
    alone = col(AlertRow.batch) == col(AlertRow.id)
    same = (or_(col(AlertRow.unclear), alone, literal(unclear)), func.coalesce(col(AlertRow.batch), col(AlertRow.id)))
    return case(same, else_=None)
