"""Locks of a process that lives: held on a connection which PostgreSQL itself ends when the process stands still.

A killed process is off the network at once. One that was stopped, or cut off, is not: its connection looks well. So the server is
told to end the session when it hears nothing for a while, and frees what was locked in it; who wakes up finds itself without.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from hashlib import sha256
from typing import Any

from psycopg import AsyncConnection, Error

BEAT = 2.0
"""Seconds between two signs of life."""
ENDED_AFTER = 8
"""Seconds of silence after which the server ends the session."""
FIRM: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
"""How a connection is opened that must notice when the other side is gone."""


class Hold:
    """Advisory locks of one session. `lost`: set when the session is over, and with it every lock."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.lost = asyncio.Event()
        self._connection = connection

    async def take(self, name: str) -> bool:
        """Locks the name, or says that another session has it. Raises psycopg.Error."""
        return bool(await self._ask("SELECT pg_try_advisory_lock(%s)", name))

    async def give(self, name: str) -> None:
        """Frees the name; with the session it is free already."""
        with suppress(Error, TimeoutError):
            await self._ask("SELECT pg_advisory_unlock(%s)", name)

    async def _ask(self, query: str, name: str) -> Any:
        async with asyncio.timeout(ENDED_AFTER):
            cursor = await self._connection.execute(query.encode(), [number_of(name)])
            row = await cursor.fetchone()
        return row[0] if row else None

    async def beat(self) -> None:
        """Signs of life until the session is over."""
        try:
            while True:
                async with asyncio.timeout(ENDED_AFTER / 2):
                    await self._connection.execute("SELECT 1")
                await asyncio.sleep(BEAT)
        except (Error, TimeoutError, OSError):
            self.lost.set()


@asynccontextmanager
async def holding(address: str, name: str) -> AsyncIterator[Hold]:
    """A session for locks. `name`: as the server lists it. Raises psycopg.Error when it cannot be opened."""
    connection = await AsyncConnection.connect(address, autocommit=True, application_name=name, **FIRM)
    try:
        await connection.execute(f"SET idle_session_timeout = '{ENDED_AFTER}s'".encode())
        for setting, value in (("tcp_keepalives_idle", 5), ("tcp_keepalives_interval", 2), ("tcp_keepalives_count", 2)):
            await connection.execute(f"SET {setting} = {value}".encode())
        hold = Hold(connection)
        beating = asyncio.create_task(hold.beat())
        try:
            yield hold
        finally:
            beating.cancel()
            hold.lost.set()
    finally:
        with suppress(Error, TimeoutError):
            await connection.close()


def number_of(name: str) -> int:
    """The number under which PostgreSQL knows the lock of this name."""
    return int.from_bytes(sha256(f"monitor:{name}".encode()).digest()[:8], signed=True)
