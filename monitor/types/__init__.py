"""The values that travel between the rooms: what was published, what was read in it, what is known, whom to tell.

All are frozen. Instants are aware UTC (`*_at`, `published`); calendar days (`*_day`, `signed`) live beside the zone they
are counted in. A naive datetime raises ValueError. **Pure.**
"""

from monitor.types.alert import Alert, Digest, Mark, Parcel, QuietHours, Receiver, Service, ServiceNote, Watch
from monitor.types.instants import Due, Lead, utc
from monitor.types.names import (
    DEMANDS,
    AlertReason,
    ChangeReason,
    DeadlineKind,
    Firmness,
    MarkKind,
    MeasureKind,
    Precision,
    ReceiverKind,
    Status,
    Urgency,
)
from monitor.types.reading import (
    Correction,
    Document,
    Measure,
    MeasureMention,
    Mention,
    Reading,
    Remark,
    Stated,
    Timex,
    digest_of,
)
from monitor.types.record import Change, Deadline, Evidence, MeasureNews, Place, Revision, Rewrite, Step
from monitor.types.source import Ailment, Backfill, Fault, Item, PageRequest, Seen, Selectors, Source, SourceState
from monitor.types.workspaces import in_words, plain_name, qualified, workspace_name, workspace_of

__all__ = [
    "DEMANDS",
    "Ailment",
    "Alert",
    "AlertReason",
    "Backfill",
    "Change",
    "ChangeReason",
    "Correction",
    "Deadline",
    "DeadlineKind",
    "Digest",
    "Document",
    "Due",
    "Evidence",
    "Fault",
    "Firmness",
    "Item",
    "Lead",
    "Mark",
    "MarkKind",
    "Measure",
    "MeasureKind",
    "MeasureMention",
    "MeasureNews",
    "Mention",
    "PageRequest",
    "Parcel",
    "Place",
    "Precision",
    "QuietHours",
    "Reading",
    "Receiver",
    "ReceiverKind",
    "Remark",
    "Revision",
    "Rewrite",
    "Seen",
    "Selectors",
    "Service",
    "ServiceNote",
    "Source",
    "SourceState",
    "Stated",
    "Status",
    "Step",
    "Timex",
    "Urgency",
    "Watch",
    "digest_of",
    "in_words",
    "plain_name",
    "qualified",
    "utc",
    "workspace_name",
    "workspace_of",
]
