"""One mailbox, reached over SMTP: a connection that is kept, one recipient a mail, an identity that a repeat keeps."""

from email.utils import parseaddr

from monitor.errors import SendError
from monitor.notify.mime import mail, message_id
from monitor.notify.notice import Notice
from monitor.notify.patience import PatientThread
from monitor.notify.secrecy import named
from monitor.notify.smtp import Connection, mail_server
from monitor.types import Parcel, Receiver

SECONDS = 30.0


class EmailReceiver:
    """Sends to `receiver.to` from `receiver.sender` through the server of `receiver.url`."""

    def __init__(self, receiver: Receiver, *, seconds: float = SECONDS) -> None:
        self._receiver = receiver
        self._seconds = seconds
        self._thread = PatientThread()
        self._connection: Connection | None = None

    async def take(self, told: Notice) -> str | None:
        """Returns the Message-ID of the deadline's first mail when the server took this one.

        Raises SendError, whose text holds no part of the address.
        """
        try:
            return await self._thread.run(lambda: self._send(told), self._seconds)
        except SendError as error:
            raise named(error, self._receiver) from None

    async def took(self, parcel: Parcel) -> bool | None:  # noqa: ARG002
        """SMTP can't ask."""
        return None

    def _send(self, told: Notice) -> str:
        if self._connection is None:
            self._connection = Connection(mail_server(self._receiver.url))
        to = _address(self._receiver.to, "to")
        sender = _address(self._receiver.sender, "from")
        self._connection.send(mail(told, sender, to), sender[1], [to[1]])
        return told.parcel.thread or message_id(told, sender)


def _address(written: str, what: str) -> tuple[str, str]:
    name, address = parseaddr(written)
    if "@" not in address.strip("@") or any(sign.isspace() for sign in address):
        raise SendError(f"the address that mail goes {what} must look like name@example.com", permanent=True)
    return name, address
