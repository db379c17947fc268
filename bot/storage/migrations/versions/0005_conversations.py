"""What several processes have to know of each other's conversations."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Forward."""
    # After a crash of the server they are empty, which does no harm, and no transaction waits for the disk.
    unlogged = ["UNLOGGED"] if op.get_bind().dialect.name == "postgresql" else []
    op.create_table(
        "updates",
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        prefixes=unlogged,
    )
    op.create_table(
        "remembered",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("about", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("value", sa.String(500), nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        prefixes=unlogged,
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("remembered")
    op.drop_table("updates")
