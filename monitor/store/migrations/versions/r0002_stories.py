"""What was known when (`revisions`), and how records stood in order of publication (`steps`), each by itself."""

import sqlalchemy as sa
from alembic import op
from sqlmodel import UTCDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """What was learnt so far was taken as it came: each revision becomes a step as well."""
    op.add_column("deadlines", sa.Column("withdrawn", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("documents", sa.Column("telling", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE documents SET telling = true WHERE id IN (SELECT document_id FROM mentions)")
    op.create_index("ix_documents_telling_published_at", "documents", ["telling", "published_at"])
    _revisions()
    _steps()


def _revisions() -> None:
    op.add_column("revisions", sa.Column("learnt_at", UTCDateTime(), nullable=True))
    op.execute("UPDATE revisions SET learnt_at = at")
    with op.batch_alter_table("revisions") as table:
        table.alter_column("learnt_at", existing_type=UTCDateTime(), nullable=False)
        table.drop_column("old")
    op.create_index("ix_revisions_key_learnt_at", "revisions", ["key", "learnt_at"])


def _steps() -> None:
    op.create_table(
        "steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("said_at", UTCDateTime(), nullable=False),
        sa.Column("turn", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["key"], ["deadlines.key"], name="fk_steps_key_deadlines"),
        sa.PrimaryKeyConstraint("id", name="pk_steps"),
    )
    op.create_index("ix_steps_key_said_at", "steps", ["key", "said_at"])
    op.create_index("ix_steps_said_at_turn", "steps", ["said_at", "turn"])
    op.execute(
        "INSERT INTO steps (key, said_at, turn, reason, snapshot) SELECT key, at, '', reason, new FROM revisions ORDER BY id"
    )
