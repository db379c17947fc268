"""Votes, questions without a good answer, and how often what was used."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "votes",
        sa.Column("person", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("entry", sa.String(48), primary_key=True),
        sa.Column("helpful", sa.Boolean, nullable=False),
    )
    op.create_table(
        "unanswered",
        sa.Column("words", sa.String(32), primary_key=True),
        sa.Column("ending", sa.String(16), primary_key=True),
        sa.Column("question", sa.String(500), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("first_at", sa.BigInteger, nullable=False),
        sa.Column("last_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "uses",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("entry", sa.String(48), primary_key=True),
        sa.Column("outcome", sa.String(16), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("uses")
    op.drop_table("unanswered")
    op.drop_table("votes")
