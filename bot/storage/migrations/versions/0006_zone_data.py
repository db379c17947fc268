"""By which rules of time zones the times of reminders were computed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "zone_data",
        sa.Column("zone", sa.String(64), primary_key=True),
        sa.Column("fingerprint", sa.String(16), nullable=False),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("zone_data")
