"""Letters of agencies that only send mail: what the mailbox's fetcher hands over, read.

The answer is JSON, `{"letters": ["base64 of one message", ...]}`. Only letters whose From is one of the source's `senders` count. A From
can be forged: let the mail server refuse what fails SPF, DKIM and DMARC. **Pure.**
"""

from base64 import b64decode
from binascii import Error as NotBase64
from datetime import UTC
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses
from urllib.parse import quote

from monitor.errors import ParseError
from monitor.sources._dates import published_at
from monitor.sources._json import loaded
from monitor.sources._markup import plain
from monitor.sources._text import cleaned, decoded, one_line, shortened
from monitor.types import Item, Source, digest_of

_LONGEST_TITLE = 1000
_LONGEST_TEXT = 1_000_000


def items(body: bytes, source: Source) -> list[Item]:
    """The letters of the source's senders. Raises ParseError for what is no answer of the mailbox."""
    answer = loaded(decoded(body), "a mailbox's letters")
    letters = answer.get("letters") if isinstance(answer, dict) else None
    if not isinstance(letters, list):
        raise ParseError("the answer is not a mailbox's letters")
    read = (_letter(raw) for raw in letters if isinstance(raw, str))
    return [_item(letter, source) for letter in read if letter is not None and _believed(letter, source)]


def _letter(raw: str) -> EmailMessage | None:
    try:
        letter = message_from_bytes(b64decode(raw, validate=True), policy=default)
    except NotBase64:
        return None
    return letter if isinstance(letter, EmailMessage) else None


def _believed(letter: EmailMessage, source: Source) -> bool:
    """Exactly one author, and one of those that count: an address, or all of a domain written as @agency.example."""
    authors = [address.lower() for _, address in getaddresses([_header(letter, "From")])]
    if len(authors) != 1:
        return False
    known = {sender.lower() for sender in source.senders}
    return authors[0] in known or f"@{authors[0].rpartition('@')[2]}" in known


def _item(letter: EmailMessage, source: Source) -> Item:
    text = _text(letter)
    title = one_line(_header(letter, "Subject"))
    name = one_line(_header(letter, "Message-ID")).strip("<> ")
    published, day_only = published_at(_header(letter, "Date"), source.zone or "UTC")
    return Item(
        # RFC 2392: mail programs open a message by its id; nothing of the account is shown.
        url=f"mid:{quote(name, safe='@')}" if "@" in name else f"mid:{digest_of(title, text)[:32]}@{source.name}",
        title=shortened(title, _LONGEST_TITLE) or source.name,
        summary=text,
        published=published.astimezone(UTC) if published else None,
        day_only=day_only,
    )


def _text(letter: EmailMessage) -> str:
    """The words: of a letter in two forms the HTML, which keeps lists and tables; else the plain text."""
    part = letter.get_body(("html", "plain"))
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    charset = part.get_content_charset() or ""
    try:
        words = payload.decode(charset, "replace") if isinstance(payload, bytes) and charset else ""
    except LookupError:
        words = ""
    words = words or (decoded(payload) if isinstance(payload, bytes) else "")
    return (plain(words) if part.get_content_subtype() == "html" else cleaned(words).strip())[:_LONGEST_TEXT]


def _header(letter: EmailMessage, name: str) -> str:
    """As text; a header too broken to be read is as good as absent."""
    try:
        return str(letter.get(name) or "")
    except (ValueError, IndexError, AttributeError):
        return ""
