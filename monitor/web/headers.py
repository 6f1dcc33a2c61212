"""Headers on every answer, and hosts that are not ours turned away: a page of another site must not read or steer this one."""

from collections.abc import Callable
from typing import Any

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "script-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
OPEN = ("/healthz", "/readyz")
"""Paths that may be asked for under any name: probes ask by an address, and hear nothing that is stored."""
HEADERS = tuple(
    (name.encode(), value.encode())
    for name, value in (
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    )
)


class SafeHeaders:
    """ASGI middleware. `hosts`: names under which the site may be asked for; empty for any (a reverse proxy checks them then)."""

    def __init__(self, app: Any, hosts: frozenset[str] = frozenset()) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Passes a request on, or refuses it when its Host is not ours: a rebound name must not reach a site without a password."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif self.hosts and scope["path"] not in OPEN and _host(scope) not in self.hosts:
            await _refuse(send)
        else:
            await self.app(scope, receive, _with_headers(send))


def _host(scope: Any) -> str:
    named = next((value for name, value in scope["headers"] if name == b"host"), b"").decode("latin-1").lower()
    return named.rsplit(":", 1)[0] if not named.endswith("]") else named


def _with_headers(send: Callable[..., Any]) -> Callable[..., Any]:
    async def sending(message: Any) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(pair for pair in HEADERS if pair[0] not in given)]
        await send(message)

    return sending


async def _refuse(send: Callable[..., Any]) -> None:
    body = b"this host name is not served here; name it in MONITOR_WEB_HOSTS\n"
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode()), *HEADERS]
    await send({"type": "http.response.start", "status": 421, "headers": headers})
    await send({"type": "http.response.body", "body": body})
