"""The child that reads untrusted bytes: the same results as at home, and whatever befalls it befalls it alone."""

import asyncio
import contextlib
import os
import pickle
import signal
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from monitor.errors import ParseError, ReadError
from monitor.parse.apart import ChildParser
from monitor.parse.inline import InlineParser
from monitor.parse.tasks import Wanted, task_of
from monitor.ports import Answer, Parser
from monitor.types import Item, PageRequest, Source

T = TypeVar("T")

SOURCE = Source("outlet", "https://news.example/feed.xml", zone="Europe/Brussels")
ACTIONS = replace(SOURCE, name="actions", reader="whitehouse", zone="America/New_York", page=True)
FIXTURES = Path(__file__).parent.parent / "sources" / "fixtures"


def answer(body: str | bytes, content_type: str = "") -> Answer:
    return Answer(SOURCE.url, 200, body.encode() if isinstance(body, str) else body, content_type)


def feed(*titles: str) -> Answer:
    entries = (
        f"<item><title>{title}</title><link>https://news.example/{number}</link>"
        "<pubDate>Wed, 01 Jul 2026 23:59:00 +0200</pubDate></item>"
        for number, title in enumerate(titles)
    )
    return answer(f"<rss version='2.0'><channel>{''.join(entries)}</channel></rss>")


LARGE = feed(*("An entry of many" for _ in range(60_000)))
"""Takes a good part of a second to read, and much memory."""


def with_child(work: Callable[[ChildParser], Awaitable[T]], *, seconds: float = 5.0, memory: int = 160_000_000) -> T:
    async def run() -> T:
        parser = ChildParser(seconds=seconds, memory=memory)
        try:
            return await work(parser)
        finally:
            await parser.close()

    return asyncio.run(run())


def child_pid(parser: ChildParser) -> int:
    child = parser._lanes[0]._child
    assert child is not None
    return child.pid


async def busy(parser: ChildParser) -> None:
    """Waits until the child has spent a tenth of a second on the body it got."""

    def spent() -> float:
        return float(Path(f"/proc/{child_pid(parser)}/stat").read_text().rpartition(")")[2].split()[11]) / os.sysconf(
            "SC_CLK_TCK"
        )

    before = spent()
    while spent() < before + 0.1:  # noqa: ASYNC110 (another process knows no event of ours)
        await asyncio.sleep(0)


def test_the_child_reads_what_would_be_read_at_home():
    body = next(FIXTURES.glob("*whitehouse*/feed.xml")).read_bytes()
    page = next(FIXTURES.glob("*whitehouse*/page.html")).read_bytes()

    async def both(parser: Parser) -> tuple[list[Item], object]:
        items = await parser.items(ACTIONS, answer(body))
        return items, await parser.document(ACTIONS, items[0], answer(page))

    read_at_home = asyncio.run(both(InlineParser()))
    assert with_child(both) == read_at_home
    assert read_at_home[0][0].published.tzinfo is UTC


def test_one_child_reads_every_body():
    async def pids(parser: ChildParser) -> set[int]:
        seen = set()
        for number in range(5):
            assert [item.title for item in await parser.items(SOURCE, feed(f"Number {number}"))] == [f"Number {number}"]
            seen.add(child_pid(parser))
        return seen

    assert len(with_child(pids)) == 1


def test_a_child_that_has_grown_makes_room_for_a_fresh_one():
    async def run() -> set[int]:
        parser = ChildParser(grown=-1)  # which any child has
        seen = set()
        for number in range(3):
            assert [item.title for item in await parser.items(SOURCE, feed(f"Number {number}"))] == [f"Number {number}"]
            seen.add(child_pid(parser))
        await parser.close()
        return seen

    assert len(asyncio.run(run())) == 3


@pytest.mark.parametrize(("body", "words"), [("<html></html>", "a web page"), ("", "is empty"), ("{}", "is JSON")])
def test_a_refusal_comes_back_in_its_own_words(body, words):
    with pytest.raises(ParseError, match=words):
        with_child(lambda parser: parser.items(SOURCE, answer(body)))


def test_a_page_without_a_date_comes_back_as_the_error_it_is():
    undated = Item("https://news.example/1", "A title", "", None)
    page = answer(f"<html><body><main><p>{'A long enough text. ' * 30}</p></main></body></html>")
    with pytest.raises(ReadError, match="no readable publication date"):
        with_child(lambda parser: parser.document(SOURCE, undated, page))


def test_a_body_that_takes_too_long_is_given_up_and_the_next_one_read():
    async def work(parser: ChildParser) -> list[Item]:
        await parser.items(SOURCE, feed("One"))
        began = time.monotonic()
        with pytest.raises(ParseError, match=r"takes longer than 0\.1 s"):
            await parser.items(SOURCE, LARGE)
        assert time.monotonic() - began < 3
        return await parser.items(replace(SOURCE, name="other"), feed("Two"))

    assert [item.title for item in with_child(work, seconds=0.1)] == ["Two"]


def test_a_body_that_takes_too_much_memory_is_given_up_and_the_next_one_read():
    async def work(parser: ChildParser) -> list[Item]:
        with pytest.raises(ParseError, match="more than 8 MB of memory"):
            await parser.items(SOURCE, LARGE)
        return await parser.items(SOURCE, feed("Two"))

    assert [item.title for item in with_child(work, memory=8_000_000)] == ["Two"]


def test_a_source_that_was_slow_once_holds_up_no_other_again():
    async def work(parser: ChildParser) -> None:
        with pytest.raises(ParseError):
            await parser.items(SOURCE, LARGE)
        await parser.items(replace(SOURCE, name="other"), feed("Two"))
        slow = asyncio.create_task(parser.items(SOURCE, LARGE))
        await asyncio.sleep(0)
        await parser.items(replace(SOURCE, name="other"), feed("Two"))
        assert not slow.done()
        with pytest.raises(ParseError):
            await slow

    with_child(work, seconds=0.3)


def test_a_child_that_crashes_costs_one_body():
    async def work(parser: ChildParser) -> list[Item]:
        await parser.items(SOURCE, feed("One"))
        reading = asyncio.create_task(parser.items(SOURCE, LARGE))
        await busy(parser)
        os.kill(child_pid(parser), signal.SIGSEGV)
        with pytest.raises(ParseError, match="ended the process that reads"):
            await reading
        return await parser.items(replace(SOURCE, name="other"), feed("Two"))

    assert [item.title for item in with_child(work)] == ["Two"]


def test_a_child_that_was_killed_while_it_waited_costs_nothing():
    async def work(parser: ChildParser) -> list[Item]:
        await parser.items(SOURCE, feed("One"))
        os.kill(child_pid(parser), signal.SIGKILL)
        return await parser.items(SOURCE, feed("Two"))

    assert [item.title for item in with_child(work)] == ["Two"]


def test_a_poll_that_is_given_up_leaves_no_answer_for_the_next():
    async def work(parser: ChildParser) -> list[Item]:
        await parser.items(SOURCE, feed("One"))
        reading = asyncio.create_task(parser.items(SOURCE, LARGE))
        await busy(parser)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        return await parser.items(SOURCE, feed("Two"))

    assert [item.title for item in with_child(work)] == ["Two"]


def test_the_child_gets_no_secret(monkeypatch):
    monkeypatch.setenv("MONITOR_SLACK_URL", "https://hooks.example/T0/B0/secret")

    async def work(parser: ChildParser) -> bytes:
        await parser.items(SOURCE, feed("One"))
        return await asyncio.to_thread(Path(f"/proc/{child_pid(parser)}/environ").read_bytes)

    if not Path("/proc/self/environ").exists():
        pytest.skip("no /proc here")
    assert b"secret" not in with_child(work)


MAILBOX = replace(SOURCE, name="box", url="imaps://a@mail.example/INBOX", reader="mailbox", password="hunter2")


@pytest.mark.parametrize("wanted", Wanted)
def test_what_is_sent_to_the_child_holds_no_password(wanted):
    task = task_of(wanted, MAILBOX, Item("https://news.example/1", "A title", "", None), (answer("A letter"),))
    sent = pickle.dumps(task, protocol=5)
    assert b"A letter" in sent
    assert b"hunter2" not in sent
    assert task.source == replace(MAILBOX, password="")


def test_a_child_that_read_a_mailbox_has_never_seen_its_password():
    """Not in the task alone: nowhere in what the child could write to."""

    async def work(parser: ChildParser) -> bool:
        await parser.items(replace(SOURCE, password="hunter2" * 3), feed("Marked", "Also marked"))
        memory = await asyncio.to_thread(written_memory, child_pid(parser))
        assert b"Also marked" in memory, "else this test looks at the wrong place"
        return b"hunter2" in memory

    assert not with_child(work)


def written_memory(pid: int) -> bytes:
    """What the process keeps in memory of its own."""
    found = []
    try:
        with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
            for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
                span, rights, *_ = line.split()
                if rights.startswith("rw"):
                    start, end = (int(edge, 16) for edge in span.split("-"))
                    memory.seek(start)
                    with contextlib.suppress(OSError):
                        found.append(memory.read(end - start))
    except OSError:
        pytest.skip("this system shows nobody another process's memory")
    return b"".join(found)


OFAC = replace(SOURCE, name="ofac", url="https://ofac.example/recent-actions", reader="ofac", page=True)
ACTION = Item(f"{OFAC.url}/20260701", "Issuance of a general licence", "", datetime(2026, 7, 1, tzinfo=UTC))


def licences(count: int) -> Answer:
    links = "".join(f"<a href='/media/{n}/download?inline'>General License {n}</a>" for n in range(1, count + 1))
    return answer(f"<html><body><main><p>Issued today:</p>{links}</main></body></html>")


def test_the_files_that_a_page_names_are_found_by_the_child():
    async def both(parser: Parser) -> list[PageRequest]:
        return await parser.parts(OFAC, ACTION, licences(2))

    found = with_child(both)
    assert found == asyncio.run(both(InlineParser()))
    assert [file.url for file in found] == [f"https://ofac.example/media/{n}/download?inline" for n in (1, 2)]
    assert found[0].headers == {"Accept": "application/pdf"}


def test_a_page_whose_files_take_too_long_to_find_is_given_up_like_any_other():
    async def work(parser: ChildParser) -> list[PageRequest]:
        await parser.parts(OFAC, ACTION, licences(1))
        with pytest.raises(ParseError, match=r"takes longer than 0\.1 s"):
            await parser.parts(OFAC, ACTION, licences(70_000))
        return await parser.parts(replace(OFAC, name="other"), ACTION, licences(1))

    assert len(with_child(work, seconds=0.1)) == 1


def test_the_children_end_with_their_parser():
    async def pid(parser: ChildParser) -> int:
        await parser.items(SOURCE, feed("One"))
        return child_pid(parser)

    gone = with_child(pid)
    with pytest.raises(ProcessLookupError):
        os.kill(gone, 0)


def test_the_charset_of_the_header_counts_where_the_body_is_silent():
    body = answer(
        "<rss><channel><item><title>D\u00e9lai \u0141\u00f3d\u017a</title></item></channel></rss>".encode(
            "iso-8859-2", "replace"
        )
    )
    said = replace(body, content_type="application/rss+xml; charset=ISO-8859-2")
    (item,) = with_child(lambda parser: parser.items(SOURCE, said))
    assert item.title == "Délai Łódź"


def test_the_instants_are_right_across_the_pipe():
    (item,) = with_child(lambda parser: parser.items(SOURCE, feed("One")))
    assert item.published == datetime(2026, 7, 1, 21, 59, tzinfo=UTC)
