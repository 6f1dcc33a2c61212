"""The transport: httpx above, guarded connections below.

httpx lets nobody hand its own transport an address to connect to, and reaching into it would fail open if its insides changed.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from functools import cached_property

import h11
import httpx

from monitor.fetch.connection import Connection, connected
from monitor.fetch.guard import Guard

_CONNECT_SECONDS = 10.0
# A source is asked every few minutes: only the pages of one poll follow each other closely.
_KEEP_SECONDS = 5.0
_MOST_KEPT = 8
_Where = tuple[bool, str, int]


class GuardedTransport(httpx.AsyncBaseTransport):
    """Sends requests to checked addresses. Errors come out as h11 and the system raise them, refusals as FetchError."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._kept: dict[_Where, Connection] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """One exchange, redirects not followed."""
        url = request.url
        where = (url.scheme == "https", url.host, url.port or (443 if url.scheme == "https" else 80))
        connection = self._kept.pop(where, None)
        if connection is not None:
            try:
                return await self._asked(connection, where, request)
            except (OSError, h11.RemoteProtocolError):
                # A kept connection may have been closed while nobody looked: that is no news of the publisher.
                pass
        return await self._asked(await self._connected(where), where, request)

    async def aclose(self) -> None:
        """Closes all connections."""
        while self._kept:
            self._kept.popitem()[1].close()

    async def _connected(self, where: _Where) -> Connection:
        secure, host, port = where
        addresses = await self._guard.addresses(host, port)
        return await connected(addresses, port, _CONNECT_SECONDS, self._tls if secure else None, host)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        # Of the environment only SSL_CERT_FILE and SSL_CERT_DIR count, never a proxy.
        context = httpx.create_ssl_context(trust_env=True)
        context.set_alpn_protocols(["http/1.1"])
        return context

    async def _asked(self, connection: Connection, where: _Where, request: httpx.Request) -> httpx.Response:
        try:
            head = await connection.ask(request.method.encode(), request.url.raw_path, request.headers.raw)
        except BaseException:
            connection.close()
            raise
        return httpx.Response(
            head.status_code,
            headers=head.headers.raw_items(),
            stream=_Body(connection, lambda: self._keep(where, connection)),
        )

    def _keep(self, where: _Where, connection: Connection) -> None:
        if where in self._kept or not connection.renew():
            connection.close()
            return
        if len(self._kept) >= _MOST_KEPT:
            self._kept.pop(next(iter(self._kept))).close()
        self._kept[where] = connection
        uses = connection.uses
        asyncio.get_running_loop().call_later(_KEEP_SECONDS, self._drop, where, connection, uses)

    def _drop(self, where: _Where, connection: Connection, uses: int) -> None:
        if self._kept.get(where) is connection and connection.uses == uses:
            self._kept.pop(where).close()


class _Body(httpx.AsyncByteStream):
    def __init__(self, connection: Connection, done: Callable[[], None]) -> None:
        self._connection = connection
        self._done = done

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._connection.parts():
            yield part

    async def aclose(self) -> None:
        done, self._done = self._done, _nothing
        done()


def _nothing() -> None:
    """Closed already."""
