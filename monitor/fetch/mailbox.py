"""Mailboxes over IMAP, for agencies that only send letters: read only, nothing is marked, moved or deleted.

See RFC 9051, RFC 5092. `imaplib` blocks, so it runs on a thread; every answer of the server is waited for a limited time.
"""

import asyncio
import imaplib
import json
import re
import ssl
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from monitor.errors import FetchError
from monitor.ports import Answer

_PORT = 993
_MOST_LETTERS = 100
_LARGEST_LETTER = 1_000_000
_LARGEST_ANSWER = 10_000_000
_SIZE = re.compile(rb"^(\d+) \(.*\bRFC822\.SIZE (\d+)")

Connect = Callable[[str, int, float], imaplib.IMAP4]
"""Host, port and the longest wait for one answer, in seconds."""


def _over_tls(host: str, port: int, seconds: float) -> imaplib.IMAP4:
    return imaplib.IMAP4_SSL(host, port, ssl_context=ssl.create_default_context(), timeout=seconds)


@dataclass(frozen=True, slots=True)
class _Account:
    host: str
    port: int
    user: str
    folder: str
    password: str = field(repr=False)


class MailboxFetcher:
    """Fetches the newest letters of a mailbox, imaps://user@host/FOLDER; implements `monitor.ports.Fetcher`.

    `passwords`: by address. The answer's body is what `monitor.sources.mailbox` reads; its validator is the folder's state, so that an
    unchanged mailbox costs one question. Letters larger than 1 MB are left out.
    """

    def __init__(self, passwords: Mapping[str, str], *, connect: Connect = _over_tls, seconds: float = 20.0) -> None:
        self._passwords = dict(passwords)
        self._connect = connect
        self._seconds = seconds
        self._turns: dict[str, asyncio.Lock] = {}

    async def get(
        self,
        url: str,
        validators: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,  # noqa: ARG002 (the port's signature)
    ) -> Answer:
        """The newest letters. Raises FetchError, which never quotes a password."""
        account = self._account(url)
        async with self._turns.setdefault(account.host, asyncio.Lock()):
            return await asyncio.to_thread(self._letters, url, account, dict(validators or {}))

    async def close(self) -> None:
        """Nothing is kept open between two polls."""

    def _account(self, url: str) -> _Account:
        parts = urlsplit(url)
        if url not in self._passwords or not parts.hostname or not parts.username:
            raise FetchError("no password is given for this mailbox")
        folder = unquote(parts.path.lstrip("/")) or "INBOX"
        if not folder.isascii() or not folder.isprintable():
            raise FetchError("the folder's name must be plain ASCII")
        return _Account(parts.hostname, parts.port or _PORT, unquote(parts.username), folder, self._passwords[url])

    def _letters(self, url: str, account: _Account, held: Mapping[str, str]) -> Answer:
        with self._opened(account) as box:
            count, state = _examined(box, account)
            if held.get("ETag") == state:
                return Answer(url, 200, b"", validators=held, unchanged=True)
            letters = [b64encode(letter).decode("ascii") for letter in _newest(box, count)]
        body = json.dumps({"letters": letters}).encode("ascii")
        return Answer(url, 200, body, "application/json", {"ETag": state})

    @contextmanager
    def _opened(self, account: _Account) -> Iterator[imaplib.IMAP4]:
        try:
            box = self._connect(account.host, account.port, self._seconds)
        except (OSError, imaplib.IMAP4.error) as error:
            raise FetchError(f"{account.host} is no mail server that answers: {type(error).__name__}") from error
        try:
            _log_in(box, account)
            yield box
        except (OSError, imaplib.IMAP4.error, ValueError) as error:
            raise FetchError(f"{account.host} broke off: {type(error).__name__}") from error
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                box.logout()


def _log_in(box: imaplib.IMAP4, account: _Account) -> None:
    try:
        box.login(account.user, account.password)
    except imaplib.IMAP4.abort:
        raise
    except (imaplib.IMAP4.error, UnicodeError):
        # Neither the server's words nor the cause: either may repeat what was sent.
        raise FetchError(f"{account.host} refuses the user name or the password") from None


def _examined(box: imaplib.IMAP4, account: _Account) -> tuple[int, str]:
    """How many letters the folder holds, and what tells whether it has changed."""
    quoted = account.folder.replace("\\", "\\\\").replace('"', '\\"')
    answer, found = box.select(f'"{quoted}"', readonly=True)
    if answer != "OK" or not found or not found[0]:
        raise FetchError(f"{account.host} has no folder {account.folder[:60]!r}")
    marks = [box.response(name)[1][0] or b"?" for name in ("UIDVALIDITY", "UIDNEXT")]
    count = int(found[0])
    return count, ".".join([*(str(mark, "ascii", "replace") for mark in marks), str(count)])


def _newest(box: imaplib.IMAP4, count: int) -> Iterator[bytes]:
    """The newest letters, the newest first, as far as they fit."""
    if not count:
        return
    _, sizes = box.fetch(f"{max(1, count - _MOST_LETTERS + 1)}:{count}", "(RFC822.SIZE)")
    listed = (_SIZE.match(row) for row in sizes if isinstance(row, bytes))
    left = _LARGEST_ANSWER
    for number, size in sorted(((int(row[1]), int(row[2])) for row in listed if row), reverse=True):
        if size > _LARGEST_LETTER:
            continue
        if size > left:
            return
        _, found = box.fetch(str(number), "(BODY.PEEK[])")
        letters = [part[1] for part in found if isinstance(part, tuple)]
        left -= sum(map(len, letters))
        yield from letters[:1]
