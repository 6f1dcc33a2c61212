"""A week of 50 watches and 2,000 deadlines, in which Brussels and New York set their clocks back: each reminder at its exact minute.

What is expected is reckoned here by tables: offsets of the zones written out by hand, days taken off calendars, hours off UTC.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest
from pipeline_stage import Desk, Web

from monitor.pipeline import clock
from monitor.pipeline.world import World
from monitor.ports import Store
from monitor.types import (
    Change,
    ChangeReason,
    Deadline,
    DeadlineKind,
    Due,
    Evidence,
    Firmness,
    Lead,
    Measure,
    MeasureKind,
    Precision,
    Status,
    Watch,
)

BEGINS, ENDS = datetime(2026, 10, 24, 22, tzinfo=UTC), datetime(2026, 11, 2, 6, tzinfo=UTC)
"""From the Sunday on which Brussels sets its clocks back to the end of that on which New York does."""
LEARNT = datetime(2026, 9, 1, 12, tzinfo=UTC)

OFFSETS = {
    # zone: hours from UTC until this instant, and from it on
    "Europe/Brussels": (2, datetime(2026, 10, 25, 1, tzinfo=UTC), 1),
    "America/New_York": (-4, datetime(2026, 11, 1, 6, tzinfo=UTC), -5),
    "Asia/Tokyo": (9, datetime(2026, 11, 1, tzinfo=UTC), 9),
}
LADDERS = (("30d", "7d", "48h", "24h", "4h"), ("7d", "1d", "24h"), ("2d", "48h", "1d"), ("3d", "5h"))
CLOCKS = ("00:00", "00:01", "01:30", "02:30", "09:00", "12:00", "17:15", "23:59")
COUNTRIES = (
    "AR AU BR CA CH CL CN CO CU EG GB GE GH HK ID IL IN IQ IR IS JO JP KE KR KW "
    "KZ LA LB MA MD ME MM MX MY NG NO NZ OM PA PE PH PK QA RS RU SA SG SY TH TR"
)


Message = tuple[str, str, datetime]
"""Receiver, key, minute."""


def to_utc(zone: str, day: date, clock_time: str) -> datetime:
    """The earlier of the instants that this wall time can mean."""
    before, turn, after = OFFSETS[zone]
    wall = datetime.combine(day, time.fromisoformat(clock_time), UTC)
    early, late = wall - timedelta(hours=before), wall - timedelta(hours=after)
    right = [at for at, holds in ((early, early < turn), (late, late >= turn)) if holds]
    return min(right or [early, late])


@dataclass(frozen=True)
class Plain:
    """A deadline as the table has it: `clock` is wall time, "" for a day alone; `countries`: two of the list, by number."""

    key: str
    zone: str
    day: date
    clock: str
    kind: DeadlineKind
    countries: tuple[int, int]

    def reminded(self, words: str) -> datetime:
        count = int(words[:-1])
        if words.endswith("d"):
            return to_utc(self.zone, self.day - timedelta(days=count), self.clock or "00:00")
        return self.at() - timedelta(hours=count)

    def at(self) -> datetime:
        return to_utc(self.zone, self.day, self.clock or "00:00")


def the_deadlines() -> list[Plain]:
    """Spread over the six weeks that reminders of the week can be about; a third of them are threats, whose passing is asked after."""
    dice = Random(25)
    kinds = (DeadlineKind.EFFECTIVE, DeadlineKind.COMMENT_CLOSE, DeadlineKind.ULTIMATUM)
    return [
        Plain(
            f"key-{number:04}",
            list(OFFSETS)[number % 3],
            date(2026, 10, 25) + timedelta(days=dice.choice((0, 1, 2, 6, 7, 8, 9, 14, 30, 35, 38))),
            dice.choice((*CLOCKS, "")),
            kinds[number % 7 % 3],
            (dice.randrange(50), dice.randrange(50)),
        )
        for number in range(2000)
    ]


def the_watches() -> list[tuple[str, str, tuple[str, ...]]]:
    """(country, receiver, ladder): fifty countries, twelve desks."""
    return [(code, f"desk-{number % 12}", LADDERS[number % 4]) for number, code in enumerate(COUNTRIES.split())]


def table(deadlines: Sequence[Plain]) -> dict[Message, set[str]]:
    """(receiver, key, minute) -> what the one message of that minute may be called."""
    watches = the_watches()
    expected: dict[Message, set[str]] = defaultdict(set)
    for deadline in deadlines:
        for number in set(deadline.countries):
            _, receiver, ladder = watches[number]
            for words in ladder:
                expected[receiver, deadline.key, deadline.reminded(words)].add(words)
            if deadline.kind is DeadlineKind.ULTIMATUM:
                expected[receiver, deadline.key, deadline.at()].add("passed")
    return {key: what for key, what in expected.items() if BEGINS < key[2] < ENDS}


def recorded(plain: Plain) -> Deadline:
    names = COUNTRIES.split()
    targets = tuple(dict.fromkeys(names[number] for number in plain.countries))
    due = Due(
        plain.day,
        plain.zone,
        time.fromisoformat(plain.clock) if plain.clock else None,
        Precision.MINUTE if plain.clock else Precision.DAY,
    )
    words = Evidence("d1", "gazette", "https://gazette.example/1", "Notice", "on a day", LEARNT, 5)
    status = Status.THREATENED if plain.kind is DeadlineKind.ULTIMATUM else Status.ANNOUNCED
    measure = Measure(MeasureKind.TARIFF, "US", targets, 10.0)
    return Deadline(plain.key, plain.kind, due, measure, status, Firmness.SIGNED, 1, LEARNT, LEARNT, LEARNT, words)


def lead(words: str) -> Lead:
    return Lead(days=int(words[:-1])) if words.endswith("d") else Lead(hours=int(words[:-1]))


def watches() -> tuple[Watch, ...]:
    return tuple(
        Watch(code, (receiver,), countries=(code,), leads=tuple(map(lead, ladder)), line=f"watchlists.yaml:{number}")
        for number, (code, receiver, ladder) in enumerate(the_watches())
    )


async def live_through(store: Store) -> list[tuple[Message, str]]:
    """The daemon's ticks at every instant at which anything is due. What was queued then, but for changes: the couriers leave at once."""
    now = BEGINS
    world = World(store, Web(), Desk(), lambda: now, watches())
    await world.db(lambda tx: tx.replan_reminders(BEGINS))
    while (due := await world.db(lambda tx: tx.next_due())) is not None and due < ENDS:
        now = max(due, now)
        await clock.tick(world, now)
    rows = await world.db(lambda tx: tx.outbox([], 1_000_000))
    return [
        ((row.alert.receiver, row.alert.key, row.queued_at), str(row.alert.lead or row.alert.reason))
        for row in sorted(rows, key=lambda row: row.queued_at)
        if row.alert.change is None
    ]


@pytest.mark.parametrize("count", [200, pytest.param(2000, marks=pytest.mark.slow)])
def test_each_reminder_of_a_week_comes_at_its_minute_and_once(memory_store: Store, count: int) -> None:
    deadlines = the_deadlines()[:count]
    with memory_store.begin() as tx:
        for plain in deadlines:
            tx.save_change(Change(ChangeReason.NEW, recorded(plain), None, LEARNT), None, LEARNT)
    queued = asyncio.run(live_through(memory_store))
    expected, came = table(deadlines), dict(queued)
    in_the_week = [message for message, _ in queued if message[2] > BEGINS]
    assert len(in_the_week) == len(set(in_the_week)), "something came twice"
    assert set(in_the_week) == set(expected)
    assert [message for message, what in expected.items() if came[message] not in what] == []
    assert len(expected) > count


@pytest.mark.parametrize(
    ("zone", "day", "words", "instant"),
    [
        # 25 October has 25 hours in Brussels, 1 November in New York
        ("Europe/Brussels", date(2026, 10, 25), "1d", "2026-10-24T10:00"),
        ("Europe/Brussels", date(2026, 10, 25), "24h", "2026-10-24T11:00"),
        ("America/New_York", date(2026, 11, 1), "1d", "2026-10-31T16:00"),
        ("America/New_York", date(2026, 11, 1), "24h", "2026-10-31T17:00"),
        ("America/New_York", date(2026, 11, 2), "1d", "2026-11-01T17:00"),
        ("America/New_York", date(2026, 11, 2), "24h", "2026-11-01T17:00"),
        ("Asia/Tokyo", date(2026, 11, 1), "1d", "2026-10-31T03:00"),
    ],
)
def test_a_day_is_wall_time_and_24_hours_are_hours(zone: str, day: date, words: str, instant: str) -> None:
    noon = Plain("k", zone, day, "12:00", DeadlineKind.EFFECTIVE, (0, 1))
    at = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert noon.reminded(words) == at
    assert lead(words).before(recorded(noon).due) == at


@pytest.mark.parametrize(
    ("day", "instant"),
    [(date(2026, 3, 9), "2026-03-08T06:30"), (date(2026, 11, 2), "2026-11-01T05:30")],
    ids=["a wall time that never was", "a wall time that was twice"],
)
def test_a_day_before_lands_on_the_earlier_instant_of_an_odd_wall_time(day: date, instant: str) -> None:
    hour = time(2, 30) if day.month == 3 else time(1, 30)
    due = Due(day, "America/New_York", hour, Precision.MINUTE)
    assert Lead(days=1).before(due) == datetime.fromisoformat(instant).replace(tzinfo=UTC)


@pytest.mark.parametrize("late", [0, 1, 59])
def test_a_late_discovery_tells_the_rungs_passed_with_the_change_alone(memory_store: Store, late: int) -> None:
    plain = Plain("k", "Asia/Tokyo", date(2026, 10, 28), "12:00", DeadlineKind.COMMENT_CLOSE, (0, 0))
    learnt = plain.at() - timedelta(hours=30) + timedelta(seconds=late)
    found = replace(recorded(plain), learnt_at=learnt, dated_at=learnt)
    with memory_store.begin() as tx:
        tx.save_change(Change(ChangeReason.NEW, found, None, learnt), None, learnt)
    queued = asyncio.run(live_through(memory_store))
    assert [what for _, what in queued] == ["24h", "4h"]
