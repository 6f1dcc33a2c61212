"""The shell of a feed's XML, looked at before a parser is let in: what root it has, and whether it is all there.

Document types and comments are cut out: no parser then meets an entity bomb, an external entity or a comment that never ends. **Pure.**
"""

import re
from html import escape
from html.entities import html5

from monitor.errors import ParseError
from monitor.sources._text import declared_charset

_ROOT = re.compile(r"<\s*([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_PLAIN_START = re.compile(rb"\s*(?:<\?xml\s[^<>]{0,200}\?>\s*)?<((?:[A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*)[\s/>]")
_DECLARATION = re.compile(r"<\?.*?\?>|<!DOCTYPE[^\[>]*(?:\[[^\]]*\][^>]*)?>", re.IGNORECASE | re.DOTALL)
_SHIELDED = re.compile(r"<!--|<!\[CDATA\[")
_LOOSE = re.compile(
    r"<!\[CDATA\[.*?\]\]>|&(?!(?:lt|gt|amp|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)(\w{2,31};)?", re.DOTALL
)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_FEEDS = frozenset(("rss", "feed", "rdf", "channel"))
_PAGES = frozenset(
    ("html", "head", "body", "title", "meta", "link", "script", "style", "div", "p", "h1", "main", "table", "span", "a")
)


def feed_bytes(body: bytes) -> bytes | None:
    """The root element of a feed in UTF-8 that has nothing about it but a declaration; None for any other, which `feed_text` sees to.

    The bytes go to the parser as they came: making characters of a whole feed, and bytes of those, takes nearly as long as parsing it.
    """
    if b"<!--" in body or b"<!DOCTYPE" in body or b"\xef\xbb\xbf" in body or b"\0" in body[:512]:
        return None
    if declared_charset(body[:4096]) not in (None, "utf-8"):
        return None
    begins = _PLAIN_START.match(body)
    if begins is None or begins[1].split(b":")[-1].lower().decode() not in _FEEDS:
        return None
    tail = b"</" + begins[1]
    end = body.rfind(tail)
    return None if end < begins.end() else body[begins.start(1) - 1 : end] + tail + b">"


def feed_text(text: str) -> str:
    """The root element of a feed, without prolog, document type and comments.

    Raises ParseError, in words for the user, for anything that is no feed or is cut short.
    """
    body = _without_comments(text.replace("\ufeff", ""))
    start = _root_start(body)
    match = _ROOT.match(body, start)
    if match is None:
        raise ParseError(_not_a_feed(body[start:].lstrip()))
    root = match[2].lower()
    if root in _PAGES:
        raise ParseError("the answer is a web page, not a feed")
    if root not in _FEEDS:
        raise ParseError(f"the answer is XML but no feed: it begins with <{shown(match[2])}>")
    end = body.rfind(f"</{match[1] or ''}{match[2]}")
    if end < start:
        if re.match(r"<[^<>]*/\s*>", body[start:]):
            raise ParseError("the feed is empty")
        raise ParseError("the feed is cut short: its last tag is missing")
    return f"{body[start:end]}</{match[1] or ''}{match[2]}>"


def mended(feed: str) -> str:
    """The feed without the commonest faults of XML: HTML's named entities, bare ampersands, control characters.

    A lenient parser reads "R&D" as "R&D;", and half of an address as a copyright sign.
    """
    return _LOOSE.sub(_escaped, _ILLEGAL.sub("", feed))


def _escaped(match: re.Match[str]) -> str:
    if match[0][0] == "<":
        return match[0]
    name = match[1] or ""
    return escape(html5[name], quote=False) if name in html5 else f"&amp;{name}"


def shown(name: str) -> str:
    """A name from outside, short enough for a message."""
    return name[:40]


def _not_a_feed(rest: str) -> str:
    if not rest:
        return "the answer is empty"
    if rest[0] in "{[":
        return "the answer is JSON, not an RSS or Atom feed"
    return "the answer is not a feed"


def _root_start(body: str) -> int:
    """Where the first element begins, after the declarations."""
    at = 0
    while True:
        while at < len(body) and body[at].isspace():
            at += 1
        match = _DECLARATION.match(body, at)
        if match is None:
            return at
        if "html" in match[0][:40].lower() and match[0].startswith("<!"):
            raise ParseError("the answer is a web page, not a feed")
        at = match.end()


def _without_comments(text: str) -> str:
    """Linear in the length, whatever the comments do. A comment that never ends takes the rest with it."""
    if "<!--" not in text:
        return text
    kept: list[str] = []
    at = 0
    while match := _SHIELDED.search(text, at):
        is_comment = match[0] == "<!--"
        end = text.find("-->" if is_comment else "]]>", match.end())
        kept.append(text[at : match.start()])
        if end < 0:
            return "".join(kept)
        if not is_comment:
            kept.append(text[match.start() : end + 3])
        at = end + 3
    return "".join([*kept, text[at:]])
