"""One HTTP/1.1 connection on asyncio's own streams, with h11 as the judge of what is said on it.

httpx's usual pool looks at every connection for every request, and asks for the library it runs under each time it locks: a sweep
over a thousand hosts costs three times as much there.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator

import h11

_STEP = 65_536
_MOST_HEADERS = 100_000


class ConnectError(Exception):
    """No connection came about; the cause says why. A TimeoutError: nobody answers there."""


class Connection:
    """An open connection, good for one exchange after the other. `uses`: how many it has begun."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=_MOST_HEADERS)
        self.uses = 0

    @property
    def is_silent(self) -> bool:
        """Has the other side neither hung up nor said anything unasked?"""
        return not self._reader.at_eof() and not self._writer.is_closing()

    async def ask(self, method: bytes, target: bytes, headers: list[tuple[bytes, bytes]]) -> h11.Response:
        """Sends a request without a body; gives the head of the answer. Raises OSError, h11.RemoteProtocolError."""
        self.uses += 1
        request = self._http.send(h11.Request(method=method, target=target, headers=headers))
        end = self._http.send(h11.EndOfMessage())
        self._writer.write((request or b"") + (end or b""))
        await self._writer.drain()
        while True:
            event = await self._event()
            if isinstance(event, h11.Response):
                return event
            if not isinstance(event, h11.InformationalResponse):
                raise h11.RemoteProtocolError("without sending a response")

    async def parts(self) -> AsyncIterator[bytes]:
        """The answer's body, as it comes. Raises OSError, h11.RemoteProtocolError."""
        while isinstance(event := await self._event(), h11.Data):
            yield bytes(event.data)

    def renew(self) -> bool:
        """Makes ready for another exchange; False when this one is not over, or was to be the last."""
        if self._http.our_state is not h11.DONE or self._http.their_state is not h11.DONE or not self.is_silent:
            return False
        self._http.start_next_cycle()
        return True

    def close(self) -> None:
        """Hangs up at once: nothing is left to say, and who does not listen is not waited for."""
        self._writer.transport.abort()

    async def _event(self) -> h11.Event | type[h11.PAUSED]:
        while (event := self._http.next_event()) is h11.NEED_DATA:
            data = await self._reader.read(_STEP)
            if not data and self._http.their_state is h11.SEND_RESPONSE:
                raise h11.RemoteProtocolError("without sending a response")
            self._http.receive_data(data)
        assert event is not h11.NEED_DATA
        return event  # type: ignore[return-value]


async def connected(
    addresses: list[str], port: int, seconds: float, tls: ssl.SSLContext | None, host: str
) -> Connection:
    """A connection to the first of the addresses that takes one; `host`: the name that its certificate must bear.

    Raises ConnectError, ssl.SSLError.
    """
    failure: Exception | None = None
    for address in addresses:
        try:
            async with asyncio.timeout(seconds):
                return Connection(
                    *await asyncio.open_connection(address, port, ssl=tls, server_hostname=host if tls else None)
                )
        except ssl.SSLError:
            raise
        except OSError as error:
            failure = failure or error
    raise ConnectError from failure
