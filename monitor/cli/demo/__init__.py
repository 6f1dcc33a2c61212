"""`monitor demo`: three true stories through the whole pipeline, served by a local web server, with a simulated clock."""

import asyncio
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from monitor import sources
from monitor.cli.deadlines import deadline_table
from monitor.cli.demo.press import Press, Story
from monitor.cli.shell import console, log_faults_only
from monitor.errors import UsageError
from monitor.pipeline import clock
from monitor.pipeline.deliver import deliver
from monitor.pipeline.learn import Learnt
from monitor.pipeline.poll import poll
from monitor.pipeline.world import World
from monitor.policy.holding import GATHER
from monitor.ports import Query
from monitor.types import Alert, ChangeReason, Deadline, Lead, Parcel, Source, Watch, utc

LEADS = (Lead(days=7), Lead(hours=24), Lead(hours=4))
WATCHES = (
    Watch("Canada trade", ("console",), countries=("CA",), leads=LEADS, zone="Europe/Brussels", line="demo.yaml:4"),
    Watch(
        "Russia and buyers of its oil",
        ("console",),
        countries=("RU", "IN"),
        leads=LEADS,
        zone="Europe/Brussels",
        line="demo.yaml:9",
    ),
)
Show = Callable[[str, datetime], None]

AFTERMATH = timedelta(days=6)
"""How long the clock runs on after a story's last document, for what the clock itself brings."""


@dataclass(slots=True)
class Stage:
    """The simulated clock, and the console that stands in for every receiver."""

    console: Any
    now: datetime
    sent: int = 0
    shown: bool = False

    def clock(self) -> datetime:
        """The simulated instant."""
        return self.now

    async def send(self, parcel: Parcel, *, now: datetime) -> str | None:
        """Shows the alerts as a receiver would get them."""
        for alert in parcel.alerts:
            self._show(alert, now, parcel.repeat)
        return None

    async def took(self, parcel: Parcel) -> bool | None:  # noqa: ARG002
        """A terminal can't be asked."""
        return None

    def _show(self, alert: Alert, now: datetime, repeat: bool) -> None:
        """The head of the message, and the whole of the first that tells of a date put off by law."""
        from monitor.notify.message import render

        message = render(alert, now=now, repeat=repeat)
        self.sent += 1
        self.console.print(f"    ALERT  {message.subject}", style="bold yellow", markup=False, highlight=False)
        by_law = alert.deadline is not None and alert.deadline.evidence.rank == 5
        if alert.change is ChangeReason.MOVED_LATER and by_law and not self.shown:
            self.shown = True
            for line in message.body.splitlines():
                self.console.print(f"      | {line}", style="dim", markup=False, highlight=False)


def stories() -> list[Story]:
    """The stories, oldest first."""
    import yaml

    text = (files("monitor.cli.demo") / "stories.yaml").read_text("utf-8")
    found = yaml.load(text, yaml.BaseLoader)  # noqa: S506  BaseLoader builds text only
    told = [Story(s["feed"], datetime.fromisoformat(s["published"]), s["title"], s["text"]) for s in found]
    return sorted(told, key=lambda story: story.published)


def play(until: datetime | None = None, show: Show | None = None) -> None:
    """Plays the stories on the terminal and shows the deadlines as they stand at the end.

    `until` (aware UTC): the clock stops there, what is published later is not played. `show`: gets the database and the clock
    afterwards, before both are thrown away.
    """
    log_faults_only()
    listed = [story for story in stories() if until is None or utc(story.published) <= until]
    if not listed:
        raise UsageError(f"no story has begun by then; the first begins on {stories()[0].published:%Y-%m-%d}")
    stage = Stage(console(), utc(listed[0].published))
    with Press(listed, stage.clock) as press, tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/demo.db"
        asyncio.run(_play(stage, press, listed, database, until))
        if show is not None:
            show(database, stage.now)


async def _play(stage: Stage, press: Press, listed: Sequence[Story], database: str, until: datetime | None) -> None:
    from monitor.fetch import HttpFetcher
    from monitor.store import open_store

    official = sources.coded_sources()["us_whitehouse_actions"]
    outlets = {
        "official": replace(official, url=f"{press.url}/official/feed"),
        "news": Source("newswire", f"{press.url}/news/feed", every=timedelta(minutes=5)),
    }
    fetcher = HttpFetcher("deadline-monitor demo", allow_private=frozenset({"127.0.0.1"}))
    world = World(open_store(database), fetcher, stage, stage.clock, WATCHES)
    try:
        for story in listed:
            await _run_clock(stage, world, utc(story.published))
            stage.console.print(
                f"\n{stage.now:%a %d %b %Y %H:%M} UTC  {story.feed}: {story.title}",
                style="bold",
                markup=False,
                highlight=False,
            )
            result = await poll(world, outlets[story.feed])
            _show(stage, result.learnt)
            if result.error:
                stage.console.print(f"    {result.error}", style="red", markup=False)
            await _deliver(stage, world)
        await _run_clock(stage, world, until or stage.now + AFTERMATH)
        _finish(stage, await world.db(lambda tx: tx.deadlines(Query())))
    finally:
        await world.close()


async def _run_clock(stage: Stage, world: World, until: datetime) -> None:
    """Lets the clock jump from one due instant to the next, as the daemon's ticks would see them."""
    while (due := await world.db(lambda tx: tx.next_due())) is not None and due <= until:
        stage.now = max(due, stage.now)
        learnt = await clock.tick(world, stage.now)
        if learnt.changes or learnt.alerts:
            stage.console.print(
                f"\n{stage.now:%a %d %b %Y %H:%M} UTC  the clock", style="bold", markup=False, highlight=False
            )
        _show(stage, learnt)
        await _deliver(stage, world)
    stage.now = until


async def _deliver(stage: Stage, world: World) -> None:
    """Sends what is due once alerts have gathered."""
    at = stage.now
    stage.now += GATHER
    await deliver(world)
    stage.now = at


def _show(stage: Stage, learnt: Learnt) -> None:
    for change in learnt.changes:
        old, new = change.old, change.new
        was = f"{_day(old)} -> " if old is not None and old.due != new.due else ""
        words = f"    {change.reason.replace('_', ' '):13} {new.key}  {was}{_day(new)}  ({new.status}, {new.firmness})"
        stage.console.print(words, style="cyan", markup=False, highlight=False)
    for news in learnt.measures:
        stage.console.print(f"    measure       {news.key}", style="cyan", markup=False, highlight=False)


def _day(deadline: Deadline) -> str:
    due = deadline.due
    if due.latest:
        return f"{due.day} to {due.latest}"
    return f"{due.day} {due.clock:%H:%M}" if due.clock else str(due.day)


def _finish(stage: Stage, known: Sequence[Deadline]) -> None:
    stage.console.print(
        f"\nAt the end, {stage.now:%d %b %Y}: {len(known)} deadlines known, {stage.sent} alerts sent\n", style="bold"
    )
    stage.console.print(deadline_table(known, stage.now))
