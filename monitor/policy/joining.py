"""Which of the alerts that wait for one receiver go together in one message. **Pure.**"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from monitor.policy.holding import HoldReason, imminent
from monitor.types import Alert, AlertReason, digest_of

BURST = 4
"""So many alerts make one message."""
MOST = 200
"""More than these make another message."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An alert in the outbox. `batch`, `title`: of the message in which it was tried before; `due_at`: None when it was under way."""

    alert: Alert
    held: str
    batch: str | None
    title: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Bundle:
    """What goes in one message; `id` and `title` as in `Parcel`."""

    id: str
    title: str
    waiting: tuple[Waiting, ...]


def bundles(waiting: Sequence[Waiting], now: datetime) -> list[Bundle]:
    """The messages to send now, in the order of the first of their alerts; all of one receiver, the longest due first.

    What went together before goes together again, under the same id. Digests take all that waits for one; alerts of one deadline go
    together; BURST of others do, but what is imminent stands alone. Urgencies are never mixed. What still gathers goes
    along where something of its kind is due.
    """
    again = [each for each in waiting if each.batch is not None]
    fresh = [each for each in waiting if each.batch is None]
    found = [
        Bundle(group[0].batch or "", group[0].title, tuple(group))
        for group in _groups(again, lambda each: each.batch)
        if any(_due(each, now) for each in group)
    ]
    for group in _groups(fresh, _class):
        found += _fresh_bundles(group, now)
    place = {id(each): number for number, each in enumerate(waiting)}
    return sorted(found, key=lambda bundle: min(place[id(each)] for each in bundle.waiting))


def _class(each: Waiting) -> Hashable:
    """What is of different classes never goes together."""
    return each.alert.urgency, each.held == HoldReason.DIGEST, each.alert.reason is AlertReason.SERVICE


def _fresh_bundles(group: Sequence[Waiting], now: datetime) -> Iterator[Bundle]:
    """Those of one class."""
    due = [each for each in group if _due(each, now)]
    if group[0].held == HoldReason.DIGEST:
        yield from (bundle(part, _digest_title(part[0].alert, now)) for part in _parts(due))
        return
    alone: list[Waiting] = []
    others: list[Waiting] = []
    for each in due:
        (alone if imminent(each.alert, now) else others).append(each)
    if others:
        together = [*others, *(each for each in group if not _due(each, now) and each.held == HoldReason.GATHERING)]
        if len(together) >= BURST:
            yield from (bundle(part, "") for part in _parts(together))
        else:
            alone += others
    for same in _groups(alone, lambda each: each.alert.key):
        yield bundle(same, "")


def bundle(waiting: Sequence[Waiting], title: str) -> Bundle:
    """One message of these. Its id follows from what it holds."""
    ids = [each.alert.id for each in waiting]
    if len(ids) == 1:
        return Bundle(ids[0], "", tuple(waiting))
    return Bundle(f"together:{digest_of(*ids)[:24]}:{waiting[0].alert.receiver}", title, tuple(waiting))


def _groups(waiting: Iterable[Waiting], what: Callable[[Waiting], Hashable]) -> Iterable[list[Waiting]]:
    """Those of which `what` says the same, in the order in which they came."""
    groups: dict[Hashable, list[Waiting]] = {}
    for each in waiting:
        groups.setdefault(what(each), []).append(each)
    return groups.values()


def _parts(waiting: Sequence[Waiting]) -> Iterator[Sequence[Waiting]]:
    return (waiting[start : start + MOST] for start in range(0, len(waiting), MOST))


def _due(each: Waiting, now: datetime) -> bool:
    return each.due_at is None or each.due_at <= now


def _digest_title(alert: Alert, now: datetime) -> str:
    return f"Digest of {now.astimezone(ZoneInfo(alert.zone)):%Y-%m-%d %H:%M}"
