"""Where what people want is stored; `backup` and `restore`, and what other commands read of it."""

import asyncio
from argparse import Namespace
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.settings import Settings, SettingsError, read_settings
from bot.storage import Database, Notebook, back_up, restore
from bot.storage.diagnosis import look

FILE = "bot.db"

T = TypeVar("T")


def run(asked: Namespace) -> int:
    """`backup` copies the database into one file while the bot goes on; `restore` brings a copy back."""
    where = database(read_settings())
    if asked.command == "backup":
        rows = asyncio.run(back_up(where, asked.file, force=asked.force))
        print(f"{asked.file}: {_counted(rows)}")
    else:
        rows = asyncio.run(restore(where, asked.file, force=asked.force))
        print(f"restored from {asked.file}: {_counted(rows)}")
    return 0


def _counted(rows: dict[str, int]) -> str:
    """How many of what; `pace` is no one's."""
    return ", ".join(f"{number} {table}" for table, number in rows.items() if table != "pace")


def database(settings: Settings) -> Database:
    """The database of the settings; SettingsError if its address cannot be read."""
    if settings.database_url is None:
        return settings.data_dir / FILE
    # What is wrong with it is not shown, nor is one shown later of which a part may be the password's.
    wrong = SettingsError(
        "DATABASE_URL cannot be read: write postgresql+asyncpg://user:password@host/name, "
        "with %40, %2F and %3A for @, / and : in the password"
    )
    written = settings.database_url.get_secret_value()
    try:
        url = make_url(written)
    except (ArgumentError, ValueError):
        raise wrong from None
    if written.count("@") > 1 or "@" in f"{url.host}{url.database}":
        raise wrong
    return url


def ask_notebook(question: Callable[[Notebook], Awaitable[T]]) -> T | None:
    """What the notebook says, None when there is no database yet; nothing is made or changed.

    Raises StorageError.
    """
    where = database(read_settings())
    if isinstance(where, Path) and not where.exists():
        return None

    async def asking() -> T:
        async with look(where) as engine:
            return await question(Notebook(engine))

    return asyncio.run(asking())
