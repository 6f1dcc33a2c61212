"""A webhook of the reader's own: its body and its schema, its identity, its refusals."""

import asyncio
import json
import logging
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from loopback import free_port
from pydantic import TypeAdapter, ValidationError
from pytest_httpserver import HTTPServer

sys.path.append(str(Path(__file__).parent.parent / "notify"))

from notify_facts import CANADA, CANADA_BEFORE, INDIA, OIL_NEWS, RUSSIA, at, changed, reminded

from monitor.errors import SendError
from monitor.notify import build_notifier
from monitor.notify.notice import notice
from monitor.notify.waits import asked_wait
from monitor.notify.webhook_body import body
from monitor.notify.webhook_receiver import header_value
from monitor.notify.webhook_schema import FILE, BodyShape, write_schema
from monitor.notify.webhook_signature import signed
from monitor.types import Alert, AlertReason, ChangeReason, Lead, Parcel, Receiver, ReceiverKind

ROOT = Path(__file__).parent.parent.parent
NOW = at("2026-08-19 02:42")
SECRET = "tOkEn8f3a"
MOVED = Parcel.of(changed(CANADA, ChangeReason.MOVED_LATER, CANADA_BEFORE, next_at=at("2026-08-21 04:01")))
PARCELS = {
    "a change": MOVED,
    "a repeat": replace(MOVED, repeat=True),
    "a reminder": Parcel.of(reminded(INDIA, missed=(Lead(hours=48),))),
    "a date that passed": Parcel.of(replace(reminded(RUSSIA), reason=AlertReason.PASSED, lead=None)),
    "a measure": Parcel.of(Alert(AlertReason.MEASURE, "desk", (("Oil", ""),), "UTC", measure=OIL_NEWS)),
    "a test": Parcel.of(Alert(AlertReason.TEST, "desk", (), "UTC")),
    "one of a workspace": replace(MOVED, receiver="acme/desk"),
    "several": Parcel("digest", "desk", MOVED.alerts * 30, title="Digest"),
    "an address that is none": Parcel.of(
        changed(replace(CANADA, evidence=replace(CANADA.evidence, url="javascript:x", document=None)), ChangeReason.NEW)
    ),
}


def send(url: str, *parcels: Parcel) -> None:
    notifier = build_notifier({"desk": Receiver("desk", url, ReceiverKind.WEBHOOK)})

    async def story() -> None:
        for parcel in parcels:
            await notifier.send(parcel, now=NOW)

    asyncio.run(story())


def refused(url: str) -> SendError:
    with pytest.raises(SendError) as caught:
        send(url, MOVED)
    return caught.value


# the body


@pytest.mark.parametrize("parcel", PARCELS.values(), ids=PARCELS.keys())
def test_every_body_keeps_to_the_schema(parcel: Parcel) -> None:
    sent = json.loads(json.dumps(body(notice(parcel, now=NOW))))
    TypeAdapter(BodyShape).validate_json(json.dumps(sent), strict=True)


def test_the_workspace_is_named_beside_the_receiver_unless_it_is_the_default_one() -> None:
    sent = {name: body(notice(PARCELS[name], now=NOW)) for name in ("a change", "one of a workspace")}
    assert sent["one of a workspace"] == {**sent["a change"], "workspace": "acme"}
    assert "workspace" not in sent["a change"]


def test_the_schema_refuses_what_it_does_not_know() -> None:
    sent = body(notice(MOVED, now=NOW))
    for wrong in ({"colour": "red"}, {"version": 2}, {"sent_at": "yesterday"}):
        with pytest.raises(ValidationError):
            TypeAdapter(BodyShape).validate_json(json.dumps({**sent, **wrong}))


def test_the_schema_in_the_folder_is_that_of_the_types(tmp_path: Path) -> None:
    shipped = ROOT / "config" / "schema" / FILE
    assert shipped.read_text("utf-8") == write_schema(tmp_path).read_text("utf-8"), "run `make schema`"


def test_the_page_in_the_docs_names_every_field() -> None:
    described = (ROOT / "docs" / "webhook.md").read_text("utf-8")
    defined: dict[str, Any] = json.loads((ROOT / "config" / "schema" / FILE).read_text("utf-8"))
    shapes = [defined, *(shape for shape in defined["$defs"].values() if "properties" in shape)]
    names = {name for shape in shapes for name in shape["properties"]}
    assert not {name for name in names if f"`{name}`" not in described}


# the sending


def test_a_webhook_gets_json_and_the_parcels_id(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/hook", method="POST").respond_with_data("taken")
    send(httpserver.url_for("/hook"), MOVED)
    [(request, _)] = httpserver.log
    assert request.json == json.loads(json.dumps(body(notice(MOVED, now=NOW))))
    assert request.headers["Idempotency-Key"] == MOVED.id == request.json["id"]
    assert request.headers["Content-Type"] == "application/json"


def test_with_a_secret_the_bytes_that_are_sent_are_signed(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/hook").respond_with_data("taken")
    secret = "whsec_" + "QUJD" * 8
    desk = Receiver("desk", httpserver.url_for("/hook"), ReceiverKind.WEBHOOK, secret=secret)
    asyncio.run(build_notifier({"desk": desk}).send(MOVED, now=NOW))
    [(request, _)] = httpserver.log
    expected = signed(request.data, notice(MOVED, now=NOW), secret)
    assert {name: request.headers[name] for name in expected} == dict(expected)
    assert secret not in repr(desk)


def test_a_repeat_bears_the_same_key_and_says_so(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/hook").respond_with_data("taken")
    send(httpserver.url_for("/hook"), MOVED, replace(MOVED, repeat=True))
    first, second = (request for request, _ in httpserver.log)
    assert first.headers["Idempotency-Key"] == second.headers["Idempotency-Key"]
    assert [first.json["possible_repeat"], second.json["possible_repeat"]] == [False, True]


@pytest.mark.parametrize(
    ("status", "permanent"),
    [
        (500, False),
        (503, False),
        (408, False),
        (425, False),
        (429, False),
        (400, True),
        (401, True),
        (404, True),
        (410, True),
        (301, True),
    ],
)
def test_the_status_says_whether_a_retry_can_help(httpserver: HTTPServer, status: int, permanent: bool) -> None:
    httpserver.expect_request("/hook").respond_with_data("no", status=status, headers={"Location": "/elsewhere"})
    error = refused(httpserver.url_for("/hook"))
    assert (error.permanent, error.unclear) == (permanent, False)
    assert str(error).startswith(f"desk (webhook): answered HTTP {status}")
    assert len(httpserver.log) == 1, "neither followed nor tried again"


def test_the_wait_that_a_receiver_asks_for_is_told(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/hook").respond_with_data("no", status=429, headers={"Retry-After": "17"})
    assert refused(httpserver.url_for("/hook")).retry_after == timedelta(seconds=17)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("17", 17),
        ("0", 1),
        ("9999999999999", 3600),
        ("Wed, 19 Aug 2026 02:43:00 GMT", 60),
        ("Wed, 19 Aug 2026 02:00:00 GMT", 1),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 3600),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_a_wait_is_read_as_seconds_or_as_a_date_and_kept_within_reason(header: str | None, seconds: int | None) -> None:
    assert asked_wait(header, NOW) == (None if seconds is None else timedelta(seconds=seconds))


def test_nobody_listening_is_a_clear_no() -> None:
    error = refused(f"http://127.0.0.1:{free_port()}/hook")
    assert (error.permanent, error.unclear) == (False, False)


@pytest.mark.parametrize("url", ["ftp://example.org/x", "nonsense", "http://"])
def test_what_is_no_web_address_is_permanent(url: str) -> None:
    assert refused(url).permanent


@pytest.mark.parametrize("status", [200, 404])
def test_no_secret_of_an_address_reaches_an_error_or_a_log(
    httpserver: HTTPServer, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    httpserver.expect_request(f"/{SECRET}").respond_with_data(SECRET, status=status)
    url = httpserver.url_for(f"/{SECRET}?key={SECRET}")
    shown = ""
    if status == 200:
        send(url, MOVED)
    else:
        shown = str(refused(url))
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("werkzeug")]
    assert SECRET not in shown + "".join(ours)


async def _serve(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, after: list[bytes], seen: list[int]
) -> None:
    """Reads requests on one connection and answers each with the next of `after`; an empty one hangs up."""
    seen.append(1)
    while True:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, ConnectionError):
            break
        length = next(
            int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")
        )
        await reader.readexactly(length)
        answer = after.pop(0)
        if not answer:
            break
        writer.write(answer)
    writer.close()


def story(after: list[bytes], count: int) -> tuple[list[SendError | None], int]:
    """Sends `count` parcels to a server with these answers; what became of each, and how many connections were made."""
    seen: list[int] = []

    async def run() -> list[SendError | None]:
        server = await asyncio.start_server(lambda r, w: _serve(r, w, after, seen), "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        notifier = build_notifier({"desk": Receiver("desk", f"http://127.0.0.1:{port}/", ReceiverKind.WEBHOOK)})
        results: list[SendError | None] = []
        for _ in range(count):
            try:
                await notifier.send(MOVED, now=NOW)
                results.append(None)
            except SendError as error:
                results.append(error)
        server.close()
        return results

    return asyncio.run(run()), len(seen)


def test_the_connection_is_kept() -> None:
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"
    sized = b"HTTP/1.1 204 No Content\r\n\r\n"
    assert story([chunked, sized, chunked], 3) == ([None, None, None], 1)


def test_a_receiver_that_hangs_up_may_have_taken_it() -> None:
    [error], _ = story([b""], 1)
    assert error is not None
    assert (error.unclear, error.permanent) == (True, False)


def test_an_answer_that_breaks_off_after_its_status_is_an_answer() -> None:
    assert story([b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + b"x" * 70_000], 1)[0] == [None]


@pytest.mark.parametrize(
    ("identity", "shown"), [("us-1:r2:new:desk", "us-1:r2:new:desk"), ("k:désk\r\nX: y", "k:d%C3%A9sk%0D%0AX: y")]
)
def test_the_key_is_printable_ascii(identity: str, shown: str) -> None:
    assert header_value(identity) == shown
