"""One document before the ledger: the records it may be about, which of them it has spoken for, and the changes so far. **Pure.**"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from monitor.ledger.carrying import about, is_carried
from monitor.ledger.identity import Likeness, only_words, same_role
from monitor.ledger.keys import deadline_key
from monitor.ledger.precedence import overrules
from monitor.ledger.revisions import direction, disputed, opened
from monitor.ledger.statements import GRAINS
from monitor.types import Change, ChangeReason, Deadline, Document, Mention, Status


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement and a record it may be about."""

    said: Mention
    record: Deadline
    alike: Likeness

    @property
    def only_words(self) -> bool:
        """Is there no act behind either of them?"""
        said, record = self.said, self.record
        return only_words(said.status, said.firmness) and only_words(record.status, record.firmness)

    @property
    def same_role(self) -> bool:
        """May the statement, by its role, be about this record?"""
        return self.carried or same_role(self.said.kind, self.record.kind, threat=self.only_words)

    @property
    def carried(self) -> bool:
        """Are they a deferral and the licence that carries it?"""
        return is_carried(self.said, self.record)


@dataclass(slots=True)
class Sitting:
    """`held`: keys of records this document has spoken for; each is spoken for once. `placed`: statements that found a record.

    `taken`: is this key another record's?"""

    records: Sequence[Deadline]
    document: Document
    learnt_at: datetime
    taken: Callable[[str], bool]
    made: list[Change] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    placed: list[Mention] = field(default_factory=list)
    _alike: dict[Mention, list[tuple[Deadline, Likeness]]] = field(default_factory=dict)

    def pairs(self, said: Sequence[Mention]) -> list[Pair]:
        """All statements with all free records that are not plainly about another measure, the likest first, in a stable order."""
        found = [
            Pair(mention, record, alike)
            for mention in said
            for record, alike in self._compared(mention)
            if record.key not in self.held
        ]
        return sorted(found, key=lambda p: (-p.alike.score, -GRAINS[p.said.due.precision], _distance(p), p.record.key))

    def _compared(self, mention: Mention) -> list[tuple[Deadline, Likeness]]:
        """The records a statement may be about; what a statement says of them does not change while the document is heard."""
        found = self._alike.get(mention)
        if found is None:
            looked = ((record, about(mention, record)) for record in self.records)
            found = self._alike[mention] = [(record, alike) for record, alike in looked if alike is not None]
        return found

    def take(self, pair: Pair, change: Change | None) -> None:
        """The statement is about this record, whether or not that changes it."""
        self.held.add(pair.record.key)
        if not self.is_placed(pair.said):
            self.placed.append(pair.said)
        if change is not None:
            self.made.append(change)

    def is_placed(self, mention: Mention) -> bool:
        """Has this very statement found its record?"""
        return any(mention is other for other in self.placed)

    def overrules(self, pair: Pair) -> bool:
        """May this document overrule what the record rests on?"""
        return overrules(self.document, pair.said.firmness, pair.record)

    def revised(self, pair: Pair, new: Deadline, reason: ChangeReason | None = None) -> Change:
        """The change to a new date: by its direction unless a reason is given."""
        return Change(reason or direction(pair.record.due, new.due), new, pair.record, self.learnt_at)

    def dispute(self, record: Deadline, what: str, quote: str, why: str) -> None:
        """A lesser source says otherwise; told once for each thing it says. `why`: what ties its words to the record."""
        self.held.add(record.key)
        new = disputed(record, what, quote, why, self.document, self.learnt_at)
        if new is not None:
            self.made.append(Change(ChangeReason.DISPUTED, new, record, self.learnt_at))

    def open(self, said: Mention, status: Status, reason: ChangeReason, *, closed: bool = False) -> None:
        """Begins a record."""
        made = {change.new.key for change in self.made}
        key = deadline_key(said.measure, said.kind, said.scope, said.due, lambda key: key in made or self.taken(key))
        new = opened(key, said, self.document, self.learnt_at, status, said.due.day if closed else None)
        self.made.append(Change(reason, new, None, self.learnt_at))

    def rests_on_this_document(self, record: Deadline) -> bool:
        """Was the record last worded by this very document?"""
        return record.evidence.document == self.document.id


def _distance(pair: Pair) -> float:
    return abs((pair.said.due.opens_at - pair.record.due.opens_at).total_seconds())
