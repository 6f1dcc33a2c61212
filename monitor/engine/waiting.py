"""Waiting for the first of several events, or for a while; and saying once what goes wrong again and again meanwhile."""

import asyncio
import logging
from dataclasses import dataclass


async def first_of(*events: asyncio.Event, within: float | None = None) -> None:
    """Returns when one of them is set, or after so many seconds."""
    waits = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, timeout=within, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()


async def rest(stop: asyncio.Event, seconds: float) -> None:
    """Returns after so many seconds, or when it is to stop."""
    await first_of(stop, within=seconds)


@dataclass(slots=True)
class Complaint:
    """What went wrong last, in words."""

    log: logging.Logger
    about: str
    _last: str = ""

    def made(self, error: Exception) -> None:
        """Logs it unless that was the last thing that was logged."""
        words = (str(error).strip() or type(error).__name__).splitlines()[0]
        if words != self._last:
            self.log.warning("%s: %s", self.about, words)
        self._last = words

    def over(self) -> None:
        """All is well again."""
        if self._last:
            self.log.info("%s: works again", self.about)
        self._last = ""
