"""Readers of the site, in a process of their own: so many requests a second, whether or not the ones before were answered.

    python bench/site_load.py ADDRESS FIRST_DAY RATE SECONDS SEED

Prints one line of JSON: `{"ms": [...], "errors": [...]}`. A request that waits for a free connection is already late: its time runs from
the instant at which it was due.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from urllib.parse import urlencode, urlsplit

CONNECTIONS = 48
COUNTRIES = "CN CA MX IN RU BR JP KR VN TW CH TH MY ID EU GB IR TR ZA AU US".split()  # noqa: SIM905
FILTERS = {
    "country": COUNTRIES,
    "measure": ("tariff", "sanctions", "licence", "quota", "export_control", "import_ban"),
    "role": ("effective", "expiry", "suspension_end", "comment_close", "wind_down_end", "hearing"),
    "status": ("announced", "expired"),
    "text": ("steel", "wine", "chips", "copper", "dairy", "trucks", "lumber", "aluminium"),
}


def queries(chance: Random, first: date) -> Iterator[str]:
    """No two alike: none to three filters, and a page somewhere in the next 90 days; one in four starts at any day of two years."""
    told = set()
    while True:
        asked = {
            name: chance.choice(FILTERS[name])
            for name in chance.sample(list(FILTERS), chance.choice((0, 1, 1, 2, 2, 3)))
        }
        if chance.random() < 0.25:
            asked["start"] = (first + timedelta(days=chance.randrange(700))).isoformat()
            asked["days"] = str(chance.choice((30, 90, 180, 365)))
        elif chance.random() < 0.8:
            later = timedelta(days=chance.randrange(90), minutes=chance.randrange(1440))
            asked["after"] = f"{first + later}T{chance.randrange(24):02}:{chance.randrange(60):02}:00+00:00"
        query = urlencode(asked)
        if query not in told:
            told.add(query)
            yield query


class Reader:
    """One connection that is kept open, and the cookie that a browser would keep."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.cookie = ""

    async def connect(self) -> None:
        """Comes for the first time, and is given its cookie."""
        self.reader, self.writer = await asyncio.open_connection(self.host, self.port)
        await self.get("/login")
        _, head, _ = await self.get("/?start=2150-01-01")
        lines = head.split("\r\n")
        found = [line.split(": ", 1)[1].split(";")[0] for line in lines if line.lower().startswith("set-cookie")]
        self.cookie = found[0]

    async def asked(self, address: str) -> tuple[int, str, bytes]:
        """The same over a new connection where the old one was closed while it lay idle, as browsers do; the time runs on."""
        try:
            return await self.get(address)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.writer.close()
            self.reader, self.writer = await asyncio.open_connection(self.host, self.port)
            return await self.get(address)

    async def get(self, address: str) -> tuple[int, str, bytes]:
        """Status, head and body of the answer."""
        cookie = f"Cookie: {self.cookie}\r\n" if self.cookie else ""
        self.writer.write(f"GET {address} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n{cookie}\r\n".encode())
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = next(line for line in head.split("\r\n") if line.lower().startswith("content-length"))
        body = await self.reader.readexactly(int(length.split(":")[1]))
        return int(head.split(" ", 2)[1]), head, body


async def load(address: str, first: date, rate: float, seconds: float, seed: int) -> dict[str, list[object]]:
    """Milliseconds of all requests, and what went wrong."""
    parts = urlsplit(address)
    assert parts.hostname
    assert parts.port
    free: asyncio.Queue[Reader] = asyncio.Queue()
    for _ in range(CONNECTIONS):
        reader = Reader(parts.hostname, parts.port)
        await reader.connect()
        free.put_nowait(reader)
    asked, took, errors = queries(Random(seed), first), [], []

    async def one(query: str, due: float) -> None:
        reader = await free.get()
        try:
            status, _, body = await reader.asked(f"/?{query}")
            if status != 200 or b"</html>" not in body[-10:]:
                errors.append(f"{status} {query}")
        except (OSError, EOFError) as error:
            errors.append(f"{error!r} {query}")
        took.append((time.perf_counter() - due) * 1000)
        free.put_nowait(reader)

    running = set()
    begin = time.perf_counter() + 0.1
    for number in range(int(rate * seconds)):
        due = begin + number / rate
        if (wait := due - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        task = asyncio.create_task(one(next(asked), due))
        running.add(task)
        task.add_done_callback(running.discard)
    await asyncio.gather(*running)
    return {"ms": took, "errors": errors}


if __name__ == "__main__":
    where, day, rate, seconds, seed = sys.argv[1:]
    result = asyncio.run(load(where, date.fromisoformat(day), float(rate), float(seconds), int(seed)))
    print(json.dumps(result))
