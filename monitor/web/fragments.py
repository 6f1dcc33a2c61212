"""The parts of the timeline that are there once for every line, written without a template: it would be half the cost of a page. **Pure.**

Every value is escaped; what a revision says is escaped once and kept.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from monitor.web.drawing import Dot
    from monitor.web.lines import Line


def head_of(path: str, title: str) -> str:
    """The link to a deadline's page."""
    return f'<p class="head"><a href="{escape(path)}">{escape(title)}</a>'


def facts_of(facts: str) -> str:
    """What stands below it."""
    return f'</p>\n<p class="facts">{escape(facts)}</p>\n</li>\n'


def items(lines: Iterable["Line"]) -> Markup:
    """The lines of one day."""
    return Markup("".join(map(_item, lines)))  # noqa: S704  every part is escaped


def _item(line: "Line") -> str:
    left = f' <span class="left">{escape(line.countdown)}</span>' if line.countdown else ""
    change = f' <strong class="change">{escape(line.change)}</strong>' if line.change else ""
    marks = "".join(f' <span class="mark">{escape(mark)}</span>' for mark in line.marks)
    ended = ' class="ended"' if line.deadline.closed else ""
    return f"<li{ended}>\n{line.still.head}{left}{change}{marks}{line.still.foot}"


def dot_of(path: str, label: str) -> tuple[str, str]:
    """What stands before and after a dot's place in the picture."""
    words = escape(label)
    return f'<a href="{escape(path)}" aria-label="{words}"><circle ', f' r="6"><title>{words}</title></circle></a>\n'


def dots(placed: Iterable["Dot"]) -> Markup:
    """The dots of a picture, each moved one with its old place and the way from there."""
    return Markup("".join(map(_dot, placed)))  # noqa: S704  every part is escaped


def _dot(dot: "Dot") -> str:
    begin, end = dot.link
    moved = ""
    if dot.was is not None:
        way = f'<path class="moved" d="M{dot.was} {dot.y}L{dot.x} {dot.y}"/>'
        moved = f'{way}<circle class="was" cx="{dot.was}" cy="{dot.y}" r="5"/>'
    return f'{moved}{begin}class="{"ended" if dot.closed else "dot"}" cx="{dot.x}" cy="{dot.y}"{end}'


def options(choices: Sequence[tuple[str, str]], chosen: Iterable[str]) -> Markup:
    """What a filter offers, each value and how it reads, and what of it is chosen."""
    marked = frozenset(map(str, chosen))
    return Markup(  # noqa: S704  every part is escaped
        "".join(
            f'<option value="{escape(value)}"{" selected" if value in marked else ""}>{escape(words)}</option>'
            for value, words in choices
        )
    )
