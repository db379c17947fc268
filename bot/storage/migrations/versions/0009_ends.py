"""Until when a reminder comes, and how often it is to be done in a day."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Forward."""
    op.add_column("reminders", sa.Column("until", sa.Integer, nullable=True))
    op.add_column("reminders", sa.Column("goal", sa.Integer, nullable=True))


def downgrade() -> None:
    """Back."""
    op.drop_column("reminders", "goal")
    op.drop_column("reminders", "until")
