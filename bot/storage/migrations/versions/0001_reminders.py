"""Chats, their reminders, and what was marked as done."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _of_chat() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["chat_id"], ["chats.chat_id"], ondelete="CASCADE", onupdate="CASCADE")


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "chats",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("zone", sa.String(64)),
        sa.Column("paused_until", sa.BigInteger),
        sa.Column("told_limits", sa.Boolean, nullable=False),
        sa.Column("unreachable", sa.Boolean, nullable=False),
    )
    op.create_table(
        "reminders",
        sa.Column("chat_id", sa.BigInteger, primary_key=True),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("on", sa.Boolean, nullable=False),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.Column("every", sa.Integer, nullable=False),
        sa.Column("days", sa.Integer, nullable=False),
        sa.Column("next_at", sa.BigInteger),
        sa.Column("snoozed_until", sa.BigInteger),
        sa.Column("wakes_at", sa.BigInteger),
        sa.Column("message_id", sa.Integer),
        sa.Column("sent", sa.Integer, nullable=False, server_default="0"),
        _of_chat(),
    )
    due = sa.text("wakes_at IS NOT NULL")
    op.create_index("reminders_wake", "reminders", ["wakes_at"], sqlite_where=due, postgresql_where=due)
    op.create_table(
        "marks",
        sa.Column("chat_id", sa.BigInteger, primary_key=True),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("due", sa.BigInteger, primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
        _of_chat(),
    )
    op.create_index("marks_day", "marks", ["day"])


def downgrade() -> None:
    """Back."""
    op.drop_table("marks")
    op.drop_table("reminders")
    op.drop_table("chats")
