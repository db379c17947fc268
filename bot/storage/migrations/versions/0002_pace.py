"""The pace that several processes share."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Forward."""
    pace = op.create_table(
        "pace",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("next_at", sa.Double, nullable=False),
        sa.Column("silent_until", sa.Double, nullable=False),
    )
    op.bulk_insert(pace, [{"id": 1, "next_at": 0.0, "silent_until": 0.0}])


def downgrade() -> None:
    """Back."""
    op.drop_table("pace")
