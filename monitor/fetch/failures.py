"""Why a fetch failed, in words for people who do not read stack traces."""

import os
import ssl
from collections.abc import Iterator

import h11
import httpx

from monitor.fetch.connection import ConnectError


def told(error: Exception, host: str) -> str:
    """One line: which host, and what went wrong. Never the path or query: they may hold a token."""
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"no connection to {host}: its certificate is not trusted ({cause.verify_message})"
        if isinstance(cause, ssl.SSLError):
            return f"no connection to {host}: no secure connection ({cause.reason or 'TLS failed'})"
    if isinstance(error, ConnectError):
        nobody = isinstance(error.__cause__, TimeoutError)
        return f"no connection to {host}: {'nobody answers there' if nobody else _system_words(error)}"
    if isinstance(error, h11.RemoteProtocolError):
        return _protocol_words(str(error), host)
    if isinstance(error, OSError):
        return f"the connection to {host} broke off: {_system_words(error)}"
    return (
        f"the address at {host} cannot be asked"
        if isinstance(error, httpx.InvalidURL | h11.LocalProtocolError)
        else f"{host} does not speak HTTP properly"
    )


def _protocol_words(detail: str, host: str) -> str:
    if "complete message body" in detail or "incomplete chunked" in detail:
        return f"the answer of {host} is cut short"
    if "without sending a response" in detail or "disconnected" in detail:
        return f"{host} hung up without an answer"
    return f"{host} does not speak HTTP properly"


def _system_words(error: Exception) -> str:
    for cause in _causes(error):
        if isinstance(cause, OSError) and cause.errno:
            return os.strerror(cause.errno).lower()
    return "the connection failed"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what led to it, groups included; ends even if the chain bites its tail."""
    seen: list[BaseException] = []
    queue = [error]
    while queue:
        current = queue.pop(0)
        if current is None or any(current is one for one in seen):
            continue
        seen.append(current)
        yield current
        queue += [current.__cause__, current.__context__, *getattr(current, "exceptions", ())]
