"""Rows of a table whose cells stand between bars: what the heading of its column says of a date. **Pure.**"""

import re
from bisect import bisect_right
from dataclasses import dataclass

_TELLS = re.compile(
    r"\b(?:expir\w*|effective|entry into force|in force|commenc\w*|comments?|deadlines?|due|closing|start|end|hearing|valid|cut-?off|"
    r"last (?:day|date)|compliance|application)\b",
    re.IGNORECASE,
)
"""A heading with these words says what the dates below it are for."""
_NOTICE = re.compile(r"\b(?:notice|review|publi\w+|issued?|dated|made|signed|decision|initiat\w+)\b", re.IGNORECASE)
_LONGEST = 80
"""Code points of a heading; longer cells are prose."""


@dataclass(frozen=True, slots=True)
class Table:
    """A run of lines with bars. `headings`: the cells of its first line."""

    start: int
    end: int
    headings: tuple[str, ...]


def tables(raw: str) -> list[Table]:
    """The tables of a text, in its order; those whose first line holds a figure have no headings and are left out."""
    if "|" not in raw:
        return []
    found: list[Table] = []
    start = at = 0
    headings: tuple[str, ...] = ()
    for line in (*raw.splitlines(keepends=True), ""):
        if "|" in line and not headings:
            start, headings = at, tuple(_cells(line))
        elif "|" not in line and (line.strip() or not line):
            if headings and not any(sign.isdigit() for cell in headings for sign in cell):
                found.append(Table(start, at, headings))
            headings = ()
        at += len(line)
    return found


def heading_of(raw: str, found: list[Table], at: int) -> str:
    """The heading of the column in which this place of the text stands, when it says what a date is for; else empty."""
    number = bisect_right([table.start for table in found], at) - 1
    if number < 0 or at >= found[number].end:
        return ""
    line = raw.rfind("\n", 0, at) + 1
    if line <= found[number].start:
        return ""
    column = len(_cells(raw[line:at] + "x")) - 1
    headings = found[number].headings
    heading = headings[column] if column < len(headings) else ""
    return heading if len(heading) <= _LONGEST and _TELLS.search(heading) and not _NOTICE.search(heading) else ""


def _cells(line: str) -> list[str]:
    return [" ".join(cell.split()) for cell in line.strip().removeprefix("|").rstrip("|").split("|")]
