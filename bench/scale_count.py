"""What happened is compared with what was to happen: slots, documents, alerts."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from scale_company import Life
from scale_town import Request

SETTLED = 60.0
"""A slot that came so shortly before the end need not be done."""
REQUEST = 40.0
"""So long a request may have been under way when a blow fell."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot that was done: `due` and `stored` in seconds of the wall clock."""

    feed: int
    due: float
    stored: float


@dataclass
class Blows:
    """When processes died, and when PostgreSQL was stopped; in seconds of the wall clock."""

    ended: dict[str, float] = field(default_factory=dict)
    stops: Sequence[float] = ()

    @staticmethod
    def of(lives: Sequence[Life], stops: Sequence[float]) -> "Blows":
        return Blows({life.agent: life.ended for life in lives if life.ended is not None}, stops)

    def undid(self, request: Request) -> bool:
        """May what was asked for have been lost on the way, so that it had to be asked again?"""
        ended = self.ended.get(request.agent)
        fell = [*self.stops] + ([ended] if ended is not None else [])
        return any(request.at <= blow <= request.at + REQUEST for blow in fell)


@dataclass
class Reckoning:
    """The figures; what it was, in words."""

    missed: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    slots: int = 0
    requests: int = 0
    undone: int = 0
    late: float = 0.0


def count_slots(
    slots: Sequence[Slot],
    waiting: dict[int, float],
    requests: Sequence[Request],
    blows: Blows,
    window: tuple[float, float],
    cadence: float,
    found: Reckoning,
) -> None:
    """`waiting`: feed -> when it is due next, at the end. `window`: seconds of the wall clock that count."""
    began, ended = window
    counted = [slot for slot in slots if began <= slot.due <= ended]
    found.slots = len(counted)
    times = Counter((slot.feed, slot.due) for slot in counted)
    found.doubled += [f"feed {feed}: stored {count} times" for (feed, _), count in times.items() if count > 1]
    found.missed += [
        f"feed {slot.feed}: {slot.stored - slot.due:.0f} s late" for slot in counted if slot.stored - slot.due > cadence
    ]
    found.missed += [
        f"feed {feed}: due for {ended - due:.0f} s at the end" for feed, due in waiting.items() if due < ended - SETTLED
    ]
    found.late = max((slot.stored - slot.due for slot in counted), default=0.0)
    stored: dict[int, list[float]] = defaultdict(list)
    for slot in sorted(slots, key=lambda slot: slot.stored):
        stored[slot.feed].append(slot.stored)
    asked: dict[int, list[Request]] = defaultdict(list)
    for request in sorted(requests, key=lambda request: request.at):
        asked[request.feed].append(request)
    for feed, each in asked.items():
        _match(feed, each, stored[feed], blows, window, found)


def _match(
    feed: int, asked: list[Request], stored: list[float], blows: Blows, window: tuple[float, float], found: Reckoning
) -> None:
    """Each slot that was stored has the last request before it; any other request was undone by a blow, or is one too many."""
    kept = {bisect_left([request.at for request in asked], instant) - 1 for instant in stored}
    for number, request in enumerate(asked):
        if not window[0] <= request.at <= window[1]:
            continue
        found.requests += 1
        if number in kept:
            continue
        if blows.undid(request):
            found.undone += 1
        elif request.at < window[1] - SETTLED:
            found.doubled.append(
                f"feed {feed}: asked once too often, {request.at - window[0]:.0f} s in, by {request.agent}"
            )


def count_told(
    published: Sequence[str], known: set[str], rows: Sequence[Any], posted: Counter[str], found: Reckoning
) -> None:
    """`published`: addresses of stories; `known`: of documents. `rows`: (id, batch, state, address) of all alerts."""
    found.lost += [f"{address} is no document" for address in published if address not in known]
    told = {row.address for row in rows}
    found.lost += [f"{address} made no alert" for address in published if address in known and address not in told]
    parcels = {row.batch or row.id for row in rows if row.state == "sent"}
    found.lost += [f"{row.id} is {row.state}" for row in rows if row.state not in ("sent", "superseded")]
    found.lost += [f"{parcel} did not arrive" for parcel in parcels if not posted[parcel]]
    found.repeated += [f"{parcel} arrived {count} times" for parcel, count in posted.items() if count > 1]
    found.repeated += [f"{parcel} is no parcel that was sent" for parcel in posted if parcel not in parcels]
