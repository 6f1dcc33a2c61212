"""Days that the publisher states beside a text are kept with it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Texts of before stay without."""
    op.add_column("documents", sa.Column("stated", sa.JSON(), nullable=True))
