"""Receivers: how they have been lately, and what they call the first message about a deadline."""

from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlmodel import col

from monitor.policy import Circuit
from monitor.store.part import Part, batches, of_the_whole, table_of
from monitor.store.tables import AlertRow, CircuitRow, ThreadRow
from monitor.types import workspace_of

SOON = timedelta(hours=1)
"""The longest pause between two tries."""


class Circuits(Part):
    """Circuits and threads inside one transaction."""

    def circuits(self) -> dict[str, Circuit]:
        """Receivers that failed lately, or asked for patience."""
        rows = self.connection.execute(select(table_of(CircuitRow))).mappings()
        found = {row["receiver"]: Circuit(**row) for row in rows}
        return {name: each for name, each in found.items() if self.workspace in (None, workspace_of(name))}

    @of_the_whole
    def circuit(self, receiver: str) -> Circuit:
        """How the receiver has been lately."""
        return self._circuits_of([receiver]).get(receiver) or Circuit(receiver)

    @of_the_whole
    def save_circuit(self, circuit: Circuit) -> None:
        """Replaces what is known of the receiver."""
        self.put(CircuitRow, asdict(circuit))

    def _circuits_of(self, receivers: Collection[str]) -> dict[str, Circuit]:
        found: dict[str, Circuit] = {}
        for batch in batches(receivers):
            some = col(CircuitRow.receiver).in_(batch)
            rows = self.connection.execute(select(table_of(CircuitRow)).where(some)).mappings()
            found |= {row["receiver"]: Circuit(**row) for row in rows}
        return found

    def _recovered(self, receivers: Collection[str], now: datetime) -> None:
        """They took something. Where only probes went, what waits for its next try is due."""
        over = or_(col(CircuitRow.failures) > 0, col(CircuitRow.until) <= now)
        gone = delete(CircuitRow).where(col(CircuitRow.receiver).in_(receivers), over)
        closed = [Circuit(**row) for row in self.connection.execute(gone.returning(*table_of(CircuitRow).c)).mappings()]
        for circuit in closed:
            if circuit.broken:
                waiting = (
                    col(AlertRow.state) == "pending",
                    col(AlertRow.receiver) == circuit.receiver,
                    col(AlertRow.next_at) > now,
                    col(AlertRow.next_at) <= now + SOON,
                    col(AlertRow.attempts) > 0,
                )
                self.connection.execute(update(AlertRow).where(*waiting).values(next_at=now))

    def _threads(self, receiver: str, keys: Collection[str]) -> dict[str, str]:
        """key -> what the receiver calls its first message about that deadline."""
        if not keys:
            return {}
        asked = select(col(ThreadRow.key), col(ThreadRow.handle)).where(
            col(ThreadRow.receiver) == receiver, col(ThreadRow.key).in_(keys)
        )
        return dict(self.connection.execute(asked).all())

    def _keep_threads(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """(receiver, key, handle): a first message that is gone is followed no longer."""
        kept = [{"receiver": receiver, "key": key, "handle": handle} for receiver, key, handle in rows]
        if kept:
            statement = self.insert(ThreadRow)
            followed = {"handle": statement.excluded["handle"]}
            self.connection.execute(
                statement.on_conflict_do_update(index_elements=["receiver", "key"], set_=followed), kept
            )
