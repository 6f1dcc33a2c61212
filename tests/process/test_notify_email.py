"""Mail by SMTP: its parts, its identity, its threads, a connection that is kept."""

import asyncio
import logging
import sys
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult
from loopback import free_port
from postbox import Postbox, mail_server

sys.path.append(str(Path(__file__).parent.parent / "notify"))

from notify_facts import CANADA, CANADA_BEFORE, at, changed, reminded

from monitor.errors import SendError
from monitor.notify import build_notifier, notice
from monitor.notify.mail_page import page
from monitor.notify.plain import plain
from monitor.notify.smtp import MailServer
from monitor.notify.smtp import mail_server as read_address
from monitor.ports import Notifier
from monitor.types import Alert, AlertReason, ChangeReason, Parcel, Receiver, ReceiverKind

NOW = at("2026-08-19 02:42")
MOVED = Parcel.of(changed(CANADA, ChangeReason.MOVED_LATER, CANADA_BEFORE))
REMINDER = Parcel.of(reminded(CANADA))
PASSWORD = "s3cret/p@ss"


def desk(url: str, to: str = "desk@example.org", sender: str = "Watch <monitor@example.com>") -> Notifier:
    return build_notifier({"desk": Receiver("desk", url, ReceiverKind.EMAIL, to, sender)})


def send(notifier: Notifier, *parcels: Parcel, now: Any = NOW) -> list[str | None]:
    async def story() -> list[str | None]:
        return [await notifier.send(parcel, now=now) for parcel in parcels]

    return asyncio.run(story())


def refused(notifier: Notifier, parcel: Parcel = MOVED) -> SendError:
    with pytest.raises(SendError) as caught:
        send(notifier, parcel)
    return caught.value


def read(mail: Any) -> EmailMessage:
    found = message_from_bytes(mail.as_bytes(), policy=default)
    assert isinstance(found, EmailMessage)
    assert not found.defects
    return found


def sent(*parcels: Parcel, now: Any = NOW) -> list[EmailMessage]:
    with mail_server(postbox := Postbox()) as port:
        send(desk(f"smtp://127.0.0.1:{port}"), *parcels, now=now)
    return [read(mail) for _, mail in postbox.mails]


def text_of(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n").strip()


def test_a_mail_has_complete_text_a_page_and_a_calendar_file() -> None:
    [mail] = sent(MOVED)
    told = notice(MOVED, now=NOW)
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    assert mail["Subject"] == told.headline
    assert text_of(mail, "plain") == plain(told).strip()
    assert text_of(mail, "html") == page(told).strip()
    assert mail["From"] == "Watch <monitor@example.com>"
    assert mail["To"] == "desk@example.org"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"] is None
    assert mail["Date"].datetime == NOW


def test_the_calendar_file_is_a_publication_of_the_revision() -> None:
    from icalendar import Calendar

    [mail] = sent(MOVED)
    [attached] = mail.iter_attachments()
    assert attached.get_filename() == "deadline.ics"
    assert attached.get_param("method") == "PUBLISH"
    calendar = Calendar.from_ical(attached.get_content())
    [event] = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "PUBLISH"
    assert event["UID"] == CANADA.key
    assert event["SEQUENCE"] == 2
    assert event.decoded("DTSTART") == CANADA.due.opens_at
    assert event["DTSTART"].params["TZID"] == "America/New_York"
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["America/New_York"]
    assert not calendar.walk("VALARM")


def test_a_repeat_bears_the_message_id_of_the_first_try_and_a_second_test_its_own() -> None:
    first, second = sent(MOVED, replace(MOVED, repeat=True))
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Message-ID"].endswith("@example.com>")
    assert "(possible repeat)" in second["Subject"]
    test = Parcel.of(Alert(AlertReason.TEST, "desk", (), "UTC"))
    [one], [other] = sent(test), sent(test, now=NOW + timedelta(minutes=1))
    assert one["Message-ID"] != other["Message-ID"]


def test_mails_about_one_deadline_refer_to_one_root_and_to_the_mail_they_follow() -> None:
    with mail_server(postbox := Postbox()) as port:
        [name] = send(notifier := desk(f"smtp://127.0.0.1:{port}"), MOVED)
        send(notifier, replace(REMINDER, thread=name))
        send(notifier, Parcel("digest", "desk", MOVED.alerts + REMINDER.alerts, title="Digest"))
    first, second, digest = (read(mail) for _, mail in postbox.mails)
    assert first["Message-ID"] == name
    assert first["References"] == first["In-Reply-To"] == second["In-Reply-To"]
    assert second["References"] == f"{first['References']} {name}"
    assert digest["References"] is None


def test_several_alerts_bring_one_file_with_each_deadline_once() -> None:
    from icalendar import Calendar

    other = replace(CANADA, key="us-tariff-ca-effective-8", due=replace(CANADA.due, zone="Europe/Brussels"))
    [mail] = sent(Parcel("burst", "desk", (*MOVED.alerts, *REMINDER.alerts, reminded(other))))
    [attached] = mail.iter_attachments()
    calendar = Calendar.from_ical(attached.get_content())
    assert attached.get_filename() == "deadlines.ics"
    assert [str(event["UID"]) for event in calendar.walk("VEVENT")] == [CANADA.key, other.key]
    assert sorted(str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")) == ["America/New_York", "Europe/Brussels"]


def test_a_connection_is_kept_and_made_anew_when_the_server_let_go() -> None:
    connections: list[Any] = []

    class Counting(Postbox):
        async def handle_EHLO(self, server: Any, session: Any, envelope: Any, hostname: str, responses: Any) -> Any:  # noqa: N802
            connections.append(session.peer)
            session.host_name = hostname
            return responses

    port = free_port()
    notifier = desk(f"smtp://127.0.0.1:{port}")
    for round_ in (1, 2):
        with mail_server(postbox := Counting(), port=port):
            send(notifier, *[MOVED] * 5)
        assert len(postbox.mails) == 5
        assert len(connections) == round_


def test_a_server_that_hangs_up_instead_of_answering_may_have_taken_it() -> None:
    class Leaving(Postbox):
        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
            await super().handle_DATA(server, session, envelope)
            server.transport.abort()
            return "250 taken"

    with mail_server(postbox := Leaving()) as port:
        error = refused(notifier := desk(f"smtp://127.0.0.1:{port}"))
        assert (error.unclear, error.permanent) == (True, False)
        assert asyncio.run(notifier.took(MOVED)) is None
        assert len(postbox.mails) == 1


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
def test_the_servers_answer_says_whether_a_retry_can_help(postbox: Postbox, permanent: bool, words: str) -> None:
    with mail_server(postbox) as port:
        error = refused(desk(f"smtp://127.0.0.1:{port}"))
    assert (error.permanent, error.unclear) == (permanent, False)
    assert words in str(error)
    assert str(error).startswith("desk (email): ")


def test_a_server_that_is_down_is_worth_a_retry() -> None:
    error = refused(desk(f"smtp://127.0.0.1:{free_port()}"))
    assert (error.permanent, error.unclear) == (False, False)


def test_a_server_without_encryption_is_refused_where_the_address_asks_for_it() -> None:
    with mail_server(postbox := Postbox()) as port:
        error = refused(desk(f"smtp+starttls://127.0.0.1:{port}"))
    assert error.permanent
    assert "STARTTLS" in str(error)
    assert not postbox.mails


def test_a_wrong_password_is_permanent_and_shown_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    def refuse(*_: Any) -> AuthResult:
        return AuthResult(success=False, handled=False)

    with mail_server(Postbox(), authenticator=refuse, auth_require_tls=False) as port:
        error = refused(desk(f"smtp://someone:s3cret%2Fp%40ss@127.0.0.1:{port}"))
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("mail.")]
    assert error.permanent
    assert "check the user and the password" in str(error)
    assert not {PASSWORD, "s3cret"} & set(str(error).split())
    assert "s3cret" not in "".join(ours)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mx.example", MailServer("mx.example", 25)),
        ("smtps://me:a%2Fb%40c@mx.example", MailServer("mx.example", 465, "ssl", "me", "a/b@c")),
        ("smtp+starttls://me:x@mx.example:2525/", MailServer("mx.example", 2525, "starttls", "me", "x")),
        ("smtp://me:x@localhost:1025", MailServer("localhost", 1025, "insecure", "me", "x")),
    ],
)
def test_the_address_of_a_server_is_read(url: str, server: MailServer) -> None:
    assert read_address(url) == server
    assert "password" not in repr(server)


@pytest.mark.parametrize(
    "url",
    [
        "smtp://",
        "mailto:me@example.org",
        "smtp://mx.example/inbox",
        "smtp://mx:port",
        "http://mx.example",
        "smtp://[::1",
    ],
)
def test_any_other_address_is_permanent(url: str) -> None:
    error = refused(desk(url))
    assert error.permanent
    assert "must look like" in str(error)


def test_a_password_is_not_sent_in_clear_over_the_network() -> None:
    error = refused(desk("smtp://me:s3cret@mx.example"))
    assert error.permanent
    assert "in clear" in str(error)
    assert "s3cret" not in str(error)


@pytest.mark.parametrize(
    ("to", "sender"), [("desk", "a@example.org"), ("desk@example.org", ""), ("a b@example.org", "a@example.org")]
)
def test_an_address_that_is_none_is_permanent(to: str, sender: str) -> None:
    assert refused(desk("smtp://127.0.0.1:1", to, sender)).permanent


def test_a_name_in_another_script_is_encoded() -> None:
    with mail_server(postbox := Postbox()) as port:
        send(desk(f"smtp://127.0.0.1:{port}", "Jörg Müller <desk@example.org>"), MOVED)
    [(recipients, mail)] = postbox.mails
    assert recipients == ["desk@example.org"]
    assert read(mail)["To"] == "Jörg Müller <desk@example.org>"
