"""What must be in place for the bot to work: this machine, and what is stored."""

import os
import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from sqlalchemy import URL, text
from sqlalchemy.exc import SQLAlchemyError

from bot.settings import others_may_read
from bot.storage import Database, open_engine
from bot.storage.diagnosis import (
    NEWEST,
    Diagnosis,
    ForeignError,
    TooNewError,
    damaged,
    diagnose,
    see_that_it_is_ours,
    version,
)
from bot.storage.plan_rows import unreadable


class State(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARNING = "warning"
    """The bot works, but something may go wrong."""
    PROBLEM = "problem"
    """The bot cannot work as it should."""
    SKIPPED = "skipped"
    """It could not be checked."""


@dataclass(frozen=True)
class Finding:
    """A line of the report."""

    check: str
    state: State
    says: str
    do: str = ""
    """What to do; empty when nothing has to be done."""


_OLD = timedelta(days=183)
"""After the end of the year of a release: there are several a year."""


def zone_data(version: str, now: datetime) -> Finding:
    """Whether the installed tzdata is recent; `version` is like 2026a."""
    found = re.match(r"[0-9]{4}", version)
    if not found:
        return Finding("zone data", State.SKIPPED, f"version {version}, whatever that is")
    ended = datetime(int(found[0]) + 1, 1, 1, tzinfo=UTC)
    if now - ended > _OLD:
        return Finding(
            "zone data",
            State.WARNING,
            f"version {version}: governments have changed rules since",
            "Install the latest version of the bot, or of the package tzdata",
        )
    return Finding("zone data", State.OK, f"version {version}")


def fonts(freetype: bool) -> Finding:
    """Whether charts can be drawn."""
    if freetype:
        return Finding("fonts", State.OK, "charts can be drawn")
    return Finding("fonts", State.WARNING, "charts cannot be drawn", "Install Pillow with FreeType")


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
    diagnosis: Diagnosis | None = None
    """Why it cannot be used."""
    exists: bool = True
    version: str | None = None
    """The latest migration that it has had."""
    damage: str = ""
    free: int | None = None
    """MB; None when unknown."""
    mode: int = 0o600
    """Who may read it."""
    unreadable: tuple[str, ...] = ()
    """Invalid values, each with its chat and column; the first MOST_SHOWN."""


async def look(address: Database) -> DatabaseFacts:
    """Reach the database, and see whether it may be written to; nothing is changed, and no file is made."""
    if isinstance(address, URL):
        return await _ask(address, DatabaseFacts(address.render_as_string(hide_password=True)))
    facts = _of_file(address)
    return await _ask(address, facts) if facts.exists and not facts.diagnosis else facts


def database(facts: DatabaseFacts) -> Finding:
    """Whether it can be read and written, now and in a while."""
    name = "database"
    if facts.diagnosis:
        return Finding(name, State.PROBLEM, facts.diagnosis.says, facts.diagnosis.do)
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
        meant = damaged(facts.shown)
        return Finding("database", State.PROBLEM, f"{meant.says}: {facts.damage}", meant.do)
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
    if facts.diagnosis:
        return Finding(name, State.SKIPPED, "the database cannot be used")
    if facts.version == NEWEST:
        return Finding(name, State.OK, f"all done, up to {NEWEST}")
    if facts.version is None:
        return Finding(name, State.OK, "the first start makes the tables")
    if facts.version > NEWEST:
        meant = diagnose(Path(facts.shown), TooNewError())
        return Finding(name, State.PROBLEM, f"{meant.says}: it is at {facts.version}", meant.do)
    return Finding(
        name,
        State.WARNING,
        f"the database is at {facts.version}: the next start brings it to {NEWEST}",
        "Make a backup before that",
    )


def own_files(settings: Path) -> Finding:
    """Whether only their owner may read the settings, which hold the token."""
    name = "files"
    if others_may_read(settings):
        return Finding(
            name, State.WARNING, f"others on this machine may read {settings}", f"chmod 600 {settings}"
        )
    return Finding(name, State.OK, "nobody else may read them")


def _of_file(file: Path) -> DatabaseFacts:
    """What the file system says about the file, an error included."""
    try:
        return _seen(file)
    except OSError as error:
        return DatabaseFacts(str(file), diagnose(file, error))


def _seen(file: Path) -> DatabaseFacts:
    folder = next(path for path in (file.parent, *file.parent.parents) if path.exists())
    free = shutil.disk_usage(folder).free // 1_000_000
    if not file.exists():
        if not folder.is_dir():
            raise NotADirectoryError
        closed = None if os.access(folder, os.W_OK) else diagnose(file, PermissionError())
        return DatabaseFacts(str(file), closed, exists=False, free=free)
    if file.is_dir():
        raise IsADirectoryError
    if not (os.access(file.parent, os.W_OK) and os.access(file, os.R_OK | os.W_OK)):
        raise PermissionError
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
            await connection.run_sync(see_that_it_is_ours)
            at = await connection.run_sync(version)
            damaged = await _first(unreadable(connection)) if at == NEWEST and not damage else ()
    except (OSError, SQLAlchemyError, ForeignError) as error:
        return replace(facts, diagnosis=diagnose(address, error))
    finally:
        await engine.dispose()
    refused = diagnose(address, PermissionError("it may only be read")) if read_only else None
    return replace(facts, diagnosis=refused, version=at, damage=damage, unreadable=damaged)


async def _first(lines: AsyncIterator[str]) -> tuple[str, ...]:
    found: list[str] = []
    async for line in lines:
        if len(found) == MOST_SHOWN:
            return (*found, "and more")
        found.append(line)
    return tuple(found)
