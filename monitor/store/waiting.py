"""Receivers for whom something is due: found by what is due, however much waits and for however many."""

from datetime import datetime

from sqlalchemy import bindparam, text
from sqlmodel import UTCDateTime

from monitor.store.circuits import Circuits

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

    def receivers_due(self, now: datetime) -> list[str]:
        """Those for whom something is due, the longest due first where not very much is."""
        rows = self.connection.scalars(_OLDEST, {"now": now, "most": DUE_AT_ONCE})
        names = list(rows)
        if len(names) == DUE_AT_ONCE:
            names = list(self.connection.scalars(_EACH, {"now": now}))
        return list(dict.fromkeys(names))
