"""Forms as a browser fills them in: the page is opened, its token sent along, and what follows is read."""

import re
from collections.abc import Mapping

from httpx import Response
from web_room import NOW, Reader

from monitor.ports import Store, Token
from monitor.web.tokens import digest_of_token, new_token


def token_on(reader: Reader, page: str) -> str:
    """What the first form of a page carries."""
    found = re.search(r'name="token" value="([^"]+)"', reader.get(page).text)
    assert found, f"{page} has no form"
    return found[1]


def fill(reader: Reader, page: str, action: str, fields: Mapping[str, str] | None = None) -> Response:
    """The answer to a form on this page."""
    return reader.post(action, {"token": token_on(reader, page), **(fields or {})})


def followed(reader: Reader, answer: Response) -> str:
    """The page to which the answer leads."""
    assert answer.status_code == 303, answer.text
    return reader.get(answer.headers["location"]).text


def token_for(store: Store, scope: str, name: str = "desk tool") -> str:
    """The header of a program's new token."""
    secret = new_token()
    with store.begin() as tx:
        tx.add_token(Token(name, scope, NOW), digest_of_token(secret))
    return f"Bearer {secret}"
