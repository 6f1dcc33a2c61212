"""One line at the top of every page: how the monitor is, in words; looked up every few seconds and never waited for."""

import threading
import time
from dataclasses import dataclass, field

from monitor import listening
from monitor.errors import StoreError
from monitor.shown.health import faults_at
from monitor.web.site import Site

FRESH = 5.0
"""Seconds for which the words stand."""
WAIT = 0.05
"""Seconds for which the first page waits for them; later ones show those of before until new ones come."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """How it is. `well`: nothing keeps the monitor from its work, and every source answers."""

    words: str
    well: bool


@dataclass
class Pulses:
    """What each workspace is told of how it is."""

    _beats: dict[str, "Beat"] = field(default_factory=dict)

    def line(self, site: Site) -> Pulse | None:
        """As of a few seconds ago; None where nobody knows yet. `site`: as a workspace sees it."""
        workspace = site.workspace or ""
        if workspace not in self._beats:
            self._beats[workspace] = Beat(site)
        return self._beats[workspace].line()


@dataclass
class Beat:
    """The words for one workspace, and when they were found."""

    site: Site
    _last: Pulse | None = None
    _until: float = 0.0
    _busy: threading.Lock = field(default_factory=threading.Lock)

    def line(self) -> Pulse | None:
        """The words as of a few seconds ago; None where nobody knows yet."""
        if self.site.standing:
            return Pulse(self.site.standing, True)
        if time.monotonic() >= self._until and self._busy.acquire(blocking=False):
            looking = threading.Thread(target=self._look, name="pulse", daemon=True)
            looking.start()
            if self._last is None:
                looking.join(WAIT)
        return self._last

    def _look(self) -> None:
        try:
            self._last = pulse(self.site)
        except StoreError as error:
            self._last = Pulse(f"The database cannot be asked: {error}", False)
        finally:
            self._until = time.monotonic() + FRESH
            self._busy.release()


def pulse(site: Site) -> Pulse:
    """How it is now. Raises StoreError."""
    now, sources = site.now(), site.config().sources
    with site.store.read() as tx:
        faults = faults_at(tx, now)
        states = tx.source_states(source.name for source in sources)
        waiting = sum(queue.pending for queue in tx.queues())
    words = [listening.health(source, states.get(source.name), now).word for source in sources if source.enabled]
    counted = [f"{words.count(word)} {word}" for word in ("ok", "new", "failing", "ill") if word in words]
    many = f"{len(words)} source{'s' * (len(words) != 1)}" + (f" ({', '.join(counted)})" if counted else "")
    told = f"{many}, {waiting} {'alert waits' if waiting == 1 else 'alerts wait'}"
    if not faults and {"failing", "ill"} & set(words):
        return Pulse(f"The monitor runs; look at its sources: {told}.", False)
    if not faults:
        return Pulse(f"All is well: {told}.", True)
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return Pulse(f"Look here: {faults[0]}{more}. {told}.", False)
