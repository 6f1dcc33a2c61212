"""Headings of chapter 99 of the tariff schedule of the United States: whom they hit, and the act that made them. **Pure.**"""

import re

from monitor.grammar.tables import rows

_HEADING = re.compile(r"\b9903\.(\d\d)(?:\.(\d\d))?\b")
_ROWS = [(row["first"], row["last"] + ".99", tuple(row["targets"].split()), row["act"]) for row in rows("headings")]


def heading_targets(text: str) -> tuple[str, ...]:
    """Whom the headings named hit; ALL for those that hit most partners; empty where none is known, or they differ."""
    found = {targets for targets, _ in _known(text)}
    return next(iter(found)) if len(found) == 1 else ()


def heading_act(text: str) -> str | None:
    """The one act that made the headings of one country that the words name."""
    found = {act for targets, act in _known(text) if targets != ("ALL",)}
    return (next(iter(found)) or None) if len(found) == 1 else None


def _known(text: str) -> list[tuple[tuple[str, ...], str]]:
    """Targets and act of each known heading. A number sorts as its text does: all are written with two digits."""
    found: list[tuple[tuple[str, ...], str]] = []
    for group, number in _HEADING.findall(text) if "9903" in text else ():
        heading = f"{group}.{number or '50'}"
        found += [(targets, act) for first, last, targets, act in _ROWS if first <= heading <= last][:1]
    return found
