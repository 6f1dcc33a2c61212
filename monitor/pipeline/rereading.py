"""Pages are read again for three days after they were posted: publishers edit them, and the feed says nothing of it."""

import logging
from dataclasses import replace

from monitor import listening
from monitor.errors import MonitorError, StoreError
from monitor.pipeline.learn import Learnt
from monitor.pipeline.pages import MOST_SILENT, Pages
from monitor.pipeline.schedule import wish
from monitor.pipeline.versions import Found, Text, take_in
from monitor.pipeline.world import World
from monitor.ports import Transaction
from monitor.types import Seen, Source

log = logging.getLogger(__name__)

AT_ONCE = 5
"""Pages read again in one poll: the next poll goes on."""


async def reread(world: World, source: Source) -> Learnt:
    """Reads the pages again whose time has come. A page that cannot be read is no failure of the source: we have its text."""
    now, learnt = world.clock(), Learnt()
    due = await world.db(lambda tx: tx.to_read_again(source.name, now, AT_ONCE))
    pages, silent = Pages(world.fetcher, world.parser, source), 0
    for seen in due:
        try:
            learnt.add(await _read_again(world, pages, seen))
            silent = 0
        except StoreError:
            raise
        except MonitorError as error:
            log.debug("%s: %s cannot be read again: %s", source.name, seen.item.url, error)
            later = await world.db(lambda tx, s=seen, e=error: _put_off(tx, world, s, e))  # type: ignore[misc]
            silent += 1
            if later or silent >= MOST_SILENT:
                break
        except Exception:
            log.exception("%s: %s cannot be read again", source.name, seen.item.url)
            await world.db(lambda tx, s=seen: tx.save_seen([replace(s, read_again_at=None)]))  # type: ignore[misc]
    return learnt


async def _read_again(world: World, pages: Pages, seen: Seen) -> Learnt:
    page = await pages.again(seen.item, seen.validators)
    now = world.clock()
    if page.document is None or page.document.digest == seen.digest:
        rested = replace(
            seen, read_at=now, read_again_at=listening.read_again_at(seen.published, now), validators=page.validators
        )
        await world.db(lambda tx: tx.save_seen([rested]))
        return Learnt()
    found = await Text(seen.item, seen.listed, page.document, seen, paged=True, validators=page.validators).read()
    return await world.db(lambda tx: _learn(tx, world, pages.source, found))


def _learn(tx: Transaction, world: World, source: Source, found: Found) -> Learnt:
    learnt, seen = take_in(tx, source, found, world.watches, world.clock(), quiet=False)
    tx.save_seen([seen])
    return learnt


def _put_off(tx: Transaction, world: World, seen: Seen, error: MonitorError) -> bool:
    """Plans the next try; says whether the publisher asked to be left alone."""
    now, asked = world.clock(), wish(error)
    again = listening.read_again_at(seen.published, now)
    tx.save_seen([replace(seen, read_again_at=again if asked is None else now + asked)])
    return asked is not None
