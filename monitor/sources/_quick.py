"""Reads the entries of well-formed feeds at the speed of a C parser, and gives up on whatever feedparser might read otherwise.

What is given up on (`None`) goes to feedparser, which stays the reader of all that a strict parser refuses even when mended. The
rules of which element wins where several speak of the same thing are feedparser's own. **Pure.**
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from html import escape
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from monitor.sources._markup import Element
from monitor.sources._names import Names

Fields = dict[str, Any]
"""One entry, under feedparser's names: link, title, summary, content, published, updated, created."""

_BASED = re.compile(rb"[\s:]base\s*=")
_HTML = frozenset(("text/html", "application/xhtml+xml", "html", "xhtml"))
_XHTML = frozenset(("xhtml", "application/xhtml+xml"))
_TYPES = _HTML | {"text", "plain", "text/plain", ""}
_ENTRIES = frozenset(("item", "entry"))
_ROOTS = frozenset(("rss", "feed", "rdf", "rdf_rdf"))
_STEP = 65_536
_QUERY_ENTITY = re.compile(r"&([A-Za-z0-9_]+);")
_FAULTY = re.compile(rb"\xc2[\x80-\x9f]|\xc3[\x82-\xb4]\xc2[\x80-\xbf]")
"""A control character or a pair that is UTF-8 again; looked for in UTF-8, where that is cheap."""
_WINDOWS = {
    code: ord(bytes([code]).decode("cp1252"))
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


class BeyondError(Exception):
    """Not for this reader: something here may be read otherwise by feedparser."""


class FaultyError(BeyondError):
    """Not well-formed; mended it may be."""


def entries(feed: bytes, *, whole: bool = True) -> Iterator[Fields]:
    """The entries of a feed's root element in UTF-8, one by one, none of them lost: a hundred thousand take no more memory than those kept.

    `whole`: full contents are wanted even where there is a summary. Raises BeyondError, also after some entries: then what came was for
    nothing.
    """
    if b"base" in feed and _BASED.search(feed):
        raise BeyondError
    names = Names()
    parser = _parser()
    for element in _elements(feed, parser):
        _check_place(element, names)
        fields = _Entry(names, whole).read(element)
        _let_go(element, names)
        yield fields
    root = _root(parser)
    if names.of(root) not in _ROOTS:
        raise BeyondError
    for parent in (root, *root):
        _check_unread(parent, names)


def _parser() -> Any:
    return etree.XMLPullParser(
        events=("end",),
        tag=[f"{{*}}{name}" for name in ("item", "entry", "Item", "Entry", "ITEM", "ENTRY")],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )


def _elements(feed: bytes, parser: Any) -> Iterator[Element]:
    """The elements of entries, each when its end is met. Raises FaultyError."""
    try:
        for start in range(0, len(feed), _STEP):
            parser.feed(feed[start : start + _STEP])
            yield from (element for _, element in parser.read_events())
    except etree.XMLSyntaxError:
        raise FaultyError from None


def _root(parser: Any) -> Element:
    try:
        return parser.close()
    except etree.XMLSyntaxError:
        raise FaultyError from None


def _check_place(element: Element, names: Names) -> None:
    """Raises BeyondError unless it is an entry of the feed itself, or of a channel right below."""
    parent = element.getparent()
    above = None if parent is None else parent.getparent()
    listed = above is None or (above.getparent() is None and names.of(parent) == "channel")
    if parent is None or not listed or names.of(element) not in _ENTRIES:
        raise BeyondError


def _check_unread(parent: Element, names: Names) -> None:
    """Raises BeyondError for an entry that was not read: its name is written in a way that nobody writes."""
    if any(names.of(child) in _ENTRIES for child in parent):
        raise BeyondError


def _let_go(element: Element, names: Names) -> None:
    """Empties what was read, and takes away what stands before it; itself it must stay until the parser has gone on."""
    element.clear()
    element.tag = "read"
    parent = element.getparent()
    while (before := element.getprevious()) is not None:
        if names.of(before) in _ENTRIES:
            raise BeyondError
        parent.remove(before)


class _Entry:
    """Reads one entry. `_depths`: how deep the element stood that gave a field; one as deep or less deep wins over it."""

    __slots__ = ("_depths", "_fields", "_has_content", "_names", "_title_depth", "_whole")

    def __init__(self, names: Names, whole: bool) -> None:
        self._names = names
        self._whole = whole
        self._fields: Fields = {}
        self._depths: dict[str, int] = {}
        self._title_depth = -1
        self._has_content = False

    def read(self, element: Element, depth: int = 0) -> Fields:
        known, names = self._names.known, self._names
        for child in element:
            name = known.get(child.tag) or names.of(child)
            take = _TAKEN.get(name)
            if take is not None:
                take(self, child, depth)
            elif name in _STRANGE:
                raise BeyondError
            elif len(child):
                self.read(child, depth + 1)
        return self._fields

    def _keep(self, name: str, value: str, depth: int) -> None:
        if depth <= self._depths.get(name, depth):
            self._depths[name] = depth
            self._fields[name] = value

    def title(self, element: Element, depth: int) -> None:
        value = _marked(element)
        if not -1 < self._title_depth <= depth:
            self._keep("title", value, depth)
        if value:
            self._title_depth = depth

    def media_title(self, element: Element, depth: int) -> None:
        before = self._title_depth
        self.title(element, depth)
        self._title_depth = before

    def origin(self, element: Element, depth: int) -> None:  # noqa: ARG002
        """The feed that an entry was taken from: what it says is not of this entry."""
        self._title_depth = -1

    def summary(self, element: Element, depth: int) -> None:
        if "summary" in self._fields and not self._has_content:
            self.content(element, depth)
        else:
            self._keep("summary", _marked(element), depth)

    def abstract(self, element: Element, depth: int) -> None:
        self._keep("summary", _marked(element), depth)

    def content(self, element: Element, depth: int) -> None:  # noqa: ARG002
        self._has_content = True
        if not self._whole and self._fields.get("summary"):
            return
        value = _marked(element)
        self._fields.setdefault("content", []).append({"value": value})
        self._fields.setdefault("summary", value)

    def link(self, element: Element, depth: int) -> None:  # noqa: ARG002
        given = _attributes(element)
        address = given.get("url", given.get("uri", given.get("href")))
        if not address:
            text = _text(element)
            self._fields["link"] = _QUERY_ENTITY.sub(r"&\g<1>", text.replace("&amp;", "&")) if "&" in text else text
            return
        rel = given.get("rel", "alternate").lower()
        kind = given.get("type", "text/html").lower()
        if rel == "alternate" and kind in _HTML:
            self._fields["link"] = _unslashed(address)

    def guid(self, element: Element, depth: int) -> None:  # noqa: ARG002
        if _attributes(element).get("ispermalink", "true") == "true":
            self._fields.setdefault("link", _text(element))

    def published(self, element: Element, depth: int) -> None:
        self._keep("published", _text(element), depth)

    def updated(self, element: Element, depth: int) -> None:
        self._keep("updated", _text(element), depth)

    def created(self, element: Element, depth: int) -> None:
        self._keep("created", _text(element), depth)


_TAKEN: dict[str, Callable[[_Entry, Element, int], None]] = {
    **dict.fromkeys(("title", "dc_title"), _Entry.title),
    "media_title": _Entry.media_title,
    "source": _Entry.origin,
    **dict.fromkeys(
        ("description", "summary", "dc_description", "media_description", "itunes_summary"), _Entry.summary
    ),
    "abstract": _Entry.abstract,
    **dict.fromkeys(("content", "content_encoded"), _Entry.content),
    "link": _Entry.link,
    **dict.fromkeys(("guid", "id"), _Entry.guid),
    **dict.fromkeys(("published", "issued", "pubdate", "dcterms_issued"), _Entry.published),
    **dict.fromkeys(("updated", "modified", "lastbuilddate", "dc_date", "dcterms_modified"), _Entry.updated),
    **dict.fromkeys(("created", "dcterms_created"), _Entry.created),
}
_STRANGE = frozenset(
    ("image", "textinput", "svg", "math", "body", "xhtml_body", "fullitem", "date", "item", "entry", "channel", "items")
)
"""Elements that change how feedparser reads their neighbours, or that it files under other names."""


def _attributes(element: Element) -> dict[str, str]:
    return {name.lower(): value for name, value in element.items()}


def _text(element: Element) -> str:
    if len(element):
        raise BeyondError
    return _unslashed(_mended((element.text or "").strip()))


def _unslashed(address: str) -> str:
    if ":///" in address:
        raise BeyondError
    return address


def _marked(element: Element) -> str:
    """The words of a title or a text, XHTML inside as markup."""
    kind = (element.get("type") or "").lower()
    if kind not in _TYPES or element.get("mode") is not None:
        raise BeyondError
    if kind in _XHTML:
        return _mended(_inner_markup(element).strip())
    if len(element):
        raise BeyondError
    return _mended((element.text or "").strip())


def _inner_markup(element: Element) -> str:
    if any(below.prefix for below in element.iterdescendants()):
        raise BeyondError
    parts = [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return escape(element.text or "", quote=False) + "".join(parts)


def _mended(text: str) -> str:
    """UTF-8 that was taken for Latin-1 on its way is set right, and so are the control characters that windows-1252 leaves."""
    if text.isascii():
        return text
    body = text.encode("utf-8", "replace")
    if b"\xc2" not in body or not _FAULTY.search(body):
        return text
    with suppress(UnicodeEncodeError, UnicodeDecodeError):
        text = text.encode("iso-8859-1").decode("utf-8")
    return text.translate(_WINDOWS)
