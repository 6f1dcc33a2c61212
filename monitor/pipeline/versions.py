"""What is new in a text: one never met, another version of one we have, or nothing but other words for the same facts."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor import extract, listening
from monitor.pipeline.learn import Learnt, learn
from monitor.ports import Transaction
from monitor.types import Document, Item, Reading, Seen, Source, Watch, digest_of

READ_TOGETHER = 50
"""Texts read in one go on a thread: handing one over costs a tenth of reading it."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it stands now. `before`: what we knew of its address, None when we meet it for the first time.

    `item`, `listed`: how its source lists it; `paged`: has it a page of its own? `validators`: of that page.
    """

    item: Item
    listed: str
    document: Document
    before: Seen | None
    paged: bool
    validators: Mapping[str, str]

    async def read(self) -> "Found":
        """With what is read in it, off the event loop."""
        return await asyncio.to_thread(_found, self)


@dataclass(frozen=True, slots=True)
class Found(Text):
    """A text, with what was read in it."""

    reading: Reading

    @property
    def is_silent(self) -> bool:
        """Is it the first text of its address, and tells nothing that the ledger hears?"""
        return self.before is None and not self.reading.telling

    def seen(self, now: datetime) -> Seen:
        """What to remember of it."""
        document, before = self.document, self.before
        return Seen(
            source=document.source,
            item=replace(self.item, summary=""),
            published=document.published if before is None else before.published,
            listed=self.listed,
            digest=document.digest,
            facts=listening.facts_of(self.reading),
            read_at=now,
            read_again_at=listening.read_again_at(document.published, now) if self.paged else None,
            revised_at=None if before is None else before.revised_at,
            validators=self.validators,
        )


async def read_all(texts: Sequence[Text]) -> list[Found | Exception]:
    """The texts with what is read in them, off the event loop; in the place of one that cannot be read stands why."""
    found: list[Found | Exception] = []
    for start in range(0, len(texts), READ_TOGETHER):
        found += await asyncio.to_thread(_each_found, texts[start : start + READ_TOGETHER])
    return found


def _each_found(texts: Sequence[Text]) -> list[Found | Exception]:
    found: list[Found | Exception] = []
    for text in texts:
        try:
            found.append(_found(text))
        except Exception as error:
            found.append(error)
    return found


def _found(text: Text) -> Found:
    reading = extract.read(text.document)
    return Found(text.item, text.listed, text.document, text.before, text.paged, text.validators, reading)


def apart(items: Iterable[Item], *, paged: bool) -> Iterator[Item]:
    """The items, each under an address of its own.

    Some feeds give all their entries one address: then it is the words that tell them apart. Entries that share a page are one.
    """
    kept: dict[str, str] = {}
    for item in items:
        words = digest_of(item.title, item.summary)
        if item.url not in kept:
            kept[item.url] = words
            yield item
        elif not paged and kept[item.url] != words:
            own = f"{item.url}#{words[:16]}"
            if own not in kept:
                kept[own] = words
                yield replace(item, url=own)


def take_in(
    tx: Transaction, source: Source, found: Found, watches: Sequence[Watch], now: datetime, *, quiet: bool
) -> tuple[Learnt, Seen]:
    """Learns what is new in a text; gives what came of it, and what is to be remembered of the item.

    Another version is a document of its own, heard at the instant at which we noticed it; one that comes too soon after the last is left
    for a later poll, as if it had not been met.
    """
    before, seen = found.before, found.seen(now)
    if before is None:
        learnt = _learn_once(tx, found, watches, now, quiet=quiet)
    elif before.facts == seen.facts:
        learnt = Learnt()
    elif _must_wait(tx, source, found, now):
        later = None if before.revised_at is None else before.revised_at + listening.FLAP_REST
        seen, learnt = replace(before, read_again_at=later if found.paged else None), Learnt()
    else:
        seen = replace(seen, revised_at=now)
        learnt = learn(tx, _version(tx, found.document, before, now), found.reading, watches, now, quiet=quiet)
    return learnt, seen


def take_in_silent(tx: Transaction, found: Sequence[Found], now: datetime) -> list[Seen]:
    """Stores texts that are silent, all at once; gives what is to be remembered of their items."""
    digests = [each.document.digest for each in found]
    known = tx.known_texts(digests)
    papers: list[tuple[Document, Reading]] = []
    for each, digest in zip(found, digests, strict=True):
        papers.append((each.document, Reading() if digest in known else each.reading))
        known.add(digest)
    tx.add_documents(papers, now)
    return [each.seen(now) for each in found]


def _learn_once(tx: Transaction, found: Found, watches: Sequence[Watch], now: datetime, *, quiet: bool) -> Learnt:
    """Words that another address gave us already are stored, so that they are not fetched again, and teach nothing."""
    if tx.known_texts([found.document.digest]):
        tx.add_document(found.document, Reading(), now)
        return Learnt(documents=1)
    return learn(tx, found.document, found.reading, watches, now, quiet=quiet)


def _must_wait(tx: Transaction, source: Source, found: Found, now: datetime) -> bool:
    """News whose text goes to and fro is heard at most every six hours, unless a date is near in the one version or the other."""
    if found.before is None or not listening.is_flapping(source, found.before, now):
        return False
    if listening.is_pressing(found.reading, now):
        return False
    return not tx.tells_date_between(source.name, found.document.url, now, now + listening.PRESSING)


def _version(tx: Transaction, document: Document, before: Seen, now: datetime) -> Document:
    """The document as another version of one we have: said when the publisher re-dated it, else when we noticed.

    Its dates were counted from the day of posting. A text that comes back is a document of its own once more.
    """
    redated = document.published > before.published
    version = document if redated else replace(document, published=max(now, document.published), day_only=False)
    if tx.filed([document.id]):
        version = replace(version, id=f"{document.id}@{now:%Y%m%dT%H%M%S}")
    return version
