"""Where documents come from, and what is remembered of a source between polls. **Pure.**"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from monitor.types.reading import Stated


@dataclass(frozen=True, slots=True)
class Selectors:
    """The parts of a watched page, as CSS selectors; an empty one is not looked for.

    `items`: what stands for one publication each; empty, the whole page is one. `title`, `link`, `date`: inside an item. `text`: what
    is read of an item's page, or of the page itself where it is one publication.
    """

    items: str = ""
    title: str = ""
    link: str = ""
    date: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where documents come from.

    `reader`: the module of `monitor.sources` that reads its answers. `every`: the longest gap between two polls.
    `page`: fetch each item's page for the full text. `zone`: IANA zone of bare days in its texts, None where
    the publisher writes from many places (news). `least_items`: a healthy answer holds so many; 0: it may be empty. `usual_gap`: how
    long it is silent at most when all is well, None where nobody knows. `select`: of a watched page. `senders`, `password`: of a
    mailbox, whose letters count only when they come from one of these; the password is never shown, logged or stored.
    """

    name: str
    url: str
    reader: str = "feed"
    every: timedelta = timedelta(minutes=15)
    rank: int = 1
    issuer: str | None = None
    zone: str | None = None
    official: bool = False
    enabled: bool = True
    page: bool = False
    least_items: int = 1
    usual_gap: timedelta | None = None
    select: Selectors | None = None
    senders: tuple[str, ...] = ()
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a source's answer. `published`: aware UTC, None where the entry has no date or an unreadable one.

    `text_url`: where its text is kept, when not at `url`. `signed`, `stated`: days that the answer gives in fields of their own.
    `rank`: its authority, where that is not the source's.
    """

    url: str
    title: str
    summary: str
    published: datetime | None
    day_only: bool = False
    text_url: str = ""
    signed: date | None = None
    stated: tuple[Stated, ...] = ()
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class PageRequest:
    """What to ask for an item's text: an address, and headers beyond those that every request bears."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceState:
    """What we remember of a source between polls: the schedule is a column, not a job.

    `baseline`: the first poll has been stored. `validators`: ETag and Last-Modified of the last answer that was stored.
    `failures`: failed polls in a row since `failing_since`; `error`: the last one in words; `unanswered`: it got no answer at all.
    `empty`, `undated`: answers in a row with fewer items than a healthy one holds, or with items most of which have no date.
    `full_at`: when a whole answer came last. `last_item_at`: publication of the newest item; `usual_gap`: None while too few were seen.
    """

    name: str
    next_poll_at: datetime
    baseline: bool = False
    validators: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""
    failures: int = 0
    error: str = ""
    last_ok_at: datetime | None = None
    last_item_at: datetime | None = None
    items: int = 0
    failing_since: datetime | None = None
    unanswered: bool = False
    empty: int = 0
    undated: int = 0
    full_at: datetime | None = None
    usual_gap: timedelta | None = None


class Ailment(StrEnum):
    """What can be wrong with a source for longer than a moment."""

    FAILING = "failing"
    EMPTY = "empty"
    UNDATED = "undated"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Fault:
    """An ailment in words. `since`: when it began (UTC), as far as is known."""

    ailment: Ailment
    words: str
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Seen:
    """An item as we last read it, by its address: what tells whether it has been edited since.

    `item`: as its source lists it, without its summary. `published`: when it was first posted, as far as the publisher says.
    `listed`: digest of what the source says of it, "" when unknown.
    `digest`: of the text that was read; `facts`: of what was read in it, whatever the wording, "" when unknown. `read_again_at`: when
    its page is to be read again, None: never. `revised_at`: when another version was last taken in. `validators`: of its page.
    """

    source: str
    item: Item
    published: datetime
    listed: str = ""
    digest: str = ""
    facts: str = ""
    read_at: datetime | None = None
    read_again_at: datetime | None = None
    revised_at: datetime | None = None
    validators: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Backfill:
    """How far the past of a source has been fetched. `since`: the day to go back to; `page`: the next one to ask for, from 1.

    `oldest`: the oldest publication met so far. `items`: met in all. `done`: nothing is left to fetch.
    """

    source: str
    since: date
    page: int = 1
    oldest: datetime | None = None
    items: int = 0
    done: bool = False
