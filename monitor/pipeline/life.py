"""Proof of life: ill sources are told of, once, and when they are well again; a word every week; a ping to whoever watches us."""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit, urlunsplit

from monitor import listening
from monitor.errors import FetchError
from monitor.listening import Health
from monitor.notify.moments import due_words, in_utc, instant_words, span
from monitor.notify.words import ROLES, topic
from monitor.pipeline.queueing import queue
from monitor.policy.service import falls_ill, is_well_again, last_due, service_alerts, still_watching
from monitor.ports import Alarm, Fetcher, Query, Transaction
from monitor.types import Alert, Deadline, Service, ServiceNote, Source, SourceState, plain_name, qualified

log = logging.getLogger(__name__)

SUMMARY = "summary"
"""Under this name is remembered for which instant the last weekly word was given."""
STUCK = timedelta(minutes=2)
"""A tick that has not run for so long is stuck."""
TICKS = ("poll", "remind", "deliver")
TICK = "life"
"""What the daemon calls the tick that comes here."""
NEXT, NAMED = 5, 10
UNWELL = ("ill", "failing")
LOOKED_BACK = timedelta(days=60)


def look(tx: Transaction, sources: Sequence[Source], services: Sequence[Service], now: datetime) -> list[Alert]:
    """Queues what is to be told of ourselves at `now`, each occasion once, whoever looks and however often.

    `services`: of each workspace; of ill sources all of them hear, of alerts each only of its own.
    """
    alerts = list(_of_sources(tx, sources, services, now))
    for service in services:
        alerts += _of_the_week(tx.within(service.workspace), sources, service, now)
    queue(tx, alerts, now)
    return alerts


def _of_sources(
    tx: Transaction, sources: Sequence[Source], services: Sequence[Service], now: datetime
) -> Iterator[Alert]:
    listed = {source.name: source for source in sources}
    states = tx.source_states(listed)
    ill = {
        (name, str(fault.ailment)): fault
        for name, state in states.items()
        for fault in listening.health(listed[name], state, now).faults
    }
    standing = {(alarm.source, alarm.ailment): alarm for alarm in tx.alarms()}
    for key, fault in ill.items():
        since = fault.since or now
        if key not in standing and tx.raise_alarm(Alarm(*key, since, now)):
            yield from _to_all(falls_ill(key[0], fault.ailment, fault.words, since), services)
    for key, alarm in standing.items():
        if key in ill:
            continue
        tx.end_alarm(alarm)
        # One that is watched no more has not got well.
        if key[0] in listed and listed[key[0]].enabled:
            yield from _to_all(is_well_again(alarm.source, alarm.ailment, alarm.since, now), services)


def _to_all(note: ServiceNote, services: Sequence[Service]) -> Iterator[Alert]:
    return (alert for service in services for alert in service_alerts(note, service))


def _of_the_week(tx: Transaction, sources: Sequence[Source], service: Service, now: datetime) -> list[Alert]:
    if service.summary is None or not service.receivers:
        return []
    occasion = qualified(service.workspace, SUMMARY)
    due_at, last = last_due(service.summary, service.zone, now), tx.last_alive().get(occasion)
    if last is not None and due_at <= last:
        return []
    tx.note_alive(occasion, due_at)
    if last is None:
        return []  # who has only just begun to watch has nothing to sum up
    states = tx.source_states([source.name for source in sources])
    healths = {each.name: listening.health(each, states.get(each.name), now) for each in sources if each.enabled}
    ahead = [one for one in tx.deadlines(Query(since=now.date(), open_only=True, limit=50)) if one.due.closes_at > now]
    rows = [
        *_source_rows(healths, states),
        *_deadline_rows(ahead[:NEXT], now),
        *_receiver_rows(tx, service, now),
        ("Silence", "should this word not come one week, the monitor is down: look at it"),
    ]
    return service_alerts(still_watching(due_at, _headline(healths, ahead, now), rows), service)


def _headline(healths: dict[str, Health], ahead: Sequence[Deadline], now: datetime) -> str:
    unwell = sum(health.word in UNWELL for health in healths.values())
    how = f"{unwell} of {len(healths)} sources not well" if unwell else f"all {len(healths)} sources fine"
    first = f", next deadline in {span(ahead[0].due.opens_at - now)}" if ahead and ahead[0].due.opens_at > now else ""
    return f"STILL WATCHING: {how}{first}"


def _source_rows(healths: dict[str, Health], states: dict[str, SourceState]) -> Iterator[tuple[str, str]]:
    count = Counter(health.word for health in healths.values())
    new = f", {count['new']} not polled yet" if count["new"] else ""
    yield "Sources", f"{count['ok']} of {len(healths)} fine, {count['ill']} ill, {count['failing']} failing{new}"
    unwell = [name for name, health in healths.items() if health.word in UNWELL]
    for name in unwell[:NAMED]:
        yield "", f"{name} {'; '.join(fault.words for fault in healths[name].faults) or _fails(states[name])}"
    if len(unwell) > NAMED:
        yield "", f"and {len(unwell) - NAMED} more"


def _fails(state: SourceState) -> str:
    since = f"since {in_utc(state.failing_since)}" if state.failing_since else "of late"
    return f"fails {since}: {state.error}"


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
        yield label, f"{plain_name(receiver)}: {last}"
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
