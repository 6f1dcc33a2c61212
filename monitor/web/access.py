"""Who may come in, and proof that a form was ours: sessions, the proxy's header, tokens against forged requests.

A session is a signed cookie; nothing is stored for it. Changing the password ends all sessions, for it is part of the signature.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from itsdangerous import BadSignature, URLSafeTimedSerializer

SESSION_SECONDS = 30 * 86400
FORM_SECONDS = 12 * 3600
"""How long a page may stand open before its buttons stop working."""

TOLD_SECONDS = 60
"""How long what was done waits for the page that tells it."""
SOMEBODY = "somebody"
"""The name of those who gave none."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks. `id`: of the browser, to which forms are bound. `name`: how marks and corrections are signed."""

    id: str
    name: str


@dataclass(frozen=True)
class Access:
    """The doors. `key`: signs cookies and forms. Without `password` and `proxy_header` everybody who can connect may come in.

    `proxy_header`: names the reader, set by a reverse proxy that is one of `proxies` (addresses); from others it is ignored.
    """

    key: str = field(repr=False)
    password: str = field(default="", repr=False)
    proxy_header: str = ""
    proxies: frozenset[str] = frozenset({"127.0.0.1", "::1"})

    @property
    def closed(self) -> bool:
        """Must a reader say who they are?"""
        return bool(self.password or self.proxy_header)

    def knows(self, password: str) -> bool:
        """Is this the password? Takes as long for a wrong one as for the right one."""
        given, right = (hashlib.sha256(word.encode()).digest() for word in (password, self.password))
        return bool(self.password) and hmac.compare_digest(given, right)

    def session(self, name: str) -> str:
        """A new session's cookie."""
        return self._signer("session").dumps({"id": secrets.token_urlsafe(16), "name": name})

    def visitor(self, cookie: str) -> Visitor | None:
        """Whose session this is; None for one that is no more, or never was."""
        return self._read(cookie, "session", SESSION_SECONDS)

    def newcomer(self) -> str:
        """The cookie of a browser that need not say who it is; forms are bound to it."""
        return self._signer("newcomer").dumps({"id": secrets.token_urlsafe(16), "name": SOMEBODY})

    def newcomer_of(self, cookie: str) -> Visitor | None:
        """The browser behind such a cookie."""
        return self._read(cookie, "newcomer", SESSION_SECONDS)

    def form_token(self, visitor: Visitor) -> str:
        """What a form carries to show that this site gave it to this visitor."""
        return self._signer("form").dumps({"id": visitor.id, "name": ""})

    def gave(self, token: str, visitor: Visitor) -> bool:
        """Did this visitor get this form from us, not too long ago?"""
        giver = self._read(token, "form", FORM_SECONDS)
        return giver is not None and hmac.compare_digest(giver.id, visitor.id)

    def sealed(self, words: str) -> str:
        """Words that this site will know again as its own: what it has done, told on the page that follows."""
        return self._signer("told").dumps({"id": words, "name": ""})

    def unsealed(self, text: str) -> str:
        """The words; empty where they are not ours, or old."""
        told = self._read(text, "told", TOLD_SECONDS)
        return told.id if told else ""

    def _signer(self, purpose: str) -> URLSafeTimedSerializer:
        return _signer(self.key, self.password, purpose)

    def _read(self, text: str, purpose: str, seconds: int) -> Visitor | None:
        if not text:
            return None
        try:
            found = self._signer(purpose).loads(text, max_age=seconds)
            return Visitor(str(found["id"]), str(found["name"]))
        except (BadSignature, KeyError, TypeError):
            return None


@lru_cache(maxsize=16)
def _signer(key: str, password: str, purpose: str) -> URLSafeTimedSerializer:
    words = hashlib.sha256(password.encode()).hexdigest()
    return URLSafeTimedSerializer(key, salt=f"monitor.{purpose}.{words}")


def signing_key(folder: Path) -> str:
    """The key that signs cookies, made at the first start and kept in a file that only we can read. Raises OSError."""
    path = folder / "web.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(32), "ascii")
    return path.read_text("ascii").strip()
