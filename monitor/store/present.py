"""Records as they stand, kept at hand for those who only look: what a page has shown once is not read and decoded again.

What is kept holds until a newer revision of it is committed. Each transaction looks up the newest revision it can see before it takes
anything from here; one that began before the last commit reads its records itself.
"""

from collections.abc import Iterable, Sequence
from threading import Lock

from sqlalchemy import Connection, bindparam, select
from sqlmodel import col

from monitor.store.driver import driver_rows
from monitor.store.lookups import snapshots
from monitor.store.tables import RevisionRow
from monitor.types import Deadline

KEPT = 20_000
"""Records of one generation, of which there are two."""
AT_ONCE = 1000
"""From so many new revisions on it is cheaper to forget everything."""

_NEWEST = "SELECT max(id) FROM revisions"
_REVISED = (
    select(col(RevisionRow.key))
    .where(col(RevisionRow.id) > bindparam("since"), col(RevisionRow.id) <= bindparam("until"))
    .limit(AT_ONCE)
)


class Present:
    """Records by key. What was not asked for during a whole generation is forgotten. Threads may share it."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._newest = 0
        self._young: dict[str, Deadline] = {}
        self._old: dict[str, Deadline] = {}

    def newest(self, connection: Connection) -> int:
        """The number of the newest revision that this transaction sees; records revised since the last look are forgotten."""
        newest, known = driver_rows(connection, _NEWEST)[0][0] or 0, self._newest
        if newest > known:
            revised = connection.scalars(_REVISED, {"since": known, "until": newest}).all() if known else ()
            with self._turn:
                if self._newest == known:
                    self._forget(revised, everything=not known or len(revised) >= AT_ONCE)
                    self._newest = newest
        return newest

    def records(self, connection: Connection, keys: Sequence[str], newest: int) -> list[Deadline]:
        """The records of these keys in their order, without those that were withdrawn. `newest`: as this transaction sees it."""
        found = self._kept(keys, newest)
        missing = [key for key in keys if key not in found]
        if missing:
            read = {record.key: record for record in snapshots(connection, missing)}
            self._keep(read, newest)
            found |= read
        return [found[key] for key in keys if key in found]

    def _kept(self, keys: Iterable[str], newest: int) -> dict[str, Deadline]:
        with self._turn:
            if newest != self._newest:
                return {}
            found = {}
            for key in keys:
                record = self._young.get(key)
                if record is None and (record := self._old.get(key)) is not None:
                    self._young[key] = record
                if record is not None:
                    found[key] = record
            return found

    def _keep(self, read: dict[str, Deadline], newest: int) -> None:
        with self._turn:
            if newest != self._newest:
                return
            self._young |= read
            if len(self._young) > KEPT:
                self._young, self._old = {}, self._young

    def _forget(self, keys: Iterable[str], *, everything: bool) -> None:
        if everything:
            self._young, self._old = {}, {}
        for key in keys:
            self._young.pop(key, None)
            self._old.pop(key, None)
