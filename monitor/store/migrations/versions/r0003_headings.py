"""Headings under which deadlines are found, so that looking for them takes as long among a million as among ten."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlmodel import UTCDateTime, col

from monitor.store.headings import filed
from monitor.store.tables import DeadlineRow, StepRow

revision = "0003"
down_revision = "0002"

AT_ONCE = 1000


def upgrade() -> None:
    """Files what is known, also as it stood before: a text that is found late may be about that."""
    headings = op.create_table(
        "headings",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("stated_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["key"], ["deadlines.key"], name="fk_headings_key_deadlines"),
        sa.PrimaryKeyConstraint("key", "heading", name="pk_headings"),
    )
    connection, last = op.get_bind(), ""
    while rows := connection.execute(_deadlines_after(last)).all():
        last = rows[-1].key
        if found := _headings(connection, rows):
            connection.execute(sa.insert(headings), found)
    # Filled first and indexed then: many times quicker.
    op.create_index("ix_headings_heading_closed_stated_at_key", "headings", ["heading", "closed", "stated_at", "key"])


def _deadlines_after(key: str) -> sa.Select[Any]:
    columns = (col(DeadlineRow.key), col(DeadlineRow.snapshot))
    present = sa.select(*columns).where(col(DeadlineRow.withdrawn).is_(False), col(DeadlineRow.key) > key)
    return present.order_by(col(DeadlineRow.key)).limit(AT_ONCE)


def _headings(connection: sa.Connection, rows: Any) -> list[dict[str, Any]]:
    present = {row.key: row.snapshot for row in rows}
    found = {key: filed(record) for key, record in present.items()}
    told = sa.select(col(StepRow.key), col(StepRow.snapshot)).where(col(StepRow.key).in_(list(present)))
    for key, state in connection.execute(told):
        found[key] |= filed(state)
    return [
        {"key": key, "heading": heading, "closed": present[key].closed, "stated_at": present[key].stated_at}
        for key, headings in found.items()
        for heading in sorted(headings)
    ]
