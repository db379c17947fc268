"""Checks that a file is an intact database of this bot."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.errors import BotError


class DamagedError(BotError):
    """The file is not a database of this bot, or is damaged."""


def examine(file: Path) -> dict[str, int]:
    """How many rows each table has; raises DamagedError."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True)) as connection:
            ((found,), *_) = connection.execute("PRAGMA integrity_check(1)").fetchall()
            if found != "ok":
                raise DamagedError(f"is damaged: {found}")
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise DamagedError("is damaged: it has reminders without a chat")
            names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            tables = {name for (name,) in connection.execute(names)}
            if not {"alembic_version", "chats"} <= tables:
                raise DamagedError("is no backup of this bot")
            return {
                name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - its own
                for name in sorted(tables - {"alembic_version"})
            }
    except sqlite3.Error as error:
        raise DamagedError(f"is no backup of this bot, or is damaged: {error}") from error
