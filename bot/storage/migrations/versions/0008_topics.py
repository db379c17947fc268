"""In which topic of its forum a chat wants its reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Forward."""
    op.add_column("chats", sa.Column("topic", sa.Integer, nullable=True))


def downgrade() -> None:
    """Back."""
    op.drop_column("chats", "topic")
