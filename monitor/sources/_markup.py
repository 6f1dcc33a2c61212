"""HTML to plain text that keeps paragraphs, list entries and table rows. **Pure.**"""

import re
from collections.abc import Callable
from html import unescape
from typing import Any, TypeAlias

from lxml import etree, html  # type: ignore[import-untyped]

from monitor.sources._fragments import simple_text
from monitor.sources._text import folded, tidy

Element: TypeAlias = Any
"""An element of lxml, which ships no types."""

_DROPPED = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "nav", "button", "input", "select", "textarea"),
        *("svg", "math", "iframe", "object", "embed", "audio", "video", "canvas"),
    )
)
_BLOCKS = frozenset(
    (
        *(
            "html",
            "body",
            "main",
            "article",
            "section",
            "header",
            "footer",
            "aside",
            "div",
            "center",
            "form",
            "details",
        ),
        *(
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "pre",
            "address",
            "blockquote",
            "figure",
            "figcaption",
            "summary",
        ),
        *("ul", "ol", "dl", "table", "fieldset"),
    )
)
_LINES = frozenset(("li", "dt", "dd", "tr"))
_CELLS = frozenset(("td", "th"))
_INLINE = frozenset(("a", "em", "strong", "b", "i", "span", "img"))
_LOOKS_MARKED = re.compile(r"<[A-Za-z/!?]|&[#A-Za-z]")
_TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")
_SCRIPT = re.compile(r"<(script|style)\b[^<>]*>[^<]*</\1\s*>", re.IGNORECASE)
_NOTE = re.compile(r"[\s\[(]*(\d{1,3})[\s\])]*")


def keep_all(element: Element) -> bool:  # noqa: ARG001
    """Drops nothing beyond what is never text."""
    return True


def tree(page: str) -> Element | None:
    """The page as a tree, or None where there is none to build. Malformed HTML is taken as browsers take it."""
    if not page.strip():
        return None
    # Bytes with a stated encoding: lxml refuses text that declares one itself.
    body = page.replace("\x00", "").encode("utf-8", "replace")
    try:
        root = html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8", no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    _set_notes_apart(root)
    return root


def _set_notes_apart(root: Element) -> None:
    """A raised note number glued to a day makes another day: "August 1" with note 2 must not read "August 12"."""
    for raised in list(root.iter("sup")):
        note = _NOTE.fullmatch(raised.text_content())
        if note is not None:
            raised.clear(keep_tail=True)
            raised.text = f"[{note[1]}]"


def plain(fragment: str) -> str:
    """Plain text of a string that may hold HTML: tags stripped, entities decoded, unseen characters removed."""
    if ("<" not in fragment and "&" not in fragment) or not _LOOKS_MARKED.search(fragment):
        return tidy(fragment)
    simple = simple_text(fragment)
    if simple is not None:
        return simple
    root = tree(f"<div>{fragment}</div>")
    text = "" if root is None else text_of(root)
    # Absurdly deep nesting comes back empty from the HTML parser; the words are still there.
    return text or tidy(unescape(_TAG.sub(" ", _SCRIPT.sub(" ", fragment))))


def text_of(element: Element, keep: Callable[[Element], bool] = keep_all) -> str:
    """Text of an element: a blank line between paragraphs, a line a table row. `keep` says which parts count."""
    return tidy("".join(_pieces(element, keep)))


def _pieces(root: Element, keep: Callable[[Element], bool]) -> list[str]:
    """Walks without recursion: pages nest as deep as they like. Inside a table's cell everything stays on the row's line."""
    cells = sum(1 for _ in root.iterancestors(*_CELLS))
    pieces = [_opening(root, cells), folded(root.text)]
    cells += root.tag in _CELLS
    stack = [(root, iter(root))]
    while stack:
        parent, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            cells -= parent.tag in _CELLS
            if parent.tag in _BLOCKS:
                pieces.append(" " if cells else "\n\n")
            if stack and parent.tail:
                pieces.append(folded(parent.tail))
        elif not isinstance(child.tag, str) or child.tag in _DROPPED or not keep(child):
            pieces.append(folded(child.tail))
        else:
            pieces += (_opening(child, cells), folded(child.text))
            cells += child.tag in _CELLS
            stack.append((child, iter(child)))
    return pieces


def _opening(element: Element, cells: int) -> str:
    """What comes before an element's text. `cells`: how many cells of tables it stands in."""
    tag = element.tag
    if tag in _INLINE:
        return ""
    if tag == "br":
        return "\n"
    if tag in _CELLS:
        return " | " if any(True for _ in element.itersiblings(preceding=True)) else ""
    if tag in _LINES:
        return " " if cells else "\n"
    if tag in _BLOCKS:
        return " " if cells else "\n\n"
    return ""


def paragraphs(lines: str) -> str:
    """Text with one paragraph a line, set apart by blank lines as `text_of` does."""
    return "\n\n".join(line for line in tidy(lines).split("\n") if line)
