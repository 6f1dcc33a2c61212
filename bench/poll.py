"""One sweep over many feeds: ours, a bare loop of httpx, and lemon24/reader, each in a process of its own, one after the other.

    python bench/poll.py [--feeds 1000] [--only ours,httpx,reader]

A server on loopback plays the feeds, each at an address of its own in 127.0.0.0/8, as publishers are many. Three sweeps: all new
(cold), none changed (all 304), one in twenty changed. CPU is that of the contestant and its children, the server's not counted.
Needs the extra `bench`. The last line is for programs; the ratios are ours over theirs: `httpx_cpu_ratio=` and `reader_cpu_ratio=` of
the sweep without changes, `reader_cold_cpu_ratio=` of the cold one, `rss_mb=` our most memory, the child's included.
"""

import argparse
import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

CONCURRENCY = 50
SWEEPS = ("cold", "unchanged", "changed")
ENTRY = (
    "<item><title>Notice {n} of {host} in version {version}</title><link>https://news.example/{host}/{version}/{n}</link>"
    "<pubDate>Mon, 0{day} Jun 2026 12:{n:02} GMT</pubDate><description>The council met on matters of procedure. {pad}</description></item>"
)


def body(host: str, version: int) -> bytes:
    """A feed of twenty entries, some 10 KB; a new version has one entry that the last one had not."""
    entries = [
        ENTRY.format(n=n, host=host, version=version if n == 0 else 0, day=1 + version % 9, pad="It adjourned. " * 25)
        for n in range(20)
    ]
    return f'<rss version="2.0"><channel><title>{host}</title>{"".join(entries)}</channel></rss>'.encode()


async def serve() -> None:
    """The server: versions go up when `/turn` is asked, all of one in twenty."""
    versions: dict[str, int] = {}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                host = writer.get_extra_info("sockname")[0]
                if head.startswith("GET /turn"):
                    for number, name in enumerate(sorted(versions)):
                        versions[name] += number % 20 == 0
                    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                    continue
                version = versions.setdefault(host, 0)
                etag = f'"{host}-{version}"'
                if etag in head:
                    writer.write(f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode())
                else:
                    content = body(host, version)
                    lines = f"HTTP/1.1 200 OK\r\nETag: {etag}\r\nContent-Type: application/rss+xml\r\nContent-Length: {len(content)}"
                    writer.write(f"{lines}\r\n\r\n".encode() + content)
        except (ConnectionError, asyncio.IncompleteReadError):
            writer.close()

    server = await asyncio.start_server(answer, "0.0.0.0", 0, backlog=2000)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def urls(count: int, port: int) -> list[str]:
    """The feeds' addresses."""
    return [f"http://127.{2 + n // 62500}.{n // 250 % 250}.{1 + n % 250}:{port}/feed.xml" for n in range(count)]


def cpu() -> float:
    """CPU seconds of this process and of its children so far."""
    mine, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime


def report(figures: dict[str, float]) -> None:
    """Hands the figures to the process that asked for them."""
    print(json.dumps(figures), flush=True)


class Clock:
    """CPU and wall seconds of each sweep. `live`: CPU of children that still run."""

    def __init__(self, live: Callable[[], float] = lambda: 0.0) -> None:
        self.figures: dict[str, float] = {}
        self._live = live

    async def sweep(self, name: str, work: Callable[[], Awaitable[object]]) -> None:
        """Measures one."""
        began, spent = time.monotonic(), cpu() + self._live()
        await work()
        self.figures[name] = cpu() + self._live() - spent
        self.figures[f"{name}_wall"] = time.monotonic() - began


async def _turn(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /turn HTTP/1.1\r\n\r\n")
    await reader.readuntil(b"\r\n\r\n")
    writer.close()


async def ours(count: int, port: int, folder: str) -> None:
    """Our schedule, fetcher, parser, grammar, ledger and database, as the daemon puts them together; an hour passes between sweeps."""
    from monitor.fetch import HttpFetcher
    from monitor.lexicon_file import prepare
    from monitor.memory import give_back, keep_what_is_loaded
    from monitor.notify import build_notifier
    from monitor.parse.apart import ChildParser
    from monitor.pipeline.poll import poll, take_due
    from monitor.pipeline.schedule import Turn
    from monitor.pipeline.world import World
    from monitor.store import open_store
    from monitor.types import Source

    give_back()
    listed = [Source(f"s{n}", url) for n, url in enumerate(urls(count, port))]
    allowed = frozenset(source.url.split("/")[2] for source in listed)
    later = timedelta()
    world = World(
        open_store(f"sqlite:///{folder}/bench.db"),
        HttpFetcher("bench/1 (+mailto:ops@example.org)", allow_private=allowed),
        build_notifier({}),
        lambda: datetime.now(UTC) + later,
        (),
        parser=ChildParser(),
    )
    gate = asyncio.Semaphore(CONCURRENCY)

    async def one(turn: Turn) -> None:
        async with gate:
            result = await poll(world, turn.source, turn)
            assert not result.error, result.error

    async def all_of_them() -> None:
        nonlocal later
        turns = await take_due(world, listed)
        assert len(turns) == count
        await asyncio.gather(*map(one, turns))
        later += timedelta(hours=1)

    prepare()
    keep_what_is_loaded()
    clock = Clock(_children_cpu)
    await clock.sweep("cold", all_of_them)
    await clock.sweep("unchanged", all_of_them)
    await _turn(port)
    await clock.sweep("changed", all_of_them)
    clock.figures["rss"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3 + sum(map(_most_mb, _children()))
    await world.close()
    report(clock.figures)


def _children() -> list[str]:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()


def _children_cpu() -> float:
    spent = 0
    for pid in _children():
        spent += sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]))
    return spent / os.sysconf("SC_CLK_TCK")


def _most_mb(pid: str) -> float:
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1e3


async def bare_httpx(count: int, port: int, folder: str) -> None:  # noqa: ARG001
    """httpx as its manual shows it: one client, keep-alive, validators remembered."""
    import httpx

    etags: dict[str, str] = {}
    gate = asyncio.Semaphore(CONCURRENCY)
    async with httpx.AsyncClient(trust_env=False) as client:

        async def one(url: str) -> None:
            async with gate:
                answer = await client.get(url, headers={"If-None-Match": etags[url]} if url in etags else {})
                etags[url] = answer.headers["etag"]
                assert answer.status_code in (200, 304)

        async def all_of_them() -> None:
            await asyncio.gather(*map(one, urls(count, port)))

        clock = Clock()
        await clock.sweep("cold", all_of_them)
        await clock.sweep("unchanged", all_of_them)
        await _turn(port)
        await clock.sweep("changed", all_of_them)
    report(clock.figures)


async def lemon_reader(count: int, port: int, folder: str) -> None:
    """lemon24/reader with ten workers."""
    from reader import make_reader

    feeds = make_reader(f"{folder}/reader.db")
    for url in urls(count, port):
        feeds.add_feed(url)

    async def update() -> None:
        feeds.update_feeds(workers=10, scheduled=False)

    clock = Clock()
    await clock.sweep("cold", update)
    await clock.sweep("unchanged", update)
    await _turn(port)
    await clock.sweep("changed", update)
    report(clock.figures)


CONTESTANTS = {"ours": ours, "httpx": bare_httpx, "reader": lemon_reader}


def measured(name: str, count: int) -> dict[str, float]:
    """One contestant against a server of its own."""
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen([sys.executable, __file__, "--serve"], stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None
            port = server.stdout.readline().strip()
            command = [
                sys.executable,
                __file__,
                "--feeds",
                str(count),
                "--run",
                name,
                "--port",
                port,
                "--folder",
                folder,
            ]
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        finally:
            server.kill()
            server.wait()
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    told = "  ".join(f"{sweep} {figures[sweep]:6.2f} s CPU {figures[f'{sweep}_wall']:6.2f} s wall" for sweep in SWEEPS)
    print(f"{name:8}{told}", flush=True)
    return figures


def main() -> None:
    """Measures and prints."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--feeds", type=int, default=1000)
    given.add_argument("--only", default="ours,httpx,reader")
    for hidden in ("--run", "--port", "--folder"):
        given.add_argument(hidden, help=argparse.SUPPRESS)
    given.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    told = given.parse_args()
    if told.serve:
        return asyncio.run(serve())
    if told.run:
        return asyncio.run(CONTESTANTS[told.run](told.feeds, int(told.port), told.folder))
    found = {name: measured(name, told.feeds) for name in told.only.split(",")}
    mine = found["ours"]
    ratios = {
        f"{name}_{sweep}cpu_ratio": mine[key] / found[name][key]
        for name, sweep, key in (("httpx", "", "unchanged"), ("reader", "", "unchanged"), ("reader", "cold_", "cold"))
        if name in found
    }
    print(" ".join(f"{name}={ratio:.2f}" for name, ratio in ratios.items()), f"rss_mb={mine['rss']:.0f}")
    return None


if __name__ == "__main__":
    main()
