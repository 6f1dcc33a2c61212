"""Turns at hosts among all workers: a row for each host says when it may be asked next, by the database's own clock.

A host is taken for a while, which is renewed as long as the request lasts, and given back with a gap. A worker that dies in between
leaves it taken until the while is over.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from psycopg import AsyncConnection, Error

from monitor.engine.holding import FIRM
from monitor.errors import StoreError
from monitor.fetch.turns import OwnTurns

log = logging.getLogger(__name__)

GAP = 0.5
"""Seconds between the end of one request to a host and the beginning of the next, whoever makes it."""
TAKEN = 12.0
"""Seconds for which a host is taken; renewed when half of them are over."""
LOOK_EVERY = 1.0

_TAKE = b"""
    WITH taken AS (
        INSERT INTO hosts AS h (host, free_at) VALUES (%(host)s, clock_timestamp() + make_interval(secs => %(taken)s))
        ON CONFLICT (host) DO UPDATE SET free_at = excluded.free_at WHERE h.free_at <= clock_timestamp()
        RETURNING free_at)
    SELECT (SELECT free_at FROM taken),
        (SELECT extract(epoch FROM free_at - clock_timestamp()) FROM hosts WHERE host = %(host)s)"""
_RENEW = b"""
    UPDATE hosts SET free_at = clock_timestamp() + make_interval(secs => %(taken)s)
    WHERE host = %(host)s AND free_at = %(until)s RETURNING free_at"""
_GIVE = b"""
    UPDATE hosts SET free_at = clock_timestamp() + make_interval(secs => %(gap)s)
    WHERE host = %(host)s AND free_at = %(until)s"""


@dataclass(slots=True)
class SharedTurns:
    """Turns among all workers on one database; implements `monitor.ports.Turns`. `gap`, `taken`: in seconds, see GAP and TAKEN."""

    address: str = field(repr=False)
    gap: float = GAP
    taken: float = TAKEN
    _own: OwnTurns = field(default_factory=OwnTurns)
    _opening: asyncio.Lock = field(default_factory=asyncio.Lock)
    _connection: AsyncConnection | None = None

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Waits until nobody asks the host and the gap is over. Raises StoreError."""
        async with self._own.turn(host):
            mine = [await self._take(host)]
            renewing = asyncio.create_task(self._renew(host, mine))
            try:
                yield
            finally:
                renewing.cancel()
                await self._give(host, mine[-1])

    async def close(self) -> None:
        """Let go of the connection."""
        if self._connection is not None:
            await self._connection.close()

    async def _take(self, host: str) -> datetime:
        while True:
            row = await self._ask(_TAKE, host=host, taken=self.taken)
            until, wait = row if row else (None, None)
            if until is not None:
                return until  # type: ignore[no-any-return]
            await asyncio.sleep(min(max(float(wait or 0.0), 0.01), LOOK_EVERY))

    async def _renew(self, host: str, mine: list[datetime]) -> None:
        """`mine`: until when the host is taken, the newest last. Where that is over, others may have it: so be it."""
        with suppress(StoreError):
            while True:
                await asyncio.sleep(self.taken / 2)
                row = await self._ask(_RENEW, host=host, until=mine[-1], taken=self.taken)
                if row is None:
                    return
                mine.append(row[0])

    async def _give(self, host: str, until: datetime) -> None:
        """Shielded: who is called back in the middle of a request gives the host back all the same."""
        giving = asyncio.create_task(self._ask(_GIVE, host=host, until=until, gap=self.gap, answered=False))
        with suppress(StoreError):  # it is free when its time has run out
            await asyncio.shield(giving)

    async def _ask(self, query: bytes, *, answered: bool = True, **words: Any) -> Any:
        for last in (False, True):
            try:
                connection = await self._opened()
                cursor = await connection.execute(query, words)
                return await cursor.fetchone() if answered else None
            except (Error, OSError) as error:
                if last:
                    raise StoreError("the database cannot be asked whose turn it is at a host") from error
        return None

    async def _opened(self) -> AsyncConnection:
        async with self._opening:
            if self._connection is None or self._connection.closed:
                self._connection = await AsyncConnection.connect(self.address, autocommit=True, **FIRM)
                # What a crash of the server forgets of this is a gap that is too short once.
                await self._connection.execute("SET synchronous_commit = off")
            return self._connection
