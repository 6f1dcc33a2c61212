"""The tables. Instants are aware UTC; a naive one is refused. Days are days of the zone inside the snapshot.

| table       | one row is                                                             | kept                          |
|-------------|------------------------------------------------------------------------|-------------------------------|
| sources     | what is remembered of a source between polls                           | for good                      |
| seen        | an item of a source as we last read it: has it been edited since?      | for good                      |
| backfills   | how far the past of a source has been fetched                          | for good                      |
| documents   | a text as it was when we read it, and what was read besides deadlines  | for good: it is the evidence (*) |
| mentions    | a place in a document that states a deadline                           | with its document             |
| deadlines   | the present state of a deadline                                        | for good                      |
| revisions   | what we knew of a deadline, from when on and why: never written over   | for good                      |
| steps       | how a deadline stood, in order of publication: the fold's own record   | until a text found late       |
| marks       | what a reader said of a deadline: acknowledged, snoozed, muted, wrong  | for good                      |
| doubts      | a deadline that a reader of a workspace doubts                         | until its date changes        |
| headings    | a heading under which a deadline is looked for                          | with its deadline             |
| facets      | a country, measure, role, status or word by which lists are narrowed   | with its deadline             |
| measures    | a measure heard of, dated or not                                       | for good                      |
| alerts      | one message to one receiver: outbox and log in one                     | for good (*)                  |
| tokens      | a program's way in: the digest of its secret                           | until it is ended             |
| quarantine  | an item that cannot be read, and how often it came                     | for good (*)                  |
| alarms      | an ill source that was told of                                         | until it is well again        |
| threads     | what a receiver calls its first message about a deadline               | for good                      |
| circuits    | a receiver that takes nothing, or asks for patience                    | until it takes something      |
| upgrades    | the present schema, and the oldest whose programs may go on with it    | until the next one            |
| heartbeats  | when a tick of the daemon last ran                                     | the last one                  |
| workers     | a process that shares the work, and what it does                       | a day after it was last seen  |
| hosts       | when a host may be asked next, by whichever of them                    | a day after it was asked      |

(*) But for what `pruning` forgets where the settings ask for it.

`snapshot` holds the whole frozen value; the columns beside it are there to be searched and indexed.
"""

from monitor.store.tables.base import Table, frozen, words
from monitor.store.tables.heard import BackfillRow, DocumentRow, MentionRow, QuarantineRow, SeenRow, SourceRow
from monitor.store.tables.known import (
    IN_DOUBT,
    REMEMBERED,
    DeadlineRow,
    DoubtRow,
    FacetRow,
    HeadingRow,
    MarkRow,
    MeasureRow,
    RevisionRow,
    StepRow,
)
from monitor.store.tables.told import (
    IN_BATCH,
    AlarmRow,
    AlertRow,
    CircuitRow,
    HeartbeatRow,
    ThreadRow,
    TokenRow,
    UpgradeRow,
)
from monitor.store.tables.working import HostRow, WorkerRow

__all__ = [
    "IN_BATCH",
    "IN_DOUBT",
    "REMEMBERED",
    "AlarmRow",
    "AlertRow",
    "BackfillRow",
    "CircuitRow",
    "DeadlineRow",
    "DocumentRow",
    "DoubtRow",
    "FacetRow",
    "HeadingRow",
    "HeartbeatRow",
    "HostRow",
    "MarkRow",
    "MeasureRow",
    "MentionRow",
    "QuarantineRow",
    "RevisionRow",
    "SeenRow",
    "SourceRow",
    "StepRow",
    "Table",
    "ThreadRow",
    "TokenRow",
    "UpgradeRow",
    "WorkerRow",
    "frozen",
    "words",
]
