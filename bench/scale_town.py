"""The world outside the scaled-out monitor: ten thousand publishers and a Slack, in a thread of their own.

Every feed has a host of its own, as publishers are many. What was asked, when and by whom, is kept; so is what was posted.
"""

import asyncio
import contextlib
import json
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from random import Random
from typing import Any
from urllib.parse import parse_qsl

from crash_servers import Channel, Faults
from crash_stories import COUNTRIES

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """`at`: seconds of the wall clock. `agent`: which life of which process asked."""

    at: float
    feed: int
    agent: str


@dataclass
class Town:
    """`hosts`: addresses of the feeds, by number. `addresses`: of the stories, in order of publication."""

    hosts: list[str]
    seed: int
    port: int = 0
    requests: list[Request] = field(default_factory=list)
    posted: Counter[str] = field(default_factory=Counter)
    stories: dict[int, list[str]] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)
    slack: Channel = field(default_factory=Channel)

    def __post_init__(self) -> None:
        self.faults = Faults(Random(f"{self.seed}:slack"))
        self._chance = Random(self.seed)
        self._feeds = {host: number for number, host in enumerate(self.hosts)}
        self._lock = threading.Lock()
        self._began = datetime.now(UTC)
        self._loop = asyncio.new_event_loop()

    def __enter__(self) -> "Town":
        begun = threading.Event()
        threading.Thread(target=self._serve, args=(begun,), daemon=True).start()
        begun.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)

    def publish(self) -> None:
        """One feed, whichever, has a story that it had not."""
        with self._lock:
            number = self._chance.randrange(len(self.hosts))
            address = f"https://{self.hosts[number]}/licence/{len(self.addresses)}"
            self.stories.setdefault(number, []).append(_story(address, len(self.addresses), datetime.now(UTC)))
            self.addresses.append(address)

    def _serve(self, begun: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._talk, "0.0.0.0", 0, backlog=2000))
        self.port = server.sockets[0].getsockname()[1]
        begun.set()
        self._loop.run_forever()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
                body = await reader.readexactly(int(headers.get("content-length", "0")))
                path = head[0].split()[1]
                if path.startswith("/api/"):
                    answer = self._slack(path, headers, body)
                else:
                    answer = self._feed(writer.get_extra_info("sockname")[0], headers)
                if answer is None:
                    break
                writer.write(answer)
                await writer.drain()
        writer.close()

    def _feed(self, host: str, headers: dict[str, str]) -> bytes:
        number = self._feeds[host]
        self.requests.append(Request(time.time(), number, headers.get("user-agent", "")))
        with self._lock:
            told = self.stories.get(number, [])
            etag = f'"{number}-{len(told)}"'
            if headers.get("if-none-match") == etag:
                return f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode()
            body = _page(host, told, self._began)
        return _http("200 OK", body, "application/rss+xml", f"ETag: {etag}\r\n")

    def _slack(self, path: str, headers: dict[str, str], body: bytes) -> bytes | None:
        """None: the connection is dropped without a word, though the message was taken."""
        method, fields = path.partition("?")[0].removeprefix("/api/"), path.partition("?")[2]
        asked: Fields = dict(parse_qsl(fields))
        asked |= (
            json.loads(body or b"{}") if "json" in headers.get("content-type", "") else dict(parse_qsl(body.decode()))
        )
        fault = self.faults.next("slack")
        if fault == "fail":
            return _http("500 Internal Server Error", b"broken")
        if fault == "wait":
            return _http("429 Too Many Requests", b'{"ok": false, "error": "ratelimited"}', more="Retry-After: 2\r\n")
        answer = self.slack.answer(method, asked)
        if method == "chat.postMessage" and answer["ok"]:
            metadata = asked.get("metadata") or {}
            metadata = json.loads(metadata) if isinstance(metadata, str) else metadata
            self.posted[metadata.get("event_payload", {}).get("key", "")] += 1
        return None if fault == "drop" else _http("200 OK", json.dumps(answer).encode())


def _page(host: str, told: list[str], began: datetime) -> bytes:
    first = (
        f"<item><title>Harbour of {host} opens</title><link>https://{host}/first</link>"
        f"<pubDate>{format_datetime(began - timedelta(days=2))}</pubDate><description>The mayor of {host} opened it on a quiet "
        "day. It adjourned. The council met on matters of procedure.</description></item>"
    )
    items = "".join([*reversed(told), first])
    return f'<rss version="2.0"><channel><title>{host}</title>{items}</channel></rss>'.encode()


def _story(address: str, number: int, now: datetime) -> str:
    """Each is of a licence of its own, so that each is told."""
    licence = number + 1  # no letter behind it: that would be another version of a licence told before
    day = now + timedelta(days=40 + number % 300)
    text = (
        f"General License {licence}, which authorizes transactions with {COUNTRIES[number % len(COUNTRIES)]}, "
        f"expires on {day:%B} {day.day}, {day.year}."
    )
    return (
        f"<item><title>Treasury issues General License {licence}</title><link>{address}</link>"
        f"<pubDate>{format_datetime(now)}</pubDate><description>{text}</description></item>"
    )


def _http(status: str, body: bytes, kind: str = "application/json", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n".encode() + body
