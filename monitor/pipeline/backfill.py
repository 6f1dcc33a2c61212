"""The past of one source, page by page, newest first: what was published before we began to listen.

Polite: one request at a time, with a rest between two. Resumable: after each page is written down how far we are. Nothing is told of
what is found; reminders of dates still ahead are planned.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor import listening, sources
from monitor.errors import FetchError, MonitorError, ParseError, StoreError
from monitor.pipeline.learn import Learnt
from monitor.pipeline.pages import Page, Pages
from monitor.pipeline.versions import Found, Text, apart, take_in
from monitor.pipeline.world import World
from monitor.ports import Transaction
from monitor.types import Backfill, Item, Seen, Source

log = logging.getLogger(__name__)

REST = timedelta(seconds=2)
"""Between two requests."""
MOST_PAGES = 2000

Rest = Callable[[timedelta], Awaitable[None]]


async def sleep(rest: timedelta) -> None:
    """Lets the publisher alone for a while."""
    await asyncio.sleep(rest.total_seconds())


@dataclass(slots=True)
class Progress:
    """What one page brought. `done`: why there is nothing more to fetch, or empty; `failed`: pages of items that could not be read."""

    backfill: Backfill
    documents: int = 0
    failed: int = 0
    done: str = ""


@dataclass(slots=True)
class Backfilling:
    """Fetches the past of `source` back to the beginning of the day `since`, in the source's zone."""

    world: World
    source: Source
    since: date
    rest: Rest = sleep

    async def begin(self) -> Backfill:
        """Where to go on: the first page, or where an earlier run to the same day stopped."""
        known = await self.world.db(lambda tx: tx.backfill(self.source.name))
        if known is None or known.since != self.since or known.done:
            return Backfill(self.source.name, self.since)
        return known

    async def page(self, before: Backfill) -> Progress:
        """Fetches and learns the next page. Raises FetchError and ParseError: the next run goes on with this page."""
        reader = sources.reader(self.source.reader)
        if before.page > 1 and reader.older_page is None:
            return await self._end(Progress(before, done="the publisher offers no older pages in a way that we know"))
        try:
            answer = await self.world.fetcher.get(self._address(before.page))
        except FetchError as error:
            if error.status in (400, 404, 410) and before.page > 1:
                return await self._end(Progress(before, done="the publisher has no older pages"))
            raise
        listed = await self.world.parser.items(self.source, answer)
        items = [item for item in apart(listed, paged=self.source.page) if self._is_wanted(item)]
        found, failed = await self._read(items)
        oldest = min((item.published for item in listed if item.published), default=None)
        after = replace(before, page=before.page + 1, items=before.items + len(items), oldest=oldest or before.oldest)
        progress = Progress(after, failed=failed, done=self._end_of(before, after, listed))
        if progress.done:
            progress.backfill = replace(after, done=True)
        progress.documents = await self.world.db(lambda tx: self._store(tx, found, progress.backfill))
        return progress

    def _address(self, number: int) -> str:
        older_page = sources.reader(self.source.reader).older_page
        return self.source.url if older_page is None else older_page(self.source, number)

    def _end_of(self, before: Backfill, after: Backfill, listed: Sequence[Item]) -> str:
        if not listed:
            return "the publisher has no older pages"
        if after.oldest is not None and after.oldest < self._first_instant():
            return "all of that time is fetched"
        if before.oldest is not None and after.oldest is not None and after.oldest >= before.oldest:
            return "the publisher repeats itself: older pages bring nothing older"
        return "there are more pages than we ask for" if after.page > MOST_PAGES else ""

    async def _end(self, progress: Progress) -> Progress:
        progress.backfill = replace(progress.backfill, done=True)
        await self.world.db(lambda tx: tx.save_backfill(progress.backfill))
        return progress

    def _first_instant(self) -> datetime:
        return datetime.combine(self.since, time(0), ZoneInfo(self.source.zone or "UTC")).astimezone(UTC)

    def _is_wanted(self, item: Item) -> bool:
        """An item without a date is not of the past for certain: the polls have it."""
        return item.published is not None and item.published >= self._first_instant()

    async def _read(self, items: Sequence[Item]) -> tuple[list[Found], int]:
        known = await self.world.db(lambda tx: self._known(tx, items))
        pages, found, failed = Pages(self.world.fetcher, self.world.parser, self.source), list[Found](), 0
        for item in items:
            if item.url in known:
                continue
            try:
                found.append(await self._found(item, pages))
            except FetchError as error:
                if error.retry_after is not None or error.status is None:
                    raise
                failed += 1
            except MonitorError:
                failed += 1
            except Exception:
                log.exception("%s: %s cannot be read", self.source.name, item.url)
                failed += 1
        return found, failed

    def _known(self, tx: Transaction, items: Sequence[Item]) -> set[str]:
        urls = [item.url for item in items]
        return {*tx.seen(self.source.name, urls), *tx.known_digests(self.source.name, urls)}

    async def _found(self, item: Item, pages: Pages) -> Found:
        paged = pages.are_wanted(item)
        if paged:
            await self.rest(REST)
        page = await pages.page(item) if paged else Page(sources.summary_document(item, self.source))
        if page.document is None:
            raise ParseError("the page gave no text")
        listed = listening.listed_as(item)
        return await Text(item, listed, page.document, None, paged=paged, validators=page.validators).read()

    def _store(self, tx: Transaction, found: Sequence[Found], backfill: Backfill) -> int:
        """Writes a page, oldest first, and how far we are."""
        now, learnt, met = self.world.clock(), Learnt(), list[Seen]()
        for each in sorted(found, key=lambda each: each.document.published):
            try:
                with tx.savepoint():
                    told, seen = take_in(tx, self.source, each, self.world.watches, now, quiet=True)
                learnt.add(told)
                met.append(seen)
            except StoreError:
                raise
            except Exception as error:
                log.exception("%s: %s cannot be taken into the ledger", self.source.name, each.document.url)
                tx.quarantine(self.source.name, each.document.url, f"{type(error).__name__}: {error}", now)
        tx.save_seen(met)
        tx.save_backfill(backfill)
        return learnt.documents
