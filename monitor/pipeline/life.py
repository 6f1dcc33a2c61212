"""Proof of life: ill sources are told of, once, and when they are well again; a word every week; a ping to whoever watches us."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit, urlunsplit

from monitor.errors import FetchError
from monitor.notify.moments import due_words, in_utc, instant_words, span
from monitor.notify.words import ROLES, topic
from monitor.pipeline.queueing import queue
from monitor.policy.ailing import faults
from monitor.policy.service import falls_ill, is_well_again, last_due, service_alerts, still_watching
from monitor.ports import Alarm, Fetcher, Query, Transaction
from monitor.types import Alert, Deadline, Service, Source, SourceState

log = logging.getLogger(__name__)

SUMMARY = "summary"
"""Under this name is remembered for which instant the last weekly word was given."""
STUCK = timedelta(minutes=2)
"""A tick that has not run for so long is stuck."""
TICKS = ("poll", "remind", "deliver")
TICK = "life"
"""What the daemon calls the tick that comes here."""
NEXT, NAMED = 5, 10
LOOKED_BACK = timedelta(days=60)


def look(tx: Transaction, sources: Sequence[Source], service: Service, now: datetime) -> list[Alert]:
    """Queues what is to be told of ourselves at `now`, each occasion once, whoever looks and however often."""
    alerts = [*_of_sources(tx, sources, service, now), *_of_the_week(tx, sources, service, now)]
    queue(tx, alerts, now)
    return alerts


def _of_sources(tx: Transaction, sources: Sequence[Source], service: Service, now: datetime) -> Iterator[Alert]:
    listed = {source.name: source for source in sources}
    states = tx.source_states(listed)
    ill = {
        (name, str(fault.ailment)): fault
        for name, state in states.items()
        for fault in faults(listed[name], state, now)
    }
    standing = {(alarm.source, alarm.ailment): alarm for alarm in tx.alarms()}
    for key, fault in ill.items():
        if key not in standing:
            tx.raise_alarm(Alarm(key[0], key[1], fault.since, now))
            yield from service_alerts(falls_ill(key[0], fault), service)
    for key, alarm in standing.items():
        if key in ill:
            continue
        tx.end_alarm(alarm)
        # One that is watched no more has not got well.
        if key[0] in listed and listed[key[0]].enabled:
            yield from service_alerts(is_well_again(alarm.source, alarm.ailment, alarm.since, now), service)


def _of_the_week(tx: Transaction, sources: Sequence[Source], service: Service, now: datetime) -> list[Alert]:
    if service.summary is None or not service.receivers:
        return []
    due_at, last = last_due(service.summary, service.zone, now), tx.last_alive().get(SUMMARY)
    if last is not None and due_at <= last:
        return []
    tx.note_alive(SUMMARY, due_at)
    if last is None:
        return []  # who has only just begun to watch has nothing to sum up
    states = tx.source_states([source.name for source in sources])
    watched = [source for source in sources if source.enabled]
    ahead = [one for one in tx.deadlines(Query(since=now.date(), open_only=True, limit=50)) if one.due.closes_at > now]
    rows = [
        *_source_rows(watched, states),
        *_deadline_rows(ahead[:NEXT], now),
        *_receiver_rows(tx, service, now),
        ("Silence", "should this word not come one week, the monitor is down: look at it"),
    ]
    return service_alerts(still_watching(due_at, _headline(watched, states, ahead, now), rows), service)


def _headline(
    watched: Sequence[Source], states: dict[str, SourceState], ahead: Sequence[Deadline], now: datetime
) -> str:
    failing = sum(name in states and states[name].failures > 0 for name in (source.name for source in watched))
    how = f"{failing} of {len(watched)} sources failing" if failing else f"all {len(watched)} sources fine"
    first = f", next deadline in {span(ahead[0].due.opens_at - now)}" if ahead and ahead[0].due.opens_at > now else ""
    return f"STILL WATCHING: {how}{first}"


def _source_rows(watched: Sequence[Source], states: dict[str, SourceState]) -> Iterator[tuple[str, str]]:
    failing = [states[source.name] for source in watched if source.name in states and states[source.name].failures]
    unknown = sum(source.name not in states for source in watched)
    fine = len(watched) - len(failing) - unknown
    new = f", {unknown} not polled yet" if unknown else ""
    yield "Sources", f"{fine} of {len(watched)} fine, {len(failing)} failing{new}"
    for state in failing[:NAMED]:
        since = f"since {in_utc(state.last_ok_at)}" if state.last_ok_at else "from the first poll on"
        yield "", f"{state.name} fails {since}: {state.error}"
    if len(failing) > NAMED:
        yield "", f"and {len(failing) - NAMED} more"


def _deadline_rows(ahead: Sequence[Deadline], now: datetime) -> Iterator[tuple[str, str]]:
    label = "Next"
    for one in ahead:
        left = f"in {span(one.due.opens_at - now)}" if one.due.opens_at > now else "any day now"
        yield label, f"{left}: {topic(one)} {ROLES[one.kind].verb} {due_words(one.due)}"
        label = ""
    if not ahead:
        yield label, "no deadline is known ahead"


def _receiver_rows(tx: Transaction, service: Service, now: datetime) -> Iterator[tuple[str, str]]:
    sent, label = tx.last_sent(service.known, now - LOOKED_BACK), "Delivered"
    for receiver in service.known:
        last = f"last on {instant_words(sent[receiver], service.zone)}" if receiver in sent else "nothing for 60 days"
        yield label, f"{receiver}: {last}"
        label = ""
    counts = tx.counts()
    yield "Outbox", f"{counts['alerts_pending']} waiting, {counts['alerts_dead']} given up so far"


def stuck(tx: Transaction, now: datetime) -> list[str]:
    """The ticks that have not run for too long, or never; none where the daemon has only just begun, or wakes from sleep."""
    alive = tx.last_alive()
    if TICK not in alive or now - alive[TICK] > STUCK:
        return []
    return [tick for tick in TICKS if tick not in alive or now - alive[tick] > STUCK]


async def ping(fetcher: Fetcher, url: str, *, ok: bool) -> str:
    """Tells whoever watches us that a round was made, or under `/fail` that it failed. Returns what went wrong, or nothing.

    The address may hold a secret: it is in no message.
    """
    parts = urlsplit(url)
    path = parts.path if ok else f"{parts.path.rstrip('/')}/fail"
    try:
        await fetcher.get(urlunsplit(parts._replace(path=path)))
    except FetchError as error:
        return str(error)
    return ""
