"""Lines kept at hand: a revision reads the same as long as nobody changes the watches."""

from collections.abc import Sequence

from monitor.types import Deadline, Watch
from monitor.web.lines import Still, still_line

KEPT = 24_000
"""Lines of one generation, of which there are two. When somebody leafs through everything, twice as many lines and records at hand
(`store/present.py`) took 60 MB more."""


class Shelf:
    """Lines by key, revision and zone. What was not asked for during a whole generation is forgotten. Threads may share it."""

    def __init__(self) -> None:
        self._watches: tuple[Watch, ...] = ()
        self._young: dict[tuple[str, int, str], Still] = {}
        self._old: dict[tuple[str, int, str], Still] = {}

    def lines(self, deadlines: Sequence[Deadline], zone: str, watches: tuple[Watch, ...]) -> list[Still]:
        """One for each, in their order. `watches`: as configured now; other ones than before empty the shelf."""
        if watches is not self._watches:
            self._watches, self._young, self._old = watches, {}, {}
        young, old = self._young, self._old
        found = []
        for each in deadlines:
            place = (each.key, each.revision, zone)
            line = young.get(place)
            if line is None:
                line = young[place] = old.get(place) or still_line(each, zone, watches)
            found.append(line)
        if len(young) > KEPT:
            self._young, self._old = {}, young
        return found
