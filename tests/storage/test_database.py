"""The file of the database."""

from pathlib import Path

import pytest
from sqlalchemy import text

from bot.storage import Database, StorageError, open_engine, prepare


async def test_only_for_its_owner(tmp_path: Path) -> None:
    """Nobody else on the machine may read it, nor what SQLite puts beside it."""
    file = tmp_path / "data" / "bot.db"
    engine = open_engine(file)
    await prepare(engine)
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in file.parent.iterdir()} == {0o600}
    await engine.dispose()


@pytest.mark.parametrize("name", ["what?mode=memory", "50%41", "a#b", "a&b=c;d", "\u202ex", "a'b"])
async def test_strange_folders(tmp_path: Path, name: str) -> None:
    """Whatever the folder is called, the file is in it, and nowhere else."""
    engine = open_engine(tmp_path / name / "bot.db")
    await prepare(engine)
    await engine.dispose()
    assert paths_in(tmp_path) == [name, f"{name}/bot.db"]


def paths_in(folder: Path) -> list[str]:
    """All that is in it."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.sqlite
async def test_how_it_is_set(database: Database) -> None:
    """Readers and the writer do not wait for each other, and no commit is lost in a power cut."""
    engine = open_engine(database)
    async with engine.connect() as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        found = [(await connection.execute(text(f"PRAGMA {name}"))).scalar() for name in pragmas]
    await engine.dispose()
    assert found == ["wal", 2, 1, 5000]


@pytest.mark.parametrize("broken", ["a folder", "no database", "in a file"])
async def test_what_cannot_be_used(tmp_path: Path, broken: str) -> None:
    """One line says which file it is, and what to do."""
    file = tmp_path / "bot.db"
    if broken == "a folder":
        file.mkdir()
    elif broken == "no database":
        file.write_text("Dear diary, " * 999, encoding="utf-8")
    else:
        (tmp_path / "data").write_text("no folder", encoding="utf-8")
        file = tmp_path / "data" / "bot.db"
    engine = open_engine(file)
    with pytest.raises(
        StorageError, match=r"damaged\..*backup|is a folder\. Move|Set DATA_DIR to a folder"
    ) as raised:
        await prepare(engine)
    assert str(file) in str(raised.value)
    assert "\n" not in str(raised.value)


async def test_of_a_newer_version(database: Database) -> None:
    """What a later version has migrated is left as it is, and that is said."""
    engine = open_engine(database)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageError, match="newer version"):
        await prepare(engine)
