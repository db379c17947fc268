"""The files that put the bot on a machine."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import Settings

PROJECT = Path(__file__).parent.parent
DEPLOY = PROJECT / "deploy"
UNIT = (DEPLOY / "foot-cramp-bot.service").read_text(encoding="utf-8")
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SETTINGS = {name.upper() for name in Settings.model_fields}
OTHERS = {"XDG_CACHE_HOME", "PYTHONDONTWRITEBYTECODE", "PYTHONFAULTHANDLER", "PATH"}
MOST_EXPOSED = 1.2
"""Of 10, as `systemd-analyze security` counts."""

analyze = shutil.which("systemd-analyze")
needs_systemd = pytest.mark.skipif(analyze is None, reason="there is no systemd-analyze on this machine")


def systemd(*arguments: str | Path) -> str:
    """What systemd-analyze says."""
    assert analyze
    finished = subprocess.run(  # noqa: S603 - the arguments are this file's own
        [analyze, *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    return finished.stdout + finished.stderr


@needs_systemd
def test_the_unit_is_understood(tmp_path: Path) -> None:
    """Every line of it, where the bot is installed."""
    here = tmp_path / "foot-cramp-bot.service"
    here.write_text(UNIT.replace("/opt/foot-cramp-bot/.venv/bin/python", sys.executable), encoding="utf-8")
    assert not systemd("verify", "--man=no", here)


@needs_systemd
def test_the_unit_is_a_sandbox() -> None:
    """What is left open is the network, and little else."""
    said = systemd("security", "--offline=true", DEPLOY / "foot-cramp-bot.service")
    exposure = re.search(r"Overall exposure level for \S+: ([0-9.]+)", said)
    assert exposure
    assert float(exposure[1]) <= MOST_EXPOSED


def test_the_unit_runs_the_bot() -> None:
    """With settings that exist, in folders that are its own."""
    assert "ExecStart=/opt/foot-cramp-bot/.venv/bin/python -m bot run\n" in UNIT
    environment = " ".join(re.findall(r"^Environment=(.*)$", UNIT, re.MULTILINE))
    names = set(re.findall(r"(\w+)=", environment))
    assert names <= SETTINGS | OTHERS
    assert "DATA_DIR=/var/lib/foot-cramp-bot " in UNIT
    assert "StateDirectory=foot-cramp-bot\n" in UNIT


def instructions() -> list[tuple[str, str]]:
    """Of the Dockerfile, its continued lines joined."""
    lines = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.MULTILINE)).splitlines()
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in lines if line)]


def test_the_image() -> None:
    """Locked libraries, no root, nothing that installs, and a look at its own health."""
    *_, last = (place for place, (name, _) in enumerate(instructions()) if name == "FROM")
    build, final = instructions()[:last], instructions()[last:]
    installs = [rest for name, rest in build if name == "RUN"]
    assert len(installs) == 1
    assert "--require-hashes -r requirements.txt" in installs[0]
    users = [rest for name, rest in final if name == "USER"]
    assert users == ["10001:10001"]
    assert not any("apt" in rest or "install -r" in rest for name, rest in final if name == "RUN")
    (health,) = (rest for name, rest in final if name == "HEALTHCHECK")
    assert "/healthz" in health
    (environment,) = (rest for name, rest in final if name == "ENV")
    assert set(re.findall(r"([A-Z_]{3,})=", environment)) <= SETTINGS | OTHERS
    assert final[-2:] == [("ENTRYPOINT", '["python", "-m", "bot"]'), ("CMD", '["run"]')]


def test_what_goes_into_the_image() -> None:
    """What is copied is there, and may be sent to the builder; nothing else may, above all no .env."""
    ignore = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    sent = {line.removeprefix("!") for line in ignore if line.startswith("!")}
    copied = {rest.split()[0] for name, rest in instructions() if name == "COPY" and "--from" not in rest}
    assert copied == sent
    assert all((PROJECT / name).exists() for name in copied)
    assert ignore.index("*") < min(ignore.index(f"!{name}") for name in sent)


def test_compose() -> None:
    """The bot starts after its database, in a sandbox, and neither can be reached from outside."""
    services = COMPOSE["services"]
    bot, database = services["bot"], services["database"]
    build = bot["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).resolve() == DEPLOY / "Dockerfile"
    assert bot["environment"].keys() <= SETTINGS
    assert bot["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert database["healthcheck"]["test"][:2] == ["CMD", "pg_isready"]
    assert bot["read_only"]
    assert bot["cap_drop"] == ["ALL"]
    assert all("ports" not in service for service in services.values())
    assert all("no-new-privileges:true" in service["security_opt"] for service in services.values())
    assert COMPOSE["networks"]["inside"]["internal"]
    assert database["networks"] == ["inside"]
    used = {network for service in services.values() for network in service["networks"]}
    assert used == COMPOSE["networks"].keys()
    volumes = {volume.partition(":")[0] for volume in database["volumes"]}
    assert volumes == COMPOSE["volumes"].keys()


def test_compose_has_no_secrets() -> None:
    """They come from .env, and without them nothing starts; the address of the database fits its settings."""
    bot, database = (COMPOSE["services"][name]["environment"] for name in ("bot", "database"))
    password = "${POSTGRES_PASSWORD:?put it into .env}"
    assert database["POSTGRES_PASSWORD"] == password
    assert bot["DATABASE_URL"] == (
        f"postgresql+asyncpg://{database['POSTGRES_USER']}:{password}@database/{database['POSTGRES_DB']}"
    )
    assert bot["TELEGRAM_BOT_TOKEN"].startswith("${TELEGRAM_BOT_TOKEN:?")
