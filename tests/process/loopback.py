"""A small HTTP server on loopback that misbehaves exactly as it is told."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from ssl import SSLContext

from monitor.fetch import HttpFetcher
from monitor.ports import Answer

Script = Callable[[str, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Loopback:
    """Answers each request by `script(path, writer)`; keeps the head of every request it got."""

    script: Script
    requests: list[str] = field(default_factory=list)
    open_now: int = 0
    most_open: int = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            self.requests.append(head)
            self.open_now += 1
            self.most_open = max(self.most_open, self.open_now)
            await self.script(head.split()[1], writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self.open_now -= 1
            writer.close()


def says(reply: bytes) -> Script:
    """Sends these bytes and hangs up, whatever was asked."""

    async def script(path: str, writer: asyncio.StreamWriter) -> None:
        writer.write(reply)

    return script


def answers(body: bytes = b"ok", *headers: str, status: str = "200 OK") -> Script:
    """A correct answer with these headers."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return says("\r\n".join(lines).encode() + b"\r\n\r\n" + body)


def fetcher(**options: object) -> HttpFetcher:
    settings: dict[str, object] = {"allow_private": frozenset({"127.0.0.1"}), "total_seconds": 2.0}
    return HttpFetcher("deadline-monitor-test/1 (+mailto:ops@example.org)", **{**settings, **options})


def fetch_from(
    server: Loopback,
    path: str = "/",
    *,
    host: str = "127.0.0.1",
    tls: SSLContext | None = None,
    held: dict[str, str] | None = None,
    **options: object,
) -> Answer:
    """One fetch from a server that lives as long as the fetch."""

    async def run() -> Answer:
        listening = await asyncio.start_server(server.answer, "127.0.0.1", 0, ssl=tls)
        port = listening.sockets[0].getsockname()[1]
        client = fetcher(**options)
        try:
            return await client.get(f"http{'s' if tls else ''}://{host}:{port}{path}", held)
        finally:
            await client.close()
            listening.close()

    return asyncio.run(run())


def free_port() -> int:
    """A port that nobody listens on, for servers that cannot choose one themselves."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
