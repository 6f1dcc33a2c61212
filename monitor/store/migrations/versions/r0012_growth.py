"""Indexes with which a tick costs by what is due, however much is stored; and a word on who may go on with which schema."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
expands = True


def upgrade() -> None:
    """Three indexes, one that the second makes needless goes; and one more table."""
    waiting = sa.text("next_at IS NOT NULL")
    columns = ["next_at", "receiver"]
    op.create_index("ix_alerts_next_at_receiver", "alerts", columns, sqlite_where=waiting, postgresql_where=waiting)
    op.create_index("ix_alerts_key_receiver", "alerts", ["key", "receiver"])
    op.drop_index("ix_alerts_key", "alerts")
    op.create_index("ix_sources_next_poll_at", "sources", ["next_poll_at"])
    op.create_table(
        "upgrades",
        sa.Column("revision", sa.Text(), nullable=False),
        sa.Column("oldest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("revision", name="pk_upgrades"),
    )
