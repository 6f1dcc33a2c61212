"""Tells people: renders a parcel and hands it to its receiver. Cheap to import; libraries are loaded with the first message."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from monitor.errors import SendError
from monitor.notify.apprise_receiver import AppriseReceiver
from monitor.notify.console import ConsoleReceiver
from monitor.notify.email_receiver import EmailReceiver
from monitor.notify.message import Message, render
from monitor.notify.notice import Notice, notice
from monitor.notify.slack_receiver import SlackReceiver
from monitor.notify.webhook_receiver import WebhookReceiver
from monitor.ports import Notifier
from monitor.types import Parcel, Receiver, ReceiverKind, plain_name, workspace_of

CONSOLE = "console"

__all__ = ["Message", "Notice", "Outlet", "ReceiverNotifier", "build_notifier", "notice", "render"]


class Outlet(Protocol):
    """One receiver, ready to take messages."""

    async def take(self, told: Notice) -> str | None:
        """Returns when the receiver took it, with its own name of the message where later ones can follow it. Raises SendError."""
        ...

    async def took(self, parcel: Parcel) -> bool | None:
        """Did an earlier try of this parcel get through? None where the receiver can't be asked, or does not know. Raises SendError."""
        ...


class ReceiverNotifier:
    """Sends parcels to named outlets: one message at a time to each, and none waits for another."""

    def __init__(self, outlets: Mapping[str, Outlet], site: str = "") -> None:
        """`site`: the address of our pages as readers know it; messages then link to them."""
        self._outlets = dict(outlets)
        self._site = site
        self._turns = {name: asyncio.Lock() for name in outlets}

    async def send(self, parcel: Parcel, *, now: datetime) -> str | None:
        """Renders at `now` (aware UTC) and sends. Raises SendError, permanent when no such receiver is configured."""
        outlet = self._outlets.get(parcel.receiver)
        if outlet is None:
            own = workspace_of(parcel.receiver)
            known = ", ".join(sorted(plain_name(name) for name in self._outlets if workspace_of(name) == own)) or "none"
            raise SendError(f"no receiver is called {plain_name(parcel.receiver)!r}; known: {known}", permanent=True)
        async with self._turns[parcel.receiver]:
            return await outlet.take(notice(parcel, now=now, site=self._site))

    async def took(self, parcel: Parcel) -> bool | None:
        """Asks the receiver, where it can be asked. Raises SendError when it gives no answer for now."""
        outlet = self._outlets.get(parcel.receiver)
        if outlet is None:
            return None
        async with self._turns[parcel.receiver]:
            return await outlet.took(parcel)


def build_notifier(receivers: Mapping[str, Receiver], site: str = "") -> Notifier:
    """A notifier for these receivers, by name. Addresses are read with the first message, so that a bad one stops only its own alerts.

    `site`: the address of our pages as readers know it, for links; empty where they have none.
    """
    return ReceiverNotifier({name: _outlet(receiver) for name, receiver in receivers.items()}, site)


def _outlet(receiver: Receiver) -> Outlet:
    if receiver.kind is ReceiverKind.CONSOLE or receiver.url.split("://", 1)[0].lower() == CONSOLE:
        return ConsoleReceiver()
    if receiver.kind is ReceiverKind.SLACK:
        return SlackReceiver(receiver)
    if receiver.kind is ReceiverKind.EMAIL:
        return EmailReceiver(receiver)
    if receiver.kind is ReceiverKind.WEBHOOK:
        return WebhookReceiver(receiver)
    return AppriseReceiver(receiver)
