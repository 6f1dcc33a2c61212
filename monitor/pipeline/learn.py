"""What one document teaches: read, compared with what is known, written down and queued for telling, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor import ledger, policy
from monitor.pipeline.queueing import queue
from monitor.ports import Transaction
from monitor.types import Alert, Change, ChangeReason, Deadline, Document, Mark, MeasureNews, Reading, Watch

OLD_NEWS = timedelta(days=3)
"""A measure heard of in a document older than this is stored and not told: feeds bring old items back."""

ENDS = frozenset({ChangeReason.REVOKED, ChangeReason.STRUCK_DOWN, ChangeReason.SUPERSEDED, ChangeReason.EXPIRY_REMOVED})


@dataclass(slots=True)
class Learnt:
    """What came of one or more documents or ticks: written changes, and the alerts that were queued for them."""

    documents: int = 0
    changes: list[Change] = field(default_factory=list)
    measures: list[MeasureNews] = field(default_factory=list)
    alerts: list[Alert] = field(default_factory=list)

    def add(self, other: "Learnt") -> None:
        """Joins what another step learnt."""
        self.documents += other.documents
        self.changes += other.changes
        self.measures += other.measures
        self.alerts += other.alerts


def learn(
    tx: Transaction,
    document: Document,
    reading: Reading,
    watches: Sequence[Watch],
    now: datetime,
    *,
    quiet: bool = False,
) -> Learnt:
    """Stores one document and all that follows from it.

    `quiet`: the first poll of a source tells nothing, so that old news is not alerted as new; reminders still ahead are planned.
    """
    learnt = Learnt(documents=1)
    if not tx.add_document(document, reading, now) or not reading.telling:
        return learnt
    outcome = ledger.heard(tx, document, reading, now)
    for told in outcome.told:
        hushed = quiet or told.quiet
        learnt.add(write(tx, told.change, watches, now, quiet=hushed, withdrawn=told.withdrawn))
    for rewrite in outcome.rewrites:
        tx.rewrite(rewrite)
    learnt.add(hear(tx, document, reading, learnt.changes, watches, now, quiet=quiet))
    return learnt


def write(
    tx: Transaction,
    change: Change,
    watches: Sequence[Watch],
    now: datetime,
    *,
    quiet: bool,
    withdrawn: bool = False,
) -> Learnt:
    """Stores one change, queues its alerts, withdraws reminders it makes stale and plans the next ones."""
    key = change.new.key
    tx.save_change(change, ledger.wakes_at(change.new), now, withdrawn=withdrawn)
    marks = tx.marks([key]).get(key, [])
    for workspace, said in policy.by_workspace(marks).items():
        doubted = policy.standing(said, change.new, now).wrong
        if doubted is not None and not withdrawn:
            tx.set_doubt(key, doubted.at, workspace)
    alerts = [] if quiet else policy.change_alerts(change, watches, now, marks)
    if change.reason in ENDS or (change.old is not None and change.old.due != change.new.due):
        tx.supersede(key, now)
    queue(tx, alerts, now)
    reminded = plan(tx, change.new, watches, now, marks=marks)
    return Learnt(changes=[change], alerts=alerts + reminded)


def plan(
    tx: Transaction,
    deadline: Deadline,
    watches: Sequence[Watch],
    now: datetime,
    *,
    planned_at: datetime | None = None,
    marks: Sequence[Mark] = (),
    offline: tuple[datetime, datetime] | None = None,
) -> list[Alert]:
    """Queues the reminders that are due and writes down when the next one is. `planned_at`: those due by then were queued before.

    `marks`: what readers said of the deadline, oldest first. `offline`: from when to when nobody ran, if that ended just now.
    """
    planned = policy.reminders(deadline, watches, now, planned_at=planned_at, marks=marks, offline=offline)
    queue(tx, planned.alerts, now)
    tx.set_reminder(deadline.key, planned.next_at)
    return list(planned.alerts)


def hear(
    tx: Transaction,
    document: Document,
    reading: Reading,
    told: Sequence[Change],
    watches: Sequence[Watch],
    now: datetime,
    *,
    quiet: bool,
) -> Learnt:
    """Stores measures heard of for the first time, and tells those that no change has told."""
    learnt = Learnt()
    for news in ledger.measure_news(reading, document, told):
        if tx.add_measure(news, now):
            learnt.measures.append(news)
            if not quiet and now - document.published <= OLD_NEWS:
                learnt.alerts += policy.measure_alerts(news, watches)
    queue(tx, learnt.alerts, now)
    return learnt
