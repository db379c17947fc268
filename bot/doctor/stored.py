"""Whether the database can do its work."""

import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import URL, text
from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from bot.doctor.finding import Finding, State
from bot.storage import Database, open_engine
from bot.storage.migrate import NEWEST, version
from bot.storage.unreadable import unreadable

ENOUGH = 500
"""MB that should be free."""
TOO_LITTLE = 50
MOST_SHOWN = 20
"""Values that cannot be read."""
_OTHERS = 0o077
_READ_ONLY = text("SELECT current_setting('transaction_read_only') = 'on'")


@dataclass(frozen=True)
class DatabaseFacts:
    """What is known of a database."""

    shown: str
    """Its address, without the password."""
    error: str = ""
    """Why it cannot be used."""
    exists: bool = True
    version: str | None = None
    """The latest migration that it has had."""
    damage: str = ""
    free: int | None = None
    """MB; None when nobody here can say."""
    mode: int = 0o600
    """Who may read it."""
    unreadable: tuple[str, ...] = ()
    """Values that mean nothing, each with its chat and column; the first MOST_SHOWN."""


async def look(address: Database) -> DatabaseFacts:
    """Reach the database, and see whether it may be written to; nothing is changed, and no file is made."""
    if isinstance(address, URL):
        return await _ask(address, DatabaseFacts(address.render_as_string(hide_password=True)))
    facts = _of_file(address)
    return await _ask(address, facts) if facts.exists and not facts.error else facts


def database(facts: DatabaseFacts) -> Finding:
    """Whether it can be read and written, now and in a while."""
    name = "database"
    if facts.error:
        help_ = "See that the server runs, and DATABASE_URL is right"
        if "://" not in facts.shown:
            help_ = "Set DATA_DIR to a folder that the bot may write to, on a disk that is not full"
        return Finding(name, State.PROBLEM, f"{facts.shown} cannot be used: {facts.error}", help_)
    if facts.damage or facts.unreadable:
        return _damaged(facts)
    if facts.free is not None and facts.free < ENOUGH:
        return Finding(
            name,
            State.PROBLEM if facts.free < TOO_LITTLE else State.WARNING,
            f"{facts.free} MB are free for {facts.shown}",
            "Make room on the disk: nothing can be stored on a full one",
        )
    if facts.mode & _OTHERS:
        return Finding(
            name, State.WARNING, f"others on this machine may read {facts.shown}", f"chmod 600 {facts.shown}"
        )
    if not facts.exists:
        return Finding(name, State.OK, f"{facts.shown} will be made at the first start")
    return Finding(name, State.OK, facts.shown)


def _damaged(facts: DatabaseFacts) -> Finding:
    """What cannot be read in a database that can be reached."""
    if facts.damage:
        return Finding(
            "database",
            State.PROBLEM,
            f"{facts.shown} is damaged: {facts.damage}",
            "Restore the latest backup",
        )
    return Finding(
        "database",
        State.PROBLEM,
        "\n".join((f"{facts.shown} has values that cannot be read:", *facts.unreadable)),
        "These people may get no reminders. Stop the bot and put the values right, or let them say /stop and "
        "begin anew",
    )


def migrations(facts: DatabaseFacts) -> Finding:
    """Whether the database is of this version of the bot."""
    name = "migrations"
    if facts.error:
        return Finding(name, State.SKIPPED, "the database cannot be used")
    if facts.version == NEWEST:
        return Finding(name, State.OK, f"all done, up to {NEWEST}")
    if facts.version is None:
        return Finding(name, State.OK, "the first start makes the tables")
    if facts.version > NEWEST:
        return Finding(
            name,
            State.PROBLEM,
            f"the database is at {facts.version}, and this bot knows only {NEWEST}",
            "Install the newer version of the bot again",
        )
    return Finding(
        name,
        State.WARNING,
        f"the database is at {facts.version}: the next start brings it to {NEWEST}",
        "Make a backup before that",
    )


def _of_file(file: Path) -> DatabaseFacts:
    folder = next(path for path in (file.parent, *file.parent.parents) if path.exists())
    free = shutil.disk_usage(folder).free // 1_000_000
    if not file.exists():
        error = "" if folder.is_dir() and os.access(folder, os.W_OK) else f"{folder} may not be written to"
        return DatabaseFacts(str(file), error, exists=False, free=free)
    if not os.access(file.parent, os.W_OK):
        return DatabaseFacts(str(file), f"{file.parent} may not be written to")
    return DatabaseFacts(str(file), free=free, mode=file.stat().st_mode & 0o777)


async def _ask(address: Database, facts: DatabaseFacts) -> DatabaseFacts:
    engine = open_engine(address)
    damage, read_only = "", False
    try:
        async with engine.connect() as connection:  # takes the right to write, in a file
            if isinstance(address, URL):
                read_only = bool((await connection.execute(_READ_ONLY)).scalar_one())
            else:
                checked = (await connection.execute(text("PRAGMA quick_check(1)"))).scalar_one()
                damage = "" if checked == "ok" else str(checked)
            at = await connection.run_sync(version)
            damaged = await _first(unreadable(connection)) if at == NEWEST and not damage else ()
    except (OSError, SQLAlchemyError) as error:
        why = error.orig if isinstance(error, DatabaseError) else error
        return replace(facts, error=str(why) or type(why).__name__)
    finally:
        await engine.dispose()
    refused = "it may only be read" if read_only else ""
    return replace(facts, error=refused, version=at, damage=damage, unreadable=damaged)


async def _first(lines: AsyncIterator[str]) -> tuple[str, ...]:
    found: list[str] = []
    async for line in lines:
        if len(found) == MOST_SHOWN:
            return (*found, "and more")
        found.append(line)
    return tuple(found)
