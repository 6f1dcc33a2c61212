"""How fast messages go out: different alerts, one by one, to servers on loopback in a process of their own.

    python bench/notify.py [--alerts 1000]

Last line: `alerts=... webhook_per_s=... smtp_per_s=... rss_growth_mb=...`; at least 600 and 300 are wanted.
"""

import argparse
import asyncio
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall
from socketserver import StreamRequestHandler, ThreadingTCPServer

from monitor.notify import build_notifier
from monitor.types import (
    Alert,
    AlertReason,
    ChangeReason,
    Deadline,
    DeadlineKind,
    Due,
    Evidence,
    Firmness,
    Measure,
    MeasureKind,
    Parcel,
    Precision,
    Receiver,
    ReceiverKind,
    Status,
)

NOW = datetime(2026, 8, 19, 2, 42, tzinfo=UTC)


class Hook(StreamRequestHandler):
    """Takes every POST."""

    disable_nagle_algorithm = True

    def handle(self) -> None:
        length = 0
        while line := self.rfile.readline().lower():
            if line.startswith(b"content-length:"):
                length = int(line.split(b":")[1])
            if line == b"\r\n":
                self.rfile.read(length)
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")


class Mailbox(StreamRequestHandler):
    """Takes every mail."""

    disable_nagle_algorithm = True

    def handle(self) -> None:
        self.wfile.write(b"220 bench\r\n")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                while self.rfile.readline() != b".\r\n":
                    pass
            self.wfile.write(b"250 ok\r\n")


def serve(kind: str, port: int) -> None:
    address = ("127.0.0.1", port)
    with ThreadingTCPServer(address, Hook if kind == "webhook" else Mailbox) as server:
        server.serve_forever()


@contextmanager
def server(kind: str) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen([sys.executable, __file__, "--serve", kind, "--port", str(port)])
    try:
        for _ in range(200):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait()


def alerts(count: int) -> Iterator[Alert]:
    """Dates that moved, each of another measure."""
    words = (
        "the date of 19 August is replaced by 22 August 2026, one minute past midnight eastern time, for goods of line"
    )
    for number in range(count):
        new = Deadline(
            key=f"us-tariff-ca-effective-{number}",
            kind=DeadlineKind.EFFECTIVE,
            due=Due(date(2026, 8, 22) + timedelta(days=number % 90), "America/New_York", wall(0, 1), Precision.MINUTE),
            measure=Measure(
                MeasureKind.TARIFF,
                "US",
                ("CA",),
                10.0 + number % 7,
                f"Proclamation {number}",
                "Section 338",
                (f"line {number}",),
            ),
            status=Status.ANNOUNCED,
            firmness=Firmness.SIGNED,
            revision=2,
            stated_at=NOW,
            learnt_at=NOW,
            dated_at=NOW,
            evidence=Evidence(
                f"d{number}",
                "White House",
                f"https://example.org/{number}",
                f"Duties, line {number}",
                f"{words} {number}",
                NOW,
                5,
            ),
        )
        old = replace(new, due=replace(new.due, day=new.due.day - timedelta(days=3)), revision=1)
        watches = (("North America", "watchlists.yaml:12"),)
        yield Alert(AlertReason.CHANGE, "desk", watches, "Europe/Brussels", new, old, ChangeReason.MOVED_LATER)


def rate(receiver: Receiver, count: int) -> tuple[float, float]:
    """Messages a second, and how long the processor worked on each, in milliseconds: that is less shaken by a busy machine."""
    notifier = build_notifier({"desk": receiver})
    parcels = [Parcel.of(alert) for alert in alerts(count)]

    async def story() -> tuple[float, float]:
        await notifier.send(parcels[0], now=NOW)
        started, worked = time.perf_counter(), time.process_time()
        for parcel in parcels:
            await notifier.send(parcel, now=NOW)
        return count / (time.perf_counter() - started), (time.process_time() - worked) / count * 1000

    return asyncio.run(story())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--alerts", type=int, default=1000)
    parser.add_argument("--serve", choices=["webhook", "smtp"])
    parser.add_argument("--port", type=int, default=0)
    asked = parser.parse_args()
    if asked.serve:
        serve(asked.serve, asked.port)
        return
    with server("webhook") as port:
        hook, hook_ms = rate(Receiver("desk", f"http://127.0.0.1:{port}/hook", ReceiverKind.WEBHOOK), asked.alerts)
    with server("smtp") as port:
        box = Receiver(
            "desk", f"smtp://127.0.0.1:{port}", ReceiverKind.EMAIL, "desk@example.org", "monitor@example.com"
        )
        mail, mail_ms = rate(box, asked.alerts)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        rate(box, asked.alerts)
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"webhook_cpu_ms={hook_ms:.2f} smtp_cpu_ms={mail_ms:.2f}")
    print(f"alerts={asked.alerts} webhook_per_s={hook:.0f} smtp_per_s={mail:.0f} rss_growth_mb={grown:.1f}")


if __name__ == "__main__":
    main()
