"""Upgrade a database to the newest schema."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

NEWEST = "0008"
"""The latest of the files in migrations/versions."""


class TooNewError(Exception):
    """The database has had migrations that this version of the bot does not know."""


def upgrade(connection: Connection) -> None:
    """Run the migrations that the database has not had; inside the caller's transaction."""
    # Only a database that needs Alembic waits until it is loaded, and has it in memory.
    if version(connection) != NEWEST:
        from alembic import command  # noqa: PLC0415 - see above
        from alembic.util import CommandError  # noqa: PLC0415 - see above

        try:
            command.upgrade(configuration(connection), "head")
        except CommandError as error:
            raise TooNewError("it is of a newer version of the bot") from error


def configuration(connection: Connection) -> "Config":
    """Alembic's configuration, for one connection."""
    from alembic.config import Config  # noqa: PLC0415 - see upgrade

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def version(connection: Connection) -> str | None:
    """The latest migration that a database has had; None for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
