"""Once a night what nobody asks for any more is forgotten, where the settings say after how many days."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from monitor.pipeline.nightly import HOUR
from monitor.pipeline.world import World
from monitor.ports import Transaction

AT_ONCE = 2_000
"""Rows deleted in one transaction, so that nothing else waits long for the database."""
BEGINNING = datetime.min.replace(tzinfo=UTC)

Slice = Callable[[Transaction, datetime], tuple[int, datetime | None]]


@dataclass(slots=True)
class Pruning:
    """`keep`: for how long it is kept."""

    keep: timedelta
    _night: date | None = field(default=None)

    async def look(self, world: World, now: datetime, stopped: Callable[[], bool]) -> dict[str, int] | None:
        """Prunes, once in each night, and says how many rows of which table went. `now`: aware UTC. None when it is done already.

        A process that begins does it once more; there is then little to do. Raises StoreError.
        """
        night = (now - HOUR).date()
        if self._night == night:
            return None
        before = now - self.keep
        first = await world.db(lambda tx: tx.first_learnt())
        alerts: Slice = lambda tx, since: tx.prune_alerts(before, since, AT_ONCE)  # noqa: E731
        documents: Slice = lambda tx, since: tx.prune_documents(before, since, AT_ONCE, first)  # noqa: E731
        gone = {name: await _all(world, some, stopped) for name, some in (("alerts", alerts), ("documents", documents))}
        gone["quarantine"] = await world.db(lambda tx: tx.prune_quarantine(before))
        self._night = None if stopped() else night
        return gone


async def _all(world: World, some: Slice, stopped: Callable[[], bool]) -> int:
    since: datetime | None = BEGINNING
    gone = 0
    while since is not None and not stopped():
        count, since = await world.db(lambda tx, begin=since: some(tx, begin))  # type: ignore[misc]
        gone += count
    return gone
