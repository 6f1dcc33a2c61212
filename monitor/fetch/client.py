"""The fetcher: one polite, bounded, guarded GET at a time per host."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus

import h11
import httpx

from monitor.errors import FetchError
from monitor.fetch.addresses import checked_url
from monitor.fetch.bodies import read_body
from monitor.fetch.connection import ConnectError
from monitor.fetch.exchanges import Exchange, Exchanges
from monitor.fetch.failures import told
from monitor.fetch.guard import Guard
from monitor.fetch.turns import OwnTurns
from monitor.fetch.waits import retry_after
from monitor.ports import Answer, Clock, Turns

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_USABLE = frozenset((200, 203))
_ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
_CONDITIONS = {"etag": ("ETag", "If-None-Match"), "last-modified": ("Last-Modified", "If-Modified-Since")}
_LONGEST_VALIDATOR = 1000


def _clock() -> datetime:
    return datetime.now(UTC)


class HttpFetcher:
    """Fetches over HTTP; implements `monitor.ports.Fetcher`.

    `allow_private`: hosts ("host" or "host:port") that may stand at a non-public address. `total_seconds`: the deadline of one
    fetch with its redirects, the queue for a busy host not counted. `max_bytes`: the limit on the wire and again unpacked.
    `now`: read only to understand a Retry-After that names an instant. `turns`: who asks a host next; of this process alone by default.
    """

    def __init__(
        self,
        user_agent: str,
        *,
        allow_private: frozenset[str] = frozenset(),
        total_seconds: float = 30.0,
        max_bytes: int = 10_000_000,
        now: Clock = _clock,
        turns: Turns | None = None,
    ) -> None:
        self._total_seconds = total_seconds
        self._max_bytes = max_bytes
        self._now = now
        self._turns = turns or OwnTurns()
        self._headers = {"User-Agent": user_agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip"}
        self._exchanges = Exchanges(Guard(allow_private))

    async def get(
        self, url: str, validators: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One GET, following at most five redirects. `validators`: ETag and Last-Modified of the answer we hold.

        `headers`: which form and language is wanted; they go along with redirects, so they must hold no secret.
        Raises FetchError.
        """
        held = dict(validators or {})
        wanted = dict(headers or {})
        target = checked_url(url)
        seconds = self._total_seconds
        loop = asyncio.get_running_loop()
        for _ in range(_MOST_REDIRECTS + 1):
            async with self._turns.turn(target.host):
                began = loop.time()
                answer = await self._hop(target, held, wanted, max(seconds, 0))
                seconds -= loop.time() - began
            if isinstance(answer, Answer):
                return answer
            target = answer
        raise FetchError(f"{checked_url(url).host} redirects more than {_MOST_REDIRECTS} times")

    async def close(self) -> None:
        """Let go of connections."""
        self._exchanges.close()
        await self._turns.close()

    async def _hop(
        self, target: httpx.URL, held: Mapping[str, str], wanted: Mapping[str, str], seconds: float
    ) -> Answer | httpx.URL:
        """The answer, or the next address to ask. Raises FetchError."""
        headers = {**self._headers, **wanted, **_conditions(held)}
        try:
            async with asyncio.timeout(seconds):
                exchange = await self._exchanges.get(target, headers)
                try:
                    return await self._read(target, exchange, held)
                finally:
                    exchange.close()
        except TimeoutError as error:
            raise FetchError(f"{target.host} did not finish its answer within {self._total_seconds:g} s") from error
        except (httpx.InvalidURL, h11.ProtocolError, ConnectError, OSError) as error:
            raise FetchError(told(error, target.host)) from error

    async def _read(self, target: httpx.URL, exchange: Exchange, held: Mapping[str, str]) -> Answer | httpx.URL:
        status, headers = exchange.status, exchange.headers
        if status in _REDIRECTS and headers.get("location"):
            return checked_url(headers["location"], target)
        if status == HTTPStatus.NOT_MODIFIED and held:
            return Answer(str(target), status, b"", validators={**held, **_validators(headers)}, unchanged=True)
        if status not in _USABLE:
            raise FetchError(
                f"{target.host} answered {_named(status)}",
                status=status,
                retry_after=retry_after(headers.get("retry-after"), self._now()),
            )
        body = await read_body(exchange, target.host, self._max_bytes)
        return Answer(str(target), status, body, headers.get("content-type", ""), _validators(headers), headers=headers)


def _conditions(held: Mapping[str, str]) -> dict[str, str]:
    named = {name.lower(): value for name, value in held.items()}
    return {header: named[name] for name, (_, header) in _CONDITIONS.items() if name in named}


def _validators(headers: Mapping[str, str]) -> dict[str, str]:
    found = {name: headers.get(key, "") for key, (name, _) in _CONDITIONS.items()}
    return {
        name: value for name, value in found.items() if value and len(value) <= _LONGEST_VALIDATOR and value.isascii()
    }


def _named(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
