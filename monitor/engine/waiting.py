"""Waiting for the first of several events, or for a while."""

import asyncio


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
