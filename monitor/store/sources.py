"""What is remembered of sources, items set aside, and the pulse of the daemon."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, func, select, update
from sqlmodel import col

from monitor.store.columns import clean
from monitor.store.part import Part, batches, table_of
from monitor.store.tables import HeartbeatRow, QuarantineRow, SourceRow
from monitor.types import SourceState, digest_of, workspace_of


class Sources(Part):
    """Sources, quarantine and heartbeats inside one transaction."""

    def source_states(self, names: Iterable[str] | None = None) -> dict[str, SourceState]:
        """What is remembered of these sources, or of all; names never polled are absent."""
        if names is None:
            return {row["name"]: _state(row) for row in self.connection.execute(_SOURCES).mappings()}
        asked = {clean(name): name for name in names}
        found: dict[str, SourceState] = {}
        for batch in batches(asked):
            rows = self.connection.execute(_SOURCES.where(col(SourceRow.name).in_(batch))).mappings()
            found |= {asked[row["name"]]: _state(row) for row in rows}
        return found

    def sources_due(self, now: datetime, beyond: datetime) -> dict[str, SourceState]:
        """Those to be polled by `now`, and those planned for after `beyond`."""
        at = col(SourceRow.next_poll_at)
        due = (_SOURCES.where(when) for when in (at <= now, at > beyond))
        return {row["name"]: _state(row) for some in due for row in self.connection.execute(some).mappings()}

    def save_source(self, state: SourceState) -> None:
        """Replaces what is remembered of the source."""
        self.save_sources([state])

    def save_sources(self, states: Iterable[SourceState]) -> None:
        """Replaces what is remembered of these sources, each named once."""
        self.put_all(SourceRow, [_row(state) for state in states])

    def slots(self, now: datetime, ahead: timedelta) -> list[tuple[str, datetime]]:
        """(source, `next_poll_at`) of those due, and of those not due for longer than `ahead`."""
        at = col(SourceRow.next_poll_at)
        looks = (select(col(SourceRow.name), at).where(when).order_by(at) for when in (at <= now, at > now + ahead))
        return [(name, slot) for look in looks for name, slot in self.connection.execute(look)]

    def slots_done(self, slots: Mapping[str, datetime]) -> set[str]:
        """Of these sources those that do not stand at their slot any more."""
        standing: dict[str, datetime] = {}
        for batch in batches(slots):
            at = select(col(SourceRow.name), col(SourceRow.next_poll_at)).where(col(SourceRow.name).in_(batch))
            standing |= dict(self.connection.execute(at).all())
        return {name for name, slot in slots.items() if standing.get(name) != slot}

    def polled_sources(self) -> set[str]:
        """Names of the sources of which something is remembered."""
        return set(self.connection.scalars(select(col(SourceRow.name))))

    def last_success_at(self) -> datetime | None:
        """When any source was polled with success last."""
        newest = select(col(SourceRow.last_ok_at)).where(col(SourceRow.last_ok_at).is_not(None))
        return self.connection.scalar(newest.order_by(col(SourceRow.last_ok_at).desc()).limit(1))

    def wake_sources(self, since: datetime, now: datetime) -> int:
        """Makes due at once the sources whose publishers gave no answer, from `since` on or later; returns how many."""
        silent = (col(SourceRow.unanswered).is_(True), col(SourceRow.failing_since) >= since)
        waking = update(SourceRow).where(*silent, col(SourceRow.next_poll_at) > now).values(next_poll_at=now)
        return self.connection.execute(waking).rowcount

    def quarantine(self, source: str, url: str, reason: str, at: datetime) -> None:
        """Sets a bad item aside; one that comes back at every poll stays one row and is counted."""
        row = {"source": source, "address": digest_of(url), "url": url, "reason": reason}
        statement = self.insert(QuarantineRow).on_conflict_do_update(
            index_elements=["source", "address"],
            set_={"reason": reason, "last_at": at, "times": col(QuarantineRow.times) + 1},
        )
        self.connection.execute(statement, row | {"times": 1, "first_at": at, "last_at": at})

    def set_aside(self) -> dict[str, int]:
        """source -> how many of its items could not be read."""
        counted = select(col(QuarantineRow.source), func.count()).group_by(col(QuarantineRow.source))
        return dict(self.connection.execute(counted).all())

    def note_alive(self, tick: str, at: datetime) -> None:
        """Records that a tick of the daemon ran."""
        self.put(HeartbeatRow, {"tick": tick, "at": at})

    def last_alive(self) -> dict[str, datetime]:
        """tick -> when it last ran; a workspace's own have its name before them, as receivers have."""
        rows = self.connection.execute(select(col(HeartbeatRow.tick), col(HeartbeatRow.at)))
        return {tick: at for tick, at in rows if self.workspace is None or workspace_of(tick) in ("", self.workspace)}


_SOURCES = select(table_of(SourceRow))
_FIELDS = tuple(each.name for each in fields(SourceState) if each.name != "usual_gap")


def _row(state: SourceState) -> dict[str, Any]:
    gap = None if state.usual_gap is None else round(state.usual_gap.total_seconds())
    return {name: getattr(state, name) for name in _FIELDS} | {"usual_gap_seconds": gap}


def _state(row: RowMapping) -> SourceState:
    fields = dict(row)
    gap = fields.pop("usual_gap_seconds")
    return SourceState(**fields, usual_gap=None if gap is None else timedelta(seconds=gap))
