"""A mail server: how to reach it, a connection that is kept, and what its answers mean.

RFC 5321: 4xx holds for now, 5xx for good. What the server answered to a mail decides whether a retry can help.
"""

import contextlib
import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from monitor.errors import SendError
from monitor.notify.clean import cut, defused

SOCKET_SECONDS = 15.0
NO_LOGIN = "check the user and the password"
_PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
_HERE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where and how to connect. `mode`: "insecure", "ssl" or "starttls"."""

    host: str
    port: int
    mode: str = "insecure"
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    verified: bool = True


def mail_server(url: str) -> MailServer:
    """Reads smtp://, smtps:// or smtp+starttls://user:password@host:port. Raises SendError, permanent, without showing any of it."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        host, port = "", 0
    if not host or not port or parts.path not in ("", "/") or parts.query or parts.fragment:
        form = "smtp+starttls://user:password@host:port (or smtps://, smtp://), signs such as @ and / in a password as %40 and %2F"
        raise SendError(f"the address of the mail server must look like {form}", permanent=True)
    mode = {"smtp": "insecure", "smtps": "ssl"}.get(parts.scheme, "starttls")
    if parts.password and mode == "insecure" and host not in _HERE:
        raise SendError("smtp:// would send the password in clear: write smtp+starttls:// or smtps://", permanent=True)
    return MailServer(host, port, mode, unquote(parts.username or ""), unquote(parts.password or ""))


class Connection:
    """A connection that is kept for the next mail. Blocks; for one thread at a time."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._client: smtplib.SMTP | None = None

    def send(self, mail: bytes, sender: str, recipients: Sequence[str]) -> list[SendError]:
        """Sends, and returns what was said of the recipients that were refused. Raises SendError when none got it."""
        client = self._ready()
        plain = all(address.isascii() for address in (sender, *recipients))
        try:
            refused = client.sendmail(sender, recipients, mail, () if plain else ("SMTPUTF8", "BODY=8BITMIME"))
        except UnicodeEncodeError:
            raise SendError("an address has signs that the mail server does not take", permanent=True) from None
        except (OSError, smtplib.SMTPException) as error:
            if not isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused):
                self.drop()
            raise as_send_error(error, sending=True) from None
        return [_refusal(code, reply) for code, reply in refused.values()]

    def part(self) -> None:
        """Says goodbye. The server has answered for the mails by now, so nothing here can make them fail."""
        if self._client is None:
            return
        with contextlib.suppress(OSError, smtplib.SMTPException):
            if self._client.sock is not None:
                self._client.sock.settimeout(2)
            self._client.quit()
        self.drop()

    def drop(self) -> None:
        """Lets go of the connection without a word."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _ready(self) -> smtplib.SMTP:
        """The connection of the last mail if the server still answers on it, or a new one."""
        if self._client is not None:
            try:
                if self._client.rset()[0] == 250:
                    return self._client
            except (OSError, smtplib.SMTPException):
                pass
            self.drop()
        try:
            self._client = _connected(self._server)
        except (OSError, smtplib.SMTPException) as error:
            raise as_send_error(error) from None
        return self._client


def _connected(server: MailServer) -> smtplib.SMTP:
    client: smtplib.SMTP
    if server.mode == "ssl":
        client = smtplib.SMTP_SSL(server.host, server.port, timeout=SOCKET_SECONDS, context=_context(server))
    else:
        client = smtplib.SMTP(server.host, server.port, timeout=SOCKET_SECONDS)
    try:
        if server.mode == "starttls":
            client.starttls(context=_context(server))
        if server.user and server.password:
            client.login(server.user, server.password)
    except BaseException:
        client.close()
        raise
    return client


def _context(server: MailServer) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not server.verified:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def as_send_error(error: Exception, *, sending: bool = False) -> SendError:
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
