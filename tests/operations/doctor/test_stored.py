"""Whether the database can do its work."""

import os
from pathlib import Path

import pytest
from sqlalchemy import URL

from bot.operations import doctor
from bot.operations.doctor import DatabaseFacts, State, look, migrations
from bot.storage import Database, open_engine, prepare
from bot.storage.diagnosis import NEWEST, diagnose


async def test_a_good_one(tmp_path: Path) -> None:
    """It is reached, and nothing in it changes."""
    file = tmp_path / "bot.db"
    engine = open_engine(file)
    await prepare(engine)
    await engine.dispose()
    facts = await look(file)
    assert (facts.diagnosis, facts.version, facts.damage, facts.mode) == (None, NEWEST, "", 0o600)
    assert facts.free
    assert doctor.database(facts).state is migrations(facts).state is State.OK


@pytest.mark.postgres
async def test_a_server(database: Database) -> None:
    """The same of PostgreSQL's."""
    facts = await look(database)
    assert (facts.diagnosis, facts.version, facts.free) == (None, NEWEST, None)


async def test_a_server_that_is_not_there() -> None:
    """Its password is not shown."""
    facts = await look(URL.create("postgresql+asyncpg", "bot", "geheim", "127.0.0.1", 9, "bot"))
    found = doctor.database(facts)
    assert found.state is State.PROBLEM
    assert "postgresql+asyncpg://bot:***@127.0.0.1:9/bot cannot be used" in found.says
    assert "DATABASE_URL" in found.do
    assert migrations(facts).state is State.SKIPPED


async def test_none_yet(tmp_path: Path) -> None:
    """That is no problem, and none is made."""
    file = tmp_path / "data" / "bot.db"
    facts = await look(file)
    assert doctor.database(facts).says.endswith("will be made at the first start")
    assert doctor.database(facts).state is migrations(facts).state is State.OK
    assert not file.parent.exists()


async def test_no_database(tmp_path: Path) -> None:
    """Another file in its place."""
    (tmp_path / "bot.db").write_text("Dear diary, " * 999, encoding="utf-8")
    facts = await look(tmp_path / "bot.db")
    assert doctor.database(facts).state is State.PROBLEM
    assert doctor.database(facts).says.endswith("bot.db is damaged")
    assert "restore" in doctor.database(facts).do


async def test_a_folder_of_somebody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing could be stored there."""
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anywhere
    for file in (tmp_path / "bot.db", tmp_path / "data" / "bot.db"):
        found = doctor.database(await look(file))
        assert found.says == f"{file} may not be read and written by this user"
        assert "chown" in found.do


@pytest.mark.parametrize(
    ("facts", "state", "says"),
    [
        (DatabaseFacts("bot.db"), State.OK, "bot.db"),
        (DatabaseFacts("bot.db", damage="row 3"), State.PROBLEM, "bot.db is damaged: row 3"),
        (DatabaseFacts("bot.db", free=300), State.WARNING, "300 MB are free for bot.db"),
        (DatabaseFacts("bot.db", free=3), State.PROBLEM, "3 MB are free for bot.db"),
        (DatabaseFacts("bot.db", mode=0o644), State.WARNING, "others on this machine may read bot.db"),
        (
            DatabaseFacts("bot.db", diagnose(Path("bot.db"), OSError("database is locked"))),
            State.PROBLEM,
            "bot.db is locked",
        ),
    ],
)
def test_what_it_means(facts: DatabaseFacts, state: State, says: str) -> None:
    """Whatever is wrong, it is said what to do."""
    found = doctor.database(facts)
    assert (found.state, found.says) == (state, says)
    assert bool(found.do) is (state is not State.OK)


@pytest.mark.parametrize(
    ("version", "state"),
    [(NEWEST, State.OK), (None, State.OK), ("0000", State.WARNING), ("9999", State.PROBLEM)],
)
def test_versions(version: str | None, state: State) -> None:
    """An older one is brought up at the start; with a newer one the bot cannot start."""
    found = migrations(DatabaseFacts("bot.db", version=version))
    assert found.state is state
    assert bool(found.do) is (state is not State.OK)
