"""Alerts wait for a reason, go together, and follow the first message about their deadline; receivers are left alone when they fail."""

import sqlalchemy as sa
from alembic import op
from sqlmodel import UTCDateTime

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Alerts that wait already wait for nothing, and go alone or together as they would have if they came now."""
    op.add_column("alerts", sa.Column("held", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.add_column("alerts", sa.Column("batch", sa.Text(), nullable=True))
    op.add_column("alerts", sa.Column("title", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.add_column("alerts", sa.Column("told_by", sa.Text(), nullable=True))
    op.drop_index("ix_alerts_state_queued_at_id", "alerts")
    op.create_index("ix_alerts_state_receiver_next_at_id", "alerts", ["state", "receiver", "next_at", "id"])
    together = sa.text("batch IS NOT NULL")
    op.create_index("ix_alerts_batch", "alerts", ["batch"], sqlite_where=together, postgresql_where=together)
    op.create_table(
        "threads",
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("handle", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("receiver", "key", name="pk_threads"),
    )
    op.create_table(
        "circuits",
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=True),
        sa.Column("until", UTCDateTime(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("receiver", name="pk_circuits"),
    )
