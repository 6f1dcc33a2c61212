"""HTML to plain text that keeps paragraphs, list entries and table rows. **Pure.**"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any, TypeAlias

from lxml import etree, html  # type: ignore[import-untyped]

from monitor.sources._text import cleaned

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
_LOOKS_MARKED = re.compile(r"<[A-Za-z/!?]|&[#A-Za-z]")
_TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")
_SCRIPT = re.compile(r"<(script|style)\b[^<>]*>[^<]*</\1\s*>", re.IGNORECASE)
_NOTE = re.compile(r"[\s\[(]*(\d{1,3})[\s\])]*")
_BLANK_LINES = re.compile(r"\n{3,}")


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
    if not _LOOKS_MARKED.search(fragment):
        return _tidy(fragment)
    root = tree(f"<div>{fragment}</div>")
    text = "" if root is None else text_of(root)
    # Absurdly deep nesting comes back empty from the HTML parser; the words are still there.
    return text or _tidy(unescape(_TAG.sub(" ", _SCRIPT.sub(" ", fragment))))


def text_of(element: Element, keep: Callable[[Element], bool] = keep_all) -> str:
    """Text of an element: a blank line between paragraphs, a line a table row. `keep` says which parts count."""
    return _tidy("".join(_pieces(element, keep)))


def _pieces(root: Element, keep: Callable[[Element], bool]) -> Iterator[str]:
    """Walks without recursion: pages nest as deep as they like."""
    yield from _opening(root)
    yield _folded(root.text)
    stack = [(root, iter(root))]
    while stack:
        parent, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield from _closing(parent)
            yield _folded(parent.tail) if stack else ""
        elif not isinstance(child.tag, str) or child.tag in _DROPPED or not keep(child):
            yield _folded(child.tail)
        else:
            yield from _opening(child)
            yield _folded(child.text)
            stack.append((child, iter(child)))


def _opening(element: Element) -> Iterator[str]:
    if element.tag == "br":
        yield "\n"
    elif element.tag in _CELLS:
        yield " | " if any(True for _ in element.itersiblings(preceding=True)) else ""
    elif element.tag in _LINES:
        yield _break(element, "\n")
    elif element.tag in _BLOCKS:
        yield _break(element, "\n\n")


def _closing(element: Element) -> Iterator[str]:
    if element.tag in _BLOCKS:
        yield _break(element, "\n\n")


def _break(element: Element, kind: str) -> str:
    """Inside a table's cell everything stays on the row's line."""
    return kind if next(element.iterancestors(*_CELLS), None) is None else " "


def _folded(text: str | None) -> str:
    return " ".join(f"x{text}x".split())[1:-1] if text else ""


def _tidy(text: str) -> str:
    lines = (line.strip() for line in cleaned(text).split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def paragraphs(lines: str) -> str:
    """Text with one paragraph a line, set apart by blank lines as `text_of` does."""
    return "\n\n".join(line for line in _tidy(lines).split("\n") if line)
