"""Alerts, marks and tokens belong to workspaces; what a reader doubts stands apart from what is doubtful for its own words."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlmodel import UTCDateTime, col

from monitor.ledger import doubts
from monitor.policy import standing
from monitor.store.tables import DeadlineRow
from monitor.types import Mark, MarkKind

revision = "0011"
down_revision = "0010"

MARKS = sa.table(
    "marks",
    *(sa.column(name) for name in ("id", "key", "kind", "said_by", "note")),
    sa.column("at", UTCDateTime()),
    sa.column("until", UTCDateTime()),
)
DEADLINES = sa.table("deadlines", sa.column("key"), sa.column("doubted_at", UTCDateTime()))
AT_ONCE = 1000


def upgrade() -> None:
    """All that is stored belongs to the default workspace. What an older version writes meanwhile does so too."""
    for table in ("alerts", "marks"):
        op.add_column(table, _workspace())
    op.create_index("ix_alerts_workspace_queued_at_id", "alerts", ["workspace", "queued_at", "id"])
    with op.batch_alter_table("tokens", recreate="auto") as tokens:
        tokens.add_column(_workspace())
        tokens.drop_constraint("pk_tokens", type_="primary")
        tokens.create_primary_key("pk_tokens", ["workspace", "name"])
    readers = op.create_table(
        "doubts",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("doubted_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["key"], ["deadlines.key"], name="fk_doubts_key_deadlines"),
        sa.PrimaryKeyConstraint("key", "workspace", name="pk_doubts"),
    )
    op.create_index("ix_doubts_workspace_doubted_at_key", "doubts", ["workspace", "doubted_at", "key"])
    _part_doubts(readers)


def _workspace() -> sa.Column[str]:
    return sa.Column("workspace", sa.Text(), nullable=False, server_default=sa.text("''"))


def _part_doubts(table: sa.Table) -> None:
    """What is listed because somebody said so moves to the readers' doubts; what its own words put in doubt stays."""
    connection, last = op.get_bind(), ""
    while rows := connection.execute(_doubted_after(last)).all():
        last = rows[-1].key
        for key, doubted_at, record in rows:
            said = _last_doubt(connection, key)
            if said is not None and standing([said], record, said.at).wrong is not None:
                connection.execute(sa.insert(table).values(workspace="", key=key, doubted_at=doubted_at))
            if not doubts(record):
                connection.execute(sa.update(DEADLINES).where(DEADLINES.c.key == key).values(doubted_at=None))


def _doubted_after(key: str) -> sa.Select[Any]:
    columns = (col(DeadlineRow.key), col(DeadlineRow.doubted_at), col(DeadlineRow.snapshot))
    wanted = sa.select(*columns).where(col(DeadlineRow.doubted_at).is_not(None), col(DeadlineRow.key) > key)
    return wanted.order_by(col(DeadlineRow.key)).limit(AT_ONCE)


def _last_doubt(connection: sa.Connection, key: str) -> Mark | None:
    wrong = sa.select(MARKS).where(MARKS.c.key == key, MARKS.c.kind == MarkKind.WRONG.value)
    row = connection.execute(wrong.order_by(MARKS.c.id.desc()).limit(1)).first()
    if row is None:
        return None
    at: datetime = row.at
    return Mark(key, MarkKind.WRONG, row.said_by, at, row.note, row.until)
