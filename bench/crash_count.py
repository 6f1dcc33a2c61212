"""What arrived is compared with what was to be told."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from typing import Any

from crash_servers import Arrival
from crash_stories import LEAD_HOURS, Wire

from monitor.notify.notice import REPEATED
from monitor.ports import OutboxRow
from monitor.types import AlertReason, ChangeReason, digest_of

SETTLED = timedelta(minutes=2)
"""A reminder that fell due so shortly before the end need not be queued yet."""


@dataclass
class Reckoning:
    """The figures. `lost`, `repeated_*`: what it was, in words. `odd`: messages that do not say what their parcel held."""

    alerts: int = 0
    arrived: int = 0
    messages: int = 0
    bursts: int = 0
    marked: int = 0
    repeated_marked: int = 0
    lost: list[str] = field(default_factory=list)
    repeated_askable: list[str] = field(default_factory=list)
    repeated_unmarked: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Told:
    """One message that arrived. `repeat`: it says that it may be a repeat."""

    receiver: str
    alerts: tuple[str, ...]
    repeat: bool


def reckoned(
    arrivals: Sequence[Arrival],
    waybills: Iterable[dict[str, Any]],
    rows: Sequence[OutboxRow],
    wire: Wire,
    receivers: Sequence[str],
    now: datetime,
) -> Reckoning:
    """Counts by alert. `waybills`: what each try of each parcel held. `rows`: all alerts of the database. `now`: at the end (aware UTC)."""
    result = Reckoning(alerts=len(rows), messages=len(arrivals))
    came: Counter[str] = Counter()
    for told in _read(arrivals, waybills, result):
        result.bursts += len(told.alerts) > 1
        result.marked += told.repeat
        for each in told.alerts:
            came[each] += 1
            if came[each] == 1:
                continue
            if told.receiver.startswith("slack"):
                result.repeated_askable.append(each)
            elif told.repeat:
                result.repeated_marked += 1
            else:
                result.repeated_unmarked.append(each)
    result.arrived = len(came)
    result.lost += [f"{row.id} ({row.state})" for row in rows if not came[row.id] and not _withdrawn(row)]
    result.lost += [f"{each} is not in the database" for each in came.keys() - {row.id for row in rows}]
    result.lost += _untold(rows, wire, receivers)
    result.lost += _unreminded(rows, now)
    return result


def _withdrawn(row: OutboxRow) -> bool:
    return row.state == "superseded" and row.alert.reason is AlertReason.REMINDER


def _untold(rows: Sequence[OutboxRow], wire: Wire, receivers: Sequence[str]) -> Iterator[str]:
    """Stories that made no alert for a receiver; the first is for the baseline."""
    told = {(row.alert.receiver, _story(row)) for row in rows if row.alert.reason is AlertReason.CHANGE}
    for story in wire.stories[1:]:
        yield from (f"story {story.number} for {name}" for name in receivers if (name, story.number) not in told)


def _unreminded(rows: Sequence[OutboxRow], now: datetime) -> Iterator[str]:
    """Deadlines with an hour whose lead time passed, without a reminder."""
    reminded = {(row.alert.receiver, row.alert.key) for row in rows if row.alert.reason is AlertReason.REMINDER}
    for row in rows:
        deadline = row.alert.deadline
        if deadline is None or row.alert.change is not ChangeReason.NEW or deadline.due.clock is None:
            continue
        remind_at = deadline.due.opens_at - timedelta(hours=LEAD_HOURS)
        if deadline.learnt_at < remind_at < now - SETTLED and (row.alert.receiver, row.alert.key) not in reminded:
            yield f"reminder of {row.alert.key} for {row.alert.receiver}"


def _story(row: OutboxRow) -> int:
    return int(row.alert.deadline.evidence.url.rpartition("/")[2]) if row.alert.deadline else -1


def _read(arrivals: Sequence[Arrival], waybills: Iterable[dict[str, Any]], result: Reckoning) -> Iterator[Told]:
    tries: dict[str, list[dict[str, Any]]] = defaultdict(list)
    named: dict[tuple[str, str], str] = {}
    for bill in sorted(waybills, key=lambda bill: bill["at"]):
        tries[bill["parcel"]].append(bill)
        named[bill["receiver"], _mail_id(bill["parcel"])] = bill["parcel"]
    for parcel, bills in tries.items():
        if len({tuple(sorted(bill["alerts"])) for bill in bills}) > 1:
            result.odd.append(f"{parcel} held other alerts at another try")
    for arrival in arrivals:
        parcel, shown, whole, repeat = _shown(arrival, named)
        bills = [bill for bill in tries.get(parcel, ()) if bill["at"] <= arrival.at]
        if not bills:
            result.odd.append(f"{arrival.receiver}: nobody sent {parcel!r}")
            continue
        held = tuple(bills[-1]["alerts"])
        if not set(shown) <= set(held) or (whole and set(shown) != set(held)):
            result.odd.append(f"{arrival.receiver}: {parcel} shows {shown} and holds {held}")
        yield Told(arrival.receiver, held, bills[-1]["repeat"] if repeat is None else repeat)


def _shown(arrival: Arrival, named: dict[tuple[str, str], str]) -> tuple[str, list[str], bool, bool | None]:
    """The parcel's id, the alerts that the message itself names, whether that is all of them, and whether it is marked as a repeat."""
    if arrival.receiver.startswith("slack"):
        return str(arrival.content), [], False, None
    if arrival.receiver.startswith("hook"):
        body = arrival.content
        ids = [each["id"] for each in (*body["alerts"], *body["more"])]
        return body["id"], ids, True, body["possible_repeat"]
    mail = message_from_bytes(arrival.content)
    text = next(part for part in mail.walk() if part.get_content_type() == "text/plain").get_payload(decode=True)
    assert isinstance(text, bytes)
    words = text.decode().replace("\r\n", "\n")
    key = (arrival.receiver, str(mail["Message-ID"]).strip("<>").partition("@")[0])
    return named.get(key, key[1]), re.findall(r"^Id +(\S+)$", words, re.MULTILINE), False, REPEATED in words


def _mail_id(parcel: str) -> str:
    return digest_of(parcel)[:32]
