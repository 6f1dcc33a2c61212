"""A database as one workspace sees it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from monitor.ports import Store, Transaction


@dataclass(frozen=True, slots=True)
class WorkspaceStore:
    """See `ports.Store`: every transaction that it gives out sees this workspace alone."""

    whole: Store
    workspace: str

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """A write transaction. Raises StoreError."""
        with self.whole.begin() as tx:
            yield tx.within(self.workspace)

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A transaction that only looks. Raises StoreError."""
        with self.whole.read() as tx:
            yield tx.within(self.workspace)

    def within(self, workspace: str) -> Store:
        """The same, for the same workspace alone. Raises RuntimeError for another one."""
        if workspace != self.workspace:
            raise RuntimeError("the database of one workspace cannot become one of another")
        return self

    def close(self) -> None:
        """Lets go of the database."""
        self.whole.close()
