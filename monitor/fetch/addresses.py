"""Which URLs may be asked for at all, on the first hop and on every redirect."""

import re
from functools import lru_cache

import httpx

from monitor.errors import FetchError

# A backslash or a control character is read as one host by some parsers and as another by others.
_TREACHEROUS = re.compile(r"[\\\s\x00-\x20\x7f]")


@lru_cache(
    maxsize=4096
)  # the same sources are asked again and again, and reading an address costs as much as asking it
def checked_url(url: str, base: httpx.URL | None = None) -> httpx.URL:
    """The URL, joined to `base` when it is relative. Raises FetchError, without repeating what may be a secret in it."""
    whose = "the address" if base is None else f"the redirect of {base.host}"
    if _TREACHEROUS.search(url):
        raise FetchError(f"{whose} is refused: it holds a backslash, a blank or a control character")
    try:
        parsed = httpx.URL(url) if base is None else base.join(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(f"{whose} is refused: it is no valid address") from error
    if parsed.scheme not in ("http", "https"):
        raise FetchError(f"{whose} is refused: {parsed.scheme or 'no scheme'} is neither http nor https")
    if parsed.userinfo:
        raise FetchError(f"{whose} is refused: it holds a user name or password")
    if parsed.port is not None and not 0 < parsed.port < 65536:
        raise FetchError(f"{whose} is refused: there is no port {parsed.port}")
    if not parsed.host:
        raise FetchError(f"{whose} is refused: it names no host")
    return parsed.copy_with(fragment=None) if "#" in url else parsed
