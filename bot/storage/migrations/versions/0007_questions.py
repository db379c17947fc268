"""Whether a chat lets its questions be kept for the editor."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Forward."""
    op.add_column("chats", sa.Column("keeps_questions", sa.Boolean, nullable=False, server_default=sa.true()))


def downgrade() -> None:
    """Back."""
    op.drop_column("chats", "keeps_questions")
