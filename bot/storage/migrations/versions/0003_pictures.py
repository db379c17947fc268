"""The pictures that Telegram has kept."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "pictures",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("file_id", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("pictures")
