"""One fetcher for all addresses: which protocol is spoken stands in the address."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from monitor.fetch.client import HttpFetcher
from monitor.fetch.mailbox import MailboxFetcher
from monitor.ports import Answer, Fetcher, Turns
from monitor.types import Source


class SchemeFetcher:
    """Hands each address to the fetcher of its scheme; implements `monitor.ports.Fetcher`."""

    def __init__(self, web: Fetcher, mailboxes: Fetcher) -> None:
        self._web = web
        self._mailboxes = mailboxes

    async def get(
        self, url: str, validators: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One answer. Raises FetchError."""
        fetcher = self._mailboxes if urlsplit(url).scheme == "imaps" else self._web
        return await fetcher.get(url, validators, headers)

    async def close(self) -> None:
        """Let go of connections."""
        await self._web.close()
        await self._mailboxes.close()


def fetcher_for(
    sources: Iterable[Source], user_agent: str, allow_private: frozenset[str], turns: Turns | None = None
) -> Fetcher:
    """The fetcher for these sources: over HTTP alone where none is a mailbox. `turns`: see `HttpFetcher`."""
    web = HttpFetcher(user_agent, allow_private=allow_private, turns=turns)
    passwords = {source.url: source.password for source in sources if source.password}
    return SchemeFetcher(web, MailboxFetcher(passwords)) if passwords else web
