"""The fetcher against a real server on loopback that misbehaves in the ways publishers and attackers do."""

import asyncio
import gzip
import logging
import shutil
import ssl
import subprocess
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.errors import FetchError
from tests.process.loopback import Loopback, answers, fetch_from, fetcher, says

NOW = datetime(2026, 8, 18, 12, 0, tzinfo=UTC)


def refusal(script, path: str = "/", **options) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch_from(Loopback(script), path, **options)
    return caught.value


def test_a_good_answer_comes_with_its_body_type_and_validators():
    script = answers(b"<rss/>", 'ETag: "a1"', "Last-Modified: Tue, 18 Aug 2026 10:00:00 GMT", "Content-Type: text/xml")
    answer = fetch_from(Loopback(script))
    assert (answer.status, answer.body, answer.content_type, answer.unchanged) == (200, b"<rss/>", "text/xml", False)
    assert answer.validators == {"ETag": '"a1"', "Last-Modified": "Tue, 18 Aug 2026 10:00:00 GMT"}


def test_we_say_who_we_are_and_ask_only_for_what_changed():
    server = Loopback(answers(b"", status="304 Not Modified"))
    held = {"ETag": '"a1"', "Last-Modified": "Tue, 18 Aug 2026 10:00:00 GMT"}
    answer = fetch_from(server, held=held)
    head = server.requests[0].lower()
    assert "user-agent: deadline-monitor-test/1 (+mailto:ops@example.org)" in head
    assert 'if-none-match: "a1"' in head
    assert "if-modified-since: tue, 18 aug 2026 10:00:00 gmt" in head
    assert "accept-encoding: gzip\r\n" in head
    assert answer.unchanged
    assert answer.validators == held


def test_not_modified_without_anything_held_is_an_error():
    assert refusal(answers(b"", status="304 Not Modified")).status == 304


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(gzip.compress(b"<rss>"), ["Content-Encoding: gzip"], id="gzip"),
        pytest.param(gzip.compress(b"<rss>"), [], id="gzip that does not say so"),
        pytest.param(
            gzip.compress(b"<r") + gzip.compress(b"ss>"), ["Content-Encoding: gzip"], id="gzip in two members"
        ),
        pytest.param(gzip.compress(b"<rss>") + b"\0" * 9, ["Content-Encoding: x-gzip"], id="gzip with padding behind"),
        pytest.param(zlib.compress(b"<rss>"), ["Content-Encoding: deflate"], id="deflate with its header"),
        pytest.param(zlib.compress(b"<rss>")[2:-4], ["Content-Encoding: deflate"], id="deflate without its header"),
        pytest.param(b"<rss>", ["Content-Encoding: identity"], id="identity"),
    ],
)
def test_a_body_is_unpacked_when_it_is(body, headers):
    assert fetch_from(Loopback(answers(body, *headers))).body == b"<rss>"


@pytest.mark.parametrize("size", [2**20 - 1, 2**20, 2**20 + 1, 3 * 2**20 + 5])
@pytest.mark.parametrize("members", [1, 2])
@pytest.mark.parametrize("piece", [b"a", bytes(range(256)) * 5 + b"x"], ids=["packs well", "packs less well"])
def test_a_large_body_is_unpacked_bit_by_bit_and_whole(size, members, piece):
    body = (piece * (size // len(piece) + 1))[:size]
    packed = answers(gzip.compress(body) * members, "Content-Encoding: gzip")
    assert fetch_from(Loopback(packed)).body == body * members


async def dripping_head(path, writer):
    for byte in b"HTTP/1.1 200 OK\r\nX: " + b"a" * 10_000:
        writer.write(bytes((byte,)))
        await writer.drain()
        await asyncio.sleep(0.05)


async def dripping_body(path, writer):
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n")
    for _ in range(10_000):
        writer.write(b"a")
        await writer.drain()
        await asyncio.sleep(0.05)


async def silent(path, writer):
    await asyncio.sleep(60)


@pytest.mark.parametrize("script", [dripping_head, dripping_body, silent])
def test_a_server_that_drips_or_is_silent_meets_the_total_deadline(script):
    assert "did not finish its answer within 0.2 s" in str(refusal(script, total_seconds=0.2))


async def endless(path, writer):
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"10000\r\n" + b"a" * 65536 + b"\r\n")
        await writer.drain()


BOMB = gzip.compress(b"\0" * 50_000_000)


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(endless, id="an endless chunked body"),
        pytest.param(answers(b"a" * 200_000), id="a long body"),
        pytest.param(answers(BOMB, "Content-Encoding: gzip"), id="a gzip bomb"),
        pytest.param(answers(BOMB), id="a gzip bomb that does not say so"),
    ],
)
def test_a_body_stops_at_the_cap(script):
    assert "larger than 100,000 bytes" in str(refusal(script, max_bytes=100_000))


@pytest.mark.parametrize(
    ("script", "words"),
    [
        pytest.param(
            answers(gzip.compress(gzip.compress(b"a")), "Content-Encoding: gzip, gzip"),
            "2 times over",
            id="stacked in one header",
        ),
        pytest.param(answers(b"a", *["Content-Encoding: gzip"] * 5), "5 times over", id="stacked in five headers"),
        pytest.param(answers(b"a", "Content-Encoding: br"), "did not ask for: br", id="brotli"),
        pytest.param(answers(b"not gzip", "Content-Encoding: gzip"), "damaged", id="not what it says"),
        pytest.param(
            answers(gzip.compress(b"a" * 999)[:-12], "Content-Encoding: gzip"), "cut short", id="half a gzip file"
        ),
        pytest.param(
            says(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"), "cut short", id="shorter than its length"
        ),
        pytest.param(
            says(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nha"), "cut short", id="half a chunk"
        ),
        pytest.param(answers(b"a", "X: " + "a" * 200_000), "does not speak HTTP properly", id="200 KB of headers"),
        pytest.param(says(b"SSH-2.0-OpenSSH_9\r\n\r\n"), "does not speak HTTP properly", id="another protocol"),
        pytest.param(says(b""), "hung up without an answer", id="nothing at all"),
    ],
)
def test_a_broken_answer_is_an_error_in_plain_words(script, words):
    assert words in str(refusal(script))


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("404 Nope", "404 Not Found"),
        ("202 Accepted", "202 Accepted"),
        ("204 No Content", "204 No Content"),
        ("300 Multiple Choices", "300 Multiple Choices"),
        ("302 Found", "302 Found"),
        ("500 Oh", "500 Internal Server Error"),
        ("599 What", "599"),
    ],
)
def test_any_other_status_is_an_error_that_names_it(status, words):
    error = refusal(answers(b"", status=status), "/feed?token=secret")
    assert str(error) == f"127.0.0.1 answered {words}"
    assert error.status == int(status[:3])
    assert error.retry_after is None


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("0", timedelta(minutes=1)),
        ("-5", timedelta(minutes=1)),
        ("1000000000", timedelta(hours=24)),
        ("9" * 5000, timedelta(hours=24)),
        ("Tue, 18 Aug 2026 12:10:00 GMT", timedelta(minutes=10)),
        ("Tue, 18 Aug 2026 11:00:00 GMT", timedelta(minutes=1)),
        ("Fri, 18 Aug 2062 11:00:00 GMT", timedelta(hours=24)),
        ("--5", None),
        ("5.5", None),
        ("tomorrow", None),
        ("Tue, 18 Aug 99999 12:00:00 GMT", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_the_publishers_wish_to_wait_is_passed_on_within_reason(status, header, wait):
    error = refusal(answers(b"", f"Retry-After: {header}", status=status), now=lambda: NOW)
    assert error.retry_after == wait


def redirects_to(location: str):
    return answers(b"", f"Location: {location}", status="302 Found")


def test_a_redirect_is_followed_and_the_last_address_told():
    async def script(path, writer):
        await (answers(b"here") if path == "/new" else redirects_to("/new#part"))(path, writer)

    server = Loopback(script)
    answer = fetch_from(server, "/old")
    assert answer.body == b"here"
    assert answer.url.endswith("/new")
    assert len(server.requests) == 2


def test_a_redirect_loop_stops_after_five():
    server = Loopback(redirects_to("/again"))
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        fetch_from(server)
    assert len(server.requests) == 6


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("http://169.254.169.254/latest/meta-data/", "no public address"),
        ("http://[::1]/", "no public address"),
        ("http://[::ffff:127.0.0.1]/", "no public address"),
        ("http://[64:ff9b::7f00:1]/", "no public address"),
        ("http://0x7f.1/", "no public address"),
        ("http://2130706433/", "no public address"),
        ("http://127.1/", "no public address"),
        ("http://0/", "no public address"),
        ("http://localhost/", "no public address"),
        ("http://10.0.0.1/", "no public address"),
        ("file:///etc/passwd", "neither http nor https"),
        ("gopher://127.0.0.1:70/", "neither http nor https"),
        ("ftp://example.org/", "neither http nor https"),
        ("http://example.org\\@127.0.0.1/", "a backslash"),
        ("http://user:word@example.org/", "user name"),
        ("http://@127.0.0.1@169.254.169.254/", "refused"),
        ("http://example.org:99999/", "no port 99999"),
        ("http://a b/", "a blank"),
    ],
)
def test_a_redirect_into_the_network_we_run_in_is_refused(location, words):
    error = refusal(redirects_to(location))
    assert words in str(error)
    assert "word@" not in str(error)


def test_a_loopback_server_is_refused_unless_allowed():
    server = Loopback(answers())
    with pytest.raises(
        FetchError, match=r"127\.0\.0\.1 is refused: it leads to 127\.0\.0\.1, which is no public address"
    ):
        fetch_from(server, allow_private=frozenset())
    assert server.requests == []


def test_no_cookie_is_kept():
    server = Loopback(answers(b"a", *(f"Set-Cookie: c{n}={'x' * 100}; Path=/" for n in range(50))))

    async def run() -> None:
        listening = await asyncio.start_server(server.answer, "127.0.0.1", 0)
        client = fetcher()
        for _ in range(3):
            await client.get(f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/")
        await client.close()
        listening.close()

    asyncio.run(run())
    assert len(server.requests) == 3
    assert not any("cookie" in head.lower() for head in server.requests)


def test_one_host_is_asked_one_thing_at_a_time():
    async def slowly(path, writer):
        await asyncio.sleep(0.01)
        await answers()(path, writer)

    server = Loopback(slowly)

    async def run() -> None:
        listening = await asyncio.start_server(server.answer, "127.0.0.1", 0)
        client = fetcher()
        address = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/"
        await asyncio.gather(*(client.get(f"{address}{n}") for n in range(8)))
        await client.close()
        listening.close()

    asyncio.run(run())
    assert len(server.requests) == 8
    assert server.most_open == 1


def test_the_queue_for_a_busy_host_does_not_count_against_the_deadline():
    async def slowly(path, writer):
        await asyncio.sleep(0.1)
        await answers()(path, writer)

    server = Loopback(slowly)

    async def run() -> None:
        listening = await asyncio.start_server(server.answer, "127.0.0.1", 0)
        client = fetcher(total_seconds=0.3)
        address = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/"
        await asyncio.gather(*(client.get(address) for _ in range(5)))
        await client.close()
        listening.close()

    asyncio.run(run())
    assert len(server.requests) == 5


def test_a_proxy_of_the_environment_is_not_used(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert fetch_from(Loopback(answers(b"direct"))).body == b"direct"


def test_addresses_with_tokens_stay_out_of_the_log(caplog):
    caplog.set_level(logging.DEBUG)
    fetch_from(Loopback(answers()), "/feed?token=secret")
    assert "secret" not in "".join(record.getMessage() for record in caplog.records if record.levelno >= logging.INFO)


def get(url: str) -> None:
    async def run() -> None:
        client = fetcher()
        try:
            await client.get(url)
        finally:
            await client.close()

    asyncio.run(run())


def test_a_closed_port_says_so():
    with pytest.raises(FetchError, match=r"no connection to 127\.0\.0\.1: connection refused"):
        get("http://127.0.0.1:1/")


def test_an_unknown_name_says_so():
    with pytest.raises(
        FetchError, match=r"no connection to no-such-name\.invalid: (name not found|the name service does not answer)"
    ):
        get("http://no-such-name.invalid/")


@pytest.mark.parametrize(
    "url", ["", "example.org/feed", "file:///etc/passwd", "http://", "https://u:p@example.org/", "http://a\nb/"]
)
def test_an_address_that_cannot_be_asked_is_refused_before_any_connection(url):
    with pytest.raises(FetchError, match="the address is refused"):
        get(url)


@pytest.fixture(scope="module")
def self_signed(tmp_path_factory) -> ssl.SSLContext:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed: no certificate to refuse")
    folder: Path = tmp_path_factory.mktemp("tls")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = [
        openssl,
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=127.0.0.1",
    ]
    subprocess.run([*command, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def test_a_self_signed_certificate_is_refused_and_named(self_signed):
    server = Loopback(answers())
    with pytest.raises(FetchError, match=r"certificate is not trusted \(self-signed certificate\)"):
        fetch_from(server, tls=self_signed)
    assert server.requests == []


def test_the_name_is_kept_for_the_host_header_and_for_tls(self_signed):
    plain, named = Loopback(answers()), []
    fetch_from(plain, host="localhost", allow_private=frozenset({"localhost"}))
    assert "\r\nhost: localhost:" in plain.requests[0].lower()
    self_signed.sni_callback = lambda _socket, name, _context: named.append(name)
    with pytest.raises(FetchError):
        fetch_from(Loopback(answers()), host="localhost", tls=self_signed, allow_private=frozenset({"localhost"}))
    assert named == ["localhost"]
