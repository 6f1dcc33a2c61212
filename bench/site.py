"""How the site bears readers: so many pages a second of the timeline, each another filter and page, while sources are polled.

    python bench/site.py [--deadlines 100000] [--rate 200] [--seconds 30] [--warm 10] [--folder DIR]

The daemon's process, with the site in a thread and the parser in a child as `monitor run` has them, is kept on one core; the readers are
another process. A source is polled all the while: documents are read, learnt and written. The last line is for programs:
`requests=… p50_ms=… p99_ms=… errors=…`; the lines before it say what was measured.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from ledger_fill import NOW, Grown, fill

from monitor.memory import give_back, keep_what_is_loaded
from monitor.parse.apart import ChildParser
from monitor.pipeline.poll import poll
from monitor.pipeline.world import World
from monitor.ports import Answer
from monitor.settings import Config
from monitor.store.opening import open_sql_store
from monitor.types import Lead, MeasureKind, Parcel, Source, Watch
from monitor.web.access import Access
from monitor.web.serving import LOCAL, served
from monitor.web.site import Site

WATCHES = (
    Watch("Tariffs", ("desk",), measures=(MeasureKind.TARIFF,), leads=(Lead(days=7),)),
    Watch("Russia", ("desk",), countries=("RU", "BY", "IR"), leads=(Lead(days=7),)),
    Watch("Steel", ("desk",), any_words=("steel", "aluminium"), leads=(Lead(hours=24),)),
    Watch("Canada", ("desk",), countries=("CA",)),
)
EVERY = 5.0
"""Seconds between two polls, each with ITEMS new documents: more in an hour than come in a day."""
ITEMS = 5
TEXT = (
    "Articles of {country} shall be subject to an additional duty of {rate} percent, effective for goods entered for consumption on "
    "or after 12:01 a.m. eastern time on {day:%B} {day.day}, {day.year}. The committee met and spoke of trade and the weather. "
)


class Newsroom:
    """A feed that has something new whenever it is asked, and a receiver that takes everything."""

    def __init__(self) -> None:
        self.told = 0

    async def get(self, url: str, validators: Mapping[str, str] | None = None) -> Answer:  # noqa: ARG002
        items = "".join(self._item() for _ in range(ITEMS))
        return Answer(url, 200, f'<rss version="2.0"><channel>{items}</channel></rss>'.encode(), "application/rss+xml")

    def _item(self) -> str:
        self.told += 1
        day = NOW + timedelta(days=20 + self.told % 60)
        words = TEXT.format(country=("Brazil", "Canada", "India")[self.told % 3], rate=10 + self.told % 40, day=day) * 4
        link = f"https://news.example/{self.told}"
        at = f"{NOW - timedelta(hours=9) + timedelta(seconds=self.told):%a, %d %b %Y %H:%M:%S} GMT"  # one after the other
        return f"<item><title>Duty {self.told}</title><link>{link}</link><pubDate>{at}</pubDate><description>{words}</description></item>"

    async def close(self) -> None:
        """Nothing is held."""

    async def send(self, parcel: Parcel, *, now: datetime) -> str | None:  # noqa: ARG002
        return None

    async def took(self, parcel: Parcel) -> bool | None:  # noqa: ARG002
        return None


async def watch_and_serve(
    world: World, address: str, given: argparse.Namespace
) -> tuple[dict[str, list[float]], list[float], float]:
    """What the readers measured, how long each poll took, and the CPU seconds of this process meanwhile."""
    source = Source("bench", "https://news.example/feed", rank=3)
    await poll(world, source)
    await _readers(address, given.rate, given.warm, 1)
    polls: list[float] = []
    readers = asyncio.create_task(_readers(address, given.rate, given.seconds, 2))
    used = time.process_time()
    while not readers.done():
        began = time.perf_counter()
        result = await poll(world, source)
        assert not result.error, result.error
        polls.append((time.perf_counter() - began) * 1000)
        await asyncio.wait({readers}, timeout=max(0.0, EVERY - polls[-1] / 1000))
    used = time.process_time() - used
    await world.parser.close()
    return readers.result(), polls, used


async def _readers(address: str, rate: float, seconds: float, seed: int) -> dict[str, list[float]]:
    script = Path(__file__).parent / "site_load.py"
    words = (str(script), address, NOW.date().isoformat(), str(rate), str(seconds), str(seed))
    process = await asyncio.create_subprocess_exec(
        sys.executable, *words, stdout=subprocess.PIPE, preexec_fn=_elsewhere, limit=1 << 24
    )
    out, _ = await process.communicate()
    found: dict[str, list[float]] = json.loads(out)
    return found


CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


def _elsewhere() -> None:
    """The readers leave the daemon's core alone, where there is another one."""
    if len(CORES) > 1:
        os.sched_setaffinity(0, CORES[1:])


def measured(folder: Path, given: argparse.Namespace) -> None:
    """Fills, serves, and prints."""
    give_back()
    address = f"sqlite:///{folder}/site.db"
    filling = open_sql_store(address, lasting=False)
    fill(filling, Grown(given.deadlines, 0))
    filling.close()
    if CORES:
        os.sched_setaffinity(0, CORES[:1])
    store, room = open_sql_store(address), Newsroom()
    config = Config((), WATCHES, {})
    site = Site(store, lambda: NOW, lambda: config, Access("k" * 40))
    world = World(store, room, room, lambda: NOW, WATCHES, ChildParser())
    with served(site, "127.0.0.1", 0, LOCAL) as at:
        keep_what_is_loaded()
        result, polls, used = asyncio.run(watch_and_serve(world, at, given))
    took, errors = sorted(result["ms"]), result["errors"]
    for error in errors[:5]:
        print(f"error     {error}")
    print(
        f"site      {given.deadlines} deadlines, {given.rate} requests/s for {given.seconds} s after {given.warm} s of warming up"
    )
    print(
        f"polls     {len(polls)} of {ITEMS} new documents each, median {statistics.median(polls):.0f} ms, slowest {max(polls):.0f} ms"
    )
    print(f"cpu       {used / len(took) * 1000:.2f} ms a request, polls included; {used / given.seconds:.0%} of a core")
    p50, p99 = (took[int(len(took) * share)] for share in (0.5, 0.99))
    print(f"requests={len(took)} p50_ms={p50:.1f} p99_ms={p99:.1f} errors={len(errors)}")


def main() -> None:
    """Prints a figure a line, the summary last."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--deadlines", type=int, default=100_000)
    asked.add_argument("--rate", type=float, default=200)
    asked.add_argument("--seconds", type=float, default=30)
    asked.add_argument("--warm", type=float, default=10, help="seconds of readers before the measuring begins")
    asked.add_argument("--folder", type=Path, default=None, help="where the database is made; default: the system's")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder, prefix="site-bench-") as name:
        measured(Path(name), given)


if __name__ == "__main__":
    main()
