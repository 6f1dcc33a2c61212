"""Makes words from outside harmless: nothing in them can command a terminal, mention, link, script, or pass for our own line.

**Pure.**
"""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, urlsplit

LONGEST_LINK = 600
_SHORT = 120
_TERMINAL = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]")
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_VARIATION = re.compile(r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_LOOKALIKES = str.maketrans({"<": "‹", ">": "›", "|": "¦", "`": "'"})
_MARKDOWN_LINK = re.compile(r"\]\s*(?=[(\[:])")
_MENTION = re.compile(r"(?<![\w.+-])@(?=\S)|@(?=(?:everyone|here|channel|all)\b)", re.IGNORECASE)
_SCHEME = re.compile(
    r":(?=//)|(?<=\b(?:data|file|sips))\b:(?=\S)|(?<=javascript):|(?<=vbscript):|(?<=mailto):|(?<=tel):",
    re.IGNORECASE,
)
_HOST_DOT = re.compile(r"(?<=[^\W_])[.。．｡](?=[^\W\d_]{2})")


def single_line(text: str) -> str:
    """One line of visible characters: no controls, terminal codes, bidi marks, zero-width or private characters, no double spaces."""
    if text.isprintable() and _INVISIBLE.isdisjoint(text) and not _VARIATION.search(text):
        # What most texts are: no controls, formats, separators but the space, private or unassigned characters.
        return " ".join(text.split())
    text = _VARIATION.sub("", _TERMINAL.sub("", text))
    return " ".join("".join(_visible(character) for character in text).split())


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp", "Zs"):
        return " "
    return "" if category in ("Cf", "Cs", "Co", "Cn") or character in _INVISIBLE else character


def no_encoded_words(text: str) -> str:
    """Breaks `=?charset?q?...?=`, which mail readers would decode (RFC 2047)."""
    return text.replace("=?", "= ?").replace("?=", "? =")


def defused(text: str) -> str:
    """Words from outside as one line that no receiver turns into a mention, a link, a tag or a hidden part; still readable."""
    return _short_defused(text) if len(text) <= _SHORT else _defused(text)


def _defused(text: str) -> str:
    text = no_encoded_words(single_line(text)).translate(_LOOKALIKES)
    text = _MENTION.sub("@ ", _MARKDOWN_LINK.sub("] ", text))
    return _HOST_DOT.sub("[.]", _SCHEME.sub("[:]", text))


_short_defused = lru_cache(maxsize=2048)(_defused)
"""Names of countries, sources, watches and receivers stand in every message."""


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words and marked with an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    at_word = head.rsplit(" ", 1)[0] if " " in head[limit // 2 :] else head
    return at_word.rstrip(" ,;:") + "…"


def quotation(text: str, limit: int = 240) -> str:
    """A quotation in double quotes that its own words cannot close; at most `limit` characters between the quotes."""
    inner = defused(text)
    for mark in '"“”„«»':
        inner = inner.replace(mark, "'")
    return f'"{cut(inner, limit)}"'


def _encodes(text: str) -> bool:
    """Has it a form in UTF-8? Half a surrogate pair has none."""
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


@lru_cache(maxsize=1024)
def link(url: str) -> str | None:
    """A web address fit to be shown, percent-encoded, host in ASCII; None for anything that is no plain web address."""
    if len(url) > LONGEST_LINK or "\\" in url or not _encodes(url):
        return None
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or not re.fullmatch(r"[a-z0-9.-]+", host):
        return None
    tail = quote(parts.path, safe="/%:+,;=!$'()*~") + (
        f"?{quote(parts.query, safe='/%:+,;=&?!$*~')}" if parts.query else ""
    )
    fragment = f"#{quote(parts.fragment, safe='/%:+,;=&?!~')}" if parts.fragment else ""
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{tail}{fragment}"
