"""One request at a time to a host, as long as one process asks: in memory."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary


class OwnTurns:
    """Turns among the requests of this process; implements `monitor.ports.Turns`."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Waits until no other request to the host is under way."""
        lock = self._locks.setdefault(host, asyncio.Lock())
        async with lock:
            yield

    async def close(self) -> None:
        """There is nothing to let go of."""
