"""A ledger in memory: the records' stories in order of publication, and all that was ever written down."""

from dataclasses import dataclass, field
from datetime import datetime

from monitor.ledger import clock_change, heard, wakes_at
from monitor.types import Change, Deadline, Document, Place, Reading, Revision, Rewrite, Step


@dataclass
class Memory:
    """Keeps what the fold asks for, and applies what it answers, as the store does."""

    stories: dict[str, list[Step]] = field(default_factory=dict)
    revisions: dict[str, list[Change]] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    written: list[Revision] = field(default_factory=list)
    documents: dict[str, tuple[Document, Reading]] = field(default_factory=dict)

    @property
    def records(self) -> dict[str, Deadline]:
        """What is known now."""
        return {key: written[-1].new for key, written in self.revisions.items() if key not in self.withdrawn}

    def known_at(self, instant: datetime) -> dict[str, Deadline]:
        """What was known then, from what was written down by then."""
        newest = {each.change.new.key: each for each in self.written if each.learnt_at <= instant}
        return {key: each.change.new for key, each in newest.items() if not each.withdrawn}

    def known(self, reading: Reading, place: Place) -> list[Deadline]:
        found = (self._before(key, place) for key in self.stories)
        return [record for record in found if record is not None]

    def stood(self, key: str, place: Place) -> bool:
        return self._before(key, place) is not None

    def steps(self, key: str, since: Place) -> list[Step]:
        return [step for step in self.stories.get(key, ()) if step.place >= since]

    def steps_at(self, place: Place) -> list[Step]:
        return [step for story in self.stories.values() for step in story if step.place == place]

    def later(self, place: Place) -> list[tuple[Document, Reading]]:
        placed = sorted((Place.of(document), document.id) for document, _ in self.documents.values())
        return [self.documents[name] for at, name in placed if at > place]

    def present(self, key: str) -> Deadline | None:
        written = self.revisions.get(key)
        return written[-1].new if written else None

    def hears(self, document: Document, reading: Reading, now: datetime) -> list[Change]:
        """A document arrives. The changes that are told."""
        if document.id in self.documents:
            return []
        self.documents[document.id] = (document, reading)
        outcome = heard(self, document, reading, now)
        for told in outcome.told:
            self._write(told.change, now, withdrawn=told.withdrawn)
            (self.withdrawn.add if told.withdrawn else self.withdrawn.discard)(told.change.new.key)
        for rewrite in outcome.rewrites:
            self._rewrite(rewrite)
        return [told.change for told in outcome.told if not told.quiet]

    def turns(self, now: datetime) -> list[Change]:
        """The clock runs up to `now`."""
        made = []
        while waking := sorted((at, key) for key, r in self.records.items() if (at := wakes_at(r)) and at <= now):
            change = clock_change(self.records[waking[0][1]], now)
            assert change is not None
            self._write(change, now)
            story = self.stories[change.new.key]
            story.append(Step(max(Place(change.at), story[-1].place), change.reason, change.new))
            made.append(change)
        return made

    def _before(self, key: str, place: Place) -> Deadline | None:
        return (
            next((step.state for step in reversed(self.stories[key]) if step.place < place), None)
            if key in self.stories
            else None
        )

    def _write(self, change: Change, now: datetime, *, withdrawn: bool = False) -> None:
        known = self.present(change.new.key)
        assert change.old == known or (known is not None and change.new.key in self.withdrawn), (
            "a change starts from what is known"
        )
        assert change.new.revision == (known.revision + 1 if known else 1)
        self.revisions.setdefault(change.new.key, []).append(change)
        self.written.append(Revision(change, now, withdrawn))

    def _rewrite(self, rewrite: Rewrite) -> None:
        story = self.stories.get(rewrite.key, [])
        before = [step for step in story if step.place < rewrite.since]
        after = [step for step in story if rewrite.until is not None and step.place > rewrite.until]
        self.stories[rewrite.key] = [*before, *rewrite.steps, *after]
