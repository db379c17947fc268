"""Under which time zone data the times of reminders were computed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0004"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "zone_data",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.String(32), nullable=False),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("zone_data")
