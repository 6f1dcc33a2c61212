"""Who may come in, and proof that a form was ours: sessions, the proxy's header, tokens against forged requests.

A session is a signed cookie; nothing is stored for it. Changing the password ends all sessions, for it is part of the signature.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Mapping
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
    """Who asks. `id`: of the browser, to which forms are bound. `name`: how marks and corrections are signed. `workspace`: whose reader."""

    id: str
    name: str
    workspace: str = ""


@dataclass(frozen=True)
class Access:
    """The doors. `key`: signs cookies and forms. Without `password` and `proxy_header` everybody who can connect may come in.

    `proxy_header`: names the reader, set by a reverse proxy that is one of `proxies` (addresses); from others it is ignored.
    `workspace_header`: names the reader's workspace beside it; without one such readers are of the default workspace. `passwords`: of the
    other workspaces, by name.
    """

    key: str = field(repr=False)
    password: str = field(default="", repr=False)
    proxy_header: str = ""
    proxies: frozenset[str] = frozenset({"127.0.0.1", "::1"})
    passwords: Mapping[str, str] = field(default_factory=dict, repr=False)
    workspace_header: str = ""

    @property
    def closed(self) -> bool:
        """Must a reader of the default workspace say who they are?"""
        return bool(self.password or self.proxy_header)

    @property
    def asks(self) -> bool:
        """Is there a password that somebody may know?"""
        return bool(self.password or self.passwords)

    def password_of(self, workspace: str) -> str:
        """Its readers' password; empty where it has none."""
        return self.passwords.get(workspace, "") if workspace else self.password

    def knows(self, password: str, workspace: str = "") -> bool:
        """Is this the password? Takes as long for a wrong one, and for a workspace that is none, as for the right one."""
        own = self.password_of(workspace)
        given, right = (hashlib.sha256(word.encode()).digest() for word in (password, own))
        return hmac.compare_digest(given, right) and bool(own)

    def session(self, name: str, workspace: str = "") -> str:
        """A new session's cookie; that of another workspace than the default one begins with its name."""
        signed = self._signer("session", workspace).dumps({"id": secrets.token_urlsafe(16), "name": name})
        return f"{workspace}:{signed}" if workspace else signed

    def visitor(self, cookie: str) -> Visitor | None:
        """Whose session this is; None for one that is no more, or never was."""
        workspace, _, signed = cookie.rpartition(":")
        if workspace and not self.password_of(workspace):
            return None
        return self._read(signed, "session", SESSION_SECONDS, workspace)

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

    def sealed(self, words: str, workspace: str = "") -> str:
        """Words that this site will know again as its own: what it has done, told on the page of this workspace that follows."""
        return self._signer("told", workspace).dumps({"id": words, "name": ""})

    def unsealed(self, text: str, workspace: str = "") -> str:
        """The words; empty where they are not ours, or old, or of another workspace."""
        told = self._read(text, "told", TOLD_SECONDS, workspace)
        return told.id if told else ""

    def _signer(self, purpose: str, workspace: str = "") -> URLSafeTimedSerializer:
        return _signer(self.key, self.password_of(workspace), purpose, workspace)

    def _read(self, text: str, purpose: str, seconds: int, workspace: str = "") -> Visitor | None:
        if not text:
            return None
        try:
            browser, name, signed_at = _opened(self._signer(purpose, workspace), text)
        except (BadSignature, KeyError, TypeError):
            return None
        return Visitor(browser, name, workspace) if 0 <= int(time.time()) - signed_at <= seconds else None


@lru_cache(maxsize=500)
def _signer(key: str, password: str, purpose: str, workspace: str) -> URLSafeTimedSerializer:
    words = hashlib.sha256(password.encode()).hexdigest()
    room = f".{workspace}" if workspace else ""
    return URLSafeTimedSerializer(key, salt=f"monitor.{purpose}{room}.{words}")


@lru_cache(maxsize=500)
def _opened(signer: URLSafeTimedSerializer, text: str) -> tuple[str, str, int]:
    """The id and name that were signed, and the Unix time at which they were. Raises BadSignature, KeyError, TypeError."""
    found, signed_at = signer.loads(text, return_timestamp=True)
    return str(found["id"]), str(found["name"]), int(signed_at.timestamp())


def signing_key(folder: Path) -> str:
    """The key that signs cookies, made at the first start and kept in a file that only we can read. Raises OSError."""
    path = folder / "web.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(32), "ascii")
    return path.read_text("ascii").strip()
