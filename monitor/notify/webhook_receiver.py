"""A webhook of the reader's own: JSON by POST, with the parcel's identity as Idempotency-Key, over a connection that is kept."""

import json
import time
from base64 import b64encode
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from select import select
from ssl import SSLCertVerificationError, create_default_context
from urllib.parse import quote, unquote, urlsplit

from monitor.errors import SendError
from monitor.notify.notice import Notice
from monitor.notify.patience import PatientThread
from monitor.notify.secrecy import named
from monitor.notify.waits import asked_wait
from monitor.notify.webhook_signature import signed
from monitor.types import Parcel, Receiver

SECONDS = 30.0
SOCKET_SECONDS = 15.0
LONGEST_ANSWER, READ_SECONDS = 65_536, 5.0
_IN_PATH = "/%:@!$&'()*+,;=-._~?"
_WORTH_A_RETRY = (408, 425, 429)


class WebhookReceiver:
    """One address, one message at a time. Redirects are not followed: they could lead anywhere."""

    def __init__(self, receiver: Receiver, *, seconds: float = SECONDS) -> None:
        self._receiver = receiver
        self._seconds = seconds
        self._thread = PatientThread()
        self._line: Line | None = None

    async def take(self, told: Notice) -> str | None:
        """Returns when the receiver answered with 2xx. Raises SendError, whose text holds no part of the address."""
        try:
            await self._thread.run(lambda: self._post(told), self._seconds)
        except SendError as error:
            raise named(error, self._receiver) from None
        return None

    async def took(self, parcel: Parcel) -> bool | None:  # noqa: ARG002
        """It can't be asked; its own memory of Idempotency-Keys makes a repeat harmless."""
        return None

    def _post(self, told: Notice) -> None:
        from monitor.notify.webhook_body import body

        if self._line is None:
            self._line = Line(self._receiver.url)
        written = json.dumps(body(told), separators=(",", ":")).encode("ascii")
        headers = {"Content-Type": "application/json", "Idempotency-Key": header_value(told.identity)}
        headers |= signed(written, told, self._receiver.secret)
        status, wait = self._line.post(written, headers)
        if not 200 <= status < 300:
            raise refusal(status, wait, told)


class Line:
    """A connection to one address, kept for the next message. Blocks; for one thread at a time. No proxies, cookies or redirects."""

    def __init__(self, url: str) -> None:
        """Raises SendError, permanent, for what is no web address; none of it is shown."""
        try:
            parts = urlsplit(url)
            host, self._port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
        except (ValueError, UnicodeError):
            parts, host = urlsplit(""), ""
        if not host or parts.scheme not in ("http", "https"):
            raise SendError("is no address of a webhook: it must look like https://host/path", permanent=True)
        self._host, self._tls = host, parts.scheme == "https"
        self._path = quote(parts.path or "/", safe=_IN_PATH) + (
            f"?{quote(parts.query, safe=_IN_PATH)}" if parts.query else ""
        )
        self._headers = {"User-Agent": "deadline-monitor", "Accept": "application/json"}
        if parts.username or parts.password:
            login = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
            self._headers["Authorization"] = f"Basic {b64encode(login.encode()).decode('ascii')}"
        self._open: HTTPConnection | None = None

    def post(self, content: bytes, headers: Mapping[str, str]) -> tuple[int, str | None]:
        """The status, and Retry-After. Raises SendError when there is no answer."""
        connection = self._ready()
        try:
            connection.request("POST", self._path, content, {**self._headers, **headers})
            answer = connection.getresponse()
        except (OSError, HTTPException) as error:
            self._drop()
            raise SendError(f"no answer: {type(error).__name__}", unclear=True) from None
        if not _read_out(answer) or answer.will_close:
            self._drop()
        return answer.status, answer.getheader("Retry-After")

    def _ready(self) -> HTTPConnection:
        """The connection of the last message if the receiver has not let go of it, or a new one."""
        kept = self._open
        if kept is not None and kept.sock is not None and not select([kept.sock], [], [], 0)[0]:
            return kept
        self._drop()
        if self._tls:
            kept = HTTPSConnection(self._host, self._port, timeout=SOCKET_SECONDS, context=create_default_context())
        else:
            kept = HTTPConnection(self._host, self._port, timeout=SOCKET_SECONDS)
        try:
            kept.connect()
        except SSLCertVerificationError as error:
            raise SendError(f"the receiver's certificate is not trusted: {error.verify_message}") from None
        except OSError as error:
            raise SendError(f"no connection: {type(error).__name__}") from None
        self._open = kept
        return kept

    def _drop(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


def _read_out(answer: HTTPResponse) -> bool:
    """Reads the answer's text to its end, so that the connection can be kept; a text without an end is not waited for.

    The status has been given by now, so nothing here can make the send fail.
    """
    started, length = time.monotonic(), 0
    try:
        while piece := answer.read1(8192):
            length += len(piece)
            if length > LONGEST_ANSWER or time.monotonic() - started > READ_SECONDS:
                return False
        answer.close()
    except (OSError, HTTPException, ValueError):
        return False
    return True


def header_value(identity: str) -> str:
    """The identity as printable ASCII; all else is percent-encoded."""
    return quote(identity, safe=":;,./+-_~!$&'()*=@# ").strip()


def refusal(status: int, retry_after: str | None, told: Notice) -> SendError:
    """What an answer other than 2xx means: 4xx is for good but for 408, 425 and 429; redirects are for good."""
    if 300 <= status < 500 and status not in _WORTH_A_RETRY:
        what = "redirects, and redirects are not followed" if status < 400 else "it is wrong or no longer valid"
        return SendError(f"answered HTTP {status}; check the address: {what}", permanent=True)
    return SendError(f"answered HTTP {status}", retry_after=asked_wait(retry_after, told.now))
