"""For those who run the site: is it alive, is it ready, and the numbers that Prometheus reads.

`/healthz` and `/readyz` say nothing that is stored and are open to all; `/metrics` needs what the pages need, or a token.
"""

from collections.abc import Iterator

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Metric, generate_latest
from prometheus_client.core import GaugeMetricFamily as Gauge
from prometheus_client.registry import Collector

from monitor import __version__
from monitor.errors import StoreError
from monitor.shown.health import faults_at
from monitor.web.api import reader
from monitor.web.disk import is_short
from monitor.web.pages import site_of
from monitor.web.site import Site
from monitor.web.threads import in_thread

router = APIRouter()


@router.get("/healthz", include_in_schema=False)
async def healthz() -> Response:
    """The process answers."""
    return PlainTextResponse("ok\n")


@router.get("/readyz", include_in_schema=False)
async def readyz(request: Request) -> Response:
    """503, and what is at fault, when polls are overdue, the disk is full, or nothing can be sent; `monitor health` says more."""
    faults = [fault.partition(":")[0] for fault in await in_thread(_faults, site_of(request))]
    return PlainTextResponse("\n".join(faults or ["ok"]) + "\n", 503 if faults else 200)


def _faults(site: Site) -> list[str]:
    try:
        with site.store.read() as tx:
            faults = faults_at(tx, site.now())
    except StoreError as error:
        return [f"database: {error}"]
    return faults + (["disk: less than 50 MB are free where the data lies"] if is_short(site.data_dir) else [])


@router.get("/metrics", include_in_schema=False)
async def metrics(request: Request) -> Response:
    """The Prometheus text format."""
    await in_thread(reader, request)
    registry = CollectorRegistry()
    registry.register(_Numbers(site_of(request)))
    return Response(await in_thread(generate_latest, registry), media_type=CONTENT_TYPE_LATEST)


class _Numbers(Collector):
    """What is counted, read from the database when it is asked for: every process tells the same."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def describe(self) -> list[Metric]:
        """Nothing ahead of time: it would cost a look at the database."""
        return []

    def collect(self) -> Iterator[Metric]:
        """The numbers as they are now."""
        now = self.site.now()
        with self.site.store.read() as tx:
            counts, alive = tx.counts(), tx.last_alive()
            states = tx.source_states(source.name for source in self.site.config().sources)
        rows = Gauge("monitor_rows", "Rows of the database by table and state", labels=["what"])
        for what, count in sorted(counts.items()):
            rows.add_metric([what], count)
        ticks = Gauge("monitor_tick_age_seconds", "Time since a tick of the daemon last ran", labels=["tick"])
        for tick, at in sorted(alive.items()):
            ticks.add_metric([tick], (now - at).total_seconds())
        failing = Gauge("monitor_source_failures", "Failed polls in a row", labels=["source"])
        silent = Gauge("monitor_source_ok_age_seconds", "Time since a source last answered well", labels=["source"])
        for name, state in sorted(states.items()):
            failing.add_metric([name], state.failures)
            if state.last_ok_at is not None:
                silent.add_metric([name], (now - state.last_ok_at).total_seconds())
        info = Gauge("monitor_info", "The program", labels=["version"])
        info.add_metric([__version__], 1)
        yield from (rows, ticks, failing, silent, info)
        yield Gauge("monitor_faults", "What keeps the daemon from doing its work", value=len(_faults(self.site)))
