"""How fast the pipeline is here: reading, replaying, asking what is due. Prints one figure a line; run it with `make bench`.

The documents are made up on the spot, in the proportions of a real day: most items hold no deadline.
"""

import resource
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from monitor import extract
from monitor.pipeline.replay import events
from monitor.store import open_store
from monitor.types import Document, Lead, Watch

START = datetime(2026, 1, 5, 12, tzinfo=UTC)
WATCHES = (Watch("all", ("console",), leads=(Lead(days=7), Lead(hours=24))),)
COUNTRIES = ("Brazil", "Canada", "India", "Mexico", "Japan", "Vietnam", "Switzerland", "Thailand")
IDLE = (
    "The minister opened the harbour on Monday and spoke of trade, steel and the weather. Nobody asked about tariffs. "
)


def documents(count: int) -> Iterator[Document]:
    """One item in five states a duty with its date; one in fifty is an order of 30 pages."""
    for n in range(count):
        country = COUNTRIES[n % len(COUNTRIES)]
        day = START + timedelta(minutes=15 * n)
        due = day + timedelta(days=20 + n % 60)
        duty = (
            f"Articles of {country} shall be subject to an additional duty of {10 + n % 40} percent, effective for goods entered "
            f"for consumption on or after 12:01 a.m. eastern time on {due:%B} {due.day}, {due.year}. "
        )
        text = IDLE * (600 if n % 50 == 0 else 6) + (duty if n % 5 == 0 else "")
        yield Document(
            f"d{n}",
            "bench",
            f"https://bench.example/{n}",
            f"Item {n}",
            text,
            day,
            official=n % 5 == 0,
            rank=5,
            issuer="US",
        )


def timed(work: Callable[[], int]) -> tuple[int, float]:
    """What the work counted, and its wall seconds."""
    started = time.perf_counter()
    counted = work()
    return counted, time.perf_counter() - started


def main() -> None:
    made = list(documents(1000))
    size = sum(len(document.text) for document in made)
    extract.read(made[0])
    found, seconds = timed(lambda: sum(len(extract.read(document).mentions) for document in made))
    print(f"read      {size / seconds / 1e6:8.2f} MB/s   {len(made) / seconds:8.0f} documents/s   {found} mentions")

    store = open_store("sqlite://")
    until = made[-1].published + timedelta(days=120)
    told, seconds = timed(lambda: sum(1 for _ in events(store, made, WATCHES, until)))
    print(f"replay    {len(made) / seconds:8.0f} documents/s   {told} events")

    def due() -> int:
        with store.begin() as tx:
            return len(tx.deadlines_waking(until, 50))

    rounds = 200
    _, seconds = timed(lambda: sum(due() for _ in range(rounds)))
    print(f"due query {seconds / rounds * 1000:8.2f} ms a transaction")
    store.close()
    print(f"memory    {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB peak")


if __name__ == "__main__":
    main()
