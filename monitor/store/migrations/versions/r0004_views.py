"""What was known on any day can be asked for like what is known now, and what is in doubt is found by an index."""

import json
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op
from pydantic import TypeAdapter
from sqlmodel import UTCDateTime

from monitor.types import Due

revision = "0004"
down_revision = "0003"

AT_ONCE = 1000
FOUND_BY: dict[str, Any] = {
    "targets": sa.Text(),
    "kind": sa.Text(),
    "status": sa.Text(),
    "due_at": UTCDateTime(),
    "due_day": sa.Date(),
    "last_day": sa.Date(),
}
MAY_BE_EMPTY: dict[str, Any] = {"issuer": sa.Text(), "ended_day": sa.Date()}
REVISIONS = sa.table(
    "revisions",
    sa.column("id", sa.Integer()),
    sa.column("new", sa.JSON()),
    *(sa.column(name, kind) for name, kind in (FOUND_BY | MAY_BE_EMPTY).items()),
)
DEADLINES = sa.table(
    "deadlines",
    sa.column("key", sa.Text()),
    sa.column("snapshot", sa.JSON()),
    *(sa.column(name, UTCDateTime()) for name in ("learnt_at", "wakes_at", "doubted_at")),
    sa.column("ended_day", sa.Date()),
)
DUE = TypeAdapter(Due)
SURE, NO_DOUBT, DISPUTED = 0.7, "finer date from", "disputed:"


def upgrade() -> None:
    """Fills them from the records themselves; of a record that is withdrawn now, the last revision is what withdrew it."""
    op.add_column("revisions", sa.Column("withdrawn", sa.Boolean(), nullable=False, server_default=sa.false()))
    for name, kind in (FOUND_BY | MAY_BE_EMPTY).items():
        op.add_column("revisions", sa.Column(name, kind, nullable=True))
    _fill()
    op.execute(
        "UPDATE revisions SET withdrawn = true WHERE EXISTS (SELECT 1 FROM deadlines WHERE deadlines.withdrawn = true "
        "AND deadlines.key = revisions.key AND deadlines.revision = revisions.revision)"
    )
    with op.batch_alter_table("revisions") as table:
        for name, kind in FOUND_BY.items():
            table.alter_column(name, existing_type=kind, nullable=False)
    op.create_index("ix_revisions_last_day", "revisions", ["last_day"])
    op.add_column("deadlines", sa.Column("doubted_at", UTCDateTime(), nullable=True))
    _doubt()
    there = sa.text("doubted_at IS NOT NULL")
    op.create_index(
        "ix_deadlines_doubted_at_key", "deadlines", ["doubted_at", "key"], sqlite_where=there, postgresql_where=there
    )


def _doubt() -> None:
    """Marks the open records whose words leave a doubt; of one that the clock changes no more, only a dispute counts."""
    connection, rows = op.get_bind(), DEADLINES.c
    still_open = sa.select(rows.key, rows.snapshot, rows.wakes_at, rows.learnt_at).where(rows.ended_day.is_(None))
    marked = DEADLINES.update().where(rows.key == sa.bindparam("named"))
    last = ""
    while found := connection.execute(still_open.where(rows.key > last).order_by(rows.key).limit(AT_ONCE)).all():
        doubted = [
            {"named": key, "doubted_at": learnt_at}
            for key, snapshot, wakes_at, learnt_at in found
            if _in_doubt(_json(snapshot)["evidence"], settled=wakes_at is None)
        ]
        if doubted:
            connection.execute(marked, doubted)
        last = found[-1][0]


def _in_doubt(evidence: dict[str, Any], *, settled: bool) -> bool:
    notes = evidence["warnings"]
    if settled:
        return any(note.startswith(DISPUTED) for note in notes)
    return evidence["confidence"] < SURE or any(not note.startswith(NO_DOUBT) for note in notes)


def _fill() -> None:
    connection, last = op.get_bind(), 0
    written = sa.select(REVISIONS.c.id, REVISIONS.c.new).order_by(REVISIONS.c.id).limit(AT_ONCE)
    filled = REVISIONS.update().where(REVISIONS.c.id == sa.bindparam("number"))
    while rows := connection.execute(written.where(REVISIONS.c.id > last)).all():
        connection.execute(filled, [{"number": number, **_columns(new)} for number, new in rows])
        last = rows[-1][0]


def _columns(snapshot: Any) -> dict[str, Any]:
    new = _json(snapshot)
    due = DUE.validate_python(new["due"])
    return {
        "targets": "".join(f"|{target}" for target in new["measure"]["targets"]) + "|",
        "kind": new["kind"],
        "status": new["status"],
        "due_at": due.opens_at,
        "due_day": due.day,
        "last_day": due.last_day,
        "issuer": new["measure"]["issuer"],
        "ended_day": date.fromisoformat(new["ended_day"]) if new["ended_day"] else None,
    }


def _json(snapshot: Any) -> Any:
    return json.loads(snapshot) if isinstance(snapshot, str | bytes) else snapshot
