"""For those who run the site: is it alive, is it ready, and the numbers that Prometheus reads.

`/healthz` and `/readyz` say nothing that is stored and are open to all; `/metrics` needs what the pages need, or a token, of the default
workspace: it tells of the whole installation, in numbers. A receiver of another workspace makes nobody's site unready.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Metric, generate_latest
from prometheus_client.core import GaugeMetricFamily as Gauge
from prometheus_client.registry import Collector

from monitor import __version__
from monitor.errors import StoreError
from monitor.pipeline.life import TICKS
from monitor.ports import JOB_KINDS, Depth, Presence
from monitor.shown.health import faults_at
from monitor.shown.workers import lives
from monitor.types import workspace_of
from monitor.web.api import reader
from monitor.web.disk import is_short
from monitor.web.pages import SharedError, house_of, site_of
from monitor.web.site import Site
from monitor.web.threads import in_thread

router = APIRouter()

PARTS = (*TICKS, "audit", "sources", "database", "disk")
"""What may be named to anybody; a receiver may not."""
SENDING = "alerts"


@router.get("/healthz", include_in_schema=False)
async def healthz(request: Request) -> Response:
    """The process answers; 503 where its work stands still all the same."""
    alive = house_of(request).alive()
    return PlainTextResponse("ok\n" if alive else "stands still\n", 200 if alive else 503)


@router.get("/readyz", include_in_schema=False)
async def readyz(request: Request) -> Response:
    """503, and what is at fault, when polls are overdue, the disk is full, or nothing can be sent; `monitor health` says more."""
    named = [fault.partition(":")[0] for fault in await in_thread(_faults, house_of(request).within(""))]
    faults = list(dict.fromkeys(name if name in PARTS else SENDING for name in named))
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
    if site_of(request).workspace != "":
        raise SharedError("these numbers are of the whole installation, and told to readers of the default workspace")
    registry = CollectorRegistry()
    registry.register(_Numbers(house_of(request)))
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
            counts, ran = tx.counts(), tx.last_alive()
            states = tx.source_states(source.name for source in self.site.config().sources)
            alive, depths = [each for each in tx.presences() if lives(each, now)], tx.depths()
        rows = Gauge("monitor_rows", "Rows of the database by table and state", labels=["what"])
        for what, count in sorted(counts.items()):
            rows.add_metric([what], count)
        ticks = Gauge("monitor_tick_age_seconds", "Time since a tick of the daemon last ran", labels=["tick"])
        for tick, at in sorted((tick, at) for tick, at in ran.items() if not workspace_of(tick)):
            ticks.add_metric([tick], (now - at).total_seconds())
        failing = Gauge("monitor_source_failures", "Failed polls in a row", labels=["source"])
        silent = Gauge("monitor_source_ok_age_seconds", "Time since a source last answered well", labels=["source"])
        for name, state in sorted(states.items()):
            failing.add_metric([name], state.failures)
            if state.last_ok_at is not None:
                silent.add_metric([name], (now - state.last_ok_at).total_seconds())
        info = Gauge("monitor_info", "The program", labels=["version"])
        info.add_metric([__version__], 1)
        yield from (rows, ticks, failing, silent, info, *_shared(alive, depths))
        yield Gauge("monitor_faults", "What keeps the daemon from doing its work", value=len(_faults(self.site)))


def _shared(alive: Sequence[Presence], depths: Sequence[Depth]) -> Iterator[Metric]:
    """How the work is shared; where one process does all, nobody has a role and nothing waits."""
    workers = Gauge("monitor_workers", "Processes alive, by role", labels=["role"])
    for role in ("scheduler", "worker", "web"):
        workers.add_metric([role], sum(each.role == role for each in alive))
    jobs = Gauge("monitor_jobs", "Jobs by kind and state", labels=["kind", "state"])
    lag = Gauge("monitor_jobs_lag_seconds", "For how long the oldest job that could begin has waited", labels=["kind"])
    found = {depth.kind: depth for depth in depths}
    for kind in JOB_KINDS:
        depth = found.get(kind) or Depth(kind, 0, 0, 0, timedelta())
        for state in ("waiting", "held", "doing"):
            jobs.add_metric([kind, state], getattr(depth, state))
        lag.add_metric([kind], depth.lag.total_seconds())
    yield from (workers, jobs, lag)
    yield Gauge(
        "monitor_leaders", "Schedulers that lead: one, where roles are shared", value=sum(each.leads for each in alive)
    )
