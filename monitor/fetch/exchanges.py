"""Exchanges: one question and its answer each, over guarded connections of which a few are kept.

Of httpx only addresses and TLS come in here. Its client would build, merge and copy what we have checked already, at twice the cost of
the exchange itself, and lets nobody hand its own transport an address to connect to.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
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


class Exchange:
    """The head of an answer, and the way to its body. `headers`: by name in small letters, those said twice joined by a comma."""

    def __init__(self, connection: Connection, head: h11.Response, done: Callable[[], None]) -> None:
        self.status = head.status_code
        self.headers = _said(head)
        self._connection = connection
        self._done = done

    def parts(self) -> AsyncIterator[bytes]:
        """The body, as it comes. Raises OSError, h11.RemoteProtocolError."""
        return self._connection.parts()

    def close(self) -> None:
        """Keeps the connection for the next exchange, where the body was read to its end; else hangs up."""
        self._done()


class Exchanges:
    """Asks checked addresses alone. Errors come out as h11 and the system raise them, refusals as FetchError."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._kept: dict[_Where, Connection] = {}

    async def get(self, url: httpx.URL, headers: Mapping[str, str]) -> Exchange:
        """One GET, redirects not followed; the answer must be closed."""
        where = (url.scheme == "https", url.host, url.port or (443 if url.scheme == "https" else 80))
        sent = [
            (b"Host", url.netloc),
            *((name.encode("ascii"), value.encode("ascii")) for name, value in headers.items()),
        ]
        connection = self._kept.pop(where, None)
        if connection is not None:
            try:
                return await self._asked(connection, where, url.raw_path, sent)
            except (OSError, h11.RemoteProtocolError):
                # A kept connection may have been closed while nobody looked: that is no news of the publisher.
                pass
        return await self._asked(await self._connected(where), where, url.raw_path, sent)

    def close(self) -> None:
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

    async def _asked(
        self, connection: Connection, where: _Where, target: bytes, headers: list[tuple[bytes, bytes]]
    ) -> Exchange:
        try:
            head = await connection.ask(b"GET", target, headers)
        except BaseException:
            connection.close()
            raise
        return Exchange(connection, head, lambda: self._keep(where, connection))

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


def _said(head: h11.Response) -> dict[str, str]:
    found: dict[str, str] = {}
    for raw, said in head.headers:
        name, value = raw.decode("ascii"), _decoded(said)
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def _decoded(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("iso-8859-1")
