"""Bytes of unknown encoding to text, and text cleaned of what no reader can see. **Pure.**"""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MARKS = tuple(mark for mark, _ in _BOMS)
_CHARSET_PARAMETER = re.compile(r"""(?i);\s*charset\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""")
_DECLARED = re.compile(rb"""(?:\bencoding|\bcharset)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
# Only real character sets: Python also knows "zip", "unicode_escape" and UTF-7 by name, and a page must not choose those.
_CHARSETS = re.compile(
    r"(?:utf-?8|(?:x-)?(?:cp|windows-?)125\d|(?:iso-?)?8859-?\d{1,2}|iso8859_\d{1,2}|latin_?1|(?:us-)?ascii|koi8-[ru]|"
    r"shift[_-]jis|euc-(?:jp|kr)|iso-2022-jp|gb2312|gbk|gb18030|big5|macintosh)\Z",
    re.IGNORECASE,
)
# Browsers read these labels as their supersets, and publishers rely on it (WHATWG Encoding, seen 2026-09).
_SUPERSETS = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_SPACES = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000 ]+")
_WIDE_SPACES = re.compile("  +")


def decoded(body: bytes) -> str:
    """The characters of a feed or page: byte order mark, else the declared charset, else UTF-8, else windows-1252.

    Never raises: one bad byte costs one character, not the whole answer.
    """
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return body.decode(charset, "replace").lstrip("\ufeff")
    wide = _wide_charset(body[:512])
    if wide is not None:
        return body.decode(wide, "replace")
    declared = declared_charset(body[:4096])
    if declared not in (None, "utf-8"):
        return body.decode(declared or "", "replace")
    return _decoded_as_utf8(body)


def relabelled(body: bytes, content_type: str) -> bytes:
    """The body as UTF-8 with a mark, where the HTTP header names its characters better than the body does itself; else as it is.

    The header counts before what stands inside (RFC 7303, 3), but behind a byte order mark, and behind bytes that are UTF-8 beyond
    doubt: servers label whole sites with one charset.
    """
    match = _CHARSET_PARAMETER.search(content_type)
    if match is None or body.startswith(_MARKS) or _wide_charset(body[:512]):
        return body
    charset = declared_charset(b"charset=" + match[1].encode("ascii", "ignore"))
    if charset is None or charset == "utf-8" or (charset != "iso2022_jp" and _is_utf8(body)):
        return body
    return codecs.BOM_UTF8 + body.decode(charset, "replace").encode("utf-8", "replace")


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _wide_charset(head: bytes) -> str | None:
    """UTF-16 without a mark shows as ASCII with every second byte NUL."""
    if len(head) < 4 or not head.count(0):
        return None
    even, odd = head[0::2], head[1::2]
    if odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.7 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None


def declared_charset(head: bytes) -> str | None:
    """The character set that the beginning of a feed or page says it is in; None where it names none that is known."""
    for match in _DECLARED.finditer(head):
        label = match[1].decode("ascii")
        if not _CHARSETS.match(label):
            continue
        try:
            name = codecs.lookup(label.removeprefix("x-")).name
        except LookupError:
            continue
        return _SUPERSETS.get(name, name)
    return None


def _decoded_as_utf8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
    # Mostly good UTF-8 with a broken byte, or really windows-1252? The letters beyond ASCII that did decode tell.
    broken = text.count("\ufffd")
    beyond = sum(1 for character in text if character > "\x7f") - broken
    return text if beyond >= broken else body.decode("cp1252", "replace")


def cleaned(text: str) -> str:
    """Text without control, bidi, zero-width and surrogate characters; every line end is LF, every kind of blank a space."""
    text = text.replace("\r\n", "\n").replace("\t", " ").replace("\xa0", " ")
    # Nearly every text is printable by now, which costs a twentieth of looking for each character that is not.
    if not text.replace("\n", " ").isprintable() or "\ufffc" in text:
        return _SPACES.sub(" ", _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)))
    return _WIDE_SPACES.sub(" ", text) if "  " in text else text


def folded(text: str | None) -> str:
    """White space folded to single blanks, one at either end kept."""
    if not text:
        return ""
    # Most pieces have single blanks only: those are as they should be.
    if text.isprintable() and "  " not in text:
        return text
    return " ".join(f"x{text}x".split())[1:-1]


def tidy(text: str) -> str:
    """Cleaned text without blanks at the ends of its lines, and never two empty lines in a row."""
    text = cleaned(text)
    if "\n" not in text:
        return text.strip()
    text = "\n".join([line.strip() for line in text.split("\n")])
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip()


def one_line(text: str) -> str:
    """Cleaned text with all white space folded to single spaces: for titles."""
    if text.isprintable() and "  " not in text and "\ufffc" not in text:
        return text.strip()
    return " ".join(cleaned(text).split())


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a space and marked with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ", limit // 2)
    return f"{cut[: space if space > 0 else None].rstrip()}…"
