"""Reads the entries of well-formed feeds at the speed of a C parser, and gives up on whatever feedparser might read otherwise.

What is given up on (`None`) goes to feedparser, which stays the reader of all that a strict parser refuses even when mended. The
rules of which element wins where several speak of the same thing are feedparser's own. **Pure.**
"""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, overload
from xml.sax.saxutils import escape

from lxml import etree  # type: ignore[import-untyped]

from monitor.sources._markup import Element
from monitor.sources._names import Names
from monitor.sources._xml import mended

Fields = dict[str, Any]
"""One entry, under feedparser's names: link, title, summary, content, published, updated, created."""

_BASED = re.compile(r"[\s:]base\s*=")
_HTML = frozenset(("text/html", "application/xhtml+xml", "html", "xhtml"))
_XHTML = frozenset(("xhtml", "application/xhtml+xml"))
_TYPES = _HTML | {"text", "plain", "text/plain", ""}
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


def entries(feed: str, *, whole: bool = True) -> "Entries | None":
    """The entries of a feed's root element, none of them lost; None where feedparser must be asked.

    `whole`: full contents are wanted even where there is a summary. Each entry is read when it is asked for, as a hundred thousand
    would fill the memory; that raises BeyondError where feedparser must be asked after all.
    """
    if "base" in feed and _BASED.search(feed):
        return None
    root = _root(feed)
    if root is None:
        root = _root(mended(feed))
    try:
        return None if root is None else _entries(root, whole)
    except BeyondError:
        return None


def _root(feed: str) -> Element | None:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        return etree.fromstring(feed.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


class Entries(Sequence[Fields]):
    """The entries of a feed, read one by one."""

    def __init__(self, elements: list[Element], names: Names, whole: bool) -> None:
        self._elements = elements
        self._names = names
        self._whole = whole

    def __len__(self) -> int:
        return len(self._elements)

    @overload
    def __getitem__(self, place: int) -> Fields: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Fields]: ...
    def __getitem__(self, place: int | slice) -> Fields | Sequence[Fields]:
        if isinstance(place, slice):
            return Entries(self._elements[place], self._names, self._whole)
        return _Entry(self._names, self._whole).read(self._elements[place])


def _entries(root: Element, whole: bool) -> Entries:
    names = Names()
    if names.of(root) not in ("rss", "feed", "rdf", "rdf_rdf"):
        raise BeyondError
    lists = [root, *(child for child in root if names.of(child) == "channel")]
    found = [child for parent in lists for child in parent if names.of(child) in ("item", "entry")]
    if len(found) != sum(1 for _ in root.iter("{*}item", "{*}entry", "{*}Item", "{*}Entry", "{*}ITEM", "{*}ENTRY")):
        raise BeyondError
    return Entries(found, names, whole)


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
        for child in element:
            name = self._names.of(child)
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
    return escape(element.text or "") + "".join(parts)


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
