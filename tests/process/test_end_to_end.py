"""The whole daemon on real input: official texts from a web server, alerts to a mail server and a webhook, and a restart."""

import asyncio
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
import yaml
from aiosmtpd.controller import Controller
from loopback import free_port
from pytest_httpserver import HTTPServer

from monitor import sources
from monitor.cli.demo.press import Press, Story
from monitor.daemon import Daemon
from monitor.fetch import HttpFetcher
from monitor.notify import build_notifier
from monitor.pipeline.world import World
from monitor.policy.holding import GATHER
from monitor.ports import Query
from monitor.store import open_store
from monitor.types import Lead, Receiver, Watch, utc

CORPUS = Path(os.environ.get("DEADLINE_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
PAPERS = CORPUS / "whitehouse"
HOW_MANY = 30

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not PAPERS.is_dir(), reason=f"the corpus is not at {CORPUS}; set DEADLINE_CORPUS"),
]


def papers() -> list[Story]:
    """The newest presidential documents of the corpus, oldest first, with a first one that the baseline takes."""
    found = []
    for path in sorted(PAPERS.glob("202[56]-*.md"))[-HOW_MANY:]:
        _, front, text = path.read_text().split("---\n", 2)
        fields = yaml.load(front, yaml.BaseLoader)
        plain = re.sub(r"<[^>]*>", "", text)
        found.append(Story("official", datetime.fromisoformat(fields["published_time"]), fields["title"], plain))
    found.sort(key=lambda story: story.published)
    first = Story(
        "official", found[0].published - timedelta(days=2), "A day for lighthouses", "Visit a lighthouse today."
    )
    return [first, *found]


@dataclass
class Mailbox:
    """A mail server's memory."""

    bodies: list[str] = field(default_factory=list)

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802  aiosmtpd's name
        mail = message_from_bytes(envelope.content)  # type: ignore[attr-defined]
        part = next(p for p in mail.walk() if p.get_content_type() == "text/plain")
        payload = part.get_payload(decode=True)
        assert isinstance(payload, bytes)
        self.bodies.append(payload.decode())
        return "250 OK"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    box = Mailbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    yield box, server.port
    server.stop()


def ids(bodies: list[str], batches: dict[str, str] | None = None) -> Counter[str]:
    """How often each message came: by the id of the alert that it holds, or by the name under which its alerts went together."""
    found = [re.findall(r"^Id\s+(\S+)\s*$", body, re.MULTILINE) or ["no id"] for body in bodies]
    named = [{(batches or {}).get(name, name) for name in names} if batches else {names[0]} for names in found]
    assert {len(names) for names in named} <= {1}, "a message holds what went together, and nothing else"
    return Counter(name for names in named for name in names)


@dataclass
class Newsroom:
    """The simulated clock, and a daemon that can be started and stopped."""

    press: Press
    database: str
    receivers: dict[str, Receiver]
    now: datetime

    def daemon(self) -> Daemon:
        whitehouse = sources.coded_sources()["us_whitehouse_actions"]
        leads = (Lead(days=30), Lead(days=7), Lead(hours=24))
        watches = tuple(
            Watch(f"all to {name}", (name,), leads=leads, line="watchlists.yaml:1") for name in self.receivers
        )
        fetcher = HttpFetcher("deadline-monitor-test/1", allow_private=frozenset({"127.0.0.1"}))
        world = World(open_store(self.database), fetcher, build_notifier(self.receivers), lambda: self.now, watches)
        source = replace(whitehouse, url=f"{self.press.url}/official/feed")
        return Daemon(world, [source], every={"poll": 0.05, "remind": 0.05, "deliver": 0.05})

    async def live(self, instants: list[datetime], settled: Callable[[Daemon], "asyncio.Future[bool]"]) -> None:
        """One life of the daemon: the clock is set to each instant in turn, and the daemon has done all that is due."""
        daemon = self.daemon()
        running = asyncio.create_task(daemon.run())
        for instant in sorted({*instants, *(each + GATHER for each in instants)}):
            self.now = instant
            async with asyncio.timeout(60):
                while not await settled(daemon):  # noqa: ASYNC110  the state to wait for is in the database
                    await asyncio.sleep(0.02)
        daemon.stop.set()
        await running
        await daemon.world.close()


async def quiet(daemon: Daemon) -> bool:
    """Is nothing due, nothing waiting and nothing being polled?"""
    now = daemon.world.clock()

    def look(tx):  # type: ignore[no-untyped-def]
        waiting = tx.outbox(["pending", "sending"], 1000)
        states = tx.source_states([source.name for source in daemon.sources])
        due = tx.next_due()
        # A source that is taken for a poll comes back in a minute; one whose poll is stored, after its own gap.
        gaps = {source.name: source.every for source in daemon.sources}
        polled = states and all(
            state.next_poll_at > now and state.last_ok_at and state.next_poll_at - state.last_ok_at <= gaps[name]
            for name, state in states.items()
        )
        return polled and (due is None or due > now) and all(row.next_at and row.next_at > now for row in waiting)

    return bool(await daemon.world.db(look))


def instants_of(stories: list[Story]) -> list[datetime]:
    """The clock stops at each publication and every third day between, long enough after the last for dates to come."""
    published = [utc(story.published) for story in stories]
    last = published[-1] + timedelta(days=20)
    days = [published[0] + timedelta(days=3 * n) for n in range((last - published[0]).days // 3)]
    return sorted({*published, *days, last})


def test_every_alert_arrives_once_and_nothing_twice_after_a_restart(
    tmp_path: Path, httpserver: HTTPServer, mailbox: tuple[Mailbox, int]
) -> None:
    box, port = mailbox
    httpserver.expect_request("/hook", method="POST").respond_with_data("taken")
    receivers = {
        "mail": Receiver("mail", f"mailto://127.0.0.1:{port}/?from=monitor@example.org&to=desk@example.org"),
        "hook": Receiver("hook", f"json://127.0.0.1:{httpserver.port}/hook"),
    }
    stories = papers()
    database = f"sqlite:///{tmp_path}/monitor.db"
    clock: list[Newsroom] = []
    with Press(stories, lambda: clock[0].now if clock else datetime.min.replace(tzinfo=UTC)) as press:
        room = Newsroom(press, database, receivers, utc(stories[0].published))
        clock.append(room)
        instants = instants_of(stories)
        half = len(instants) // 2
        asyncio.run(room.live(instants[:half], quiet))
        before = ids(box.bodies)
        asyncio.run(room.live([instants[half - 1]], quiet))
        assert ids(box.bodies) == before, "a restart told something twice"
        asyncio.run(room.live(instants[half:], quiet))

    store = open_store(database)
    with store.begin() as tx:
        rows = tx.outbox([], 100_000)
        known = tx.deadlines(Query(limit=10_000))
        counts = tx.counts()
    store.close()
    batches = {row.id: row.batch or row.id for row in rows}
    wanted = {
        name: Counter({batches[row.id]: 1 for row in rows if row.alert.receiver == name and row.state == "sent"})
        for name in receivers
    }
    hooked = ids([request.json["message"] for request, _ in httpserver.log], batches)
    assert len(stories) > 20
    assert counts["quarantined"] == 0
    assert len(known) >= 10
    assert {row.state for row in rows} <= {"sent", "superseded"}
    assert len(wanted["mail"]) >= 20
    assert ids(box.bodies, batches) == wanted["mail"]
    assert hooked == wanted["hook"]
