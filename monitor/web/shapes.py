"""The shapes of the API's answers, from which its OpenAPI document is made; fields may be added, never renamed."""

import datetime as dt
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from monitor.types import ChangeReason, DeadlineKind, Firmness, MarkKind, MeasureKind, Status


class Shape(BaseModel):
    """What all shapes share."""

    model_config = ConfigDict(extra="allow")


class DeadlineShape(Shape):
    """A deadline as it stands."""

    key: str
    role: DeadlineKind
    measure: MeasureKind
    issuer: str | None
    targets: list[str]
    rate_percent: float | None
    date: Annotated[str, Field(description="a day, an instant with its offset, or a month: as precise as the text was")]
    precision: str
    latest: dt.date | None
    last_full_day: dt.date | None
    status: Status
    firmness: Firmness
    revision: int


class PageShape(Shape):
    """A page of deadlines. `next`: the address of the next page."""

    deadlines: list[DeadlineShape]
    next: str | None


class RevisionShape(DeadlineShape):
    """A deadline as it was known from `learnt_at` on, and why."""

    at: dt.datetime
    reason: ChangeReason
    previous: str | None
    learnt_at: dt.datetime


class HistoryShape(Shape):
    """All revisions of a deadline, oldest first."""

    revisions: list[RevisionShape]


class MeasuresShape(Shape):
    """Measures heard of, the newest first."""

    measures: list[dict[str, Any]]


class AlertShape(Shape):
    """One alert of the outbox."""

    id: str
    key: str
    receiver: str
    reason: str
    state: str
    attempts: int
    queued_at: dt.datetime
    sent_at: dt.datetime | None
    error: str


class AlertsShape(Shape):
    """Alerts, the newest first."""

    alerts: list[AlertShape]


class SourceShape(Shape):
    """A source and what is remembered of it."""

    name: str
    enabled: bool
    failures: int
    error: str
    last_ok_at: dt.datetime | None
    next_poll_at: dt.datetime | None


class SourcesShape(Shape):
    """All sources of the configuration."""

    sources: list[SourceShape]


class ProblemShape(Shape):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


class MarkAsk(BaseModel):
    """What is said of a deadline. A snooze lasts a day and a mute a week, unless `for` or `until` says otherwise."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    mark: MarkKind
    note: str = Field("", max_length=500)
    span: str = Field("", alias="for", max_length=10, description="30m, 4h or 2d")
    until: str = Field("", max_length=40, description="a day, or an instant with its offset")
    lift: bool = Field(False, description="take back what was said")


class MarkedShape(Shape):
    """What came of a mark. `withdrawn`: reminders that waited and will not be sent. `shortened`: a snooze ends before it was asked to."""

    key: str
    mark: MarkKind
    by: str
    at: dt.datetime
    until: dt.datetime | None
    note: str | None
    lifted: bool
    shortened: bool
    withdrawn: int


class CorrectionAsk(BaseModel):
    """What is so: at least one of date, status, rate_percent and revoked. What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    reason: str = Field(min_length=1, max_length=500)
    date: str | None = Field(
        None, max_length=40, description="a day in the record's zone, or an instant with its offset"
    )
    status: Status | None = None
    rate_percent: float | None = Field(None, ge=0, le=10_000, allow_inf_nan=False)
    revoked: bool = False


class CorrectedShape(DeadlineShape):
    """The deadline as it stands now. `alerts`: how many were queued for it."""

    reason: ChangeReason
    previous: str | None
    document: str | None
    alerts: int


class RetriedShape(Shape):
    """How many alerts are due again."""

    id: str
    alerts: int
