"""Tokens by which programs come in."""

import sqlalchemy as sa
from alembic import op
from sqlmodel import UTCDateTime

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """One more table."""
    op.create_table(
        "tokens",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_tokens"),
        sa.UniqueConstraint("digest", name="uq_tokens_digest"),
    )
