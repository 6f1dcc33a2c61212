"""How we listen to sources: when to ask again, when one is ill, and what of an edited page is new.

One truth for the poll, the tables of `monitor sources`, `doctor` and `health`, and the alert on an ill source. **Pure.**
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from monitor.types import Ailment, Fault, Item, Measure, Mention, Reading, Seen, Source, SourceState, digest_of

SHORTEST_GAP = timedelta(minutes=1)
"""No source is asked more often."""
TICKS = timedelta(seconds=8)
"""How much earlier a poll is planned than it must be: the daemon's ticks, the fetch and the first send come on top."""
OFFICE_OPENS, OFFICE_CLOSES = time(7), time(23)
"""Around the business hours of an issuer: of the trade papers of 2025 and 2026 two in five were posted after 18:00."""
FRESH = timedelta(hours=1)
"""Where one paper comes, others follow."""

FIRST_PAUSE, SHORTEST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(seconds=10), timedelta(hours=1)
LONGEST_OFFLINE_PAUSE = timedelta(minutes=5)
"""While nobody answers at all the fault is ours, and asking costs no publisher anything."""
SHORTEST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(days=1)
"""How long a publisher can make us wait."""
WHOLE_EVERY = timedelta(days=1)
"""So often a whole answer is asked for, whatever the validators say: some servers answer 304 for ever."""

FAILING_FOR = timedelta(hours=24)
TWICE = 2
SILENT_TIMES = 5
LEAST_SILENCE = {True: timedelta(days=2), False: timedelta(hours=12)}
"""A silence shorter than this is none: for an issuer, whose weekends do not count, so long as one public holiday; for news, a night."""
FEW_GAPS = 5
DEAF_AFTER = timedelta(minutes=5)

READ_AGAIN_FOR = timedelta(days=3)
SHORTEST_REST, LONGEST_REST = timedelta(minutes=10), timedelta(hours=12)
FLAP_REST = timedelta(hours=6)
PRESSING = timedelta(hours=72)
_DAY = timedelta(days=1)


def next_poll_at(source: Source, state: SourceState, began: datetime, now: datetime) -> datetime:
    """When to ask a source that answered. `began`: when its poll began, from which the gap is counted; `now`: when it was over.

    Never later than the catalogue's gap after `began`, unless the poll itself took so long.
    """
    gap = source.every
    if _is_office_time(source, now) or _has_news(state, now):
        gap = min(gap, max(gap / 2, SHORTEST_GAP))
    early = min(TICKS, gap / 10)
    return max(began + gap - early, now + min(gap, SHORTEST_GAP) / 2)


def _is_office_time(source: Source, now: datetime) -> bool:
    if source.issuer is None or source.zone is None:
        return False
    local = now.astimezone(ZoneInfo(source.zone))
    return local.weekday() < 5 and OFFICE_OPENS <= local.time() < OFFICE_CLOSES


def _has_news(state: SourceState, now: datetime) -> bool:
    return state.last_item_at is not None and timedelta() <= now - state.last_item_at <= FRESH


def wants_whole(state: SourceState, now: datetime) -> bool:
    """Is it time for a whole answer, whatever the validators say?"""
    return state.full_at is None or not timedelta() <= now - state.full_at < WHOLE_EVERY


def pause(failures: int, every: timedelta, chance: float, *, offline: bool = False) -> timedelta:
    """How long to wait after so many failures in a row (from 1): anything up to 1, 2, 4 ... minutes, by `chance` in [0, 1].

    `every`: the source's own gap; what is asked often is not left alone for long. `offline`: nobody else answers either.
    """
    longest = max(every, min(LONGEST_PAUSE, 15 * every))
    if offline:
        longest = min(longest, LONGEST_OFFLINE_PAUSE)
    return max(SHORTEST_PAUSE, min(longest, FIRST_PAUSE * int(2 ** min(max(failures - 1, 0), 10))) * chance)


def obeyed(wish: timedelta) -> timedelta:
    """A publisher's wish to be left alone, held between a minute and a day."""
    return min(max(wish, SHORTEST_WAIT), LONGEST_WAIT)


def usual_gap(published: Iterable[datetime]) -> timedelta | None:
    """The median gap between publications; None where fewer than six tell it."""
    instants = sorted(published)
    gaps = sorted(later - earlier for earlier, later in pairwise(instants))
    return gaps[len(gaps) // 2] if len(gaps) >= FEW_GAPS else None


@dataclass(frozen=True, slots=True)
class Health:
    """How a source is. `word`: off, new (never polled), ok, failing (for less than a day) or ill; `faults`: why it is ill.

    `silent_for`: since its newest item; `silent_limit`: from when on that is too long. Both None while unknown.
    """

    word: str
    faults: tuple[Fault, ...] = ()
    silent_for: timedelta | None = None
    silent_limit: timedelta | None = None


def health(source: Source, state: SourceState | None, now: datetime) -> Health:
    """How the source is at `now` (aware UTC)."""
    if not source.enabled:
        return Health("off")
    if state is None or (state.last_ok_at is None and not state.failures):
        return Health("new")
    found = tuple(faults(source, state, now))
    word = "ill" if found else "failing" if state.failures else "ok"
    silent_for = None if state.last_item_at is None else max(now - state.last_item_at, timedelta())
    return Health(word, found, silent_for, silent_limit(source, state))


def faults(source: Source, state: SourceState, now: datetime) -> Iterable[Fault]:
    """What somebody should look at: failing for a day, empty or undated twice running, silent for five times its usual gap."""
    if state.failures and state.failing_since is not None and now - state.failing_since >= FAILING_FOR:
        yield Fault(
            Ailment.FAILING, f"fails since {state.failing_since:%Y-%m-%d %H:%M} UTC: {state.error}", state.failing_since
        )
    if state.empty >= TWICE:
        few = "without any items" if source.least_items <= 1 else f"with fewer than {source.least_items} items"
        yield Fault(Ailment.EMPTY, f"gave {state.empty} answers in a row {few}", state.failing_since)
    if state.undated >= TWICE:
        yield Fault(Ailment.UNDATED, f"gave {state.undated} answers in a row whose items have no dates", None)
    limit = silent_limit(source, state)
    # While we did not listen, or it did not answer, nobody can say that it was silent.
    heard = now if state.last_ok_at is None else min(now, state.last_ok_at)
    if limit is not None and state.last_item_at is not None and _silence(source, state.last_item_at, heard) >= limit:
        words = f"nothing new since {state.last_item_at:%Y-%m-%d %H:%M} UTC; more than {told(limit)} of silence are not usual"
        yield Fault(Ailment.SILENT, words, state.last_item_at)


def silent_limit(source: Source, state: SourceState) -> timedelta | None:
    """How long this source may say nothing new; weekends do not count for an issuer. None while its usual gap is unknown.

    Five times its usual gap, and never less than the catalogue says is well.
    """
    if state.usual_gap is None and source.usual_gap is None:
        return None
    seen, agreed = state.usual_gap or timedelta(), source.usual_gap or timedelta()
    return max(SILENT_TIMES * seen, agreed, LEAST_SILENCE[source.issuer is not None])


def _silence(source: Source, since: datetime, now: datetime) -> timedelta:
    """Time passed; for an issuer, without Saturdays and Sundays in its zone."""
    if source.issuer is None or now - since > timedelta(days=365):
        return now - since
    zone = ZoneInfo(source.zone or "UTC")
    at, passed = since, timedelta()
    while at < now:
        local = at.astimezone(zone)
        midnight = datetime.combine(local.date() + _DAY, time(0), zone)
        until = min(now, midnight.astimezone(since.tzinfo))
        if local.weekday() < 5:
            passed += until - at
        at = until
    return passed


def deaf_since(states: Iterable[SourceState], now: datetime) -> datetime | None:
    """Since when nobody at all answers, two sources or the only one being asked; None while somebody does, and for the first minutes."""
    every = list(states)
    heard = max((state.last_ok_at for state in every if state.last_ok_at is not None), default=None)
    silent = [
        state.failing_since
        for state in every
        if state.unanswered and state.failing_since is not None and (heard is None or state.failing_since >= heard)
    ]
    if len(silent) < min(2, len(every)) or not silent or now - min(silent) < DEAF_AFTER:
        return None
    return heard or min(silent)


def told(gap: timedelta | None) -> str:
    """A length of time in a word or two."""
    if gap is None:
        return "?"
    seconds = int(gap.total_seconds())
    for unit, size in (("d", 86_400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * size or (unit == "min" and seconds >= 60):
            return f"{round(seconds / size)} {unit}"
    return f"{seconds} s"


def listed_as(item: Item) -> str:
    """Fingerprint of what the feed says of an item: if that changes, the page behind it may have changed."""
    stated = repr((item.signed, item.stated)) if item.signed or item.stated else ""
    return digest_of(item.title, item.summary, stated, "" if item.published is None else item.published.isoformat())


def facts_of(reading: Reading) -> str:
    """Fingerprint of what was read in a text, whatever its wording: equal facts are no news."""
    stated = [_fact(mention) for mention in reading.mentions]
    stated += [repr((_matter(m.measure), m.status, m.firmness, m.stated_day)) for m in reading.measures]
    return digest_of(*sorted(set(stated)))


def _fact(mention: Mention) -> str:
    due = mention.due
    date = (due.day, due.zone, due.clock, due.precision, due.latest, due.inclusive)
    previous = mention.previous and mention.previous.day
    return repr(
        (mention.kind, date, _matter(mention.measure), mention.status, mention.firmness, mention.scope, previous)
    )


def _matter(measure: Measure) -> tuple[object, ...]:
    return (measure.kind, measure.issuer, measure.targets, measure.rate_percent, measure.instrument, measure.products)


def read_again_at(published: datetime, now: datetime) -> datetime | None:
    """When a page is to be read again: soon while it is new, then less and less, for three days after posting; None after that."""
    age = now - published
    rest = min(max(age / 2, SHORTEST_REST), LONGEST_REST)
    return now + rest if age + rest <= READ_AGAIN_FOR else None


def is_flapping(source: Source, seen: Seen, now: datetime) -> bool:
    """Was another version of this item taken in so lately that a further one waits? Never of an official source."""
    return not source.official and seen.revised_at is not None and timedelta() <= now - seen.revised_at < FLAP_REST


def is_pressing(reading: Reading, now: datetime) -> bool:
    """Does it tell a date so near that nothing about it may wait?"""
    return any(
        timedelta() <= mention.due.closes_at - now and mention.due.opens_at - now <= PRESSING
        for mention in reading.mentions
    )
