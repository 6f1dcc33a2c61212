"""Deadlines, their history and their next instants."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select, update
from sqlalchemy.orm import aliased
from sqlmodel import col

from monitor.ledger import doubts
from monitor.ledger.identity import ALL
from monitor.policy import first_day
from monitor.ports import Move, Query
from monitor.store.facets import Facets
from monitor.store.headings import filed, sought
from monitor.store.lookups import cheapest
from monitor.store.part import of_keys, of_the_whole, one_of
from monitor.store.tables import DeadlineRow, HeadingRow, RevisionRow
from monitor.types import Change, ChangeReason, Deadline, Reading, Revision, utc

CANDIDATES, VAGUE, AT_MOST = 80, 160, 400
"""With how many records a statement is compared, one that names no target, and a document, whatever it says."""

SETTLED = "DELETE FROM doubts WHERE key = {mark}"
"""What readers doubted was the revision before; whoever writes the next one says which of it stands."""
RESTATED = "UPDATE headings SET closed = {mark}, stated_at = {mark} WHERE key = {mark}"
PLANNED = "UPDATE deadlines SET remind_at = {mark} WHERE key = {mark}"


class Deadlines(Facets):
    """Deadlines and revisions inside one transaction."""

    def candidates(self, reading: Reading) -> list[Deadline]:
        """Deadlines, open and closed, that this reading may be about, the most recently stated first.

        Of those under one heading the open ones come first, then the newest: see `headings` and `lookups`.
        """
        found = cheapest(self.connection, sought(reading), _limit(reading))
        return sorted(found, key=lambda record: (record.stated_at, record.key), reverse=True)

    def deadlines_waking(self, now: datetime, limit: int) -> list[Deadline]:
        """Deadlines whose clock change is due, earliest first."""
        return self._due(col(DeadlineRow.wakes_at), now, limit)

    @of_the_whole
    def deadlines_reminding(self, now: datetime, limit: int) -> list[tuple[Deadline, datetime]]:
        """Deadlines with a reminder due, and since when it is due; earliest first."""
        since = col(DeadlineRow.remind_at)
        wanted = select(col(DeadlineRow.snapshot), since).where(since <= now).order_by(since, col(DeadlineRow.key))
        return [(deadline, due) for deadline, due in self.connection.execute(wanted.limit(limit))]

    @of_the_whole
    def next_due(self) -> datetime | None:
        """The earliest instant at which a clock change or a reminder of any deadline is due."""
        columns = (col(DeadlineRow.wakes_at), col(DeadlineRow.remind_at))
        # One question per column: each is answered by the first entry of its own index.
        instants = [self.connection.scalar(select(func.min(column))) for column in columns]
        return min((instant for instant in instants if instant is not None), default=None)

    def deadlines(self, query: Query) -> list[Deadline]:
        """By date, earliest first. With `known_at` what is learnt later changes no answer."""
        row = DeadlineRow if query.known_at is None else RevisionRow
        wanted = _snapshots() if query.known_at is None else _known_at(query.known_at)
        ordered = wanted.where(*_conditions(query, row)).order_by(col(row.due_at), col(row.key))
        return self._deadlines(ordered.limit(query.limit))

    def deadline(self, key: str) -> Deadline | None:
        """The present state of one deadline."""
        found = self._deadlines(_snapshots().where(col(DeadlineRow.key) == key))
        return found[0] if found else None

    def history(self, key: str) -> list[Revision]:
        """All revisions of one deadline, oldest first; also of one that was withdrawn."""
        columns = (RevisionRow.reason, RevisionRow.new, RevisionRow.at, RevisionRow.learnt_at, RevisionRow.withdrawn)
        written = select(*map(col, columns)).where(col(RevisionRow.key) == key).order_by(col(RevisionRow.id))
        rows = self.connection.execute(written).all()
        before = [None, *(row.new for row in rows)]
        return [
            Revision(Change(ChangeReason(reason), new, old, at), learnt_at, withdrawn)
            for (reason, new, at, learnt_at, withdrawn), old in zip(rows, before, strict=False)
        ]

    def moves(self, keys: Collection[str]) -> dict[str, list[Move]]:
        """All revisions of these deadlines in short, oldest first; deadlines with one revision alone are left out."""
        found: dict[str, list[Move]] = {}
        for key, reason, due_at, learnt_at in self.connection.execute(*of_keys(_told, list(keys))) if keys else ():
            found.setdefault(key, []).append(Move(ChangeReason(reason), due_at, learnt_at))
        return {key: moves for key, moves in found.items() if len(moves) > 1}

    def related(self, key: str, limit: int) -> list[Deadline]:
        """Other deadlines that a document of this one's revisions told as well, by date."""
        own = select(col(RevisionRow.document)).where(col(RevisionRow.key) == key)
        told = select(col(RevisionRow.key)).where(col(RevisionRow.document).in_(own))
        others = _snapshots().where(col(DeadlineRow.key).in_(told), col(DeadlineRow.key) != key)
        return self._deadlines(others.order_by(col(DeadlineRow.due_at), col(DeadlineRow.key)).limit(limit))

    @of_the_whole
    def save_change(
        self, change: Change, wakes_at: datetime | None, learnt_at: datetime, *, withdrawn: bool = False
    ) -> None:
        """Writes the revision and makes it the present state. What is planned of reminders stays until `set_reminder`.

        `withdrawn`: no text tells the record any more; it is kept for its history, and no other question finds it.
        """
        doubted_at = learnt_at if not withdrawn and doubts(change.new) else None
        row = _deadline_row(change.new, None if withdrawn else wakes_at)
        row |= {"withdrawn": withdrawn, "doubted_at": doubted_at}
        self.put(DeadlineRow, row, keep=("remind_at",))
        self.do(SETTLED, change.new.key)
        revision = _revision_row(change, learnt_at) | {"withdrawn": withdrawn}
        self.add(RevisionRow, [revision])
        self.index(change.new, withdrawn=withdrawn)
        if withdrawn:
            self.do("DELETE FROM headings WHERE key = {mark}", change.new.key)
        else:
            self.file(change.new, filed(change.new))

    def file(self, record: Deadline, headings: Iterable[str]) -> None:
        """Puts a record under these headings as well; where it was found once it stays, for texts that are found late."""
        state = {"closed": record.closed, "stated_at": record.stated_at}
        self.do(RESTATED, record.closed, self.stored(record.stated_at), record.key)
        self.add_new(HeadingRow, [{"key": record.key, "heading": heading, **state} for heading in sorted(headings)])

    def set_reminder(self, key: str, remind_at: datetime | None) -> None:
        """The next instant at which a reminder for this deadline is due."""
        self.do(PLANNED, self.stored(remind_at), key)

    def keys(self, prefix: str, limit: int) -> list[str]:
        """Keys that begin so, in order; those of withdrawn records too."""
        own = col(DeadlineRow.key)
        beginning = func.substr(own, 1, len(prefix)) == prefix
        return list(self.connection.scalars(select(own).where(beginning).order_by(own).limit(limit)))

    @of_the_whole
    def set_reminders(self, plans: Mapping[str, datetime | None]) -> None:
        """The next instants at which reminders are due, by key."""
        self.do_all(PLANNED, [(self.stored(due), key) for key, due in plans.items()])

    @of_the_whole
    def deadlines_ahead(self, day: date, after: str, limit: int) -> list[tuple[Deadline, datetime | None]]:
        """Open deadlines that can fall on this day or later, and when a reminder of each is due, by key."""
        own = col(DeadlineRow.key)
        ahead = select(col(DeadlineRow.snapshot), col(DeadlineRow.remind_at)).where(own > after, *_open(day))
        rows = self.connection.execute(ahead.order_by(own).limit(limit))
        return [(deadline, due) for deadline, due in rows]

    @of_the_whole
    def replan_reminders(
        self, now: datetime, *, learnt_since: datetime | None = None, after: str = "", limit: int = 10_000
    ) -> str | None:
        """Makes deadlines due for planning that can have a reminder; one that is overdue keeps the instant since when it is."""
        own, planned = col(DeadlineRow.key), col(DeadlineRow.remind_at)
        wanted = [own > after, *_open(first_day(now)), or_(planned.is_(None), planned > now)]
        if learnt_since is not None:
            wanted.append(col(DeadlineRow.learnt_at) >= learnt_since)
        slice_ = self.connection.scalars(select(own).where(*wanted).order_by(own).limit(limit)).all()
        if slice_:
            some = update(DeadlineRow).where(own <= slice_[-1], *wanted)
            self.connection.execute(some.values(remind_at=now))
        return slice_[-1] if len(slice_) == limit else None

    def _due(self, column: Any, now: datetime, limit: int) -> list[Deadline]:
        return self._deadlines(_snapshots().where(column <= now).order_by(column, col(DeadlineRow.key)).limit(limit))

    def _deadlines(self, wanted: Select[Any]) -> list[Deadline]:
        return [deadline for (deadline,) in self.connection.execute(wanted).all()]


@cache
def _told(keys: int) -> Select[Any]:
    columns = (RevisionRow.key, RevisionRow.reason, RevisionRow.due_at, RevisionRow.learnt_at)
    told: Any = select(*map(col, columns))
    question: Select[Any] = told.where(one_of(col(RevisionRow.key), keys)).order_by(col(RevisionRow.id))
    return question


def _open(day: date) -> list[ColumnElement[bool]]:
    """Not ended, and still to fall on this day or later."""
    return [
        col(DeadlineRow.ended_day).is_(None),
        col(DeadlineRow.withdrawn).is_(False),
        col(DeadlineRow.last_day) >= day,
    ]


def _snapshots() -> Select[Any]:
    return select(col(DeadlineRow.snapshot)).where(col(DeadlineRow.withdrawn).is_(False))


def _limit(reading: Reading) -> int:
    said = {mention.measure for mention in reading.mentions} | {mention.measure for mention in reading.measures}
    return min(AT_MOST, sum(CANDIDATES if set(measure.targets) - {ALL} else VAGUE for measure in said))


def _known_at(instant: datetime) -> Select[Any]:
    """The newest revision of each record that had been written down by then, unless it had been withdrawn."""
    newer = aliased(RevisionRow)
    overtaken = exists().where(
        col(newer.key) == col(RevisionRow.key),
        col(newer.revision) > col(RevisionRow.revision),
        col(newer.learnt_at) <= instant,
    )
    return select(col(RevisionRow.new)).where(
        col(RevisionRow.learnt_at) <= instant, col(RevisionRow.withdrawn).is_(False), ~overtaken
    )


def _conditions(query: Query, row: type[DeadlineRow] | type[RevisionRow]) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.issuer is not None:
        conditions.append(col(row.issuer) == query.issuer)
    if query.country is not None:
        # The United Kingdom is UK as an issuer and GB as a target: who asks for one means both.
        codes = ("GB", "UK") if query.country in ("GB", "UK") else (query.country,)
        aimed = [col(row.targets).contains(f"|{code}|", autoescape=True) for code in codes]
        conditions.append(or_(col(row.issuer).in_(codes), *aimed))
    if query.kinds:
        conditions.append(col(row.kind).in_([kind.value for kind in query.kinds]))
    if query.statuses:
        conditions.append(col(row.status).in_([status.value for status in query.statuses]))
    if query.since is not None:
        conditions.append(col(row.last_day) >= query.since)
    if query.until is not None:
        conditions.append(col(row.due_day) <= query.until)
    if query.open_only:
        conditions.append(col(row.ended_day).is_(None))
    return conditions


def _deadline_row(deadline: Deadline, wakes_at: datetime | None) -> dict[str, Any]:
    for moment in (deadline.dated_at, deadline.evidence.published):
        utc(moment)  # These two have no column that would refuse a naive one.
    return _asked_of(deadline) | {
        "measure": deadline.measure.kind.value,
        "stated_at": deadline.stated_at,
        "learnt_at": deadline.learnt_at,
        "wakes_at": wakes_at,
        "remind_at": None,
        "snapshot": deadline,
    }


def _asked_of(deadline: Deadline) -> dict[str, Any]:
    """The columns by which states of a deadline are found, present and past ones alike."""
    return {
        "key": deadline.key,
        "revision": deadline.revision,
        "issuer": deadline.measure.issuer,
        "targets": "".join(f"|{target}" for target in deadline.measure.targets) + "|",
        "kind": deadline.kind.value,
        "status": deadline.status.value,
        "due_at": deadline.due.opens_at,
        "due_day": deadline.due.day,
        "last_day": deadline.due.last_day,
        "ended_day": deadline.ended_day,
    }


def _revision_row(change: Change, learnt_at: datetime) -> dict[str, Any]:
    evidence = change.new.evidence
    return _asked_of(change.new) | {
        "reason": change.reason.value,
        "at": change.at,
        "learnt_at": learnt_at,
        "document": evidence.document,
        "url": evidence.url,
        "quote": evidence.quote,
        "new": change.new,
    }
