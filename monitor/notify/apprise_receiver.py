"""A receiver behind an Apprise address: Slack, mail, webhooks and what else Apprise knows.

Apprise is loaded with the first message, in the thread that sends it; its object is kept. Its own waiting between
messages is switched off, for the outbox decides when to send.
"""

import re
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from monitor.errors import SendError
from monitor.notify.message import Message
from monitor.notify.notice import Notice
from monitor.notify.patience import PatientThread
from monitor.notify.secrecy import address_in_hand, hush_libraries, named
from monitor.types import Parcel, Receiver

SECONDS = 30.0
READ_SECONDS = 20.0
"""A receiver that answers after Apprise's own 4 s has taken the message: to call that a failure would send it twice."""
AFTER_TOO_MANY = timedelta(minutes=1)
"""Apprise does not hand on Retry-After; a minute is what a limited receiver asks for at least."""
_HTTP_STATUS = re.compile(r"\berror=(\d{3})\b")
_WORTH_A_RETRY = (408, 425, 429)


class AppriseReceiver:
    """One address, one cached Apprise object, one message at a time."""

    def __init__(self, receiver: Receiver, *, seconds: float = SECONDS) -> None:
        self._receiver = receiver
        self._seconds = seconds
        self._thread = PatientThread()
        self._apprise: Any = None

    async def take(self, told: Notice) -> str | None:
        """Returns when the receiver took the message. Raises SendError, whose text holds no part of the address."""
        try:
            await self._thread.run(lambda: self._send(told), self._seconds)
        except SendError as error:
            raise named(error, self._receiver) from None
        return None

    async def took(self, parcel: Parcel) -> bool | None:  # noqa: ARG002
        """Apprise can't ask."""
        return None

    def _send(self, told: Notice) -> None:
        service = self._service()
        if _is_plain_mail(service):
            from monitor.notify.mail import send_mail

            send_mail(service, told)
            return
        message = Message.of(told)
        with self._apprise.notify(title=message.subject, body=message.body, body_format="text") as result:
            if not result:
                raise failure([entry.message for entry in result.logs()])

    def _service(self) -> Any:
        if self._apprise is None:
            hush_libraries()
            self._apprise = _loaded(self._receiver.url)
        return self._apprise[0]


def _loaded(url: str) -> Any:
    from apprise import Apprise, AppriseAsset
    from apprise.common import OverflowMode

    # No service time limit: Apprise would start a pool whose threads are joined at exit. PatientThread keeps the time.
    asset = AppriseAsset(app_id="deadline-monitor", app_desc="Deadline monitor", async_mode=False, service_timeout=0)
    apprise = Apprise(asset=asset)
    with address_in_hand():
        readable = apprise.add(url)
    if not readable or not len(apprise):
        remedy = "see the form of address in Apprise's documentation, and check the variable or file it is taken from"
        raise SendError(f"Apprise cannot read the address; {remedy}", permanent=True)
    if len(apprise) > 1:
        # A retry would send again to those that have taken the message.
        raise SendError("the address names several services; give each a receiver of its own", permanent=True)
    service = apprise[0]
    service.request_rate_per_sec = 0
    service.socket_read_timeout = max(service.socket_read_timeout, READ_SECONDS)
    if service.overflow_mode is OverflowMode.UPSTREAM:
        service.overflow_mode = OverflowMode.TRUNCATE
    return apprise


def _is_plain_mail(service: Any) -> bool:
    if "email" not in type(service).__module__:
        return False
    from apprise.plugins.email.base import NotifyEmail, PGPMode

    return type(service) is NotifyEmail and service.pgp_mode == PGPMode.NONE


def failure(logged: list[str]) -> SendError:
    """What Apprise's own words about a failed send mean: can a retry help, and when?"""
    codes = [int(found[1]) for line in logged for found in _HTTP_STATUS.finditer(line)]
    if not codes:
        # Apprise tells a refused connection and a lost answer in the same words.
        return SendError(logged[0] if logged else "not taken, and Apprise does not say why", unclear=True)
    code = codes[-1]
    try:
        told = f"answered HTTP {code} {HTTPStatus(code).phrase}"
    except ValueError:
        told = f"answered HTTP {code}"
    if 400 <= code < 500 and code not in _WORTH_A_RETRY:
        return SendError(f"{told}; check the address: it is wrong or no longer valid", permanent=True)
    return SendError(told, retry_after=AFTER_TOO_MANY if code == HTTPStatus.TOO_MANY_REQUESTS else None)
