"""Preparing a database, reading one beside a running bot, and diagnosing one that cannot be used."""

import errno
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, event, inspect, text
from sqlalchemy.exc import DatabaseError, DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import BotError
from bot.storage.engine import Database, is_shared

if TYPE_CHECKING:
    from alembic.config import Config


NEWEST = "0009"
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


_ALONE = text("SELECT pg_advisory_xact_lock(1, 1)")
"""Two numbers, because locks with a single number are those of chats."""
_FULL = ("database or disk is full", "disk i/o error", "no space left")
_DAMAGED = ("not a database", "malformed", "damaged", "encrypted")
_CLOSED = ("readonly", "read-only", "permission denied", "unable to open", "not permitted")


class StorageError(BotError):
    """The database cannot be used now; it may recover, or need help."""


class UnusableError(StorageError):
    """The database cannot be used until it has been repaired: restarting does not help."""

    status = 65


class ForeignError(Exception):
    """The file is a database of another program."""


@dataclass(frozen=True)
class Diagnosis:
    """What is wrong, and what to do."""

    says: str
    do: str
    passes: bool = False
    """Whether waiting may help."""

    def error(self) -> StorageError:
        """The diagnosis as an error that ends a command."""
        return (StorageError if self.passes else UnusableError)(f"{self.says}. {self.do}")


def diagnose(database: Database, error: BaseException) -> Diagnosis:
    """Explain a database error."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    if isinstance(database, URL):
        shown = database.render_as_string(hide_password=True)
        if isinstance(error, TooNewError):
            return _too_new(shown)
        do = "See that the server runs, and DATABASE_URL is right"
        return Diagnosis(f"{shown} cannot be used: {_why(cause)}", do, passes=True)
    return _of_file(database, cause)


def _of_file(file: Path, cause: BaseException) -> Diagnosis:
    why = _why(cause).lower()
    full = getattr(cause, "errno", None) == errno.ENOSPC or any(words in why for words in _FULL)
    closed = isinstance(cause, PermissionError) or any(words in why for words in _CLOSED)
    own = f"Let the user that runs the bot own {file.parent} and what is in it: chown -R USER {file.parent}"
    cases = (
        (isinstance(cause, TooNewError), _too_new(str(file))),
        (
            isinstance(cause, ForeignError),
            Diagnosis(
                f"{file} is a database of another program", "Set DATA_DIR to a folder of the bot's own"
            ),
        ),
        (
            isinstance(cause, NotADirectoryError | FileExistsError),
            Diagnosis(
                f"{file} cannot be made: a file stands in the place of a folder", "Set DATA_DIR to a folder"
            ),
        ),
        (
            _is_folder(file),
            Diagnosis(f"{file} is a folder", "Move it away: the bot makes its database there"),
        ),
        (full, Diagnosis(f"the disk of {file} is full, or it fails", "Make room on it", passes=True)),
        (any(words in why for words in _DAMAGED), damaged(file)),
        (closed, Diagnosis(f"{file} may not be read and written by this user", own)),
        (
            "locked" in why,
            Diagnosis(f"{file} is locked", "End the program that has it open", passes=True),
        ),
    )
    unknown = Diagnosis(f"{file} cannot be used: {_why(cause)}", "See that the bot may read and write it")
    return next((meant for applies, meant in cases if applies), unknown)


def damaged(file: object) -> Diagnosis:
    """What to do about a file that is not, or not wholly, an SQLite database."""
    return Diagnosis(
        f"{file} is damaged",
        "Stop the bot, keep a copy of the file, and bring the latest backup back: "
        "python -m bot restore BACKUP --force",
    )


def see_that_it_is_ours(connection: Connection) -> None:
    """Raise ForeignError if there are tables, but not the bot's."""
    tables = set(inspect(connection).get_table_names())
    if tables and "alembic_version" not in tables:
        raise ForeignError


def _too_new(shown: str) -> Diagnosis:
    return Diagnosis(
        f"{shown} is of a newer version of the bot; this one knows its forms up to {NEWEST}",
        "Install the newer version again",
    )


def _is_folder(file: Path) -> bool:
    try:
        return file.is_dir()
    except OSError:
        return False


def _why(error: BaseException) -> str:
    return str(error) or type(error).__name__


async def prepare(engine: AsyncEngine) -> None:
    """Create or upgrade the database; raises StorageError.

    SQLite's file is made if need be, and only its owner may read it. Of several processes at a server, one
    migrates, and the others wait.
    """
    try:
        if not is_shared(engine):
            _make(Path(engine.url.database or ""))
        async with engine.begin() as connection:
            if is_shared(engine):
                await connection.execute(_ALONE)
            await connection.run_sync(see_that_it_is_ours)
            await connection.run_sync(upgrade)
    except (OSError, SQLAlchemyError, TooNewError, ForeignError) as error:
        await engine.dispose()
        raise diagnose(address(engine), error).error() from error


def address(engine: AsyncEngine) -> Database:
    """Which database an engine is for."""
    return engine.url if is_shared(engine) else Path(engine.url.database or "")


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))


@asynccontextmanager
async def look(database: Database) -> AsyncIterator[AsyncEngine]:
    """A read-only engine, which neither creates nor upgrades a database; raises StorageError."""
    name = database.render_as_string() if isinstance(database, URL) else database
    engine = _server_to_read(database) if isinstance(database, URL) else _file_to_read(database)
    try:
        if isinstance(database, Path):
            _check_readable(database)
        async with engine.connect() as connection:
            if await connection.run_sync(version) != NEWEST:
                raise StorageError(f"{name} is of another version of the bot: start this one once, then look")
        yield engine
    except (OSError, SQLAlchemyError) as error:
        why = error.orig if isinstance(error, DatabaseError) else error
        raise StorageError(f"{name} cannot be read: {why}") from error
    finally:
        await engine.dispose()


def _check_readable(file: Path) -> None:
    """Raises OSError, which says more than SQLite would."""
    with file.open("rb"):
        pass


def _server_to_read(address: URL) -> AsyncEngine:
    return create_async_engine(address, execution_options={"postgresql_readonly": True})


def _file_to_read(file: Path) -> AsyncEngine:
    address = f"file:{quote(str(file.absolute()))}"
    # Not `ro`, which would leave the files behind that it needs beside the database.
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=address, query={"mode": "rw", "uri": "true"})
    )
    event.listen(engine.sync_engine, "connect", _set_up_to_read)
    event.listen(engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _set_up_to_read(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # or the driver would begin transactions itself, in its own way
    connection.execute("PRAGMA query_only = ON")
