"""The command lines of the documentation, and a machine to run them on that is only a folder."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.matching.cache import cache_folder

PROJECT = Path(__file__).parent.parent
_DOCUMENTS = ("README.md", "CONTRIBUTING.md", "offline_telegram/README.md", "docs/*.md", "deploy/*.yaml")
_PROGRAMS = (
    "chmod|cp|curl|cd|docker|echo|foot-cramp-bot|git|install|journalctl|make|mkdir|pip|pipx|pytest|python3?|set|"
    "systemctl|systemd-analyze|uvx"
)
_COMMAND = rf"(?:[A-Z_]+=\S* )*(?:\.venv/bin/)?(?:{_PROGRAMS}) \S.*"
_CRON = r"[0-9*]+ [0-9*]+ \* \* \* root .*"
_SOURCES = ("bot", "offline_telegram", "knowledge", "benchmarks", "tools", "deploy", "docs")
_FILES = (
    "Makefile",
    "README.md",
    "requirements.txt",
    "requirements-test.txt",
    "pyproject.toml",
    ".env.example",
)
_STUBS = ("systemctl", "journalctl", "docker", "git", "python3", ".venv/bin/pip")
"""What would change a real machine; it notes what it is called with, and does nothing."""
PATIENCE = 120
ROWS = 10
"""Questions of a file that are enough to see that a command line works."""


def command_lines() -> list[str]:
    """Each once, from blocks of code and from sentences, without the comment behind it."""
    found: dict[str, None] = {}
    for pattern in _DOCUMENTS:
        for document in sorted(PROJECT.glob(pattern)):
            text = document.read_text(encoding="utf-8")
            lines = [
                *re.findall(r"^(?:    |# )(\S.*)$", text, re.MULTILINE),
                *re.findall(r"`([^`\n]+)`", text),
            ]
            for line in lines:
                command = re.sub(r"\s{2,}#.*$", "", line).strip()
                if re.fullmatch(f"{_COMMAND}|{_CRON}", command) and not command.endswith("..."):
                    found[command] = None
    return list(found)


@dataclass(frozen=True)
class Ran:
    """What a command line has left behind."""

    status: int
    said: str


@dataclass(frozen=True)
class Machine:
    """A folder with the project in /opt, settings in /etc and data in /var; nothing outside is touched."""

    root: Path

    @property
    def project(self) -> Path:
        """Where the bot is installed."""
        return self.root / "opt" / "foot-cramp-bot"

    @property
    def called(self) -> list[str]:
        """What was called that would have changed a real machine."""
        notes = self.root / "called"
        return notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []

    def run(self, line: str, **environment: str) -> Ran:
        """Run a line in the folder of the project, with an empty input."""
        with self.started(line, **environment) as process:
            said, _ = process.communicate(input="", timeout=PATIENCE)
        return Ran(process.returncode, said)

    def started(self, line: str, **environment: str) -> "subprocess.Popen[str]":
        """A shell with a line, in a group of processes of its own."""
        script = re.sub(r"(?<![\w/.])/(opt|etc|var)/", rf"{self.root}/\1/", line)
        kept = {name: os.environ[name] for name in ("LANG",) if name in os.environ}
        return subprocess.Popen(  # noqa: S603 - the lines are our own
            ["/bin/sh", "-ec", script],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=self.project,
            start_new_session=True,
            env={
                **kept,
                "HOME": str(self.root),
                "PATH": f"{self.root / 'stubs'}:/usr/local/bin:/usr/bin:/bin",
                "XDG_CACHE_HOME": str(self.root / "cache"),
                **environment,
            },
        )


def build(root: Path) -> Machine:
    """A machine on which the bot has been installed, and has run once."""
    machine = Machine(root)
    leave = shutil.ignore_patterns("__pycache__")
    for name in _SOURCES:
        shutil.copytree(PROJECT / name, machine.project / name, ignore=leave)
    for name in _FILES:
        shutil.copy(PROJECT / name, machine.project / name)
    for file in (machine.project / "benchmarks").glob("*.jsonl"):  # Other tests evaluate all of them.
        file.write_text("".join(file.read_text(encoding="utf-8").splitlines(keepends=True)[:ROWS]), "utf-8")
    for folder in ("etc/systemd/system", "etc/cron.d", "var/lib/foot-cramp-bot", "stubs"):
        (root / folder).mkdir(parents=True)
    (root / "cache").mkdir()
    (root / "cache" / cache_folder().name).symlink_to(cache_folder())  # What ships has been learnt before.
    binaries = machine.project / ".venv" / "bin"
    binaries.mkdir(parents=True)
    script(binaries / "python", f'exec {sys.executable} "$@"')
    for name in _STUBS:
        place = binaries / "pip" if name == ".venv/bin/pip" else root / "stubs" / name
        script(place, f'echo "{name} $*" >> {root / "called"}')
    script(root / "stubs" / "python", f'exec {sys.executable} "$@"')
    now = time.time() + 60
    for mark in ("made", "ready", "ready-test"):  # as make leaves it
        (machine.project / ".venv" / mark).touch()
        os.utime(machine.project / ".venv" / mark, (now, now))
    return machine


def script(file: Path, line: str) -> None:
    """A program of one line."""
    file.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    file.chmod(0o755)


def databases(machine: Machine, empty: Path) -> Iterator[Path]:
    """Puts an empty database wherever the settings may look for one."""
    for folder in (machine.project / "data", machine.root / "var" / "lib" / "foot-cramp-bot"):
        folder.mkdir(exist_ok=True)
        yield Path(shutil.copy(empty, folder / "bot.db"))
