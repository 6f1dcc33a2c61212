"""Plain text of simple HTML, without building a tree: paragraphs, lists, links and emphasis, which is nearly all that feeds hold.

Whatever else there is, a table, a note number, a bare "<", is left to the tree. **Pure.**
"""

import re
from html import unescape

from monitor.sources._text import folded, tidy

_ATTRIBUTE = r"""\s+[A-Za-z_:][A-Za-z0-9_:.-]*(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=`]+))?"""
_TAG = re.compile(rf"<(/?)([A-Za-z][A-Za-z0-9]*)(?:{_ATTRIBUTE})*\s*/?>")
_PARAGRAPH, _WORD = ("\n\n", "\n\n"), ("", "")
_BREAKS = {
    **dict.fromkeys(("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "figure", "figcaption"), _PARAGRAPH),
    **dict.fromkeys(("a", "em", "strong", "b", "i", "u", "span", "img", "small", "font", "cite", "abbr", "time"), _WORD),
    "li": ("\n", ""),
}  # fmt: skip
"""What a tag leaves in the text: where it opens, where it closes."""


def simple_text(fragment: str) -> str | None:
    """The words of the fragment as `_markup.plain` gives them; None where a tree must be built."""
    parts = _TAG.split(fragment)
    if len(parts) // 3 != fragment.count("<"):
        return None
    pieces = [_words(parts[0])]
    for slash, name, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        breaks = _BREAKS.get(name) or _BREAKS.get(name.lower())
        if breaks is not None:
            pieces.append(breaks[1 if slash else 0])
        elif name in ("br", "BR") and not slash:
            pieces.append("\n")
        else:
            return None
        if text:
            pieces.append(_words(text))
    return tidy("".join(pieces))


def _words(text: str) -> str:
    return folded(unescape(text) if "&" in text else text)
