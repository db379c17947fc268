"""Every command line of the documentation does what it says there, or stands here with the reason why not."""

import os
import re
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.command_lines import PATIENCE, PROJECT, Machine, build, command_lines, databases

_BOT = r"(?:\.venv/bin/)?python -m bot"
NOT_RUN = {
    r"make test|(?:\.venv/bin/)?pytest\b.*": "it would run this test",
    rf"{_BOT} evaluate\b.*--calibrate\b.*": "takes minutes; see tests/commands/test_evaluate.py",
    r"make (?:cover|bench|lock|screenshots)\b.*": "takes minutes, or the network; tests run its parts",
    r".*python -m benchmarks\..*": "takes minutes; tests/test_soak.py, tests/test_faults.py run some of it",
    r".*python -m tools\.(?:wheels|audit)\b.*": "needs the network; see tests/test_setup.py, test_audit.py",
    r".*python -m tools\.(?:make_bot_api|way)\b.*": "needs a file from outside; tests/test_make_bot_api.py",
    r".*python -m tools\.make_pictures\b.*": "needs Chromium; tests/test_drawings.py looks at what it made",
    r"pip(?:x)? install .*|uvx .*": "needs the network; tests/test_installed.py puts the same together",
    r"foot-cramp-bot chat": "tests/test_installed.py runs it",
    r"curl .*": "tests/offline_telegram/test_http_api.py asks the same",
    r".*DATABASE_URL=postgresql.*": "needs a PostgreSQL; tests/storage/test_backup.py restores into one",
    r"systemd-analyze .*": "tests/test_deploy.py runs it on the file",
    r"chmod 600 \.env": "there is no .env to be hidden",
}
"""Patterns of lines, and why nothing runs them here."""
SERVES = {
    r"make web": "The chat is at http",
    r"(?:WEBHOOK_PORT=\S+ )?make run": "ready: @offline_bot answers",
    rf"{_BOT} run": "ready: @offline_bot answers",
    r"python -m offline_telegram\b.*": "TELEGRAM_BOT_TOKEN=1:local",
}
"""Lines that go on until they are stopped, and what they say when they are there."""
STATUS = {rf"{_BOT} doctor": 1}
"""Of lines that do not end with 0: that machine has no token."""

ALIKE = (
    rf"{_BOT} evaluate(?: FILE| benchmarks/[\w-]+\.jsonl)?",
    rf"(?:echo .* \| )?make chat|{_BOT} chat",
    r"WEBHOOK_PORT=\d+ make run",
    rf"{_BOT} run|make run",
)
"""Lines that differ in a file, a port or what is typed: the first of each is run."""

LINES = [line for line in command_lines() if not re.match(r"[0-9*]", line)]


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Machine:
    """A machine for all of them."""
    machine = build(tmp_path_factory.mktemp("machine"))
    assert len([*databases(machine, empty_database)]) == 2
    (machine.root / "etc" / "foot-cramp-bot.env").write_text("LOG_LEVEL=INFO\n", encoding="utf-8")
    return machine


def matching(line: str, patterns: dict[str, str]) -> str:
    """What a line stands for; "" for nothing."""
    return next((meaning for pattern, meaning in patterns.items() if re.fullmatch(pattern, line)), "")


def filled(line: str, machine: Machine) -> str:
    """A line with what its capital letters stand for."""
    backup = machine.root / "backup.db"
    if " restore " in line:
        backup = machine.root / "old.db"
        if not backup.exists():
            assert machine.run(f"python -m bot backup {backup}").status == 0
        line = line.replace("restore --force", "restore").replace("restore", "restore --force")
    elif " backup " in line:
        line = line.replace("backup ", "backup --force ")  # other lines may have made it
    line = line.replace("FILE", str(backup) if "evaluate" not in line else "benchmarks/alarms.jsonl")
    line = line.replace("DIR", "knowledge")
    line = line.replace("questions.txt", str(machine.root / "questions.txt"))
    (machine.root / "questions.txt").write_text("would a massage help?\n", encoding="utf-8")
    return "python -m bot evaluate benchmarks/alarms.jsonl" if line == "python -m bot evaluate" else line


def different(lines: Iterable[str]) -> list[str]:
    """Those that are run: the first of each that are alike."""
    seen: dict[str, str] = {}
    for line in lines:
        plain = line.removeprefix(".venv/bin/")
        seen.setdefault(next((alike for alike in ALIKE if re.fullmatch(alike, plain)), plain), line)
    return list(seen.values())


RUN = different(line for line in LINES if not matching(line, NOT_RUN) and not matching(line, SERVES))
SERVING = different(line for line in LINES if matching(line, SERVES))


@pytest.mark.parametrize("line", RUN)
def test_lines_that_end(machine: Machine, line: str) -> None:
    """They end well, or with the status that the documentation names."""
    ran = machine.run(filled(line, machine))
    expected = next((status for pattern, status in STATUS.items() if re.fullmatch(pattern, line)), 0)
    assert ran.status == expected, ran.said


@contextmanager
def serving(machine: Machine, line: str, wanted: str, **environment: str) -> Iterator[str]:
    """Starts a line, waits for what it is to say, and gives all that it has said; Ctrl-C ends it."""
    process = machine.started(line, PYTHONUNBUFFERED="1", **environment)
    assert process.stdout
    said, deadline = "", time.monotonic() + PATIENCE
    try:
        while wanted not in said and time.monotonic() < deadline and (read := process.stdout.readline()):
            said += read
        assert wanted in said, said
        yield said
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=PATIENCE)


@pytest.mark.parametrize("line", SERVING)
def test_lines_that_go_on(machine: Machine, line: str) -> None:
    """They come to where they serve somebody; for the bot there is an offline Telegram."""
    port = {"make web": "make web PORT=0"}.get(line, re.sub(r"(-m offline_telegram).*", r"\1 --port 0", line))
    if not line.endswith("run"):
        with serving(machine, port, matching(line, SERVES)):
            return
    with serving(machine, "python -m offline_telegram --port 0", "TELEGRAM_BOT_TOKEN=") as said:
        settings = dict(each.split("=", 1) for each in said.splitlines() if each.startswith("TELEGRAM_"))
        with serving(machine, line, matching(line, SERVES), STATUS_PORT="0", **settings):
            pass


def test_every_reason_is_for_something() -> None:
    """There are lines, most of them run, and no line is both run and excused."""
    assert len(RUN) + len(SERVING) > len(LINES) / 3
    assert all(any(re.fullmatch(alike, line) for line in RUN + SERVING) for alike in ALIKE)
    files = [name for line in LINES for name in re.findall(r"benchmarks/[\w-]+\.jsonl", line)]
    assert all(Path(PROJECT, name).is_file() for name in files)
    assert not [line for line in LINES if matching(line, NOT_RUN) and matching(line, SERVES)]


def test_the_nightly_backup(tmp_path: Path, empty_database: Path) -> None:
    """The line for cron makes its folder and a copy of the day, twice too, and removes what is too old."""
    machine = build(tmp_path)
    assert len([*databases(machine, empty_database)]) == 2
    (tmp_path / "etc" / "foot-cramp-bot.env").write_text("LOG_LEVEL=INFO\n", encoding="utf-8")
    (line,) = (line for line in command_lines() if re.match(r"[0-9*]", line))
    (command,) = re.findall(r"^0 4 \* \* \* root (.*)$", line)
    command = command.replace(r"\%", "%")  # as cron does
    assert machine.run(command).status == 0
    folder = tmp_path / "var" / "backups" / "foot-cramp-bot"
    assert folder.stat().st_mode & 0o777 == 0o700
    (today,) = folder.iterdir()
    assert re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", today.name)
    assert today.stat().st_mode & 0o777 == 0o600
    now = time.time()
    for days in range(1, 20):
        (folder / str(days)).touch()
        os.utime(folder / str(days), (now - 86_400 * days - 60,) * 2)
    assert machine.run(command).status == 0
    assert {file.name for file in folder.iterdir()} == {today.name, *map(str, range(1, 14))}
    machine.run("rm /var/lib/foot-cramp-bot/bot.db")
    os.utime(today, (now - 86_400 * 30,) * 2)
    assert machine.run(command).status != 0
    assert today.exists()


def test_installing_as_a_service(tmp_path: Path) -> None:
    """The block for it leaves the settings to root alone, and starts what it has put into place."""
    machine = build(tmp_path)
    text = (machine.project / "docs" / "operating.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"\n\n((?:    .*\n)*    cp deploy/foot-cramp-bot.service .*\n(?:    .*\n)*)", text)
    assert machine.run(block).status == 0
    settings = tmp_path / "etc" / "foot-cramp-bot.env"
    assert settings.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "etc" / "systemd" / "system" / "foot-cramp-bot.service").is_file()
    assert machine.called == [
        "python3 -m venv .venv",
        ".venv/bin/pip install --no-deps --only-binary :all: --require-hashes -r requirements.txt",
        "systemctl daemon-reload",
        "systemctl enable --now foot-cramp-bot",
        "journalctl -u foot-cramp-bot -f",
    ]
