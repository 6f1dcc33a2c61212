"""The address guard: a name is resolved once, non-public answers are refused, and the connection goes to a checked address.

So neither a redirect, nor a name that changes its answer, nor an oddly written number leads into the network we run in.
The name stays the name for TLS and for the Host header: only the connection is pinned.
"""

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from monitor.errors import FetchError

# By explicit list: `is_global` of several Python versions calls 192.88.99.0/24, fec0::/10 and 3fff::/20 public.
# See https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry (2026-08).
_REFUSED_4 = tuple(
    IPv4Network(net)
    for net in (
        *(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
        ),
        *("192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    )
)
# Of IPv6 only 2000::/3 is given out to the public at all; these are the exceptions inside it.
_PUBLIC_6 = IPv6Network("2000::/3")
_REFUSED_6 = tuple(
    IPv6Network(net) for net in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)
Resolve = Callable[[str, int], Awaitable[list[str]]]
"""Host and port to addresses. Raises FetchError."""

_TRIES = 4
# Only what has one meaning everywhere: with a leading nought some read octal numbers.
_LITERAL = re.compile(r"(?:0|[1-9][0-9]{0,2})(?:\.(?:0|[1-9][0-9]{0,2})){3}")


def is_public(address: str) -> bool:
    """May we connect there? False for anything that is not a plain public address, and for what is no address at all."""
    try:
        parsed: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return not any(parsed in net for net in _REFUSED_4)
    return parsed.scope_id is None and parsed in _PUBLIC_6 and not any(parsed in net for net in _REFUSED_6)


async def _resolved(host: str, port: int) -> list[str]:
    """The host's addresses, in the order in which the resolver prefers them."""
    if _LITERAL.fullmatch(host) and all(int(part) < 256 for part in host.split(".")):
        return [host]
    try:
        answers = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"no connection to {host}: {_why_unresolved(error)}") from error
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def _why_unresolved(error: Exception) -> str:
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
        return "the name service does not answer"
    return "name not found"


class Guard:
    """Gives public addresses only, but of the hosts named in `allow_private` ("host" or "host:port") whatever they have."""

    def __init__(self, allow_private: frozenset[str], *, resolve: Resolve = _resolved) -> None:
        self._allowed = frozenset(name.casefold() for name in allow_private)
        self._resolve = resolve

    async def addresses(self, host: str, port: int) -> list[str]:
        """Where to connect for this host, in order; never empty. Raises FetchError for a name not found or not public."""
        addresses = await self._resolve(host, port)
        if not self._allows(host, port):
            public = [address for address in addresses if is_public(address)]
            if addresses and not public:
                raise FetchError(f"{host} is refused: it leads to {addresses[0]}, which is no public address")
            addresses = public
        if not addresses:
            raise FetchError(f"no connection to {host}: the name has no address")
        return addresses[:_TRIES]

    def _allows(self, host: str, port: int) -> bool:
        name = host.casefold().strip("[]")
        written = f"[{name}]" if ":" in name else name
        return not self._allowed.isdisjoint((name, written, f"{written}:{port}"))
