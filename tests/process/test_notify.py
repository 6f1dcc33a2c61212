"""Real receivers on loopback: a webhook and a mail server that behave as badly as they are told."""

import asyncio
import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.header import decode_header, make_header
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult
from loopback import free_port
from postbox import Postbox, mail_server
from pytest_httpserver import HTTPServer

from monitor.errors import SendError
from monitor.notify import build_notifier, notice, render
from monitor.notify.apprise_receiver import AppriseReceiver
from monitor.types import (
    Alert,
    AlertReason,
    Evidence,
    Firmness,
    Measure,
    MeasureKind,
    MeasureMention,
    MeasureNews,
    Parcel,
    Receiver,
    Status,
)

NOW = datetime(2026, 8, 19, 2, 42, tzinfo=UTC)
TOKEN = "tOkEn8f3a"
TEST = Alert(AlertReason.TEST, "desk", (), "Europe/Brussels")
DUTY = Measure(MeasureKind.TARIFF, "US", ("CA",), 10.0)
WORDS = "duties on Canada <!channel> =?utf-8?q?are?= announced à midi"
NEWS = MeasureNews(
    "us-tariff-ca",
    MeasureMention(DUTY, Status.ANNOUNCED, Firmness.SAID, WORDS, 0, 5),
    Evidence("wire:1", "A wire", "https://news.example/1", "<b>Duties</b>", WORDS, NOW, 1),
)
ALERT = Alert(AlertReason.MEASURE, "desk", (("North", "watchlists.yaml:12"),), "Europe/Brussels", measure=NEWS)
EXPECTED = render(ALERT, now=NOW)


def send(url: str, alert: Alert = ALERT) -> None:
    notifier = build_notifier({"desk": Receiver("desk", url)})
    asyncio.run(notifier.send(Parcel.of(alert), now=NOW))


def refused(url: str, alert: Alert = ALERT) -> SendError:
    with pytest.raises(SendError) as caught:
        send(url, alert)
    return caught.value


@contextmanager
def dripping() -> Iterator[int]:
    """A server that takes everything and answers with a byte of a header now and then, for as long as the test lasts."""
    over = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            while not over.wait(0.05):
                connection.sendall(b"2")

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        over.set()
        thread.join(5)
        listener.close()


# webhooks


def test_a_webhook_gets_the_message_once_as_it_was_rendered(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/hook", method="POST").respond_with_data("taken")
    send(f"json://127.0.0.1:{httpserver.port}/hook")
    [(request, _)] = httpserver.log
    assert request.json["title"] == EXPECTED.subject
    assert request.json["message"].strip() == EXPECTED.body.strip()
    assert "‹!channel›" in request.json["message"]


@pytest.mark.parametrize(
    ("status", "permanent"),
    [(500, False), (503, False), (408, False), (429, False), (404, True), (410, True), (400, True)],
)
def test_the_status_of_a_webhook_says_whether_a_retry_can_help(
    httpserver: HTTPServer, status: int, permanent: bool
) -> None:
    httpserver.expect_request("/hook").respond_with_data("no", status=status)
    error = refused(f"json://127.0.0.1:{httpserver.port}/hook")
    assert error.permanent is permanent
    assert f"HTTP {status}" in str(error)
    assert str(error).startswith("desk (json): ")


def test_a_port_where_nobody_listens_is_worth_a_retry() -> None:
    assert not refused(f"json://127.0.0.1:{free_port()}/hook").permanent


def test_only_an_answer_makes_a_refusal_clear(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/hook").respond_with_data("no", status=500)
    assert not refused(f"json://127.0.0.1:{httpserver.port}/hook").unclear
    with dripping() as port:
        outlet = AppriseReceiver(Receiver("desk", f"json://127.0.0.1:{port}/hook"), seconds=1)
        with pytest.raises(SendError) as caught:
            asyncio.run(outlet.take(notice(Parcel.of(ALERT), now=NOW)))
    assert caught.value.unclear


def test_messages_follow_each_other_without_a_pause(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/hook").respond_with_data("taken")
    receiver = Receiver("desk", f"json://127.0.0.1:{httpserver.port}/hook")
    notifier = build_notifier({"desk": receiver})

    async def burst() -> float:
        loop = asyncio.get_running_loop()
        started = loop.time()
        for _ in range(3):
            await notifier.send(Parcel.of(ALERT), now=NOW)
        return loop.time() - started

    assert asyncio.run(burst()) < 5, "Apprise waits 5.5 s between two calls unless told not to"
    assert len(httpserver.log) == 3


def test_a_receiver_that_drips_is_left_in_time_and_not_called_again_while_it_holds_on() -> None:
    with dripping() as port:
        outlet = AppriseReceiver(Receiver("desk", f"json://127.0.0.1:{port}/hook"), seconds=1.5)

        async def story() -> list[SendError]:
            errors = []
            for _ in range(2):
                with pytest.raises(SendError) as caught:
                    await outlet.take(notice(Parcel.of(ALERT), now=NOW))
                errors.append(caught.value)
            return errors

        late, busy = asyncio.run(story())
    assert "no answer within 1.5 s" in str(late)
    assert "still holds an earlier message" in str(busy)
    assert not late.permanent
    assert not busy.permanent


@pytest.mark.parametrize(
    "url",
    [f"slak://{TOKEN}/b/c", f"nonsense-{TOKEN}", f"slack://{TOKEN}", f"json://a/{TOKEN}, json://b/{TOKEN}"],
    ids=["an unknown scheme", "no scheme", "a Slack address too short", "two services"],
)
def test_a_bad_address_is_permanent_and_never_shown(url: str, caplog: pytest.LogCaptureFixture, capfd: Any) -> None:
    caplog.set_level(logging.DEBUG)
    error = refused(url)
    shown = str(error) + repr(error) + caplog.text + "".join(capfd.readouterr())
    assert error.permanent
    assert TOKEN not in shown


@pytest.mark.parametrize("status", [200, 404, 500])
def test_no_secret_of_an_address_reaches_an_error_or_a_log(
    httpserver: HTTPServer, caplog: pytest.LogCaptureFixture, capfd: Any, status: int
) -> None:
    caplog.set_level(logging.DEBUG)
    httpserver.expect_request(f"/{TOKEN}").respond_with_data(TOKEN, status=status)
    url = f"json://user:{TOKEN}@127.0.0.1:{httpserver.port}/{TOKEN}?-key={TOKEN}"
    if status == 200:
        send(url)
        shown = ""
    else:
        error = refused(url)
        assert error.__cause__ is None
        shown = str(error)
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("werkzeug")]
    assert len(httpserver.log) == 1
    assert TOKEN not in shown + "".join(ours)
    assert TOKEN not in capfd.readouterr().out


def test_slack_gets_no_live_control(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a/b/c").respond_with_data("ok")
    outlet = AppriseReceiver(Receiver("desk", "slack://TAAAAAAAA/BAAAAAAAA/cccccccccccccccccccccccc"))
    loaded = outlet._service()
    loaded.webhook_url = httpserver.url_for("/a")
    httpserver.expect_request(f"/a/{loaded.token_a}/{loaded.token_b}/{loaded.token_c}").respond_with_data("ok")
    asyncio.run(outlet.take(notice(Parcel.of(ALERT), now=NOW)))
    payload = httpserver.log[0][0].get_data(as_text=True)
    assert "<!" not in payload
    assert "‹!channel›" in payload.encode().decode("unicode_escape") or "\\u2039!channel\\u203a" in payload


# mail


def mailto(port: int, to: str = "desk@example.org", login: str = "") -> str:
    return f"mailto://{login}127.0.0.1:{port}/{to}?from=monitor@example.com"


def test_a_mail_arrives_once_as_plain_text_and_says_that_it_is_automatic() -> None:
    with mail_server(postbox := Postbox()) as port:
        send(mailto(port))
    [(recipients, mail)] = postbox.mails
    assert recipients == ["desk@example.org"]
    assert mail.get_content_type() == "text/plain"
    assert str(make_header(decode_header(mail["Subject"]))) == EXPECTED.subject
    payload = mail.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode().replace("\r\n", "\n").strip() == EXPECTED.body.strip()
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "monitor@example.com" in mail["From"]


def test_a_repeat_bears_the_same_message_id_and_a_second_test_another() -> None:
    later = NOW.replace(hour=5)
    with mail_server(postbox := Postbox()) as port:
        notifier = build_notifier({"desk": Receiver("desk", mailto(port))})
        for alert, repeat, now in ((ALERT, False, NOW), (ALERT, True, later), (TEST, False, NOW), (TEST, False, later)):
            asyncio.run(notifier.send(Parcel.of(alert, repeat=repeat), now=now))
    first, second, one_test, other_test = (mail["Message-ID"] for _, mail in postbox.mails)
    assert first == second
    assert one_test != other_test
    assert first.endswith("@example.com>")


@pytest.mark.parametrize(
    ("postbox", "permanent", "words"),
    [
        (Postbox({"desk@example.org": "550 no such user"}), True, "550: no such user"),
        (Postbox({"desk@example.org": "451 try later"}), False, "451: try later"),
        (Postbox(data="554 refused"), True, "554: refused"),
        (Postbox(data="452 full"), False, "452: full"),
    ],
    ids=["an unknown recipient", "a greylisted one", "a text refused for good", "a full server"],
)
def test_the_answer_of_the_mail_server_says_whether_a_retry_can_help(
    postbox: Postbox, permanent: bool, words: str
) -> None:
    with mail_server(postbox) as port:
        error = refused(mailto(port))
    assert error.permanent is permanent
    assert words in str(error)
    assert not postbox.mails


def test_a_good_recipient_gets_its_mail_beside_a_bad_one() -> None:
    with mail_server(postbox := Postbox({"bad@example.org": "550 unknown"})) as port:
        assert refused(mailto(port, "bad@example.org/good@example.org")).permanent
    assert [recipients for recipients, _ in postbox.mails] == [["good@example.org"]]


def test_the_retry_for_one_recipient_is_a_possible_repeat_to_the_other() -> None:
    with mail_server(Postbox({"slow@example.org": "451 try later"})) as port:
        assert refused(mailto(port, "slow@example.org/good@example.org")).unclear
        assert not refused(mailto(port, "slow@example.org")).unclear


def test_a_wrong_password_is_permanent_and_not_shown(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    def refuse(*_: Any) -> AuthResult:
        return AuthResult(success=False, handled=False)

    with mail_server(Postbox(), authenticator=refuse, auth_require_tls=False) as port:
        error = refused(mailto(port, login=f"someone:{TOKEN}@"))
    assert error.permanent
    assert "check the user and the password" in str(error)
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("mail.")]
    assert TOKEN not in str(error) + "".join(ours)


def test_a_mail_server_without_encryption_is_refused_when_the_address_asks_for_it() -> None:
    with mail_server(postbox := Postbox()) as port:
        error = refused(mailto(port).replace("mailto:", "mailtos:"))
    assert error.permanent
    assert "STARTTLS" in str(error)
    assert not postbox.mails


def test_a_mail_server_that_is_down_is_worth_a_retry() -> None:
    error = refused(mailto(free_port()))
    assert not error.permanent
    assert "no connection to the mail server" in str(error)


def test_a_mail_server_that_drips_is_left_in_time() -> None:
    with dripping() as port:
        outlet = AppriseReceiver(Receiver("desk", mailto(port)), seconds=1)
        with pytest.raises(SendError, match=r"no answer within 1 s") as caught:
            asyncio.run(outlet.take(notice(Parcel.of(ALERT), now=NOW)))
    assert not caught.value.permanent
