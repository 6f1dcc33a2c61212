"""Pictures drawn on the server: the months ahead with a lane for each family of measures, and how one date moved. **Pure.**"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from monitor.ports import Move
from monitor.web import fragments
from monitor.web.lines import Line

WIDTH, LEFT, LANE, TOP = 1000, 220, 30, 26
LANES = 10
"""Families drawn at most; the list below the picture holds all."""
OTHERS = "others"


class Dot(NamedTuple):
    """One deadline. `link`: see `fragments`. `was`: where it stood before it moved, None for one that never did.

    Lengths in the picture's own units.
    """

    x: float
    y: float
    link: tuple[str, str]
    was: float | None
    closed: bool


class Tick(NamedTuple):
    """The first of a month."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The months across, the lanes down. `today`: None where the present lies outside."""

    width: int
    height: int
    left: int
    months: tuple[Tick, ...]
    lanes: tuple[tuple[float, str], ...]
    dots: tuple[Dot, ...]
    today: float | None

    @property
    def drawn(self) -> str:
        """What stands in it, as it stands in the page."""
        return fragments.drawn(self)


def picture(
    lines: Sequence[Line], moves: Mapping[str, Sequence[Move]], since: datetime, until: datetime, now: datetime
) -> Picture:
    """The deadlines of one page between two instants (aware UTC)."""
    named = list(dict.fromkeys(each.still.family for each in lines))
    lanes = named if len(named) <= LANES else [*named[: LANES - 1], OTHERS]
    rows = {name: TOP + LANE * (number + 0.5) for number, name in enumerate(lanes)}

    begin, width = since.timestamp(), (until - since).total_seconds()
    others = rows.get(OTHERS, TOP)

    def across(instant: datetime) -> float:
        share = (instant.timestamp() - begin) / width
        return round(LEFT + (WIDTH - LEFT - 20) * min(1.0, max(0.0, share)), 1)

    dots = tuple(
        [
            Dot(
                across(each.still.opens_at),
                rows.get(each.still.family, others),
                each.still.dot,
                _place_before(moves.get(each.deadline.key, ()), across) if moves else None,
                each.deadline.closed,
            )
            for each in lines
        ]
    )
    months = tuple(Tick(across(first), f"{first:%b %Y}") for first in _months(since, until))
    today = across(now) if since <= now <= until else None
    lanes_at = tuple((rows[name], name) for name in lanes)
    return Picture(WIDTH, round(TOP + LANE * max(1, len(lanes)) + 6), LEFT, months, lanes_at, dots, today)


def _place_before(moves: Sequence[Move], across: Callable[[datetime], float]) -> float | None:
    places = [move.due_at for move in moves]
    last = places[-1] if places else None
    before = next((place for place in reversed(places) if place != last), None)
    return across(before) if before is not None else None


def _months(since: datetime, until: datetime) -> Iterable[datetime]:
    """Firsts of months inside the span; of a long one every second, third ... so that their names have room."""
    firsts = []
    day = date(since.year, since.month, 1)
    while (first := datetime(day.year, day.month, 1, tzinfo=UTC)) < until:
        if first >= since:
            firsts.append(first)
        day = (day + timedelta(days=32)).replace(day=1)
    return firsts[:: 1 + len(firsts) // 13]


@dataclass(frozen=True, slots=True)
class Stair:
    """How one date moved: a step for each revision, when we learnt it across, the date itself down."""

    width: int
    height: int
    path: str
    points: tuple[tuple[float, float, str], ...]


def stair(moves: Sequence[Move], now: datetime) -> Stair:
    """The revisions of one deadline, oldest first, at least one; `now` (aware UTC) is the right edge."""
    width, height, edge = 720, 150, 24
    begin, end = moves[0].learnt_at, max(now, moves[-1].learnt_at)
    low, high = min(move.due_at for move in moves), max(move.due_at for move in moves)

    def x(instant: datetime) -> float:
        return _scaled(instant, begin, end, edge, width - edge)

    def y(instant: datetime) -> float:
        return _scaled(instant, low, high, height - edge, edge)

    points = tuple((x(m.learnt_at), y(m.due_at), f"{m.learnt_at:%d %b %Y}: {m.due_at:%d %b %Y}") for m in moves)
    path = f"M{points[0][0]} {points[0][1]}"
    for across, down, _ in points[1:]:
        path += f"H{across}V{down}"
    return Stair(width, height, f"{path}H{width - edge}", points)


def _scaled(instant: datetime, first: datetime, last: datetime, low: float, high: float) -> float:
    span = last - first
    share = (instant - first) / span if span else 0.5
    return round(low + (high - low) * share, 1)
