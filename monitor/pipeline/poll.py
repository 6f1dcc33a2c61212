"""One poll of one source: fetch, parse, read, learn, and only then remember that we were here."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from monitor import extract
from monitor.errors import FetchError, MonitorError, ParseError, SourceError, StoreError
from monitor.pipeline.learn import Learnt, learn
from monitor.pipeline.pages import Pages
from monitor.pipeline.world import World
from monitor.ports import Answer, Transaction
from monitor.types import Document, Item, Reading, Source, SourceState, digest_of

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
LONGEST_WAIT = timedelta(days=1)
"""The longest that a publisher can ask us to wait."""
TURN = timedelta(minutes=1)
PATIENCE = 5
"""Polls in a row after which an item whose page stays unreadable is read from the feed's own summary."""


@dataclass(slots=True)
class Poll:
    """How one poll went. `error`: why it failed, in words, or empty; a poll may be incomplete and still have learnt much."""

    source: str
    items: int = 0
    unchanged: bool = False
    error: str = ""
    quarantined: int = 0
    learnt: Learnt = field(default_factory=Learnt)


@dataclass(frozen=True, slots=True)
class Haul:
    """What one answer holds that we did not have. `failed`: items to be tried again at the next poll, with the reason."""

    items: tuple[Item, ...]
    documents: tuple[tuple[Document, Reading], ...]
    failed: tuple[tuple[str, MonitorError], ...]
    broken: tuple[tuple[str, str], ...]


async def poll(world: World, source: Source) -> Poll:
    """Polls one source. A failure is recorded with the source and returned, never raised, so that no source stops another."""
    now = world.clock()
    state = (await world.db(lambda tx: tx.source_states([source.name]))).get(source.name) or SourceState(
        source.name, now
    )
    try:
        return await _poll(world, source, state)
    except MonitorError as error:
        failure = error
    except Exception as error:
        log.exception("%s: unexpected failure", source.name)
        failure = SourceError(f"unexpected: {type(error).__name__}: {error}")
    failed = replace(after_failure(state, source, failure, now), items=0)
    await world.db(lambda tx: tx.save_source(failed))
    # The first failure of a kind is news; the same one again and again is not.
    level = logging.DEBUG if state.error == failed.error else logging.WARNING
    log.log(level, "%s: %s; next try at %s UTC", source.name, failure, f"{failed.next_poll_at:%H:%M:%S}")
    return Poll(source.name, error=str(failure))


async def _poll(world: World, source: Source, state: SourceState) -> Poll:
    answer = await world.fetcher.get(source.url, state.validators)
    digest = "" if answer.unchanged else digest_of(answer.body.decode("latin-1"))
    if answer.unchanged or (digest == state.digest and not state.failures):
        now = world.clock()
        await world.db(lambda tx: tx.save_source(after_success(state, source, now)))
        return Poll(source.name, unchanged=True, items=state.items)
    haul = await _haul(world, source, state, answer)
    settled = _settled(source, state, haul, answer, digest, world.clock())
    return await world.db(lambda tx: _store(tx, world, state, haul, settled))


def _settled(source: Source, state: SourceState, haul: Haul, answer: Answer, digest: str, now: datetime) -> SourceState:
    """The source's state once the haul is stored.

    Validators are kept only when every item behind them could be read: kept earlier, one fault would silence the source for ever.
    """
    if haul.failed:
        url, error = haul.failed[0]
        words = f"{len(haul.failed)} of {len(haul.items)} pages could not be read, first {url}: {error}"
        # Polls that got no feed at all (their `items` are 0) have not tried the pages.
        failed = after_failure(state if state.items else replace(state, failures=0), source, error, now)
        soon = failed.next_poll_at if _asked(error) else min(failed.next_poll_at, now + source.every)
        return replace(failed, next_poll_at=soon, baseline=True, error=words, items=len(haul.items))
    newest = max((item.published for item in haul.items if item.published), default=state.last_item_at)
    fresh = after_success(state, source, now)
    return replace(fresh, validators=dict(answer.validators), digest=digest, items=len(haul.items), last_item_at=newest)


async def _haul(world: World, source: Source, state: SourceState, answer: Answer) -> Haul:
    items = await world.parser.items(source, answer)
    if not items:
        raise ParseError("the answer holds no items; a source that falls silent this way is broken, not quiet")
    known = await world.db(lambda tx: tx.known_digests(source.name, [item.url for item in items]))
    pages = Pages(world.fetcher, world.parser, source, patient=not state.items or state.failures < PATIENCE)
    documents: list[tuple[Document, Reading]] = []
    failed: list[tuple[str, MonitorError]] = []
    broken: list[tuple[str, str]] = []
    for item in items:
        try:
            document = await pages.document(item, known.get(item.url), world.clock())
            if document is not None and document.digest != known.get(item.url):
                documents.append((document, await asyncio.to_thread(extract.read, document)))
        except (FetchError, ParseError) as error:
            failed.append((item.url, error))
        except Exception as error:
            log.exception("%s: %s cannot be read", source.name, item.url)
            broken.append((item.url, f"{type(error).__name__}: {error}"))
    return Haul(tuple(items), tuple(documents), tuple(failed), tuple(broken))


def _store(tx: Transaction, world: World, state: SourceState, haul: Haul, settled: SourceState) -> Poll:
    """Writes all that was hauled, oldest first, so that the ledger sees moves in the order they were made."""
    now = world.clock()
    result = Poll(state.name, items=len(haul.items), quarantined=len(haul.broken), error=settled.error)
    for document, reading in sorted(haul.documents, key=lambda pair: pair[0].published):
        try:
            with tx.savepoint():
                result.learnt.add(_learn_once(tx, document, reading, world, now, quiet=not state.baseline))
        except StoreError:
            raise
        except Exception as error:
            log.exception("%s: %s cannot be taken into the ledger", state.name, document.url)
            result.quarantined += 1
            tx.quarantine(state.name, document.url, f"{type(error).__name__}: {error}", now)
    for url, reason in haul.broken:
        tx.quarantine(state.name, url, reason, now)
    tx.save_source(settled)
    return result


def _learn_once(
    tx: Transaction, document: Document, reading: Reading, world: World, now: datetime, *, quiet: bool
) -> Learnt:
    """Words that another address gave us already are stored, so that they are not fetched again, and teach nothing."""
    if tx.has_text(document.digest):
        tx.add_document(document, Reading(), now)
        return Learnt(documents=1)
    return learn(tx, document, reading, world.watches, now, quiet=quiet)


def after_success(state: SourceState, source: Source, now: datetime) -> SourceState:
    """The source's state after a poll that went well."""
    return replace(state, next_poll_at=now + source.every, baseline=True, failures=0, error="", last_ok_at=now)


def after_failure(state: SourceState, source: Source, error: MonitorError, now: datetime) -> SourceState:
    """The source's state after a failed poll: soon again, then later and later, or when the publisher asks us to come back."""
    pause = _asked(error) or min(FIRST_PAUSE * 2 ** min(state.failures, 10), max(source.every, LONGEST_PAUSE))
    return replace(state, next_poll_at=now + pause, failures=state.failures + 1, error=str(error))


def _asked(error: MonitorError) -> timedelta | None:
    return error.retry_after if isinstance(error, FetchError) else None


async def take_due(world: World, listed: Sequence[Source]) -> list[Source]:
    """The enabled sources whose time has come; each is ours for TURN.

    Written down before anything is fetched: a database that takes no writing must not make us ask publishers over and over, and
    of two daemons on one database only one polls.
    """
    now = world.clock()

    def take(tx: Transaction) -> list[Source]:
        states = tx.source_states([source.name for source in listed])
        due = [source for source in listed if source.enabled and _is_due(states.get(source.name), source, now)]
        for source in due:
            state = states.get(source.name) or SourceState(source.name, now)
            tx.save_source(replace(state, next_poll_at=now + TURN))
        return due

    return await world.db(take)


def _is_due(state: SourceState | None, source: Source, now: datetime) -> bool:
    """A next poll further ahead than any pause was planned by a clock that was wrong, or for another gap between polls."""
    return state is None or not timedelta() < state.next_poll_at - now <= max(source.every, LONGEST_WAIT)
