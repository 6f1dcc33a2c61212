"""The database, as Protocols: all that one transaction can read and write. **Pure.**"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from monitor.ledger import Past
from monitor.ports.ledger import DeadlinesKept, MarksKept, MeasuresKept
from monitor.ports.listening import DocumentsKept, ItemsKept, SourcesKept
from monitor.ports.telling import AlarmsKept, OutboxKept, PastKept
from monitor.ports.values import Token
from monitor.ports.working import SlotsKept, WorkersKept


class TokensKept(Protocol):
    """Programs' ways in."""

    def add_token(self, token: Token, digest: str) -> bool:
        """Keeps a token's digest under its name; False when the name is taken in its workspace."""
        ...

    def token_of(self, digest: str) -> Token | None:
        """The token with this digest, whosever it is: it tells into which workspace it leads. Of the whole database alone."""
        ...

    def tokens(self) -> list[Token]:
        """All tokens, by name."""
        ...

    def drop_token(self, name: str) -> bool:
        """Ends a token of this workspace (of the default one, where the whole database is seen); False when there is none."""
        ...


class WholeKept(Protocol):
    """Facts about the whole."""

    def counts(self) -> dict[str, int]:
        """Rows by table and state: documents, deadlines, quarantined, alerts_pending, alerts_dead ..."""
        ...

    def note_alive(self, tick: str, at: datetime) -> None:
        """Records that a tick of the daemon ran: `monitor health` reads it."""
        ...

    def last_alive(self) -> dict[str, datetime]: ...


class PrunedAway(Protocol):
    """What may be forgotten. `before`: an instant (aware UTC)."""

    def prune_alerts(self, before: datetime, since: datetime, limit: int) -> tuple[int, datetime | None]:
        """Deletes what was sent or withdrawn and was queued before, unless its date is still to come or came since.

        Looks at what was queued at `since` or later; how many went, and from when to go on, None at the end.
        """
        ...

    def prune_documents(
        self, before: datetime, since: datetime, limit: int, first: Mapping[str, datetime]
    ) -> tuple[int, datetime | None]:
        """The same for documents that tell nothing, by their publication. `first`: as `first_learnt` tells; those stay."""
        ...

    def prune_quarantine(self, before: datetime) -> int:
        """Forgets items that could not be read and were not met since; how many."""
        ...


class Transaction(
    SourcesKept,
    ItemsKept,
    DocumentsKept,
    DeadlinesKept,
    MarksKept,
    MeasuresKept,
    OutboxKept,
    PastKept,
    AlarmsKept,
    TokensKept,
    WorkersKept,
    SlotsKept,
    PrunedAway,
    WholeKept,
    Past,
    Protocol,
):
    """All reads and writes of one decision; committed together or not at all.

    `workspace`: whose alerts, receivers, tokens and marks it sees; None: everybody's. What the daemon alone does with those of all
    refuses (RuntimeError) in a transaction that sees those of one, and so does writing for another (ValueError).
    """

    @property
    def workspace(self) -> str | None: ...

    def within(self, workspace: str) -> "Transaction":
        """The same transaction as this workspace sees it. Raises RuntimeError in one of another workspace."""
        ...

    def savepoint(self) -> AbstractContextManager[None]:
        """What is written inside is undone alone when an exception leaves it; the exception goes on."""
        ...


class Store(Protocol):
    """The database. Synchronous, called from one worker thread."""

    def begin(self) -> AbstractContextManager[Transaction]:
        """A write transaction (SQLite: BEGIN IMMEDIATE); commits on leaving, rolls back on an exception. Raises StoreError."""
        ...

    def read(self) -> AbstractContextManager[Transaction]:
        """A transaction that only looks: one moment of the database, waiting for no writer. Raises StoreError, also for a write."""
        ...

    def within(self, workspace: str) -> "Store":
        """The same database as this workspace sees it: sources, documents and the ledger whole, of all else its own."""
        ...

    def close(self) -> None: ...
