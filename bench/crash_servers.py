"""The world outside the daemons of the crash test: a feed, a Slack, a webhook and a mail server on loopback, with seeded faults.

Of the answers 5 % are failures (500, or 451 by mail), 3 % ask to wait (429 with Retry-After, or 450), and 2 % never come although the
message was taken.
"""

import asyncio
import contextlib
import json
import logging
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from aiosmtpd.controller import Controller
from crash_stories import Wire

FAILS, WAITS, DROPPED = 0.05, 0.03, 0.02
PAGE = 200
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message that a receiver took. `at`: monotonic seconds. `content`: the body as it came, of Slack its metadata's key."""

    receiver: str
    at: float
    content: Any


@dataclass
class Faults:
    """Which of the answers go wrong, in a seeded order."""

    chance: Random
    made: Counter[str] = field(default_factory=Counter)

    def next(self, where: str) -> str:
        """ "fail", "wait", "drop", or empty for an answer that goes right."""
        drawn = self.chance.random()
        for kind, share in (("fail", FAILS), ("wait", WAITS), ("drop", DROPPED)):
            if drawn < share:
                self.made[f"{where} {kind}"] += 1
                return kind
            drawn -= share
        return ""


class Channel:
    """A Slack of channels that keep what is posted: `posts` by channel, oldest first."""

    def __init__(self) -> None:
        self.posts: dict[str, list[Fields]] = {}
        self.edits = 0
        self.asked: Counter[str] = Counter()

    def answer(self, method: str, asked: Fields) -> Fields:
        """What Slack's Web API says to this call."""
        self.asked[method] += 1
        posts = self.posts.setdefault(str(asked.get("channel", "")), [])
        thread = asked.get("thread_ts") or (asked.get("ts") if method != "chat.postMessage" else None)
        known = thread is None or any(post["ts"] == thread for post in posts)
        if not known:
            return {"ok": False, "error": "message_not_found" if method == "chat.update" else "thread_not_found"}
        if method == "chat.postMessage":
            ts = f"1787000000.{sum(map(len, self.posts.values())) + 1:06}"
            kept = {name: asked[name] for name in ("text", "metadata", "thread_ts") if asked.get(name)}
            posts.append({**kept, "ts": ts})
            return {"ok": True, "channel": asked["channel"], "ts": ts}
        if method == "chat.update":
            self.edits += 1
            return {"ok": True, "channel": asked["channel"], "ts": asked["ts"]}
        if method == "conversations.history":
            return _page(asked, [post for post in reversed(posts) if not post.get("thread_ts")])
        if method == "conversations.replies":
            return _page(asked, [post for post in posts if thread in (post["ts"], post.get("thread_ts"))])
        return {"ok": False, "error": "unknown_method"}


def _page(asked: Fields, posts: list[Fields]) -> Fields:
    start, length = int(asked.get("cursor") or 0), min(PAGE, int(asked.get("limit") or PAGE))
    more = str(start + length) if start + length < len(posts) else ""
    shown = posts[start : start + length]
    if str(asked.get("include_all_metadata", "")).lower() not in ("1", "true"):
        shown = [{name: post[name] for name in post if name != "metadata"} for post in shown]
    return {"ok": True, "messages": shown, "response_metadata": {"next_cursor": more}}


class Town:
    """All servers, in a thread of their own. `url`: of the web server; `smtp`: the mail server's port."""

    def __init__(self, wire: Wire, seed: int) -> None:
        self.wire = wire
        self.slack = Channel()
        self.arrivals: list[Arrival] = []
        self.url = ""
        self.smtp = 0
        self.faults = {name: Faults(Random(f"{seed}:{name}")) for name in ("slack", "hook", "mail")}
        self._loop = asyncio.new_event_loop()
        self._mail = Controller(MailServer(self), hostname="127.0.0.1", port=0)

    def __enter__(self) -> "Town":
        logging.getLogger("mail.log").setLevel(logging.CRITICAL)
        begun = threading.Event()
        threading.Thread(target=self._serve, args=(begun,), daemon=True).start()
        begun.wait(10)
        # The controller knocks at its port before it tells it: it must be a number that is known.
        self._mail.port = _free_port()
        self._mail.start()
        self.smtp = self._mail.port
        return self

    def __exit__(self, *_: object) -> None:
        self._mail.stop()
        self._loop.call_soon_threadsafe(self._stop)

    def keep(self, receiver: str, content: Any) -> None:
        """A message arrived."""
        self.arrivals.append(Arrival(receiver, time.monotonic(), content))

    def _serve(self, begun: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._talk, "127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        begun.set()
        self._loop.run_forever()

    def _stop(self) -> None:
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.call_soon(self._loop.stop)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, kept for as many requests as come."""
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
                body = await reader.readexactly(int(headers.get("content-length", "0")))
                answer = self._answer(head[0].split()[1], headers, body)
                if answer is None:
                    break
                writer.write(answer)
                await writer.drain()
        writer.close()

    def _answer(self, target: str, headers: dict[str, str], body: bytes) -> bytes | None:
        """None: the connection is dropped without a word."""
        path = urlsplit(target).path
        if path == "/feed":
            return _http("200 OK", self.wire.feed(self.url), "application/rss+xml")
        if path.startswith("/api/"):
            return self._slack(path.removeprefix("/api/"), _fields(target, headers, body))
        if path.startswith("/hook/"):
            return self._hook(path.removeprefix("/hook/"), body)
        return _http("404 Not Found", b"{}")

    def _slack(self, method: str, asked: Fields) -> bytes | None:
        fault = self.faults["slack"].next(f"slack {method}")
        if fault == "fail":
            return _http("500 Internal Server Error", b"broken")
        if fault == "wait":
            wait = 1 + self.faults["slack"].chance.randrange(20)
            return _http(
                "429 Too Many Requests", b'{"ok": false, "error": "ratelimited"}', more=f"Retry-After: {wait}\r\n"
            )
        answer = self.slack.answer(method, asked)
        if method == "chat.postMessage" and answer["ok"]:
            metadata = asked.get("metadata") or {}
            metadata = json.loads(metadata) if isinstance(metadata, str) else metadata
            self.keep(f"slack-{asked['channel'][-1].lower()}", metadata.get("event_payload", {}).get("key"))
        return None if fault == "drop" else _http("200 OK", json.dumps(answer).encode())

    def _hook(self, name: str, body: bytes) -> bytes | None:
        fault = self.faults["hook"].next("hook")
        if fault == "fail":
            return _http("500 Internal Server Error", b"broken")
        if fault == "wait":
            wait = 1 + self.faults["hook"].chance.randrange(20)
            return _http("429 Too Many Requests", b"slowly", more=f"Retry-After: {wait}\r\n")
        self.keep(f"hook-{name}", json.loads(body))
        return None if fault == "drop" else _http("200 OK", b"{}")


class MailServer:
    """Takes mail; the part of the address before the "@" is the receiver."""

    def __init__(self, town: Town) -> None:
        self._town = town

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802, ARG002
        fault = self._town.faults["mail"].next("mail")
        if fault == "fail":
            return "451 4.3.0 broken"
        if fault == "wait":
            return "450 4.7.1 slowly"
        self._town.keep(envelope.rcpt_tos[0].partition("@")[0], envelope.content)
        if fault == "drop":
            server.transport.abort()
        return "250 taken"


def _fields(target: str, headers: dict[str, str], body: bytes) -> Fields:
    if headers.get("content-type", "").startswith("application/json"):
        return dict(json.loads(body))
    return (
        dict(parse_qsl(urlsplit(target).query)) | dict(parse_qsl(body.decode("latin-1")))
        if body or "?" in target
        else {}
    )


def _http(status: str, body: bytes, kind: str = "application/json", more: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return head.encode("ascii") + body


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
