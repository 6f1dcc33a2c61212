"""A site over a database in memory, and a reader who asks it without a network."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from httpx import ASGITransport, AsyncClient, Response
from store_examples import deadline, evidence, opened

from monitor.ports import Store
from monitor.settings import Config
from monitor.types import (
    Change,
    ChangeReason,
    Deadline,
    DeadlineKind,
    Due,
    Firmness,
    Lead,
    Measure,
    MeasureKind,
    Precision,
    Source,
    Status,
    Watch,
)
from monitor.web.access import Access
from monitor.web.app import build
from monitor.web.site import Site

NOW = datetime(2026, 8, 20, 12, tzinfo=UTC)
KEY = "k" * 30
CANADA = Watch(
    "Canada trade",
    ("desk",),
    countries=("CA",),
    leads=(Lead(days=7), Lead(hours=24)),
    zone="Europe/Brussels",
    line="w.yaml:1",
)
DUTY = Measure(MeasureKind.TARIFF, "US", ("CA",), 50.0, "Proclamation 1", "s.232", ("steel pipes",))
CONFIG = Config((Source("gazette", "https://gazette.example/feed"),), (CANADA,), {})


def due(
    day: int = 22, month: int = 8, *, clock: time | None = time(0, 1), zone: str = "America/New_York", **more: Any
) -> Due:
    """A day of 2026, at one minute past midnight in New York unless told otherwise."""
    return Due(date(2026, month, day), zone, clock, Precision.MINUTE if clock else Precision.DAY, **more)


def duty(key: str = "us-ca", **changes: Any) -> Deadline:
    """The duty on Canada, learnt three days ago."""
    learnt_at = NOW - timedelta(days=3)
    made = deadline(
        key,
        kind=DeadlineKind.EFFECTIVE,
        due=due(),
        measure=DUTY,
        status=Status.ANNOUNCED,
        firmness=Firmness.SIGNED,
        stated_at=learnt_at,
        learnt_at=learnt_at,
        dated_at=learnt_at,
        evidence=evidence(confidence=1.0, warnings=()),
        scope=None,
    )
    return replace(made, **changes)


def learn(store: Store, *records: Deadline) -> None:
    """Each record is opened, at the instant at which it says it was learnt."""
    with store.begin() as tx:
        for record in records:
            tx.save_change(opened(record), None, record.learnt_at)


def revise(store: Store, key: str, reason: ChangeReason, **changes: Any) -> Deadline:
    """The record's next revision, learnt a day after the last one."""
    with store.begin() as tx:
        old = tx.deadline(key)
        assert old is not None
        learnt_at = old.learnt_at + timedelta(days=1)
        new = replace(old, revision=old.revision + 1, learnt_at=learnt_at, **changes)
        tx.save_change(Change(reason, new, old, learnt_at), None, learnt_at)
    return new


def many(count: int) -> list[Deadline]:
    """So many duties, three on each day from tomorrow on."""
    return [
        duty(
            f"us-{number:03}",
            due=replace(due(), day=date(2026, 8, 21) + timedelta(days=number // 3)),
            measure=replace(
                DUTY, products=(f"goods of the kind number {number}", "pipes and tubes of stainless steel")
            ),
        )
        for number in range(count)
    ]


@dataclass
class Clock:
    """Stands still until it is moved."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Reader:
    """A browser or a program before the site. `site`: what it stands before."""

    store: Store
    access: Access = field(default_factory=lambda: Access(KEY))
    config: Config = CONFIG
    clock: Clock = field(default_factory=Clock)
    hosts: frozenset[str] = frozenset()
    zone: str = "Europe/Brussels"
    peer: str = "127.0.0.1"
    base_url: str = ""

    def __post_init__(self) -> None:
        self.site = Site(self.store, self.clock, lambda: self.config, self.access, self.zone, self.base_url)
        self.app = build(self.site, self.hosts)
        self.client = AsyncClient(
            transport=ASGITransport(self.app, client=(self.peer, 5000)), base_url="http://testserver"
        )

    def get(self, address: str, **headers: str) -> Response:
        """The answer to a GET; underscores in names of headers stand for hyphens."""
        return asyncio.run(self.client.get(address, headers=_named(headers)))

    def post(self, address: str, fields: Mapping[str, str] | None = None, **headers: str) -> Response:
        """The answer to a form."""
        return asyncio.run(self.client.post(address, data=dict(fields or {}), headers=_named(headers)))


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
