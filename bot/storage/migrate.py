"""Bring a database to the newest form."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

NEWEST = "0001"
"""The latest of the files in migrations/versions."""


def upgrade(connection: Connection) -> None:
    """Run the migrations that the database has not had; inside the caller's transaction."""
    # Alembic costs a third of a second and 10 MB: only a database that needs it pays for that.
    if _version(connection) != NEWEST:
        from alembic import command  # noqa: PLC0415

        command.upgrade(configuration(connection), "head")


def configuration(connection: Connection) -> "Config":
    """What Alembic's own commands take, for one connection."""
    from alembic.config import Config  # noqa: PLC0415 - see upgrade

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
