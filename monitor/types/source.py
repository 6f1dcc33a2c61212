"""Where documents come from, and what is remembered of a source between polls. **Pure.**"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Source:
    """Where documents come from.

    `reader`: the module of `monitor.sources` that reads its answers. `every`: the longest gap between two polls.
    `page`: fetch each item's page for the full text. `zone`: IANA zone of bare days in its texts, None where
    the publisher writes from many places (news).
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


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a source's answer. `published`: aware UTC, None where the entry has no date or an unreadable one."""

    url: str
    title: str
    summary: str
    published: datetime | None
    day_only: bool = False


@dataclass(frozen=True, slots=True)
class SourceState:
    """What we remember of a source between polls: the schedule is a column, not a job.

    `baseline`: the first poll has been stored. `validators`: ETag and Last-Modified of the last answer that was stored.
    `failures`: failed polls in a row; `error`: the last one in words.
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
