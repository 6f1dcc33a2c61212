"""Keeps what a receiver's address holds out of errors and logs."""

import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote

from monitor.errors import SendError
from monitor.types import Receiver, ReceiverKind

_PIECES = re.compile(r"[/:@?&=,;#+\s]+")


def redacted(text: str, url: str) -> str:
    """`text` without any piece of the address behind its scheme, as written or percent-decoded; pieces of one or two characters stay."""
    rest = url.split("://", 1)[-1]
    pieces = {piece for form in (rest, unquote(rest)) for piece in (*_PIECES.split(form), form) if len(piece) > 2}
    for piece in sorted(pieces, key=len, reverse=True):
        text = text.replace(piece, "***")
    return text


def scheme_of(url: str) -> str:
    """The kind of receiver, "slack" or "mailto"; it holds no secret. Empty when there is none."""
    head, separator, _ = url.partition("://")
    return head.lower() if separator and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]{0,30}", head) else ""


def named(error: SendError, receiver: Receiver) -> SendError:
    """The error with the receiver's name and kind before it, and no piece of its address in it."""
    kind = scheme_of(receiver.url) if receiver.kind is ReceiverKind.APPRISE else receiver.kind.value
    words = f"{receiver.name}{f' ({kind})' if kind else ''}: {redacted(redacted(str(error), receiver.url), receiver.secret)}"
    return SendError(words, permanent=error.permanent, retry_after=error.retry_after, unclear=error.unclear)


_reading = threading.local()


class _Mute(logging.Filter):
    """Drops what a thread logs while it reads an address; the others are heard."""

    def filter(self, record: logging.LogRecord) -> bool:  # noqa: ARG002  whatever it says
        return not getattr(_reading, "address", False)


_MUTE = _Mute()


@contextmanager
def address_in_hand() -> Iterator[None]:
    """While this thread reads an address, Apprise logs nothing: it prints one that it cannot read as it stands."""
    _reading.address = True
    try:
        yield
    finally:
        _reading.address = False


def hush_libraries() -> None:
    """Stops the libraries below from logging addresses: at DEBUG Apprise and urllib3 print tokens.

    Apprise's log ends here; what matters of it is told in SendError.
    """
    apprise = logging.getLogger("apprise")
    apprise.setLevel(max(logging.INFO, apprise.level))
    apprise.propagate = False
    apprise.addFilter(_MUTE)
    if not apprise.handlers:
        # Without any handler the logging module would print to standard error.
        apprise.addHandler(logging.NullHandler())
    for name in (
        "urllib3",
        "requests",
        "slack_sdk",
    ):
        logger = logging.getLogger(name)
        logger.setLevel(max(logging.WARNING, logger.level))
