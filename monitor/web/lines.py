"""A deadline as one line of a list: what a reader sees before opening it. **Pure.**"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, pairwise
from typing import NamedTuple
from urllib.parse import quote
from zoneinfo import ZoneInfo

from monitor import policy
from monitor.notify.clean import cut, defused
from monitor.notify.moments import countdown, day_words, place
from monitor.notify.words import CHANGES, FIRMNESS, NOUNS, STATUSES, countries, rate_words
from monitor.ports import Move
from monitor.shown.timeline import heading
from monitor.types import ChangeReason, Deadline, Due, Watch
from monitor.web.fragments import dot_of, facts_of, head_of, section

MOVED = (ChangeReason.MOVED_LATER, ChangeReason.MOVED_EARLIER)


@dataclass(frozen=True, slots=True)
class Still:
    """What of a line stays as it is while nobody revises the deadline, for readers in one zone.

    `day`: on which it falls for them. `opens_at`: its instant (aware UTC). `path`: of its page. `family`: the lane in which it is drawn.
    `watches`: who asks for it. `head`, `foot`, `dot`: of its entry in the list and in the picture, see `fragments`.
    """

    heading: str
    goods: str
    clock: str
    kind: str
    who: str
    rate: str
    status: str
    certainty: str
    watches: tuple[str, ...]
    day: date
    opens_at: datetime
    path: str
    family: str
    head: str
    foot: str
    dot: tuple[str, str]


class Line(NamedTuple):
    """One deadline in words. `change`: what last became of its date, empty for one that never moved."""

    deadline: Deadline
    still: Still
    countdown: str
    change: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """The lines of one day, counted in the reader's zone."""

    day: date
    words: str
    lines: tuple[Line, ...]

    @property
    def section(self) -> str:
        """The day as it stands in the page."""
        return section(f"d{self.day}", self.words, self.lines)


def line(
    deadline: Deadline, still: Still, now: datetime, moves: Sequence[Move] = (), marks: tuple[str, ...] = ()
) -> Line:
    """One deadline as seen at `now` (aware UTC)."""
    left = "" if deadline.closed else countdown(deadline.due, now)
    return Line(deadline, still, left, change(moves, deadline, now) if moves else "", marks)


def still_line(deadline: Deadline, zone: str, watches: tuple[Watch, ...] = ()) -> Still:
    """For a reader in `zone` (IANA)."""
    measure = deadline.measure
    issuer = countries((measure.issuer,)) if measure.issuer else ""
    clock, kind = clock_words(deadline.due, zone), NOUNS[measure.kind]
    who = " → ".join(filter(None, (issuer, countries(measure.targets, 3))))
    rate = "" if measure.rate_percent is None else rate_words(measure.rate_percent)
    status, sure = f"{STATUSES[deadline.status]}; {FIRMNESS[deadline.firmness]}", certainty(deadline)
    named = asking(deadline, watches)
    watched = f"watched by {', '.join(named)}" if named else ""
    what, about, where = heading(deadline), goods(deadline), path(deadline.key)
    facts = " · ".join(filter(None, (clock, f"{kind} {rate}" if rate else kind, who, status, sure, watched)))
    return Still(
        what,
        about,
        clock,
        kind,
        who,
        rate,
        status,
        sure,
        named,
        _day(deadline.due, zone),
        deadline.due.opens_at,
        where,
        family(deadline),
        head_of(where, f"{what} [{about}]" if about else what),
        facts_of(facts),
        dot_of(where, what),
    )


def path(key: str) -> str:
    """The address of a deadline's page."""
    return f"/deadlines/{quote(key, safe='')}"


def goods(deadline: Deadline) -> str:
    """What it is about, where that tells duties on one country apart: the first goods, or else the scope."""
    named = deadline.measure.products[:2] or ((deadline.scope,) if deadline.scope else ())
    return ", ".join(cut(defused(each), 60) for each in named)


def clock_words(due: Due, zone: str) -> str:
    """The hour in the source's zone and in the reader's; of a date without an hour, how its day counts."""
    if due.clock is None:
        return f"{'end of the' if due.inclusive else 'start of the'} day, {place(due.zone)}"
    there, here = due.opens_at.astimezone(ZoneInfo(due.zone)), due.opens_at.astimezone(ZoneInfo(zone))
    source = f"{there:%H:%M} {place(due.zone)}"
    if there.utcoffset() == here.utcoffset():
        return source
    other = "" if there.date() == here.date() else f"{here:%a} {here.day} {here:%b}, "
    return f"{source} = {other}{here:%H:%M} {place(zone)}"


def certainty(deadline: Deadline) -> str:
    """How sure the date is, in a word or two."""
    confidence = deadline.evidence.confidence
    return "stated" if confidence >= 1 else f"confidence {confidence:.0%}"


def change(moves: Sequence[Move], deadline: Deadline, now: datetime) -> str:
    """What last became of it: "moved later, was 19 Aug"; empty where nothing did."""
    for before, after in reversed(list(pairwise(moves))):
        if after.reason in MOVED:
            old = before.due_at.astimezone(ZoneInfo(deadline.due.zone)).date()
            year = "" if old.year == now.year else f" {old.year}"
            return f"{CHANGES[after.reason].lower()}, was {old.day} {old:%b}{year}"
    last = moves[-1].reason if moves else None
    return "" if last in (None, ChangeReason.CONFIRMED, ChangeReason.NEW) else CHANGES[last].lower()


def days(lines: Iterable[Line], now: datetime, zone: str) -> Iterator[Day]:
    """The lines by day, in their order."""
    today = now.astimezone(ZoneInfo(zone)).date()
    for day, same in groupby(lines, key=lambda each: each.still.day):
        told = tuple(same)
        yield Day(day, _day_heading(day, today), told)


def _day(due: Due, zone: str) -> date:
    """Of a date without an hour its own day; a clock's instant falls on the reader's day."""
    return due.day if due.clock is None else due.opens_at.astimezone(ZoneInfo(zone)).date()


def _day_heading(day: date, today: date) -> str:
    named = {0: "Today, ", 1: "Tomorrow, ", -1: "Yesterday, "}.get((day - today).days, "")
    return named + day_words(day)


def family(deadline: Deadline) -> str:
    """The lane in which a deadline is drawn: who does what."""
    issuer = f"{cut(defused(deadline.measure.issuer), 12)} " if deadline.measure.issuer else ""
    whom = f" on {countries(deadline.measure.targets, 1)}" if deadline.measure.targets else ""
    return cut(f"{issuer}{NOUNS[deadline.measure.kind]}{whom}", 30)


def asking(deadline: Deadline, watches: tuple[Watch, ...]) -> tuple[str, ...]:
    """The names of the watches that ask for this."""
    return tuple(dict.fromkeys(watch.name for watch in policy.asking(watches, deadline)))
