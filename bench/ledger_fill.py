"""Fills a database with deadlines and mentions as years of watching would, by the drivers' quickest ways."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from sqlalchemy import Column, Dialect
from sqlmodel import SQLModel

from monitor import ledger
from monitor.store.columns import Frozen, Words, dumped
from monitor.store.deadlines import _deadline_row, _revision_row
from monitor.store.documents import _document_row, _mention_rows
from monitor.store.facets import facet_rows
from monitor.store.headings import filed
from monitor.store.opening import SqlStore
from monitor.store.part import table_of
from monitor.store.stories import _step_row
from monitor.store.tables import DeadlineRow, DocumentRow, FacetRow, HeadingRow, MentionRow, RevisionRow, StepRow
from monitor.types import (
    Change,
    ChangeReason,
    Deadline,
    DeadlineKind,
    Document,
    Due,
    Evidence,
    Firmness,
    Measure,
    MeasureKind,
    Mention,
    Place,
    Precision,
    Reading,
    Status,
    Step,
)

NOW = datetime(2026, 8, 3, 12, tzinfo=UTC)
BATCH = 5000
PER_DOCUMENT = 5

ISSUERS = ("US", "EU", "UK", "CN", "CA", "MX", "IN", "JP", "BR", "RU", "AU", None)
ISSUER_WEIGHTS = (45, 18, 8, 8, 3, 2, 3, 2, 2, 2, 1, 6)
COUNTRIES = """
    CN CA MX IN RU BR JP KR VN TW CH TH MY ID EU GB IR TR ZA AU AE SG PH BD PK KH LK NO IL AR CL CO PE KZ UA BY VE CU KP SY
    IQ NG EG MA KE GH ET TZ JO LB SA QA KW OM BH NZ IS RS BA MD
    """.split()  # noqa: SIM905
NOBODY, EVERYBODY = "", "ALL"
TARGETS = (*COUNTRIES, EVERYBODY, NOBODY)
TARGET_WEIGHTS = (*(60 / (place + 2) for place in range(len(COUNTRIES))), 25, 25)
KINDS = tuple(MeasureKind)
KIND_WEIGHTS = (45, 25, 8, 4, 12, 3, 3)
ROLES = tuple(DeadlineKind)
ROLE_WEIGHTS = (35, 15, 8, 5, 2, 2, 8, 4, 6, 4, 3, 4, 3, 1)
GOODS = ("steel", "aluminium", "copper", "lumber", "chips", "trucks", "furniture", "pharmaceuticals", "wine", "dairy")
QUOTE = "shall be subject to an additional duty, effective for goods entered for consumption on or after 12:01 a.m. of that day"


@dataclass(frozen=True)
class Grown:
    """How much is to be stored."""

    deadlines: int
    mentions: int


def some_measure(chance: Random) -> Measure:
    """Some issuer, family and target, the frequent ones frequently."""
    kind = chance.choices(KINDS, KIND_WEIGHTS)[0]
    issuer = chance.choices(ISSUERS, ISSUER_WEIGHTS)[0]
    named = {target for target in chance.choices(TARGETS, TARGET_WEIGHTS, k=chance.choice((1, 1, 1, 2))) if target}
    targets = (EVERYBODY,) if EVERYBODY in named else tuple(sorted(named))
    number = f"{'GL' if kind is MeasureKind.LICENCE else 'EO'} {chance.randrange(1, 2000)}"
    rate = float(chance.randrange(5, 60)) if kind is MeasureKind.TARIFF else None
    goods = (chance.choice(GOODS),) if chance.random() < 0.5 else ()
    return Measure(kind, issuer, targets, rate, number if chance.random() < 0.4 else None, None, goods)


def some_due(chance: Random, first: int, last: int) -> Due:
    """A date so many days from now, half of them with an hour."""
    day = NOW.date() + timedelta(days=chance.randrange(first, last))
    clock = time(chance.randrange(24), chance.randrange(60)) if chance.random() < 0.5 else None
    return Due(day, "America/New_York", clock, Precision.MINUTE if clock else Precision.DAY, trace="the day named")


def some_mention(chance: Random) -> Mention:
    """What a document of today says."""
    due = some_due(chance, -30, 200)
    replaced = replace(due, day=due.day - timedelta(days=chance.randrange(1, 60))) if chance.random() < 0.2 else None
    role = chance.choices(ROLES, ROLE_WEIGHTS)[0]
    return Mention(
        role,
        due,
        some_measure(chance),
        Status.ANNOUNCED,
        Firmness.SIGNED,
        QUOTE,
        0,
        len(QUOTE),
        "bench",
        previous=replaced,
    )


def some_deadline(chance: Random, number: int) -> Deadline:
    """A record: three in five are still ahead, the others have ended."""
    ahead = chance.random() < 0.6
    due = some_due(chance, 1, 700) if ahead else some_due(chance, -1500, -1)
    told_before = timedelta(minutes=chance.randrange(60, 60 * 24 * 300))
    stated_at = min(NOW, due.opens_at) - told_before
    measure = some_measure(chance)
    role = chance.choices(ROLES, ROLE_WEIGHTS)[0]
    words = Evidence(
        f"document-{number % 1000}",
        "gazette",
        f"https://gazette.example/{number}",
        "A title",
        QUOTE,
        stated_at,
        5,
        "bench",
    )
    key = f"{measure.issuer or 'unknown'}-{measure.kind}-{'-'.join(measure.targets)}-{role}-{due.day}-{number}".lower()
    status = Status.ANNOUNCED if ahead else Status.EXPIRED
    ended_day: date | None = None if ahead else due.day
    return Deadline(
        key, role, due, measure, status, Firmness.SIGNED, 1, stated_at, stated_at, stated_at, words, None, ended_day
    )


def fill(store: SqlStore, size: Grown) -> None:
    """Writes all rows without indexes and makes those afterwards, as one would restore a backup."""
    models = (DocumentRow, MentionRow, DeadlineRow, RevisionRow, StepRow, HeadingRow, FacetRow)
    indexes = [index for model in models for index in table_of(model).indexes]
    with store.engine.begin() as connection:
        for index in indexes:
            index.drop(connection)
    _fill_deadlines(store, size.deadlines)
    _fill_mentions(store, Random(3), size.mentions)
    with store.engine.begin() as connection:
        for index in indexes:
            index.create(connection)
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("VACUUM ANALYZE")
        else:
            connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _fill_deadlines(store: SqlStore, count: int) -> None:
    """In the order in which they were told, which is how a ledger comes by them: rows of one week lie together."""
    told = sorted(range(count), key=lambda number: some_deadline(Random(number), number).stated_at)
    for first in range(0, count, BATCH):
        records = [some_deadline(Random(number), number) for number in told[first : first + BATCH]]
        texts = {record.key: dumped(record) for record in records}
        _write(store, DeadlineRow, (_deadline(each, texts[each.key]) for each in records))
        _write(
            store, RevisionRow, (_revision(number, each, texts[each.key]) for number, each in enumerate(records, first))
        )
        _write(store, StepRow, (_step(number, each, texts[each.key]) for number, each in enumerate(records, first)))
        _write(store, HeadingRow, (row for each in records for row in _headings(each)))
        _write(store, FacetRow, (row for each in records for row in facet_rows(each)))


def _deadline(record: Deadline, text: str) -> dict[str, Any]:
    wakes_at = ledger.wakes_at(record)
    remind_at = record.due.opens_at - timedelta(days=7) if wakes_at else None
    row = _deadline_row(record, wakes_at) | {"withdrawn": False, "doubted_at": None, "snapshot": text}
    return row | {"remind_at": remind_at if remind_at and remind_at > NOW else None}


def _revision(number: int, record: Deadline, text: str) -> dict[str, Any]:
    change = Change(ChangeReason.NEW, record, None, record.learnt_at)
    return _revision_row(change, record.learnt_at) | {"id": number + 1, "new": text, "withdrawn": False}


def _step(number: int, record: Deadline, text: str) -> dict[str, Any]:
    step = Step(Place.told(record.stated_at, 5, f"document-{number}"), ChangeReason.NEW, record)
    return _step_row(step) | {"id": number + 1, "snapshot": text}


def _headings(record: Deadline) -> Iterator[dict[str, Any]]:
    for heading in filed(record):
        yield {"key": record.key, "heading": heading, "closed": record.closed, "stated_at": record.stated_at}


def _fill_mentions(store: SqlStore, chance: Random, count: int) -> None:
    """Documents of five mentions each; what they say repeats itself after a while, which no question here looks at."""
    said = [(each := some_mention(chance), dumped(each)) for _ in range(BATCH)]
    for first in range(0, count, BATCH):
        numbers = range(first, min(first + BATCH, count), PER_DOCUMENT)
        papers = [_paper(chance, number) for number in numbers]
        reading = Reading((said[0][0],))
        empty = dumped(Reading())
        _write(store, DocumentRow, (_document_row(paper, reading, NOW) | {"reading": empty} for paper in papers))
        _write(store, MentionRow, _mentions(papers, said, count - first))


def _paper(chance: Random, number: int) -> Document:
    at = NOW - timedelta(minutes=chance.randrange(1, 60 * 24 * 1500))
    return Document(f"paper-{number}", "wire", f"https://wire.example/{number}", f"Paper {number}", QUOTE * 6, at)


def _mentions(papers: list[Document], said: list[tuple[Mention, str]], left: int) -> Iterator[dict[str, Any]]:
    for place, paper in enumerate(papers):
        mine = said[place * PER_DOCUMENT : place * PER_DOCUMENT + min(PER_DOCUMENT, left - place * PER_DOCUMENT)]
        rows = _mention_rows(paper, Reading(tuple(mention for mention, _ in mine)))
        yield from (row | {"snapshot": text} for row, (_, text) in zip(rows, mine, strict=True))


def _write(store: SqlStore, model: type[SQLModel], rows: Iterable[dict[str, Any]]) -> None:
    """By COPY into PostgreSQL, by one prepared statement into SQLite; JSON comes as text and stays as it is."""
    with store.engine.begin() as connection:
        columns = list(table_of(model).columns)
        names = ", ".join(column.name for column in columns)
        bound = [_binding(column, connection.dialect) for column in columns]
        values = (
            [bind(row[column.name]) if bind else row[column.name] for column, bind in zip(columns, bound, strict=True)]
            for row in rows
        )
        cursor = connection.connection.cursor()
        if connection.dialect.name == "postgresql":
            with cursor.copy(f"COPY {table_of(model).name} ({names}) FROM STDIN") as copy:  # type: ignore[attr-defined]
                for each in values:
                    copy.write_row(each)
        else:
            connection.connection.execute("PRAGMA cache_size = -400000")
            marks = ", ".join("?" for _ in columns)
            cursor.executemany(f"INSERT INTO {table_of(model).name} ({names}) VALUES ({marks})", values)


def _binding(column: Column[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """How a value is written; JSON and words come as clean text and stay as they are."""
    if isinstance(column.type, Words | Frozen):
        return None
    bind = column.type.dialect_impl(dialect).bind_processor(dialect)
    return lru_cache(maxsize=100)(bind) if bind else None
