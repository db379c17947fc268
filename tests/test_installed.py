"""The bot as pip installs it: put together here as pyproject.toml says, away from the sources."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from bot.matching.cache import cache_folder

PROJECT = Path(__file__).parent.parent
ABOUT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
WHEEL = ABOUT["tool"]["hatch"]["build"]["targets"]["wheel"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is in the wheel, and the command."""
    site = tmp_path_factory.mktemp("site")
    leave = shutil.ignore_patterns("__pycache__")
    for package in WHEEL["packages"]:
        shutil.copytree(PROJECT / package, site / package, ignore=leave)
    for source, place in WHEEL["force-include"].items():
        shutil.copytree(PROJECT / source, site / place, ignore=leave)
    ((name, target),) = ABOUT["project"]["scripts"].items()
    module, function = target.split(":")
    script = f"import sys\nfrom {module} import {function}\nsys.exit({function}())\n"
    (site / name).write_text(script, encoding="utf-8")
    return site


def called(site: Path, home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The command, from a folder that has nothing to do with it."""
    elsewhere = home / "elsewhere"
    elsewhere.mkdir(parents=True, exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    environment = {**kept, "HOME": str(home), "PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1", **more}
    environment |= {"XDG_CACHE_HOME": str(cache_folder().parent)}
    return subprocess.run(  # noqa: S603 - our own
        [sys.executable, str(site / "foot-cramp-bot"), *arguments],
        input="would a massage help?\n",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=elsewhere,
        env=environment,
    )


def test_the_chat_answers(site: Path, tmp_path: Path) -> None:
    """It finds its knowledge and pictures, and leaves nothing where it was called."""
    ran = called(site, tmp_path, "chat")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "About massage and foot rubs" in ran.stdout
    assert "[photo foot-rub.png]" in ran.stdout
    assert [*(tmp_path / "elsewhere").iterdir()] == []


def test_where_its_things_are(site: Path, tmp_path: Path) -> None:
    """The database is at one place, wherever it is called; the settings are those of the folder."""
    (tmp_path / "elsewhere").mkdir()
    settings = tmp_path / "elsewhere" / ".env"
    settings.write_text("LOG_LEVL=INFO\n", encoding="utf-8")
    settings.chmod(0o600)
    said = called(site, tmp_path, "doctor").stdout
    assert f"{tmp_path}/.local/share/foot-cramp-bot/bot.db will be made at the first start" in said
    assert "did you mean LOG_LEVEL?" in said
    assert f"{site}/bot/shipped_knowledge" in said
    ran = called(site, tmp_path, "backup", "copy.db", XDG_DATA_HOME=str(tmp_path / "data"))
    assert f"there is no database at {tmp_path}/data/foot-cramp-bot/bot.db yet" in ran.stdout + ran.stderr


def test_its_name(site: Path, tmp_path: Path) -> None:
    """It calls itself what it is called by."""
    assert called(site, tmp_path, "--version").stdout.startswith("foot-cramp-bot ")
    assert called(site, tmp_path, "--help").stdout.startswith("usage: foot-cramp-bot ")
