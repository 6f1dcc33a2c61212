"""Tokens: made once, shown once, known afterwards by their digest alone."""

import hashlib
import secrets

from monitor.ports import Store, Token

SCOPES = ("read", "act", "admin")
"""Each may also do what stands before it: read lists and records; act marks and corrects; admin sends again what was given up."""
PREFIX = "dm_"


def new_token() -> str:
    """A new secret: 256 random bits behind a prefix by which scanners for leaked secrets can know it."""
    return PREFIX + secrets.token_urlsafe(32)


def digest_of_token(token: str) -> str:
    """What is stored of it. The secret is random and long, so that a plain digest cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()


def opens(store: Store, token: str, scope: str) -> Token | None:
    """The token if it may do what `scope` asks; else None. `store`: the whole one. Raises StoreError."""
    if not token.startswith(PREFIX) or len(token) > 200:
        return None
    with store.read() as tx:
        known = tx.token_of(digest_of_token(token))
    return known if known is not None and SCOPES.index(known.scope) >= SCOPES.index(scope) else None
