"""Processes that share the work, and hosts that they ask in turn."""

import sqlalchemy as sa
from alembic import op
from sqlmodel import UTCDateTime

revision = "0013"
down_revision = "0012"
expands = True


def upgrade() -> None:
    """Two more tables."""
    op.create_table(
        "workers",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.Column("seen_at", UTCDateTime(), nullable=False),
        sa.Column("leads", sa.Boolean(), nullable=False),
        sa.Column("doing", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_workers"),
    )
    op.create_table(
        "hosts",
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("free_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("host", name="pk_hosts"),
    )
