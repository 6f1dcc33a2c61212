"""Mail over SMTP, to and from the addresses that Apprise has read out of a mailto address.

Apprise's own sending hides the server's answer, so that a refused recipient looks like a server that is down, and every
try gets a new Message-ID. Here the answer decides whether a retry can help, and a repeat bears the Message-ID of the
first try. See RFC 5321 (4xx holds for now, 5xx for good) and RFC 3834 (automatic mail says so).
"""

import contextlib
import smtplib
import ssl
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr, formatdate
from typing import Any

from monitor.errors import SendError
from monitor.notify.clean import cut, defused
from monitor.notify.message import Message
from monitor.notify.notice import Notice
from monitor.types import digest_of

SOCKET_SECONDS = 15.0
NO_LOGIN = "check the user and the password"


def send_mail(service: Any, told: Notice) -> None:
    """Sends to every recipient of `service` (apprise's NotifyEmail). Blocks. Raises SendError; all recipients are tried first."""
    try:
        client = _connected(service)
    except (OSError, smtplib.SMTPException) as error:
        raise _as_send_error(error) from None
    refusals: list[SendError] = []
    taken = False
    try:
        for mail, envelope in mails(service, told):
            try:
                refused = client.send_message(mail, service.from_addr[1], envelope)
                refusals += [_refusal(code, reply) for code, reply in refused.values()]
                taken = True
            except (OSError, smtplib.SMTPException) as error:
                refusals.append(_as_send_error(error, sending=True))
    finally:
        _part(client)
    if refusals:
        # One recipient that may still be reached is worth the retry, which those who took it get as a possible repeat.
        worst = min(refusals, key=lambda refusal: refusal.permanent)
        raise SendError(str(worst), permanent=worst.permanent, unclear=taken or any(each.unclear for each in refusals))


def mails(service: Any, told: Notice) -> Iterator[tuple[EmailMessage, list[str]]]:
    """One mail for each recipient, with the addresses of its envelope."""
    sender_name, sender = service.from_addr
    host = sender.rpartition("@")[2] or "localhost"
    message = Message.of(told)
    identity = digest_of(told.identity)[:32]
    for name, address in service.targets:
        mail = EmailMessage(policy=SMTP)
        mail["Subject"] = message.subject
        mail["From"] = formataddr((sender_name or "Deadline monitor", sender))
        mail["To"] = formataddr((name or "", address))
        mail["Date"] = formatdate()
        mail["Message-ID"] = f"<{identity}@{host}>"
        mail["References"] = f"<{digest_of(told.parcel.alerts[0].key)[:32]}@{host}>"
        mail["Auto-Submitted"] = "auto-generated"
        for field, addresses in (("Cc", service.cc), ("Reply-To", service.reply_to)):
            if addresses:
                mail[field] = ", ".join(sorted(addresses))
        for field, value in service.headers.items():
            if field not in mail:
                mail[field] = value
        mail.set_content(message.body, cte="quoted-printable")
        yield mail, [address, *sorted(service.cc), *sorted(service.bcc)]


def _connected(service: Any) -> smtplib.SMTP:
    mode = str(service.secure_mode)
    client: smtplib.SMTP
    if mode == "ssl":
        client = smtplib.SMTP_SSL(service.smtp_host, service.port, timeout=SOCKET_SECONDS, context=_context(service))
    else:
        client = smtplib.SMTP(service.smtp_host, service.port, timeout=SOCKET_SECONDS)
    try:
        if mode == "starttls":
            client.starttls(context=_context(service))
        if service.user and service.password:
            client.login(service.user, service.password)
    except BaseException:
        client.close()
        raise
    return client


def _context(service: Any) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not service.verify_certificate:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _part(client: smtplib.SMTP) -> None:
    """Says goodbye. The server has answered for the mail by now, so nothing here can make it fail."""
    with contextlib.suppress(OSError, smtplib.SMTPException):
        if client.sock is not None:
            client.sock.settimeout(2)
        client.quit()
    client.close()


def _as_send_error(error: Exception, *, sending: bool = False) -> SendError:
    """What the failure means. `sending`: a mail was on its way, so that a silent server may have taken it."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return min(
            (_refusal(code, reply) for code, reply in error.recipients.values()), key=lambda refusal: refusal.permanent
        )
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return _refusal(error.smtp_code, error.smtp_error, NO_LOGIN)
    if isinstance(error, smtplib.SMTPResponseException):
        return _refusal(error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return SendError("the mail server offers no STARTTLS or no login, which the address asks for", permanent=True)
    if isinstance(error, ssl.SSLCertVerificationError):
        return SendError(f"the mail server's certificate is not trusted: {error.verify_message}")
    if isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException):
        return SendError(f"no connection to the mail server: {error.strerror or type(error).__name__}", unclear=sending)
    return SendError(f"the mail server broke off: {type(error).__name__}", unclear=sending)


def _refusal(
    code: int, reply: bytes | str, remedy: str = "check the addresses and what the server allows"
) -> SendError:
    words = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    permanent = 500 <= code < 600
    told = f"the mail server answered {code}: {cut(defused(words), 120)}"
    return SendError(f"{told}; {remedy}" if permanent else told, permanent=permanent)
