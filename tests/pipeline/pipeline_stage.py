"""A stage for pipeline tests: a web that answers as told, receivers that keep what they got, a clock that is set by hand."""

import asyncio
import re
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from typing import Any, TypeVar

from monitor.errors import FetchError, SendError
from monitor.pipeline import clock
from monitor.pipeline.deliver import deliver
from monitor.pipeline.poll import poll, take_due
from monitor.pipeline.world import World
from monitor.policy.holding import GATHER
from monitor.ports import Answer, Store
from monitor.types import Alert, Lead, Parcel, Source, Watch

T = TypeVar("T")

NEWS = Source("wire", "https://wire.example/feed", every=timedelta(minutes=5))
EVERYTHING = Watch("everything", ("desk",), leads=(Lead(days=7), Lead(hours=24)), line="watchlists.yaml:3")

QUIET = ("2026-03-02T08:00", "Harbour opens", "The new harbour was opened by the mayor.")


def at(text: str) -> datetime:
    """An instant from ISO text in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@dataclass
class Web:
    """Answers by address: bytes, an error, or nothing (404). Keeps what was asked and with which validators."""

    answers: dict[str, bytes | FetchError] = field(default_factory=dict)
    etags: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    async def get(
        self, url: str, validators: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        self.asked.append((url, dict(validators or {})))
        answer = self.answers.get(url, FetchError("not found", status=404))
        if isinstance(answer, FetchError):
            raise answer
        etag = self.etags.get(url, "")
        if etag and (validators or {}).get("ETag") == etag:
            return Answer(url, 304, b"", unchanged=True)
        return Answer(url, 200, answer, validators={"ETag": etag} if etag else {})

    async def close(self) -> None: ...


@dataclass
class Desk:
    """Receivers that keep what they took, refuse with the error set for their name or the alert's key, or, when `silent`, never answer."""

    took_in: list[tuple[Alert, bool]] = field(default_factory=list)
    refusals: dict[str, SendError] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)

    async def send(self, parcel: Parcel, *, now: datetime) -> str | None:
        if parcel.receiver in self.silent:
            await asyncio.Event().wait()
        for name in (parcel.receiver, *(alert.key for alert in parcel.alerts)):
            if name in self.refusals:
                raise self.refusals[name]
        self.took_in += [(alert, parcel.repeat) for alert in parcel.alerts]
        return None

    async def took(self, parcel: Parcel) -> bool | None:
        return None

    @property
    def whys(self) -> list[str]:
        """Why each alert came, in order: `new`, `moved_later`, `T-7d` ..."""
        return [f"T-{alert.lead}" if alert.lead else str(alert.change or alert.reason) for alert, _ in self.took_in]


@dataclass
class Stage:
    """The world with all its parts in reach."""

    store: Store
    now: datetime
    watches: tuple[Watch, ...] = (EVERYTHING,)
    web: Web = field(default_factory=Web)
    desk: Desk = field(default_factory=Desk)
    chance: float = 1.0

    def __post_init__(self) -> None:
        self.world = World(self.store, self.web, self.desk, lambda: self.now, self.watches, chance=lambda: self.chance)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run(work)

    def due(self, listed: Sequence[Source]) -> list[Source]:
        """The sources that are taken now."""
        return [turn.source for turn in self.run(take_due(self.world, listed))]

    def links(self, source: Source = NEWS) -> list[str]:
        """The addresses of the source's items."""
        body = self.web.answers[source.url]
        assert isinstance(body, bytes)
        return re.findall(r"<link>(.*?)</link>", body.decode())

    def publish(self, *entries: tuple[str, str, str], source: Source = NEWS) -> None:
        """Makes the source's feed hold these entries: (published, title, text)."""
        items = "".join(
            f"<item><title>{escape(title)}</title><link>https://wire.example/{abs(hash((when, title)))}</link>"
            f"<pubDate>{format_datetime(at(when))}</pubDate><description>{escape(text)}</description></item>"
            for when, title, text in entries
        )
        self.web.answers[source.url] = (
            f'<rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'.encode()
        )


def tariff(published: str, day: str) -> tuple[str, str, str]:
    return (
        published,
        f"Brazil faces 30% from {day}",
        f"President Trump signed an executive order imposing a 30% tariff on imports from Brazil, effective {day}, 2026.",
    )


def told_of_a_duty(store: Store) -> Stage:
    """A desk that has been told of a duty that begins on 20 March, with reminders a week and a day before."""
    stage = Stage(store, at("2026-03-03T09:00"))
    stage.publish(QUIET)
    stage.run(poll(stage.world, NEWS))
    stage.publish(tariff("2026-03-03T08:30", "March 20"), QUIET)
    stage.run(poll(stage.world, NEWS))
    stage.now += GATHER
    stage.run(deliver(stage.world))
    assert stage.desk.whys == ["new"]
    stage.desk.took_in.clear()
    return stage


def let_pass(stage: Stage, until: str, step: timedelta = timedelta(minutes=30)) -> None:
    """The daemon's ticks at work until the instant."""

    async def work() -> None:
        while stage.now < at(until):
            stage.now = min(stage.now + step, at(until))
            await clock.tick(stage.world, stage.now)
            await deliver(stage.world)

    stage.run(work())
