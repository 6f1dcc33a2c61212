"""A mailbox over IMAP, against a small server on loopback that speaks as RFC 9051 has it and misbehaves as it is told."""

import asyncio
import imaplib
import json
import re
import socketserver
import threading
from base64 import b64decode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from monitor.errors import FetchError
from monitor.fetch import MailboxFetcher
from monitor.ports import Answer
from monitor.sources import reader
from monitor.types import Source

PASSWORD = 's3cret"\\pass'


@dataclass
class Box:
    """A folder's letters, oldest first. `hangs_up_at`: the command at which the server breaks off; `echoes`: it repeats what was sent."""

    letters: list[bytes]
    hangs_up_at: str = ""
    echoes: bool = False
    folder: str = "INBOX"
    said: list[str] = field(default_factory=list)


class Session(socketserver.StreamRequestHandler):
    """One client. Commands come as `TAG NAME rest`."""

    def handle(self) -> None:
        box: Box = self.server.box  # type: ignore[attr-defined]
        self.say("* OK ready")
        for raw in self.rfile:
            line = raw.decode("latin-1").strip()
            tag, name, *rest = line.split(" ", 2)
            box.said.append(f"{name} {' '.join(rest)}".strip())
            if name == box.hangs_up_at:
                return
            getattr(self, f"on_{name.lower()}", self.on_other)(tag, " ".join(rest), box)
            if name == "LOGOUT":
                return

    def say(self, line: str) -> None:
        self.wfile.write(line.encode("latin-1") + b"\r\n")

    def on_other(self, tag: str, rest: str, box: Box) -> None:
        self.say(f"{tag} BAD what?")

    def on_capability(self, tag: str, rest: str, box: Box) -> None:
        self.say("* CAPABILITY IMAP4rev1")
        self.say(f"{tag} OK done")

    def on_login(self, tag: str, rest: str, box: Box) -> None:
        right = rest == 'me@mail.example "s3cret\\"\\\\pass"'
        refusal = f"NO no {rest}" if box.echoes else "NO no"
        self.say(f"{tag} OK welcome" if right else f"{tag} {refusal}")

    def on_examine(self, tag: str, rest: str, box: Box) -> None:
        if rest != f'"{box.folder}"':
            self.say(f"{tag} NO no such folder")
            return
        self.say(f"* {len(box.letters)} EXISTS")
        self.say("* OK [UIDVALIDITY 7] fine")
        self.say(f"* OK [UIDNEXT {len(box.letters) + 1}] fine")
        self.say(f"{tag} OK [READ-ONLY] done")

    def on_fetch(self, tag: str, rest: str, box: Box) -> None:
        first, last = re.match(r"(\d+)(?::(\d+))?", rest).groups()  # type: ignore[union-attr]
        for number in range(int(first), int(last or first) + 1):
            letter = box.letters[number - 1]
            if "SIZE" in rest:
                self.say(f"* {number} FETCH (RFC822.SIZE {len(letter)})")
            else:
                self.say(f"* {number} FETCH (BODY[] {{{len(letter)}}}")
                self.wfile.write(letter + b")\r\n")
        self.say(f"{tag} OK done")

    def on_logout(self, tag: str, rest: str, box: Box) -> None:
        self.say("* BYE")
        self.say(f"{tag} OK done")


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def served(box: Box) -> Iterator[str]:
    with Server(("127.0.0.1", 0), Session) as server:
        server.box = box  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield f"imaps://me%40mail.example@127.0.0.1:{server.server_address[1]}/INBOX"
        finally:
            server.shutdown()


def in_clear(host: str, port: int, seconds: float) -> imaplib.IMAP4:
    return imaplib.IMAP4(host, port, timeout=seconds)


def fetched(url: str, held: Mapping[str, str] | None = None, password: str = PASSWORD) -> Answer:
    return asyncio.run(MailboxFetcher({url: password}, connect=in_clear, seconds=2).get(url, held))


def letter(number: int, size: int = 0) -> bytes:
    head = f"From: desk@customs.example\r\nSubject: Notice {number}\r\nMessage-ID: <{number}@customs.example>\r\n\r\n"
    return (head + f"Number {number}.\r\n" + "x" * size).encode()


def letters_of(answer: Answer) -> list[bytes]:
    return [b64decode(each) for each in json.loads(answer.body)["letters"]]


def test_letters_come_newest_first_and_nothing_is_changed() -> None:
    box = Box([letter(1), letter(2)])
    with served(box) as url:
        answer = fetched(url)
    assert letters_of(answer) == [letter(2), letter(1)]
    assert [line.split()[0] for line in box.said] == [
        "CAPABILITY",
        "LOGIN",
        "EXAMINE",
        "FETCH",
        "FETCH",
        "FETCH",
        "LOGOUT",
    ]
    assert all("PEEK" in line or "SIZE" in line for line in box.said if line.startswith("FETCH"))


def test_what_was_fetched_is_what_the_reader_reads() -> None:
    with served(Box([letter(1)])) as url:
        source = Source("letters", url, reader="mailbox", senders=("@customs.example",))
        (item,) = reader("mailbox").items(fetched(url).body, source)
    assert (item.url, item.title, item.summary) == ("mid:1@customs.example", "Notice 1", "Number 1.")


def test_an_unchanged_folder_costs_one_question() -> None:
    box = Box([letter(1)])
    with served(box) as url:
        held = fetched(url).validators
        box.said.clear()
        assert fetched(url, held).unchanged
        assert not any(line.startswith("FETCH") for line in box.said)
        box.letters.append(letter(2))
        assert len(letters_of(fetched(url, held))) == 2


def test_an_empty_folder_is_an_empty_answer() -> None:
    with served(Box([])) as url:
        assert letters_of(fetched(url)) == []


def test_at_most_a_hundred_letters_and_none_too_large() -> None:
    box = Box([letter(number) for number in range(1, 131)])
    box.letters[129] = letter(130, size=1_000_001)
    with served(box) as url:
        found = letters_of(fetched(url))
    assert (len(found), found[0], found[-1]) == (99, letter(129), letter(31))


@pytest.mark.parametrize("step", ["CAPABILITY", "LOGIN", "EXAMINE", "FETCH"])
def test_a_server_that_breaks_off_is_a_failed_fetch(step: str) -> None:
    with served(Box([letter(1)], hangs_up_at=step)) as url, pytest.raises(FetchError, match=r"127\.0\.0\.1"):
        fetched(url)


def test_a_wrong_password_is_told_without_showing_one() -> None:
    with served(Box([], echoes=True)) as url, pytest.raises(FetchError) as refusal:
        fetched(url, password="another-secret")
    assert str(refusal.value) == "127.0.0.1 refuses the user name or the password"
    assert refusal.value.__cause__ is None


def test_a_folder_that_is_not_there_is_told() -> None:
    with served(Box([], folder="Alerts")) as url, pytest.raises(FetchError, match="has no folder 'INBOX'"):
        fetched(url)


def test_a_server_that_is_not_there_and_a_mailbox_without_password_are_told() -> None:
    with served(Box([])) as url:
        pass
    with pytest.raises(FetchError, match="is no mail server that answers"):
        fetched(url)
    with pytest.raises(FetchError, match="no password is given"):
        asyncio.run(MailboxFetcher({}).get(url))


def test_a_server_without_tls_is_refused() -> None:
    with served(Box([])) as url, pytest.raises(FetchError, match="is no mail server that answers"):
        asyncio.run(MailboxFetcher({url: PASSWORD}, seconds=2).get(url))
