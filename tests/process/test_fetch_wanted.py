"""Form and language that are asked for go along to where the answer is, and each scheme has its fetcher."""

import asyncio

from loopback import Loopback, answers, fetcher, says

from monitor.errors import FetchError
from monitor.fetch import HttpFetcher, fetcher_for
from monitor.types import Source


def test_wanted_form_and_language_go_along_with_redirects() -> None:
    async def script(path: str, writer: asyncio.StreamWriter) -> None:
        moved = says(b"HTTP/1.1 303 See Other\r\nLocation: /there\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await (moved if path == "/here" else answers(b"act"))(path, writer)

    async def run() -> list[str]:
        server = Loopback(script)
        listening = await asyncio.start_server(server.answer, "127.0.0.1", 0)
        port = listening.sockets[0].getsockname()[1]
        web = fetcher()
        answer = await web.get(
            f"http://127.0.0.1:{port}/here", headers={"Accept": "application/xhtml+xml", "Accept-Language": "eng"}
        )
        await web.close()
        listening.close()
        assert answer.body == b"act"
        return server.requests

    for head in asyncio.run(run()):
        lines = head.lower().split("\r\n")
        assert [line for line in lines if line.startswith("accept:")] == ["accept: application/xhtml+xml"]
        assert "accept-language: eng" in lines


def test_a_mailbox_is_asked_of_the_mailboxes_fetcher_and_all_else_of_the_webs() -> None:
    box = Source("letters", "imaps://me@127.0.0.1:1/INBOX", reader="mailbox", password="s3cret")
    both = fetcher_for([box], "test/1", frozenset())

    async def told(url: str) -> str:
        try:
            await both.get(url)
        except FetchError as error:
            return str(error)
        return ""

    assert asyncio.run(told(box.url)).startswith("127.0.0.1 is no mail server that answers")
    assert asyncio.run(told("imaps://other@127.0.0.1:1/INBOX")) == "no password is given for this mailbox"
    assert "mail" not in asyncio.run(told("http://127.0.0.1:1/"))
    assert isinstance(fetcher_for([Source("a", "https://a.example/")], "test/1", frozenset()), HttpFetcher)
