"""The parts of the timeline that are there once for every line, written without a template: it would be half the cost of a page. **Pure.**

Every value is escaped; what a revision says is escaped once and kept.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from monitor.web.drawing import Dot, Picture
    from monitor.web.lines import Line


def head_of(path: str, title: str) -> str:
    """The link to a deadline's page."""
    return f'<p class="head"><a href="{escape(path)}">{escape(title)}</a>'


def facts_of(facts: str) -> str:
    """What stands below it."""
    return f'</p>\n<p class="facts">{escape(facts)}</p>\n</li>\n'


def section(name: str, words: str, lines: Iterable["Line"]) -> str:
    """One day of the list. `name`: what it is called within the page."""
    begin = f'<section aria-labelledby="{name}">\n<h2 id="{name}">{escape(words)}</h2>\n<ul class="lines">\n'
    return f"{begin}{''.join(map(_item, lines))}</ul>\n</section>\n"


def _item(line: "Line") -> str:
    still = line.still
    change = f' <strong class="change">{escape(line.change)}</strong>' if line.change else ""
    marks = "".join([f' <span class="mark">{escape(mark)}</span>' for mark in line.marks]) if line.marks else ""
    ended = ' class="ended"' if line.deadline.closed else ""
    return f"<li{ended}>\n{still.head}{_left(line.countdown)}{change}{marks}{still.foot}"


@lru_cache(maxsize=4096)
def _left(countdown: str) -> str:
    return f' <span class="left">{escape(countdown)}</span>' if countdown else ""


def joined(parts: Iterable[str]) -> Markup:
    """Fragments one after the other, as a template takes them."""
    return Markup("".join(parts))  # noqa: S704  every part is escaped


def dot_of(path: str, label: str) -> tuple[str, str]:
    """What stands before and after a dot's place in the picture."""
    words = escape(label)
    return f'<a href="{escape(path)}" aria-label="{words}"><circle ', f' r="6"><title>{words}</title></circle></a>\n'


def drawn(picture: "Picture") -> Markup:
    """All that stands in a picture: months and lanes, the present, and above them the dots."""
    return joined((*_grid(picture), *map(_dot, picture.dots)))


def _grid(picture: "Picture") -> Iterator[str]:
    down = f'y1="18" y2="{picture.height}"/>'
    for x, label in picture.months:
        yield f'<line class="grid" x1="{x}" x2="{x}" {down}<text class="axis" x="{x + 4}" y="14">{escape(label)}</text>'
    across = f'<line class="lane" x1="{picture.left}" x2="{picture.width}"'
    for y, name in picture.lanes:
        yield f'{across} y1="{y}" y2="{y}"/><text class="axis" x="4" y="{y + 4}">{escape(name)}</text>'
    if picture.today is not None:
        yield f'<line class="today" x1="{picture.today}" x2="{picture.today}" {down}'


def _dot(dot: "Dot") -> str:
    """A moved one with its old place and the way from there."""
    begin, end = dot.link
    moved = ""
    if dot.was is not None:
        way = f'<path class="moved" d="M{dot.was} {dot.y}L{dot.x} {dot.y}"/>'
        moved = f'{way}<circle class="was" cx="{dot.was}" cy="{dot.y}" r="5"/>'
    return f'{moved}{begin}class="{"ended" if dot.closed else "dot"}" cx="{dot.x}" cy="{dot.y}"{end}'


@lru_cache(maxsize=256)
def options(choices: tuple[tuple[str, str], ...], chosen: tuple[str, ...]) -> Markup:
    """What a filter offers, each value and how it reads, and what of it is chosen."""
    marked = frozenset(map(str, chosen))
    return Markup(  # noqa: S704  every part is escaped
        "".join(
            f'<option value="{escape(value)}"{" selected" if value in marked else ""}>{escape(words)}</option>'
            for value, words in choices
        )
    )
