"""A mail server on loopback that answers as it is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message as Mail
from typing import Any

from aiosmtpd.controller import Controller
from loopback import free_port


class Postbox:
    """Takes mail, or answers as it is told: `answers` maps a recipient to its reply; `data` is the reply to the text."""

    def __init__(self, answers: dict[str, str] | None = None, data: str = "250 taken") -> None:
        self.answers = answers or {}
        self.data = data
        self.mails: list[tuple[list[str], Mail]] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        answer = self.answers.get(address, "250 ok")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.data.startswith("250"):
            self.mails.append((envelope.rcpt_tos, message_from_bytes(envelope.content)))
        return self.data


@contextmanager
def mail_server(postbox: Postbox, *, port: int = 0, **options: Any) -> Iterator[int]:
    controller = Controller(postbox, hostname="127.0.0.1", port=port or free_port(), **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()
