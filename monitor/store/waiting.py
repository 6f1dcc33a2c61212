"""Receivers for whom something is due: found by what is due, however much waits and for however many."""

from datetime import datetime

from sqlalchemy import bindparam, select, text
from sqlmodel import UTCDateTime, col

from monitor.store.circuits import Circuits
from monitor.store.outbox import SENDING
from monitor.store.part import of_the_whole
from monitor.store.tables import AlertRow

DUE_AT_ONCE = 500
"""Alerts looked at; where more are due, receivers are asked for one by one."""
_NOW = bindparam("now", type_=UTCDateTime())
_OLDEST = text("SELECT receiver FROM alerts WHERE next_at <= :now ORDER BY next_at LIMIT :most").bindparams(_NOW)
"""Only what is pending has a `next_at`."""
_EACH = text(
    "WITH RECURSIVE named(receiver) AS (SELECT min(receiver) FROM alerts WHERE state = 'pending' UNION ALL "
    "SELECT (SELECT min(receiver) FROM alerts WHERE state = 'pending' AND receiver > named.receiver) FROM named "
    "WHERE named.receiver IS NOT NULL) SELECT receiver FROM named WHERE receiver IS NOT NULL AND EXISTS "
    "(SELECT 1 FROM alerts WHERE state = 'pending' AND receiver = named.receiver AND next_at <= :now)"
).bindparams(_NOW)
"""Two looks into the index for each for whom something waits: one with a million alerts costs no more than one with one."""


class Waiting(Circuits):
    """Who waits for something, inside one transaction."""

    @of_the_whole
    def receivers_due(self, now: datetime) -> list[str]:
        """Receivers for whom something is due, or was left under way; not those that are left alone."""
        over = (col(AlertRow.state) == SENDING, col(AlertRow.lease_until) <= now)
        abandoned = self.connection.scalars(select(col(AlertRow.receiver)).where(*over).distinct())
        names = {*abandoned, *self._waiting_for(now)}
        circuits = self._circuits_of(names)
        return sorted(name for name in names if name not in circuits or not circuits[name].resting(now))

    def _waiting_for(self, now: datetime) -> list[str]:
        """Those for whom something pending is due, the longest due first where not very much is."""
        rows = self.connection.scalars(_OLDEST, {"now": now, "most": DUE_AT_ONCE})
        names = list(rows)
        if len(names) == DUE_AT_ONCE:
            names = list(self.connection.scalars(_EACH, {"now": now}))
        return list(dict.fromkeys(names))
