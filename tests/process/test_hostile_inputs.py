"""Every trick of the hostile server against the real fetcher and the real parser: a refusal in words, or what there is to read."""

import asyncio
import time

import pytest
from hostile import TRICKS, Trick
from loopback import Loopback, fetcher

from monitor.errors import MonitorError
from monitor.parse.apart import ChildParser
from monitor.types import Item, Source

SECONDS = 5.0


@pytest.fixture(scope="module")
def runner():
    with asyncio.Runner() as running:
        yield running


@pytest.fixture(scope="module")
def parser(runner):
    children = ChildParser()
    yield children
    runner.run(children.close())


@pytest.fixture(scope="module")
def children() -> set[int]:
    return set()


async def polled(trick: Trick, parser: ChildParser) -> list[Item]:
    server = Loopback(trick.play)
    listening = await asyncio.start_server(server.answer, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    client = fetcher(
        allow_private=frozenset({f"127.0.0.1:{port}"}),
        total_seconds=1.0 if trick.id in ("N1 slow headers", "N2 slow body") else 5.0,
    )
    source = Source(trick.id, f"http://127.0.0.1:{port}/feed")
    try:
        return await parser.items(source, await client.get(source.url))
    finally:
        await client.close()
        listening.close()


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.id)
def test_each_trick_is_refused_in_words_or_read(trick, parser, runner, children):
    began = time.monotonic()
    if isinstance(trick.outcome, int):
        assert len(runner.run(polled(trick, parser))) == trick.outcome
    else:
        with pytest.raises(MonitorError, match=trick.outcome):
            runner.run(polled(trick, parser))
    assert time.monotonic() - began < 2 * SECONDS
    if parser._lanes[0]._child:
        children.add(parser._lanes[0]._child.pid)
    assert len(children) <= 1, "no trick known so far ends the child"
