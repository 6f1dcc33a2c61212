"""The transport: httpx above, a guarded httpcore connection pool below.

httpx lets nobody hand a network backend to its own transport, and reaching into it would fail open if its insides changed.
"""

from collections.abc import AsyncIterable, AsyncIterator

import httpcore
import httpx

from monitor.fetch.guard import GuardedBackend


class GuardedTransport(httpx.AsyncBaseTransport):
    """Sends requests through the address guard. Errors come out as httpcore raises them, refusals as FetchError."""

    def __init__(self, allow_private: frozenset[str]) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            # Of the environment only SSL_CERT_FILE and SSL_CERT_DIR count, never a proxy.
            ssl_context=httpx.create_ssl_context(trust_env=True),
            max_connections=100,
            # A source is asked every few minutes: only the pages of one poll follow each other closely.
            max_keepalive_connections=8,
            keepalive_expiry=5.0,
            network_backend=GuardedBackend(allow_private),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """One exchange, redirects not followed."""
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        assert isinstance(answer.stream, AsyncIterable)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Stream(answer), extensions=answer.extensions
        )

    async def aclose(self) -> None:
        """Closes all connections."""
        await self._pool.aclose()


class _Stream(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._answer.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._answer.aclose()
