"""Letters of a mailbox: whose count, and what they say."""

import json
from base64 import b64encode
from datetime import UTC, datetime

import pytest

from monitor.errors import ParseError
from monitor.sources import reader
from monitor.types import Source

SOURCE = Source(
    "letters",
    "imaps://me@mail.example/INBOX",
    reader="mailbox",
    zone="Asia/Kolkata",
    official=True,
    senders=("@customs.example", "notices@trade.example"),
)
PLAIN = (
    "From: Desk <desk@customs.example>\r\nSubject: =?utf-8?q?Duty_on_=E2=80=9Crice=E2=80=9D?=\r\n"
    "Date: Mon, 03 Aug 2026 10:00:00 +0530\r\nMessage-ID: <1.a@customs.example>\r\n"
    "Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "The duty ends on 31 August 2026=97no later.\r\n"
)
BOTH = (
    "From: notices@trade.example\r\nSubject: Two forms\r\nMessage-ID: <2@trade.example>\r\nDate: Mon, 3 Aug 2026 05:00:00 GMT\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee the web.\r\n'
    "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>One.</p><table><tr><td>8703</td><td>25 %</td></tr></table>\r\n--b--\r\n"
)


def answer(*letters: str | bytes) -> bytes:
    raw = [each.encode("latin-1") if isinstance(each, str) else each for each in letters]
    return json.dumps({"letters": [b64encode(each).decode() for each in raw]}).encode()


def items(*letters: str | bytes):
    return reader("mailbox").items(answer(*letters), SOURCE)


def test_a_letter_is_an_item_under_its_message_id() -> None:
    (item,) = items(PLAIN)
    assert (item.url, item.title) == ("mid:1.a@customs.example", "Duty on “rice”")
    assert item.summary == "The duty ends on 31 August 2026—no later."
    assert item.published == datetime(2026, 8, 3, 4, 30, tzinfo=UTC)


def test_of_two_forms_the_one_with_tables_is_read() -> None:
    assert items(BOTH)[0].summary == "One.\n\n8703 | 25 %"


@pytest.mark.parametrize(
    "sender",
    [
        pytest.param("news@elsewhere.example", id="somebody else"),
        pytest.param("desk@customs.example.evil.example", id="a host that begins alike"),
        pytest.param("desk@evilcustoms.example", id="a host that ends alike"),
        pytest.param('"desk@customs.example" <x@evil.example>', id="a name that looks like an address"),
        pytest.param("desk@customs.example, x@evil.example", id="two authors"),
        pytest.param("", id="nobody"),
    ],
)
def test_letters_from_others_are_passed_over(sender: str) -> None:
    assert items(PLAIN.replace("Desk <desk@customs.example>", sender)) == []


def test_upper_case_is_the_same_sender() -> None:
    assert len(items(PLAIN.replace("desk@customs.example", "DESK@Customs.Example"))) == 1


def test_a_letter_without_an_id_is_known_by_its_words() -> None:
    bare = PLAIN.replace("Message-ID: <1.a@customs.example>\r\n", "")
    assert items(bare)[0].url == items(bare)[0].url != items(bare.replace("31", "30"))[0].url
    assert items(bare)[0].url.startswith("mid:")


@pytest.mark.parametrize(
    "letter",
    [
        b"",
        b"\x00\xff" * 500,
        b"From: desk@customs.example\r\n\r\n",
        b"From: desk@customs.example\r\nDate: never\r\nContent-Type: text/html; charset=no-such\r\n\r\n<p>x",
        b"From: desk@customs.example\r\nSubject: =?utf-8?q?=FF=FE?=\r\nContent-Type: multipart/mixed\r\n\r\nno parts",
        b"From: desk@customs.example\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!",
        b"From: =?utf-8?q?desk=40customs.example?=\r\n\r\nx",
    ],
)
def test_a_broken_letter_breaks_nothing(letter: bytes) -> None:
    assert [item.title for item in items(letter, PLAIN)][-1] == "Duty on “rice”"


@pytest.mark.parametrize("body", [b"", b"{}", b"<html>", b'{"letters": 1}'])
def test_what_is_no_answer_of_the_mailbox_is_refused(body: bytes) -> None:
    with pytest.raises(ParseError):
        reader("mailbox").items(body, SOURCE)


def test_what_is_no_letter_in_the_list_is_passed_over() -> None:
    assert reader("mailbox").items(b'{"letters": ["%%%", 7, null]}', SOURCE) == []
