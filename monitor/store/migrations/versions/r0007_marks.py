"""What readers said of deadlines, and what the monitor told of its sources."""

import sqlalchemy as sa
from alembic import op
from sqlmodel import UTCDateTime

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Two new tables; nothing that is stored changes."""
    op.create_table(
        "marks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["key"], ["deadlines.key"], name="fk_marks_key_deadlines"),
        sa.PrimaryKeyConstraint("id", name="pk_marks"),
    )
    op.create_index("ix_marks_key_id", "marks", ["key", "id"])
    op.create_table(
        "alarms",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("ailment", sa.Text(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=True),
        sa.Column("told_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("source", "ailment", name="pk_alarms"),
    )
