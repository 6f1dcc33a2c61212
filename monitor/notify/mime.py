"""A notice as a mail: plain text that is complete, the same as HTML, and its deadlines as a calendar file.

The Message-ID comes from the parcel's id, so that a repeat bears that of the first try; all mails about one deadline refer to
the same root, which no mail ever bears, and mail readers put them in one thread (RFC 5322, 3.6.4). RFC 3834: automatic mail says so.
Written out here, as the library's own composition is several times slower; that it reads this back is a test.
"""

import textwrap
from base64 import encodebytes
from binascii import b2a_qp
from collections.abc import Iterable, Iterator
from email.header import Header
from email.utils import format_datetime, formataddr

from monitor.notify.calendar_file import calendar
from monitor.notify.mail_page import page
from monitor.notify.notice import Notice
from monitor.notify.plain import plain
from monitor.types import digest_of

NAME = "Deadline monitor"
FOLD = 76
Address = tuple[str, str]
"""A name, which may be empty, and an address."""
_ADDRESSES = ("From", "To", "Cc", "Reply-To")
"""Names in them are encoded already; an address that is not ASCII goes as UTF-8, to a server that takes it so (RFC 6532)."""
Fields = Iterable[tuple[str, str]]


def mail(told: Notice, sender: Address, to: Address, *, more: Fields = (), rich: bool = True) -> bytes:
    """The mail to one recipient. `more`: further fields of its head. `rich`: with the HTML part and the calendar file.

    The text says it all by itself.
    """
    fields = [*_fields(told, sender, to), *more]
    parts = [_part("text/plain; charset=utf-8", "quoted-printable", _quoted(plain(told)))]
    if rich:
        parts.append(_part("text/html; charset=utf-8", "base64", _encoded(page(told).encode())))
        parts = [_joined("alternative", parts, f"a{digest_of(told.identity)[:24]}")]
        if (dates := calendar(told)) is not None:
            kind = "text/calendar; charset=utf-8; method=PUBLISH"
            name = "deadline.ics" if told.single else "deadlines.ics"
            parts.append(_part(kind, "base64", _encoded(dates), f'Content-Disposition: attachment; filename="{name}"'))
            parts = [_joined("mixed", parts, f"m{digest_of(told.identity)[:24]}")]
    return b"".join(_written(name, value) for name, value in fields) + b"MIME-Version: 1.0\r\n" + parts[0]


def _fields(told: Notice, sender: Address, to: Address) -> Iterator[tuple[str, str]]:
    host = sender[1].rpartition("@")[2] or "localhost"
    yield "Subject", told.headline
    yield "From", formataddr((sender[0] or NAME, sender[1])) if sender[1].isascii() else sender[1]
    yield "To", formataddr(to) if to[1].isascii() else to[1]
    yield "Date", format_datetime(told.now)
    yield "Message-ID", _message_id(told.identity, host)
    if told.single is not None:
        root = _message_id(told.single.key, host)
        yield "In-Reply-To", root
        thread = told.parcel.thread or ""
        yield "References", f"{root} {thread}" if thread.startswith("<") and thread != root else root
    yield "Auto-Submitted", "auto-generated"


def message_id(told: Notice, sender: Address) -> str:
    """The Message-ID of the mail, brackets included."""
    return _message_id(told.identity, sender[1].rpartition("@")[2] or "localhost")


def _message_id(name: str, host: str) -> str:
    return f"<{digest_of(name)[:32]}@{host}>"


def _written(name: str, value: str) -> bytes:
    """One field of a head, folded; whatever the value, it stays one field."""
    value = " ".join(value.split())
    if value.isascii() or name in _ADDRESSES:
        folded = textwrap.wrap(f"{name}: {value}", FOLD, break_long_words=False, break_on_hyphens=False)
        return "\r\n ".join(folded).encode() + b"\r\n"
    return f"{name}: {Header(value, 'utf-8', FOLD, name).encode(linesep=chr(13) + chr(10))}\r\n".encode("ascii")


def _part(kind: str, coding: str, content: bytes, *more: str) -> bytes:
    head = (f"Content-Type: {kind}", f"Content-Transfer-Encoding: {coding}", *more, "", "")
    return "\r\n".join(head).encode("ascii") + content


def _joined(kind: str, parts: list[bytes], boundary: str) -> bytes:
    """Parts in one. No line of theirs can be the boundary: base64 and quoted-printable have no line that begins with "--=_"."""
    mark = f"--=_{boundary}".encode("ascii")
    head = f'Content-Type: multipart/{kind}; boundary="=_{boundary}"\r\n\r\n'.encode("ascii")
    return head + b"".join(mark + b"\r\n" + part.rstrip(b"\r\n") + b"\r\n" for part in parts) + mark + b"--\r\n"


def _quoted(text: str) -> bytes:
    return b2a_qp(text.replace("\n", "\r\n").encode("utf-8", "replace"), istext=True)


def _encoded(content: bytes) -> bytes:
    return encodebytes(content).replace(b"\n", b"\r\n")
