"""`restore`: a backup into the database of the settings, of whichever kind."""

import asyncio
from argparse import Namespace

from bot.commands.backup import counted
from bot.commands.database import database
from bot.settings import read_settings
from bot.storage import restore


def run(asked: Namespace) -> int:
    """Put the backup in the place of what the database holds, and print what that is."""
    rows = asyncio.run(restore(database(read_settings()), asked.file, force=asked.force))
    print(f"restored from {asked.file}: {counted(rows)}")
    return 0
