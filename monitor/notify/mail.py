"""Mail to and from the addresses that Apprise has read out of a mailto address.

Apprise's own sending hides the server's answer, so that a refused recipient looks like a server that is down, and every
try gets a new Message-ID. Here the answer decides whether a retry can help, and a repeat bears the Message-ID of the
first try.
"""

from collections.abc import Iterator
from typing import Any

from monitor.errors import SendError
from monitor.notify.mime import mail
from monitor.notify.notice import Notice
from monitor.notify.smtp import Connection, MailServer

_OURS = frozenset(
    "subject from to cc reply-to date message-id references in-reply-to auto-submitted mime-version".split()  # noqa: SIM905
)


def send_mail(service: Any, told: Notice) -> None:
    """Sends to every recipient of `service` (apprise's NotifyEmail). Blocks. Raises SendError; all recipients are tried first."""
    connection = Connection(_server(service))
    refusals: list[SendError] = []
    taken = False
    try:
        for address, envelope in _recipients(service):
            written = mail(told, _sender(service), address, more=_fields(service), rich=False)
            try:
                refusals += connection.send(written, service.from_addr[1], envelope)
                taken = True
            except SendError as error:
                refusals.append(error)
    finally:
        connection.part()
    if refusals:
        # One recipient that may still be reached is worth the retry, which those who took it get as a possible repeat.
        worst = min(refusals, key=lambda refusal: refusal.permanent)
        raise SendError(str(worst), permanent=worst.permanent, unclear=taken or any(each.unclear for each in refusals))


def _server(service: Any) -> MailServer:
    return MailServer(
        service.smtp_host,
        service.port,
        str(service.secure_mode),
        service.user or "",
        service.password or "",
        bool(service.verify_certificate),
    )


def _sender(service: Any) -> tuple[str, str]:
    name, address = service.from_addr
    return name or "", address


def _recipients(service: Any) -> Iterator[tuple[tuple[str, str], list[str]]]:
    """Each recipient, with all addresses of its envelope."""
    for name, address in service.targets:
        yield (name or "", address), [address, *sorted(service.cc), *sorted(service.bcc)]


def _fields(service: Any) -> Iterator[tuple[str, str]]:
    for field, addresses in (("Cc", service.cc), ("Reply-To", service.reply_to)):
        if addresses:
            yield field, ", ".join(sorted(addresses))
    for field, value in service.headers.items():
        if field.lower() not in _OURS and not field.lower().startswith("content-"):
            yield field, value
