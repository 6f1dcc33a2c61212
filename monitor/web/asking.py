"""What a page's address asks for, and addresses that ask the same in another form. **Pure.**

Every view is a link: `/?country=CA&measure=tariff&days=30`, and with the same query a calendar, a feed and a table.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo, available_timezones

from monitor.ports import View
from monitor.types import Deadline, DeadlineKind, MeasureKind, Status

DAYS, MOST_DAYS = 90, 3660
PAGE, MOST = 50, 200
LONGEST_TEXT = 100
PLACE = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{6})?[+]00:00( .*)?"
"""How `place_of` writes where a page goes on."""


class AskError(ValueError):
    """A value in the address that means nothing; the words say which and what would."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The query of a view. `start`: its first day, None for today. `zone`: empty for the site's own. `after`: where the page goes on."""

    country: tuple[str, ...] = ()
    measure: tuple[MeasureKind, ...] = ()
    role: tuple[DeadlineKind, ...] = ()
    status: tuple[Status, ...] = ()
    watch: str = ""
    text: str = ""
    start: date | None = None
    days: int = DAYS
    zone: str = ""
    after: str = ""
    limit: int = PAGE

    def address(self, path: str, **changes: Any) -> str:
        """The same question at another path; pages begin anew unless `after` is given."""
        asked = replace(self, **{"after": "", **changes})
        query = urlencode(list(asked.pairs()))
        return f"{path}?{query}" if query else path

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The query's parameters, those at their defaults left out."""
        for each in fields(self):
            value = getattr(self, each.name)
            if value == each.default:
                continue
            for part in value if isinstance(value, tuple) else (value,):
                yield each.name, str(part)

    def view(self, now: datetime, site_zone: str) -> View:
        """The question as the database takes it; days are counted in the reader's zone, else in the site's."""
        zone = ZoneInfo(self.zone or site_zone)
        first = self.start or now.astimezone(zone).date()
        since, until = (_midnight(day, zone) for day in (first, first + timedelta(days=self.days)))
        return View(
            since, until, self.country, self.measure, self.role, self.status, self.text, _place(self.after), self.limit
        )


def asked(query: Iterable[tuple[str, str]]) -> Asked:
    """Reads a query; names it does not know are nobody's concern. Raises AskError."""
    found: dict[str, list[str]] = {}
    for name, value in query:
        if value.strip():
            found.setdefault(name, []).append(value.strip())
    one = {name: values[-1] for name, values in found.items()}
    return Asked(
        country=tuple(_country(code) for code in found.get("country", ())),
        measure=_named(MeasureKind, found, "measure"),
        role=_named(DeadlineKind, found, "role"),
        status=_named(Status, found, "status"),
        watch=one.get("watch", "")[:LONGEST_TEXT],
        text=one.get("text", "")[:LONGEST_TEXT],
        start=_day(one["start"]) if "start" in one else None,
        days=_number(one, "days", DAYS, MOST_DAYS),
        zone=_zone(one["zone"]) if "zone" in one else "",
        after=_checked(one.get("after", "")),
        limit=_number(one, "limit", PAGE, MOST),
    )


def place_of(deadline: Deadline) -> str:
    """Where the next page goes on: after this one."""
    return f"{deadline.due.opens_at.isoformat()} {deadline.key}"


def _place(after: str) -> tuple[datetime, str] | None:
    if not after:
        return None
    instant, _, key = after.partition(" ")
    return datetime.fromisoformat(instant), key


def _checked(after: str) -> str:
    try:
        place = _place(after)
        if place is not None and place[0].tzinfo is None:
            raise ValueError
    except ValueError:
        raise AskError("after: go on from a page's own link") from None
    return after


def _country(code: str) -> str:
    if len(code) > 3 or not code.isalpha() or not code.isascii():
        raise AskError(f"country: {code[:20]!r} is no code; write CA, EU or ALL")
    return code.upper()


def _named(kind: Any, found: Mapping[str, list[str]], name: str) -> tuple[Any, ...]:
    known = {str(each): each for each in kind}
    for word in found.get(name, ()):
        if word not in known:
            raise AskError(f"{name}: {word[:40]!r} is not known; known: {', '.join(known)}")
    return tuple(known[word] for word in dict.fromkeys(found.get(name, ())))


def _day(word: str) -> date:
    try:
        found = date.fromisoformat(word)
    except ValueError:
        raise AskError(f"start: {word[:20]!r} is no day; write 2026-08-20") from None
    if not 1900 <= found.year <= 2200:
        raise AskError("start: a day between 1900 and 2200")
    return found


def _number(one: Mapping[str, str], name: str, otherwise: int, most: int) -> int:
    word = one.get(name, str(otherwise))
    if not word.isascii() or not word.isdigit() or not 1 <= int(word[:9]) <= most:
        raise AskError(f"{name}: {word[:20]!r} is no number from 1 to {most}")
    return int(word)


def _zone(name: str) -> str:
    if name not in _zones():
        raise AskError(f"zone: {name[:40]!r} is no time zone; write Europe/Brussels")
    return name


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(0), zone).astimezone(UTC)


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
