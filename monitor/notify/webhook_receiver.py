"""A webhook of the reader's own: JSON by POST, with the parcel's identity as Idempotency-Key, over a connection that is kept."""

import contextlib
import json
import time
from typing import Any
from urllib.parse import quote

from monitor.errors import SendError
from monitor.notify.notice import Notice
from monitor.notify.patience import PatientThread
from monitor.notify.secrecy import hush_libraries, named
from monitor.notify.waits import asked_wait
from monitor.types import Parcel, Receiver

SECONDS = 30.0
SOCKET_SECONDS = 15.0
LONGEST_ANSWER, READ_SECONDS = 65_536, 5.0
_WORTH_A_RETRY = (408, 425, 429)


class WebhookReceiver:
    """One address, one message at a time. Redirects are not followed: they could lead anywhere."""

    def __init__(self, receiver: Receiver, *, seconds: float = SECONDS) -> None:
        self._receiver = receiver
        self._seconds = seconds
        self._thread = PatientThread()
        self._web: Any = None

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
        import httpx

        from monitor.notify.webhook_body import body

        written = json.dumps(body(told), separators=(",", ":")).encode("ascii")
        headers = {"Content-Type": "application/json", "Idempotency-Key": header_value(told.identity)}
        try:
            with self._client().stream("POST", self._receiver.url, content=written, headers=headers) as answer:
                status, wait = answer.status_code, answer.headers.get("retry-after")
                _read_out(answer)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError):
            raise SendError("is no address of a webhook: it must look like https://host/path", permanent=True) from None
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise SendError(f"no connection: {type(error).__name__}") from None
        except httpx.HTTPError as error:
            raise SendError(f"no answer: {type(error).__name__}", unclear=True) from None
        if not 200 <= status < 300:
            raise refusal(status, wait, told)

    def _client(self) -> Any:
        if self._web is None:
            import httpx

            hush_libraries()
            limits = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=60)
            agent = {"User-Agent": "deadline-monitor", "Accept": "application/json"}
            # Proxies of the environment are not asked: a receiver on this machine would be reached through them.
            self._web = httpx.Client(timeout=SOCKET_SECONDS, limits=limits, trust_env=False, headers=agent)
        return self._web


def _read_out(answer: Any) -> None:
    """Reads the answer's text to its end, so that the connection can be kept; a text without an end is not waited for.

    The status has been given by now, so nothing here can make the send fail.
    """
    import httpx

    started, length = time.monotonic(), 0
    with contextlib.suppress(httpx.HTTPError):
        for piece in answer.iter_raw():
            length += len(piece)
            if length > LONGEST_ANSWER or time.monotonic() - started > READ_SECONDS:
                return


def header_value(identity: str) -> str:
    """The identity as printable ASCII; all else is percent-encoded."""
    return quote(identity, safe=":;,./+-_~!$&'()*=@# ").strip()


def refusal(status: int, retry_after: str | None, told: Notice) -> SendError:
    """What an answer other than 2xx means: 4xx is for good but for 408, 425 and 429; redirects are for good."""
    if 300 <= status < 500 and status not in _WORTH_A_RETRY:
        what = "redirects, and redirects are not followed" if status < 400 else "it is wrong or no longer valid"
        return SendError(f"answered HTTP {status}; check the address: {what}", permanent=True)
    return SendError(f"answered HTTP {status}", retry_after=asked_wait(retry_after, told.now))
