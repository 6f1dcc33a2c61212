"""The shape of what a webhook gets, as types, and as a JSON Schema file: `python -m monitor.notify.webhook_schema DIR` writes it."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any, Literal, NotRequired

from pydantic import ConfigDict, Field, TypeAdapter, with_config
from typing_extensions import TypedDict

from monitor.types import (
    AlertReason,
    ChangeReason,
    DeadlineKind,
    Firmness,
    MarkKind,
    MeasureKind,
    Precision,
    Status,
    Urgency,
)

FILE = "webhook.schema.json"
_CLOSED = with_config(ConfigDict(extra="forbid", use_enum_values=True))

Instant = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$", description="RFC 3339, UTC")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="a calendar day")]
Words = Annotated[str, Field(description="one line; mentions, links and tags in it are defused")]
Duration = Annotated[str, Field(pattern=r"^P(\d+D|T\d+H)$", description="ISO 8601: P7D, PT48H")]


@_CLOSED
class EvidenceShape(TypedDict):
    """The words that it rests on."""

    source: Words | None
    rank: Annotated[int, Field(ge=0, le=5, description="5 legal instrument ... 1 news, 0 aggregator")]
    rank_words: str
    url: Annotated[str | None, Field(description="null where the source gave no plain web address")]
    title: Words | None
    quote: Words | None
    published: Instant
    document: Annotated[str | None, Field(description="null for what the calendar brought")]
    confidence: Annotated[float, Field(ge=0, le=1)]
    warnings: list[Words]


@_CLOSED
class MeasureShape(TypedDict):
    """What is imposed, by whom, on whom."""

    measure: MeasureKind
    issuer: Words | None
    targets: Annotated[list[str], Field(description="ISO 3166-1 alpha-2 codes, EU or ALL")]
    rate_percent: float | None
    instrument: Words | None
    authority: Words | None
    products: list[Words]
    reason: Words | None
    status: Status
    firmness: Firmness
    evidence: EvidenceShape


@_CLOSED
class NewsShape(MeasureShape):
    """A measure heard of for the first time, without a deadline."""

    key: str
    stated_day: Day | None


@_CLOSED
class DeadlineShape(MeasureShape):
    """A deadline as it stands at one revision."""

    key: str
    role: DeadlineKind
    topic: Words
    date: Annotated[
        str,
        Field(
            pattern=r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$",
            description="the (first) day, or local time in `deadline_zone`",
        ),
    ]
    latest: Annotated[Day | None, Field(description="the last day of an interval or a month")]
    precision: Precision
    last_full_day: Day | None
    deadline_zone: Annotated[str, Field(description="the IANA zone in which its days are counted")]
    opens_at: Instant
    closes_at: Instant
    date_words: str
    countdown: str
    trace: Annotated[str | None, Field(description="how the date was found, such as 2025-08-06 + 21 days")]
    revision: Annotated[int, Field(ge=1)]
    found_at: Instant
    dated_at: Instant
    stated_at: Instant
    ended: Annotated[Day | None, Field(description="the day it was revoked, expired or lapsed")]
    scope: Words | None


@_CLOSED
class WatchShape(TypedDict):
    """A watch that asked for this."""

    name: Words
    line: Annotated[str, Field(description="where it is written: watchlists.yaml:12")]


@_CLOSED
class MarkShape(TypedDict):
    """What a reader said of the deadline."""

    mark: MarkKind
    by: Words | None
    at: Instant
    until: Instant | None
    note: Words | None


@_CLOSED
class RowShape(TypedDict):
    """One line for people. `label` is empty where it goes on from the row above."""

    label: str
    text: str
    marks: Annotated[list[tuple[int, int]], Field(description="what to stress, as start and end in code points")]


@_CLOSED
class AlertShape(TypedDict):
    """One alert in full."""

    id: str
    key: Annotated[str, Field(description="of the deadline or the measure")]
    reason: AlertReason
    change: ChangeReason | None
    headline: Words
    urgency: Urgency
    watches: list[WatchShape]
    zone: Annotated[str, Field(description="the reader's IANA zone")]
    lead: Duration | None
    missed: Annotated[list[Duration], Field(description="reminders that fell due earlier and were not sent")]
    offline_from: Annotated[Instant | None, Field(description="when the monitor did not run, where that is why")]
    offline_to: Instant | None
    reader_marks: Annotated[list[MarkShape], Field(description="what readers said that bears on this alert")]
    next_reminder_at: Instant | None
    deadline: DeadlineShape | None
    previous: Annotated[DeadlineShape | None, Field(description="before the change")]
    difference: Annotated[str | None, Field(description="how far the date moved: 3 days later")]
    measure: NewsShape | None
    rows: list[RowShape]


@_CLOSED
class LineShape(TypedDict):
    """One alert in short."""

    id: str
    key: str
    headline: Words


@_CLOSED
class BodyShape(TypedDict):
    """What a webhook gets: one message of one alert, or of several."""

    version: Literal[1]
    id: Annotated[str, Field(description="the same at every try: see the header Idempotency-Key")]
    receiver: Annotated[str, Field(description="its name in the watchlists of its workspace")]
    workspace: NotRequired[Annotated[str, Field(description="absent for the default workspace")]]
    sent_at: Instant
    possible_repeat: Annotated[bool, Field(description="an earlier try ended without an answer")]
    headline: Words
    text: Annotated[str, Field(description="all of it as plain text")]
    count: Annotated[int, Field(ge=1, description="how many alerts: those in full and those in short")]
    alerts: Annotated[list[AlertShape], Field(description="the first ones, in full")]
    more: Annotated[list[LineShape], Field(description="the others, in short")]


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the body."""
    built = TypeAdapter(BodyShape).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **built}


def write_schema(folder: Path) -> Path:
    """Writes the schema file into `folder` and says where."""
    path = folder / FILE
    path.write_text(json.dumps(schema(), indent=2) + "\n", "utf-8")
    return path


if __name__ == "__main__":
    print(write_schema(Path(sys.argv[1])))  # noqa: T201
