"""From posting to the receiver, in real time: the daemon, a web server, a source of two minutes."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from monitor.daemon import Daemon
from monitor.fetch import HttpFetcher
from monitor.pipeline.world import World
from monitor.store import open_store
from monitor.types import Source, Watch

INTERVAL = 120.0


class Desk:
    """Notes when it was told."""

    def __init__(self) -> None:
        self.told = asyncio.Event()

    async def send(self, *_: object, **__: object) -> None:
        self.told.set()

    async def took(self, _: object) -> None:
        return None


def item(number: int, text: str) -> str:
    when = format_datetime(datetime.now(UTC))
    return (
        f"<item><title>Paper {number}</title><link>https://x.example/{number}</link><pubDate>{when}</pubDate>"
        f"<description>{text}</description></item>"
    )


@pytest.mark.slow
def test_what_is_posted_right_after_a_poll_is_told_within_the_interval(tmp_path: Path, httpserver: HTTPServer) -> None:
    items, polls = [item(0, "The harbour is open.")], []

    def feed(_: Request) -> Response:
        polls.append(time.monotonic())
        body = f"<rss version='2.0'><channel><title>T</title>{''.join(items)}</channel></rss>"
        return Response(body, content_type="application/rss+xml")

    httpserver.expect_request("/feed").respond_with_handler(feed)
    source = Source("fast", httpserver.url_for("/feed"), every=timedelta(seconds=INTERVAL))
    day = (datetime.now(UTC) + timedelta(days=2)).strftime("%B %d, %Y")

    async def go() -> float:
        fetcher = HttpFetcher("deadline-monitor-test/1", allow_private=frozenset({"localhost"}))
        desk = Desk()
        watches = (Watch("all", ("desk",), line="watchlists.yaml:1"),)
        store = open_store(f"sqlite:///{tmp_path}/monitor.db")
        daemon = Daemon(World(store, fetcher, desk, lambda: datetime.now(UTC), watches), [source])  # type: ignore[arg-type]
        running = asyncio.create_task(daemon.run())
        async with asyncio.timeout(30):
            while not polls:  # noqa: ASYNC110  the server runs in a thread of its own
                await asyncio.sleep(0.05)
        await asyncio.sleep(1)
        posted = time.monotonic()
        items.insert(0, item(1, f"The United States will impose a 30% tariff on imports from Brazil from {day}."))
        async with asyncio.timeout(INTERVAL + 30):
            await desk.told.wait()
        latency = time.monotonic() - posted
        daemon.stop.set()
        await running
        await daemon.world.close()
        return latency

    latency = asyncio.run(go())
    print(f"posting to alert: {latency:.1f} s")
    assert latency < INTERVAL + 2
