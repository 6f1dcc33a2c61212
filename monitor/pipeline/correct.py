"""A person's correction on its way through the pipeline: a document like any other, above every publisher."""

from collections.abc import Sequence
from datetime import datetime

from monitor import ledger
from monitor.ledger.precedence import PERSON
from monitor.pipeline.learn import Learnt, learn
from monitor.ports import Transaction
from monitor.types import Deadline, Document, Due, Reading, Status, Watch, digest_of

SOURCE = "correction"


def correct(
    tx: Transaction,
    record: Deadline,
    watches: Sequence[Watch],
    now: datetime,
    *,
    by: str,
    reason: str,
    due: Due | None = None,
    status: Status | None = None,
    rate_percent: float | None = None,
) -> Learnt:
    """Stores what the person `by` says of the record, and tells it as any change is told. None: that stays as it is."""
    said = ledger.correction(record, now, by, reason, due=due, status=status, rate_percent=rate_percent)
    name = digest_of(record.key, now.isoformat(), by, reason, repr((due, status, rate_percent)))[:16]
    title = f"Correction by {by}"
    document = Document(f"{SOURCE}:{name}", SOURCE, "", title, reason, now, rank=PERSON, zone=record.due.zone)
    return learn(tx, document, Reading(corrects=said), watches, now)
