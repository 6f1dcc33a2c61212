"""Sources know since when they fail and how often they speak; items know what was read in them; a backfill can be resumed."""

import sqlalchemy as sa
from alembic import op
from sqlmodel import UTCDateTime

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """What is not known of a source yet is learnt at its next polls."""
    for column in (
        sa.Column("failing_since", UTCDateTime(), nullable=True),
        sa.Column("unanswered", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("empty", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("undated", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("full_at", UTCDateTime(), nullable=True),
        sa.Column("usual_gap_seconds", sa.Integer(), nullable=True),
    ):
        op.add_column("sources", column)
    op.create_index("ix_sources_last_ok_at", "sources", ["last_ok_at"])
    op.create_index("ix_sources_unanswered_failing_since", "sources", ["unanswered", "failing_since"])
    _seen()
    op.create_table(
        "backfills",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("since_day", sa.Date(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("oldest_at", UTCDateTime(), nullable=True),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("source", name="pk_backfills"),
    )


def _seen() -> None:
    op.create_table(
        "seen",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("item", sa.JSON(), nullable=False),
        sa.Column("published_at", UTCDateTime(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("listed", "digest", "facts")),
        *(sa.Column(name, UTCDateTime(), nullable=True) for name in ("read_at", "read_again_at", "revised_at")),
        sa.Column("validators", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("source", "address", name="pk_seen"),
    )
    op.create_index("ix_seen_source_read_again_at", "seen", ["source", "read_again_at"])
    op.create_index("ix_seen_source_listed", "seen", ["source", "listed"])
