"""One poll of one source: fetch, parse, read, learn, and only then remember that we were here."""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from monitor import listening, sources
from monitor.errors import EmptyError, FetchError, MonitorError, ParseError, SlotError, SourceError, StoreError
from monitor.pipeline.learn import Learnt
from monitor.pipeline.notes import Note
from monitor.pipeline.pages import Page, Pages
from monitor.pipeline.rereading import reread
from monitor.pipeline.schedule import Turn, after_failure, after_success, hold_slot, is_offline, take_due, to_wake, wish
from monitor.pipeline.versions import Found, Text, apart, read_all, take_in, take_in_silent
from monitor.pipeline.world import World
from monitor.ports import Answer, Transaction
from monitor.types import Item, Seen, Source, SourceState, digest_of

__all__ = ["Poll", "poll", "poll_list", "take_due"]

log = logging.getLogger(__name__)

PATIENCE = 5
"""Polls in a row after which an item whose page stays unreadable is read from the feed's own summary."""


@dataclass(slots=True)
class Poll:
    """How one poll went. `error`: why it failed, in words, or empty; a poll may be incomplete and still have learnt much.

    `failed`: nothing was learnt.
    """

    source: str
    items: int = 0
    unchanged: bool = False
    error: str = ""
    failed: bool = False
    quarantined: int = 0
    learnt: Learnt = field(default_factory=Learnt)


@dataclass(frozen=True, slots=True)
class Known:
    """What we have of a source's items already. `listed`, `texts`: also at other addresses than those asked for."""

    seen: Mapping[str, Seen]
    listed: frozenset[str]
    texts: frozenset[str]


@dataclass(slots=True)
class Haul:
    """What one answer holds that we did not have.

    `failed`: items to be tried again at the next poll, with the reason; `met`: known ones that the source lists otherwise than before.
    """

    items: tuple[Item, ...]
    found: list[Found] = field(default_factory=list)
    met: list[Seen] = field(default_factory=list)
    failed: list[tuple[str, MonitorError]] = field(default_factory=list)
    broken: list[tuple[str, str]] = field(default_factory=list)


async def poll(world: World, source: Source, turn: Turn | None = None) -> Poll:
    """Polls one source, and reads pages again. A failure is recorded with the source and returned, never raised, so that no source
    stops another.

    `turn`: as it was taken; while it holds, what is remembered of the source is not read again.
    """
    result = await poll_list(world, source, turn)
    if source.page and not result.failed:
        result.learnt.add(await reread(world, source))
    return result


async def poll_list(world: World, source: Source, turn: Turn | None = None) -> Poll:
    """Polls one source as `poll` does, without reading pages again.

    For a turn with a slot, raises SlotError where that is done, and StoreError: nothing is stored then.
    """
    with world.notes.poll(world):
        began = world.clock()
        if turn is None or (turn.slot is None and not turn.holds(began)):
            turn = Turn(source, await _remembered(world, source, began), began)
        return await _attempted(world, turn, began)


async def _remembered(world: World, source: Source, now: datetime) -> SourceState:
    known = await world.db(lambda tx: tx.source_states([source.name]))
    return known.get(source.name) or SourceState(source.name, now)


async def _attempted(world: World, turn: Turn, began: datetime) -> Poll:
    source, state = turn.source, turn.state
    try:
        return await _poll(world, turn, began)
    except SlotError:
        raise
    except MonitorError as error:
        if turn.slot is not None and isinstance(error, StoreError):
            raise
        failure = error
    except Exception as error:
        log.exception("%s: unexpected failure", source.name)
        failure = SourceError(f"unexpected: {type(error).__name__}: {error}")
    failed = await world.db(lambda tx: _note_failure(tx, world, turn, failure))
    # The first failure of a kind is news; the same one again and again is not.
    level = logging.DEBUG if state.error == failed.error else logging.WARNING
    log.log(level, "%s: %s; next try at %s UTC", source.name, failure, f"{failed.next_poll_at:%H:%M:%S}")
    return Poll(source.name, error=str(failure), failed=True)


def _note_failure(tx: Transaction, world: World, turn: Turn, failure: MonitorError) -> SourceState:
    now, source, state = world.clock(), turn.source, turn.state
    hold_slot(tx, turn)
    unanswered = isinstance(failure, FetchError) and failure.status is None
    offline = unanswered and is_offline(tx, state, now)
    failed = replace(after_failure(state, source, failure, now, world.chance(), offline=offline), items=0)
    tx.save_source(failed)
    return failed


async def _poll(world: World, turn: Turn, began: datetime) -> Poll:
    source, state = turn.source, turn.state
    held = {} if listening.wants_whole(state, began) else state.validators
    answer = await world.fetcher.get(source.url, held)
    digest = "" if answer.unchanged else hashlib.sha256(answer.body).hexdigest()
    if answer.unchanged or (digest == state.digest and not state.failures):
        await world.notes.write(world, _unchanged(world.clock(), turn, answer, began))
        return Poll(source.name, unchanged=True, items=state.items)
    items = await world.parser.items(source, answer)
    answer = replace(answer, body=b"")  # large, and its pages take long
    haul = await _haul(world, source, state, items)
    settled = _settled(world, source, state, haul, answer, digest, began)
    return await world.db(lambda tx: _store(tx, world, turn, haul, settled))


def _unchanged(now: datetime, turn: Turn, answer: Answer, began: datetime) -> Note:
    fresh = after_success(turn.state, turn.source, began, now)
    if not answer.unchanged:
        fresh = replace(fresh, full_at=now, validators=dict(answer.validators))
    return Note(fresh, now, to_wake(turn.state), turn.slot)


def _settled(
    world: World, source: Source, state: SourceState, haul: Haul, answer: Answer, digest: str, began: datetime
) -> SourceState:
    """The source's state once the haul is stored.

    Validators are kept only when every item behind them could be read: kept earlier, one fault would silence the source for ever.
    """
    now = world.clock()
    observed = _observed(source, state, haul, now)
    if haul.failed:
        url, error = haul.failed[0]
        words = f"{len(haul.failed)} of {len(haul.items)} pages could not be read, first {url}: {error}"
        # Polls that got no feed at all (their `items` are 0) have not tried the pages.
        tried = observed if state.items else replace(observed, failures=0)
        failed = after_failure(tried, source, error, now, world.chance())
        soon = failed.next_poll_at if wish(error) else min(failed.next_poll_at, now + source.every)
        return replace(failed, next_poll_at=soon, baseline=True, error=words, items=len(haul.items), unanswered=False)
    fresh = after_success(observed, source, began, now)
    return replace(fresh, validators=dict(answer.validators), digest=digest, items=len(haul.items))


def _observed(source: Source, state: SourceState, haul: Haul, now: datetime) -> SourceState:
    """What a whole answer tells of the source's habits."""
    dated = [item.published for item in haul.items if item.published is not None]
    past = [published for published in dated if published <= now]
    return replace(
        state,
        last_item_at=max(past, default=state.last_item_at),
        usual_gap=listening.usual_gap(past) or state.usual_gap,
        empty=0 if len(haul.items) >= source.least_items else state.empty + 1,
        undated=0 if 2 * len(dated) >= len(haul.items) else state.undated + 1,
        full_at=now,
    )


async def _haul(world: World, source: Source, state: SourceState, items: list[Item]) -> Haul:
    if not items and source.least_items:
        raise EmptyError("the answer holds no items; a source that falls silent this way is broken, not quiet")
    haul = Haul(tuple(items))
    pages = Pages(world.fetcher, world.parser, source, patient=not state.items or state.failures < PATIENCE)
    listed = list(apart(items, paged=source.page))
    known = await world.db(lambda tx: _known(tx, source, listed, world.clock()))
    texts: list[Text] = []
    for item in listed:
        try:
            texts += await _texts(item, known, pages, haul, world.clock())
        except (FetchError, ParseError) as error:
            haul.failed.append((item.url, error))
        except Exception as error:
            _set_aside(haul, source, item, error)
    for text, found in zip(texts, await read_all(texts), strict=True):
        if isinstance(found, Found):
            haul.found.append(found)
        else:
            _set_aside(haul, source, text.item, found)
    return haul


def _set_aside(haul: Haul, source: Source, item: Item, error: Exception) -> None:
    log.error("%s: %s cannot be read", source.name, item.url, exc_info=error)
    haul.broken.append((item.url, f"{type(error).__name__}: {error}"))


def _known(tx: Transaction, source: Source, items: Sequence[Item], now: datetime) -> Known:
    urls = [item.url for item in items]
    seen = tx.seen(source.name, urls)
    # Texts that were read before such notes were kept.
    old = tx.known_digests(source.name, [url for url in urls if url not in seen])
    for item in items:
        if item.url in old:
            seen[item.url] = Seen(source.name, item, item.published or now, digest=old[item.url])
    new = [item for item in items if item.url not in seen]
    texts = [digest_of(item.title, item.summary) for item in new]
    return Known(
        seen,
        frozenset(tx.listed(source.name, map(listening.listed_as, new))),
        frozenset(tx.texts_of(source.name, texts)),
    )


async def _texts(item: Item, known: Known, pages: Pages, haul: Haul, now: datetime) -> list[Text]:
    """The item's text, unless it is as we know it. Raises FetchError and ParseError while its page is worth another try."""
    before, listed = known.seen.get(item.url), listening.listed_as(item)
    if before is None and _moved(item, listed, known):
        return []
    dated = item if item.published else replace(item, published=before.published if before else now)
    paged = pages.are_wanted(item)
    if paged and before is not None:
        if before.listed != listed:
            again = now if before.listed else before.read_again_at
            haul.met.append(replace(before, item=replace(dated, summary=""), listed=listed, read_again_at=again))
        return []
    page = await pages.page(dated) if paged else Page(sources.summary_document(dated, pages.source))
    if page.document is None or (before is not None and page.document.digest == before.digest):
        return []
    return [Text(item, listed, page.document, before, paged, page.validators)]


def _moved(item: Item, listed: str, known: Known) -> bool:
    """Is it an item we have, under a new address? For a page the instant must be the same too: headings come again."""
    told_apart = item.published is not None and not item.day_only
    return (told_apart and listed in known.listed) or digest_of(item.title, item.summary) in known.texts


def _store(tx: Transaction, world: World, turn: Turn, haul: Haul, settled: SourceState) -> Poll:
    """Writes all that was hauled, oldest first, so that the ledger sees moves in the order they were made."""
    now, source, state = world.clock(), turn.source, turn.state
    hold_slot(tx, turn)
    silent_since = to_wake(state)
    if silent_since is not None:
        tx.wake_sources(silent_since, now)
    result = Poll(state.name, items=len(haul.items), quarantined=len(haul.broken), error=settled.error)
    for found in sorted(_telling(tx, haul, result, now), key=lambda found: found.document.published):
        try:
            with tx.savepoint():
                learnt, seen = take_in(tx, source, found, world.watches, now, quiet=not state.baseline)
            result.learnt.add(learnt)
            haul.met.append(seen)
        except StoreError:
            raise
        except Exception as error:
            log.exception("%s: %s cannot be taken into the ledger", state.name, found.document.url)
            result.quarantined += 1
            tx.quarantine(state.name, found.document.url, f"{type(error).__name__}: {error}", now)
    tx.save_seen(haul.met)
    for url, reason in haul.broken:
        tx.quarantine(state.name, url, reason, now)
    tx.save_source(settled)
    return result


def _telling(tx: Transaction, haul: Haul, result: Poll, now: datetime) -> list[Found]:
    """What must be taken in one by one; the rest, which tells nothing, is stored here and now."""
    spoken = {found.document.digest for found in haul.found if not found.is_silent}
    silent = [each for each in haul.found if each.is_silent and not (spoken and each.document.digest in spoken)]
    try:
        with tx.savepoint():
            haul.met += take_in_silent(tx, silent, now)
    except StoreError:
        raise
    except Exception:
        return haul.found  # one by one shows which of them it is
    result.learnt.documents += len(silent)
    return [found for found in haul.found if not found.is_silent or found.document.digest in spoken]
