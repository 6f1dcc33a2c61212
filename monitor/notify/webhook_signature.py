"""Signatures of webhooks, as the Standard Webhooks 1.0.0 have them: symmetric, version `v1`. **Pure.**

What is signed is `id.timestamp.body`, so that neither the body nor when it was sent nor which message it is can be changed.
"""

import hmac
from base64 import b64decode, b64encode
from collections.abc import Mapping
from urllib.parse import quote

from monitor.notify.notice import Notice

PREFIX = "whsec_"


def signed(body: bytes, told: Notice, secrets: str) -> Mapping[str, str]:
    """The three headers; none without a secret. `secrets`: one, or several between blanks, each of which signs.

    The id is the message's identity, the same at every try, percent-encoded but for letters, digits and `:_-~`: the full
    stop keeps the parts apart. The timestamp is that of this try, in seconds since 1970.
    """
    if not secrets:
        return {}
    name, instant = quote(told.identity, safe=":").replace(".", "%2E"), str(int(told.now.timestamp()))
    content = b".".join((name.encode("ascii"), instant.encode("ascii"), body))
    signatures = " ".join(f"v1,{_signature(content, secret)}" for secret in secrets.split())
    return {"webhook-id": name, "webhook-timestamp": instant, "webhook-signature": signatures}


def _signature(content: bytes, secret: str) -> str:
    key = b64decode(secret.removeprefix(PREFIX))
    return b64encode(hmac.digest(key, content, "sha256")).decode("ascii")
