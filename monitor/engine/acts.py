"""What each kind of job does. All of it may run twice: what is done already is asked of the database first."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from monitor.daemon import log_poll
from monitor.engine.jobs import Job, Later, offer
from monitor.errors import FetchError, ParseError, SlotError
from monitor.pipeline.backfill import REST, Backfilling
from monitor.pipeline.deliver import Couriers
from monitor.pipeline.poll import poll_list
from monitor.pipeline.rereading import reread
from monitor.pipeline.schedule import take_slot
from monitor.pipeline.world import World
from monitor.ports import Transaction
from monitor.types import Backfill, Source

log = logging.getLogger(__name__)

FIRST_REST, MOST_TRIES = timedelta(minutes=1), 20
"""When a page of the past is asked for again that gave no answer, and how often."""

Act = Callable[[Job], Awaitable[None]]


@dataclass(slots=True)
class Acts:
    """`stopping`: asked by couriers before each send."""

    world: World
    sources: Sequence[Source]
    stopping: Callable[[], bool]
    _couriers: Couriers = field(init=False)

    def __post_init__(self) -> None:
        self._couriers = Couriers(self.world, self.stopping)

    def adopt(self, world: World, sources: Sequence[Source]) -> None:
        """What begins from now on begins with these."""
        self.world = self._couriers.world = world
        self.sources = sources

    def fetching(self) -> dict[str, Act]:
        """Those that ask publishers."""
        return {"poll": self.poll, "reread": self.reread, "backfill": self.backfill}

    def sending(self) -> dict[str, Act]:
        """Those that serve receivers."""
        return {"deliver": self.deliver}

    async def give_up(self) -> None:
        """Calls back the couriers still out."""
        await self._couriers.give_up()

    async def poll(self, job: Job) -> None:
        """Polls a source in its slot, unless that is done. Raises StoreError."""
        source = self._source(job)
        if source is None:
            return
        try:
            turn = await take_slot(self.world, source, datetime.fromisoformat(job.part))
            result = await poll_list(self.world, source, turn)
        except SlotError as done:
            log.debug("%s", done)
            return
        log_poll(result)
        if source.page and not result.failed:
            await self.world.db(lambda tx: self._offer_pages(tx, source.name))

    def _offer_pages(self, tx: Transaction, name: str) -> None:
        if tx.to_read_again(name, self.world.clock(), 1):
            offer(tx, [Job("reread", name)])

    async def reread(self, job: Job) -> None:
        """Reads pages of a source again, as far as their time has come. Raises StoreError."""
        source = self._source(job)
        if source is not None and source.page:
            await reread(self.world, source)

    async def deliver(self, job: Job) -> None:
        """Sends what is due for a receiver."""
        await self._couriers.serve(job.subject)

    async def backfill(self, job: Job) -> None:
        """Fetches one page of a source's past and offers the next, unless it is fetched. Raises Later, StoreError."""
        source, known = self._source(job), await self.world.db(lambda tx: tx.backfill(job.subject))
        day, _, page = job.part.partition("/")
        if source is None or known is None or known.done or known.since != date.fromisoformat(day):
            return
        if known.page == int(page):
            known = await self._page(Backfilling(self.world, source, known.since), known, job)
        if known is not None and not known.done:
            following = replace(page_job(known), rest=REST)
            await self.world.db(lambda tx: offer(tx, [following]))

    async def _page(self, work: Backfilling, known: Backfill, job: Job) -> Backfill | None:
        try:
            progress = await work.page(known)
        except (FetchError, ParseError) as error:
            asked = error.retry_after if isinstance(error, FetchError) else None
            if job.tries >= MOST_TRIES:
                log.error("%s: given up at page %d: %s", job.subject, known.page, error)
                return None
            raise Later(asked or FIRST_REST, str(error)) from error
        log.info("%s: page %d of its past: %d new documents", job.subject, known.page, progress.documents)
        return progress.backfill

    def _source(self, job: Job) -> Source | None:
        """The source as it is configured now; None where it is watched no more."""
        found = next((source for source in self.sources if source.name == job.subject), None)
        return found if found is not None and found.enabled else None


def lock_of(job: Job) -> str:
    """What nobody else may be at meanwhile: a poll of a source and the reading of its pages take turns."""
    return f"{'source' if job.kind in ('poll', 'reread') else job.kind}:{job.subject}"


def page_job(state: Backfill) -> Job:
    """The job that fetches the page at which the backfill is."""
    return Job("backfill", state.source, f"{state.since.isoformat()}/{state.page}")


async def begin_backfill(world: World, source: Source, since: date) -> Backfill:
    """Offers the past of a source to the workers: from its first page, or from where it stopped. Raises StoreError."""
    state = await Backfilling(world, source, since).begin()

    def begin(tx: Transaction) -> None:
        tx.save_backfill(state)
        offer(tx, [page_job(state)])

    await world.db(begin)
    return state
