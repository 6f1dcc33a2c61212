"""Which of many watches ask for something, found without holding it against each of them. **Pure.**"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import cached_property
from operator import attrgetter

from monitor.policy.matching import Facts, asks, facts_of, facts_of_measure
from monitor.policy.signs import borne, filings
from monitor.types import Change, Deadline, MeasureNews, Watch

_SAID = attrgetter(*(each.name for each in fields(Watch) if each.name != "line"))
"""All that a watch says, without where it is written."""

FEW = 20
"""So few watches are compared one by one sooner than they are filed."""


class Watchlist(tuple[Watch, ...]):
    """Watches in the order in which they are written; at the first question they are filed by what they ask for."""

    @cached_property
    def _shelves(self) -> tuple[dict[str, dict[str, list[int]]], frozenset[int], list[int]]:
        """kind of sign -> sign -> places of watches; those that need no second look; those that can be found by no sign."""
        found = [list(filings(watch)) for watch in self]
        often = Counter(sign for ways in found for way in ways for sign in way.signs)
        shelves: dict[str, dict[str, list[int]]] = {}
        whole: set[int] = set()
        unfiled: list[int] = []
        for place, ways in enumerate(found):
            way = min(ways, key=lambda way: sum(often[sign] for sign in way.telling), default=None)
            if way is None:
                unfiled.append(place)
                continue
            for kind, sign in way.signs:
                shelves.setdefault(kind, {}).setdefault(sign, []).append(place)
            if way.whole:
                whole.add(place)
        return shelves, frozenset(whole), unfiled

    @cached_property
    def _heard(self) -> dict[str, list[int]]:
        """receiver -> places of its watches."""
        found: dict[str, list[int]] = {}
        for place, watch in enumerate(self):
            for receiver in dict.fromkeys(watch.receivers):
                found.setdefault(receiver, []).append(place)
        return found

    def of(self, receivers: Iterable[str]) -> "tuple[Watch, ...]":
        """The watches of which one of these receivers hears, in their order."""
        places = set().union(*(self._heard.get(receiver, ()) for receiver in receivers))
        found = tuple(self[place] for place in sorted(places))
        return found if len(found) < FEW else Watchlist(found)

    def asking(self, *facts: Facts) -> list[Watch]:
        """The watches that ask for one of these, in their order."""
        shelves, whole, unfiled = self._shelves
        found: set[int] = set()
        for each in facts:
            near = set(unfiled)
            for kind, shelf in shelves.items():
                near.update(*(shelf[sign] for sign in borne(each, kind) & shelf.keys()))
            found.update(place for place in near - found if place in whole or asks(self[place], each))
        return [self[place] for place in sorted(found)]


def asking(watches: Sequence[Watch], deadline: Deadline) -> list[Watch]:
    """The watches that ask for the deadline, in their order; of a `Watchlist` only those are looked at that may."""
    return _asking(watches, facts_of(deadline))


def asking_then_or_now(watches: Sequence[Watch], change: Change) -> list[Watch]:
    """The watches that ask for the deadline as it is, or as it was, in their order."""
    return _asking(watches, *(facts_of(state) for state in (change.new, change.old) if state is not None))


def asking_for_measure(watches: Sequence[Watch], news: MeasureNews) -> list[Watch]:
    """The watches that ask for the measure, in their order."""
    return _asking(watches, facts_of_measure(news))


def changed(old: Iterable[Watch], new: Iterable[Watch]) -> Watchlist:
    """What one list holds and the other does not, on whatever line: watches that were added, taken away, or are otherwise now."""
    before, after = ({_SAID(watch): watch for watch in watches} for watches in (old, new))
    gone, come = before.keys() - after.keys(), after.keys() - before.keys()
    return Watchlist((*(before[said] for said in gone), *(after[said] for said in come)))


def _asking(watches: Sequence[Watch], *facts: Facts) -> list[Watch]:
    if isinstance(watches, Watchlist):
        return watches.asking(*facts)
    return [watch for watch in watches if any(asks(watch, each) for each in facts)]
