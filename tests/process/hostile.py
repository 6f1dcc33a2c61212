"""A server that plays every trick of the network and of feeds, each at an address of its own."""

import asyncio
import gzip
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from loopback import Script, answers, says


def rss(*entries: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> bytes:
    """A feed of these entries."""
    return f'{head}<rss version="2.0"><channel><title>t</title>{"".join(entries)}</channel></rss>'.encode()


def entry(number: int, title: str = "An entry") -> str:
    """An entry of a feed."""
    return (
        f"<item><title>{title}</title><link>https://news.example/{number}</link>"
        f"<pubDate>{number % 28 + 1} Jan {2000 + number // 60 % 25} 00:00 GMT</pubDate></item>"
    )


def short_entry(number: int) -> str:
    """An entry of few bytes."""
    return f"<item><title>{number}</title><link>/{number}</link><pubDate>1 Jan 2001 00:00 GMT</pubDate></item>"


def feed(body: bytes, *headers: str) -> Script:
    """A feed as an answer."""
    return answers(body, "Content-Type: application/rss+xml", *headers)


GOOD = rss(entry(1), entry(2))


async def _drip(writer: asyncio.StreamWriter, start: bytes, piece: bytes) -> None:
    writer.write(start)
    while not writer.is_closing():
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(0.05)


async def slow_headers(path: str, writer: asyncio.StreamWriter) -> None:
    await _drip(writer, b"HTTP/1.1 200 OK\r\nX: ", b"a")


async def slow_body(path: str, writer: asyncio.StreamWriter) -> None:
    await _drip(writer, b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n<rss>", b"a")


async def endless(path: str, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"10000\r\n" + b"a" * 65536 + b"\r\n")
        await writer.drain()


def redirect(location: str) -> Script:
    return answers(b"", f"Location: {location}", status="302 Found")


def late(body: Callable[[], bytes], *headers: str) -> Script:
    """A large body, made when it is asked for and not before."""

    async def script(path: str, writer: asyncio.StreamWriter) -> None:
        await feed(body(), *headers)(path, writer)

    return script


def stacked() -> bytes:
    body = b"a" * 1000
    for _ in range(5):
        body = gzip.compress(body)
    return body


@dataclass(frozen=True)
class Trick:
    """`id`: its place in the list of hostile inputs and its name. `outcome`: words of the error, or how many items are read."""

    id: str
    play: Callable[[str, asyncio.StreamWriter], Awaitable[None]]
    outcome: str | int


NETWORK = [
    Trick("N1 slow headers", slow_headers, "did not finish"),
    Trick("N2 slow body", slow_body, "did not finish"),
    Trick("N3 endless chunked body", endless, "larger than"),
    Trick("N4 gzip bomb", late(lambda: gzip.compress(b"\0" * 2**20) * 1024, "Content-Encoding: gzip"), "larger than"),
    Trick("N5 stacked encodings", late(stacked, "Content-Encoding: gzip, gzip, gzip, gzip, gzip"), "5 times over"),
    Trick("N6 200 KB of headers", feed(GOOD, "X: " + "a" * 200_000), "does not speak HTTP properly"),
    Trick("N7 redirect loop", redirect("/again"), "redirects more than 5 times"),
    Trick("N8 redirect to the metadata service", redirect("http://169.254.169.254/latest/"), "no public address"),
    Trick("N9 redirect to loopback", redirect("http://127.0.0.77:1/"), "no public address"),
    Trick("N9 redirect to loopback, IPv6", redirect("http://[::1]/"), "no public address"),
    Trick("N9 redirect to loopback, mapped", redirect("http://[::ffff:127.0.0.77]/"), "no public address"),
    Trick("N10 redirect to a file", redirect("file:///etc/passwd"), "neither http nor https"),
    Trick("N10 redirect to gopher", redirect("gopher://127.0.0.1:70/"), "neither http nor https"),
    Trick("N10 redirect to ftp", redirect("ftp://example.org/"), "neither http nor https"),
    Trick("N12 oddly written number", redirect("http://0x7f.1/"), "no public address"),
    Trick("N12 one number", redirect("http://2130706433/"), "no public address"),
    Trick("N13 backslash in the address", redirect("http://example.org\\@127.0.0.1/"), "a backslash"),
    Trick("N14 special range", redirect("http://[64:ff9b::7f00:1]/"), "no public address"),
    Trick("N15 cut short, no length", says(b"HTTP/1.1 200 OK\r\n\r\n" + GOOD[:-20]), "cut short"),
    Trick("N16 challenge page", answers(b"<!DOCTYPE html><html><body>Are you a robot?</body></html>"), "a web page"),
    Trick("N17 busy, for ever", answers(b"", "Retry-After: 1000000000", status="429 Slow Down"), "429"),
    Trick("N17 busy, in the past", answers(b"", "Retry-After: -5", status="503 Busy"), "503"),
    Trick("N18 cookie flood", feed(GOOD, *(f"Set-Cookie: c{n}={'x' * 100}" for n in range(50))), 2),
    Trick("N20 always unchanged", answers(b"", status="304 Not Modified"), "304"),
]

_LAUGHS = (
    '<!DOCTYPE r [<!ENTITY a "'
    + "x" * 1000
    + '"><!ENTITY b "'
    + "&a;" * 1000
    + '"><!ENTITY c "'
    + "&b;" * 1000
    + '">]>'
)

FEEDS = [
    Trick("F1 billion laughs", late(lambda: rss(entry(1, "before &c; after"), head=_LAUGHS)), 1),
    Trick(
        "F2 quadratic entity",
        late(lambda: rss(entry(1, "&a;" * 2000), head='<!DOCTYPE r [<!ENTITY a "' + "x" * 100_000 + '">]>')),
        1,
    ),
    Trick(
        "F3 external entity",
        feed(rss(entry(1, "&a;"), head='<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>')),
        1,
    ),
    Trick("F4 external document type", feed(rss(entry(1), head='<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd">')), 1),
    Trick("F5 a path", feed(b"/etc/passwd"), "not a feed"),
    Trick("F5 an address", feed(b"http://127.0.0.1:9/feed"), "not a feed"),
    Trick("F6 a hundred thousand entries", late(lambda: rss(*map(short_entry, range(100_000)))), 1000),
    Trick("F7 one token of 9 MB", late(lambda: rss(entry(1, "a" * 9_000_000))), 1),
    Trick("F7 one comment of 9 MB", late(lambda: rss("<!--" + "a" * 9_000_000 + "-->", entry(1))), 1),
    Trick("F8 four hundred thousand comments begun", late(lambda: rss(entry(1, "<!--" * 400_000))), "cut short"),
    Trick(
        "F9 nesting of fifty thousand",
        late(lambda: rss(entry(1, "&lt;b&gt;" * 50_000 + "x" + "&lt;/b&gt;" * 50_000))),
        1,
    ),
    Trick("F9 nesting of fifty thousand elements", late(lambda: rss(entry(1), "<b>" * 50_000 + "</b>" * 50_000)), 1),
    Trick(
        "F10 4 MB of HTML in one line",
        late(lambda: rss(entry(1, "&lt;p&gt;word &lt;b&gt;bold&lt;/b&gt; " * 90_000))),
        1,
    ),
    Trick("F11 invalid byte", feed(GOOD.replace(b"An entry", "Délai ".encode() + b"\xff", 1)), 2),
    Trick("F12 wrong label", feed(GOOD.replace(b'"utf-8"', b'"utf-16"')), 2),
    Trick("F12 UTF-16", feed(GOOD.decode().replace("utf-8", "utf-16").encode("utf-16")), 2),
    Trick("F12 UTF-7", feed(GOOD.replace(b'"utf-8"', b'"utf-7"').replace(b"An entry", b"+ADw-b+AD4-", 1)), 2),
    Trick("F13 unseen characters", feed(rss(entry(1, "a\x00b\x07c\u202ed\u200be\ufefff"))), 1),
    Trick("F14 nothing", feed(b""), "is empty"),
    Trick("F14 JSON", feed(json.dumps({"items": []}).encode()), "is JSON"),
    Trick("F14 a web page", feed(b"<html><head></head><body>news</body></html>"), "a web page"),
]
TRICKS = NETWORK + FEEDS
