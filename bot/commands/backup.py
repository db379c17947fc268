"""`backup`: a copy of the database in one file, while the bot goes on."""

import asyncio
from argparse import Namespace

from bot.commands.database import database
from bot.settings import read_settings
from bot.storage import back_up


def run(asked: Namespace) -> int:
    """Write the copy, and print what is in it."""
    rows = asyncio.run(back_up(database(read_settings()), asked.file, force=asked.force))
    print(f"{asked.file}: {counted(rows)}")
    return 0


def counted(rows: dict[str, int]) -> str:
    """How many of what; `pace` is no one's."""
    return ", ".join(f"{number} {table}" for table, number in rows.items() if table != "pace")
