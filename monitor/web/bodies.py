"""How much a request may carry: forms and questions are small, and whoever sends more is refused while sending."""

from typing import Any

from starlette.exceptions import HTTPException

LARGEST = 256_000
"""Bytes: a large watchlist, percent-encoded."""


class SmallBodies:
    """ASGI middleware: reading a larger body raises the answer 413."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Passes a request on; its body is counted while it is read."""
        await self.app(scope, _counted(receive) if scope["type"] == "http" else receive, send)


def _counted(receive: Any) -> Any:
    came = 0

    async def receiving() -> Any:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if came > LARGEST:
            raise HTTPException(413, f"at most {LARGEST // 1000} KB can be sent at once")
        return message

    return receiving
